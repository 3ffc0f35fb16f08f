import {chmodSync, existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();

const PIN = 'refs/laforge/pins/default/rollback-1';
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
const status = (directory: string) => sandbox.git(directory, 'status', '--porcelain');

/** A repository whose `main` has a commit with `before`, then one with `after` (null removes a file). */
async function twoCommits(before: Record<string, string>, after: Record<string, string | null>) {
  const directory = await sandbox.createRepository({files: {'README.md': 'r\n', ...before}});
  const to = await sandbox.sha(directory);
  for (const path of Object.keys(after)) rmSync(join(directory, path), {force: true, recursive: true});
  for (const [path, content] of Object.entries(after)) {
    if (content !== null) sandbox.write(directory, {[path]: content});
  }
  await sandbox.git(directory, 'add', '--all');
  await sandbox.git(directory, 'commit', '--quiet', '-m', 'later');
  return {directory, to, from: await sandbox.sha(directory)};
}

describe('resetting a branch', () => {
  test('moves the checked-out branch, its files and index, and pins what it displaced', async () => {
    const {directory, from, to} = await twoCommits(
      {'a.txt': 'old\n', 'gone.txt': 'g\n'},
      {'a.txt': 'new\n', 'gone.txt': null, 'dir/added.txt': 'x\n'},
    );
    sandbox.write(directory, {'foreign.txt': 'f\n', 'dir/foreign.txt': 'f\n'});
    const repository = await open(directory);
    const pin = await repository.createPinCommit(from, 'a record');
    await repository.resetBranch('main', from, to, {ref: PIN, sha: pin});
    expect(await repository.head()).toEqual({sha: to, branch: 'main'});
    expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('old\n');
    expect(existsSync(join(directory, 'gone.txt'))).toBe(true);
    expect(existsSync(join(directory, 'dir/added.txt'))).toBe(false);
    expect(await status(directory)).toBe('?? dir/\n?? foreign.txt');
    expect(await sandbox.sha(directory, `${PIN}^`)).toBe(from);
    expect(await sandbox.git(directory, 'reflog', '-1', '--format=%gs', 'main')).toBe('laforge: reset main');
    expect(await sandbox.git(directory, 'fsck', '--strict')).toBe('');
  });

  test.each([
    ['line endings', 'a.txt text eol=crlf', 'a\r\nb\r\n'],
    ['a filter', 'a.txt filter=upper', 'shout\n'],
  ])(
    'takes back a file that was removed from git alone, and is converted by %s, and the way back leaves it on disk',
    async (_, attributes, content) => {
      const files = {'.gitattributes': `${attributes}\n`, 'a.txt': content, 'b.txt': content};
      const directory = await sandbox.createRepository({files: {'README.md': 'r\n'}});
      await sandbox.git(directory, 'config', 'filter.upper.clean', 'tr a-z A-Z');
      sandbox.write(directory, files);
      await sandbox.git(directory, 'add', '--all');
      await sandbox.git(directory, 'commit', '--quiet', '-m', 'filtered');
      const to = await sandbox.sha(directory);
      await sandbox.git(directory, 'rm', '-q', '--cached', 'a.txt');
      await sandbox.git(directory, 'commit', '--quiet', '-m', 'untracked');
      const from = await sandbox.sha(directory);
      const repository = await open(directory);
      sandbox.write(directory, {'a.txt': 'mine\n'});
      expect(await refusal(repository.resetBranch('main', from, to, null))).toMatchObject({
        message: expect.stringContaining('it would overwrite "a.txt"'),
      });
      sandbox.write(directory, {'a.txt': content});
      await repository.resetBranch('main', from, to, null);
      expect([await sandbox.sha(directory), await status(directory)]).toEqual([to, '']);
      await repository.resetBranch('main', to, from, null);
      expect([await sandbox.sha(directory), await status(directory)]).toEqual([from, '?? a.txt']);
      expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe(content);
    },
  );

  test('is finished by who comes later when it was stopped before the files had moved', async () => {
    const {directory, from, to} = await twoCommits({'a.txt': 'old\n'}, {'a.txt': 'new\n', 'added.txt': 'x\n'});
    const repository = await open(directory);
    expect(await repository.finishReset('main', from, to)).toBe(false);
    await sandbox.git(directory, 'update-ref', 'refs/heads/main', to);
    sandbox.write(directory, {'foreign.txt': 'f\n'});
    expect(await repository.finishReset('main', from, to)).toBe(true);
    expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('old\n');
    expect(existsSync(join(directory, 'added.txt'))).toBe(false);
    expect(await status(directory)).toBe('?? foreign.txt');
    expect(await repository.finishReset('main', from, to)).toBe(false);
  });

  test.each([
    ['a file was changed since', 'a.txt', []],
    ['something was staged since', 'a.txt', ['add', 'a.txt']],
    ['another branch is checked out by now', 'unrelated.txt', ['checkout', '--quiet', '-b', 'elsewhere']],
  ])('is left unfinished when %s', async (_name, path, command) => {
    const {directory, from, to} = await twoCommits({'a.txt': 'old\n'}, {'a.txt': 'new\n', 'added.txt': 'x\n'});
    await sandbox.git(directory, 'update-ref', 'refs/heads/main', to);
    sandbox.write(directory, {[path]: 'mine\n'});
    if (command.length > 0) await sandbox.git(directory, ...command);
    const before = await status(directory);
    expect(await (await open(directory)).finishReset('main', from, to)).toBe(false);
    expect([readFileSync(join(directory, path), 'utf8'), await status(directory)]).toEqual(['mine\n', before]);
  });

  test('moves a branch that is not checked out and touches no file', async () => {
    const {directory, from, to} = await twoCommits({'a.txt': 'old\n'}, {'a.txt': 'new\n'});
    await sandbox.git(directory, 'checkout', '--quiet', '-b', 'elsewhere');
    sandbox.write(directory, {'a.txt': 'dirty\n'});
    await (await open(directory)).resetBranch('main', from, to, {ref: PIN, sha: from});
    expect(await sandbox.sha(directory, 'main')).toBe(to);
    expect(await sandbox.sha(directory, PIN)).toBe(from);
    expect(await status(directory)).toBe(' M a.txt');
  });

  test('goes forward again, as an undo does', async () => {
    const {directory, from, to} = await twoCommits({'a.txt': 'old\n'}, {'a.txt': 'new\n', 'b.txt': 'b\n'});
    const repository = await open(directory);
    await repository.resetBranch('main', from, to, null);
    await repository.resetBranch('main', to, from, null);
    expect(await sandbox.sha(directory)).toBe(from);
    expect(await status(directory)).toBe('');
  });

  test('works in a linked work tree and from files that were only touched', async () => {
    const {directory, from, to} = await twoCommits({'a.txt': 'old\n'}, {'a.txt': 'new\n'});
    const linked = join(sandbox.folder(), 'linked');
    await sandbox.git(directory, 'checkout', '--quiet', '--detach');
    await sandbox.git(directory, 'worktree', 'add', '--quiet', linked, 'main');
    utimesSync(join(linked, 'a.txt'), 1, 1);
    await (await open(linked)).resetBranch('main', from, to, null);
    expect(readFileSync(join(linked, 'a.txt'), 'utf8')).toBe('old\n');
    expect(await status(linked)).toBe('');
    expect(readFileSync(join(directory, 'a.txt'), 'utf8')).toBe('new\n');
  });

  test('reaches a commit that a shallow clone lacks, once it was fetched', async () => {
    const source = await sandbox.createRepository({commits: 4});
    const clone = await sandbox.shallowClone(await sandbox.createBareRemote({from: source}));
    const to = await sandbox.sha(source, 'HEAD~2');
    const from = await sandbox.sha(clone);
    const repository = await open(clone);
    expect(await repository.remote?.fetch([to], 1)).toBe(true);
    await repository.resetBranch('main', from, to, {ref: PIN, sha: from});
    expect(await sandbox.sha(clone)).toBe(to);
    expect(readFileSync(join(clone, 'commits.txt'), 'utf8')).toBe('2\n');
    expect(await status(clone)).toBe('');
    expect(await sandbox.git(clone, 'fsck')).toBe('');
  });

  test('lets a folder give way to a file when everything in it is tracked', async () => {
    const {directory, from, to} = await twoCommits({x: 'file\n'}, {x: null, 'x/a': 'a\n', 'x/b/c': 'c\n'});
    await (await open(directory)).resetBranch('main', from, to, null);
    expect(readFileSync(join(directory, 'x'), 'utf8')).toBe('file\n');
    expect(await status(directory)).toBe('');
  });
});

describe('a reset is refused and nothing moves', () => {
  const expectRefused = async (directory: string, from: string, to: string, code: string, words: RegExp) => {
    const repository = await open(directory);
    const before = await status(directory);
    const tip = await sandbox.sha(directory, 'main');
    expect(await refusal(repository.resetBranch('main', from, to, {ref: PIN, sha: from}))).toMatchObject({
      name: 'RefusedError',
      code,
      message: expect.stringMatching(words),
    });
    expect(await sandbox.sha(directory, 'main')).toBe(tip);
    expect((await repository.localRefs('refs/laforge/')).size).toBe(0);
    expect(await status(directory)).toBe(before);
  };

  test.each([
    ['untracked', ''],
    ['ignored', 'old.txt\n'],
  ])('when an %s file lies where one of the target has to go', async (_, exclude) => {
    const {directory, from, to} = await twoCommits({'old.txt': 'old\n'}, {'old.txt': null});
    sandbox.write(directory, {'.git/info/exclude': exclude, 'old.txt': 'mine\n'});
    await expectRefused(directory, from, to, 'dirty-work-tree', /^Cannot move main: it would overwrite "old\.txt"\./);
    expect(readFileSync(join(directory, 'old.txt'), 'utf8')).toBe('mine\n');
  });

  test('when an ignored file lies in a folder that has to become a file', async () => {
    const {directory, from, to} = await twoCommits({x: 'file\n'}, {x: null, 'x/a': 'a\n'});
    sandbox.write(directory, {'.git/info/exclude': '*.log\n', 'x/deep/mine.log': 'mine\n'});
    await expectRefused(directory, from, to, 'dirty-work-tree', /"x\/deep\/mine\.log"/);
    expect(existsSync(join(directory, 'x/deep/mine.log'))).toBe(true);
  });

  test('when an ignored file lies where a folder has to go', async () => {
    const {directory, from, to} = await twoCommits({'x/a': 'a\n', 'x/b': 'b\n'}, {'x/a': null, 'x/b': null});
    rmSync(join(directory, 'x'), {recursive: true, force: true});
    sandbox.write(directory, {'.git/info/exclude': 'x\n', x: 'mine\n'});
    await expectRefused(directory, from, to, 'dirty-work-tree', /it would overwrite "x"\./);
    expect(readFileSync(join(directory, 'x'), 'utf8')).toBe('mine\n');
  });

  test('when a changed file would be overwritten, staged or not', async () => {
    const {directory, from, to} = await twoCommits({'a.txt': '1\n', 'b.txt': '1\n'}, {'a.txt': '2\n', 'b.txt': '2\n'});
    sandbox.write(directory, {'a.txt': 'mine\n', 'b.txt': 'mine\n', 'README.md': 'mine\n'});
    await sandbox.git(directory, 'add', 'b.txt');
    await expectRefused(
      directory,
      from,
      to,
      'dirty-work-tree',
      /it would overwrite "a\.txt", "b\.txt"\. Commit or move/,
    );
  });

  test('when the branch is not where it was looked at', async () => {
    const {directory, from, to} = await twoCommits({}, {'a.txt': 'a\n'});
    await sandbox.commitFile(directory, 'b.txt', 'b\n');
    await expectRefused(
      directory,
      from,
      to,
      'branch-moved',
      /^Cannot move main: its tip is now [0-9a-f]{8}, not [0-9a-f]{8} as planned\./,
    );
  });

  test('when another work tree has the branch', async () => {
    const {directory, from, to} = await twoCommits({}, {'a.txt': 'a\n'});
    const linked = join(sandbox.folder(), 'linked');
    await sandbox.git(directory, 'worktree', 'add', '--quiet', '-b', 'other', linked);
    const repository = await open(linked);
    expect(await refusal(repository.resetBranch('main', from, to, null))).toMatchObject({
      code: 'branch-checked-out',
      message: expect.stringContaining(directory),
    });
    expect(await sandbox.sha(directory)).toBe(from);
  });

  test('when the pin is there already', async () => {
    const {directory, from, to} = await twoCommits({}, {'a.txt': 'a\n'});
    await sandbox.git(directory, 'update-ref', PIN, to);
    const repository = await open(directory);
    expect(await refusal(repository.resetBranch('main', from, to, {ref: PIN, sha: from}))).toMatchObject({
      name: 'GitError',
    });
    expect(await sandbox.sha(directory)).toBe(from);
    expect(await sandbox.sha(directory, PIN)).toBe(to);
    expect(await status(directory)).toBe('');
  });

  test.each(['index', 'HEAD', 'refs/heads/main'])('while another git has %s, with what to do', async (name) => {
    const {directory, from, to} = await twoCommits({'a.txt': 'old\n'}, {'a.txt': 'new\n'});
    const repository = await open(directory);
    sandbox.write(directory, {[`.git/${name}.lock`]: ''});
    const lock = join(directory, `.git/${name}.lock`);
    expect(await refusal(repository.resetBranch('main', from, to, {ref: PIN, sha: from}))).toMatchObject({
      code: 'in-operation',
      message: `Cannot move main: another git is at work here, or was killed, since ${lock} exists. Wait for it, or if there is none: rm ${lock}`,
    });
    expect(await sandbox.sha(directory)).toBe(from);
    expect(await sandbox.git(directory, 'for-each-ref', PIN)).toBe('');
    expect(await status(directory)).toBe('');
  });

  test('and the refs come back when the files cannot be moved after all', async () => {
    const {directory, from, to} = await twoCommits(
      {'.gitattributes': '*.x filter=broken\n', 'a.x': 'old\n'},
      {'a.x': 'new\n'},
    );
    for (const [key, value] of [
      ['clean', 'cat'],
      ['smudge', 'false'],
      ['required', 'true'],
    ] as const) {
      await sandbox.git(directory, 'config', `filter.broken.${key}`, value);
    }
    const repository = await open(directory);
    expect(await refusal(repository.resetBranch('main', from, to, {ref: PIN, sha: from}))).toMatchObject({
      name: 'GitError',
      message: expect.stringMatching(/^The files of main could not be moved, so the branch is back where it was\./),
    });
    expect(await sandbox.sha(directory)).toBe(from);
    expect((await repository.localRefs('refs/laforge/')).size).toBe(0);
  });

  test('and the index comes back as it was, with the mode of a repository shared with a group', async () => {
    const {directory, from, to} = await twoCommits(
      {'.gitattributes': '*.x filter=broken\n', 'a.x': 'old\n'},
      {'a.x': 'new\n', '.env': 'mine\n'},
    );
    await sandbox.git(directory, 'config', 'filter.broken.clean', 'cat');
    await sandbox.git(directory, 'config', 'filter.broken.smudge', 'false');
    await sandbox.git(directory, 'config', 'filter.broken.required', 'true');
    // `.env` lay there before the agent committed it, so the index has to let go of it before the files move.
    sandbox.write(directory, {'.git/laforge/files-that-stay': '.env'});
    const index = join(directory, '.git/index');
    await sandbox.git(directory, 'config', 'core.sharedRepository', 'group');
    // git itself gives the index this mode when it next writes it.
    chmodSync(index, 0o664);
    const repository = await open(directory);
    await expect(repository.resetBranch('main', from, to, null)).rejects.toThrow(/could not be moved/);
    expect(await sandbox.git(directory, 'ls-files')).toBe('.env\n.gitattributes\nREADME.md\na.x');
    expect(statSync(index).mode & 0o777).toBe(0o664);
  });
});

describe('a reset over a submodule', () => {
  /** `main` with a submodule at its first commit, then at its second. */
  async function movedSubmodule() {
    const library = await sandbox.createRepository({commits: 2});
    const directory = await sandbox.createRepository();
    await sandbox.git(directory, 'submodule', '--quiet', 'add', library, 'sub');
    const submodule = join(directory, 'sub');
    await sandbox.git(submodule, 'checkout', '--quiet', 'HEAD~1');
    await sandbox.git(directory, 'add', '.');
    await sandbox.git(directory, 'commit', '--quiet', '-m', 'one');
    const to = await sandbox.sha(directory);
    await sandbox.git(submodule, 'checkout', '--quiet', 'main');
    await sandbox.git(directory, 'commit', '--quiet', '-am', 'two');
    return {directory, submodule, to, from: await sandbox.sha(directory)};
  }

  test('that moved leaves its files, as git does, and can be taken back', async () => {
    const {directory, submodule, from, to} = await movedSubmodule();
    const tip = await sandbox.sha(submodule);
    const repository = await open(directory);
    await repository.resetBranch('main', from, to, null);
    expect(await status(directory)).toBe(' M sub');
    expect(await repository.dirtyPaths()).toEqual([]);
    await repository.resetBranch('main', to, from, null);
    expect([await status(directory), await sandbox.sha(submodule)]).toEqual(['', tip]);
  });

  test('which it takes from git leaves it on disk, where it is found when that is taken back', async () => {
    const {directory, submodule, to} = await movedSubmodule();
    const without = await sandbox.sha(directory, 'HEAD~2');
    await sandbox.git(directory, 'reset', '--quiet', '--hard', to);
    await sandbox.git(submodule, 'checkout', '--quiet', 'HEAD~1');
    writeFileSync(join(submodule, 'mine'), 'mine\n');
    const repository = await open(directory);
    await repository.resetBranch('main', to, without, null);
    expect(await status(directory)).toBe('?? sub/');
    await repository.resetBranch('main', without, to, null);
    expect(readFileSync(join(submodule, 'mine'), 'utf8')).toBe('mine\n');
    rmSync(join(submodule, 'mine'));
    expect(await status(directory)).toBe('');

    // Without its git folder it is a folder of somebody's files.
    await repository.resetBranch('main', to, without, null);
    rmSync(join(submodule, '.git'), {recursive: true});
    expect(await refusal(repository.resetBranch('main', without, to, null))).toMatchObject({code: 'dirty-work-tree'});
  });

  test('is refused while its new commit is staged, which nothing else holds', async () => {
    const {directory, submodule, from, to} = await movedSubmodule();
    await sandbox.git(submodule, 'checkout', '--quiet', 'HEAD~1');
    await sandbox.git(directory, 'add', 'sub');
    const repository = await open(directory);
    expect(await repository.dirtyPaths()).toEqual(['sub']);
    expect(await refusal(repository.resetBranch('main', from, to, null))).toMatchObject({code: 'dirty-work-tree'});
  });

  test('is finished by who comes later', async () => {
    const {directory, submodule, from, to} = await movedSubmodule();
    await sandbox.git(directory, 'update-ref', 'refs/heads/main', to);
    await sandbox.git(submodule, 'checkout', '--quiet', 'HEAD~1');
    expect(await (await open(directory)).finishReset('main', from, to)).toBe(true);
    expect(await status(directory)).toBe('');
  });
});

test('a reset in a partial clone gets the files it needs from the remote', async () => {
  const {directory, from, to} = await twoCommits({'a.txt': 'old\n'}, {'a.txt': 'new\n'});
  const remote = await sandbox.createBareRemote({from: directory});
  await sandbox.git(remote, 'config', 'uploadpack.allowFilter', 'true');
  const clone = join(sandbox.folder(), 'partial');
  await sandbox.git(sandbox.folder(), 'clone', '--quiet', '--filter=blob:none', `file://${remote}`, clone);
  await (await open(clone)).resetBranch('main', from, to, null);
  expect(readFileSync(join(clone, 'a.txt'), 'utf8')).toBe('old\n');
});
