import {expect, test} from '@jest/globals';
import {bySize} from '../helpers/soak.ts';
import {writeAtOnce} from '../helpers/store-writers.ts';

// The jobs of a matrix are of one run; the cache is that of one branch. The store git has its own file.
test.each([
  {store: 'file', jobsOfRun: 1, ...bySize({gate: {writers: 4, steps: 2}, soak: {writers: 50, steps: 20}})},
  {store: 'cache', jobsOfRun: 5, ...bySize({gate: {writers: 2, steps: 1}, soak: {writers: 50, steps: 20}})},
  {store: 'artifact', jobsOfRun: 5, ...bySize({gate: {writers: 2, steps: 1}, soak: {writers: 50, steps: 20}})},
] as const)(
  '$writers jobs at once in the store $store, $steps steps each, lose no step and never have one number twice',
  async (options) => {
    const {written, steps, problems} = await writeAtOnce(options);
    const count = options.writers * options.steps;
    // On a busy machine some cannot read the history in time: their records are in the store by themselves.
    expect(written.filter((it) => it.publication === 'kept')).toEqual([]);
    expect(written).toHaveLength(count);
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
  7_200_000,
);
