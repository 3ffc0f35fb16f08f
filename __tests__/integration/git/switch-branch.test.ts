import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();

const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
const branchOf = (directory: string) => sandbox.git(directory, 'symbolic-ref', '--short', 'HEAD');

/** A remote with `main` (two commits) and `feature` (one more), and the repository it was made from. */
async function remoteWithFeature() {
  const source = await sandbox.createRepository({commits: 2});
  await sandbox.git(source, 'checkout', '--quiet', '-b', 'feature');
  await sandbox.commitFile(source, 'feature.txt', 'f\n');
  await sandbox.git(source, 'checkout', '--quiet', 'main');
  return {source, remote: await sandbox.createBareRemote({from: source})};
}

async function advance(source: string, branch: string, path: string, content = 'ahead\n'): Promise<string> {
  await sandbox.git(source, 'checkout', '--quiet', branch);
  const sha = await sandbox.commitFile(source, path, content);
  await sandbox.git(source, 'push', '--quiet', 'origin', branch);
  return sha;
}

describe('switching to a branch of the remote', () => {
  test('fetches it, checks it out and follows it', async () => {
    const {source, remote} = await remoteWithFeature();
    const clone = await sandbox.clone(remote, {args: ['--single-branch']});
    expect(await (await open(clone)).switchTo('feature')).toBe('existing');
    expect(await branchOf(clone)).toBe('feature');
    expect(await sandbox.sha(clone)).toBe(await sandbox.sha(source, 'feature'));
    expect(await sandbox.sha(clone, 'refs/remotes/origin/feature')).toBe(await sandbox.sha(source, 'feature'));
    expect(existsSync(join(clone, 'feature.txt'))).toBe(true);
    expect(await sandbox.git(clone, 'config', 'branch.feature.remote')).toBe('origin');
    expect(await sandbox.git(clone, 'config', 'branch.feature.merge')).toBe('refs/heads/feature');
  });

  test('never makes a full clone shallow', async () => {
    const {source, remote} = await remoteWithFeature();
    const clone = await sandbox.clone(`file://${remote}`, {args: ['--single-branch']});
    await advance(source, 'feature', 'more.txt');
    await (await open(clone)).switchTo('feature');
    expect(await sandbox.git(clone, 'rev-parse', '--is-shallow-repository')).toBe('false');
    expect(await sandbox.git(clone, 'rev-list', '--count', 'HEAD')).toBe('4');
  });

  test('brings one commit into a shallow clone', async () => {
    const {source, remote} = await remoteWithFeature();
    const clone = await sandbox.shallowClone(remote);
    await (await open(clone)).switchTo('feature');
    expect(await sandbox.sha(clone)).toBe(await sandbox.sha(source, 'feature'));
    expect(await sandbox.git(clone, 'rev-list', '--count', 'HEAD')).toBe('1');
  });

  test('cuts nothing off that a shallow clone has already', async () => {
    const {source, remote} = await remoteWithFeature();
    await sandbox.git(source, 'push', '--quiet', 'origin', 'main~0:refs/heads/same');
    const clone = await sandbox.shallowClone(remote, {depth: 2});
    await (await open(clone)).switchTo('same');
    expect(await sandbox.git(clone, 'rev-list', '--count', 'HEAD')).toBe('2');
    expect(await branchOf(clone)).toBe('same');
  });

  test('checks it out in an empty repository', async () => {
    const {source, remote} = await remoteWithFeature();
    const directory = await sandbox.createRepository({commits: 0, files: {}});
    await sandbox.git(directory, 'remote', 'add', 'origin', remote);
    for (const branch of ['feature', 'main']) {
      await (await open(directory)).switchTo(branch);
      expect(await sandbox.sha(directory)).toBe(await sandbox.sha(source, branch));
      expect(await branchOf(directory)).toBe(branch);
    }
  });
});

describe('switching to a branch that is here', () => {
  test('does nothing when it is checked out and up to date', async () => {
    const {remote} = await remoteWithFeature();
    const clone = await sandbox.clone(remote);
    const reflog = () => sandbox.git(clone, 'reflog');
    const before = await reflog();
    expect(await (await open(clone)).switchTo('main')).toBe('existing');
    expect(await reflog()).toBe(before);
  });

  test('moves it forward when the remote is ahead, checked out or not, in full and shallow clones', async () => {
    const {source, remote} = await remoteWithFeature();
    const clones = [await sandbox.clone(remote), await sandbox.shallowClone(remote), await sandbox.clone(remote)];
    await sandbox.git(clones[2] ?? '', 'checkout', '--quiet', '-b', 'elsewhere');
    await advance(source, 'main', 'one.txt');
    const tip = await advance(source, 'main', 'two.txt');
    for (const clone of clones) {
      expect(await (await open(clone)).switchTo('main')).toBe('existing');
      expect(await sandbox.sha(clone)).toBe(tip);
      expect(await branchOf(clone)).toBe('main');
      expect(existsSync(join(clone, 'two.txt'))).toBe(true);
      expect(await sandbox.git(clone, 'status', '--porcelain')).toBe('');
    }
  });

  test('leaves it where it is when it is ahead of the remote', async () => {
    const {remote} = await remoteWithFeature();
    const clone = await sandbox.clone(remote);
    const tip = await sandbox.commitFile(clone, 'mine.txt', 'm\n');
    await sandbox.git(clone, 'checkout', '--quiet', '-b', 'elsewhere', 'HEAD~1');
    expect(await (await open(clone)).switchTo('main')).toBe('existing');
    expect(await sandbox.sha(clone)).toBe(tip);
  });

  test('refuses when both have moved, and moves nothing', async () => {
    const {source, remote} = await remoteWithFeature();
    const clone = await sandbox.clone(remote);
    await advance(source, 'main', 'theirs.txt');
    const mine = await sandbox.commitFile(clone, 'mine.txt', 'm\n');
    expect(await refusal((await open(clone)).switchTo('main'))).toMatchObject({
      name: 'RefusedError',
      code: 'branch-moved',
      message: expect.stringMatching(
        /^Cannot work on main: it is at [0-9a-f]{8} here and at [0-9a-f]{8} at the remote, and they have diverged\./,
      ),
    });
    expect(await sandbox.sha(clone)).toBe(mine);
  });

  test('takes the local one where the remote has none, or where there is no remote', async () => {
    const directory = await sandbox.createRepository({commits: 2});
    await sandbox.git(directory, 'branch', 'older', 'HEAD~1');
    const repository = await open(directory);
    expect(await repository.switchTo('older')).toBe('existing');
    expect(await branchOf(directory)).toBe('older');
    await sandbox.createBareRemote({from: directory});
    await sandbox.git(directory, 'branch', 'newer', 'main');
    expect(await (await open(directory)).switchTo('newer')).toBe('existing');
    expect(await sandbox.sha(directory)).toBe(await sandbox.sha(directory, 'main'));
  });
});

describe('switching to a branch that is nowhere', () => {
  test('makes it from HEAD, with what lies in the work tree', async () => {
    const {remote} = await remoteWithFeature();
    const clone = await sandbox.clone(remote);
    const head = await sandbox.sha(clone);
    sandbox.write(clone, {'README.md': 'dirty\n', 'foreign.txt': 'f\n'});
    expect(await (await open(clone)).switchTo('agent/new')).toBe('created');
    expect(await branchOf(clone)).toBe('agent/new');
    expect(await sandbox.sha(clone)).toBe(head);
    expect(await sandbox.git(clone, 'status', '--porcelain')).toBe(' M README.md\n?? foreign.txt');
  });

  test('makes it from a detached HEAD and in an empty repository', async () => {
    const directory = await sandbox.createRepository();
    await sandbox.git(directory, 'checkout', '--quiet', '--detach');
    expect(await (await open(directory)).switchTo('new')).toBe('created');
    const empty = await sandbox.createRepository({commits: 0});
    const repository = await open(empty);
    expect(await repository.switchTo('main')).toBe('existing');
    expect(await repository.switchTo('new')).toBe('created');
    expect(await repository.head()).toEqual({sha: null, branch: 'new'});
  });
});

describe('a new branch that is left again', () => {
  test.each([[['-q', 'main']], [['-q', '--detach', 'main']]])(
    'is gone, and HEAD and the files are as before: %s',
    async (from) => {
      const directory = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n'}});
      await sandbox.git(directory, 'checkout', ...from);
      sandbox.write(directory, {'a.txt': 'staged\n', 'b.txt': 'dirty\n', 'new.txt': 'n\n'});
      await sandbox.git(directory, 'add', 'a.txt');
      const repository = await open(directory);
      const [head, status] = [await repository.head(), await sandbox.git(directory, 'status', '--porcelain')];
      await repository.switchTo('new');
      expect(await repository.leaveNewBranch('new', head)).toBe(true);
      expect([await repository.head(), await sandbox.git(directory, 'status', '--porcelain')]).toEqual([head, status]);
      expect([...(await repository.localRefs('refs/heads/')).keys()]).toEqual(['refs/heads/main']);
    },
  );

  test.each([
    ['it has a commit', 'commit -q --allow-empty -m c'],
    ['the one before has moved', 'branch -q -f main HEAD~1'],
    ['the one before is gone', 'branch -q -D main'],
    ['another is checked out', 'checkout -q -b other'],
  ])('stays where %s', async (_, command) => {
    const directory = await sandbox.createRepository({commits: 2});
    const repository = await open(directory);
    const head = await repository.head();
    await repository.switchTo('new');
    await sandbox.git(directory, ...command.split(' '));
    const before = [await repository.head(), await repository.localRefs('refs/heads/')];
    expect(await repository.leaveNewBranch('new', head)).toBe(false);
    expect([await repository.head(), await repository.localRefs('refs/heads/')]).toEqual(before);
  });
});

describe('nothing is overwritten by a switch', () => {
  test.each([
    ['a changed file', {'README.md': 'mine\n'}, 'README.md'],
    ['an untracked file', {'feature.txt': 'mine\n'}, 'feature.txt'],
    ['an ignored file', {'.git/info/exclude': 'feature.txt\n', 'feature.txt': 'mine\n'}, 'feature.txt'],
  ])('%s in the way is named and stays', async (_, files, name) => {
    const {source, remote} = await remoteWithFeature();
    await advance(source, 'feature', 'README.md', 'feature\n');
    const clone = await sandbox.clone(remote);
    sandbox.write(clone, files);
    expect(await refusal((await open(clone)).switchTo('feature'))).toMatchObject({
      name: 'RefusedError',
      code: 'dirty-work-tree',
      message: `Cannot check out feature: it would overwrite "${name}". Commit or move what is there first.`,
    });
    expect(readFileSync(join(clone, name), 'utf8')).toBe('mine\n');
    expect(await branchOf(clone)).toBe('main');
  });

  test('also not when the checked-out branch would only move forward', async () => {
    const {source, remote} = await remoteWithFeature();
    const clone = await sandbox.clone(remote);
    const head = await sandbox.sha(clone);
    await advance(source, 'main', 'README.md', 'ahead\n');
    sandbox.write(clone, {'README.md': 'mine\n'});
    expect(await refusal((await open(clone)).switchTo('main'))).toMatchObject({code: 'dirty-work-tree'});
    expect(readFileSync(join(clone, 'README.md'), 'utf8')).toBe('mine\n');
    expect(await sandbox.sha(clone)).toBe(head);
  });

  test('a branch that another work tree has is refused with its folder', async () => {
    const main = await sandbox.createRepository();
    const linked = join(sandbox.folder(), 'linked');
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'other', linked);
    expect(await refusal((await open(main)).switchTo('other'))).toMatchObject({
      code: 'branch-checked-out',
      message: `Cannot work on other: it is checked out in ${linked}. Work there, or choose another branch.`,
    });
  });
});
