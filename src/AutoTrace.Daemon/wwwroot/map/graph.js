/** @import {MapModel} from './model.js' */
/** @import {Selected} from './selection.js' */
import { useRef, useState } from 'preact/hooks';
import { html } from '../lib/html.js';
import { useKeys } from '../lib/keys.js';
import { IconButton } from '../ui/parts.js';
import { curveOf, EdgeLabel, EdgeShape } from './edge.js';
import { place } from './layout.js';
import { Legend } from './legend.js';
import { NodeShape } from './node.js';
import { clearSelection, selectEdge, selectNode } from './selection.js';
import { useViewport } from './viewport.js';
import { step } from './walk.js';

/**
 * The map as a drawing. One Tab enters it; arrow keys walk along the calls.
 * @param {{map: MapModel, selected: Selected | null}} props
 */
export function MapGraph({ map, selected }) {
  const svg = useRef(/** @type {SVGSVGElement | null} */ (null));
  const placement = place(map);
  const { view, zoomIn, zoomOut, fit } = useViewport(svg, placement.bounds);
  const [hovered, setHovered] = useState('');
  const [entered, setEntered] = useState('');
  const selectedKey = selected?.node?.key ?? selected?.edge?.key;
  const entry = [entered, selectedKey].find(key => hasKey(map, key)) ?? map.nodes[0]?.key;
  useKeys({ '+': zoomIn, '=': zoomIn, '-': zoomOut, 0: fit, Escape: clearSelection });

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    const target = event.target instanceof Element ? event.target.closest('[data-key]') : null;
    const key = target?.getAttribute('data-key');
    if (!key) {
      return;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      target?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    } else if (event.key.startsWith('Arrow')) {
      const next = step(map, placement, key, /** @type {import('./walk.js').Arrow} */ (event.key));
      const elements = /** @type {NodeListOf<SVGElement> | undefined} */ (svg.current?.querySelectorAll('[data-key]'));
      [...elements ?? []].find(element => element.dataset.key === next)?.focus();
    } else {
      return;
    }
    event.preventDefault();
  }

  const edges = map.edges.flatMap(edge => {
    const curve = curveOf(edge, placement);
    return curve ? [{ edge, curve }] : [];
  });
  const busiest = map.edges.reduce((most, edge) => Math.max(most, edge.perMinute), 1e-9);
  const labelled = edges.find(({ edge }) => edge.key === hovered);
  return html`
    <div class="map-canvas">
      <svg ref=${svg} class="map-svg" role="group" aria-label="Service map" onKeyDown=${onKeyDown}>
        <${Hatches} />
        <g transform="translate(${view.x} ${view.y}) scale(${view.scale})">
          ${edges.map(({ edge, curve }) => html`
            <${EdgeShape} key=${edge.key} edge=${edge} curve=${curve} busiest=${busiest}
              selected=${edge === selected?.edge}
              dimmed=${selected?.node && edge.from !== selected.node && edge.to !== selected.node}
              focusable=${entry === edge.key} onSelect=${() => selectEdge(edge)}
              onFocus=${() => { setEntered(edge.key); setHovered(edge.key); }}
              onHover=${(/** @type {boolean} */ over) => setHovered(over ? edge.key : '')} />`)}
          ${map.nodes.map(node => html`
            <${NodeShape} key=${node.key} node=${node} at=${placement.nodes.get(node.key)}
              selected=${node === selected?.node} focusable=${entry === node.key}
              onSelect=${() => selectNode(node)} onFocus=${() => setEntered(node.key)} />`)}
          ${labelled && html`<${EdgeLabel} edge=${labelled.edge} curve=${labelled.curve} />`}
        </g>
      </svg>
      <div class="map-zoom" role="group" aria-label="Zoom">
        <${IconButton} label="Zoom in" hint="+" icon="plus" onClick=${zoomIn} />
        <${IconButton} label="Zoom out" hint="−" icon="minus" onClick=${zoomOut} />
        <${IconButton} label="Fit" hint="0" icon="fit" onClick=${fit} />
      </div>
      <${Legend} />
    </div>`;
}

/** @param {MapModel} map @param {string | undefined} key */
const hasKey = (map, key) => map.nodes.some(node => node.key === key) || map.edges.some(edge => edge.key === key);

/** Patterns that tell the arcs of a ring apart without colour; OK is plain. */
export function Hatches() {
  const strokes = { error: 'M0 3H6', throttle: 'M3 0V6M0 3H6', fault: 'M-1 7 7 -1M-1 1 1 -1M5 7 7 5' };
  return html`
    <defs>
      ${Object.entries(strokes).map(([outcome, path]) => html`
        <pattern key=${outcome} id="hatch-${outcome}" width="6" height="6" patternUnits="userSpaceOnUse">
          <path class="hatch" d=${path} />
        </pattern>`)}
    </defs>`;
}
