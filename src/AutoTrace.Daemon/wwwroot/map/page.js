import { useMemo } from 'preact/hooks';
import { getServiceGraph } from '../lib/api.js';
import { plural } from '../lib/format.js';
import { html } from '../lib/html.js';
import { useKeys } from '../lib/keys.js';
import { live, usePolled } from '../lib/poll.js';
import { route, setQuery } from '../lib/route.js';
import { currentRange, currentWindow } from '../lib/timerange.js';
import { Icon } from '../ui/icons.js';
import { Notice } from '../ui/parts.js';
import { EmptyState } from './empty.js';
import { MapGraph } from './graph.js';
import { toMap } from './model.js';
import { MapPanel } from './panel.js';
import { findSelected } from './selection.js';
import { MapTable } from './table.js';

/** @param {AbortSignal} signal */
async function load(signal) {
  const window = currentWindow();
  return { window, graph: await getServiceGraph(window, signal) };
}

/** The services of this machine and the calls between them. */
export function MapPage() {
  const { data, error } = usePolled(currentRange().key, load, live.value);
  const map = useMemo(() => data && toMap(data.graph, data.window), [data]);
  const isTable = route.value.query.get('view') === 'table';
  const toggle = () => setQuery({ view: isTable ? null : 'table' });
  useKeys({ t: toggle });
  if (!map) {
    return error && html`<${Notice} title="The map cannot be loaded"><p>${error}</p><//>`;
  }
  if (map.nodes.length === 0) {
    return html`<h1 class="visually-hidden">Service map</h1><${EmptyState} />`;
  }
  const selected = findSelected(map);
  const services = map.nodes.filter(node => node.kind !== 'client').length;
  return html`
    <div class="page-head">
      <h1>Service map</h1>
      <span class="muted">${plural(services, 'service')}, ${plural(map.edges.length, 'connection')}</span>
      <div class="segmented" role="group" aria-label="View">
        <button type="button" aria-pressed=${String(!isTable)} onClick=${() => setQuery({ view: null })}>
          <${Icon} name="map" size=${14} /> Map
        </button>
        <button type="button" aria-pressed=${String(isTable)} onClick=${() => setQuery({ view: 'table' })}>
          <${Icon} name="table" size=${14} /> Table
        </button>
      </div>
    </div>
    <div class="map-page">
      <${isTable ? MapTable : MapGraph} map=${map} selected=${selected} />
      ${selected && html`<${MapPanel} map=${map} selected=${selected} />`}
    </div>`;
}
