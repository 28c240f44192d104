/** @import {Filters} from './filters.js' */
/** @import {Outcome} from '../lib/outcome.js' */
/** @import {QueryChange} from '../lib/route.js' */
import { useEffect, useRef, useState } from 'preact/hooks';
import { duration, parseDuration, typeLabel } from '../lib/format.js';
import { html } from '../lib/html.js';
import { useKeys } from '../lib/keys.js';
import { outcomes, outcomeText } from '../lib/outcome.js';
import { setQuery } from '../lib/route.js';
import { Icon, OutcomeIcon } from '../ui/icons.js';

/** @param {{filters: Filters}} props */
export function FilterBar({ filters }) {
  const subject = filters.to ? 'this call' : filters.service;
  const search = useRef(/** @type {HTMLInputElement | null} */ (null));
  useKeys({ '/': () => search.current?.focus() });
  return html`
    <form class="filterbar" role="search" aria-label="Filter traces" onSubmit=${stay}>
      <label class="search-field">
        <${Icon} name="search" size=${14} /><span class="visually-hidden">Text in URL, service or trace id</span>
        <input ref=${search} type="search" placeholder="URL, service or trace id" value=${filters.text}
          onInput=${(/** @type {Event} */ event) => setQuery({ text: valueOf(event) })}
          onKeyDown=${leaveOnEscape} />
        <kbd aria-hidden="true">/</kbd>
      </label>
      <${Chips} filters=${filters} />
      <div class="outcome-toggles" role="group" aria-label=${subject ? `Outcome of ${subject}` : 'Outcome'}>
        ${outcomes.map(outcome => html`
          <button type="button" key=${outcome} class=${`toggle is-${outcome}`}
            aria-pressed=${String(filters.outcomes.includes(outcome))} onClick=${() => toggle(filters, outcome)}>
            <${OutcomeIcon} outcome=${outcome} size=${13} /> ${outcomeText[outcome].label}
          </button>`)}
      </div>
      ${filters.max === null && html`<${DurationField} filters=${filters} />`}
      ${subject && html`<span class="muted">Outcome and duration are those of ${subject}.</span>`}
    </form>`;
}

/** A form would load the page anew. @param {Event} event */
const stay = event => event.preventDefault();

/** @param {Event} event */
const valueOf = event => /** @type {HTMLInputElement} */ (event.currentTarget).value;

/** @param {KeyboardEvent} event */
function leaveOnEscape(event) {
  if (event.key === 'Escape') {
    /** @type {HTMLElement} */ (event.currentTarget).blur();
  }
}

/** @param {Filters} filters @param {Outcome} outcome */
function toggle(filters, outcome) {
  const chosen = new Set(filters.outcomes);
  if (!chosen.delete(outcome)) {
    chosen.add(outcome);
  }
  setQuery({ outcome: [...chosen].join(',') });
}

/** The shortest duration to list, as people type it. @param {{filters: Filters}} props */
function DurationField({ filters }) {
  const shown = filters.min === null ? '' : duration(filters.min);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const isWrong = text.trim() !== '' && text !== shown && parseDuration(text) === null;
  const apply = () => {
    if (text !== shown && !isWrong) {
      setQuery({ min: parseDuration(text) });
    }
  };
  return html`
    <label class="duration-field">
      <span>Longer than</span>
      <input type="text" size="8" placeholder="e.g. 250 ms" value=${text} aria-invalid=${String(isWrong)}
        title=${isWrong ? 'A number with µs, ms or s' : 'A number with µs, ms or s; Enter applies it'}
        onInput=${(/** @type {Event} */ event) => setText(valueOf(event))} onBlur=${apply}
        onKeyDown=${(/** @type {KeyboardEvent} */ event) => (event.key === 'Enter' ? apply() : leaveOnEscape(event))} />
    </label>`;
}

/** What came along from a node, an edge or a histogram; each goes with a click. @param {{filters: Filters}} props */
function Chips({ filters }) {
  /** @type {{text: string, remove: QueryChange}[]} */
  const chips = [];
  const noService = { service: null, type: null, to: null, toType: null };
  if (filters.service && filters.to) {
    chips.push({ text: `${serviceText(filters.service, filters.type)} → ${filters.to}`, remove: noService });
  } else if (filters.service) {
    chips.push({ text: `Through ${serviceText(filters.service, filters.type)}`, remove: noService });
  }
  if (filters.max !== null) {
    const from = filters.min === null ? 'up to ' : `${duration(filters.min)} – `;
    chips.push({ text: `Took ${from}${duration(filters.max)}`, remove: { min: null, max: null } });
  }
  if (chips.length === 0) {
    return null;
  }
  return html`
    <ul class="filter-chips" aria-label="Filters from the map">
      ${chips.map(({ text, remove }) => html`
        <li key=${text}>
          <button type="button" class="filter-chip" title="Remove this filter" onClick=${() => setQuery(remove)}>
            ${text} <${Icon} name="close" size=${12} />
          </button>
        </li>`)}
    </ul>`;
}

/** @param {string} name @param {string} type */
const serviceText = (name, type) =>
  type === 'client' ? `clients of ${name}` : type ? `${name} (${typeLabel(type)})` : name;
