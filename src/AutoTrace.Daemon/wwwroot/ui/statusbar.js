/** @import {Status} from '../lib/wire.js' */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { getStatus } from '../lib/api.js';
import { age, bytes, count, plural } from '../lib/format.js';
import { html, classes } from '../lib/html.js';
import { usePolled } from '../lib/poll.js';
import { showDialog } from './dialog.js';
import { OutcomeIcon } from './icons.js';

/** What the daemon says of itself; undefined until its first answer. */
export const status = signal(/** @type {Status | undefined} */ (undefined));

/** One line at the foot of every page: where the daemon listens, what it holds and what it lost. */
export function StatusBar() {
  const { data } = usePolled('status', getStatus, true);
  useEffect(() => {
    status.value = data;
  }, [data]);
  if (!data) {
    return html`<footer class="statusbar">Connecting…</footer>`;
  }
  const dropped = data.KernelDrops ?? 0;
  const lost = data.InvalidDocuments + dropped;
  return html`
    <footer class="statusbar">
      <span>autotrace ${data.Version}</span>
      <span>Listening on <code>udp ${data.Udp}</code></span>
      <span>${plural(data.Traces, 'trace')} in ${plural(data.Documents, 'document')}</span>
      <span class="wide-only">Store ${bytes(data.StoreBytes)} of ${bytes(data.StoreLimitBytes)}
        ${data.EvictedTraces > 0 && html`, ${plural(data.EvictedTraces, 'older trace')} gone`}</span>
      <button type="button" class=${classes('text-button', lost > 0 && 'is-warning')}
        onClick=${() => showDialog(StatusDialog)}>
        ${lost > 0 && html`<${OutcomeIcon} outcome="error" size=${13} />`}
        ${count(data.InvalidDocuments)} refused, ${count(dropped)} dropped
      </button>
    </footer>`;
}

const heads = ['When', 'From', 'Reason', 'Begins with'];

function StatusDialog() {
  const data = status.value;
  if (!data) {
    return null;
  }
  return html`
    <h2>Receiver</h2>
    <dl class="figures">
      ${[
        ['UDP', data.Udp],
        ['HTTP', data.Http],
        ['Started', age(data.StartedAt)],
        ['Datagrams', count(data.ReceivedDatagrams)],
        ['Documents', count(data.ReceivedDocuments)],
        ['Refused', count(data.InvalidDocuments)],
        ['Dropped by the kernel', data.KernelDrops === null ? 'not known here' : count(data.KernelDrops)],
        ['Traces', count(data.Traces)],
        ['Older traces gone', count(data.EvictedTraces)],
        ['Store', `${bytes(data.StoreBytes)} of ${bytes(data.StoreLimitBytes)}`],
      ].map(([label, value]) => html`<div class="figure" key=${label}><dt>${label}</dt><dd>${value}</dd></div>`)}
    </dl>
    ${(data.KernelDrops ?? 0) > 0 && html`
      <p>
        The kernel dropped datagrams because its receive buffer was full: a larger <code>net.core.rmem_max</code> helps.
      </p>`}
    <h3>Refused documents</h3>
    ${data.Invalid.length === 0
      ? html`<p class="muted">None. A document that breaks X-Ray's rules would stand here with the reason.</p>`
      : html`
        <div class="scroll-x" tabindex="0" role="region" aria-label="Refused documents">
          <table class="data-table">
            <thead>
              <tr>${heads.map(title => html`<th key=${title} scope="col">${title}</th>`)}</tr>
            </thead>
            <tbody>
              ${[...data.Invalid].sort((a, b) => b.Time - a.Time).map((each, index) => html`
                <tr key=${index}>
                  <td class="no-wrap">${age(each.Time)}</td><td class="no-wrap">${each.Source}</td>
                  <td>${each.Reason}</td><td><code class="excerpt">${each.Excerpt}</code></td>
                </tr>`)}
            </tbody>
          </table>
        </div>`}`;
}
