import {describe, expect, test} from '@jest/globals';
import {ledgerRows} from '../../../scripts/bench/ledger-rows.ts';
import {benchRow, median, missedLimits, rowsToTable} from '../../../scripts/bench/rows.ts';

describe('a row of the benchmark', () => {
  test('holds its value against the yardstick and the limit', () => {
    const figure = {name: 'start', value: 90, unit: 'ms', yardstick: 30} as const;
    expect(benchRow({...figure, limit: 3})).toEqual({
      name: 'start',
      value: 90,
      unit: 'ms',
      ratio: 3,
      limit: 3,
      ok: true,
    });
    expect(benchRow({...figure, limit: 2.9}).ok).toBe(false);
    expect(benchRow(figure)).toMatchObject({ratio: 3, limit: null, ok: null});
  });

  test('misses a limit that there is no yardstick for', () => {
    expect(benchRow({name: 'start', value: 90, unit: 'ms', limit: 3})).toMatchObject({ratio: null, ok: false});
    expect(benchRow({name: 'start', value: 90, unit: 'ms', yardstick: 0, limit: 3})).toMatchObject({
      ratio: null,
      ok: false,
    });
  });
});

test('the median is the middle, whatever the order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(3);
});

test('a table has its columns aligned and says which limits are missed', () => {
  const rows = [
    benchRow({name: 'yardstick', value: 30, unit: 'ms', yardstick: 30}),
    benchRow({name: 'start', value: 1234.56, unit: 'ms', yardstick: 30, limit: 4}),
    benchRow({name: 'size', value: 1500, unit: 'bytes'}),
  ];
  expect(rowsToTable(rows)).toBe(
    [
      '             value   unit  ratio  limit  ok',
      'yardstick     30.0     ms   1.00',
      'start      1,234.6     ms  41.15      4  NO',
      'size         1,500  bytes',
    ].join('\n'),
  );
  expect(missedLimits(rows)).toEqual(['Missed: start takes 41.15 times its yardstick, above 4.']);
});

test('of a ledger the largest history is held against that of 1,000 steps, but for the rollback', () => {
  const rows = ledgerRows({
    rows: [
      {operation: 'one step by uid', msBySteps: {10: 1, 1000: 2, 5000: 8}, ratio: 4},
      {operation: 'rollback of the last 1,000', msBySteps: {10: 1, 1000: 2, 5000: 8}, ratio: 4},
    ],
    bytesPerStep: {5000: 1500},
    listMemoryBytes: {1000: 100, 5000: 120},
  });
  expect(rows.map(({name, ratio, ok}) => [name, ratio, ok])).toEqual([
    ['ledger: one step by uid, at 10 steps', null, null],
    ['ledger: one step by uid, at 1,000 steps', null, null],
    ['ledger: one step by uid, at 5,000 steps', 4, false],
    ['ledger: rollback of the last 1,000, at 10 steps', null, null],
    ['ledger: rollback of the last 1,000, at 1,000 steps', null, null],
    ['ledger: rollback of the last 1,000, at 5,000 steps', 4, null],
    ['ledger: memory of a list of the last 50, at 1,000 steps', null, null],
    ['ledger: memory of a list of the last 50, at 5,000 steps', 1.2, true],
    ['ledger: one step in steps.db, at 5,000 steps', null, null],
  ]);
});
