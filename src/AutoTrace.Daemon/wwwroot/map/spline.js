/** @typedef {{x: number, y: number}} Point */

/**
 * @typedef {object} Curve
 * @property {string} path for an SVG path element
 * @property {Point} middle a point halfway, for a label
 * @property {Point} end where the arrow's tip stands
 * @property {number} angle of the arrow, in degrees
 */

/**
 * A smooth curve (a uniform cubic B-spline) between two circles, along the bends between them.
 * @param {Point} from centre
 * @param {number} fromRadius
 * @param {Point} to centre
 * @param {number} toRadius
 * @param {Point[]} bends
 * @returns {Curve}
 */
export function curveBetween(from, fromRadius, to, toRadius, bends) {
  const first = bends[0] ?? to;
  const last = bends.at(-1) ?? from;
  const start = towards(from, first, fromRadius);
  const tip = towards(to, last, toRadius);
  const end = towards(to, last, toRadius + 7);
  const points = [start, ...bends, end];
  const segments = bSpline(points);
  const path = `M${text(start)}${segments.map(([a, b, c]) => `C${text(a)} ${text(b)} ${text(c)}`).join('')}`;
  return { path, middle: halfway(start, segments), end: tip, angle: angleOf(last, to) };
}

/**
 * A loop above a circle, for a service that calls itself.
 * @param {Point} centre
 * @param {number} radius
 * @returns {Curve}
 */
export function loopAbove({ x, y }, radius) {
  const side = radius * 0.7;
  const wide = radius * 1.2;
  const high = y - radius * 2.1;
  return {
    path: `M${x - side} ${y - side}C${x - wide} ${high} ${x + wide} ${high} ${x + side + 3} ${y - side - 6}`,
    middle: { x, y: high + radius * 0.36 },
    end: { x: x + side, y: y - side },
    angle: 112,
  };
}

/**
 * @param {Point[]} points
 * @returns {[Point, Point, Point][]} two control points and the end of each piece
 */
function bSpline(points) {
  const ends = [points[0], ...points, /** @type {Point} */ (points.at(-1))];
  return points.slice(1).map((_, index) => {
    const [, b, c, d] = ends.slice(index, index + 4);
    const isLast = index === points.length - 2;
    return [mix(b, c, 1 / 3), mix(b, c, 2 / 3), isLast ? c : mix(mix(b, c, 2 / 3), mix(c, d, 1 / 3), 0.5)];
  });
}

/** @param {Point} start @param {[Point, Point, Point][]} segments */
function halfway(start, segments) {
  const index = Math.floor((segments.length - 1) / 2);
  const [a, b, end] = segments[index];
  if (segments.length % 2 === 0) {
    return end;
  }
  const begin = index === 0 ? start : segments[index - 1][2];
  return mix(mix(mix(begin, a, 0.5), mix(a, b, 0.5), 0.5), mix(mix(a, b, 0.5), mix(b, end, 0.5), 0.5), 0.5);
}

/** @param {Point} from @param {Point} to @param {number} distance @returns {Point} */
function towards(from, to, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return mix(from, to, distance / length);
}

/** @param {Point} a @param {Point} b @param {number} share @returns {Point} */
const mix = (a, b, share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });

/** @param {Point} from @param {Point} to */
const angleOf = (from, to) => (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;

/** @param {Point} point */
const text = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
