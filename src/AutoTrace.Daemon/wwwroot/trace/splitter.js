import { signal } from '@preact/signals';
import { html } from '../lib/html.js';

const least = 180;
const most = 760;

/** Width of the name column in pixels. */
export const nameWidth = signal(400);

/** @param {number} width */
function setWidth(width) {
  nameWidth.value = Math.max(least, Math.min(most, Math.round(width)));
}

/** The border between names and bars; dragged, or moved by the arrow keys. */
export function Splitter() {
  /** @param {PointerEvent} down */
  function drag(down) {
    const element = /** @type {HTMLElement} */ (down.currentTarget);
    const start = nameWidth.value;
    const release = new AbortController();
    element.setPointerCapture(down.pointerId);
    element.addEventListener('pointermove', event => setWidth(start + event.clientX - down.clientX), release);
    element.addEventListener('pointerup', () => release.abort(), release);
    element.addEventListener('pointercancel', () => release.abort(), release);
  }

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    const change = { ArrowLeft: -24, ArrowRight: 24 }[event.key];
    if (change) {
      setWidth(nameWidth.value + change);
      event.preventDefault();
      event.stopPropagation();
    }
  }

  return html`
    <div class="splitter" role="separator" tabindex="0" aria-orientation="vertical" aria-label="Width of the names"
      aria-valuenow=${nameWidth.value} aria-valuemin=${least} aria-valuemax=${most}
      onPointerDown=${drag} onKeyDown=${onKeyDown} />`;
}
