import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  age,
  bytes,
  duration,
  parseDuration,
  percent,
  rate,
  urlParts,
} from '../../../../src/AutoTrace.Daemon/wwwroot/lib/format.js';

test('durations keep three digits and the unit that fits', () => {
  const seconds = [0, 0.0000004, 0.000811, 0.0009999, 0.0123, 0.1, 0.9999, 1.245, 59.99, 125, 3725, null, NaN];
  assert.deepEqual(seconds.map(duration), [
    '0 ms',
    '0.4 µs',
    '811 µs',
    '1 ms',
    '12.3 ms',
    '100 ms',
    '1 s',
    '1.25 s',
    '1 min 0 s',
    '2 min 5 s',
    '1 h 2 min',
    '–',
    '–',
  ]);
});

test('durations are read as people type them', () => {
  const texts = ['250', ' 250ms', '1.5 s', '1,5 s', '800 µs', '800us', '', 'fast', '-3', '3 min'];
  assert.deepEqual(texts.map(parseDuration), [0.25, 0.25, 1.5, 1.5, 800e-6, 800e-6, null, null, null, null]);
});

test('a share that occurred is not shown as none, nor one with exceptions as all', () => {
  assert.deepEqual([0, 0.00001, 0.004, 0.123, 0.99999, 1].map(percent), [
    '0%',
    '<0.1%',
    '0.4%',
    '12%',
    '>99.9%',
    '100%',
  ]);
});

test('rates, sizes and ages are short', () => {
  assert.deepEqual([0, 0.25, 3.14, 84.4, 12_345].map(rate), ['0/min', '0.25/min', '3.14/min', '84/min', '12.3k/min']);
  assert.deepEqual([0, 1023, 1024, 268_435_456].map(bytes), ['0 B', '1023 B', '1 KB', '256 MB']);
  assert.deepEqual(
    [0, 59, 60, 3600, 90_000].map(ago => age(1e9 - ago, 1e9)),
    ['0 s ago', '59 s ago', '1 min ago', '1 h ago', '1 d ago'],
  );
});

test('what is no URL is all path', () => {
  assert.deepEqual(urlParts('http://shop.local:80/a?b=1'), { host: 'shop.local', path: '/a?b=1' });
  assert.deepEqual(urlParts('/a'), { host: '', path: '/a' });
});
