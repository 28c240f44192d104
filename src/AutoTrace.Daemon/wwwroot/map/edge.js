/** @import {MapEdge} from './model.js' */
/** @import {Curve} from './spline.js' */
/** @import {Placement} from './layout.js' */
import { duration, percent, rate } from '../lib/format.js';
import { html, classes } from '../lib/html.js';
import { gravest } from '../lib/outcome.js';
import { OutcomeIcon } from '../ui/icons.js';
import { clientRadius, radius } from './layout.js';
import { average, edgeName } from './model.js';
import { troubleText } from './node.js';
import { curveBetween, loopAbove } from './spline.js';

/** From this share of faults on, a call is drawn in the colour of faults. */
const alarming = 0.05;

/** @param {MapEdge} edge @param {Placement} placement @returns {Curve | null} */
export function curveOf(edge, placement) {
  const from = placement.nodes.get(edge.from.key);
  const to = placement.nodes.get(edge.to.key);
  if (!from || !to) {
    return null;
  }
  if (edge.from === edge.to) {
    return loopAbove(from, radius);
  }
  const gap = edge.from.kind === 'client' ? clientRadius : radius;
  return curveBetween(from, gap + 3, to, radius + 4, placement.edges.get(edge.key) ?? []);
}

/**
 * @param {{edge: MapEdge, curve: Curve, selected: boolean, dimmed: boolean, busiest: number, focusable: boolean,
 *   onSelect: () => void, onFocus: () => void, onHover: (over: boolean) => void}} props
 */
export function EdgeShape({ edge, curve, selected, dimmed, busiest, focusable, onSelect, onFocus, onHover }) {
  const { end, middle } = curve;
  const worst = gravest(edge.counts);
  const isAlarming = edge.counts.fault / edge.counts.total >= alarming;
  const width = 1.4 + 4.6 * Math.sqrt(edge.perMinute / busiest);
  return html`
    <g class=${classes('edge', selected && 'is-selected', dimmed && 'is-dimmed', isAlarming && 'is-alarming')}
      role="button" tabindex=${focusable ? 0 : -1} aria-pressed=${String(selected)} aria-label=${describe(edge)}
      data-key=${edge.key} onClick=${onSelect} onFocus=${onFocus} onBlur=${() => onHover(false)}
      onPointerEnter=${() => onHover(true)} onPointerLeave=${() => onHover(false)}>
      <path class="hit" d=${curve.path} />
      <path class="line" d=${curve.path} stroke-width=${width} />
      <path class="arrow" d="M0 0L-11 -5.5V5.5Z" transform="translate(${end.x} ${end.y}) rotate(${curve.angle})" />
      ${worst && html`
        <g transform="translate(${middle.x - 7.5} ${middle.y - 7.5})">
          <circle class="badge" cx="7.5" cy="7.5" r="10" />
          <${OutcomeIcon} outcome=${worst.outcome} size=${15} />
        </g>`}
    </g>`;
}

/**
 * The figures of the edge under the pointer or the focus, above everything else.
 * @param {{edge: MapEdge, curve: Curve}} props
 */
export function EdgeLabel({ edge, curve }) {
  const worst = gravest(edge.counts);
  const figures = `${rate(edge.perMinute)} · ${duration(average(edge.counts))}`
    + (worst ? ` · ${percent(worst.share)} ${worst.outcome}` : '');
  const title = edgeName(edge);
  const width = Math.max(title.length * 6.9, figures.length * 6.5) + 22;
  return html`
    <g class="edge-label" transform="translate(${curve.middle.x} ${curve.middle.y - 36})" aria-hidden="true">
      <rect x=${-width / 2} y="-20" width=${width} height="40" rx="7" />
      <text class="name" y="-4">${title}</text>
      <text y="12">${figures}</text>
    </g>`;
}

/** @param {MapEdge} edge */
const describe = edge =>
  `${edgeName(edge)}, average ${duration(average(edge.counts))}, ${rate(edge.perMinute)}, ${troubleText(edge.counts)}`;
