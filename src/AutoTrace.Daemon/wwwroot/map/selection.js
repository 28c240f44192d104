/** @import {MapEdge, MapModel, MapNode} from './model.js' */
/** @import {Range} from '../ui/histogram.js' */
import { route, setQuery } from '../lib/route.js';
import { nodeKey } from './model.js';

/** @typedef {{node: MapNode, edge?: undefined} | {edge: MapEdge, node?: undefined}} Selected */

/** What the URL selects, if the map still has it. @param {MapModel} map @returns {Selected | null} */
export function findSelected(map) {
  const { query } = route.value;
  const service = query.get('service');
  if (!service) {
    return null;
  }
  const from = nodeKey(service, query.get('type'));
  const to = query.get('to');
  if (to) {
    const target = nodeKey(to, query.get('toType'));
    const edge = map.edges.find(each => each.from.key === from && each.to.key === target);
    return edge ? { edge } : null;
  }
  const node = map.nodes.find(each => each.key === from);
  return node ? { node } : null;
}

/** The selected response times of the panel's histogram. @returns {Range | null} */
export function selectedRange() {
  const { query } = route.value;
  const min = Number(query.get('min'));
  const max = Number(query.get('max'));
  return max > min && min >= 0 ? { min, max } : null;
}

/** @param {Range | null} range */
export const selectRange = range => setQuery({ min: range && roundUp(range.min), max: range && roundUp(range.max) });

/** A bound with five digits is precise enough, and readable in a URL. @param {number} seconds */
const roundUp = seconds => Number(seconds.toPrecision(5));

/**
 * The part of a query that names a node or an edge: on the map's URL as on that of the traces.
 * @param {Selected} selected
 */
export function selectionQuery({ node, edge }) {
  return node
    ? { service: node.name, type: node.type, to: null, toType: null }
    : { service: edge.from.name, type: edge.from.type, to: edge.to.name, toType: edge.to.type };
}

/** @param {MapNode} node */
export const selectNode = node => setQuery({ ...selectionQuery({ node }), min: null, max: null }, { push: true });

/** @param {MapEdge} edge */
export const selectEdge = edge => setQuery({ ...selectionQuery({ edge }), min: null, max: null }, { push: true });

export const clearSelection = () =>
  setQuery({ service: null, type: null, to: null, toType: null, min: null, max: null });
