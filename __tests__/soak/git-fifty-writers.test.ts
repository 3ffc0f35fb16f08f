import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {createGitPlace, type GitPlace} from '../helpers/git-place.ts';
import {runWriters} from '../helpers/git-writers.ts';

let place: GitPlace;
beforeEach(async () => {
  place = await createGitPlace();
});
afterEach(() => place.remove());

// Minutes of work for two processors: each of the 1,000 steps is two pushes.
test('fifty processes at once, twenty steps each: 1,000 in, 1,000 out', async () => {
  const written = await runWriters(place, {writers: 50, steps: 20, apart: false});
  expect(written.filter((step) => step.publication !== 'published')).toEqual([]);
  const history = await (await place.run()).open();
  const steps = await history.listSteps();
  expect(steps.map((step) => step.id)).toEqual(Array.from({length: 1_000}, (_, index) => 1_000 - index));
  expect(new Map(steps.map((step) => [step.uid, step.id]))).toEqual(
    new Map(written.map((step) => [step.uid, step.id])),
  );
  expect(steps.every((step) => step.status === 'succeeded')).toBe(true);
}, 1_800_000);
