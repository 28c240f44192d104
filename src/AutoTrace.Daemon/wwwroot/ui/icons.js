/** @import {Outcome} from '../lib/outcome.js' */
import { html, classes } from '../lib/html.js';
import { outcomeText } from '../lib/outcome.js';

/**
 * Outlines of the outcome glyphs in a 16 × 16 box: told apart by shape, not only by colour.
 * @type {Record<Outcome, string>}
 */
export const outcomePaths = {
  ok: 'M3.5 8.5 6.6 11.6 12.6 4.8',
  error: 'M8 3.2V9M8 11.9V12.6',
  throttle: 'M4.6 3H11.4M4.6 13H11.4M5.2 3.2C5.2 6.4 8 6.6 8 8S5.2 9.6 5.2 12.8'
    + 'M10.8 3.2C10.8 6.4 8 6.6 8 8S10.8 9.6 10.8 12.8',
  fault: 'M4.3 4.3 11.7 11.7M11.7 4.3 4.3 11.7',
};

/** The disc behind each glyph; its outline differs too. @type {Record<Outcome, string>} */
export const outcomeShapes = {
  ok: 'M8 0.5A7.5 7.5 0 1 1 8 15.5A7.5 7.5 0 1 1 8 0.5Z',
  error: 'M8 0.2 15.8 14.2Q16 15.4 14.8 15.4H1.2Q0 15.4 0.2 14.2Z',
  throttle: 'M8 0 16 8 8 16 0 8Z',
  fault: 'M4.7 0.5H11.3L15.5 4.7V11.3L11.3 15.5H4.7L0.5 11.3V4.7Z',
};

/**
 * An outcome as a filled shape with its glyph. Without `label` it is decoration beside a text that says the same.
 * @param {{outcome: Outcome, size?: number, label?: boolean}} props
 */
export function OutcomeIcon({ outcome, size = 16, label = false }) {
  const name = label ? { role: 'img', 'aria-label': outcomeText[outcome].label } : { 'aria-hidden': 'true' };
  return html`
    <svg class=${classes('outcome-icon', `is-${outcome}`)} width=${size} height=${size} viewBox="0 0 16 16" ...${name}>
      <${OutcomeShape} outcome=${outcome} />
    </svg>`;
}

/** The content of the icon, for use inside another drawing. @param {{outcome: Outcome}} props */
export function OutcomeShape({ outcome }) {
  const glyph = outcome === 'error' ? 'M8 4.9V9.6M8 12V12.5' : outcomePaths[outcome];
  return html`
    <path class="shape" d=${outcomeShapes[outcome]} />
    <path class="glyph" d=${glyph} transform=${outcome === 'error' ? null : 'translate(1.6 1.6) scale(0.8)'} />`;
}

/** @type {Record<string, string>} */
const strokes = {
  close: 'M4 4 12 12M12 4 4 12',
  copy: 'M5.5 5.5V3.2Q5.5 2.5 6.2 2.5H12.8Q13.5 2.5 13.5 3.2V9.8Q13.5 10.5 12.8 10.5H10.5'
    + 'M3.2 5.5H9.8Q10.5 5.5 10.5 6.2V12.8Q10.5 13.5 9.8 13.5H3.2Q2.5 13.5 2.5 12.8V6.2Q2.5 5.5 3.2 5.5Z',
  done: 'M3 8.5 6.3 11.8 13 4.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  up: 'M3.5 10 8 5.5 12.5 10',
  back: 'M7.5 3 2.8 8 7.5 13M3 8H13.5',
  out: 'M5 11 12 4M6.5 3.8H12.2V9.5',
  plus: 'M8 3V13M3 8H13',
  minus: 'M3 8H13',
  fit: 'M2.5 6V2.5H6M10 2.5H13.5V6M13.5 10V13.5H10M6 13.5H2.5V10',
  pause: 'M5.5 3.5V12.5M10.5 3.5V12.5',
  play: 'M4.5 3 12.5 8 4.5 13Z',
  light: 'M8 5A3 3 0 1 1 8 11A3 3 0 1 1 8 5ZM8 1.2V2.6M8 13.4V14.8M1.2 8H2.6M13.4 8H14.8'
    + 'M3.2 3.2 4.2 4.2M11.8 11.8 12.8 12.8M12.8 3.2 11.8 4.2M4.2 11.8 3.2 12.8',
  dark: 'M12.8 9.8A5.6 5.6 0 0 1 6.2 3.2A5.6 5.6 0 1 0 12.8 9.8Z',
  auto: 'M2 3.5H14V11H2ZM6 13.5H10M8 11V13.5',
  help: 'M5.8 6A2.2 2.2 0 1 1 8 8.3V9.6M8 12V12.6',
  search: 'M7 2.8A4.2 4.2 0 1 1 7 11.2A4.2 4.2 0 1 1 7 2.8ZM10.2 10.2 13.6 13.6',
  map: 'M3.5 8H6M9 4.2 6.5 7M9 11.8 6.5 9M1.8 6.6H4.8V9.4H1.8ZM9 2.6H13.4V6H9ZM9 10H13.4V13.4H9Z',
  list: 'M5.5 4H14M5.5 8H14M5.5 12H14M2 4H2.8M2 8H2.8M2 12H2.8',
  table: 'M2 3H14V13H2ZM2 6.5H14M2 9.8H14M6.5 6.5V13',
  person: 'M8 2.5A2.7 2.7 0 1 1 8 7.9A2.7 2.7 0 1 1 8 2.5ZM2.8 13.6C2.8 10.9 5 9.8 8 9.8S13.2 10.9 13.2 13.6',
  remote: 'M4.8 12.5H11.4A2.6 2.6 0 0 0 11.9 7.4A4 4 0 0 0 4.3 6.9A2.9 2.9 0 0 0 4.8 12.5Z',
  database: 'M2.8 4.2C2.8 1.6 13.2 1.6 13.2 4.2V11.8C13.2 14.4 2.8 14.4 2.8 11.8Z'
    + 'M2.8 4.2C2.8 6.8 13.2 6.8 13.2 4.2M2.8 8C2.8 10.6 13.2 10.6 13.2 8',
};

/** @param {{name: string, size?: number}} props */
export function Icon({ name, size = 16 }) {
  return html`
    <svg class="icon" width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true">
      <path d=${strokes[name]} />
    </svg>`;
}

/** The same inside another drawing. @param {{name: string}} props */
export const IconPath = ({ name }) => html`<path class="icon-path" d=${strokes[name]} />`;
