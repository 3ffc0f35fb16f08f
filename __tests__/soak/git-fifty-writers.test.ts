import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {createGitPlace, type GitPlace} from '../helpers/git-place.ts';
import {runWriters} from '../helpers/git-writers.ts';
import {bySize} from '../helpers/soak.ts';

let place: GitPlace;
beforeEach(async () => {
  place = await createGitPlace();
});
afterEach(() => place.remove());

// Minutes of work for two processors where there are fifty: each of the 1,000 steps is two pushes.
test.each([
  {where: 'one machine', apart: false, ...bySize({gate: {writers: 3, steps: 2}, soak: {writers: 50, steps: 20}})},
  {
    where: 'machines of their own',
    apart: true,
    ...bySize({gate: {writers: 3, steps: 2}, soak: {writers: 4, steps: 3}}),
  },
])(
  '$writers processes at once on $where, $steps steps each, lose no step and never have one number twice',
  async ({writers, steps: each, apart}) => {
    const count = writers * each;
    const written = await runWriters(place, {writers, steps: each, apart});
    expect(written.map((step) => step.publication)).toEqual(Array(count).fill('published'));
    const history = await (await place.run()).open();
    const steps = await history.listSteps();
    expect(steps.map((step) => step.id)).toEqual(Array.from({length: count}, (_step, index) => count - index));
    expect(new Map(steps.map((step) => [step.uid, step.id]))).toEqual(
      new Map(written.map((step) => [step.uid, step.id])),
    );
    expect(steps.every((step) => step.status === 'succeeded')).toBe(true);
    for (const {startedAs, id} of written) expect([null, id]).toContain(startedAs);
  },
  1_800_000,
);
