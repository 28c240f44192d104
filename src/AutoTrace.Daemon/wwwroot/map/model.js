/** @import {Edge, HistogramEntry, Service, ServiceGraph} from '../lib/wire.js' */
/** @import {Counts} from '../lib/outcome.js' */
import { counts, sum } from '../lib/outcome.js';

/** @typedef {'client' | 'service' | 'inferred'} NodeKind inferred: known only from its callers */

/**
 * @typedef {object} MapNode
 * @property {string} key name and type: it outlives the graph's own numbering
 * @property {string} name
 * @property {string} type empty for a service without one
 * @property {NodeKind} kind
 * @property {Counts} counts of a client: of its calls
 * @property {HistogramEntry[]} histogram
 * @property {number} perMinute
 */

/**
 * @typedef {object} MapEdge
 * @property {string} key
 * @property {MapNode} from
 * @property {MapNode} to
 * @property {Counts} counts as the caller saw them
 * @property {HistogramEntry[]} histogram
 * @property {number} perMinute
 */

/**
 * @typedef {{nodes: MapNode[], edges: MapEdge[], topology: string}} MapModel topology: equal for equal nodes and edges
 */

/** @param {string} name @param {string | null | undefined} type */
export const nodeKey = (name, type) => `${name}\u001f${type ?? ''}`;

/**
 * @param {ServiceGraph} graph
 * @param {{start: number, end: number}} window the time range that the graph was asked for
 * @returns {MapModel}
 */
export function toMap(graph, window) {
  const services = graph.Services.toSorted(clientsFirstThenByName);
  const minutes = minutesCovered(services, window);
  const byReference = new Map(services.map(service => [service.ReferenceId, toNode(service, minutes)]));
  const edges = services.flatMap(service => (service.Edges ?? []).flatMap(edge => {
    const from = byReference.get(service.ReferenceId);
    const to = byReference.get(edge.ReferenceId);
    return from && to ? [toEdge(edge, from, to, minutes)] : [];
  }));
  const nodes = [...byReference.values()];
  for (const node of nodes.filter(each => each.kind === 'client')) {
    node.counts = sum(edges.filter(edge => edge.from === node).map(edge => edge.counts));
    node.perMinute = node.counts.total / minutes;
  }
  const topology = JSON.stringify([nodes.map(node => node.key), edges.map(edge => edge.key).sort()]);
  return { nodes, edges, topology };
}

/** @param {Service} a @param {Service} b */
function clientsFirstThenByName(a, b) {
  return Number(b.Type === 'client') - Number(a.Type === 'client')
    || a.Name.localeCompare(b.Name) || (a.Type ?? '').localeCompare(b.Type ?? '');
}

/**
 * A daemon that has listened for two minutes has no rates over fifteen: they count from the first request, though
 * never over less than a minute, so that one request is not sixty a minute.
 * @param {Service[]} services
 * @param {{start: number, end: number}} window
 */
function minutesCovered(services, { start, end }) {
  const first = services.reduce((least, service) => Math.min(least, service.StartTime ?? end), end);
  return Math.max(60, end - Math.max(start, first)) / 60;
}

/** @param {Service} service @param {number} minutes @returns {MapNode} */
function toNode(service, minutes) {
  const counted = counts(service.SummaryStatistics) ?? sum([]);
  return {
    key: nodeKey(service.Name, service.Type),
    name: service.Name,
    type: service.Type ?? '',
    kind: kindOf(service),
    counts: counted,
    histogram: service.ResponseTimeHistogram ?? [],
    perMinute: counted.total / minutes,
  };
}

/** @param {Service} service @returns {NodeKind} */
const kindOf = ({ Type: type, State: state }) =>
  (type === 'client' ? 'client' : state === 'active' ? 'service' : 'inferred');

/** @param {Edge} edge @param {MapNode} from @param {MapNode} to @param {number} minutes @returns {MapEdge} */
function toEdge(edge, from, to, minutes) {
  const counted = counts(edge.SummaryStatistics) ?? sum([]);
  return {
    key: `${from.key}\u001e${to.key}`,
    from,
    to,
    counts: counted,
    histogram: edge.ResponseTimeHistogram ?? [],
    perMinute: counted.total / minutes,
  };
}

/** @param {Counts} counted @returns {number | null} seconds */
export const average = counted => (counted.total > 0 ? counted.seconds / counted.total : null);

/** What a node is called on screen: a client has the name of the service that it calls. @param {MapNode} node */
export const nodeTitle = node => (node.kind === 'client' ? 'Clients' : node.name);

/** The same where it stands alone. @param {MapNode} node */
export const nodeName = node => (node.kind === 'client' ? `Clients of ${node.name}` : node.name);

/** @param {MapEdge} edge */
export const edgeName = edge => `${nodeName(edge.from)} → ${edge.to.name}`;
