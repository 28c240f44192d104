import { html } from '../lib/html.js';
import { showDialog } from './dialog.js';

const groups = [
  { title: 'Everywhere', keys: [
    ['g m', 'To the map'], ['g t', 'To the traces'], ['p', 'Pause or follow'], ['/', 'To the filter or the search'],
    ['?', 'This help'], ['Esc', 'Close the innermost panel'],
  ] },
  { title: 'Map', keys: [
    ['Tab', 'Into the map'], ['← →', 'Along the calls'], ['↑ ↓', 'Between neighbours'], ['Enter', 'Open the panel'],
    ['+ −', 'Zoom'], ['0', 'Fit'], ['t', 'Map or table'],
  ] },
  { title: 'Traces', keys: [['j k ↑ ↓', 'Next and previous trace'], ['Enter', 'Open the trace']] },
  { title: 'Trace', keys: [
    ['j k ↑ ↓', 'Next and previous row'], ['← →', 'Collapse, expand, to the parent or child'],
    ['[ ]', 'Collapse or expand all'], ['Home End', 'First and last row'], ['e', 'Next error'],
    ['n N', 'Next and previous match of the search'], ['Enter', 'Show the details'], ['y', 'Copy the trace id'],
  ] },
];

function Help() {
  return html`
    <h2>Keyboard</h2>
    <div class="help-groups">
      ${groups.map(group => html`
        <section key=${group.title}>
          <h3>${group.title}</h3>
          <dl>${group.keys.map(([keys, meaning]) => html`
            <div key=${keys}>
              <dt>${keys.split(' ').map(each => html`<kbd key=${each}>${each}</kbd> `)}</dt><dd>${meaning}</dd>
            </div>`)}
          </dl>
        </section>`)}
    </div>`;
}

export const showHelp = () => showDialog(Help);
