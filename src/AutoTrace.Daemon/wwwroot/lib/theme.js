import { signal } from '@preact/signals';

/** @typedef {'auto' | 'light' | 'dark'} Theme */

const next = /** @type {const} */ ({ auto: 'light', light: 'dark', dark: 'auto' });
const chosen = document.documentElement.dataset.theme;

/** auto follows the system. */
export const theme = signal(/** @type {Theme} */ (chosen === 'light' || chosen === 'dark' ? chosen : 'auto'));

export function cycleTheme() {
  theme.value = next[theme.value];
  if (theme.value === 'auto') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme.value;
  }
  try {
    localStorage.setItem('autotrace.theme', theme.value);
  } catch {
    // Storage is forbidden here: the choice holds until the page is closed.
  }
}
