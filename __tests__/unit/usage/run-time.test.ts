import {describe, expect, test} from '@jest/globals';
import {ownSince, timeOf} from '../../../src/usage/run-time.ts';

const DAY = 24 * 60 * 60 * 1000;
const now = Date.parse('2026-11-28T12:00:00.000Z');
const run = {startTime: now, endTime: now + 60_000};

describe('records of a run are told by their time', () => {
  test('from its start on, less what a clock may be wrong by', () => {
    const since = ownSince([now - DAY, now + 1000], run);
    expect(since).toBeLessThan(now);
    expect(since).toBeGreaterThan(now - 5000);
  });

  test('by what it took, back from the newest one, where the clock is another', () => {
    const since = ownSince([now - 30 * DAY, now - 10 * DAY], run);
    expect(since).toBeLessThanOrEqual(now - 10 * DAY - 60_000);
    expect(since).toBeGreaterThan(now - 11 * DAY);
  });

  test('not by what stands there while the agent has hardly begun: a session that the step restored', () => {
    const since = ownSince([now - 30 * DAY, now - 10 * DAY], {...run, isYoung: true});
    expect(since).toBeGreaterThan(now - 5000);
  });

  test('not at all where none has a time', () => {
    expect(ownSince([null], run)).toBe(Number.NEGATIVE_INFINITY);
  });
});

test.each([
  [{timestamp: '2026-11-28T12:00:00.000Z'}, now],
  [{timestamp: now}, now],
  [{ts: now / 1000}, now],
  [{created_at: '2026-11-28T13:00:00+01:00'}, now],
  [{timestamp: 'soon', time: {created: 1}}, null],
  [{timestamp: Number.NaN, ts: -1}, null],
  [{}, null],
])('%j was written at %p', (record, time) => {
  expect(timeOf(record)).toBe(time);
});
