import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clockTicks,
  linearTicks,
  logTicks,
  nice,
  percentile,
  toBuckets,
} from '../../../../src/AutoTrace.Daemon/wwwroot/lib/buckets.js';

const near = (actual, expected) =>
  assert.deepEqual(
    actual.map(value => Number(value.toPrecision(6))),
    expected,
  );

test('bars hold every request, the shortest and the longest too', () => {
  const entries = [
    { Value: 0.001, Count: 2 },
    { Value: 0.0314, Count: 5 },
    { Value: 2, Count: 1 },
    { Value: 0, Count: 1 },
  ];
  const buckets = toBuckets(entries, 20);
  assert.equal(
    buckets.bars.reduce((a, b) => a + b),
    9,
  );
  assert.equal(buckets.total, 9);
  assert.equal(buckets.bars.at(-1), 1);
  near([buckets.bounds[0], buckets.bounds.at(-1)], [1e-5, 2]);
});

test('a bar holds what lies between its bounds', () => {
  const buckets = toBuckets(
    [
      { Value: 0.004, Count: 1 },
      { Value: 0.3, Count: 7 },
    ],
    30,
  );
  const bar = buckets.bars.indexOf(7);
  assert.ok(buckets.bounds[bar] <= 0.3 && 0.3 < buckets.bounds[bar + 1]);
});

test('no request makes no histogram', () => {
  assert.equal(toBuckets([]), null);
  assert.equal(toBuckets([{ Value: 1, Count: 0 }]), null);
});

test('nice numbers are 1, 2 and 5 times a power of ten', () => {
  near(
    [0.0031, 0.1, 7, 50].map(value => nice(value, Math.floor)),
    [0.002, 0.1, 5, 50],
  );
  near(
    [0.0031, 0.1, 7, 51].map(value => nice(value, Math.ceil)),
    [0.005, 0.1, 10, 100],
  );
});

test('ticks are few and round', () => {
  near(logTicks(0.005, 0.2), [0.005, 0.01, 0.02, 0.05, 0.1, 0.2]);
  near(logTicks(0.001, 10), [0.001, 0.01, 0.1, 1, 10]);
  near(linearTicks(0.035), [0, 0.01, 0.02, 0.03]);
  assert.deepEqual(linearTicks(0), [0]);
  assert.deepEqual(clockTicks(1003, 1059), [1010, 1020, 1030, 1040, 1050]);
});

test('percentiles count requests, not values', () => {
  const entries = [
    { Value: 9, Count: 1 },
    { Value: 1, Count: 94 },
    { Value: 5, Count: 5 },
  ];
  assert.deepEqual(
    [0.5, 0.94, 0.95, 0.99, 1].map(share => percentile(entries, share)),
    [1, 1, 5, 5, 9],
  );
});
