import {describe, expect, test} from '@jest/globals';
import type {Remote} from '../../../src/domain/ports/remote.ts';
import {carryOutMove, planOrMove} from '../../../src/usecases/rollback/carry-out-move.ts';
import {prepareRollback, type RollbackRequest} from '../../../src/usecases/rollback/roll-back.ts';
import {prepareUndo, type UndoRequest} from '../../../src/usecases/rollback/undo-rollback.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aDeactivation} from '../../helpers/ledger.ts';
import {undoRollback} from '../../helpers/moves.ts';
import {type RecordedBranch, recordedBranches, toStep, undoLatest} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);

const rolledBack = async (branch: RecordedBranch, id: number, mode: RollbackRequest['mode'] = 'to') => {
  const deps = await branch.deps();
  return carryOutMove(deps, await prepareRollback(deps, toStep(id, {mode})));
};
const undo = async (branch: RecordedBranch, overrides: Partial<UndoRequest> = {}) =>
  undoRollback(await branch.deps(), undoLatest(overrides));
const number = (of: number): UndoRequest['rollback'] => ({kind: 'number', number: of});

/** main with three steps, the third rolled back as R1. */
const withRollback = async () => {
  const branch = await recordedBranch();
  await branch.step('one.txt');
  const second = await branch.step('two.txt');
  const third = await branch.step('three.txt');
  const {rollback} = await rolledBack(branch, 2);
  await sandbox.git(branch.work, 'reset', '--quiet', '--hard', second.commitShaAfter ?? '');
  return {branch, second, third, pin: rollback.pinRef ?? ''};
};

describe('an undo', () => {
  test('takes back the latest rollback of the checked-out branch that is not undone, one after the other', async () => {
    const {branch, third} = await withRollback();
    await rolledBack(branch, 1);
    expect(branch.active()).toEqual([1]);
    expect(await undo(branch)).toMatchObject({plan: {rollback: {number: 2}}});
    expect(branch.active()).toEqual([2, 1]);
    expect(await undo(branch)).toMatchObject({plan: {rollback: {number: 1}}});
    expect(branch.active()).toEqual([3, 2, 1]);
    expect(await branch.at('main')).toBe(third.commitShaAfter);
    await expect(undo(branch)).rejects.toMatchObject({
      code: 'unknown-rollback',
      message: 'There is no rollback of main left to undo.',
    });
  });

  test('leaves its own pin, which carries its record', async () => {
    const {branch, second} = await withRollback();
    const result = await undo(branch);
    expect(await branch.at(`${result.rollback.pinRef}^`)).toBe(second.commitShaAfter);
    expect(await sandbox.git(branch.remote, 'log', '-1', '--format=%B', `${result.rollback.pinRef}`)).toContain(
      '"kind":"undo"',
    );
  });

  test('as a dry run changes nothing', async () => {
    const {branch} = await withRollback();
    const before = await sandbox.git(branch.remote, 'for-each-ref');
    const request = {...undoLatest(), dryRun: true};
    const planned = await planOrMove(await branch.deps(), request, prepareUndo);
    expect(planned).toMatchObject({prepared: {plan: {returns: [{id: 3}]}}, done: null});
    expect(await sandbox.git(branch.remote, 'for-each-ref')).toBe(before);
    expect(branch.active()).toEqual([2, 1]);
  });

  test('is refused while a later rollback moved the branch on, naming it', async () => {
    const {branch} = await withRollback();
    await rolledBack(branch, 1);
    await expect(undo(branch, {rollback: number(1)})).rejects.toMatchObject({
      code: 'branch-moved',
      message: expect.stringContaining(
        'R2 moved it there: take that back first with the undo action and rollback-id: R2.',
      ),
    });
  });

  test('is refused while steps have run since, naming the one to roll back, which then leads there', async () => {
    const {branch, third} = await withRollback();
    await branch.steps('four.txt', 'five.txt');
    await expect(undo(branch)).rejects.toMatchObject({
      code: 'branch-moved',
      message: expect.stringContaining(
        'Step 5 and 1 earlier one are on top of that now: before-step: 4 leads back there.',
      ),
    });
    await rolledBack(branch, 4, 'before');
    await undo(branch, {rollback: number(1)});
    expect(await branch.at('main')).toBe(third.commitShaAfter);
    expect(branch.active()).toEqual([3, 2, 1]);
  });

  test('is refused while the undo of an earlier rollback brought a step back, naming it too', async () => {
    const {branch} = await withRollback();
    const fourth = await branch.step('four.txt');
    await rolledBack(branch, 4, 'before');
    await undo(branch, {rollback: number(1)});
    await expect(undo(branch)).rejects.toMatchObject({
      code: 'branch-moved',
      message: expect.stringContaining('Step 3 is on top of that now: before-step: 3 leads back there.'),
    });
    await rolledBack(branch, 3, 'before');
    await undo(branch, {rollback: number(2)});
    expect(await branch.at('main')).toBe(fourth.commitShaAfter);
  });

  test('is refused when somebody pushed since', async () => {
    const {branch} = await withRollback();
    await sandbox.commitFile(branch.work, 'ann.txt', 'hello');
    await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'main');
    await expect(undo(branch)).rejects.toMatchObject({message: expect.stringContaining('Somebody pushed since')});
  });

  test('is refused for an undo and for a rollback undone already, saying how to roll back again', async () => {
    const {branch} = await withRollback();
    await undo(branch);
    await expect(undo(branch, {rollback: number(2)})).rejects.toMatchObject({
      message: 'R2 is an undo, and an undo is not undone: roll back again with to-step: 2.',
    });
    await expect(undo(branch, {rollback: number(1)})).rejects.toMatchObject({
      message: 'R1 is undone already. To have it again, roll back with to-step: 2.',
    });
  });

  test('is refused for a deactivation that moved no branch', async () => {
    const branch = await recordedBranch();
    const step = await branch.step('one.txt');
    const {projectId, createdAt} = step;
    branch.ledger.addRollback(aDeactivation(1, [step.uid], {projectId, createdAt}));
    await expect(undo(branch, {rollback: number(1)})).rejects.toMatchObject({
      code: 'not-reversible',
      message: expect.stringContaining('without moving a branch'),
    });
  });

  test('is refused once the pin is gone and no branch has the commits, and not while one has', async () => {
    const {branch, third, pin} = await withRollback();
    await sandbox.git(branch.remote, 'update-ref', '-d', pin);
    await expect(undo(branch)).rejects.toMatchObject({
      code: 'not-reversible',
      message: expect.stringMatching(
        /^What R1 displaced is gone: its pin refs\/laforge\/pins\/default\/.* was deleted/,
      ),
    });
    await sandbox.git(branch.remote, 'branch', 'backup', third.commitShaAfter ?? '');
    await undo(branch);
    expect(await branch.at('main')).toBe(third.commitShaAfter);
  });

  test('is refused when the pin was moved to something else', async () => {
    const {branch, second, pin} = await withRollback();
    await sandbox.git(branch.remote, 'update-ref', pin, second.commitShaAfter ?? '');
    await expect(undo(branch)).rejects.toMatchObject({code: 'not-confirmed'});
  });

  test('is refused when the branch is gone, or moves between the look and the push', async () => {
    const {branch} = await withRollback();
    const repository = await branch.open();
    const {remote} = repository;
    if (remote === null) throw new Error('The repository has no remote.');
    const push: Remote['push'] = async (updates, options) => {
      await sandbox.commitFile(branch.work, 'ann.txt', 'hello');
      await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'main');
      return remote.push(updates, options);
    };
    const deps = await branch.deps({repository: {...repository, remote: {...remote, push}}});
    await expect(undoRollback(deps, undoLatest())).rejects.toMatchObject({
      code: 'branch-moved',
      message: expect.stringMatching(/^Cannot move main: its tip is now .* Somebody pushed meanwhile/),
    });
    await sandbox.git(branch.remote, 'update-ref', '-d', 'refs/heads/main');
    await expect(undo(branch)).rejects.toMatchObject({code: 'branch-gone'});
  });

  test('without a branch, checked out or named, asks for one', async () => {
    const {branch} = await withRollback();
    await sandbox.git(branch.work, 'checkout', '--quiet', '--detach');
    await expect(undo(branch)).rejects.toMatchObject({code: 'unknown-rollback'});
    expect(await undo(branch, {branch: 'main'})).toMatchObject({proposal: null});
  });
});
