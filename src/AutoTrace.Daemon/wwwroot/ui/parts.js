/** @import {Outcome, Counts} from '../lib/outcome.js' */
/** @import {Children} from '../lib/html.js' */
import { useEffect, useState } from 'preact/hooks';
import { count, percent } from '../lib/format.js';
import { html, classes } from '../lib/html.js';
import { outcomes, outcomeText } from '../lib/outcome.js';
import { Icon, OutcomeIcon } from './icons.js';

/** @param {{outcome: Outcome, isRunning?: boolean}} props */
export function StateChip({ outcome, isRunning = false }) {
  return isRunning ? html`<span class="chip is-running">Running</span>` : html`<${OutcomeChip} outcome=${outcome} />`;
}

/** @param {{outcome: Outcome}} props */
function OutcomeChip({ outcome }) {
  return html`
    <span class=${classes('chip', `is-${outcome}`)}>
      <${OutcomeIcon} outcome=${outcome} size=${13} />${outcomeText[outcome].label}
    </span>`;
}

/**
 * An HTTP status in the colour of its outcome; the number itself says it too.
 * @param {{status?: number, outcome: Outcome}} props
 */
export const HttpStatus = ({ status, outcome }) =>
  html`<span class=${classes('http-status', status && `is-${outcome}`)}>${status || '–'}</span>`;

/** How requests divide into outcomes: a bar, and a row for each. @param {{counts: Counts}} props */
export function OutcomeTable({ counts }) {
  const shown = outcomes.reduce((all, outcome) => all + counts[outcome], 0);
  return html`
    <div class="outcome-bar" aria-hidden="true">
      ${outcomes.filter(outcome => counts[outcome] > 0).map(outcome => html`
        <span key=${outcome} class=${`slice is-${outcome}`} style=${{ flexGrow: counts[outcome] / shown }} />`)}
    </div>
    <table class="outcome-table">
      <caption class="visually-hidden">Requests by outcome</caption>
      <tbody>
        ${outcomes.map(outcome => html`
          <tr key=${outcome} class=${counts[outcome] === 0 && 'is-none'}>
            <th scope="row"><${OutcomeIcon} outcome=${outcome} size=${14} /> ${outcomeText[outcome].label}</th>
            <td class="number">${count(counts[outcome])}</td>
            <td class="number">${percent(shown ? counts[outcome] / shown : 0)}</td>
          </tr>`)}
      </tbody>
    </table>`;
}

/**
 * @param {{label: string, icon: string, onClick: (event: MouseEvent) => void, pressed?: boolean, hint?: string}} props
 */
export function IconButton({ label, icon, onClick, pressed, hint }) {
  return html`
    <button type="button" class="icon-button" aria-label=${label} title=${hint ? `${label} (${hint})` : label}
      aria-pressed=${pressed === undefined ? undefined : String(pressed)} onClick=${onClick}>
      <${Icon} name=${icon} />
    </button>`;
}

/**
 * A button that puts a text on the clipboard and says so.
 * @param {{text: string | (() => string), label: string, children?: Children}} props
 */
export function CopyButton({ text, label, children }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = said ? setTimeout(() => setSaid(''), 1500) : 0;
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
      setSaid('Copied');
    } catch {
      setSaid('The browser refused');
    }
  }

  return html`
    <button type="button" class=${classes('copy-button', !children && 'is-bare')} title=${label} aria-label=${label}
      onClick=${copy}>
      <${Icon} name=${said === 'Copied' ? 'done' : 'copy'} size=${14} />${children}
      <span class="visually-hidden" role="status">${said}</span>
    </button>`;
}

/** @param {{label: string, value: Children, hint?: string}} props */
export const Figure = ({ label, value, hint }) =>
  html`<div class="figure" title=${hint}><dt>${label}</dt><dd>${value}</dd></div>`;

/** @param {{title: string, children?: Children}} props */
export const Notice = ({ title, children }) =>
  html`<div class="notice" role="status"><h2>${title}</h2>${children}</div>`;
