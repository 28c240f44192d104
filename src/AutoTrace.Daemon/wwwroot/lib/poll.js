import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';

const periodMilliseconds = 2000;

/** Whether the map and the list follow new traces. */
export const live = signal(true);

/**
 * @template T
 * @typedef {object} Polled
 * @property {T | undefined} data the last good answer; it stays while a newer one is under way
 * @property {string | null} error why the last request failed
 * @property {string} key what the data was asked for
 */

/**
 * Loads at once, whenever `key` changes, and every two seconds while `follow` holds and the page is visible.
 * @template T
 * @param {string} key names what is loaded
 * @param {(signal: AbortSignal) => Promise<T>} load
 * @param {boolean} follow
 * @returns {Polled<T>}
 */
export function usePolled(key, load, follow) {
  const [state, setState] = useState(/** @returns {Polled<T>} */ () => ({ data: undefined, error: null, key: '' }));
  const latest = useRef(load);
  const loaded = useRef('');
  latest.current = load;

  useEffect(() => {
    const stop = new AbortController();
    let timer = 0;

    async function tick() {
      if (loaded.current !== key || (follow && !document.hidden)) {
        await refresh();
      }
      if (follow && !stop.signal.aborted) {
        timer = setTimeout(tick, periodMilliseconds);
      }
    }

    async function refresh() {
      try {
        const data = await latest.current(stop.signal);
        if (!stop.signal.aborted) {
          loaded.current = key;
          setState({ data, error: null, key });
        }
      } catch (error) {
        if (!stop.signal.aborted) {
          setState(old => ({ ...old, error: error instanceof Error ? error.message : String(error) }));
        }
      }
    }

    tick();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, follow]);

  return state;
}
