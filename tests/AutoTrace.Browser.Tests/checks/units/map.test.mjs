import assert from 'node:assert/strict';
import { test } from 'node:test';
import { average, toMap } from '../../../../src/AutoTrace.Daemon/wwwroot/map/model.js';
import { ring } from '../../../../src/AutoTrace.Daemon/wwwroot/map/ring.js';
import { curveBetween } from '../../../../src/AutoTrace.Daemon/wwwroot/map/spline.js';
import { step } from '../../../../src/AutoTrace.Daemon/wwwroot/map/walk.js';

const statistics = (ok, error, throttle, fault, seconds) => ({
  OkCount: ok,
  ErrorStatistics: { OtherCount: error, ThrottleCount: throttle, TotalCount: error + throttle },
  FaultStatistics: { OtherCount: fault, TotalCount: fault },
  TotalCount: ok + error + throttle + fault,
  TotalResponseTime: seconds,
});

const graph = (order = [0, 1, 2]) => ({
  Services: order.map(
    index =>
      [
        {
          ReferenceId: 7,
          Name: 'shop',
          State: 'active',
          StartTime: 940,
          SummaryStatistics: statistics(6, 1, 2, 1, 5),
          Edges: [{ ReferenceId: 9, SummaryStatistics: statistics(4, 0, 0, 0, 1) }],
        },
        {
          ReferenceId: 8,
          Name: 'shop',
          Type: 'client',
          State: 'unknown',
          StartTime: 940,
          Edges: [{ ReferenceId: 7, SummaryStatistics: statistics(6, 1, 2, 1, 5) }],
        },
        {
          ReferenceId: 9,
          Name: 'bank',
          Type: 'remote',
          State: 'unknown',
          StartTime: 950,
          SummaryStatistics: statistics(4, 0, 0, 0, 1),
          Edges: [],
        },
      ][index],
  ),
});
const window = { start: 100, end: 1060 };

test('rates count from the first request', () => {
  const { nodes } = toMap(graph(), window);
  assert.deepEqual(
    nodes.map(node => [node.name, node.kind, node.perMinute, average(node.counts)]),
    [
      ['shop', 'client', 5, 0.5],
      ['bank', 'inferred', 2, 0.25],
      ['shop', 'service', 5, 0.5],
    ],
  );
});

test('ten requests in the last second are ten a minute, not six hundred', () => {
  const just = graph();
  just.Services.forEach(service => {
    service.StartTime = 1059;
  });
  assert.equal(toMap(just, window).nodes[0].perMinute, 10);
});

test('the topology does not depend on numbering, order or figures', () => {
  const other = graph([2, 0, 1]);
  other.Services[0].ReferenceId = 1;
  other.Services[1].Edges[0].ReferenceId = 1;
  other.Services[1].SummaryStatistics.OkCount = 999;
  assert.equal(toMap(other, window).topology, toMap(graph(), window).topology);
  other.Services[0].Name = 'another bank';
  assert.notEqual(toMap(other, window).topology, toMap(graph(), window).topology);
});

test('an edge to a service that is not there is left out', () => {
  const broken = graph();
  broken.Services[0].Edges[0].ReferenceId = 42;
  assert.equal(toMap(broken, window).edges.length, 1);
});

test('the ring keeps its order and shows a single fault among thousands', () => {
  const arcs = ring({ ok: 9999, error: 0, throttle: 3, fault: 1, total: 10_003, seconds: 1 }, 40, 32);
  assert.deepEqual(
    arcs.map(arc => arc.outcome),
    ['ok', 'throttle', 'fault'],
  );
  assert.match(arcs[2].path, /^M-7\.\d+ -39\.\d+A40 40 0 0 1 -?0\.00 -40\.00L/);
  assert.deepEqual(ring({ ok: 0, error: 0, throttle: 0, fault: 0, total: 0, seconds: 0 }, 40, 32), []);
});

test('a curve leaves and reaches the circles, not their centres', () => {
  const { path, end, middle, angle } = curveBetween({ x: 0, y: 0 }, 40, { x: 200, y: 0 }, 40, []);
  assert.match(path, /^M40\.0 0\.0C/);
  assert.deepEqual([end, middle.y, angle], [{ x: 160, y: 0 }, 0, 0]);
});

test('arrow keys follow the calls', () => {
  const map = toMap(graph(), window);
  const [client, bank, shop] = map.nodes;
  const places = new Map([
    [client.key, { x: 0, y: 0 }],
    [shop.key, { x: 100, y: 0 }],
    [bank.key, { x: 200, y: 0 }],
  ]);
  const walk = (key, ...arrows) => arrows.reduce((at, arrow) => step(map, { nodes: places }, at, arrow), key);
  assert.equal(walk(client.key, 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'), bank.key);
  assert.equal(walk(bank.key, 'ArrowLeft', 'ArrowLeft'), shop.key);
  assert.equal(walk(shop.key, 'ArrowDown'), undefined);
});
