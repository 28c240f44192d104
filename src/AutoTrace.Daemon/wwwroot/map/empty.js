import { plural } from '../lib/format.js';
import { html } from '../lib/html.js';
import { setQuery } from '../lib/route.js';
import { currentRange, ranges } from '../lib/timerange.js';
import { CopyButton } from '../ui/parts.js';
import { status } from '../ui/statusbar.js';

/** What to do when there is nothing to show, with the daemon's real address. */
export function EmptyState() {
  const daemon = status.value;
  if (!daemon) {
    return null;
  }
  return daemon.Traces > 0 ? html`<${NothingInRange} />` : html`<${HowToSend} />`;
}

function NothingInRange() {
  const widest = ranges[ranges.length - 1];
  return html`
    <div class="empty">
      <h2>Nothing in the ${currentRange().label.toLowerCase()}</h2>
      <p>The daemon holds ${plural(status.value?.Traces ?? 0, 'trace')} from before.</p>
      <button type="button" class="button" onClick=${() => setQuery({ range: widest.key })}>
        Show the ${widest.label.toLowerCase()}
      </button>
    </div>`;
}

function HowToSend() {
  const daemon = status.value;
  const address = daemon?.Udp === daemon?.Http ? daemon?.Udp : `tcp:${daemon?.Http} udp:${daemon?.Udp}`;
  const refused = daemon?.InvalidDocuments ?? 0;
  const shells = [
    { name: 'bash, zsh', line: `AWS_XRAY_DAEMON_ADDRESS="${address}" dotnet run` },
    { name: 'PowerShell', line: `$env:AWS_XRAY_DAEMON_ADDRESS="${address}"; dotnet run` },
  ];
  return html`
    <div class="empty">
      <img src="favicon.svg" width="56" height="56" alt="" />
      <h2>Waiting for the first trace</h2>
      <p>Start an application that uses AutoTrace, or any X-Ray SDK, with this address:</p>
      ${shells.map(({ name, line }) => html`
        <div class="command" key=${name}>
          <span class="muted">${name}</span><code>${line}</code>
          <${CopyButton} text=${line} label="Copy the line for ${name}" />
        </div>`)}
      <p class="muted">
        ${refused > 0
          ? `${plural(refused, 'document')} came in and could not be read: the foot of the page says why.`
          : `Nothing has come to udp ${address} yet. This page shows the first trace within two seconds.`}
      </p>
    </div>`;
}
