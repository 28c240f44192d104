/** @import {HistogramEntry} from '../lib/wire.js' */
/** @import {Buckets} from '../lib/buckets.js' */
import { useMemo, useRef, useState } from 'preact/hooks';
import { logTicks, percentile, toBuckets } from '../lib/buckets.js';
import { count, duration, percent } from '../lib/format.js';
import { html, classes } from '../lib/html.js';

/** @typedef {{min: number, max: number}} Range response times in seconds */

const width = 340;
const height = 132;
const plot = { left: 8, right: width - 8, top: 18, bottom: height - 22 };
const tall = { y: plot.top, height: plot.bottom - plot.top };

/**
 * Response times on a logarithmic axis. A range is selected by dragging, or with the arrow keys on its two handles.
 * @param {{entries: HistogramEntry[], selected: Range | null, onSelect: (range: Range | null) => void}} props
 */
export function Histogram({ entries, selected, onSelect }) {
  const buckets = useMemo(() => toBuckets(entries), [entries]);
  const [dragged, setDragged] = useState(/** @type {[number, number] | null} */ (null));
  const svg = useRef(/** @type {SVGSVGElement | null} */ (null));
  if (!buckets) {
    return html`<p class="muted">No completed request in this time range.</p>`;
  }
  const bars = buckets.bars.length;
  const span = dragged ?? (selected && toBars(buckets, selected));
  const [first, last] = span ?? [0, bars];
  const select = (/** @type {[number, number] | null} */ range) =>
    onSelect(range && (range[0] > 0 || range[1] < bars)
      ? { min: buckets.bounds[range[0]], max: buckets.bounds[range[1]] }
      : null);

  /** @param {PointerEvent} event */
  const barAt = event => {
    const box = /** @type {SVGSVGElement} */ (svg.current).getBoundingClientRect();
    const x = (event.clientX - box.left) * (width / box.width);
    return Math.max(0, Math.min(bars - 1, Math.floor((x - plot.left) / barWidth(bars))));
  };

  /** @param {PointerEvent} event */
  function startDrag(event) {
    if (event.button !== 0) {
      return;
    }
    const start = barAt(event);
    setDragged([start, start + 1]);
    follow(/** @type {SVGSVGElement} */ (svg.current), event.pointerId,
      move => setDragged(ordered(start, barAt(move))),
      end => {
        setDragged(null);
        if (end) {
          select(ordered(start, barAt(end)));
        }
      });
  }

  /** @param {'first' | 'last'} handle @param {KeyboardEvent} event */
  function moveHandle(handle, event) {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4 }[event.key]
      ?? { Home: -bars, End: bars }[event.key];
    if (event.key === 'Escape' && span) {
      select(null);
    } else if (step) {
      select(handle === 'first'
        ? [Math.max(0, Math.min(last - 1, first + step)), last]
        : [first, Math.max(first + 1, Math.min(bars, last + step))]);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const x = (/** @type {number} */ bar) => plot.left + bar * barWidth(bars);
  const bound = (/** @type {number} */ bar) => duration(buckets.bounds[bar]);
  const shown = dragged || !selected ? { min: buckets.bounds[first], max: buckets.bounds[last] } : selected;
  const inside = buckets.bars.slice(first, last).reduce((a, b) => a + b, 0);
  return html`
    <figure class="histogram">
      <svg ref=${svg} viewBox="0 0 ${width} ${height}" role="group" aria-label="Response time distribution"
        onPointerDown=${startDrag}>
        <rect class="plot" x=${plot.left} width=${plot.right - plot.left} ...${tall} />
        <${Axis} buckets=${buckets} />
        ${buckets.bars.map((amount, bar) => amount > 0 && html`
          <rect key=${bar} class=${classes('bar', bar >= first && bar < last && 'is-inside')} rx="1"
            x=${x(bar) + 0.75} width=${barWidth(bars) - 1.5} ...${barHeight(amount, buckets.highest)}>
            <title>${`${bound(bar)} to ${bound(bar + 1)}: ${count(amount)}`}</title>
          </rect>`)}
        <${Percentiles} entries=${entries} buckets=${buckets} />
        ${span && html`<rect class="selection" x=${x(first)} width=${x(last) - x(first)} ...${tall} />`}
        ${/** @type {const} */ (['first', 'last']).map(handle => {
          const bar = handle === 'first' ? first : last;
          return html`
            <g key=${handle} class=${classes('handle', span && 'is-active')} role="slider" tabindex="0"
              transform="translate(${x(bar)} 0)"
              aria-label=${handle === 'first' ? 'Shortest response time' : 'Longest response time'}
              aria-valuemin="0" aria-valuemax=${bars} aria-valuenow=${bar} aria-valuetext=${bound(bar)}
              onKeyDown=${(/** @type {KeyboardEvent} */ event) => moveHandle(handle, event)}>
              <rect class="hit" x="-6" width="12" ...${tall} />
              <path d="M0 ${plot.top}V${plot.bottom}" />
              <rect class="grip" x="-2.5" width="5" y=${(plot.top + plot.bottom) / 2 - 9} height="18" rx="2.5" />
            </g>`;
        })}
      </svg>
      <figcaption>
        ${span
          ? html`
              <span>
                <strong>${duration(shown.min)} – ${duration(shown.max)}</strong>
                ${`: ${count(inside)} of ${count(buckets.total)} (${percent(inside / buckets.total)})`}
              </span>
              <button type="button" class="text-button" onClick=${() => select(null)}>Clear</button>`
          : html`<span class="muted">Drag over the bars to select a range.</span>`}
      </figcaption>
    </figure>`;
}

/** @param {{buckets: Buckets}} props */
function Axis({ buckets }) {
  const ticks = logTicks(buckets.bounds[0], /** @type {number} */ (buckets.bounds.at(-1)));
  return html`
    <g class="axis" aria-hidden="true">
      ${ticks.map(tick => html`
        <g key=${tick} transform="translate(${position(buckets, tick)} ${plot.bottom})">
          <path d="M0 0V4" /><text y="15" text-anchor=${anchor(position(buckets, tick))}>${duration(tick)}</text>
        </g>`)}
      <path d="M${plot.left} ${plot.bottom}H${plot.right}" />
    </g>`;
}

/** @param {{entries: HistogramEntry[], buckets: Buckets}} props */
function Percentiles({ entries, buckets }) {
  const marks = [{ label: 'p50', share: 0.5 }, { label: 'p95', share: 0.95 }]
    .map(mark => ({ ...mark, x: position(buckets, percentile(entries, mark.share)) }));
  return html`
    <g class="percentiles" aria-hidden="true">
      ${marks.filter((mark, index) => index === 0 || mark.x - marks[0].x > 26).map(mark => html`
        <g key=${mark.label} transform="translate(${mark.x} 0)">
          <path d="M0 ${plot.top}V${plot.bottom}" /><text y="12" text-anchor=${anchor(mark.x)}>${mark.label}</text>
        </g>`)}
    </g>`;
}

/** @param {number} bars */
const barWidth = bars => (plot.right - plot.left) / bars;

/** One request is still to be seen beside thousands. @param {number} amount @param {number} highest */
function barHeight(amount, highest) {
  const length = Math.max(2, (amount / highest) * (tall.height - 2));
  return { y: plot.bottom - length, height: length };
}

/** @param {number} x */
const anchor = x => (x < plot.left + 18 ? 'start' : x > plot.right - 18 ? 'end' : 'middle');

/** @param {Buckets} buckets @param {number} seconds */
function position({ bounds }, seconds) {
  const share = Math.log(seconds / bounds[0]) / Math.log(/** @type {number} */ (bounds.at(-1)) / bounds[0]);
  return plot.left + Math.max(0, Math.min(1, share)) * (plot.right - plot.left);
}

/** @param {Buckets} buckets @param {Range} range @returns {[number, number]} */
function toBars({ bounds }, { min, max }) {
  const near = (/** @type {number} */ seconds) => bounds.reduce((best, bound, index) =>
    Math.abs(Math.log(bound / seconds)) < Math.abs(Math.log(bounds[best] / seconds)) ? index : best, 0);
  const first = Math.min(near(min), bounds.length - 2);
  return [first, Math.max(first + 1, near(max))];
}

/** @param {number} a @param {number} b @returns {[number, number]} */
const ordered = (a, b) => [Math.min(a, b), Math.max(a, b) + 1];

/**
 * Reports a pointer until it is released; the last call has null when the drag was broken off.
 * @param {Element} element
 * @param {number} pointer
 * @param {(event: PointerEvent) => void} onMove
 * @param {(event: PointerEvent | null) => void} onEnd
 */
function follow(element, pointer, onMove, onEnd) {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  const moved = (/** @type {Event} */ event) => onMove(/** @type {PointerEvent} */ (event));
  const ended = (/** @type {Event} */ event) => {
    stop.abort();
    onEnd(event.type === 'pointerup' ? /** @type {PointerEvent} */ (event) : null);
  };
  element.setPointerCapture(pointer);
  element.addEventListener('pointermove', moved, options);
  element.addEventListener('pointerup', ended, options);
  element.addEventListener('pointercancel', ended, options);
}
