/** @import {ExceptionDocument, StackFrame} from '../lib/wire.js' */
/** @import {Row, TraceModel} from './model.js' */
import { plural } from '../lib/format.js';
import { html, classes } from '../lib/html.js';
import { CopyButton } from '../ui/parts.js';
import { exceptionsOf, rowWithException } from './model.js';
import { selectRow } from './state.js';

/**
 * The exceptions of a row, each before its cause; or where they were recorded.
 * @param {{trace: TraceModel, row: Row}} props
 */
export function Exceptions({ trace, row }) {
  const { cause } = row.document;
  if (typeof cause === 'string') {
    return html`<${Elsewhere} trace=${trace} exceptionId=${cause} />`;
  }
  const exceptions = exceptionsOf(row);
  if (exceptions.length === 0) {
    return null;
  }
  const causes = new Set(exceptions.map(exception => exception.cause));
  return html`
    <section class="detail exceptions">
      <div class="section-head">
        <h3>Exception</h3>
        <${CopyButton} label="Copy the exception as text" text=${() => asText(exceptions)} />
      </div>
      ${exceptions.map(exception => html`
        <article key=${exception.id} class=${classes('exception', causes.has(exception.id) && 'is-cause')}>
          ${causes.has(exception.id) && html`<p class="caused">Caused by</p>`}
          <h4>${exception.type ?? 'Exception'}${exception.remote && html` <span class="chip">remote</span>`}</h4>
          <p class="message">${exception.message}</p>
          <${Stack} exception=${exception} />
        </article>`)}
    </section>`;
}

/** @param {{exception: ExceptionDocument}} props */
function Stack({ exception: { stack = [], truncated = 0, skipped = 0 } }) {
  return html`
    <ol class="stack">
      ${stack.map((frame, index) => html`
        <li key=${index}><span class="method">${frame.label ?? '?'}</span>
          ${frame.path && html` <span class="place" title=${frame.path}>${placeOf(frame)}</span>`}</li>`)}
      ${truncated > 0 && html`<li class="muted">${plural(truncated, 'frame')} left out</li>`}
      ${skipped > 0 && html`<li class="muted">${plural(skipped, 'exception')} left out before the cause</li>`}
    </ol>`;
}

/** File and line; of the folders only the last, for the tooltip has them all. @param {StackFrame} frame */
const placeOf = ({ path = '', line }) => path.split(/[\\/]/).slice(-2).join('/') + (line ? `:${line}` : '');

/** @param {{trace: TraceModel, exceptionId: string}} props */
function Elsewhere({ trace, exceptionId }) {
  const origin = rowWithException(trace, exceptionId);
  return html`
    <section class="detail exceptions">
      <h3>Exception</h3>
      ${origin
        ? html`
          <p>
            ${'Came from '}
            <button type="button" class="text-button" onClick=${() => selectRow(trace, origin)}>
              ${origin.document.name}
            </button>
            ${`, where it is recorded: ${exceptionsOf(origin).find(each => each.id === exceptionId)?.message}`}
          </p>`
        : html`<p class="muted">Recorded as <code>${exceptionId}</code> by a subsegment that has not come in.</p>`}
    </section>`;
}

/** As .NET prints it. @param {ExceptionDocument[]} exceptions */
function asText(exceptions) {
  const place = (/** @type {StackFrame} */ { path, line }) => (path ? ` in ${path}:line ${line ?? 0}` : '');
  const text = (/** @type {ExceptionDocument} */ { type, message, stack = [] }) =>
    [`${type}: ${message}`, ...stack.map(frame => `   at ${frame.label}${place(frame)}`)].join('\n');
  return exceptions.map(text).join('\n ---> ');
}
