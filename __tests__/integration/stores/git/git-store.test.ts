import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {createGitPlace, type GitPlace, LEDGER_REF} from '../../../helpers/git-place.ts';
import {aDraft, anOutcome, aRollback, uidOf} from '../../../helpers/ledger.ts';

let place: GitPlace;
beforeEach(async () => {
  place = await createGitPlace();
});
afterEach(() => place.remove());

const recordStep = async (n: number) => {
  const history = await (await place.run()).open();
  const started = await history.startStep(aDraft(n));
  const finished = await history.finishStep(uidOf(n), anOutcome());
  const publication = await history.publish();
  return {started, finished, publication, history};
};

test('reads like a diary', async () => {
  await recordStep(1);
  await recordStep(2);
  const history = await (await place.run()).open();
  await history.addRollback(aRollback(9, [uidOf(2)]));
  expect(place.atRemote('log', '--reverse', '--format=%an: %s', LEDGER_REF).split('\n')).toEqual([
    'LaForge: Step 1 started on main (claude)',
    'LaForge: Step 1 succeeded on main: pushed',
    'LaForge: Step 2 started on main (claude)',
    'LaForge: Step 2 succeeded on main: pushed',
    'LaForge: R1 rolled main back to 00000001: 1 step inactive (it broke the build)',
  ]);
});
