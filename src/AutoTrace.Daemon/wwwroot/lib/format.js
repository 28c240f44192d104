/** @type {Intl.DateTimeFormatOptions} */
const toTheSecond = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };
/** @type {Intl.DateTimeFormatOptions} */
const toTheMillisecond = { ...toTheSecond, fractionalSecondDigits: 3 };
const clock = new Intl.DateTimeFormat(undefined, toTheSecond);
const clockMilliseconds = new Intl.DateTimeFormat(undefined, toTheMillisecond);
const dateAndClock = new Intl.DateTimeFormat(
  undefined, { year: 'numeric', month: 'short', day: '2-digit', ...toTheMillisecond });
const integer = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** @param {number} epochSeconds */
export const timeOfDay = epochSeconds => clock.format(epochSeconds * 1000);

/** @param {number} epochSeconds */
export const preciseTime = epochSeconds => clockMilliseconds.format(epochSeconds * 1000);

/** @param {number} epochSeconds */
export const fullTime = epochSeconds => dateAndClock.format(epochSeconds * 1000);

/** @param {number} value */
export const count = value => integer.format(value);

/**
 * @param {number} number
 * @param {string} one
 * @param {string} [many]
 */
export const plural = (number, one, many = `${one}s`) => `${count(number)} ${number === 1 ? one : many}`;

/**
 * Three significant digits with the unit that keeps them readable: 870 µs, 12.3 ms, 1.25 s, 2 min 5 s.
 * @param {number | null | undefined} seconds
 */
export function duration(seconds) {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) {
    return '–';
  }
  const absolute = Math.abs(seconds);
  if (absolute === 0) {
    return '0 ms';
  }
  if (absolute < 0.000_9995) {
    return `${digits(seconds * 1e6)} µs`;
  }
  if (absolute < 0.9995) {
    return `${digits(seconds * 1e3)} ms`;
  }
  if (absolute < 59.95) {
    return `${digits(seconds)} s`;
  }
  const whole = Math.round(seconds);
  return whole < 3600
    ? `${Math.trunc(whole / 60)} min ${whole % 60} s`
    : `${Math.trunc(whole / 3600)} h ${Math.trunc((whole % 3600) / 60)} min`;
}

/** @param {number} value */
function digits(value) {
  const absolute = Math.abs(value);
  const decimals = absolute >= 99.95 ? 0 : absolute >= 9.995 ? 1 : 2;
  return String(Number(value.toFixed(decimals)));
}

/** @type {Record<string, number>} */
const secondsPer = { us: 1e-6, 'µs': 1e-6, ms: 1e-3, s: 1, '': 1e-3 };

/**
 * A duration as people type it: "250", "250ms", "1.5 s", "800us". A bare number is milliseconds.
 * @param {string} text
 * @returns {number | null} seconds, null when it is none
 */
export function parseDuration(text) {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(us|µs|ms|s|)\s*$/i.exec(text);
  if (!match) {
    return null;
  }
  const [, number, unit] = match;
  return Number((Number(number.replace(',', '.')) * secondsPer[unit.toLowerCase()]).toPrecision(12));
}

/** @param {number} perMinute */
export const rate = perMinute =>
  perMinute >= 9_950 ? `${digits(perMinute / 1000)}k/min` : perMinute >= 10 || perMinute === 0
    ? `${count(perMinute)}/min`
    : `${digits(perMinute)}/min`;

/**
 * A share that occurred is never shown as 0 %, and one with exceptions never as 100 %.
 * @param {number} share 0 to 1
 */
export function percent(share) {
  if (share > 0 && share < 0.001) {
    return '<0.1%';
  }
  if (share > 0.999 && share < 1) {
    return '>99.9%';
  }
  const value = share * 100;
  return `${value >= 9.95 || value === 0 ? Math.round(value) : Number(value.toFixed(1))}%`;
}

/** @param {number} value */
export function bytes(value) {
  const units = ['B', 'KB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log(value) / Math.log(1024)));
  return `${digits(value / 1024 ** power)} ${units[power]}`;
}

/**
 * @param {number} epochSeconds
 * @param {number} [now] epoch seconds
 */
export function age(epochSeconds, now = Date.now() / 1000) {
  const seconds = Math.max(0, Math.round(now - epochSeconds));
  if (seconds < 60) {
    return `${seconds} s ago`;
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)} min ago`;
  }
  return seconds < 86_400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`;
}

/**
 * Host and path of a URL, apart; an invalid one is all path.
 * @param {string} url
 */
export function urlParts(url) {
  try {
    const parsed = new URL(url);
    return { host: parsed.host, path: `${parsed.pathname}${parsed.search}` };
  } catch {
    return { host: '', path: url };
  }
}

/**
 * What a type means on the map: X-Ray's own names are long ("AWS::DynamoDB::Table").
 * @param {string | null | undefined} type
 */
export function typeLabel(type) {
  if (!type) {
    return 'service';
  }
  return type.replace(/^AWS::/, '').replace('Database::SQL', 'SQL database').replaceAll('::', ' ');
}
