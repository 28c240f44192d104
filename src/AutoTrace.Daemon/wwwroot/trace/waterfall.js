/** @import {Children} from '../lib/html.js' */
/** @import {Row, TraceModel} from './model.js' */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { linearTicks } from '../lib/buckets.js';
import { duration } from '../lib/format.js';
import { html } from '../lib/html.js';
import { useKeys } from '../lib/keys.js';
import { FindInTrace, searchText } from './find.js';
import { WaterfallRow } from './row.js';
import { matchingRows } from './search.js';
import { Splitter, nameWidth } from './splitter.js';
import { collapseAll, collapsedIds, expandAll, selectedRow, selectRow, showDetails, toggleRow } from './state.js';
import { navigate, nextTrouble, visibleRows } from './tree.js';

/** Equal to the height of .waterfall-row in trace.css: rows outside the frame are not in the document. */
const rowHeight = 30;
const rulerHeight = 36;
const beyond = 60;

/**
 * Every segment and subsegment over time. One Tab enters it; the arrow keys do the rest.
 * @param {{trace: TraceModel}} props
 */
export function Waterfall({ trace }) {
  const frame = useRef(/** @type {HTMLDivElement | null} */ (null));
  const takeFocus = useRef(false);
  const collapsed = collapsedIds();
  const closedKey = [...collapsed].join('.');
  const visible = useMemo(() => visibleRows(trace.rows, collapsed), [trace, closedKey]);
  const selected = selectedRow(trace);
  const [from, to] = useWindow(frame, visible.length);
  const selectedIndex = visible.indexOf(selected);

  useLayoutEffect(() => {
    const element = /** @type {HTMLDivElement} */ (frame.current);
    scrollTo(element, selectedIndex);
    if (takeFocus.current) {
      takeFocus.current = false;
      requestAnimationFrame(() => element.querySelector(/** @type {'div'} */ ('[data-selected]'))?.focus());
    }
  }, [selected.id, selectedIndex]);

  /** @param {Row} row */
  function select(row) {
    takeFocus.current = true;
    selectRow(trace, row);
  }

  useKeys({
    e: () => {
      const trouble = nextTrouble(trace, selected);
      if (trouble) {
        select(trouble);
      }
    },
    '[': () => collapseAll(trace),
    ']': expandAll,
    j: event => onKeyDown(event),
    k: event => onKeyDown(event),
  });

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const action = navigate(event.key, selected, visible, collapsed);
    if (event.key === 'Enter') {
      showDetails(true);
      requestAnimationFrame(() => document.getElementById('details')?.focus());
    } else if (action?.to) {
      select(action.to);
    } else if (action?.toggle) {
      toggleRow(action.toggle);
    } else {
      return;
    }
    event.preventDefault();
  }

  const search = searchText();
  const matches = useMemo(() => matchingRows(trace, search), [trace, search]);
  const drawn = visible.slice(from, to).map((row, index) => ({ row, index: from + index }));
  if (selectedIndex >= 0 && (selectedIndex < from || selectedIndex >= to)) {
    drawn.push({ row: selected, index: selectedIndex });
  }
  return html`
    <div class="waterfall" style=${{ '--name-width': `${nameWidth.value}px` }}>
      <div ref=${frame} class="waterfall-frame">
        <${Ruler} trace=${trace}>
          <${FindInTrace} trace=${trace} selected=${selected} />
        <//>
        <div class="waterfall-rows" role="treegrid" aria-label="Segments and subsegments"
          aria-rowcount=${visible.length} style=${{ height: `${visible.length * rowHeight}px` }} onKeyDown=${onKeyDown}>
          ${drawn.map(({ row, index }) => html`
            <${WaterfallRow} key=${row.id} trace=${trace} row=${row} index=${index} top=${index * rowHeight}
              isMatch=${search ? matches.has(row) : undefined}
              selected=${row === selected} collapsed=${collapsed.has(row.id)}
              onSelect=${() => select(row)} onToggle=${() => toggleRow(row)} />`)}
        </div>
      </div>
      <${Splitter} />
    </div>`;
}

/** @param {{trace: TraceModel, children?: Children}} props */
function Ruler({ trace, children }) {
  const length = trace.end - trace.start;
  return html`
    <div class="ruler">
      <div class="name">${children}</div>
      <span class="time" aria-hidden="true">Duration</span>
      <div class="ticks" aria-hidden="true">
        ${linearTicks(length).map(tick => html`
          <span key=${tick} style=${{ left: `${length > 0 ? (100 * tick) / length : 0}%` }}>${duration(tick)}</span>`)}
      </div>
    </div>`;
}

/**
 * The rows that the frame shows, with some beyond.
 * @param {{current: HTMLElement | null}} frame
 * @param {number} rows
 */
function useWindow(frame, rows) {
  const [range, setRange] = useState(/** @type {[number, number]} */ ([0, 80]));
  useEffect(() => {
    const element = /** @type {HTMLElement} */ (frame.current);
    const measure = () => setRange(old => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - beyond);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + beyond;
      return old[0] === first && old[1] === last ? old : [first, last];
    });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [rows]);
  return range;
}

/** @param {HTMLElement} frame @param {number} index */
function scrollTo(frame, index) {
  const top = index * rowHeight;
  if (top < frame.scrollTop) {
    frame.scrollTop = top;
  } else if (top + rulerHeight + rowHeight > frame.scrollTop + frame.clientHeight) {
    frame.scrollTop = top + rulerHeight + rowHeight - frame.clientHeight;
  }
}
