/** @import {TraceSummary} from '../lib/wire.js' */
import { outcomeOfTrace, outcomes } from '../lib/outcome.js';
import { route, setQuery } from '../lib/route.js';

/** @typedef {'time' | 'service' | 'request' | 'status' | 'duration' | 'services' | 'outcome'} Column */

/** @typedef {{column: Column, descending: boolean}} Sorting */

/** @type {Record<Column, (trace: TraceSummary) => number | string>} */
const values = {
  time: trace => trace.StartTime,
  service: trace => trace.EntryPoint?.Name ?? '',
  request: trace => `${trace.Http?.HttpURL ?? ''} ${trace.Http?.HttpMethod ?? ''}`,
  status: trace => trace.Http?.HttpStatus ?? 0,
  duration: trace => trace.Duration,
  services: trace => trace.ServiceIds.length,
  outcome: trace => outcomes.indexOf(outcomeOfTrace(trace)),
};

/** What stands first at the first click: text from A, figures from the highest. @param {Column} column */
const descendingFirst = column => column !== 'service' && column !== 'request';

/** The order in the URL; newest first when there is none. @returns {Sorting} */
export function currentSorting() {
  const text = route.value.query.get('sort') ?? '-time';
  const column = /** @type {Column} */ (text.replace('-', ''));
  return column in values ? { column, descending: text.startsWith('-') } : { column: 'time', descending: true };
}

/** A second click on a column turns it round. @param {Column} column */
export function sortBy(column) {
  const current = currentSorting();
  const descending = current.column === column ? !current.descending : descendingFirst(column);
  const text = `${descending ? '-' : ''}${column}`;
  setQuery({ sort: text === '-time' ? null : text });
}

/** @param {TraceSummary[]} traces @param {Sorting} sorting */
export function sorted(traces, { column, descending }) {
  const value = values[column];
  const sign = descending ? -1 : 1;
  return traces.toSorted((a, b) => {
    const [first, second] = [value(a), value(b)];
    const order = typeof first === 'string' ? first.localeCompare(String(second)) : first - Number(second);
    return order === 0 ? b.StartTime - a.StartTime : sign * order;
  });
}
