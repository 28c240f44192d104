/** @import {MapNode} from './model.js' */
/** @import {Point} from './spline.js' */
/** @import {Counts, Outcome} from '../lib/outcome.js' */
import { duration, percent, plural, rate, typeLabel } from '../lib/format.js';
import { html, classes } from '../lib/html.js';
import { outcomes, outcomeText } from '../lib/outcome.js';
import { IconPath, OutcomeIcon } from '../ui/icons.js';
import { clientRadius, radius } from './layout.js';
import { average, nodeName, nodeTitle } from './model.js';
import { ring } from './ring.js';

/**
 * @param {{node: MapNode, at: Point, selected: boolean, focusable: boolean,
 *   onSelect: () => void, onFocus: () => void}} props
 */
export function NodeShape({ node, at, selected, focusable, onSelect, onFocus }) {
  const isClient = node.kind === 'client';
  const size = isClient ? clientRadius : radius;
  return html`
    <g class=${classes('node', `is-${node.kind}`, selected && 'is-selected')} transform="translate(${at.x} ${at.y})"
      role="button" tabindex=${focusable ? 0 : -1} aria-pressed=${String(selected)} aria-label=${describe(node)}
      data-key=${node.key} onClick=${onSelect} onFocus=${onFocus}>
      <circle class="halo" r=${size + 6} />
      <circle class="disc" r=${size} />
      ${isClient ? html`<${ClientFace} />` : html`<${ServiceFace} node=${node} />`}
      <g class="caption" transform="translate(0 ${size})">
        <text class="name" y="19">${shorten(nodeTitle(node), 24)}</text>
        <text class="type" y="34">${shorten(isClient ? `of ${node.name}` : typeLabel(node.type), 26)}</text>
        ${!isClient && html`<${Troubles} counts=${node.counts} />`}
      </g>
    </g>`;
}

function ClientFace() {
  return html`<g transform="translate(-13 -14) scale(1.65)"><${IconPath} name="person" /></g>`;
}

/** @param {{node: MapNode}} props */
function ServiceFace({ node }) {
  return html`
    ${ring(node.counts, radius, radius - 8).map(({ outcome, path }) => html`
      <path key=${outcome} class=${classes('arc', `is-${outcome}`)} d=${path} />
      ${outcome !== 'ok' && html`<path class="arc-hatch" fill="url(#hatch-${outcome})" d=${path} />`}`)}
    ${node.kind === 'inferred' && html`<circle class="dashes" r=${radius + 3.5} />`}
    <text class="latency" y="1">${duration(average(node.counts))}</text>
    <text class="rate" y="16">${rate(node.perMinute)}</text>`;
}

/** What did not go well, as glyph and share. @param {{counts: Counts}} props */
function Troubles({ counts }) {
  const present = outcomes.filter(outcome => outcome !== 'ok' && counts[outcome] > 0);
  const texts = present.map(outcome => percent(counts[outcome] / counts.total));
  const widths = texts.map(text => 15 + text.length * 6.4 + 8);
  let x = -(widths.reduce((a, b) => a + b, -8)) / 2;
  return present.map((outcome, index) => {
    const left = x;
    x += widths[index];
    return html`
      <g key=${outcome} class=${classes('trouble', `is-${outcome}`)} transform="translate(${left} 41)">
        <${OutcomeIcon} outcome=${outcome} size=${12} />
        <text x="15" y="10">${texts[index]}</text>
      </g>`;
  });
}

/** @param {MapNode} node */
function describe(node) {
  if (node.kind === 'client') {
    return `${nodeName(node)}, ${plural(node.counts.total, 'request')}, ${rate(node.perMinute)}`;
  }
  return `${node.name}, ${typeLabel(node.type)}, average ${duration(average(node.counts))}, `
    + `${rate(node.perMinute)}, ${troubleText(node.counts)}`;
}

/** @param {Counts} counts */
export function troubleText(counts) {
  const troubles = outcomes.filter(outcome => outcome !== 'ok' && counts[outcome] > 0);
  if (counts.total === 0) {
    return 'nothing completed yet';
  }
  return troubles.length === 0
    ? 'all OK'
    : troubles.map((/** @type {Outcome} */ outcome) =>
      `${percent(counts[outcome] / counts.total)} ${outcomeText[outcome].label.toLowerCase()}`).join(', ');
}

/** @param {string} text @param {number} most */
export const shorten = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
