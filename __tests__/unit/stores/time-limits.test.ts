import {describe, expect, test} from '@jest/globals';
import {StoreError} from '../../../src/domain/errors.ts';
import {runWithin, waitWithin} from '../../../src/domain/within.ts';

describe('waiting for a store', () => {
  test('ends with the answer when it comes in time, and with its error when that does', async () => {
    expect(await waitWithin(Promise.resolve(7), 1000, 'The history')).toBe(7);
    await expect(waitWithin(Promise.reject(new Error('no')), 1000, 'The history')).rejects.toThrow('no');
  });

  test('ends without one when the time is up, saying what was waited for', async () => {
    const waiting = waitWithin(new Promise(() => {}), 20, 'The history');
    await expect(waiting).rejects.toThrow('The history was not there before the time for it was used up.');
    await expect(waiting).rejects.toBeInstanceOf(StoreError);
  });

  test.each([
    ['the time is up', () => new Promise(() => {})],
    ['the answer is there', async () => 7],
    ['it failed', () => Promise.reject(new Error('no'))],
  ])('ends what is still under way when %s', async (_, run) => {
    const signals: AbortSignal[] = [];
    await runWithin(20, 'The history', (signal) => {
      signals.push(signal);
      return run();
    }).catch(() => {});
    expect(signals.map((it) => it.aborted)).toEqual([true]);
  });
});
