/** @import {ExceptionDocument, SegmentDocument, Trace} from '../lib/wire.js' */
/** @import {Outcome} from '../lib/outcome.js' */
import { outcomeOf } from '../lib/outcome.js';

/**
 * A segment or subsegment as a row of the waterfall.
 * @typedef {object} Row
 * @property {string} id
 * @property {SegmentDocument} document
 * @property {SegmentDocument | null} inferred for a call whose callee sent nothing: the segment that the daemon derived
 * @property {boolean} isSegment
 * @property {boolean} isOrphan its parent has not come in
 * @property {string} service
 * @property {Row | null} parent
 * @property {number} depth 0 for the roots
 * @property {number} size rows below it, at any depth
 * @property {number} start epoch seconds
 * @property {number} end epoch seconds; while it runs, the end of what is known
 * @property {boolean} isRunning
 * @property {Outcome} outcome
 */

/**
 * @typedef {object} TraceModel
 * @property {string} id
 * @property {Row[]} rows parents before children, siblings by start time
 * @property {Map<string, Row>} byId
 * @property {Row} root
 * @property {number} start
 * @property {number} end
 * @property {boolean} isRunning
 * @property {string[]} services in order of appearance; the index is the colour
 * @property {SegmentDocument[]} documents as they came
 */

/** After this long without a word, a segment in progress is taken for dead: its bar ends where the trace does. */
const patienceSeconds = 3600;

/** The service of a subsegment that came before its segment. */
const unknownService = 'not known yet';

/**
 * @param {Trace} trace
 * @param {number} now epoch seconds
 * @returns {TraceModel | null} null for a trace without a segment
 */
export function toModel(trace, now) {
  const documents = trace.Segments.map(segment => /** @type {SegmentDocument} */ (JSON.parse(segment.Document)))
    .sort((a, b) => a.start_time - b.start_time);
  if (documents.length === 0) {
    return null;
  }
  const rows = toRows(documents);
  const times = rows.map(row => row.document);
  const start = times.reduce((least, each) => Math.min(least, each.start_time), Infinity);
  const known = times.reduce((most, each) => Math.max(most, each.end_time ?? each.start_time), start);
  const isRunning = rows.some(row => row.isRunning);
  const end = isRunning && now - known < patienceSeconds ? Math.max(known, now) : known;
  rows.filter(row => row.isRunning).forEach(row => {
    row.end = end;
  });
  return {
    id: trace.Id,
    rows,
    byId: new Map(rows.map(row => [row.id, row])),
    root: rows.find(row => row.isSegment && !row.isOrphan) ?? rows[0],
    start,
    end,
    isRunning,
    services: [...new Set(rows.flatMap(row => (row.inferred ? [row.service, row.inferred.name] : [row.service])))],
    documents,
  };
}

/** @param {SegmentDocument[]} documents */
function toRows(documents) {
  const ids = new Set(documents.flatMap(allIds));
  /** @type {Map<string, SegmentDocument[]>} */
  const callees = new Map();
  for (const document of documents.filter(each => each.parent_id)) {
    const parent = /** @type {string} */ (document.parent_id);
    callees.set(parent, [...callees.get(parent) ?? [], document]);
  }
  /** @type {Row[]} */
  const rows = [];
  const seen = new Set();

  /** @param {SegmentDocument} document @param {Row | null} parent @param {string} service @param {boolean} isSegment */
  function add(document, parent, service, isSegment) {
    if (seen.has(document.id)) {
      return;
    }
    seen.add(document.id);
    const below = callees.get(document.id) ?? [];
    const inferred = isSegment ? null : below.find(each => each.inferred) ?? null;
    const row = toRow(document, parent, service, isSegment);
    row.inferred = inferred;
    row.isOrphan = parent === null && document.parent_id !== undefined;
    const position = rows.push(row);
    const children = [
      ...(document.subsegments ?? []).map(child => ({ child, isSegment: false })),
      ...below.filter(each => each !== inferred).map(child => ({ child, isSegment: true })),
    ].sort((a, b) => a.child.start_time - b.child.start_time);
    for (const each of children) {
      add(each.child, row, each.isSegment ? each.child.name : service, each.isSegment);
    }
    row.size = rows.length - position;
    if (inferred) {
      seen.add(inferred.id);
    }
  }

  const isRoot = (/** @type {SegmentDocument} */ document) => !document.parent_id || !ids.has(document.parent_id);
  // The second pass takes what the first cannot reach: documents that name each other as parents.
  for (const document of [...documents.filter(isRoot), ...documents]) {
    const isSegment = document.type !== 'subsegment';
    add(document, null, isSegment ? document.name : unknownService, isSegment);
  }
  return rows;
}

/**
 * @param {SegmentDocument} document
 * @param {Row | null} parent
 * @param {string} service
 * @param {boolean} isSegment
 * @returns {Row}
 */
function toRow(document, parent, service, isSegment) {
  const isRunning = document.end_time === undefined;
  return {
    id: document.id,
    document,
    inferred: null,
    isSegment,
    isOrphan: false,
    service,
    parent,
    depth: parent ? parent.depth + 1 : 0,
    size: 0,
    start: document.start_time,
    end: document.end_time ?? document.start_time,
    isRunning,
    outcome: outcomeOf(document),
  };
}

/** @param {SegmentDocument} document @returns {string[]} */
function allIds(document) {
  return [document.id, ...(document.subsegments ?? []).flatMap(allIds)];
}

/**
 * The time of a row that no child accounts for, in seconds; overlapping children count once.
 * @param {Row} row
 * @param {Row[]} rows
 */
export function ownTime(row, rows) {
  const first = rows.indexOf(row) + 1;
  const children = rows.slice(first, first + row.size).filter(each => each.parent === row);
  let covered = 0;
  let reached = row.start;
  for (const child of children) {
    const from = Math.max(reached, child.start);
    const to = Math.min(row.end, child.end);
    covered += Math.max(0, to - from);
    reached = Math.max(reached, to);
  }
  return Math.max(0, row.end - row.start - covered);
}

/** The exceptions that a row's document carries itself. @param {Row} row @returns {ExceptionDocument[]} */
export const exceptionsOf = ({ document: { cause } }) => (typeof cause === 'object' ? cause.exceptions ?? [] : []);

/**
 * The row whose document carries an exception: a cause may only name one that was recorded further down.
 * @param {TraceModel} trace
 * @param {string} exceptionId
 */
export const rowWithException = (trace, exceptionId) =>
  trace.rows.find(row => exceptionsOf(row).some(exception => exception.id === exceptionId));

/**
 * Where trouble most likely began: the first row with an exception among those farthest from the root.
 * @param {TraceModel} trace
 */
export function likelyCause(trace) {
  const candidates = trace.rows.filter(row => exceptionsOf(row).length > 0);
  const deepest = candidates.reduce((most, row) => Math.max(most, row.depth), 0);
  return candidates.find(row => row.depth === deepest) ?? null;
}

/** 1-5f84c7a1-0123456789abcdef01234567 as the 32 digits that W3C's traceparent carries. @param {string} id */
export const toW3C = id => id.replace(/^1-/, '').replace('-', '');
