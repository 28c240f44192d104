/** @import {Children} from '../lib/html.js' */
/** @import {Row, TraceModel} from './model.js' */
import { useState } from 'preact/hooks';
import { duration, preciseTime } from '../lib/format.js';
import { html } from '../lib/html.js';
import { CopyButton, IconButton, StateChip } from '../ui/parts.js';
import { Exceptions } from './exceptions.js';
import { JsonTree } from './jsontree.js';
import { ownTime } from './model.js';
import { showDetails } from './state.js';

/** Everything that the selected row's document says. @param {{trace: TraceModel, row: Row}} props */
export function Details({ trace, row }) {
  const { document } = row;
  const { request, response } = document.http ?? {};
  const leave = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Escape') {
      globalThis.document.querySelector(/** @type {'div'} */ ('[data-selected]'))?.focus();
    }
  };
  return html`
    <aside class="panel details" aria-label="Details of ${document.name}" onKeyDown=${leave}>
      <header class="panel-head">
        <div><h2>${document.name}</h2><p class="muted">${kind(row)}</p></div>
        <${StateChip} outcome=${row.outcome} isRunning=${row.isRunning} />
        <${IconButton} label="Close the details" icon="close" onClick=${() => showDetails(false)} />
      </header>
      <div class="panel-body" id="details" tabindex="0" role="region" aria-label="Details">
        ${row.isOrphan && html`
          <p class="hint">Its caller has not come in: the parent ${document.parent_id} is not in this trace yet.</p>`}
        <${Exceptions} trace=${trace} row=${row} />
        <${Pairs} title="Overview" values=${{
          service: row.service,
          id: document.id,
          parent: document.parent_id ?? row.parent?.id,
          'starts at': `${duration(row.start - trace.start)}  (${preciseTime(row.start)})`,
          duration: row.isRunning ? 'still running' : duration(row.end - row.start),
          'own time': row.isRunning ? undefined : duration(ownTime(row, trace.rows)),
          namespace: document.namespace,
          origin: document.origin ?? row.inferred?.origin,
          user: document.user,
        }} />
        <${Pairs} title="Annotations" values=${document.annotations} />
        <${Pairs} title="Request" values=${request} />
        <${Pairs} title="Response" values=${response} />
        <${Sql} sql=${document.sql} />
        <${Tree} title="Metadata" value=${document.metadata} />
        <${Tree} title="AWS" value=${document.aws} />
        <${Tree} title="Runtime" value=${document.service} />
        <${Raw} row=${row} />
      </div>
    </aside>`;
}

/** @param {Row} row */
function kind(row) {
  if (row.isSegment) {
    return row.document.inferred ? 'Segment, derived from its caller' : 'Segment';
  }
  const callee = row.inferred ? '; the callee is not traced' : '';
  return row.document.namespace === 'remote' ? `Call from ${row.service}${callee}`
    : row.document.namespace === 'aws' ? `AWS call from ${row.service}${callee}`
      : `Subsegment of ${row.service}`;
}

/** @param {{title: string, children?: Children}} props */
const Section = ({ title, children }) => html`<section class="detail"><h3>${title}</h3>${children}</section>`;

/** @param {{title: string, values: Record<string, unknown> | undefined}} props */
function Pairs({ title, values }) {
  const present = Object.entries(values ?? {}).filter(([, value]) => value !== undefined);
  // Annotations are filtered by their keys, which therefore stand as they are.
  const label = (/** @type {string} */ key) => (title === 'Annotations' ? key : key.replaceAll('_', ' '));
  return present.length === 0 ? null : html`
    <${Section} title=${title}>
      <dl class="pairs">
        ${present.map(([key, value]) => html`<div key=${key}><dt>${label(key)}</dt><dd>${String(value)}</dd></div>`)}
      </dl>
    <//>`;
}

/** @param {{sql: Record<string, unknown> | undefined}} props */
function Sql({ sql }) {
  if (!sql) {
    return null;
  }
  const { sanitized_query: query, ...rest } = sql;
  return html`
    ${typeof query === 'string' && html`
      <${Section} title="SQL"><${Code} text=${query} label="Copy the query" /><//>`}
    <${Pairs} title="Database" values=${rest} />`;
}

/** @param {{text: string, label: string}} props */
const Code = ({ text, label }) => html`
  <div class="code-block"><${CopyButton} text=${text} label=${label} /><pre tabindex="0">${text}</pre></div>`;

/** @param {{title: string, value: Record<string, unknown> | undefined}} props */
const Tree = ({ title, value }) => (value && Object.keys(value).length > 0
  ? html`<${Section} title=${title}><${JsonTree} value=${value} /><//>`
  : null);

/** @param {{row: Row}} props */
function Raw({ row }) {
  const [isOpen, setOpen] = useState(false);
  const toggled = (/** @type {Event} */ event) =>
    setOpen(/** @type {HTMLDetailsElement} */ (event.currentTarget).open);
  return html`
    <details class="detail raw" onToggle=${toggled}>
      <summary><h3>Raw JSON</h3></summary>
      ${isOpen && html`<${Code} text=${JSON.stringify(row.document, null, 2)} label="Copy the document" />`}
    </details>`;
}
