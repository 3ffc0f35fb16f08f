import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import type {Repository} from '../../../src/domain/ports/git.ts';
import type {CommitRequest, LeftoverCommit} from '../../../src/domain/ports/work-tree.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();

/** Takes the snapshot, lets `work` happen as an agent would, and commits what it left. */
async function afterwards(
  repository: Repository,
  work: () => unknown,
  request: Partial<CommitRequest> = {},
): Promise<LeftoverCommit> {
  const since = await repository.snapshot();
  await work();
  return await repository.commitLeftovers({
    since,
    message: 'leftovers',
    author: null,
    exclude: [],
    onto: 'head',
    ...request,
  });
}

const status = (directory: string) => sandbox.git(directory, 'status', '--porcelain');
const committed = (directory: string, revision = 'HEAD') =>
  sandbox.git(directory, 'show', '--format=', '--name-status', '--no-renames', revision);

describe('a snapshot', () => {
  test('of a clean work tree is HEAD alone', async () => {
    const directory = await sandbox.createRepository({commits: 2});
    expect(await (await open(directory)).snapshot()).toMatchObject({
      head: await sandbox.sha(directory),
      stashes: [],
      older: [],
    });
  });

  test('names what is changed, deleted, staged, untracked and ignored, and writes nothing', async () => {
    const directory = await sandbox.createRepository({
      files: {'.gitignore': '*.log\nnode_modules/\n', 'a.txt': 'a\n', 'gone.txt': 'gone\n', 'dir/b.txt': 'b\n'},
    });
    sandbox.write(directory, {
      'a.txt': 'changed\n',
      'new/c.txt': 'c\n',
      'staged.txt': 's\n',
      'logs/noise.log': 'noise\n',
      'node_modules/x/index.js': 'x\n',
    });
    rmSync(join(directory, 'gone.txt'));
    await sandbox.git(directory, 'add', 'staged.txt');
    await sandbox.git(directory, 'init', '-q', 'nested');
    const before = readdirSync(join(directory, '.git'), {recursive: true}).sort();
    const index = readFileSync(join(directory, '.git', 'index'));
    const {older} = await (await open(join(directory, 'dir'))).snapshot();
    expect(older.map(({path}) => path).sort()).toEqual([
      ...['a.txt', 'gone.txt', 'logs/noise.log', 'nested/', 'new/c.txt', 'node_modules/', 'staged.txt'],
    ]);
    expect(readdirSync(join(directory, '.git'), {recursive: true}).sort()).toEqual(before);
    expect(readFileSync(join(directory, '.git', 'index')).equals(index)).toBe(true);
  });

  test('sees a file that changed in the same moment as the index, at the same length', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': 'one\n'}});
    const repository = await open(directory);
    for (const content of ['two\n', 'six\n', 'ten\n']) {
      writeFileSync(join(directory, 'a.txt'), content);
      await sandbox.git(directory, 'commit', '--quiet', '-a', '-m', 'change');
      writeFileSync(join(directory, 'a.txt'), content.toUpperCase());
      expect((await repository.snapshot()).older.map(({path}) => path)).toEqual(['a.txt']);
    }
  });

  test('is empty in a repository with nothing in it', async () => {
    const directory = await sandbox.createRepository({commits: 0, files: {}});
    expect(await (await open(directory)).snapshot()).toMatchObject({head: null, stashes: [], older: []});
  });

  test('keeps files that a sparse checkout left out', async () => {
    const directory = await sandbox.createRepository({files: {'in/a.txt': 'a\n', 'out/b.txt': 'b\n'}});
    await sandbox.git(directory, 'sparse-checkout', 'set', 'in');
    expect(existsSync(join(directory, 'out'))).toBe(false);
    const repository = await open(directory);
    expect((await repository.snapshot()).older).toEqual([]);
    const outcome = await afterwards(repository, () =>
      sandbox.write(directory, {'in/a.txt': 'changed\n', 'out/n.txt': 'n\n'}),
    );
    expect(outcome.kind).toBe('committed');
    expect(await committed(directory)).toBe('M\tin/a.txt\nA\tout/n.txt');
    expect(await status(directory)).toBe('');
  });

  test('passes over what git cannot add, such as a pipe in place of a file, and names it', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n'}});
    const outcome = await afterwards(await open(directory), () => {
      rmSync(join(directory, 'a.txt'));
      execFileSync('mkfifo', [join(directory, 'a.txt'), join(directory, 'new-pipe')]);
      sandbox.write(directory, {'b.txt': 'agent\n'});
    });
    expect(outcome).toMatchObject({
      kind: 'committed',
      leftOut: ['a.txt', 'new-pipe'].map((path) => ({path, reason: 'not-a-file'})),
    });
    expect(await committed(directory)).toBe('M\tb.txt');
  });

  test('and a commit work in a partial clone with a sparse checkout', async () => {
    const source = await sandbox.createRepository({files: {'in/a.txt': 'a\n', 'out/b.txt': 'b\n'}, commits: 2});
    const remote = await sandbox.createBareRemote({from: source});
    const clone = await sandbox.clone(`file://${remote}`, {args: ['--filter=blob:none', '--sparse', '--depth=1']});
    await sandbox.git(clone, 'sparse-checkout', 'set', 'in');
    const outcome = await afterwards(await open(clone), () => sandbox.write(clone, {'in/a.txt': 'agent\n'}));
    expect(outcome.kind).toBe('committed');
    expect(await committed(clone)).toBe('M\tin/a.txt');
    expect(await sandbox.git(clone, 'ls-tree', '-r', '--name-only', 'HEAD')).toContain('out/b.txt');
    expect(await status(clone)).toBe('');
  });

  test('what an agent forged in the index is not committed with it', async () => {
    const directory = await sandbox.createRepository({files: {'dir/a.txt': 'a\n', 'dir/b.txt': 'b\n'}});
    for (const name of ['a', 'b']) utimesSync(join(directory, 'dir', `${name}.txt`), 1e9, 1e9);
    await sandbox.git(directory, 'update-index', '--refresh');
    await sandbox.git(directory, 'write-tree');
    const shaOf = async (name: string) => Buffer.from(await sandbox.git(directory, 'rev-parse', `HEAD:${name}`), 'hex');
    const [a, b] = [await shaOf('dir/a.txt'), await shaOf('dir/b.txt')];
    const left = await afterwards(await open(directory), async () => {
      const index = join(directory, '.git', 'index');
      const bytes = readFileSync(index);
      a.copy(bytes, bytes.indexOf(b));
      createHash('sha1')
        .update(bytes.subarray(0, -20))
        .digest()
        .copy(bytes, bytes.length - 20);
      writeFileSync(index, bytes);
      sandbox.write(directory, {'dir/new.txt': 'new\n'});
      // The cached trees of the index hide from git that it differs from HEAD.
      expect(await status(directory)).toBe('?? dir/new.txt');
    });
    expect(left).toMatchObject({kind: 'committed', leftOut: []});
    expect(await committed(directory)).toBe('A\tdir/new.txt');
  });

  test('works with a split index', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': 'a\n'}});
    await sandbox.git(directory, 'update-index', '--split-index');
    // So many that git would write the shared part anew.
    const files = {'b.txt': 'b\n', 'c.txt': 'c\n', 'd.txt': 'd\n'};
    const outcome = await afterwards(await open(directory), () => sandbox.write(directory, files));
    expect(outcome.kind).toBe('committed');
    expect(await status(directory)).toBe('');
    expect(await sandbox.git(directory, 'ls-files')).toBe('a.txt\nb.txt\nc.txt\nd.txt');
  });
});

describe('what an agent left', () => {
  test.each([
    ['a few', 2],
    ['many', 60],
  ])('is not taken for changed by git diff-files and diff-index: %s files', async (_, count) => {
    const numbered = Object.fromEntries(Array.from({length: count}, (_, n) => [`n/${n}.txt`, `${n}\n`]));
    const directory = await sandbox.createRepository({
      files: {...numbered, 'gone.txt': 'gone\n', 'odd[1].txt': 'odd\n'},
    });
    const outcome = await afterwards(await open(directory), () => {
      const changed = Object.keys(numbered).map((path) => [path, 'changed\n']);
      sandbox.write(directory, {...Object.fromEntries(changed), 'odd[1].txt': 'changed\n', ':(top)new.txt': 'new\n'});
      rmSync(join(directory, 'gone.txt'));
    });
    expect(outcome).toMatchObject({kind: 'committed', leftOut: []});
    expect(await sandbox.git(directory, 'diff-files', '--name-only')).toBe('');
    expect(await sandbox.git(directory, 'diff-index', '--name-only', 'HEAD')).toBe('');
  });

  test('is nothing when it changed nothing, or committed all of it itself', async () => {
    const directory = await sandbox.createRepository();
    const repository = await open(directory);
    expect(await afterwards(repository, () => {})).toEqual({kind: 'nothing', leftOut: []});
    expect(await afterwards(repository, () => sandbox.commitFile(directory, 'a.txt', 'a\n'))).toEqual({
      kind: 'nothing',
      leftOut: [],
    });
  });

  test('is committed on the branch: changed, new, deleted, renamed and executable files and symlinks', async () => {
    const directory = await sandbox.createRepository({
      files: {'a.txt': 'a\n', 'gone.txt': 'gone\n', 'old.txt': 'same\n', 'run.sh': '#!/bin/sh\n', 'sub/x': 'x\n'},
    });
    const before = await sandbox.sha(directory);
    const outcome = await afterwards(
      await open(join(directory, 'sub')),
      () => {
        sandbox.write(directory, {'a.txt': 'changed\n', 'new/b.txt': 'b\n'});
        rmSync(join(directory, 'gone.txt'));
        renameSync(join(directory, 'old.txt'), join(directory, 'renamed.txt'));
        chmodSync(join(directory, 'run.sh'), 0o755);
        symlinkSync('a.txt', join(directory, 'link'));
      },
      {message: 'What the agent did\n\nLaforge-Step-Uid: x\n'},
    );
    expect(outcome).toEqual({kind: 'committed', sha: await sandbox.sha(directory, 'main'), leftOut: []});
    expect(await sandbox.sha(directory, 'HEAD~1')).toBe(before);
    expect(await committed(directory)).toBe(
      ['M\ta.txt', 'D\tgone.txt', 'A\tlink', 'A\tnew/b.txt', 'D\told.txt', 'A\trenamed.txt', 'M\trun.sh'].join('\n'),
    );
    expect(await sandbox.git(directory, 'ls-tree', 'HEAD', 'run.sh', 'link')).toMatch(/^120000 .*\n100755 /);
    expect(await status(directory)).toBe('');
    expect(await sandbox.git(directory, 'diff-index', '--name-only', 'HEAD')).toBe('');
    expect(await sandbox.git(directory, 'log', '-1', '--format=%an <%ae>|%cn <%ce>|%B')).toBe(
      'Ada Sandbox <ada@sandbox.test>|Ada Sandbox <ada@sandbox.test>|What the agent did\n\nLaforge-Step-Uid: x\n',
    );
    expect(await sandbox.git(directory, 'reflog', '-1', '--format=%gs', 'main')).toBe(
      'laforge: commit what the agent left',
    );
  });

  test('is committed after its own commits, on the branch it switched to', async () => {
    const directory = await sandbox.createRepository();
    await afterwards(await open(directory), async () => {
      await sandbox.git(directory, 'checkout', '--quiet', '-b', 'agent');
      await sandbox.commitFile(directory, 'a.txt', '1\n');
      await sandbox.commitFile(directory, 'b.txt', '1\n');
      sandbox.write(directory, {'a.txt': '2\n', 'c.txt': 'c\n'});
      await sandbox.git(directory, 'add', 'c.txt');
    });
    expect(await committed(directory, 'agent')).toBe('M\ta.txt\nA\tc.txt');
    expect(await sandbox.git(directory, 'rev-list', '--count', 'main..agent')).toBe('3');
    expect(await status(directory)).toBe('');
  });

  test('is committed onto a history that it rewrote', async () => {
    const directory = await sandbox.createRepository({commits: 3});
    const base = await sandbox.sha(directory, 'HEAD~1');
    await afterwards(await open(directory), async () => {
      await sandbox.git(directory, 'reset', '--quiet', '--hard', 'HEAD~1');
      sandbox.write(directory, {'a.txt': 'a\n'});
    });
    expect(await sandbox.sha(directory, 'HEAD~1')).toBe(base);
    expect(await committed(directory)).toBe('A\ta.txt');
  });

  test('is committed onto a detached HEAD, and no branch moves', async () => {
    const directory = await sandbox.createRepository();
    await sandbox.git(directory, 'checkout', '--quiet', '--detach');
    const main = await sandbox.sha(directory, 'main');
    const repository = await open(directory);
    const outcome = await afterwards(repository, () => sandbox.write(directory, {'a.txt': 'a\n'}));
    expect(outcome).toMatchObject({kind: 'committed', sha: await sandbox.sha(directory)});
    expect(await sandbox.sha(directory, 'main')).toBe(main);
    expect((await repository.head()).branch).toBeNull();
  });

  test('becomes the first commit of an empty repository, without the files that lay there', async () => {
    const directory = await sandbox.createRepository({commits: 0, files: {'foreign.txt': 'f\n'}});
    const outcome = await afterwards(await open(directory), () => sandbox.write(directory, {'a.txt': 'a\n'}));
    expect(outcome).toEqual({kind: 'committed', sha: await sandbox.sha(directory, 'main'), leftOut: []});
    expect(await committed(directory)).toBe('A\ta.txt');
    expect(await status(directory)).toBe('?? foreign.txt');
  });

  test('is committed in a linked work tree, and the main one stays', async () => {
    const main = await sandbox.createRepository();
    const linked = join(sandbox.folder(), 'linked');
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'other', linked);
    const before = await sandbox.sha(main);
    await afterwards(await open(linked), () => sandbox.write(linked, {'a.txt': 'a\n'}));
    expect(await committed(linked, 'other')).toBe('A\ta.txt');
    expect(await status(linked)).toBe('');
    expect(await sandbox.sha(main)).toBe(before);
    expect(await status(main)).toBe('');
  });

  test('may have any name git allows', async () => {
    const directory = await sandbox.createRepository();
    const names = ['line\nbreak', 'quo"te', 'tab\tand space ', '-n', 'ü', ':(top)x', 'back\\slash'];
    const latin1 = Buffer.from([0x62, 0xe4, 0x72]);
    await afterwards(await open(directory), () => {
      for (const name of names) writeFileSync(join(directory, name), name);
      writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), latin1]), 'bytes');
    });
    const listed = await sandbox.git(directory, 'ls-tree', '-r', '--name-only', '-z', 'HEAD');
    expect(new Set(listed.split('\0'))).toEqual(new Set([...names, 'b\ufffdr', 'README.md', '']));
    expect(await status(directory)).toBe('');
  });

  test('is committed whole when it is more files than fit into one pipe', async () => {
    const directory = await sandbox.createRepository();
    const files = Object.fromEntries(
      Array.from({length: 1500}, (_, number) => [`some/rather/long/folder/name/file-${number}.txt`, `${number}\n`]),
    );
    const outcome = await afterwards(await open(directory), () => sandbox.write(directory, files));
    expect(outcome.kind).toBe('committed');
    expect(await sandbox.git(directory, 'diff', '--shortstat', 'HEAD~1', 'HEAD')).toContain('1500 files changed');
    expect(await status(directory)).toBe('');
  });

  test('is authored as asked for, and as the bot where nobody is configured', async () => {
    const directory = await sandbox.createRepository({identity: false});
    const repository = await open(directory);
    const author = () => sandbox.git(directory, 'log', '-1', '--format=%an <%ae>|%cn <%ce>');
    await afterwards(repository, () => sandbox.write(directory, {'a.txt': '1\n'}));
    const bot = 'github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>';
    expect(await author()).toBe(`${bot}|${bot}`);
    await afterwards(repository, () => sandbox.write(directory, {'a.txt': '2\n'}), {
      author: {name: 'Asked', email: 'asked@sandbox.test'},
    });
    expect(await author()).toBe('Asked <asked@sandbox.test>|Asked <asked@sandbox.test>');
  });
});

describe('what is kept apart', () => {
  test('is a commit on top of HEAD that nothing names; HEAD, index and files stay as they are', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': 'a\n', 'mine.txt': 'mine\n'}});
    sandbox.write(directory, {'mine.txt': 'changed before\n'});
    const before = {head: await sandbox.sha(directory), index: readFileSync(join(directory, '.git', 'index'))};
    const left = await afterwards(
      await open(directory),
      () => sandbox.write(directory, {'a.txt': 'half\n', 'new.txt': 'new\n', 'mine.txt': 'and again\n'}),
      {onto: 'apart'},
    );
    if (left.kind !== 'committed') throw new Error(left.kind);
    expect(left.leftOut).toEqual([{path: 'mine.txt', reason: 'dirty-before'}]);
    expect(await sandbox.sha(directory, `${left.sha}^`)).toBe(before.head);
    expect(await committed(directory, left.sha)).toBe('M\ta.txt\nA\tnew.txt');
    expect(await sandbox.sha(directory)).toBe(before.head);
    expect(readFileSync(join(directory, '.git', 'index')).equals(before.index)).toBe(true);
    expect(await status(directory)).toBe(' M a.txt\n M mine.txt\n?? new.txt');
  });

  test('has what an unfinished merge left, its conflicts as they stand in the files', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': 'a\n'}});
    await sandbox.git(directory, 'checkout', '-q', '-b', 'other');
    await sandbox.commitFile(directory, 'a.txt', 'theirs\n', 'theirs');
    await sandbox.git(directory, 'checkout', '-q', 'main');
    await sandbox.commitFile(directory, 'a.txt', 'ours\n', 'ours');
    const left = await afterwards(
      await open(directory),
      () => sandbox.git(directory, 'merge', 'other').catch(() => {}),
      {onto: 'apart'},
    );
    if (left.kind !== 'committed') throw new Error(left.kind);
    expect(await sandbox.git(directory, 'show', `${left.sha}:a.txt`)).toMatch(/<<<<<<< HEAD\nours\n/);
    expect(existsSync(join(directory, '.git', 'MERGE_HEAD'))).toBe(true);
  });
});

describe('what lay there before', () => {
  test('stays uncommitted: untracked files, changed files, staged changes', async () => {
    const directory = await sandbox.createRepository({
      files: {'a.txt': 'a\n', 'dirty.txt': 'd\n', 'staged.txt': 's\n', 'unstaged.txt': 'u\n'},
    });
    sandbox.write(directory, {
      'dirty.txt': 'mine\n',
      'staged.txt': 'mine\n',
      'new-staged.txt': 'n\n',
      'foreign.txt': 'f\n',
    });
    rmSync(join(directory, 'unstaged.txt'));
    await sandbox.git(directory, 'add', 'staged.txt', 'new-staged.txt');
    const before = await status(directory);
    const outcome = await afterwards(await open(directory), () =>
      sandbox.write(directory, {'a.txt': 'agent\n', 'agent.txt': 'agent\n'}),
    );
    expect(outcome).toMatchObject({kind: 'committed', leftOut: []});
    expect(await committed(directory)).toBe('M\ta.txt\nA\tagent.txt');
    expect(await status(directory)).toBe(before);
  });

  test('and changed since is left and named', async () => {
    const directory = await sandbox.createRepository({files: {'dirty.txt': 'd\n', 'ü.txt': 'u\n'}});
    sandbox.write(directory, {'dirty.txt': 'mine\n', 'ü.txt': 'mine\n', 'foreign.txt': 'f\n'});
    const outcome = await afterwards(await open(directory), () =>
      sandbox.write(directory, {'dirty.txt': 'both\n', 'ü.txt': 'both\n', 'foreign.txt': 'both\n'}),
    );
    expect(outcome).toEqual({
      kind: 'nothing',
      leftOut: ['dirty.txt', 'foreign.txt', 'ü.txt'].map((path) => ({path, reason: 'dirty-before'})),
    });
    expect(await status(directory)).toBe(' M dirty.txt\n M "\\303\\274.txt"\n?? foreign.txt');
  });

  test('is not named when the agent committed or restored it', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n'}});
    sandbox.write(directory, {'a.txt': 'mine\n', 'b.txt': 'mine\n'});
    const outcome = await afterwards(await open(directory), async () => {
      await sandbox.commitFile(directory, 'a.txt', 'agent\n');
      await sandbox.git(directory, 'checkout', '--quiet', '--', 'b.txt');
    });
    expect(outcome).toEqual({kind: 'nothing', leftOut: []});
  });

  test('is carried to another branch uncommitted', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n'}});
    await sandbox.git(directory, 'branch', 'other');
    await sandbox.commitFile(directory, 'b.txt', 'main\n');
    sandbox.write(directory, {'a.txt': 'mine\n', 'foreign.txt': 'f\n'});
    await afterwards(await open(directory), async () => {
      await sandbox.git(directory, 'checkout', '--quiet', 'other');
      sandbox.write(directory, {'b.txt': 'agent\n'});
    });
    expect(await committed(directory, 'other')).toBe('M\tb.txt');
    expect(await status(directory)).toBe(' M a.txt\n?? foreign.txt');
  });

  test('a ledger is never committed, nor what SQLite keeps beside it', async () => {
    const directory = await sandbox.createRepository();
    symlinkSync(directory, join(sandbox.folder(), 'link'));
    const outcome = await afterwards(
      await open(directory),
      () => sandbox.write(directory, {'data/steps.db': 'x', 'data/steps.db-journal': 'x', 'data/steps.dbx': 'x'}),
      {exclude: [join(sandbox.folder(), 'link', 'data', 'steps.db'), '/elsewhere/steps.db']},
    );
    expect(outcome).toMatchObject({
      kind: 'committed',
      leftOut: [
        {path: 'data/steps.db', reason: 'ledger'},
        {path: 'data/steps.db-journal', reason: 'ledger'},
      ],
    });
    expect(await committed(directory)).toBe('A\tdata/steps.dbx');
  });
});

test('a ledger that lay there before is named as a ledger when it changed', async () => {
  const directory = await sandbox.createRepository();
  sandbox.write(directory, {'steps.db': 'before'});
  const outcome = await afterwards(await open(directory), () => sandbox.write(directory, {'steps.db': 'after'}), {
    exclude: [join(directory, 'steps.db')],
  });
  expect(outcome).toEqual({kind: 'nothing', leftOut: [{path: 'steps.db', reason: 'ledger'}]});
});

describe('nothing is committed and the reason is said', () => {
  test('in the middle of a merge, a rebase, a cherry-pick, an am or a bisect', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': '1\n'}});
    await sandbox.git(directory, 'checkout', '--quiet', '-b', 'other');
    await sandbox.commitFile(directory, 'a.txt', '2\n');
    await sandbox.git(directory, 'checkout', '--quiet', 'main');
    const head = await sandbox.commitFile(directory, 'a.txt', '3\n');
    const patches = join(sandbox.folder(), 'patches');
    await sandbox.git(directory, 'format-patch', '--quiet', '-1', 'other', '-o', patches);
    const patch = join(patches, '0001-change-a.txt.patch');
    const repository = await open(directory);
    for (const [word, begin, end] of [
      ['a merge', ['merge', 'other'], '--abort'],
      ['a cherry-pick', ['cherry-pick', 'other'], '--abort'],
      ['a rebase', ['rebase', 'other'], '--abort'],
      ['an am', ['am', patch], '--abort'],
      ['a bisect', ['bisect', 'start', 'HEAD', 'HEAD~1'], 'reset'],
    ] as const) {
      const outcome = await afterwards(repository, async () => {
        await sandbox.tryGit(directory, ...begin);
        sandbox.write(directory, {'new.txt': 'new\n'});
      });
      expect(outcome).toMatchObject({
        kind: 'withheld',
        reason: `The work tree is in the middle of ${word}. Finish it or abort it, then commit.`,
      });
      rmSync(join(directory, 'new.txt'));
      await sandbox.git(directory, begin[0], end);
      expect(await sandbox.sha(directory)).toBe(head);
    }
  });

  test('with conflicts that are not resolved', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': '1\n'}});
    const outcome = await afterwards(await open(directory), async () => {
      sandbox.write(directory, {'a.txt': 'stashed\n'});
      await sandbox.git(directory, 'stash', '--quiet');
      await sandbox.commitFile(directory, 'a.txt', 'committed\n');
      await sandbox.tryGit(directory, 'stash', 'pop');
    });
    expect(outcome).toMatchObject({
      kind: 'withheld',
      reason: '"a.txt" has conflicts that are not resolved. Resolve them, then commit.',
    });
  });

  test('while another git has the index', async () => {
    const directory = await sandbox.createRepository();
    const head = await sandbox.sha(directory);
    const outcome = await afterwards(await open(directory), () =>
      sandbox.write(directory, {'a.txt': 'a\n', '.git/index.lock': ''}),
    );
    const lock = join(directory, '.git/index.lock');
    const reason = `git update-index failed: another git is at work here, or was killed, since ${lock} exists. Delete that file if none is at work.`;
    expect(outcome).toMatchObject({kind: 'withheld', reason});
    expect(await sandbox.sha(directory)).toBe(head);
  });
});

describe('filters', () => {
  test('configured before apply, also when the agent changes their configuration', async () => {
    const directory = await sandbox.createRepository({files: {'.gitattributes': '*.up filter=upper\n'}});
    await sandbox.git(directory, 'config', 'filter.upper.clean', 'tr a-z A-Z');
    const outcome = await afterwards(await open(directory), async () => {
      sandbox.write(directory, {'a.up': 'shout\n'});
      await sandbox.git(directory, 'config', 'filter.upper.clean', `sh -c 'touch ${sandbox.folder()}/ran; cat'`);
    });
    expect(outcome.kind).toBe('committed');
    expect(await sandbox.git(directory, 'show', 'HEAD:a.up')).toBe('SHOUT');
    expect(existsSync(join(sandbox.folder(), 'ran'))).toBe(false);
  });

  test('that nobody configured leave out their files alone, and those are named', async () => {
    const directory = await sandbox.createRepository({files: {'.gitattributes': '*.bin filter=lfs\n'}});
    const outcome = await afterwards(await open(directory), () =>
      sandbox.write(directory, {'big.bin': 'big\n', 'a.txt': 'a\n'}),
    );
    expect(outcome).toMatchObject({
      kind: 'committed',
      leftOut: [{path: 'big.bin', reason: 'filter', detail: 'lfs'}],
    });
    expect(await committed(directory)).toBe('A\ta.txt');
  });

  test('that fail and are required leave out their files alone, and those are named', async () => {
    const directory = await sandbox.createRepository({files: {'.gitattributes': '*.x filter=broken\n'}});
    await sandbox.git(directory, 'config', 'filter.broken.clean', 'false');
    await sandbox.git(directory, 'config', 'filter.broken.required', 'true');
    const outcome = await afterwards(await open(directory), () =>
      sandbox.write(directory, {'a.x': 'x\n', 'b.txt': 'b\n', 'c.x': 'x\n', 'd.txt': 'd\n'}),
    );
    const detail = expect.stringContaining("clean filter 'broken' failed");
    expect(outcome).toMatchObject({
      kind: 'committed',
      leftOut: ['a.x', 'c.x'].map((path) => ({path, reason: 'refused', detail})),
    });
    expect(await committed(directory)).toBe('A\tb.txt\nA\td.txt');
  });
});

describe('a file that the system does not let us look at', () => {
  test('stays out alone, and is named: its path is longer than one can be from here', async () => {
    const directory = await sandbox.createRepository({commits: 1});
    const repository = await open(directory);
    // As deep as git can go from the top of the work tree, which is deeper than the whole path may be.
    const name = 'd'.repeat(203);
    const work = () =>
      execFileSync(
        'sh',
        ['-c', `echo a > a.txt; for i in $(seq 20); do mkdir ${name}; cd -P ${name}; done; echo b > b.txt`],
        {
          cwd: directory,
        },
      );
    expect(await afterwards(repository, work)).toMatchObject({
      kind: 'committed',
      leftOut: [{path: `${`${name}/`.repeat(20)}b.txt`, reason: 'unreadable'}],
    });
    expect(await committed(directory)).toBe('A\ta.txt');
  });
});

describe('on ground an agent prepared', () => {
  test('another folder in the place of the work tree, by a link, is not taken for its work', async () => {
    const directory = await sandbox.createRepository({commits: 1});
    const home = join(sandbox.folder(), 'home-of-somebody');
    mkdirSync(home);
    sandbox.write(home, {'private.txt': 'secret\n'});
    const repository = await open(directory);
    const since = await repository.snapshot();
    renameSync(directory, `${directory}-away`);
    symlinkSync(home, directory);
    sandbox.write(directory, {'work.txt': 'work\n'});
    const request = {since, message: 'leftovers', author: null, exclude: []};
    for (const onto of ['head', 'apart'] as const) {
      expect(await repository.commitLeftovers({...request, onto})).toMatchObject({
        kind: 'withheld',
        reason: expect.stringContaining(`has become a link to "${home}"`),
      });
    }
    expect(await repository.archiveChanged(since, {file: `${home}.tar.gz`, exclude: [], only: 'all'})).toBeNull();
    expect(readdirSync(home).sort()).toEqual(['private.txt', 'work.txt']);
  });

  test('nothing it planted runs, while its work is committed', async () => {
    const directory = await sandbox.createRepository({files: {'.gitattributes': '* filter=known\n', 'a.txt': 'a\n'}});
    await sandbox.git(directory, 'config', 'filter.known.clean', 'cat');
    const traps = join(sandbox.folder(), 'traps');
    mkdirSync(traps);
    const trap = (name: string) => `sh -c 'touch ${join(traps, name)}; cat'`;
    const repository = await open(directory);
    const outcome = await afterwards(repository, async () => {
      sandbox.write(directory, {'a.txt': 'agent\n', 'b.evil': 'b\n'});
      const config = {
        'core.fsmonitor': trap('fsmonitor'),
        'core.hooksPath': join(directory, '.git', 'hooks'),
        'core.pager': trap('pager'),
        'core.editor': trap('editor'),
        'core.sshCommand': trap('ssh'),
        'core.alternateRefsCommand': trap('alternates'),
        'filter.known.clean': trap('known-clean'),
        'filter.known.process': trap('known-process'),
        'filter.evil.clean': trap('evil-clean'),
        'filter.evil.process': trap('evil-process'),
        'diff.external': trap('diff'),
        'diff.evil.textconv': trap('textconv'),
        'gpg.program': trap('gpg'),
        'commit.gpgSign': 'true',
        'core.attributesFile': join(directory, '.git', 'evil-attributes'),
        'gc.auto': '1',
      };
      for (const [key, value] of Object.entries(config)) await sandbox.git(directory, 'config', key, value);
      const hooks = [
        'pre-commit',
        'prepare-commit-msg',
        'commit-msg',
        'post-commit',
        'post-index-change',
        'reference-transaction',
        'fsmonitor-watchman',
      ];
      for (const hook of hooks) {
        sandbox.write(directory, {[`.git/hooks/${hook}`]: `#!/bin/sh\ntouch ${join(traps, hook)}\n`});
        chmodSync(join(directory, '.git', 'hooks', hook), 0o755);
      }
      sandbox.write(directory, {'.git/evil-attributes': '*.evil filter=evil diff=evil\n'});
    });
    expect(outcome.kind).toBe('committed');
    await repository.head();
    await repository.snapshot();
    await repository.diffStat(null, (await repository.resolve('HEAD')) ?? '');
    await repository.localRefs('refs/heads/');
    await repository.otherWorkTreesWith('main');
    expect(readdirSync(traps)).toEqual([]);
    // The traps themselves work: the first git that reads this configuration falls into them.
    await sandbox.tryGit(directory, 'status');
    expect(readdirSync(traps)).toContain('fsmonitor');
    expect(
      await sandbox.git(directory, '-c', 'core.fsmonitor=false', 'show', '--no-ext-diff', '--format=', '--name-only'),
    ).toBe('a.txt\nb.evil');
  });

  test('attributes outside the tree that name a new filter leave out every file', async () => {
    const directory = await sandbox.createRepository();
    const outcome = await afterwards(await open(directory), async () => {
      await sandbox.git(directory, 'config', 'filter.evil.clean', `sh -c 'touch ${sandbox.folder()}/ran; cat'`);
      sandbox.write(directory, {'a.txt': 'a\n', '.git/info/attributes': '* filter=evil\n'});
    });
    expect(outcome).toEqual({kind: 'nothing', leftOut: [{path: 'a.txt', reason: 'filter', detail: 'evil'}]});
    expect(existsSync(join(sandbox.folder(), 'ran'))).toBe(false);
  });

  test('a submodule with a configuration of its own starts nothing', async () => {
    const {directory} = await withSubmodule();
    const repository = await open(directory);
    const outcome = await afterwards(repository, async () => {
      await sandbox.git(join(directory, 'sub'), 'config', 'filter.evil.clean', `touch ${sandbox.folder()}/ran; cat`);
      sandbox.write(directory, {
        '.git/modules/sub/info/attributes': '* filter=evil\n',
        'sub/lib.txt': 'new\n',
        'a.txt': 'a\n',
      });
    });
    expect(outcome.kind).toBe('committed');
    expect(existsSync(join(sandbox.folder(), 'ran'))).toBe(false);
    expect(await committed(directory)).toBe('A\ta.txt');
  });
});

async function withSubmodule() {
  const library = await sandbox.createRepository({files: {'lib.txt': 'lib\n'}});
  const remote = await sandbox.createBareRemote({name: 'library.git', from: library});
  const directory = await sandbox.createRepository();
  await sandbox.git(directory, 'submodule', '--quiet', 'add', remote, 'sub');
  await sandbox.git(directory, 'commit', '--quiet', '-m', 'add a submodule');
  await sandbox.git(join(directory, 'sub'), 'config', 'user.name', 'Sub');
  await sandbox.git(join(directory, 'sub'), 'config', 'user.email', 'sub@sandbox.test');
  return {directory, library, remote};
}

describe('submodules', () => {
  test('what is in one lay there before', async () => {
    const {directory} = await withSubmodule();
    expect((await (await open(directory)).snapshot()).older).toEqual([
      {path: 'sub/', stamp: 'submodule', content: null},
    ]);
  });

  test('at a commit that its remote lacks is left out and named', async () => {
    const {directory} = await withSubmodule();
    const outcome = await afterwards(await open(directory), async () => {
      await sandbox.commitFile(join(directory, 'sub'), 'lib.txt', 'agent\n');
      sandbox.write(directory, {'a.txt': 'a\n'});
    });
    expect(outcome).toMatchObject({kind: 'committed', leftOut: [{path: 'sub', reason: 'unpublished'}]});
    expect(await committed(directory)).toBe('A\ta.txt');
    expect(await status(directory)).toBe(' M sub');
  });

  test('at a commit that its remote has is committed', async () => {
    const {directory} = await withSubmodule();
    const outcome = await afterwards(await open(directory), async () => {
      await sandbox.commitFile(join(directory, 'sub'), 'lib.txt', 'agent\n');
      await sandbox.git(join(directory, 'sub'), 'push', '--quiet', 'origin', 'HEAD:main');
    });
    expect(outcome).toMatchObject({kind: 'committed', leftOut: []});
    expect(await committed(directory)).toBe('M\tsub');
    expect(await status(directory)).toBe('');
  });

  test('a repository the agent made inside is left out, with and without commits', async () => {
    const {directory, remote} = await withSubmodule();
    const outcome = await afterwards(await open(directory), async () => {
      await sandbox.git(directory, 'clone', '--quiet', remote, 'cloned');
      await sandbox.git(directory, 'init', '--quiet', 'empty');
      sandbox.write(directory, {'empty/a.txt': 'a\n', 'b.txt': 'b\n'});
    });
    expect(outcome).toMatchObject({
      kind: 'committed',
      leftOut: [
        {path: 'cloned', reason: 'submodule'},
        {path: 'empty', reason: 'unpublished'},
      ],
    });
    expect(await committed(directory)).toBe('A\tb.txt');
    expect(await status(directory)).toBe('?? cloned/\n?? empty/');
  });
});
