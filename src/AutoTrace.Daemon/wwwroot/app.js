import { render } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { html } from './lib/html.js';
import { useKeys } from './lib/keys.js';
import { live } from './lib/poll.js';
import { go, link, route } from './lib/route.js';
import { rangeParameter } from './lib/timerange.js';
import { MapPage } from './map/page.js';
import { TracePage } from './trace/page.js';
import { TracesPage } from './traces/page.js';
import { Dialog } from './ui/dialog.js';
import { showHelp } from './ui/help.js';
import { Shell } from './ui/shell.js';

const pages = { map: MapPage, traces: TracesPage, trace: TracePage };
const titles = { map: 'Map', traces: 'Traces', trace: 'Trace' };

function App() {
  const { page, id } = route.value;
  const Page = pages[page];
  useKeys({
    '?': showHelp,
    'g m': () => go(link('map', { range: rangeParameter() })),
    'g t': () => go(link('traces', { range: rangeParameter() })),
    p: () => {
      live.value = !live.value;
    },
  });
  const shown = useRef(`${page}/${id}`);
  useEffect(() => {
    // A new page begins at its top for the keyboard and for screen readers too.
    if (shown.current !== `${page}/${id}`) {
      shown.current = `${page}/${id}`;
      document.getElementById('main')?.focus();
    }
  });
  document.title = `${titles[page]} · AutoTrace`;
  return html`<${Shell}><${Page} key=${id} /><//><${Dialog} />`;
}

render(html`<${App} />`, /** @type {Element} */ (document.getElementById('app')));
