/** @import {MapEdge, MapModel, MapNode} from './model.js' */
/** @import {Selected} from './selection.js' */
/** @import {Range} from '../ui/histogram.js' */
import { percentile } from '../lib/buckets.js';
import { count, duration, rate, typeLabel } from '../lib/format.js';
import { html } from '../lib/html.js';
import { link } from '../lib/route.js';
import { rangeParameter } from '../lib/timerange.js';
import { Histogram } from '../ui/histogram.js';
import { Icon } from '../ui/icons.js';
import { Figure, IconButton, OutcomeTable } from '../ui/parts.js';
import { average, edgeName, nodeName } from './model.js';
import { RecentTraces } from './recent.js';
import { clearSelection, selectedRange, selectEdge, selectionQuery, selectRange } from './selection.js';

/**
 * Figures, response times and traces of the selected node or edge.
 * @param {{map: MapModel, selected: Selected}} props
 */
export function MapPanel({ map, selected }) {
  const subject = selected.node ?? selected.edge;
  const range = selectedRange();
  const title = selected.node ? nodeName(selected.node) : edgeName(selected.edge);
  return html`
    <aside class="panel" aria-label=${title}>
      <header class="panel-head">
        <div>
          <h2>${title}</h2>
          <p class="muted">${selected.node ? nodeKind(selected.node) : edgeKind}</p>
        </div>
        <${IconButton} label="Close the panel" hint="Esc" icon="close" onClick=${clearSelection} />
      </header>
      <div class="panel-body" tabindex="0" role="region" aria-label="Figures">
        <${Figures} of=${subject} />
        <${OutcomeTable} counts=${subject.counts} />
        ${!isClient(selected) && html`
          <section>
            <h3>Response times</h3>
            <${Histogram} key=${subject.key} entries=${subject.histogram} selected=${range} onSelect=${selectRange} />
          </section>`}
        <section>
          <div class="section-head">
            <h3>${range ? `Traces with ${duration(range.min)} – ${duration(range.max)} here` : 'Recent traces'}</h3>
            <a class="more-link" href=${tracesLink(selected, range)}>
              All in the list <${Icon} name="right" size=${12} />
            </a>
          </div>
          <${RecentTraces} selected=${selected} range=${range} />
        </section>
        ${selected.node && html`<${Connections} map=${map} node=${selected.node} />`}
      </div>
    </aside>`;
}

/** @param {Selected} selected */
const isClient = selected => selected.node?.kind === 'client';

/** @param {Selected} selected @param {Range | null} range */
const tracesLink = (selected, range) =>
  link('traces', { range: rangeParameter(), ...selectionQuery(selected), min: range?.min, max: range?.max });

const edgeKind = 'Calls, as the caller saw them, network included';

/** @param {MapNode} node */
function nodeKind(node) {
  return node.kind === 'client' ? 'Whoever calls without a trace header'
    : node.kind === 'inferred' ? `${typeLabel(node.type)} · not traced itself, known from its callers`
      : `${typeLabel(node.type)} · response times as it measured them itself`;
}

/** @param {{of: MapNode | MapEdge}} props */
function Figures({ of }) {
  const measured = of.histogram.length > 0;
  return html`
    <dl class="figures is-four">
      <${Figure} label="Requests" value=${count(of.counts.total)} />
      <${Figure} label="Rate" value=${rate(of.perMinute)} />
      <${Figure} label="Average" value=${duration(average(of.counts))} />
      ${measured && html`<${Figure} label="95th percentile" value=${duration(percentile(of.histogram, 0.95))} />`}
    </dl>`;
}

/** @param {{map: MapModel, node: MapNode}} props */
function Connections({ map, node }) {
  const incoming = map.edges.filter(edge => edge.to === node).map(edge => ({ edge, name: nodeName(edge.from) }));
  const outgoing = map.edges.filter(edge => edge.from === node).map(edge => ({ edge, name: edge.to.name }));
  const groups = [{ title: 'Called by', calls: incoming }, { title: 'Calls', calls: outgoing }];
  return groups.filter(({ calls }) => calls.length > 0).map(({ title, calls }) => html`
    <section key=${title}>
      <h3>${title}</h3>
      <ul class="connections">
        ${calls.map(({ edge, name }) => html`
          <li key=${edge.key}>
            <button type="button" class="text-button" onClick=${() => selectEdge(edge)}>${name}</button>
            <span class="muted">${rate(edge.perMinute)} · ${duration(average(edge.counts))}</span>
          </li>`)}
      </ul>
    </section>`);
}
