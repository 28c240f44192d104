import { html } from '../lib/html.js';

/** How many levels stand open at first. */
const openLevels = 3;

/** A JSON value as a tree that opens and closes. @param {{value: unknown}} props */
export const JsonTree = ({ value }) => html`<div class="json-tree"><${Entries} value=${value} level=${0} /></div>`;

/** @param {{value: unknown, level: number}} props */
function Entries({ value, level }) {
  const entries = Object.entries(/** @type {object} */ (value));
  return html`
    <ul>
      ${entries.map(([key, each]) => html`<li key=${key}><${Entry} name=${key} value=${each} level=${level} /></li>`)}
    </ul>`;
}

/** @param {{name: string, value: unknown, level: number}} props */
function Entry({ name, value, level }) {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    const kind = value === null ? 'null' : typeof value;
    return html`<span class="key">${name}</span> <span class=${`value is-${kind}`}>${JSON.stringify(value)}</span>`;
  }
  const size = Object.keys(value).length;
  return html`
    <details open=${level < openLevels}>
      <summary>
        <span class="key">${name}</span> <span class="shape">${Array.isArray(value) ? `[${size}]` : `{${size}}`}</span>
      </summary>
      <${Entries} value=${value} level=${level + 1} />
    </details>`;
}
