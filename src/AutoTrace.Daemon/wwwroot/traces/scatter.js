/** @import {TraceSummary} from '../lib/wire.js' */
/** @import {Outcome} from '../lib/outcome.js' */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { clockTicks, logTicks, nice } from '../lib/buckets.js';
import { duration, preciseTime, timeOfDay, urlParts } from '../lib/format.js';
import { html, classes } from '../lib/html.js';
import { outcomeOfTrace, outcomes, outcomeText } from '../lib/outcome.js';
import { go, traceLink } from '../lib/route.js';

/** @typedef {{x: number, y: number, trace: TraceSummary, outcome: Outcome}} Dot */

/** Told apart by outline, so that they need no colour. @type {Record<Outcome, string>} */
const shapes = {
  ok: 'M-3.5 0A3.5 3.5 0 1 1 3.5 0A3.5 3.5 0 1 1 -3.5 0Z',
  error: 'M0 -4.6 4.6 3.6H-4.6Z',
  throttle: 'M0 -5 5 0 0 5 -5 0Z',
  fault: 'M-4.4 -2.8-2.8 -4.4 0 -1.6 2.8 -4.4 4.4 -2.8 1.6 0 4.4 2.8 2.8 4.4 0 1.6-2.8 4.4-4.4 2.8-1.6 0Z',
};

const height = 148;
const margin = { left: 58, right: 14, top: 10, bottom: 22 };

/**
 * The listed traces over time, by duration; shape and colour say the outcome. The list below says the same,
 * so the drawing has no keyboard of its own.
 * @param {{traces: TraceSummary[], window: {start: number, end: number}}} props
 */
export function Scatter({ traces, window }) {
  const frame = useRef(/** @type {HTMLDivElement | null} */ (null));
  const width = useWidth(frame);
  const [hovered, setHovered] = useState(/** @type {Dot | null} */ (null));
  const { dots, times, durations, yOf, xOf } = scales(traces, window, width);

  /** @param {PointerEvent} event */
  function findNearest(event) {
    const box = /** @type {HTMLDivElement} */ (frame.current).getBoundingClientRect();
    setHovered(nearest(dots, event.clientX - box.left, event.clientY - box.top));
  }

  return html`
    <div ref=${frame} class="scatter" onPointerMove=${findNearest} onPointerLeave=${() => setHovered(null)}
      onClick=${() => hovered && go(traceLink(hovered.trace.Id))}>
      <svg width=${width} height=${height} role="img" class=${classes(hovered && 'is-over')}
        aria-label="Traces by time and duration; the table below lists them">
        <g class="axis">
          ${durations.map(tick => html`
            <g key=${tick} transform="translate(0 ${yOf(tick)})">
              <path class="grid" d="M${margin.left} 0H${width - margin.right}" />
              <text x=${margin.left - 8} y="4" text-anchor="end">${duration(tick)}</text>
            </g>`)}
          ${times.map(tick => html`
            <text key=${tick} x=${xOf(tick)} y=${height - 6} text-anchor="middle">${timeOfDay(tick)}</text>`)}
        </g>
        ${dots.map(({ trace, outcome, x, y }) => html`
          <path key=${trace.Id} class=${`dot is-${outcome}`} d=${shapes[outcome]} transform="translate(${x} ${y})" />`)}
        ${hovered && html`<circle class="ring" cx=${hovered.x} cy=${hovered.y} r="8" />`}
      </svg>
      ${hovered && html`<${Tip} dot=${hovered} width=${width} />`}
    </div>`;
}

/** @param {{dot: Dot, width: number}} props */
function Tip({ dot, width }) {
  const { trace, outcome } = dot;
  const { HttpMethod: method, HttpURL: url } = trace.Http ?? {};
  const place = dot.x > width / 2 ? { right: `${width - dot.x + 14}px` } : { left: `${dot.x + 14}px` };
  return html`
    <div class="tip" style=${{ ...place, top: `${Math.max(4, Math.min(dot.y - 20, height - 64))}px` }}>
      <strong>${url ? `${method} ${urlParts(url).path}` : trace.EntryPoint?.Name}</strong>
      <span>${duration(trace.Duration)} · ${outcomeText[outcome].label} · ${preciseTime(trace.StartTime)}</span>
    </div>`;
}

/** @param {{current: HTMLElement | null}} element */
function useWidth(element) {
  const [width, setWidth] = useState(800);
  useLayoutEffect(() => {
    const measured = /** @type {HTMLElement} */ (element.current);
    const observer = new ResizeObserver(() => setWidth(measured.clientWidth));
    observer.observe(measured);
    setWidth(measured.clientWidth);
    return () => observer.disconnect();
  }, []);
  return width;
}

/** @param {TraceSummary[]} traces @param {{start: number, end: number}} window @param {number} width */
function scales(traces, window, width) {
  const shown = traces.filter(trace => trace.Duration > 0);
  const first = shown.reduce((least, trace) => Math.min(least, trace.StartTime), window.end - 10);
  const start = Math.max(window.start, first - (window.end - first) * 0.02);
  const low = nice(shown.reduce((least, trace) => Math.min(least, trace.Duration), 0.01), Math.floor);
  const high = nice(shown.reduce((most, trace) => Math.max(most, trace.Duration), low * 10), Math.ceil);
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const xOf = (/** @type {number} */ time) => margin.left + ((time - start) / (window.end - start)) * inner.width;
  const yOf = (/** @type {number} */ seconds) =>
    margin.top + (1 - Math.log(Math.max(low, seconds) / low) / Math.log(high / low)) * inner.height;
  const dots = shown.map(trace => (
    { trace, outcome: outcomeOfTrace(trace), x: xOf(trace.StartTime), y: yOf(trace.Duration) }));
  return {
    xOf,
    yOf,
    // The gravest are drawn last, on top.
    dots: dots.toSorted((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome)),
    durations: logTicks(low, high, 4),
    times: clockTicks(start, window.end).filter(time => xOf(time) > margin.left + 20 && xOf(time) < width - 30),
  };
}

/** @param {Dot[]} dots @param {number} x @param {number} y */
function nearest(dots, x, y) {
  let best = null;
  let least = 14;
  for (const dot of dots) {
    const distance = Math.hypot(dot.x - x, dot.y - y);
    if (distance < least) {
      best = dot;
      least = distance;
    }
  }
  return best;
}
