import { signal } from '@preact/signals';

/**
 * The page and its state. All of it stands in the URL, so that a link shows the same thing to somebody else.
 * @typedef {object} Route
 * @property {'map' | 'traces' | 'trace'} page
 * @property {string} id the trace of the trace page, else empty
 * @property {URLSearchParams} query
 */

/** @typedef {Record<string, string | number | null | undefined>} QueryChange null and empty remove a key */

/**
 * @param {string} hash as in `location.hash`
 * @returns {Route}
 */
export function parse(hash) {
  const [path, search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [page, id = ''] = path.split('/', 2);
  const query = new URLSearchParams(search);
  if (page === 'trace' && id) {
    return { page, id: decodeURIComponent(id), query };
  }
  return { page: page === 'traces' ? 'traces' : 'map', id: '', query };
}

/**
 * @param {string} path
 * @param {QueryChange} [query]
 */
export function link(path, query = {}) {
  const search = String(changed(new URLSearchParams(), query));
  return `#/${path}${search && '?'}${search}`;
}

/** @param {string} id */
export const traceLink = id => link(`trace/${encodeURIComponent(id)}`);

export const route = signal(parse(location.hash));

/** The list or map from which the trace page was opened. */
export const cameFrom = signal({ page: 'traces', href: '#/traces' });

addEventListener('hashchange', event => {
  const left = new URL(event.oldURL).hash;
  const { page } = parse(left);
  if (page !== 'trace') {
    cameFrom.value = { page, href: left || '#/map' };
  }
  route.value = parse(location.hash);
});

/** @param {string} href a link made by `link` */
export function go(href) {
  location.hash = href;
}

/**
 * Changes the state of the page that is shown. Filters replace the history entry, so that Back leaves the page;
 * `push` makes an entry of its own.
 * @param {QueryChange} changes
 * @param {{push?: boolean}} [options]
 */
export function setQuery(changes, { push = false } = {}) {
  const { page, id, query } = route.value;
  const search = String(changed(new URLSearchParams(query), changes));
  const path = page === 'trace' ? `trace/${encodeURIComponent(id)}` : page;
  const hash = `#/${path}${search && '?'}${search}`;
  route.value = parse(hash);
  if (push) {
    history.pushState(null, '', hash);
  } else {
    replaceSoon(hash);
  }
}

let pending = 0;

/**
 * Browsers refuse more than a few hundred history changes a minute; a held arrow key makes more.
 * @param {string} hash
 */
function replaceSoon(hash) {
  const before = location.hash;
  clearTimeout(pending);
  pending = setTimeout(() => {
    if (location.hash === before && hash !== before) {
      history.replaceState(null, '', hash);
    }
  }, 120);
}

/**
 * @param {URLSearchParams} query
 * @param {QueryChange} changes
 */
function changed(query, changes) {
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') {
      query.delete(key);
    } else {
      query.set(key, String(value));
    }
  }
  return query;
}
