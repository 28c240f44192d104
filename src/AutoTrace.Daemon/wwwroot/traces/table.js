/** @import {TraceSummary} from '../lib/wire.js' */
/** @import {Column, Sorting} from './sorting.js' */
import { useRef } from 'preact/hooks';
import { age, duration, fullTime, preciseTime, urlParts } from '../lib/format.js';
import { html } from '../lib/html.js';
import { useKeys } from '../lib/keys.js';
import { outcomeOfTrace, outcomeText } from '../lib/outcome.js';
import { go, traceLink } from '../lib/route.js';
import { Icon } from '../ui/icons.js';
import { HttpStatus, StateChip } from '../ui/parts.js';
import { sortBy } from './sorting.js';

/** @type {{column: Column, label: string, className?: string}[]} */
const columns = [
  { column: 'outcome', label: 'Outcome' },
  { column: 'service', label: 'Root service' },
  { column: 'request', label: 'Request', className: 'request' },
  { column: 'status', label: 'Status', className: 'number' },
  { column: 'duration', label: 'Duration', className: 'duration' },
  { column: 'services', label: 'Services', className: 'services' },
  { column: 'time', label: 'Started' },
];

/** The bars are logarithmic, or one slow trace would leave all others without any; from here on they are seen. */
const shortestBar = 0.001;

/** @param {number} duration @param {number} longest */
const barWidth = (duration, longest) =>
  Math.max(2, (100 * Math.log(Math.max(duration, shortestBar) / shortestBar)) / Math.log(longest / shortestBar));

/**
 * The list. Every row holds a link; j, k and the arrow keys go from link to link.
 * @param {{traces: TraceSummary[], sorting: Sorting}} props
 */
export function TraceTable({ traces, sorting }) {
  const body = useRef(/** @type {HTMLTableSectionElement | null} */ (null));
  const longest = traces.reduce((most, trace) => Math.max(most, trace.Duration), 2 * shortestBar);

  /** @param {number} direction */
  function move(direction) {
    const links = [.../** @type {HTMLElement} */ (body.current).querySelectorAll('a')];
    const index = links.findIndex(link => link === document.activeElement);
    const first = direction > 0 ? 0 : links.length - 1;
    const next = index < 0 ? first : Math.max(0, Math.min(links.length - 1, index + direction));
    links[next]?.focus();
    links[next]?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  }

  useKeys({ j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1) });
  return html`
    <table class="data-table trace-table">
      <caption class="visually-hidden">Traces</caption>
      <thead><tr>${columns.map(each => html`<${Head} key=${each.column} ...${each} sorting=${sorting} />`)}</tr></thead>
      <tbody ref=${body}>
        ${traces.map(trace => html`<${Row} key=${trace.Id} trace=${trace} longest=${longest} />`)}
      </tbody>
    </table>`;
}

/** @param {{column: Column, label: string, className?: string, sorting: Sorting}} props */
function Head({ column, label, className, sorting }) {
  const isSorted = sorting.column === column;
  const order = sorting.descending ? 'descending' : 'ascending';
  return html`
    <th scope="col" class=${className} aria-sort=${isSorted ? order : undefined}>
      <button type="button" class="sort-button" onClick=${() => sortBy(column)}>
        ${label}<${Icon} name=${isSorted && !sorting.descending ? 'up' : 'down'} size=${12} />
      </button>
    </th>`;
}

/** @param {{trace: TraceSummary, longest: number}} props */
function Row({ trace, longest }) {
  const outcome = outcomeOfTrace(trace);
  const href = traceLink(trace.Id);
  const { HttpURL: url, HttpMethod: method, HttpStatus: status } = trace.Http ?? {};
  const root = trace.EntryPoint?.Name ?? 'unknown';
  const others = trace.ServiceIds.map(id => id.Name).filter(name => name !== root);
  const parts = url ? urlParts(url) : null;

  /**
   * The whole row leads to the trace, unless the click was on the link or selected some text.
   * @param {MouseEvent} event
   */
  function open(event) {
    const onLink = event.target instanceof Element && event.target.closest('a');
    if (!onLink && getSelection()?.isCollapsed !== false) {
      go(href);
    }
  }

  return html`
    <tr onClick=${open}>
      <td><${StateChip} outcome=${outcome} isRunning=${trace.IsPartial} /></td>
      <td class="root">${root}</td>
      <td class="request">
        <a href=${href} title=${url}>
          ${parts ? html`<b>${method}</b> ${parts.path}` : html`<span class="muted">${root}</span>`}
          <span class="visually-hidden">, ${outcomeText[outcome].label}, ${duration(trace.Duration)}</span>
        </a>
      </td>
      <td class="number"><${HttpStatus} status=${status} outcome=${outcome} /></td>
      <td class="duration">
        <span class="duration-text">${duration(trace.Duration)}</span>
        <span class="duration-bar" aria-hidden="true" title="On a logarithmic scale">
          <i class=${`is-${outcome}`} style=${{ width: `${barWidth(trace.Duration, longest)}%` }} />
        </span>
      </td>
      <td class="services" title=${[root, ...others].join(', ')}>
        <span class="service-count">${trace.ServiceIds.length}</span> <span class="muted">${others.join(', ')}</span>
      </td>
      <td class="started" title=${fullTime(trace.StartTime)}>
        ${preciseTime(trace.StartTime)}<span class="muted">${age(trace.StartTime)}</span>
      </td>
    </tr>`;
}
