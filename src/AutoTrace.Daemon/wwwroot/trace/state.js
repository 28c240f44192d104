/** @import {Row, TraceModel} from './model.js' */
import { route, setQuery } from '../lib/route.js';
import { ancestors } from './tree.js';

/** The selected row, or the root. @param {TraceModel} trace @returns {Row} */
export const selectedRow = trace => trace.byId.get(route.value.query.get('span') ?? '') ?? trace.root;

/** @returns {Set<string>} */
export const collapsedIds = () => new Set((route.value.query.get('closed') ?? '').split('.').filter(Boolean));

/** Whether the details stand beside the waterfall. */
export const detailsShown = () => route.value.query.get('details') !== 'off';

/** @param {boolean} shown */
export const showDetails = shown => setQuery({ details: shown ? null : 'off' });

/** Selects a row, opening whatever hides it. @param {TraceModel} trace @param {Row} row */
export function selectRow(trace, row) {
  const collapsed = collapsedIds();
  ancestors(row).forEach(each => collapsed.delete(each.id));
  setQuery({ span: row === trace.root ? null : row.id, closed: [...collapsed].join('.') });
}

/** @param {Row} row */
export function toggleRow(row) {
  const collapsed = collapsedIds();
  if (!collapsed.delete(row.id)) {
    collapsed.add(row.id);
  }
  setQuery({ closed: [...collapsed].join('.') });
}

export const expandAll = () => setQuery({ closed: null });

/** Leaves the roots and what they called directly. @param {TraceModel} trace */
export function collapseAll(trace) {
  const inner = trace.rows.filter(row => row.size > 0 && row.depth === 1);
  const closed = inner.length > 0 ? inner : trace.rows.filter(row => row.size > 0 && row.depth === 0);
  setQuery({ closed: closed.map(row => row.id).join('.'), span: null });
}
