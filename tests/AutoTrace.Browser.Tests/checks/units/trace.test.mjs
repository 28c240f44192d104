import assert from 'node:assert/strict';
import { test } from 'node:test';
import { likelyCause, ownTime, toModel, toW3C } from '../../../../src/AutoTrace.Daemon/wwwroot/trace/model.js';
import { matchingRows, nextOf } from '../../../../src/AutoTrace.Daemon/wwwroot/trace/search.js';
import { navigate, nextTrouble, visibleRows } from '../../../../src/AutoTrace.Daemon/wwwroot/trace/tree.js';

const entity = (id, start, end, more = {}) => ({ id, name: id, start_time: start, end_time: end, ...more });
const model = (...documents) =>
  toModel({ Id: '1-a-b', Segments: documents.map(each => ({ Id: each.id, Document: JSON.stringify(each) })) }, 1000);
const shape = trace => trace.rows.map(row => `${row.depth}${row.id}`);

const shop = () =>
  model(
    entity('bank', 104, 105, { parent_id: 'pay', inferred: true }),
    entity('orders', 102, 106, {
      parent_id: 'call',
      subsegments: [entity('pay', 103, 105, { namespace: 'remote', fault: true })],
    }),
    entity('shop', 100, 110, {
      subsegments: [entity('later', 107, 108), entity('call', 101, 107, { namespace: 'remote' })],
    }),
  );

test('callees stand under their calls, siblings by start time', () => {
  const trace = shop();
  assert.deepEqual(shape(trace), ['0shop', '1call', '2orders', '3pay', '1later']);
  assert.deepEqual(
    trace.rows.map(row => row.size),
    [4, 2, 1, 0, 0],
  );
  assert.deepEqual(
    trace.rows.map(row => row.service),
    ['shop', 'shop', 'orders', 'orders', 'shop'],
  );
});

test('an inferred segment belongs to its call and has no row', () => {
  const trace = shop();
  assert.equal(trace.byId.get('pay').inferred.id, 'bank');
  assert.deepEqual(trace.services, ['shop', 'orders', 'bank']);
});

test('the order in which documents came does not matter', () => {
  const documents = shop().documents;
  assert.deepEqual(shape(model(...documents.toReversed())), shape(shop()));
});

test('documents that name each other as parents are all shown', () => {
  assert.equal(model(entity('a', 1, 2, { parent_id: 'b' }), entity('b', 1, 2, { parent_id: 'a' })).rows.length, 2);
});

test('a segment whose caller is missing is an orphan, not the root', () => {
  const trace = model(entity('late', 1, 2, { parent_id: 'gone' }), entity('root', 5, 6));
  assert.deepEqual(
    trace.rows.map(row => row.isOrphan),
    [true, false],
  );
  assert.equal(trace.root.id, 'root');
});

test('a subsegment without its segment is no segment of its own', () => {
  const [row] = model(entity('sub', 1, 2, { parent_id: 'gone', type: 'subsegment' })).rows;
  assert.deepEqual([row.isSegment, row.service], [false, 'not known yet']);
});

test('what runs reaches to now, unless it was forgotten long ago', () => {
  assert.equal(model({ id: 'a', name: 'a', start_time: 990, in_progress: true }).end, 1000);
  assert.equal(
    toModel(
      {
        Id: '1',
        Segments: [{ Id: 'a', Document: JSON.stringify({ id: 'a', name: 'a', start_time: 990, in_progress: true }) }],
      },
      99_999,
    ).end,
    990,
  );
});

test('own time leaves out children, overlapping ones once', () => {
  const trace = model(entity('a', 0, 10, { subsegments: [entity('b', 1, 4), entity('c', 2, 6), entity('d', 8, 12)] }));
  assert.equal(ownTime(trace.root, trace.rows), 3);
});

test('the likely cause is the exception farthest from the root', () => {
  const cause = id => ({ cause: { exceptions: [{ id }] } });
  const trace = model(
    entity('a', 0, 9, {
      ...cause('x'),
      subsegments: [entity('b', 1, 8, { subsegments: [entity('c', 2, 3, cause('y')), entity('d', 4, 5, cause('z'))] })],
    }),
  );
  assert.equal(likelyCause(trace).id, 'c');
  assert.equal(likelyCause(shop()), null);
});

test('a collapsed row hides its whole subtree', () => {
  assert.deepEqual(
    visibleRows(shop().rows, new Set(['call'])).map(row => row.id),
    ['shop', 'call', 'later'],
  );
});

test('the next trouble comes round again', () => {
  const trace = shop();
  assert.equal(nextTrouble(trace, trace.root).id, 'pay');
  assert.equal(nextTrouble(trace, trace.byId.get('later')).id, 'pay');
});

test('left collapses, then leads to the parent; right expands, then leads to the child', () => {
  const { rows, byId } = shop();
  const go = (key, id, collapsed = []) => {
    const closed = new Set(collapsed);
    const action = navigate(key, byId.get(id), visibleRows(rows, closed), closed);
    return action.toggle ? `toggle ${action.toggle.id}` : action.to.id;
  };
  assert.deepEqual(
    [
      go('ArrowLeft', 'call'),
      go('ArrowLeft', 'call', ['call']),
      go('ArrowRight', 'call', ['call']),
      go('ArrowRight', 'call'),
    ],
    ['toggle call', 'shop', 'toggle call', 'orders'],
  );
  assert.deepEqual(
    [go('End', 'shop'), go('Home', 'pay'), go('ArrowDown', 'call', ['call']), go('ArrowUp', 'shop')],
    ['later', 'shop', 'later', 'shop'],
  );
});

test('W3C ids are the same 32 digits', () => {
  assert.equal(toW3C('1-5f84c7a1-0123456789abcdef01234567'), '5f84c7a10123456789abcdef01234567');
});

test('the search finds what documents say, in both directions and round again', () => {
  const trace = model(
    entity('a', 0, 9, {
      annotations: { customer: 'C-417' },
      subsegments: [
        entity('b', 1, 2, { sql: { sanitized_query: 'SELECT * FROM orders' } }),
        entity('c', 3, 4, { metadata: { x: { y: 'c-417 select' } } }),
      ],
    }),
  );
  const ids = search => [...matchingRows(trace, search)].map(row => row.id);
  assert.deepEqual([ids('c-417'), ids('select'), ids('SELECT c-417'), ids(' ')], [['a', 'c'], ['b', 'c'], ['c'], []]);
  const matches = matchingRows(trace, 'c-417');
  assert.deepEqual(
    [1, -1].map(direction => nextOf(trace, matches, trace.root, direction).id),
    ['c', 'c'],
  );
  assert.equal(nextOf(trace, matches, trace.byId.get('c'), 1).id, 'a');
});
