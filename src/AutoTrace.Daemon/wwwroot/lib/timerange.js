import { route } from './route.js';

/** The presets of the time range, in seconds. */
export const ranges = [
  { key: '1m', label: 'Last minute', seconds: 60 },
  { key: '5m', label: 'Last 5 minutes', seconds: 300 },
  { key: '15m', label: 'Last 15 minutes', seconds: 900 },
  { key: '1h', label: 'Last hour', seconds: 3600 },
  { key: '6h', label: 'Last 6 hours', seconds: 21_600 },
  { key: '7d', label: 'Last 7 days', seconds: 604_800 },
];

/** The range that a URL without one means. */
export const standardRange = '15m';

/** The range in the URL. */
export function currentRange() {
  const key = route.value.query.get('range') ?? standardRange;
  return ranges.find(range => range.key === key) ?? ranges[2];
}

/** `range` for the query of a link, or null when it is the standard one. */
export function rangeParameter() {
  const { key } = currentRange();
  return key === standardRange ? null : key;
}

/** The range as it stands now, in epoch seconds. */
export function currentWindow() {
  const end = Date.now() / 1000;
  return { start: end - currentRange().seconds, end };
}
