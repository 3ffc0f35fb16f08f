import {describe, expect, test} from '@jest/globals';
import {formatCost, formatShare, formatTime, statusAtAGlance, stepLabel} from '../../../src/render/format.ts';
import {aUid} from '../../helpers/history-builders.ts';

describe('a status at a glance', () => {
  test.each([
    ['succeeded', '✅', 'succeeded'],
    ['failed', '❌', 'failed'],
    ['timed_out', '⏱️', 'timed out'],
    ['cancelled', '🚫', 'cancelled'],
    ['interrupted', '💥', 'interrupted'],
    ['running', '⏳', 'running'],
    ['paused_by_user', '❔', 'paused by user'],
    ['constructor', '❔', 'constructor'],
  ])('%s is %s %s', (status, glyph, word) => {
    expect(statusAtAGlance(status)).toEqual({glyph, word});
  });
});

describe('a cost', () => {
  test.each([
    [null, ''],
    [Number.NaN, ''],
    [0, '$0'],
    [0.00004, '<$0.0001'],
    [0.0205, '$0.0205'],
    [0.99496, '$0.9950'],
    [0.999, '$1.00'],
    [12.345, '$12.35'],
  ])('of %j dollars is %j', (cost, text) => {
    expect(formatCost(cost)).toBe(text);
  });
});

test('a cost by a price list is marked as an estimate, where there is one', () => {
  expect(formatCost(0.0205, true)).toBe('≈$0.0205');
  expect(formatCost(null, true)).toBe('');
});

test.each([
  [null, ''],
  [0, '0%'],
  [0.001, '<1%'],
  [0.784, '78%'],
  [0.999, '>99%'],
  [1, '100%'],
])('a share of %j is %j', (share, text) => {
  expect(formatShare(share)).toBe(text);
});

test('a step without a settled number is shown by the part of its uid that stands for its millisecond', () => {
  expect(stepLabel({id: 12, uid: aUid(1)})).toBe('12');
  expect(stepLabel({id: null, uid: aUid(1)})).toBe('00000526-5c01');
});

test('a time of ours is shown to the minute, any other text as it is', () => {
  expect(formatTime('2026-01-31T09:05:59.123Z')).toBe('2026-01-31 09:05 UTC');
  expect(formatTime('yesterday')).toBe('yesterday');
});
