import {existsSync, readdirSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import type {History} from '../../../../src/domain/ports/store.ts';
import {openLedger} from '../../../../src/ledger/open-ledger.ts';
import {createGitStore} from '../../../../src/stores/git/git-store.ts';
import {fillHistory} from '../../../helpers/git-fill.ts';
import {createGitPlace, type GitPlace, LEDGER_REF} from '../../../helpers/git-place.ts';
import {aDraft, anOutcome, tickingClock, uidOf} from '../../../helpers/ledger.ts';
import {realStoreDeps} from '../../../helpers/store-places.ts';

/** More than two segments, and some records that are in none. */
const STEPS = 600;

let place: GitPlace;
let kept: string;
beforeEach(async () => {
  place = await createGitPlace({http: true});
  kept = join(place.root, 'kept');
  await fillHistory((await place.run({clone: 'filling'})).repository, STEPS);
});
afterEach(() => place.remove());

/** What is shown of the history by a command that knows of the copies, in a clone of its own. */
async function show<Shown>(look: (history: History) => Promise<Shown>): Promise<Shown> {
  const {repository} = await place.run();
  const of = {slug: 'default', repository, folder: null, copyFolder: kept, usesCopies: true};
  const store = createGitStore(realStoreDeps(), of);
  const history = await store.open();
  try {
    return await look(history);
  } finally {
    await history.close();
  }
}

const count = (history: History) => history.countSteps();
const addStep = async (n: number) => {
  const history = await (await place.run()).open();
  await history.startStep(aDraft(n, {uid: uidOf(n)}));
  await history.finishStep(uidOf(n), anOutcome());
};
/** The copies, each in a folder with the name of its tip. */
const copies = () =>
  readdirSync(kept).flatMap((history) => readdirSync(join(kept, history)).map((tip) => [history, tip]));
const copyFile = () => join(kept, ...(copies()[0] ?? []), 'steps.db');

test('a history that was loaded once costs one look at its tip the next time', async () => {
  expect(await show(count)).toBe(STEPS);
  const {requests} = await place.count(async () => expect(await show(count)).toBe(STEPS));
  const {requests: ofALook} = await place.count(async () => {
    await show(async () => null);
  });
  expect(requests).toBe(ofALook);
});

test('what others added since is added to a copy of the copy', async () => {
  await show(count);
  await addStep(0xf000);
  expect(await show(count)).toBe(STEPS + 1);
  expect(copies().map(([, tip]) => tip)).toEqual([place.atRemote('rev-parse', LEDGER_REF)]);
});

test('a copy that is not of the history at the remote counts for nothing, and stays, since it alone has its records', async () => {
  await show(count);
  const before = copies();
  // The remote has another history under that ref, with as many records and some more.
  place.atRemote('update-ref', '-d', LEDGER_REF);
  await fillHistory((await place.run({clone: 'other'})).repository, STEPS + 2);
  expect(await show(count)).toBe(STEPS + 2);
  const told = expect.stringContaining('no longer contains at least 1 of the');
  expect(await show(async ({warnings}) => warnings)).toEqual([told]);
  expect(copies()).toEqual(before);
});

test.each([
  ['is no steps.db', () => writeFileSync(copyFile(), 'x'.repeat(1000))],
  ['was emptied', () => writeFileSync(copyFile(), '')],
  ['has a note of any size', () => truncateSync(copyFile().replace('steps.db', 'note.json'), 2 ** 30)],
  ['has lost its note', () => rmSync(copyFile().replace('steps.db', 'note.json'))],
  [
    'has more steps than its tip',
    () => {
      const ledger = openLedger(copyFile(), {clock: tickingClock()});
      ledger.createStep(aDraft(0xf001));
      ledger.close();
    },
  ],
])('a copy that %s is not used', async (_what, spoil) => {
  await show(count);
  spoil();
  expect(await show(count)).toBe(STEPS);
});

test('who records, rolls back or exports does not look for one', async () => {
  await addStep(0xf002);
  expect(existsSync(kept)).toBe(false);
});
