import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {createGitPlace, type GitPlace} from '../../../helpers/git-place.ts';
import {runWriters} from '../../../helpers/git-writers.ts';

let place: GitPlace;
beforeEach(async () => {
  place = await createGitPlace();
});
afterEach(() => place.remove());

test.each([
  ['one machine', false],
  ['machines of their own', true],
])(
  'processes at once, on %s, lose no step and never have one number twice',
  async (_, apart) => {
    const written = await runWriters(place, {writers: 5, steps: 3, apart});
    expect(written.map((step) => step.publication)).toEqual(Array(15).fill('published'));
    const history = await (await place.run()).open();
    const steps = await history.listSteps();
    expect(steps.map((step) => step.id)).toEqual(Array.from({length: 15}, (_step, index) => 15 - index));
    expect(steps.every((step) => step.status === 'succeeded')).toBe(true);
    expect(new Map(steps.map((step) => [step.uid, step.id]))).toEqual(
      new Map(written.map((step) => [step.uid, step.id])),
    );
    for (const {startedAs, id} of written) expect([null, id]).toContain(startedAs);
  },
  180_000,
);
