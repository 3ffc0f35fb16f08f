import {describe, expect, test} from '@jest/globals';
import {UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {addTotals, cacheShare, NO_USAGE, totalsOf} from '../../../src/domain/usage-totals.ts';
import {aUsage} from '../../helpers/usages.ts';

const STEPS = [
  {status: 'succeeded', durationMs: 1000, tokenUsage: aUsage([100, 300, 100, 50], {cost: 1.5, reasoning_tokens: 20})},
  {
    status: 'failed',
    durationMs: 500,
    tokenUsage: aUsage([10, 0, 0, 5], {cost: 0.5, cost_estimated: true, state: 'partial'}),
  },
  {status: 'cancelled', durationMs: null, tokenUsage: {...UNKNOWN_USAGE}},
  {status: 'interrupted', durationMs: null, tokenUsage: null},
  {status: 'running', durationMs: null, tokenUsage: null},
  {status: 'refused', durationMs: null, tokenUsage: null},
];

describe('what steps used together', () => {
  test('is the sum of what is known, and says of how many steps it is not', () => {
    expect(totalsOf(STEPS)).toEqual({
      steps: 4,
      durationMs: 1500,
      withoutTokens: 2,
      partial: 1,
      withoutCost: 2,
      inputTokens: 110,
      cacheReadTokens: 300,
      cacheWriteTokens: 100,
      outputTokens: 55,
      reasoningTokens: 20,
      totalTokens: 565,
      costUsd: 2,
      estimatedUsd: 0.5,
    });
  });

  test('is a sum of money without the dust of binary fractions', () => {
    const step = {status: 'succeeded', durationMs: 1, tokenUsage: aUsage([1, 0, 0, 1], {cost: 0.6})} as const;
    expect(totalsOf([step, step, step]).costUsd).toBe(1.8);
  });

  test('is unknown, not 0, where nothing is known', () => {
    expect(totalsOf([{status: 'failed', durationMs: null, tokenUsage: null}])).toEqual({
      ...NO_USAGE,
      steps: 1,
      withoutTokens: 1,
      withoutCost: 1,
    });
    expect(totalsOf([])).toEqual(NO_USAGE);
  });

  test('can be summed up in parts', () => {
    expect(addTotals(totalsOf(STEPS.slice(0, 2)), totalsOf(STEPS.slice(2)))).toEqual(totalsOf(STEPS));
  });
});

describe('the share of the input that came from the cache', () => {
  test('is of all input, whatever became of it', () => {
    expect(cacheShare(aUsage([100, 300, 100, 50]))).toBe(0.6);
    expect(cacheShare({input_tokens: 25, cache_read_tokens: 75, cache_write_tokens: null})).toBe(0.75);
    expect(cacheShare(aUsage([100, 0, 0, 50]))).toBe(0);
  });

  test('is unknown where a part of it is, and where there was no input', () => {
    expect(cacheShare(null)).toBeNull();
    expect(cacheShare(UNKNOWN_USAGE)).toBeNull();
    expect(cacheShare({input_tokens: 5, cache_read_tokens: null, cache_write_tokens: null})).toBeNull();
    expect(cacheShare(aUsage([0, 0, 0, 0]))).toBeNull();
  });
});
