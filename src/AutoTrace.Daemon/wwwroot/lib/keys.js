import { useLayoutEffect, useRef } from 'preact/hooks';

/** @typedef {Record<string, (event: KeyboardEvent) => void>} KeyMap `event.key`, or two keys as in "g m" */

/**
 * Binds keys while the component is shown. Keys typed into a field, or with Ctrl, Alt or Meta, stay the browser's.
 * @param {KeyMap} bindings
 */
export function useKeys(bindings) {
  const latest = useRef(bindings);
  latest.current = bindings;

  // At once: after a plain effect, which may come a frame later, the first key would be lost on a busy machine.
  useLayoutEffect(() => {
    let prefix = '';
    /** @param {KeyboardEvent} event */
    const listen = event => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || typesText(event.target)) {
        return;
      }
      const sequence = prefix && `${prefix} ${event.key}`;
      prefix = event.key === 'g' ? 'g' : '';
      const action = latest.current[sequence] ?? latest.current[event.key];
      if (action && !document.querySelector('dialog[open]')) {
        event.preventDefault();
        action(event);
      }
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}

/** @param {EventTarget | null} target */
function typesText(target) {
  return target instanceof HTMLElement && target.matches('input:not([type=checkbox]), select, textarea');
}
