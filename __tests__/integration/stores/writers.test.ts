import {expect, test} from '@jest/globals';
import {writeAtOnce} from '../../helpers/store-writers.ts';

// The soak tests do it with fifty jobs of twenty steps.
test.each([
  {store: 'file', writers: 6, steps: 3, jobsOfRun: 1},
  {store: 'artifact', writers: 4, steps: 2, jobsOfRun: 2},
  {store: 'cache', writers: 4, steps: 2, jobsOfRun: 2},
] as const)(
  '$writers jobs at once in the store $store lose no step and never have one number twice',
  async (options) => {
    const {written, steps, problems} = await writeAtOnce(options);
    const count = options.writers * options.steps;
    // On a busy machine some cannot read the history in time: their records are in the store by themselves.
    expect(written.filter((it) => it.publication === 'kept')).toEqual([]);
    // Whoever loses a contested number gets the next free one, so that one may stay unused.
    expect(steps).toHaveLength(count);
    expect(new Set(steps.map((step) => step.id)).size).toBe(count);
    expect(new Set(steps.map((step) => step.uid))).toEqual(new Set(written.map((step) => step.uid)));
    expect(steps.every((step) => step.status === 'succeeded')).toBe(true);
    expect(problems).toEqual([]);
    // A file settles the number before the agent would start, so that none is contested and none stays unused.
    if (options.store === 'file') {
      expect(steps.map((step) => step.id)).toEqual(Array.from({length: count}, (_, index) => count - index));
      expect(new Map(steps.map((step) => [step.uid, step.id]))).toEqual(
        new Map(written.map((step) => [step.uid, step.startedAs])),
      );
    }
  },
);
