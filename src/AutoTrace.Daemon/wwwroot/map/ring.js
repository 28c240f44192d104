/** @import {Counts, Outcome} from '../lib/outcome.js' */
import { outcomes } from '../lib/outcome.js';

/** @typedef {{outcome: Outcome, path: string}} Arc */

/** The smallest arc that is drawn, as a share of the circle: a single fault among thousands is still seen. */
const least = 0.03;

/**
 * The ring of a node: one arc for each outcome that occurred, clockwise from the top in the order of `outcomes`.
 * @param {Counts} counted
 * @param {number} outer radius
 * @param {number} inner radius
 * @returns {Arc[]}
 */
export function ring(counted, outer, inner) {
  const present = outcomes.filter(outcome => counted[outcome] > 0);
  const all = present.reduce((total, outcome) => total + counted[outcome], 0);
  const shares = present.map(outcome => Math.max(least, counted[outcome] / all));
  const whole = shares.reduce((a, b) => a + b, 0);
  let start = 0;
  return present.map((outcome, index) => {
    const end = start + shares[index] / whole;
    const arc = { outcome, path: sector(start, end, outer, inner) };
    start = end;
    return arc;
  });
}

/**
 * @param {number} start share of the circle, from the top
 * @param {number} end
 * @param {number} outer
 * @param {number} inner
 */
function sector(start, end, outer, inner) {
  if (end - start > 0.9999) {
    return `${circle(outer, 1)}${circle(inner, 0)}`;
  }
  const large = end - start > 0.5 ? 1 : 0;
  return `M${at(start, outer)}A${outer} ${outer} 0 ${large} 1 ${at(end, outer)}`
    + `L${at(end, inner)}A${inner} ${inner} 0 ${large} 0 ${at(start, inner)}Z`;
}

/** @param {number} radius @param {0 | 1} sweep */
const circle = (radius, sweep) =>
  `M0 ${-radius}A${radius} ${radius} 0 1 ${sweep} 0 ${radius}A${radius} ${radius} 0 1 ${sweep} 0 ${-radius}Z`;

/** @param {number} share @param {number} radius */
function at(share, radius) {
  const angle = share * 2 * Math.PI;
  return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
}
