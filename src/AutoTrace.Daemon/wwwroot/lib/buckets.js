/** @import {HistogramEntry} from './wire.js' */

/**
 * A histogram over a logarithmic axis of response times.
 * @typedef {object} Buckets
 * @property {number[]} bounds seconds, one more than there are bars
 * @property {number[]} bars counts
 * @property {number} highest of the bars
 * @property {number} total
 */

/** The shortest response time that the axis tells apart. */
const floorSeconds = 1e-5;

/**
 * @param {HistogramEntry[]} entries
 * @param {number} [wanted] how many bars at most
 * @returns {Buckets | null} null when there is nothing to show
 */
export function toBuckets(entries, wanted = 32) {
  const known = entries.filter(entry => entry.Count > 0);
  if (known.length === 0) {
    return null;
  }
  const values = known.map(entry => Math.max(floorSeconds, entry.Value));
  const low = nice(values.reduce((a, b) => Math.min(a, b)), Math.floor);
  const high = Math.max(nice(values.reduce((a, b) => Math.max(a, b)), Math.ceil), low * 10);
  const step = Math.log(high / low) / wanted;
  const bars = new Array(wanted).fill(0);
  known.forEach((entry, index) => {
    bars[Math.min(wanted - 1, Math.floor(Math.log(values[index] / low) / step + 1e-9))] += entry.Count;
  });
  return {
    bounds: Array.from({ length: wanted + 1 }, (_, index) => low * Math.exp(step * index)),
    bars,
    highest: Math.max(...bars),
    total: known.reduce((all, entry) => all + entry.Count, 0),
  };
}

/**
 * The next 1, 2 or 5 times a power of ten.
 * @param {number} value
 * @param {(value: number) => number} direction Math.floor or Math.ceil
 */
export function nice(value, direction) {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  const steps = [1, 2, 5, 10];
  const exact = value / power;
  const step = direction === Math.floor
    ? steps.findLast(each => each <= exact + 1e-9) ?? 1
    : steps.find(each => each >= exact - 1e-9) ?? 10;
  return step * power;
}

/**
 * 1, 2 and 5 times the powers of ten from low to high, or the powers of ten alone when those are too many.
 * @param {number} low
 * @param {number} high
 * @param {number} [most]
 */
export function logTicks(low, high, most = 7) {
  /** @type {number[]} */
  const all = [];
  for (let value = nice(low, Math.ceil); value <= high * 1.0001; value = nice(value * 1.01, Math.ceil)) {
    all.push(value);
  }
  const isPower = (/** @type {number} */ value) => Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-6;
  return all.length <= most ? all : all.filter(isPower);
}

/**
 * Ticks of a linear axis from 0: four to eight, at multiples of 1, 2 or 5 times a power of ten.
 * @param {number} end
 */
export function linearTicks(end) {
  if (!(end > 0)) {
    return [0];
  }
  const step = nice(end / 5, Math.ceil);
  return Array.from({ length: Math.floor(end / step + 1e-9) + 1 }, (_, index) => index * step);
}

/** Steps of a clock, in seconds. */
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/**
 * Round times of day between two times: at most eight.
 * @param {number} start epoch seconds
 * @param {number} end
 */
export function clockTicks(start, end) {
  const step = clockSteps.find(each => (end - start) / each <= 8) ?? 86_400;
  const first = Math.ceil(start / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((end - first) / step) + 1) }, (_, index) => first + index * step);
}

/**
 * The response time below which a share of the requests stayed.
 * @param {HistogramEntry[]} entries
 * @param {number} share 0 to 1
 */
export function percentile(entries, share) {
  const sorted = entries.filter(entry => entry.Count > 0).sort((a, b) => a.Value - b.Value);
  const rank = share * sorted.reduce((all, entry) => all + entry.Count, 0);
  let seen = 0;
  for (const entry of sorted) {
    seen += entry.Count;
    if (seen >= rank - 1e-9) {
      return entry.Value;
    }
  }
  return NaN;
}
