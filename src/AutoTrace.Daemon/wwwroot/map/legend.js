import { html } from '../lib/html.js';
import { outcomes, outcomeText } from '../lib/outcome.js';
import { OutcomeIcon } from '../ui/icons.js';

/** What the signs of the map mean. */
export function Legend() {
  return html`
    <ul class="legend" aria-label="Legend">
      ${outcomes.map(outcome => html`
        <li key=${outcome}>
          <svg class="sample" width="26" height="12" aria-hidden="true">
            <rect class=${`arc is-${outcome}`} width="26" height="12" rx="3" />
            ${outcome !== 'ok' && html`
              <rect class="arc-hatch" fill="url(#hatch-${outcome})" width="26" height="12" rx="3" />`}
          </svg>
          <${OutcomeIcon} outcome=${outcome} size=${13} />
          <span><strong>${outcomeText[outcome].label}</strong> ${outcomeText[outcome].meaning}</span>
        </li>`)}
      <li class="explains">
        <svg class="sample" width="26" height="12" aria-hidden="true">
          <circle class="dashes" cx="13" cy="6" r="5" />
        </svg>
        <span><strong>Dashed</strong> not traced itself</span>
      </li>
      <li class="explains">
        <svg class="sample" width="26" height="12" aria-hidden="true">
          <path class="thin" d="M0 3H26" /><path class="thick" d="M0 9H26" />
        </svg>
        <span><strong>Width</strong> requests a minute</span>
      </li>
    </ul>`;
}
