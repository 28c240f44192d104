/** @import {MapEdge, MapModel, MapNode} from './model.js' */
/** @import {Counts} from '../lib/outcome.js' */
/** @import {Selected} from './selection.js' */
import { count, duration, percent, rate, typeLabel } from '../lib/format.js';
import { html, classes } from '../lib/html.js';
import { outcomes, outcomeText } from '../lib/outcome.js';
import { average, nodeName } from './model.js';
import { selectEdge, selectNode } from './selection.js';

/**
 * The map as two tables: everything that the drawing says, for those whom a drawing does not serve.
 * @param {{map: MapModel, selected: Selected | null}} props
 */
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
                <th scope="row"><${Name} text=${nodeName(node)} onClick=${() => selectNode(node)} /></th>
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
                <th scope="row"><${Name} text=${nodeName(edge.from)} onClick=${() => selectEdge(edge)} /></th>
                <td>${edge.to.name}</td>
                <${Figures} of=${edge} />
              </tr>`)}
          </tbody>
        </table>
      </div>
    </div>`;
}

/** @param {{text: string, onClick: () => void}} props */
const Name = ({ text, onClick }) => html`<button type="button" class="text-button" onClick=${onClick}>${text}</button>`;

const FigureHeads = () =>
  ['Requests', 'Per minute', 'Average', ...outcomes.map(outcome => outcomeText[outcome].label)].map(title => html`
    <th key=${title} scope="col" class="number">${title}</th>`);

/** @param {{of: MapNode | MapEdge}} props */
const Figures = ({ of }) => html`
  <td class="number">${count(of.counts.total)}</td><td class="number">${rate(of.perMinute).replace('/min', '')}</td>
  <td class="number">${duration(average(of.counts))}</td>
  ${outcomes.map(outcome => html`
    <td key=${outcome} class=${classes('number', of.counts[outcome] > 0 && `is-${outcome}`)}>
      ${share(of.counts, outcome)}
    </td>`)}`;

/** @param {Counts} counts @param {import('../lib/outcome.js').Outcome} outcome */
const share = (counts, outcome) =>
  counts[outcome] === 0 ? '0' : `${count(counts[outcome])} (${percent(counts[outcome] / counts.total)})`;
