/** @import {Row, TraceModel} from './model.js' */

/** @typedef {ReadonlySet<string>} Collapsed ids of rows whose children are hidden */

/** The rows on screen. A collapsed row skips its whole subtree. @param {Row[]} rows @param {Collapsed} collapsed */
export function visibleRows(rows, collapsed) {
  /** @type {Row[]} */
  const visible = [];
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index];
    visible.push(row);
    if (collapsed.has(row.id)) {
      index += row.size;
    }
  }
  return visible;
}

/** @param {Row} row */
export function ancestors(row) {
  /** @type {Row[]} */
  const all = [];
  for (let parent = row.parent; parent; parent = parent.parent) {
    all.push(parent);
  }
  return all;
}

/**
 * The next row that did not go well, from the top again after the last.
 * @param {TraceModel} trace
 * @param {Row} current
 */
export function nextTrouble(trace, current) {
  const here = trace.rows.indexOf(current);
  const order = [...trace.rows.slice(here + 1), ...trace.rows.slice(0, here + 1)];
  return order.find(row => row.outcome !== 'ok');
}

/**
 * What a key does in the tree, as W3C's treegrid pattern has it.
 * @param {string} key
 * @param {Row} current
 * @param {Row[]} visible
 * @param {Collapsed} collapsed
 * @returns {{to?: Row, toggle?: Row} | null}
 */
export function navigate(key, current, visible, collapsed) {
  const index = visible.indexOf(current);
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return { to: visible[Math.min(visible.length - 1, index + 1)] };
    case 'ArrowUp':
    case 'k':
      return { to: visible[Math.max(0, index - 1)] };
    case 'Home':
      return { to: visible[0] };
    case 'End':
      return { to: visible[visible.length - 1] };
    case 'PageDown':
      return { to: visible[Math.min(visible.length - 1, index + 15)] };
    case 'PageUp':
      return { to: visible[Math.max(0, index - 15)] };
    case 'ArrowLeft':
      return current.size > 0 && !collapsed.has(current.id) ? { toggle: current } : { to: current.parent ?? current };
    case 'ArrowRight':
      return current.size > 0 && collapsed.has(current.id) ? { toggle: current }
        : { to: current.size > 0 ? visible[index + 1] : current };
    default:
      return null;
  }
}
