import {existsSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {WORDINGS} from '../../../src/app/wordings.ts';
import {carryOutMove} from '../../../src/usecases/rollback/carry-out-move.ts';
import {finishMoves} from '../../../src/usecases/rollback/finish-moves.ts';
import {prepareRollback, type RollbackRequest} from '../../../src/usecases/rollback/roll-back.ts';
import {prepareUndo} from '../../../src/usecases/rollback/undo-rollback.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {rollBack, undoRollback} from '../../helpers/moves.ts';
import {type RecordedBranch, recordedBranches, toStep, undoLatest} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);

const toHere = (id: number, overrides: Partial<RollbackRequest> = {}) => toStep(id, {where: 'local', ...overrides});
const carriedOut = async (branch: RecordedBranch, request: RollbackRequest) => {
  const deps = await branch.deps({words: WORDINGS.cli});
  return carryOutMove(deps, await prepareRollback(deps, request));
};
const local = (branch: RecordedBranch, ref = 'HEAD') => sandbox.sha(branch.work, ref);

describe('a rollback of the local branch', () => {
  test('moves it and its files, keeps what it displaced under a local pin, and can be undone', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt', {push: false});
    const last = await branch.step('two.txt', {push: false});
    const result = await carriedOut(branch, toHere(1));
    expect(await local(branch)).toBe(first.commitShaAfter);
    expect(existsSync(join(branch.work, 'two.txt'))).toBe(false);
    expect(await sandbox.git(branch.work, 'status', '--porcelain')).toBe('');
    expect(await local(branch, `${result.rollback.pinRef}^`)).toBe(last.commitShaAfter);
    expect(await sandbox.git(branch.remote, 'for-each-ref', 'refs/laforge')).toBe('');
    expect(branch.active()).toEqual([1]);

    await undoRollback(await branch.deps({words: WORDINGS.cli}), undoLatest({where: 'local'}));
    expect(await local(branch)).toBe(last.commitShaAfter);
    expect(readFileSync(join(branch.work, 'two.txt'), 'utf8')).toBe('two.txt\n');
    expect(branch.active()).toEqual([2, 1]);
  });

  test('says that the remote branch stays, in both directions, where that has the work', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    await branch.step('two.txt');
    await sandbox.git(branch.work, 'fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*');
    const here = await prepareRollback(await branch.deps({words: WORDINGS.cli}), toHere(1));
    expect(here.plan.warnings).toEqual([
      'Only the main of this clone moves: the remote one, as it was last seen, still has what leaves it here.',
    ]);
    const deps = await branch.deps({words: WORDINGS.cli});
    await carryOutMove(deps, await prepareRollback(deps, toStep(1, {where: 'both'})));
    await sandbox.git(branch.work, 'fetch', '--quiet', 'origin', '+refs/heads/*:refs/remotes/origin/*');
    const undo = await prepareUndo(await branch.deps({words: WORDINGS.cli}), undoLatest({where: 'local'}));
    expect(undo.plan.warnings).toEqual([
      'Only the main of this clone moves: the remote one, as it was last seen, stays where R1 left it.',
    ]);
  });

  test('moves a branch that is not checked out without touching the files', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await branch.step('two.txt');
    await sandbox.git(branch.work, 'switch', '--quiet', '--create', 'other');
    await carriedOut(branch, toHere(1));
    expect(await local(branch, 'main')).toBe(first.commitShaAfter);
    expect(existsSync(join(branch.work, 'two.txt'))).toBe(true);
  });

  test('keeps untracked and ignored files, and refuses where it would have to overwrite one', async () => {
    const branch = await recordedBranch();
    await branch.step('.gitignore');
    sandbox.write(branch.work, {'.git/info/exclude': 'notes.txt\nkept.log\n'});
    await branch.step('notes.txt');
    await sandbox.git(branch.work, 'rm', '--quiet', '--cached', 'notes.txt');
    await sandbox.commitFile(branch.work, 'three.txt', 'three', 'agent: stop tracking notes.txt');
    await sandbox.git(branch.work, 'commit', '--quiet', '--amend', '-m', 'agent: stop tracking notes.txt');
    sandbox.write(branch.work, {'notes.txt': 'my own notes', 'kept.log': 'log', 'loose.txt': 'loose'});
    const tip = await local(branch);
    await expect(carriedOut(branch, toHere(2, {allowDiscard: true}))).rejects.toMatchObject({
      code: 'dirty-work-tree',
      message: expect.stringContaining('notes.txt'),
    });
    expect(await local(branch)).toBe(tip);
    expect(readFileSync(join(branch.work, 'notes.txt'), 'utf8')).toBe('my own notes');
    expect(branch.ledger.listRollbacks()).toEqual([]);

    await carriedOut(branch, toHere(1, {allowDiscard: true}));
    expect(readFileSync(join(branch.work, 'notes.txt'), 'utf8')).toBe('my own notes');
    expect(existsSync(join(branch.work, 'kept.log'))).toBe(true);
    expect(existsSync(join(branch.work, 'loose.txt'))).toBe(true);
  });

  test('is refused in a dirty work tree, naming the files, and for a branch checked out in another worktree', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    sandbox.write(branch.work, {'one.txt': 'changed'});
    await expect(carriedOut(branch, toHere(1))).rejects.toMatchObject({
      code: 'dirty-work-tree',
      message: 'The work tree has uncommitted changes: "one.txt". Commit or stash them first.',
    });
    await sandbox.git(branch.work, 'checkout', '--quiet', '--', 'one.txt');
    const other = join(sandbox.folder(), 'other-tree');
    await sandbox.git(branch.work, 'worktree', 'add', '--quiet', '-b', 'side', other);
    const deps = await branch.deps({repository: await branch.open(other)});
    await expect(prepareRollback(deps, toHere(1))).rejects.toMatchObject({
      code: 'branch-checked-out',
      message: expect.stringContaining(`main is checked out in another worktree, ${branch.work}.`),
    });
  });

  test('is refused for commits that no step made, saying the option that allows it', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    await sandbox.commitFile(branch.work, 'mine.txt', 'mine');
    await expect(carriedOut(branch, toHere(1))).rejects.toMatchObject({
      code: 'would-discard',
      message: expect.stringContaining('or say --allow-discard (it stays pinned).'),
    });
  });

  test('takes nothing for safe elsewhere while the remote cannot be reached', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    await sandbox.commitFile(branch.work, 'mine.txt', 'mine');
    await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'main:backup');
    await sandbox.git(branch.work, 'remote', 'set-url', 'origin', 'http://127.0.0.1:1/gone.git');
    await expect(carriedOut(branch, toHere(1))).rejects.toMatchObject({code: 'would-discard'});
    await sandbox.git(branch.work, 'remote', 'set-url', 'origin', branch.remote);
    expect(await carriedOut(branch, toHere(1))).toMatchObject({plan: {displaced: [{fate: {branches: ['backup']}}]}});
  });

  test('needs no remote at all', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await branch.step('two.txt');
    await sandbox.git(branch.work, 'remote', 'remove', 'origin');
    await carriedOut(branch, toHere(1));
    expect(await local(branch)).toBe(first.commitShaAfter);
  });

  test("goes to a step that LaForge's own file tells of, when its branch is named", async () => {
    const branch = await recordedBranch();
    // Git's dates here are of the hour before the clock's.
    const startTime = '2026-01-01T12:00:00.000Z';
    const imported = {branch: null, changes: null, pushed: null, push: false, startTime};
    const first = await branch.step('one.txt', imported);
    await branch.step('two.txt', imported);
    await expect(carriedOut(branch, toHere(1))).rejects.toMatchObject({
      message: expect.stringContaining('ran on no branch'),
    });
    const result = await carriedOut(branch, toHere(1, {branch: 'main'}));
    expect(result.plan.goes.map(({id}) => id)).toEqual([2]);
    expect(result.plan.displaced).toMatchObject([{fate: {kind: 'own', step: {id: 2}}}]);
    expect(await local(branch)).toBe(first.commitShaAfter);
  });
});

describe('a rollback of the remote and the local branch', () => {
  test('moves both, and an undo moves both back', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    const last = await branch.step('two.txt');
    const result = await carriedOut(branch, toHere(1, {where: 'both'}));
    expect(result).toMatchObject({local: {kind: 'move', from: last.commitShaAfter}, warnings: []});
    expect([await local(branch), await branch.at('main')]).toEqual([first.commitShaAfter, first.commitShaAfter]);

    const undone = await undoRollback(await branch.deps({words: WORDINGS.cli}), undoLatest({where: 'both'}));
    expect(undone).toMatchObject({proposal: null, warnings: []});
    expect([await local(branch), await branch.at('main')]).toEqual([last.commitShaAfter, last.commitShaAfter]);
  });

  test('takes an unpushed step of the local branch along, pins it there, and brings it back', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    const second = await branch.step('two.txt');
    const third = await branch.step('three.txt', {push: false});
    const result = await carriedOut(branch, toHere(1, {where: 'both'}));
    expect(result.plan.goes.map(({id}) => id)).toEqual([3, 2]);
    expect(result.plan.warnings.at(-1)).toMatch(/^The local main is at .* and the remote one at .*; both go to/);
    expect(await local(branch, `${result.rollback.pinRef}^`)).toBe(third.commitShaAfter);
    expect(await branch.at(`${result.rollback.pinRef}^`)).toBe(second.commitShaAfter);
    expect(await local(branch)).toBe(first.commitShaAfter);

    await undoRollback(await branch.deps({words: WORDINGS.cli}), undoLatest({where: 'both'}));
    expect(await local(branch)).toBe(third.commitShaAfter);
    expect(await branch.at('main')).toBe(second.commitShaAfter);
    expect(branch.active()).toEqual([3, 2, 1]);
  });

  test('is refused when only the local branch has commits that no step made', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const second = await branch.step('two.txt');
    await sandbox.commitFile(branch.work, 'mine.txt', 'mine');
    await expect(carriedOut(branch, toHere(1, {where: 'both'}))).rejects.toMatchObject({code: 'would-discard'});
    expect(await branch.at('main')).toBe(second.commitShaAfter);
  });

  test('leaves a local branch that is behind or cannot follow, and says so', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    const second = await branch.step('two.txt');
    await branch.step('three.txt');
    await sandbox.git(branch.work, 'reset', '--quiet', '--hard', first.commitShaAfter ?? '');
    const result = await carriedOut(branch, toHere(2, {where: 'both'}));
    expect(await branch.at('main')).toBe(second.commitShaAfter);
    expect(await local(branch)).toBe(first.commitShaAfter);
    expect(result.local.kind).toBe('left');
    expect(result.warnings).toEqual([expect.stringMatching(/^The local main was left as it is: it is at /)]);
    expect(branch.warnings).toEqual(result.warnings);
    const [, fetch = '', reset = ''] = / on main: git (.+) and git (.+)$/.exec(result.warnings[0] ?? '') ?? [];
    for (const command of [fetch, reset]) await sandbox.git(branch.work, ...command.split(' '));
    expect(await local(branch)).toBe(second.commitShaAfter);
  });

  test('of a branch whose history was rewritten here alone says that the remote one can be moved', async () => {
    const branch = await recordedBranch();
    const {commitShaBefore} = await branch.step('one.txt');
    await branch.step('two.txt');
    await sandbox.git(branch.work, 'reset', '--quiet', '--hard', commitShaBefore ?? '');
    await sandbox.commitFile(branch.work, 'new.txt', 'new');
    await expect(carriedOut(branch, toHere(1))).rejects.toThrow(
      /The remote's main, at \w{8}, has it: roll back there with /,
    );
    expect((await carriedOut(branch, toHere(1, {where: 'both'}))).recorded).toBe(true);
  });

  test('moves the remote branch alone where a file of the work tree is in the way', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    await sandbox.git(branch.work, 'rm', '--quiet', 'two.txt');
    await branch.step('three.txt');
    await sandbox.git(branch.work, 'commit', '--quiet', '--amend', '--all', '--no-edit');
    await sandbox.git(branch.work, 'push', '--quiet', '--force', 'origin', 'main');
    sandbox.write(branch.work, {'two.txt': 'mine now'});
    const deps = await branch.deps({words: WORDINGS.cli});
    const result = await rollBack(deps, {...toHere(2, {where: 'both', allowDiscard: true}), dryRun: false});
    expect(result).toMatchObject({proposal: null, recorded: true, local: {kind: 'left'}});
    expect(readFileSync(join(branch.work, 'two.txt'), 'utf8')).toBe('mine now');

    // Once that is away, the next command brings the local branch along.
    rmSync(join(branch.work, 'two.txt'));
    await finishMoves({repository: await branch.open(), warn: () => {}}, 'default');
    expect(await local(branch)).toBe(await branch.at('main'));
    expect(await sandbox.git(branch.work, 'for-each-ref', 'refs/laforge/moving')).toBe('');
  });

  test('that was of the local branch alone is taken back here, since the remote one never moved', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const last = await branch.step('two.txt');
    await carriedOut(branch, toHere(1));
    const undone = await undoRollback(await branch.deps({words: WORDINGS.cli}), undoLatest({where: 'both'}));
    expect(undone).toMatchObject({
      proposal: null,
      plan: {warnings: [expect.stringMatching(/^The remote main is at \w{8} already, so only the local one moves\.$/)]},
    });
    expect([await local(branch), await branch.at('main')]).toEqual([last.commitShaAfter, last.commitShaAfter]);
    expect(branch.active()).toEqual([2, 1]);
  });
});

describe('a branch that has another name now', () => {
  async function renamed() {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt', {push: false});
    const last = await branch.step('two.txt', {push: false});
    return {branch, first, last, rename: () => sandbox.git(branch.work, 'branch', '-m', 'main', 'trunk')};
  }

  test('is rolled back by the steps of its old name, and has its own rollback undone', async () => {
    const {branch, first, last, rename} = await renamed();
    await rename();
    await expect(carriedOut(branch, toHere(1))).rejects.toThrow(
      /no local branch main\. .* renamed to with --branch\.$/,
    );
    const result = await carriedOut(branch, toHere(1, {branch: 'trunk'}));
    expect(result.rollback).toMatchObject({branch: 'trunk', toSha: first.commitShaAfter});
    expect(result.plan.warnings).toEqual([]);
    expect(branch.active()).toEqual([1]);
    await undoRollback(await branch.deps({words: WORDINGS.cli}), undoLatest({where: 'local'}));
    expect(await local(branch, 'trunk')).toBe(last.commitShaAfter);
    expect(branch.active()).toEqual([2, 1]);
  });

  test('has a rollback undone that it had under its old name', async () => {
    const {branch, last, rename} = await renamed();
    await carriedOut(branch, toHere(1));
    await rename();
    const request = {...undoLatest({where: 'local'}), rollback: {kind: 'number', number: 1} as const};
    await expect(undoRollback(await branch.deps({words: WORDINGS.cli}), request)).rejects.toThrow(
      /renamed to with --branch/,
    );
    await undoRollback(await branch.deps({words: WORDINGS.cli}), {...request, branch: 'trunk'});
    expect(await local(branch, 'trunk')).toBe(last.commitShaAfter);
  });

  test('is another one while there still is one of the old name, and by what only that had nothing goes', async () => {
    const {branch, rename} = await renamed();
    await rename();
    await sandbox.git(branch.work, 'branch', 'main', 'trunk~1');
    await expect(carriedOut(branch, toHere(1, {branch: 'trunk'}))).rejects.toThrow(/belongs to the branch main/);
    await sandbox.git(branch.work, 'switch', '--quiet', 'main');
    await branch.step('only-on-main.txt', {push: false});
    await sandbox.git(branch.work, 'switch', '--quiet', 'trunk');
    await sandbox.git(branch.work, 'branch', '-D', 'main');
    await carriedOut(branch, toHere(1, {branch: 'trunk'}));
    expect(branch.active()).toEqual([3, 1]);
  });
});

test('a file of which only line endings are other, which git converts, is no change', async () => {
  const branch = await recordedBranch();
  const first = await branch.step('one.txt', {push: false});
  await branch.step('two.txt', {push: false});
  await sandbox.git(branch.work, 'config', 'core.autocrlf', 'true');
  await sandbox.git(branch.work, 'config', 'core.safecrlf', 'true');
  sandbox.write(branch.work, {'two.txt': 'two.txt\r\n', 'one.txt': 'one.txt\r\n'});
  await carriedOut(branch, toHere(1));
  expect(await local(branch)).toBe(first.commitShaAfter);
  expect([existsSync(join(branch.work, 'two.txt')), readFileSync(join(branch.work, 'one.txt'), 'utf8')]).toEqual([
    false,
    'one.txt\r\n',
  ]);
  sandbox.write(branch.work, {'one.txt': 'one!txt\r\n'});
  await expect(carriedOut(branch, toHere(1, {mode: 'before'}))).rejects.toThrow('uncommitted changes: "one.txt"');
});
