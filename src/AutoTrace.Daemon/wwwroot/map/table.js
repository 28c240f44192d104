/** @import {MapEdge, MapModel, MapNode} from './model.js' */
/** @import {Counts} from '../lib/outcome.js' */
/** @import {Selected} from './selection.js' */
import { count, duration, percent, rate, typeLabel } from '../lib/format.js';
import { html, classes } from '../lib/html.js';
import { outcomes, outcomeText } from '../lib/outcome.js';
import { average, nodeName } from './model.js';
import { selectEdge, selectNode } from './selection.js';

/** The map as two tables: everything that the drawing says, for those whom a drawing does not serve. @param {{map: MapModel, selected: Selected | null}} props */
export function MapTable({ map, selected }) {
  return html`
    <div class="map-tables">
      <div class="scroll-x">
        <table class="data-table">
          <caption>Services</caption>
          <thead><tr><th scope="col">Name</th><th scope="col">Type</th><${FigureHeads} /></tr></thead>
          <tbody>
            ${map.nodes.map(node => html`
              <tr key=${node.key} class=${classes(node === selected?.node && 'is-selected')}>
                <th scope="row"><button type="button" class="text-button" onClick=${() => selectNode(node)}>${nodeName(node)}</button></th>
                <td>${typeLabel(node.type)}${node.kind === 'inferred' && ' (known from its callers)'}</td>
                <${Figures} of=${node} />
              </tr>`)}
          </tbody>
        </table>
      </div>
      <div class="scroll-x">
        <table class="data-table">
          <caption>Calls, as the caller saw them</caption>
          <thead><tr><th scope="col">From</th><th scope="col">To</th><${FigureHeads} /></tr></thead>
          <tbody>
            ${map.edges.map(edge => html`
              <tr key=${edge.key} class=${classes(edge === selected?.edge && 'is-selected')}>
                <th scope="row"><button type="button" class="text-button" onClick=${() => selectEdge(edge)}>${nodeName(edge.from)}</button></th>
                <td>${edge.to.name}</td>
                <${Figures} of=${edge} />
              </tr>`)}
          </tbody>
        </table>
      </div>
    </div>`;
}

const FigureHeads = () => html`
  <th scope="col" class="number">Requests</th><th scope="col" class="number">Per minute</th><th scope="col" class="number">Average</th>
  ${outcomes.map(outcome => html`<th key=${outcome} scope="col" class="number">${outcomeText[outcome].label}</th>`)}`;

/** @param {{of: MapNode | MapEdge}} props */
const Figures = ({ of }) => html`
  <td class="number">${count(of.counts.total)}</td><td class="number">${rate(of.perMinute).replace('/min', '')}</td>
  <td class="number">${duration(average(of.counts))}</td>
  ${outcomes.map(outcome => html`<td key=${outcome} class=${classes('number', outcome !== 'ok' && of.counts[outcome] > 0 && `is-${outcome}`)}>${share(of.counts, outcome)}</td>`)}`;

/** @param {Counts} counts @param {import('../lib/outcome.js').Outcome} outcome */
const share = (counts, outcome) =>
  counts[outcome] === 0 ? '0' : `${count(counts[outcome])} (${percent(counts[outcome] / counts.total)})`;
