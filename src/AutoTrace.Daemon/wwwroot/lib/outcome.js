/** @import {Statistics, TraceSummary} from './wire.js' */

/** @typedef {'ok' | 'error' | 'throttle' | 'fault'} Outcome */

/** In the order in which rings, bars, legends and tables show them. */
export const outcomes = /** @type {const} */ (['ok', 'error', 'throttle', 'fault']);

/** @type {Record<Outcome, {label: string, meaning: string}>} */
export const outcomeText = {
  ok: { label: 'OK', meaning: '' },
  error: { label: 'Error', meaning: '4xx' },
  throttle: { label: 'Throttle', meaning: '429' },
  fault: { label: 'Fault', meaning: '5xx' },
};

/** @typedef {Record<Outcome, number> & {total: number, seconds: number}} Counts requests by outcome; seconds summed */

/**
 * @param {Statistics | undefined} statistics
 * @returns {Counts | null}
 */
export function counts(statistics) {
  if (!statistics) {
    return null;
  }
  const { OkCount, ErrorStatistics, FaultStatistics, TotalCount, TotalResponseTime } = statistics;
  return {
    ok: OkCount ?? 0,
    error: ErrorStatistics?.OtherCount ?? 0,
    throttle: ErrorStatistics?.ThrottleCount ?? 0,
    fault: FaultStatistics?.TotalCount ?? 0,
    total: TotalCount ?? 0,
    seconds: TotalResponseTime ?? 0,
  };
}

/** @param {Counts[]} all */
export function sum(all) {
  /** @type {Counts} */
  const total = { ok: 0, error: 0, throttle: 0, fault: 0, total: 0, seconds: 0 };
  for (const one of all) {
    for (const key of /** @type {(keyof Counts)[]} */ (Object.keys(total))) {
      total[key] += one[key];
    }
  }
  return total;
}

/**
 * The gravest outcome that occurred, and its share of all requests.
 * @param {Counts} counted
 * @returns {{outcome: Outcome, share: number} | null} null when all went well
 */
export function gravest(counted) {
  const outcome = [...outcomes].reverse().find(each => each !== 'ok' && counted[each] > 0);
  return outcome ? { outcome, share: counted[outcome] / counted.total } : null;
}

/**
 * @param {{fault?: boolean, error?: boolean, throttle?: boolean}} document a segment or subsegment
 * @returns {Outcome}
 */
export function outcomeOf({ fault, error, throttle }) {
  return fault ? 'fault' : throttle ? 'throttle' : error ? 'error' : 'ok';
}

/**
 * How the request ended at its entry; a throttle anywhere shows, as in the daemon's filter.
 * @param {TraceSummary} summary
 */
export const outcomeOfTrace = ({ HasFault, HasError, HasThrottle }) =>
  outcomeOf({ fault: HasFault, error: HasError, throttle: HasThrottle });
