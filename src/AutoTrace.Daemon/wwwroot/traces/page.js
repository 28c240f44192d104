/** @import {TraceList} from '../lib/wire.js' */
import { useMemo } from 'preact/hooks';
import { getTraces } from '../lib/api.js';
import { count } from '../lib/format.js';
import { html } from '../lib/html.js';
import { live, usePolled } from '../lib/poll.js';
import { link, setQuery } from '../lib/route.js';
import { currentRange, currentWindow, rangeParameter } from '../lib/timerange.js';
import { EmptyState } from '../map/empty.js';
import { Notice } from '../ui/parts.js';
import { currentFilters, isFiltered, limit, matchesText, toRequest } from './filters.js';
import { FilterBar } from './filterbar.js';
import { Scatter } from './scatter.js';
import { currentSorting, sorted } from './sorting.js';
import { TraceTable } from './table.js';

/** The newest traces, as they come in. */
export function TracesPage() {
  const filters = currentFilters();
  const { text, ...asked } = filters;
  const sorting = currentSorting();
  const key = JSON.stringify([asked, currentRange().key]);
  const load = async (/** @type {AbortSignal} */ signal) => {
    const window = currentWindow();
    return { window, list: await getTraces(toRequest(filters), signal) };
  };
  const { data, error } = usePolled(key, load, live.value);
  const listed = useMemo(
    () => sorted((data?.list.TraceSummaries ?? []).filter(trace => matchesText(trace, text)), sorting),
    [data, text, sorting.column, sorting.descending]);
  return html`
    <div class="page-head">
      <h1>Traces</h1>
      ${data && html`<span class="muted">${summary(listed.length, data.list)}</span>`}
    </div>
    <${FilterBar} filters=${filters} />
    ${error && html`<${Notice} title="The traces cannot be loaded"><p>${error}</p><//>`}
    ${data && listed.length > 0 && html`
      <div class="traces-body">
        <${Scatter} traces=${listed} window=${data.window} />
        <div class="scroll-x"><${TraceTable} traces=${listed} sorting=${sorting} /></div>
      </div>`}
    ${data && listed.length === 0 && (isFiltered(filters) ? html`<${NothingMatches} />` : html`<${EmptyState} />`)}`;
}

/** @param {number} listed @param {TraceList} list */
function summary(listed, { TraceSummaries: { length: loaded }, Total: total }) {
  if (total > loaded) {
    const from = listed < loaded ? `${count(listed)} of the newest ${count(limit)}` : `the newest ${count(limit)}`;
    return `${from}; ${count(total)} in all`;
  }
  return listed < total ? `${count(listed)} of ${count(total)}` : `${count(total)}`;
}

function NothingMatches() {
  const clear = { text: null, outcome: null, min: null, max: null, service: null, type: null, to: null, toType: null };
  return html`
    <div class="empty">
      <h2>No trace matches</h2>
      <p>Nothing in the ${currentRange().label.toLowerCase()} fits these filters.</p>
      <p>
        <button type="button" class="button" onClick=${() => setQuery(clear)}>Clear the filters</button>
        <a class="button is-quiet" href=${link('map', { range: rangeParameter() })}>To the map</a>
      </p>
    </div>`;
}
