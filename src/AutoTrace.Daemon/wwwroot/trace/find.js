/** @import {Row, TraceModel} from './model.js' */
import { useRef } from 'preact/hooks';
import { html } from '../lib/html.js';
import { useKeys } from '../lib/keys.js';
import { route, setQuery } from '../lib/route.js';
import { matchingRows, nextOf } from './search.js';
import { selectRow } from './state.js';

/** What is looked for, from the URL. */
export const searchText = () => route.value.query.get('find') ?? '';

/**
 * Finds rows by anything in their documents: the browser's own search cannot see rows that are not drawn.
 * @param {{trace: TraceModel, selected: Row}} props
 */
export function FindInTrace({ trace, selected }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const text = searchText();
  const matches = matchingRows(trace, text);
  const jump = (/** @type {1 | -1} */ direction) => {
    const found = nextOf(trace, matches, selected, direction);
    if (found) {
      selectRow(trace, found);
    }
  };
  useKeys({ '/': () => field.current?.focus(), n: () => jump(1), N: () => jump(-1) });

  const onInput = (/** @type {Event} */ event) =>
    setQuery({ find: /** @type {HTMLInputElement} */ (event.currentTarget).value });

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    const input = /** @type {HTMLInputElement} */ (event.currentTarget);
    if (event.key === 'Enter') {
      jump(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      setQuery({ find: null });
      input.blur();
    } else {
      return;
    }
    event.preventDefault();
  }

  return html`
    <search class="find">
      <input ref=${field} type="search" aria-label="Find in this trace" placeholder="Find in this trace" value=${text}
        onInput=${onInput} onKeyDown=${onKeyDown} />
      ${text
        ? html`<span role="status">${matches.size === 0 ? 'none' : matches.size}</span>`
        : html`<kbd aria-hidden="true">/</kbd>`}
    </search>`;
}
