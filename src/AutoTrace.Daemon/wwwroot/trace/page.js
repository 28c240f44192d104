import { useEffect, useMemo, useState } from 'preact/hooks';
import { getTrace } from '../lib/api.js';
import { html, classes } from '../lib/html.js';
import { usePolled } from '../lib/poll.js';
import { link, route } from '../lib/route.js';
import { Notice } from '../ui/parts.js';
import { Details } from './details.js';
import { TraceHeader } from './header.js';
import { toModel } from './model.js';
import { detailsShown, selectedRow, selectRow } from './state.js';
import { nextTrouble } from './tree.js';
import { Waterfall } from './waterfall.js';

/** Documents of one trace come in over some time: a young one is loaded again. */
const youngSeconds = 30;

/** One trace: its waterfall across services, and the details of the selected row. */
export function TracePage() {
  const { id } = route.value;
  const [follow, setFollow] = useState(true);
  const { data, error, key } = usePolled(id, signal => getTrace(id, signal), follow);
  const json = JSON.stringify(data?.Segments);
  const trace = useMemo(() => data && toModel(data, Date.now() / 1000), [json, follow && data]);
  const isSettled = Boolean(trace && !trace.isRunning && Date.now() / 1000 - trace.end > youngSeconds);
  useEffect(() => {
    if (isSettled) {
      setFollow(false);
    }
  }, [isSettled]);

  if (error && !trace) {
    return html`<${Notice} title="The trace cannot be loaded"><p>${error}</p><//>`;
  }
  if (!trace) {
    return key && html`<${Missing} id=${id} />`;
  }
  const row = selectedRow(trace);
  const goToTrouble = () => {
    const trouble = nextTrouble(trace, row);
    if (trouble) {
      selectRow(trace, trouble);
    }
  };
  return html`
    <${TraceHeader} trace=${trace} onNextTrouble=${goToTrouble} />
    <div class=${classes('trace-page', detailsShown() && 'has-details')}>
      <${Waterfall} trace=${trace} />
      ${detailsShown() && html`<${Details} key=${row.id} trace=${trace} row=${row} />`}
    </div>`;
}

/** @param {{id: string}} props */
const Missing = ({ id }) => html`
  <div class="empty">
    <h2>No such trace</h2>
    <p>
      The daemon does not hold <code>${id}</code>. It may not have come in yet, or it was the oldest when the store was
      full.
    </p>
    <a class="button" href=${link('traces')}>To the traces</a>
  </div>`;
