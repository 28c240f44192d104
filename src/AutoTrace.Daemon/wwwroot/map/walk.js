/** @import {MapEdge, MapModel, MapNode} from './model.js' */
/** @import {Placement} from './layout.js' */

/** @typedef {'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown'} Arrow */

/**
 * Where an arrow key leads: left and right follow the calls, node by edge by node; up and down go to the nearest
 * neighbour in the same column, or to the next call of the same service.
 * @param {MapModel} map
 * @param {Placement} placement
 * @param {string} key of the focused node or edge
 * @param {Arrow} arrow
 * @returns {string | undefined} the key of the node or edge to focus
 */
export function step(map, placement, key, arrow) {
  const edge = map.edges.find(each => each.key === key);
  const node = map.nodes.find(each => each.key === key);
  return edge ? fromEdge(map, placement, edge, arrow) : node && fromNode(map, placement, node, arrow);
}

/** @param {MapModel} map @param {Placement} placement @param {MapEdge} edge @param {Arrow} arrow */
function fromEdge(map, placement, edge, arrow) {
  if (arrow === 'ArrowRight') {
    return edge.to.key;
  }
  if (arrow === 'ArrowLeft') {
    return edge.from.key;
  }
  const calls = downwards(placement, map.edges.filter(each => each.from === edge.from), each => each.to);
  return calls[calls.indexOf(edge) + (arrow === 'ArrowDown' ? 1 : -1)]?.key;
}

/** @param {MapModel} map @param {Placement} placement @param {MapNode} node @param {Arrow} arrow */
function fromNode(map, placement, node, arrow) {
  if (arrow === 'ArrowRight') {
    return downwards(placement, map.edges.filter(each => each.from === node), each => each.to)[0]?.key;
  }
  if (arrow === 'ArrowLeft') {
    return downwards(placement, map.edges.filter(each => each.to === node), each => each.from)[0]?.key;
  }
  const here = placement.nodes.get(node.key);
  const column = downwards(placement,
    map.nodes.filter(each => Math.abs((placement.nodes.get(each.key)?.x ?? NaN) - (here?.x ?? NaN)) < 1), each => each);
  return column[column.indexOf(node) + (arrow === 'ArrowDown' ? 1 : -1)]?.key;
}

/**
 * @template T
 * @param {Placement} placement
 * @param {T[]} items
 * @param {(item: T) => MapNode} nodeOf
 */
function downwards(placement, items, nodeOf) {
  const y = (/** @type {T} */ item) => placement.nodes.get(nodeOf(item).key)?.y ?? 0;
  return items.toSorted((a, b) => y(a) - y(b));
}
