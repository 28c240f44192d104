/** @import {TraceSummary} from '../lib/wire.js' */
/** @import {Outcome} from '../lib/outcome.js' */
import { outcomes } from '../lib/outcome.js';
import { route } from '../lib/route.js';
import { currentWindow } from '../lib/timerange.js';

/** More rows than this are counted, not listed. */
export const limit = 300;

/**
 * What the list is narrowed to. The daemon applies all of it but the text.
 * @typedef {object} Filters
 * @property {Outcome[]} outcomes empty: all
 * @property {number | null} min seconds
 * @property {number | null} max seconds
 * @property {string} text in the URL, the method, the status or the name of a service
 * @property {string} service with `type`, and with `to` and `toType` for a call between two
 * @property {string} type
 * @property {string} to
 * @property {string} toType
 */

/** @returns {Filters} */
export function currentFilters() {
  const { query } = route.value;
  const chosen = (query.get('outcome') ?? '').split(',');
  return {
    outcomes: outcomes.filter(outcome => chosen.includes(outcome)),
    min: positive(query.get('min')),
    max: positive(query.get('max')),
    text: query.get('text') ?? '',
    service: query.get('service') ?? '',
    type: query.get('type') ?? '',
    to: query.get('to') ?? '',
    toType: query.get('toType') ?? '',
  };
}

/** @param {string | null} text */
function positive(text) {
  const value = Number(text);
  return value > 0 && Number.isFinite(value) ? value : null;
}

/** @param {Filters} filters */
export const isFiltered = ({ outcomes: chosen, min, max, text, service }) =>
  chosen.length > 0 || min !== null || max !== null || text !== '' || service !== '';

/**
 * The filters as the daemon reads them: an empty type means none, no type at all means any.
 * @param {Filters} filters
 */
export function toRequest({ outcomes: chosen, min, max, service, type, to, toType }) {
  const call = to ? { to, toType } : {};
  const subject = service ? { service, type, ...call } : {};
  return { ...currentWindow(), ...subject, min, max, outcome: chosen.join(','), limit };
}

/** @param {TraceSummary} trace @param {string} text */
export function matchesText(trace, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const { HttpURL, HttpMethod, HttpStatus } = trace.Http ?? {};
  const services = trace.ServiceIds.map(id => id.Name);
  const all = [trace.Id, HttpMethod, HttpURL, HttpStatus, trace.EntryPoint?.Name, ...services].join('\n').toLowerCase();
  return words.every(word => all.includes(word));
}
