import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** @typedef {{x: number, y: number, scale: number}} View */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Bounds */

const scales = { least: 0.05, most: 3, fit: 1.35 };

/** Room around a fitted drawing; the legend stands at the bottom. */
const margin = { side: 24, top: 16, bottom: 60 };

/**
 * Zoom and pan of a drawing. It stays fitted to its frame until the user moves it, and again after `fit`.
 * @param {{current: SVGSVGElement | null}} svg
 * @param {Bounds} bounds of the drawing
 */
export function useViewport(svg, bounds) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [moved, setMoved] = useState(/** @type {View | null} */ (null));
  const view = moved ?? fitted(bounds, size);
  const latest = useRef(view);
  latest.current = view;

  useLayoutEffect(() => {
    const element = /** @type {SVGSVGElement} */ (svg.current);
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  /** @param {number} factor @param {{x: number, y: number}} [about] a point of the frame that stays where it is */
  function zoom(factor, about) {
    const { x, y, scale } = latest.current;
    const next = Math.min(scales.most, Math.max(scales.least, scale * factor));
    const { width, height } = /** @type {SVGSVGElement} */ (svg.current).getBoundingClientRect();
    const fixed = about ?? { x: width / 2, y: height / 2 };
    const ratio = next / scale;
    setMoved({ x: fixed.x - (fixed.x - x) * ratio, y: fixed.y - (fixed.y - y) * ratio, scale: next });
  }

  useEffect(() => {
    const element = /** @type {SVGSVGElement} */ (svg.current);
    const stop = new AbortController();
    element.addEventListener('wheel', event => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)),
        { x: event.clientX - box.left, y: event.clientY - box.top });
    }, { signal: stop.signal, passive: false });
    element.addEventListener('pointerdown', event => pan(element, event, stop.signal), { signal: stop.signal });
    return () => stop.abort();
  }, []);

  /** @param {SVGSVGElement} element @param {PointerEvent} down @param {AbortSignal} unmounted */
  function pan(element, down, unmounted) {
    if (down.button !== 0 || (down.target instanceof Element && down.target.closest('[role=button]'))) {
      return;
    }
    const start = latest.current;
    const release = new AbortController();
    const signal = AbortSignal.any([release.signal, unmounted]);
    element.setPointerCapture(down.pointerId);
    element.addEventListener('pointermove', event => setMoved({
      ...start, x: start.x + event.clientX - down.clientX, y: start.y + event.clientY - down.clientY,
    }), { signal });
    element.addEventListener('pointerup', () => release.abort(), { signal });
    element.addEventListener('pointercancel', () => release.abort(), { signal });
  }

  return { view, zoomIn: () => zoom(1.25), zoomOut: () => zoom(0.8), fit: () => setMoved(null) };
}

/** @param {Bounds} bounds @param {{width: number, height: number}} size @returns {View} */
function fitted({ left, top, right, bottom }, { width, height }) {
  const scale = Math.max(scales.least, Math.min(scales.fit,
    (width - 2 * margin.side) / (right - left), (height - margin.top - margin.bottom) / (bottom - top)));
  return {
    x: (width - (left + right) * scale) / 2,
    y: margin.top + (height - margin.top - margin.bottom - (top + bottom) * scale) / 2,
    scale,
  };
}
