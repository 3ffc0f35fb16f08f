import {describe, expect, test} from '@jest/globals';
import {WORDINGS} from '../../../src/app/wordings.ts';
import {carryOutMove} from '../../../src/usecases/rollback/carry-out-move.ts';
import {finishMoves} from '../../../src/usecases/rollback/finish-moves.ts';
import {prepareRevert} from '../../../src/usecases/rollback/revert-steps.ts';
import {prepareRollback} from '../../../src/usecases/rollback/roll-back.ts';
import {prepareUndo} from '../../../src/usecases/rollback/undo-rollback.ts';
import {checkRemote} from '../../../src/usecases/step/check-remote.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {ON_REMOTE, type RecordedBranch, recordedBranches, toStep, undoLatest} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);

const BOTH = {...ON_REMOTE, where: 'both'} as const;
const TO_FIRST = toStep(1, {where: 'both'});

/** A repository whose process is gone when the remote has moved: nothing it does to local branches happens. */
async function killedAfterPush(branch: RecordedBranch) {
  const repository = await branch.open();
  const gone = () => new Promise<never>(() => {});
  return branch.deps({repository: {...repository, resetBranch: gone}});
}

/** Lets a move run until it would move the local branch. */
async function untilPushed(branch: RecordedBranch, move: Promise<unknown>, tip: string): Promise<void> {
  void move.catch(() => {});
  while ((await branch.at('main')) !== tip) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function stoppedRollback() {
  const branch = await recordedBranch();
  const first = (await branch.step('one.txt')).commitShaAfter ?? '';
  const last = (await branch.step('two.txt')).commitShaAfter ?? '';
  const deps = await killedAfterPush(branch);
  await untilPushed(branch, carryOutMove(deps, await prepareRollback(deps, TO_FIRST)), first);
  return {branch, first, last};
}

async function finish(branch: RecordedBranch) {
  const warnings: string[] = [];
  const stays = await finishMoves({repository: await branch.open(), warn: (it) => void warnings.push(it)}, 'default');
  const notes = await sandbox.git(branch.work, 'for-each-ref', 'refs/laforge/moving');
  return {
    stays: [...stays],
    warnings,
    notes,
    local: await sandbox.sha(branch.work),
    files: await sandbox.git(branch.work, 'status', '--porcelain'),
  };
}

describe('a rollback that was stopped between its push and the local branch', () => {
  test('is brought to its end by the next command, once', async () => {
    const {branch, first, last} = await stoppedRollback();
    expect(await sandbox.sha(branch.work)).toBe(last);
    const done = await finish(branch);
    expect(done).toMatchObject({stays: [], notes: '', local: first, files: ''});
    expect(done.warnings).toEqual([
      expect.stringMatching(/^main was moved to \w{8} at the remote by a rollback .* Now it has\.$/),
    ]);
    expect(await sandbox.git(branch.work, 'for-each-ref', '--format=%(objecttype)', 'refs/laforge/pins')).toBe(
      'commit',
    );
    expect((await finish(branch)).warnings).toEqual([]);
  });

  test('waits for a work tree that has changes, and says not to push', async () => {
    const {branch, last} = await stoppedRollback();
    sandbox.write(branch.work, {'two.txt': 'changed\n'});
    expect(await finish(branch)).toMatchObject({
      stays: ['main'],
      local: last,
      warnings: [expect.stringMatching(/uncommitted changes: .*Do not push it: it has what was moved away\.$/)],
    });
    await sandbox.git(branch.work, 'checkout', '-q', 'two.txt');
    expect((await finish(branch)).stays).toEqual([]);
  });

  test('leaves a local branch alone that has gone on since, and warns until what was moved away is off it', async () => {
    const {branch, first, last} = await stoppedRollback();
    const later = await sandbox.commitFile(branch.work, 'later.txt', 'later\n');
    for (const _ of ['once', 'again']) {
      expect(await finish(branch)).toMatchObject({
        ...{stays: ['main'], local: later},
        warnings: [expect.stringContaining(`bring them along with git rebase --onto ${first} ${last} main`)],
      });
    }
    await sandbox.git(branch.work, 'rebase', '-q', '--onto', first, last, 'main');
    expect(await finish(branch)).toMatchObject({stays: [], notes: '', warnings: []});
    expect(await sandbox.git(branch.work, 'log', '--format=%s', `${first}..main`)).toBe('change later.txt');
  });

  test('did not happen when the remote has no pin of it', async () => {
    const {branch, last} = await stoppedRollback();
    const refs = await sandbox.git(branch.remote, 'for-each-ref', '--format=%(refname)', 'refs/laforge');
    await sandbox.git(branch.remote, 'update-ref', '-d', refs);
    expect(await finish(branch)).toMatchObject({stays: [], notes: '', local: last, warnings: []});
  });

  test('is asked about again when the remote does not answer', async () => {
    const {branch, first, last} = await stoppedRollback();
    await sandbox.git(branch.work, 'remote', 'set-url', 'origin', `${branch.remote}-gone`);
    const unseen = await finish(branch);
    expect(unseen).toMatchObject({
      local: last,
      warnings: [expect.stringMatching(/^A rollback or an undo was stopped here/)],
    });
    await sandbox.git(branch.work, 'remote', 'set-url', 'origin', branch.remote);
    expect((await finish(branch)).local).toBe(first);
  });

  test('has an undo of it brought along likewise', async () => {
    const {branch, last} = await stoppedRollback();
    await finish(branch);
    const deps = await killedAfterPush(branch);
    const undo = await prepareUndo(deps, undoLatest({where: 'both', branch: 'main'}));
    await untilPushed(branch, carryOutMove(deps, undo), last);
    expect(await finish(branch)).toMatchObject({stays: [], notes: '', local: last, files: ''});
  });
});

test('a branch that a rollback elsewhere took back is never to be pushed again', async () => {
  const branch = await recordedBranch();
  const first = (await branch.step('one.txt')).commitShaAfter ?? '';
  await branch.step('two.txt');
  const deps = await branch.deps();
  await carryOutMove(deps, await prepareRollback(deps, {...TO_FIRST, where: 'remote'}));
  const repository = await branch.open();
  const asked = {push: 'auto', slug: 'default', uid: 'x', workTreeLasts: false} as const;
  const startTime = {leftMs: () => 60_000, count: <Answer>(work: () => Promise<Answer>) => work()};
  const lookDeps = {repository, host: {startTime, mayPush: null}, words: WORDINGS.cli};
  const look = checkRemote(lookDeps, await repository.head(), asked);
  await expect(look).rejects.toThrow(new RegExp(`which a rollback took off it .*git reset --keep ${first}`));
  await expect(look).rejects.not.toThrow(/push what is only here/);

  // A commit of one's own on top does not make the others fit to be pushed.
  const second = await sandbox.sha(branch.work);
  await sandbox.commitFile(branch.work, 'own.txt', 'own\n');
  const onTop = checkRemote(lookDeps, await repository.head(), asked);
  await expect(onTop).rejects.toThrow(
    new RegExp(`builds on ${second.slice(0, 8)}.*git rebase --onto ${first} ${second}`),
  );
});

test('a revert, and the undo of one, that were stopped there are brought along likewise', async () => {
  const branch = await recordedBranch();
  await branch.steps('one.txt', 'two.txt');
  const deps = await killedAfterPush(branch);
  const of = {kind: 'steps', first: {kind: 'id', id: 1}, last: null} as const;
  const revert = await prepareRevert(deps, {...BOTH, of, squash: false});
  await untilPushed(branch, carryOutMove(deps, revert), revert.plan.to);
  expect(await finish(branch)).toMatchObject({stays: [], notes: '', local: revert.plan.to, files: ''});

  const again = await killedAfterPush(branch);
  const undo = await prepareUndo(again, undoLatest({where: 'both', branch: 'main'}));
  await untilPushed(branch, carryOutMove(again, undo), undo.plan.to);
  expect(await finish(branch)).toMatchObject({stays: [], notes: '', local: undo.plan.to, files: ''});
});
