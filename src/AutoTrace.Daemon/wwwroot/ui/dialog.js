/** @import {ComponentType} from 'preact' */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { html } from '../lib/html.js';
import { IconButton } from './parts.js';

const shown = signal(/** @type {ComponentType | null} */ (null));

/** Shows a component in the page's one dialog. @param {ComponentType} content */
export function showDialog(content) {
  shown.value = content;
}

/** The dialog itself; it stands once, in the app. Escape, the button and a click outside close it. */
export function Dialog() {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const Content = shown.value;
  const close = () => {
    shown.value = null;
  };
  useEffect(() => {
    if (Content) {
      element.current?.showModal();
    }
  }, [Content]);
  if (!Content) {
    return null;
  }
  const closeOutside = (/** @type {MouseEvent} */ event) => event.target === element.current && close();
  return html`
    <dialog ref=${element} aria-label="Information" onClose=${close} onClick=${closeOutside}>
      <div class="dialog-body">
        <div class="dialog-close"><${IconButton} label="Close" hint="Esc" icon="close" onClick=${close} /></div>
        <${Content} />
      </div>
    </dialog>`;
}
