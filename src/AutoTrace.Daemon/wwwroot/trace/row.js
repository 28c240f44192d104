/** @import {Row, TraceModel} from './model.js' */
import { linearTicks } from '../lib/buckets.js';
import { duration, urlParts } from '../lib/format.js';
import { html, classes } from '../lib/html.js';
import { outcomeText } from '../lib/outcome.js';
import { Icon, OutcomeIcon } from '../ui/icons.js';
import { HttpStatus } from '../ui/parts.js';

/** The services' colours; more services than these begin again. */
const seriesCount = 10;

/** @param {TraceModel} trace @param {string} service */
export const seriesClass = (trace, service) => `series-${trace.services.indexOf(service) % seriesCount}`;

/**
 * @param {{trace: TraceModel, row: Row, index: number, top: number, isMatch?: boolean, selected: boolean,
 *   collapsed: boolean, onSelect: () => void, onToggle: () => void}} props
 */
export function WaterfallRow({ trace, row, index, top, isMatch, selected, collapsed, onSelect, onToggle }) {
  const { request, response } = row.document.http ?? {};
  const hasChildren = row.size > 0;
  return html`
    <div role="row" tabindex=${selected ? 0 : -1} style=${{ top: `${top}px` }} data-selected=${selected || undefined}
      class=${classes('waterfall-row', seriesClass(trace, row.service), row.isSegment && 'is-segment',
        selected && 'is-selected', isMatch === true && 'is-match', isMatch === false && 'is-other')}
      aria-selected=${String(selected)} aria-level=${row.depth + 1} aria-rowindex=${index + 1}
      aria-expanded=${hasChildren ? String(!collapsed) : undefined} aria-label=${describe(trace, row)}
      onClick=${onSelect}>
      <div role="gridcell" class="name">
        <span class="indent" style=${{ width: `${row.depth * 14}px` }} />
        <span class=${classes('twist', hasChildren && 'has-children')} aria-hidden="true"
          onClick=${(/** @type {Event} */ event) => hasChildren && (event.stopPropagation(), onToggle())}>
          ${hasChildren && html`<${Icon} name=${collapsed ? 'right' : 'down'} size=${12} />`}
        </span>
        <${KindMark} row=${row} />
        ${row.outcome !== 'ok' && html`<${OutcomeIcon} outcome=${row.outcome} size=${14} />`}
        <span class="label">${row.document.name}</span>
        ${request && html`<span class="request">${request.method} ${shortUrl(row, request.url)}</span>`}
        ${typeof response?.status === 'number' && html`
          <${HttpStatus} status=${response.status} outcome=${row.outcome} />`}
        ${collapsed && html`<span class="hidden-count">+${row.size}</span>`}
      </div>
      <div role="gridcell" class="time">${row.isRunning ? 'running' : duration(row.end - row.start)}</div>
      <div role="gridcell" class="track"><${Bar} trace=${trace} row=${row} /></div>
    </div>`;
}

/** A segment has its service's colour, a call an arrow, a cloud or a database. @param {{row: Row}} props */
function KindMark({ row: { document, isSegment } }) {
  if (isSegment) {
    return html`<span class="swatch" />`;
  }
  const name = document.sql || document.aws?.table_name ? 'database' : document.namespace === 'aws' ? 'remote' : 'out';
  return document.namespace && html`<span class="kind"><${Icon} name=${name} size=${13} /></span>`;
}

/** @param {{trace: TraceModel, row: Row}} props */
function Bar({ trace, row }) {
  const length = trace.end - trace.start || 1;
  const share = (/** @type {number} */ seconds) => `${(100 * seconds) / length}%`;
  return html`
    ${linearTicks(trace.end - trace.start).map(tick => html`
      <i key=${tick} class="tick" style=${{ left: share(tick) }} />`)}
    <span class=${classes('bar', row.isRunning && 'is-running', row.inferred && 'is-inferred', `is-${row.outcome}`)}
      style=${{ left: share(row.start - trace.start), width: `max(3px, ${share(row.end - row.start)})` }} />`;
}

/** A segment shows its path; a call shows it too, for the host is its name. @param {Row} row @param {unknown} url */
function shortUrl(row, url) {
  return typeof url === 'string' && row.isSegment ? urlParts(url).path : '';
}

/** What a screen reader says of a row. @param {TraceModel} trace @param {Row} row */
function describe(trace, row) {
  const { request, response } = row.document.http ?? {};
  return [
    row.document.name,
    row.isSegment ? 'segment' : row.document.namespace === 'remote' ? `call from ${row.service}` : `in ${row.service}`,
    row.inferred && 'callee not traced',
    request && `${request.method} ${request.url}`,
    response?.status && `status ${response.status}`,
    row.isRunning ? 'still running' : duration(row.end - row.start),
    `starts at ${duration(row.start - trace.start)}`,
    outcomeText[row.outcome].label,
  ].filter(Boolean).join(', ');
}
