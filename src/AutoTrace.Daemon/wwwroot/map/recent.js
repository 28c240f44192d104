/** @import {Selected} from './selection.js' */
/** @import {Range} from '../ui/histogram.js' */
import { getTraces } from '../lib/api.js';
import { age, duration, urlParts } from '../lib/format.js';
import { html } from '../lib/html.js';
import { outcomeOfTrace } from '../lib/outcome.js';
import { live, usePolled } from '../lib/poll.js';
import { traceLink } from '../lib/route.js';
import { currentRange, currentWindow } from '../lib/timerange.js';
import { OutcomeIcon } from '../ui/icons.js';
import { selectionQuery } from './selection.js';

const most = 12;

/** The newest traces through a node or an edge. @param {{selected: Selected, range: Range | null}} props */
export function RecentTraces({ selected, range }) {
  const query = { ...selectionQuery(selected), min: range?.min, max: range?.max };
  const key = JSON.stringify([query, currentRange().key]);
  const load = (/** @type {AbortSignal} */ signal) => getTraces({ ...query, ...currentWindow(), limit: most }, signal);
  const { data, error } = usePolled(key, load, live.value);
  if (!data) {
    return error && html`<p class="muted">${error}</p>`;
  }
  if (data.TraceSummaries.length === 0) {
    return html`<p class="muted">None in this time range.</p>`;
  }
  return html`
    <ul class="recent-traces">
      ${data.TraceSummaries.map(trace => html`
        <li key=${trace.Id}>
          <a href=${traceLink(trace.Id)}>
            <${OutcomeIcon} outcome=${outcomeOfTrace(trace)} size=${14} label />
            <span class="request">
              ${trace.Http?.HttpURL
                ? html`<b>${trace.Http.HttpMethod}</b> ${urlParts(trace.Http.HttpURL).path}`
                : trace.EntryPoint?.Name ?? 'unknown'}
            </span>
            <span class="time">${trace.IsPartial ? 'running' : duration(trace.Duration)}</span>
            <span class="age">${age(trace.StartTime)}</span>
          </a>
        </li>`)}
    </ul>
    ${data.Total > most && html`<p class="muted">The newest ${most} of ${data.Total}.</p>`}`;
}
