/** @import {Row, TraceModel} from './model.js' */
import { age, count, duration, fullTime, plural, urlParts } from '../lib/format.js';
import { html } from '../lib/html.js';
import { useKeys } from '../lib/keys.js';
import { cameFrom } from '../lib/route.js';
import { Icon } from '../ui/icons.js';
import { CopyButton, Figure, HttpStatus, StateChip } from '../ui/parts.js';
import { exceptionsOf, likelyCause, toW3C } from './model.js';
import { seriesClass } from './row.js';
import { selectRow } from './state.js';

/** What the whole trace was. @param {{trace: TraceModel, onNextTrouble: () => void}} props */
export function TraceHeader({ trace, onNextTrouble }) {
  const { root } = trace;
  const { response } = root.document.http ?? {};
  const status = typeof response?.status === 'number' ? response.status : undefined;
  const cause = likelyCause(trace);
  const troubles = trace.rows.filter(row => row.outcome !== 'ok').length;
  const segments = trace.rows.filter(row => row.isSegment).length;
  const subsegments = trace.rows.length - segments;
  const allDocuments = () => JSON.stringify(trace.documents, null, 2);
  useKeys({ y: () => navigator.clipboard.writeText(trace.id) });
  return html`
    <header class="trace-head">
      <a class="back-link" href=${cameFrom.value.href}>
        <${Icon} name="back" size=${14} /> ${cameFrom.value.page === 'map' ? 'Map' : 'Traces'}
      </a>
      <div class="trace-title">
        <h1>${title(root)}</h1>
        ${status && html`<${HttpStatus} status=${status} outcome=${root.outcome} />`}
        <${StateChip} outcome=${root.outcome} isRunning=${trace.isRunning} />
        ${troubles > 0 && html`
          <button type="button" class="button is-small" onClick=${onNextTrouble} title="Next error (e)">
            ${plural(troubles, 'row')} with trouble <${Icon} name="down" size=${12} />
          </button>`}
        ${cause && html`
          <button type="button" class="cause-link" onClick=${() => selectRow(trace, cause)}>
            <b>${exceptionsOf(cause)[0].type?.split('.').pop() ?? 'Exception'}</b> in ${cause.document.name}
          </button>`}
        <span class="grow" />
        <${CopyButton} label="Copy all documents as JSON" text=${allDocuments}>JSON<//>
      </div>
      <dl class="trace-figures">
        <${Figure} label="Root" value=${root.service} />
        <${Figure} label=${trace.isRunning ? 'Running for' : 'Duration'} value=${duration(trace.end - trace.start)} />
        <${Figure} label="Started" value=${fullTime(trace.start)} hint=${age(trace.start)} />
        <${Figure} label="Segments" value=${`${count(segments)} with ${plural(subsegments, 'subsegment')}`} />
        <${Id} label="X-Ray id" id=${trace.id} /><${Id} label="W3C id" id=${toW3C(trace.id)} />
      </dl>
      <ul class="service-legend" aria-label="Services">
        ${trace.services.map(service => html`
          <li key=${service} class=${seriesClass(trace, service)}><span class="swatch" /> ${service}</li>`)}
      </ul>
    </header>`;
}

/** @param {{label: string, id: string}} props */
const Id = ({ label, id }) => html`
  <div class="figure is-id">
    <dt>${label}</dt><dd><code>${id}</code><${CopyButton} text=${id} label="Copy the ${label}" /></dd>
  </div>`;

/** @param {Row} root */
function title({ document }) {
  const { method, url } = document.http?.request ?? {};
  return typeof url === 'string' ? html`<b>${method}</b> ${urlParts(url).path}` : document.name;
}
