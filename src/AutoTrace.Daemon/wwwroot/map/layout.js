/** @import {MapModel} from './model.js' */
/** @import {Point} from './spline.js' */
import { Graph, layout } from '@dagrejs/dagre';

/** Radius of a node's circle; a client's is smaller. */
export const radius = 40;
export const clientRadius = 27;

/** Height of the text below the circle. */
export const captionHeight = 56;

/**
 * @typedef {object} Placement
 * @property {Map<string, Point>} nodes centres of the circles, by node key
 * @property {Map<string, Point[]>} edges the points between the two circles, by edge key
 * @property {{left: number, top: number, right: number, bottom: number}} bounds
 */

/** A hidden source of all clients, so that they stand in one column at the left. */
const origin = '\u001dorigin';

/** A map that is taller than a screen gets wider gaps between its columns, for there is room at its sides. */
const screenShape = 1.7;
const widestStretch = 2.4;

let placedTopology = '';
/** @type {Placement} */
let placed = { nodes: new Map(), edges: new Map(), bounds: { left: 0, top: 0, right: 0, bottom: 0 } };

/**
 * Places nodes in columns from callers to callees. The same topology keeps its places, so that a refresh moves nothing.
 * @param {MapModel} map
 * @returns {Placement}
 */
export function place(map) {
  if (map.topology !== placedTopology) {
    placed = arrange(map);
    placedTopology = map.topology;
  }
  return placed;
}

/** @param {MapModel} map @returns {Placement} */
function arrange(map) {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 104, edgesep: 34 });
  graph.setDefaultEdgeLabel(() => ({}));
  graph.setNode(origin, { width: 1, height: 1 });
  for (const node of map.nodes) {
    const size = 2 * (node.kind === 'client' ? clientRadius : radius);
    graph.setNode(node.key, { width: size, height: size + captionHeight });
    if (node.kind === 'client') {
      graph.setEdge(origin, node.key, { weight: 100 });
    }
  }
  for (const edge of map.edges) {
    graph.setEdge(edge.from.key, edge.to.key, { weight: 1 });
  }
  layout(graph);

  const { width = 1, height = 1 } = graph.graph();
  const stretch = Math.max(1, Math.min(widestStretch, (height * screenShape) / width));
  // The circle stands in the upper part of its box, above the caption.
  const raised = (/** @type {Point} */ { x, y }) => ({ x: x * stretch, y: y - captionHeight / 2 });
  const plain = (/** @type {Point} */ { x, y }) => ({ x: x * stretch, y });
  const nodes = new Map(map.nodes.map(({ key }) => [key, raised(/** @type {Point} */ (graph.node(key)))]));
  const edges = new Map(map.edges.map(edge => {
    const { points } = /** @type {{points: Point[]}} */ (graph.edge(edge.from.key, edge.to.key));
    const bends = points.slice(1, -1);
    // Between neighbours it aims at the circles; past other nodes it keeps clear of their captions.
    return [edge.key, bends.map(bends.length > 1 ? plain : raised)];
  }));
  return { nodes, edges, bounds: boundsOf([...nodes.values()], [...edges.values()].flat()) };
}

/** @param {Point[]} centres @param {Point[]} bends */
function boundsOf(centres, bends) {
  const xs = centres.map(point => point.x);
  const ys = centres.map(point => point.y);
  const aside = radius + 36;
  return {
    left: Math.min(...xs) - aside,
    right: Math.max(...xs) + aside,
    top: Math.min(...ys.map(y => y - radius), ...bends.map(point => point.y)) - 16,
    bottom: Math.max(...ys.map(y => y + radius + captionHeight), ...bends.map(point => point.y)) + 8,
  };
}
