/** @import {Children} from '../lib/html.js' */
import { unreachable } from '../lib/api.js';
import { html } from '../lib/html.js';
import { live } from '../lib/poll.js';
import { link, route, setQuery } from '../lib/route.js';
import { cycleTheme, theme } from '../lib/theme.js';
import { currentRange, rangeParameter, ranges, standardRange } from '../lib/timerange.js';
import { showHelp } from './help.js';
import { Icon } from './icons.js';
import { IconButton } from './parts.js';
import { StatusBar } from './statusbar.js';

/** What stands around every page. @param {{children?: Children}} props */
export function Shell({ children }) {
  return html`
    <a class="skip-link" href="#main" onClick=${focusMain}>Skip to content</a>
    <header class="topbar">
      <a class="brand" href=${link('map')} aria-label="AutoTrace, to the map">
        <img src="favicon.svg" width="22" height="22" alt="" /><span>AutoTrace</span>
      </a>
      <nav aria-label="Pages">
        <${PageLink} page="map" icon="map" label="Map" />
        <${PageLink} page="traces" icon="list" label="Traces" />
      </nav>
      <div class="topbar-tools">
        ${route.value.page !== 'trace' && html`<${RangeSelect} /><${LiveButton} />`}
        <${IconButton} label="Theme: ${theme.value}" icon=${theme.value} onClick=${cycleTheme} />
        <${IconButton} label="Keyboard help" hint="?" icon="help" onClick=${showHelp} />
      </div>
    </header>
    ${unreachable.value && html`<p class="banner" role="alert">${unreachable.value}</p>`}
    <main id="main" tabindex="-1">${children}</main>
    <${StatusBar} />`;
}

/** A hash link would change the route. @param {Event} event */
function focusMain(event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

/** @param {{page: 'map' | 'traces', icon: string, label: string}} props */
function PageLink({ page, icon, label }) {
  const shown = route.value.page;
  const current = shown === page ? 'page' : page === 'traces' && shown === 'trace' ? 'true' : undefined;
  return html`
    <a href=${link(page, { range: rangeParameter() })} aria-current=${current}><${Icon} name=${icon} /> ${label}</a>`;
}

function RangeSelect() {
  const change = (/** @type {Event} */ event) => {
    const { value } = /** @type {HTMLSelectElement} */ (event.currentTarget);
    setQuery({ range: value === standardRange ? null : value });
  };
  return html`
    <select aria-label="Time range" value=${currentRange().key} onChange=${change}>
      ${ranges.map(range => html`<option key=${range.key} value=${range.key}>${range.label}</option>`)}
    </select>`;
}

function LiveButton() {
  const toggle = () => {
    live.value = !live.value;
  };
  return html`
    <button type="button" class="live-button" aria-pressed=${String(live.value)} onClick=${toggle}
      title=${live.value ? 'Following new traces; press p to pause' : 'Paused; press p to follow new traces'}>
      <${Icon} name=${live.value ? 'pause' : 'play'} size=${13} />
      <span class="live-dot" aria-hidden="true" /> ${live.value ? 'Live' : 'Paused'}
    </button>`;
}
