/** @import {ServiceGraph, Status, Trace, TraceBatch, TraceList} from './wire.js' */
import { signal } from '@preact/signals';

const jsonType = 'application/json';

/** Why the last request failed, or null while the daemon answers. */
export const unreachable = signal(/** @type {string | null} */ (null));

/**
 * @template T
 * @param {string} path
 * @param {RequestInit} init
 * @returns {Promise<T>}
 */
async function request(path, init) {
  let response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (!init.signal?.aborted) {
      unreachable.value = `No answer from ${location.host}: is autotrace still running?`;
    }
    throw error;
  }
  unreachable.value = null;
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${await explanation(response)}`);
  }
  return response.json();
}

/**
 * The message of a rest-json error, or its plain text.
 * @param {Response} response
 */
async function explanation(response) {
  const text = await response.text();
  try {
    const body = JSON.parse(text);
    return body.Message ?? body.message ?? text;
  } catch {
    return text || response.statusText;
  }
}

/**
 * @template T
 * @param {string} path
 * @param {unknown} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>}
 */
const post = (path, body, signal) =>
  request(path, { method: 'POST', headers: { 'Content-Type': jsonType }, body: JSON.stringify(body), signal });

/**
 * @param {{start: number, end: number}} window epoch seconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<ServiceGraph>}
 */
export const getServiceGraph = ({ start, end }, signal) =>
  post('/ServiceGraph', { StartTime: start, EndTime: end }, signal);

/**
 * @param {string} id
 * @param {AbortSignal} [signal]
 * @returns {Promise<Trace | null>} null when the daemon does not have the trace
 */
export async function getTrace(id, signal) {
  const batch = await /** @type {Promise<TraceBatch>} */ (post('/Traces', { TraceIds: [id] }, signal));
  return batch.Traces[0] ?? null;
}

/**
 * @param {Record<string, string | number | null | undefined>} query null leaves a value out
 * @param {AbortSignal} [signal]
 * @returns {Promise<TraceList>}
 */
export function getTraces(query, signal) {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)]));
  return request(`/_autotrace/traces?${search}`, { signal });
}

/**
 * @param {AbortSignal} [signal]
 * @returns {Promise<Status>}
 */
export const getStatus = signal => request('/_autotrace/status', { signal });
