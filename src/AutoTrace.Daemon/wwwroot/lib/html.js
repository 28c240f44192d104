import { h } from 'preact';
import htm from 'htm';

/** @typedef {import('preact').ComponentChildren} Children */

/** Tagged templates instead of JSX, so that the console needs no build step. */
export const html = /** @type {(strings: TemplateStringsArray, ...values: unknown[]) => import('preact').VNode} */ (
  /** @type {unknown} */ (htm.bind(h))
);

/**
 * The class names among conditions, joined.
 * @param {...(string | number | boolean | null | undefined)} names
 */
export const classes = (...names) => names.filter(Boolean).join(' ');
