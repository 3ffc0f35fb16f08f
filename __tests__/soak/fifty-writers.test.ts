import {expect, test} from '@jest/globals';
import {writeAtOnce} from '../helpers/store-writers.ts';

// The jobs of a matrix are of one run; the cache is that of one branch. The store git has its own file.
test.each([
  {store: 'file', writers: 50, steps: 20, jobsOfRun: 1},
  {store: 'cache', writers: 50, steps: 20, jobsOfRun: 5},
  {store: 'artifact', writers: 50, steps: 20, jobsOfRun: 5},
] as const)(
  'fifty jobs at once in the store $store, twenty steps each: 1,000 in, 1,000 out',
  async (options) => {
    const {written, steps, problems} = await writeAtOnce(options);
    // On a busy machine some cannot read the history in time: their records are in the store by themselves.
    expect(written.filter((it) => it.publication === 'kept')).toEqual([]);
    expect(written).toHaveLength(1_000);
    // Whoever loses a contested number gets the next free one, so that one may stay unused.
    expect(steps).toHaveLength(1_000);
    expect(new Set(steps.map((step) => step.id)).size).toBe(1_000);
    if (options.store === 'file')
      expect(steps.map((step) => step.id)).toEqual(Array.from({length: 1_000}, (_, index) => 1_000 - index));
    expect(new Set(steps.map((step) => step.uid))).toEqual(new Set(written.map((step) => step.uid)));
    expect(steps.every((step) => step.status === 'succeeded')).toBe(true);
    expect(problems).toEqual([]);
  },
  7_200_000,
);
