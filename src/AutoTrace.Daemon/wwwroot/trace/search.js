/** @import {Row, TraceModel} from './model.js' */

/** @type {WeakMap<Row, string>} */
const texts = new WeakMap();

/** Everything that a row's own document says, without its subsegments. @param {Row} row */
function textOf(row) {
  let text = texts.get(row);
  if (text === undefined) {
    const { subsegments: _, ...own } = row.document;
    text = `${row.service}\n${JSON.stringify(own)}`.toLowerCase();
    texts.set(row, text);
  }
  return text;
}

/**
 * The rows that hold every word.
 * @param {TraceModel} trace
 * @param {string} search
 * @returns {Set<Row>} empty when nothing is looked for
 */
export function matchingRows(trace, search) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return new Set(words.length === 0 ? [] : trace.rows.filter(row => words.every(word => textOf(row).includes(word))));
}

/**
 * The match after or before a row; after the last comes the first again.
 * @param {TraceModel} trace
 * @param {Set<Row>} matches
 * @param {Row} current
 * @param {1 | -1} direction
 * @returns {Row | undefined}
 */
export function nextOf(trace, matches, current, direction) {
  const here = trace.rows.indexOf(current);
  const others = [...trace.rows.slice(here + 1), ...trace.rows.slice(0, here + 1)].filter(row => matches.has(row));
  return direction === 1 ? others[0] : others.findLast(row => row !== current) ?? others[0];
}
