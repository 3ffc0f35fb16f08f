import {execFileSync} from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {openGit} from '../../../src/git/open.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();

/** Lets an agent work between the snapshot and the commit; resolves to what was committed and what was left out. */
async function afterAgent(directory: string, agent: () => unknown, temporaryDirectory = sandbox.folder()) {
  const before = (await sandbox.tryGit(directory, 'rev-parse', '--verify', '-q', 'HEAD')).stdout.trim();
  const repository = await openGit({environment: sandbox.env(), temporaryDirectory}).open(directory);
  try {
    const since = await repository.snapshot();
    await agent();
    const request = {since, message: 'left', author: null, exclude: [], onto: 'head'} as const;
    const outcome = await repository.commitLeftovers(request);
    const sha = outcome.kind === 'committed' ? outcome.sha : null;
    const names =
      sha === null ? '' : await sandbox.git(directory, 'show', '--format=', '--name-status', '--no-renames', sha);
    return {
      since: since.older.map(({path}) => path),
      committed: names.split('\n').filter((line) => line !== ''),
      leftOut: outcome.leftOut.map(
        ({path, reason, from}) => `${path} ${reason}${from === undefined ? '' : ` from ${from}`}`,
      ),
      before,
    };
  } finally {
    await repository.close();
  }
}

/** A repository with secrets and dependencies that are ignored. */
async function withIgnored() {
  const directory = await sandbox.createRepository({
    files: {'.gitignore': '.env\nnode_modules/\n*.log\n', 'a.txt': 'a\n', 'logs/kept.txt': 'kept\n'},
  });
  sandbox.write(directory, {
    '.env': 'TOKEN=1\n',
    'node_modules/x/index.js': 'x\n',
    'logs/old.log': 'old\n',
    'notes/mine.txt': 'mine\n',
  });
  return directory;
}

describe('what lay there before is not committed', () => {
  test.each([
    ['when the agent changes .gitignore', (work: string) => sandbox.write(work, {'.gitignore': 'dist/\n'})],
    ['when it removes .gitignore', (work: string) => rmSync(join(work, '.gitignore'))],
    ['when it takes rules back', (work: string) => appendFileSync(join(work, '.gitignore'), '!.env\n!node_modules/\n')],
    ['on an orphan branch', (work: string) => sandbox.git(work, 'checkout', '-q', '--orphan', 'new')],
    [
      'on a branch without the rules',
      async (work: string) => {
        await sandbox.git(work, 'checkout', '-q', '-b', 'bare');
        await sandbox.git(work, 'rm', '-q', '.gitignore');
        await sandbox.git(work, 'commit', '-q', '-m', 'no rules');
      },
    ],
    [
      'when it stages everything and commits a part',
      async (work: string) => {
        rmSync(join(work, '.gitignore'));
        await sandbox.git(work, 'add', '-A');
        await sandbox.git(work, 'commit', '-q', '-m', 'part', 'a.txt', '--allow-empty');
      },
    ],
  ])('%s', async (_, agent) => {
    const work = await withIgnored();
    const {committed} = await afterAgent(work, async () => {
      await agent(work);
      sandbox.write(work, {'new.txt': 'new\n', 'notes/agents.txt': 'new\n', 'logs/new.txt': 'new\n'});
    });
    const names = committed.map((line) => line.slice(2));
    expect(names).toEqual(expect.arrayContaining(['logs/new.txt', 'new.txt', 'notes/agents.txt']));
    expect(names.filter((name) => /env|node_modules|\.log$|mine/.test(name))).toEqual([]);
    expect(existsSync(join(work, '.env')) && existsSync(join(work, 'node_modules/x/index.js'))).toBe(true);
  });

  test('when their names are no UTF-8', async () => {
    const work = await withIgnored();
    const inWork = (...bytes: readonly number[]) => Buffer.concat([Buffer.from(`${work}/`), Buffer.from(bytes)]);
    // `bär` and `bör` in latin1, a file by itself and one in a folder of such a name.
    const [old, folder, made] = [inWork(0x62, 0xe4, 0x72), inWork(0x62, 0xf6, 0x72), inWork(0x6e, 0xe4)];
    writeFileSync(old, 'mine');
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from('/x')]), 'mine');
    const {committed} = await afterAgent(work, () => {
      rmSync(join(work, '.gitignore'));
      writeFileSync(made, 'new');
    });
    expect(committed).toEqual(['D\t.gitignore', 'A\t"n\\344"']);
  });

  test('when rules outside the tree go: info/exclude, and the excludes of the user', async () => {
    const work = await sandbox.createRepository();
    await sandbox.git(work, 'config', 'core.excludesFile', join(sandbox.folder(), 'excludes'));
    sandbox.write(sandbox.folder(), {excludes: '*.key\n'});
    sandbox.write(work, {'.git/info/exclude': '.env\n', '.env': '1\n', 'a.key': '1\n'});
    const {committed} = await afterAgent(work, () => {
      rmSync(join(work, '.git/info/exclude'));
      rmSync(join(sandbox.folder(), 'excludes'));
      sandbox.write(work, {'b.key': '2\n'});
    });
    expect(committed).toEqual(['A\tb.key']);
  });

  test('when a nested repository, or a submodule, loses its git folder', async () => {
    const library = await sandbox.createRepository({files: {'lib.txt': 'lib\n'}});
    const work = await sandbox.createRepository();
    await sandbox.git(work, 'submodule', '--quiet', 'add', library, 'sub');
    await sandbox.git(work, 'commit', '-q', '-m', 'sub');
    await sandbox.git(work, 'clone', '-q', library, 'vendor');
    const {committed, leftOut} = await afterAgent(work, async () => {
      rmSync(join(work, 'vendor/.git'), {recursive: true});
      rmSync(join(work, 'sub/.git'));
      await sandbox.git(work, 'rm', '-q', '--cached', 'sub');
      sandbox.write(work, {'new.txt': 'new\n'});
    });
    expect(committed.filter((line) => /lib/.test(line))).toEqual([]);
    expect(committed).toContain('A\tnew.txt');
    expect(leftOut).toEqual(['sub/ was-submodule', 'vendor/ older-folder']);
  });

  test('when a submodule with a commit of its own gives way to a folder, which is committed, and not called left out', async () => {
    const library = await sandbox.createRepository({files: {'lib.txt': 'lib\n'}});
    const work = await sandbox.createRepository();
    await sandbox.git(work, 'submodule', '--quiet', 'add', library, 'lib/sub');
    await sandbox.git(work, 'commit', '-q', '-m', 'sub');
    await sandbox.commitFile(join(work, 'lib/sub'), 'lib.txt', 'more\n');
    const {committed, leftOut} = await afterAgent(work, async () => {
      await sandbox.git(work, 'submodule', '--quiet', 'deinit', '-f', 'lib/sub');
      await sandbox.git(work, 'rm', '-qf', 'lib/sub');
      sandbox.write(work, {'lib/sub/file': 'file\n'});
    });
    expect(committed).toEqual(expect.arrayContaining(['D\tlib/sub', 'A\tlib/sub/file']));
    expect(leftOut).toEqual([]);
  });

  test.each<[string, (work: string) => unknown, readonly string[]]>([
    ['nothing', () => undefined, []],
    ['a file', (work) => appendFileSync(join(work, 'old/d/lib.txt'), 'x'), ['old/']],
    ['a new file', (work) => sandbox.write(work, {'old/d/new.txt': 'x', 'fresh/new.txt': 'x'}), ['fresh/', 'old/']],
    ['a file that is gone', (work) => rmSync(join(work, 'old/d/lib.txt')), ['old/']],
    [
      'a commit without files',
      (work) =>
        sandbox.git(
          `${work}/old`,
          '-c',
          'user.name=A',
          '-c',
          'user.email=a@sandbox.test',
          'commit',
          '-q',
          '--allow-empty',
          '-m',
          'c',
        ),
      ['old/'],
    ],
    ['an index', (work) => sandbox.git(`${work}/fresh`, 'add', '.'), ['fresh/']],
    ['a branch', (work) => sandbox.git(`${work}/old`, 'branch', 'new'), ['old/']],
    [
      'a commit in a work tree',
      (work) => sandbox.git(`${work}/tree`, 'commit', '-q', '--allow-empty', '-m', 'c'),
      ['tree/'],
    ],
  ])('and of repositories inside, those that the agent wrote in are named: %s', async (_, agent, named) => {
    const work = await sandbox.createRepository();
    await sandbox.git(work, 'clone', '-q', await sandbox.createRepository({files: {'d/lib.txt': 'lib\n'}}), 'old');
    await sandbox.git(work, 'init', '-q', 'fresh');
    await sandbox.git(work, 'worktree', 'add', '-q', '--detach', 'tree');
    sandbox.write(work, {'fresh/a.txt': 'a\n'});
    await new Promise((resolve) => setTimeout(resolve, 30));
    const {committed, leftOut} = await afterAgent(work, () => agent(work));
    expect([committed, leftOut]).toEqual([[], named.map((path) => `${path} dirty-before`)]);
  });

  test.each([
    ['skip-worktree', '--skip-worktree', '--no-skip-worktree'],
    ['assume-unchanged', '--assume-unchanged', '--no-assume-unchanged'],
  ])('when it was hidden by %s and the bit goes', async (_, set, clear) => {
    const work = await sandbox.createRepository({files: {'config.txt': 'shared\n', 'other.txt': 'o\n'}});
    await sandbox.git(work, 'update-index', set, 'config.txt', 'other.txt');
    sandbox.write(work, {'config.txt': 'my password\n'});
    const {since, committed, leftOut} = await afterAgent(work, async () => {
      await sandbox.git(work, 'update-index', clear, 'config.txt');
      sandbox.write(work, {'other.txt': 'of the agent\n'});
    });
    expect([since, committed, leftOut]).toEqual([['config.txt'], ['M\tother.txt'], []]);
  });

  test('when the agent changed it: then it is named', async () => {
    const work = await withIgnored();
    const {committed, leftOut} = await afterAgent(work, () => {
      sandbox.write(work, {'.gitignore': '\n', '.env': 'TOKEN=2\n', 'notes/mine.txt': 'of the agent\n'});
    });
    expect(committed).toEqual(['M\t.gitignore']);
    expect(leftOut).toEqual(['.env dirty-before', 'node_modules/ older-folder', 'notes/mine.txt dirty-before']);
  });

  test('under another name: renamed, or a copy of a secret; not another copy, what HEAD has, or what has its size', async () => {
    const work = await withIgnored();
    sandbox.write(work, {'plan.md': 'plan\n', 'a.bak': 'a\n', 'empty.txt': '', 'dirty.txt': 'x\n'});
    sandbox.write(work, {'here.md': 'here\n'});
    await sandbox.git(work, 'add', 'dirty.txt');
    const moved = await afterAgent(work, async () => {
      mkdirSync(join(work, 'docs'));
      renameSync(join(work, 'plan.md'), join(work, 'docs/plan.md'));
      renameSync(join(work, 'notes'), join(work, 'n'));
      await sandbox.git(work, 'mv', 'dirty.txt', 'clean.txt');
      copyFileSync(join(work, '.env'), join(work, 'env.txt'));
      copyFileSync(join(work, 'docs/plan.md'), join(work, 'copy.md'));
      copyFileSync(join(work, 'a.txt'), join(work, 'b.txt'));
      copyFileSync(join(work, 'here.md'), join(work, 'agents.md'));
      sandbox.write(work, {'other.md': 'PLAN\n', 'nothing.txt': ''});
      symlinkSync('a.txt', join(work, 'link'));
    });
    expect(moved.committed).toEqual(
      ['agents.md', 'b.txt', 'copy.md', 'link', 'nothing.txt', 'other.md'].map((path) => `A\t${path}`),
    );
    expect(moved.leftOut).toEqual([
      'clean.txt carried from dirty.txt',
      'docs/plan.md carried from plan.md',
      'env.txt carried from .env',
      'n/mine.txt carried from notes/mine.txt',
    ]);
  });

  test('under another name and written since; not a new file, though it may have the inode of one that is deleted', async () => {
    const work = await withIgnored();
    sandbox.write(work, {'dirty.txt': 'x\n', 'old.md': 'old\n'});
    await sandbox.git(work, 'add', 'dirty.txt');
    const {committed, leftOut} = await afterAgent(work, async () => {
      renameSync(join(work, 'notes/mine.txt'), join(work, 'x.md'));
      renameSync(join(work, '.env'), join(work, 'config.txt'));
      await sandbox.git(work, 'mv', 'dirty.txt', 'clean.txt');
      rmSync(join(work, 'old.md'));
      for (const name of ['x.md', 'config.txt', 'clean.txt', 'new.md']) appendFileSync(join(work, name), 'more\n');
      renameSync(join(work, 'config.txt'), join(work, 'a.txt'));
    });
    expect(committed).toEqual(['A\tnew.md']);
    expect(leftOut).toEqual([
      'a.txt carried from .env',
      'clean.txt carried from dirty.txt',
      'x.md carried from notes/mine.txt',
    ]);
  });

  test('when an ignored folder, or a repository inside, has another name', async () => {
    const work = await withIgnored();
    await sandbox.createRepository({name: 'inside'});
    renameSync(join(sandbox.folder(), 'inside'), join(work, 'inside'));
    const {committed, leftOut} = await afterAgent(work, () => {
      renameSync(join(work, 'node_modules'), join(work, 'vendored'));
      renameSync(join(work, 'inside'), join(work, 'third'));
      rmSync(join(work, 'third/.git'), {recursive: true});
      sandbox.write(work, {'new.txt': 'new\n'});
    });
    expect(committed).toEqual(['A\tnew.txt']);
    expect(leftOut).toEqual(['third/README.md carried from inside/', 'vendored/x/index.js carried from node_modules/']);
  });

  test.each([
    ['that lies in a folder with an ignored one', 'mv pkg lib', ['A\tlib/a.py', 'D\tpkg/a.py'], []],
    ['while an ignored folder goes', 'rm -r pkg/cache; mv pkg lib', ['A\tlib/a.py', 'D\tpkg/a.py'], []],
    [
      'and is written over by a file of before that was written anew',
      'echo b > stale; mv stale pkg/a.py',
      ['M\tpkg/a.py'],
      [],
    ],
    [
      'from git alone, while an ignored folder goes',
      'rm -r pkg/cache; git rm -q --cached pkg/a.py',
      ['D\tpkg/a.py'],
      ['pkg/a.py untracked'],
    ],
  ])('but a tracked file that the agent moves %s is its own work', async (_, script, changes, named) => {
    const work = await sandbox.createRepository({files: {'.gitignore': 'cache/\n', 'pkg/a.py': 'a\n'}});
    sandbox.write(work, {'pkg/cache/x': 'x\n', stale: 'old\n'});
    const {committed, leftOut} = await afterAgent(work, () => execFileSync('sh', ['-c', script], {cwd: work}));
    expect([committed, leftOut]).toEqual([changes, named]);
  });

  test('when a nested repository has another name, whose commit others can get', async () => {
    const work = await sandbox.createRepository();
    const inner = await sandbox.createRepository({name: 'inner'});
    await sandbox.git(work, 'clone', '-q', await sandbox.createBareRemote({from: inner}), 'theirs');
    const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(work);
    const snapshot = await repository.snapshot();
    renameSync(join(work, 'theirs'), join(work, 'moved'));
    const since = {...snapshot, takenAt: Date.now() + 5_000};
    const request = {since, message: 'left', author: null, exclude: [], onto: 'head'} as const;
    const leftOut = [{path: 'moved/', reason: 'carried', from: 'theirs/', files: 1}];
    expect(await repository.commitLeftovers(request)).toEqual({kind: 'nothing', leftOut});
    await repository.close();
  });

  test('when it was deleted before, and stays so', async () => {
    const work = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n'}});
    rmSync(join(work, 'a.txt'));
    const {committed, leftOut} = await afterAgent(work, () => rmSync(join(work, 'b.txt')));
    expect([committed, leftOut]).toEqual([['D\tb.txt'], []]);
  });

  test('by another case of its name, where the disk takes both for one', async () => {
    const work = await sandbox.createRepository();
    await sandbox.git(work, 'config', 'core.ignoreCase', 'true');
    sandbox.write(work, {'Secret.txt': 's\n'});
    const {committed} = await afterAgent(work, () => {
      renameSync(join(work, 'Secret.txt'), join(work, 'SECRET.txt'));
      sandbox.write(work, {'new.txt': 'new\n'});
    });
    expect(committed).toEqual(['A\tnew.txt']);
  });

  test('and a rename of a tracked file to another case is seen whole, though the setting is of another disk', async () => {
    const work = await sandbox.createRepository({files: {'a.txt': 'a\n', 'd/b.txt': 'b\n'}});
    await sandbox.git(work, 'config', 'core.ignoreCase', 'true');
    const {committed, leftOut} = await afterAgent(work, () => {
      renameSync(join(work, 'a.txt'), join(work, 'A.txt'));
      renameSync(join(work, 'd'), join(work, 'D'));
    });
    expect([committed, leftOut]).toEqual([['A\tA.txt', 'A\tD/b.txt', 'D\ta.txt', 'D\td/b.txt'], []]);
  });

  test('when it is a temporary file of ours', async () => {
    const work = await sandbox.createRepository();
    mkdirSync(join(work, 'tmp'));
    const {committed} = await afterAgent(
      work,
      () => sandbox.write(work, {'f.txt': 'f\n', 'tmp/agents.txt': 'a\n'}),
      join(work, 'tmp'),
    );
    expect(committed).toEqual(['A\tf.txt', 'A\ttmp/agents.txt']);
  });
});

describe('what the agent committed by itself', () => {
  test('is its own, also when it lay there before, and so is what it changes there afterwards', async () => {
    const work = await withIgnored();
    sandbox.write(work, {'a.txt': 'mine\n'});
    const {committed, leftOut} = await afterAgent(work, async () => {
      await sandbox.git(work, 'add', '-f', '.env', 'a.txt');
      await sandbox.git(work, 'commit', '-q', '-m', 'on purpose');
      sandbox.write(work, {'.env': 'TOKEN=3\n', 'a.txt': 'more\n'});
    });
    expect([committed, leftOut]).toEqual([['M\t.env', 'M\ta.txt'], []]);
  });

  test('is not what another branch has there', async () => {
    const work = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n'}});
    await sandbox.git(work, 'branch', 'other');
    await sandbox.commitFile(work, 'b.txt', 'on main\n');
    sandbox.write(work, {'a.txt': 'mine\n'});
    const {committed, leftOut} = await afterAgent(work, async () => {
      await sandbox.git(work, 'checkout', '-q', 'other');
      sandbox.write(work, {'a.txt': 'both\n', 'c.txt': 'c\n'});
    });
    expect([committed, leftOut]).toEqual([['A\tc.txt'], ['a.txt dirty-before']]);
  });
});

describe('a file of before that the agent committed by itself', () => {
  test('is named, as what somebody had staged or changed is; what it has not committed is not', async () => {
    const work = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n', 'c.txt': 'c\n'}});
    sandbox.write(work, {'a.txt': 'mine\n', 'b.txt': 'mine\n', 'staged.txt': 'mine\n'});
    await sandbox.git(work, 'add', 'staged.txt');
    const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(work);
    const since = await repository.snapshot();
    sandbox.write(work, {'c.txt': 'of the agent\n'});
    await sandbox.git(work, 'commit', '-q', '-m', 'all that is staged', 'staged.txt', 'a.txt', 'c.txt');
    expect(await repository.noteFilesThatStay(since)).toEqual(['a.txt', 'staged.txt']);
    await repository.close();
  });

  test('is named and stays on the disk too when it has another name', async () => {
    const work = await withIgnored();
    const from = await sandbox.sha(work);
    const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(work);
    const since = await repository.snapshot();
    renameSync(join(work, 'notes/mine.txt'), join(work, 'mine.txt'));
    sandbox.write(work, {'new.txt': 'new\n'});
    await sandbox.git(work, 'add', '-A');
    await sandbox.git(work, 'commit', '-q', '-m', 'all');
    expect(await repository.noteFilesThatStay(since)).toEqual(['mine.txt']);
    expect(await repository.findGone({since, exclude: [], made: []})).toEqual([]);
    await repository.resetBranch('main', await sandbox.sha(work), from, null);
    expect(['mine.txt', 'new.txt'].map((path) => existsSync(join(work, path)))).toEqual([true, false]);
    await repository.close();
  });

  /** Lets an agent commit what is ignored and untracked, and one file of its own; resolves to the commits around it. */
  async function committedByAgent(work: string) {
    const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(work);
    const since = await repository.snapshot();
    const from = await sandbox.sha(work);
    sandbox.write(work, {'new.txt': 'new\n'});
    await sandbox.git(work, 'add', '-f', '.env', 'notes', 'node_modules', 'new.txt');
    await sandbox.git(work, 'commit', '-q', '-m', 'everything');
    expect(await repository.noteFilesThatStay(since)).toEqual(['.env', 'node_modules/x/index.js', 'notes/mine.txt']);
    return {repository, from, to: await sandbox.sha(work)};
  }

  test('stays on the disk when the commit goes, and is in nobody’s way when it comes back', async () => {
    const work = await withIgnored();
    const {repository, from, to} = await committedByAgent(work);
    try {
      await repository.resetBranch('main', to, from, null);
      expect(
        ['.env', 'notes/mine.txt', 'node_modules/x/index.js', 'new.txt'].map((path) => existsSync(join(work, path))),
      ).toEqual([true, true, true, false]);
      expect(await sandbox.git(work, 'status', '--porcelain')).toBe('?? notes/');
      await repository.resetBranch('main', from, to, null);
      expect([await sandbox.sha(work), await sandbox.git(work, 'status', '--porcelain')]).toEqual([to, '']);
      expect(existsSync(join(work, 'new.txt'))).toBe(true);
    } finally {
      await repository.close();
    }
  });

  test('is not written over when it is another by then', async () => {
    const work = await withIgnored();
    const {repository, from, to} = await committedByAgent(work);
    try {
      await repository.resetBranch('main', to, from, null);
      sandbox.write(work, {'.env': 'TOKEN=2\n'});
      await expect(repository.resetBranch('main', from, to, null)).rejects.toThrow(/would overwrite "\.env"/);
    } finally {
      await repository.close();
    }
  });
});

describe('what the agent left is committed', () => {
  test('where it staged a removal of what is ignored now, as git commit would', async () => {
    const work = await sandbox.createRepository({files: {'dist/out.js': 'out\n', 'a.txt': 'a\n'}});
    const {committed} = await afterAgent(work, async () => {
      sandbox.write(work, {'.gitignore': 'dist/\n'});
      await sandbox.git(work, 'rm', '-q', '-r', '--cached', 'dist');
    });
    expect(committed).toEqual(['A\t.gitignore', 'D\tdist/out.js']);
    expect(existsSync(join(work, 'dist/out.js'))).toBe(true);
  });

  test('where it took a file from git alone: staged, and not undone where it committed that', async () => {
    const files = {'secret.env': 'TOKEN=1\n', 'key.pem': 'key\n', 'a.txt': 'a\n'};
    const work = await sandbox.createRepository({files});
    const {committed, leftOut} = await afterAgent(work, async () => {
      await sandbox.git(work, 'rm', '-q', '--cached', 'key.pem');
      await sandbox.git(work, 'commit', '-q', '-m', 'untrack');
      await sandbox.git(work, 'rm', '-q', '--cached', 'secret.env');
      sandbox.write(work, {'x.txt': 'x\n'});
    });
    expect(committed).toEqual(['D\tsecret.env', 'A\tx.txt']);
    expect(leftOut).toEqual(['key.pem untracked', 'secret.env untracked']);
    expect(await sandbox.git(work, 'status', '--porcelain')).toBe('?? key.pem\n?? secret.env');
    const repository = await openGit({environment: sandbox.env(), temporaryDirectory: sandbox.folder()}).open(work);
    const [from, to] = [await sandbox.sha(work), await sandbox.sha(work, 'HEAD~2')];
    await repository.resetBranch('main', from, to, null);
    await repository.close();
    expect(await sandbox.git(work, 'status', '--porcelain')).toBe('');
  });

  test('where it took a file from git and then wrote it, with what it wrote', async () => {
    const work = await sandbox.createRepository({files: {'config.env': 'A=1\n', 'b.env': 'B=1\n', 'a.txt': 'a\n'}});
    const {committed} = await afterAgent(work, async () => {
      await sandbox.git(work, 'rm', '-q', '--cached', 'b.env');
      await sandbox.git(work, 'commit', '-q', '-m', 'untrack');
      await sandbox.git(work, 'rm', '-q', '--cached', 'config.env');
      sandbox.write(work, {'config.env': 'A=2\n', 'b.env': 'B=2\n'});
    });
    expect(committed).toEqual(['A\tb.env', 'M\tconfig.env']);
  });

  test('by its own commit of a whole folder, whose files it left on disk', async () => {
    const work = await sandbox.createRepository({files: {'dist/a.js': 'a\n', 'dist/b.js': 'b\n', 'c.txt': 'c\n'}});
    const {committed, leftOut} = await afterAgent(work, async () => {
      await sandbox.git(work, 'rm', '-q', '-r', '--cached', 'dist');
      await sandbox.git(work, 'commit', '-q', '-m', 'untrack');
    });
    expect([committed, leftOut]).toEqual([[], ['dist/a.js untracked', 'dist/b.js untracked']]);
  });

  test('but not a removal of every file where the index was made anew with some', async () => {
    const work = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n'}});
    const {committed, leftOut} = await afterAgent(work, async () => {
      sandbox.write(work, {'c.txt': 'c\n'});
      rmSync(join(work, '.git/index'));
      await sandbox.git(work, 'add', 'c.txt');
    });
    expect(committed).toEqual(['A\tc.txt']);
    expect(leftOut).toEqual(['a.txt not-in-index', 'b.txt not-in-index']);
  });

  test('where the index is gone, and then there is one again', async () => {
    const work = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n', 'd.txt': 'd\n'}});
    const {committed, leftOut} = await afterAgent(work, () => {
      sandbox.write(work, {'a.txt': 'changed\n', 'c.txt': 'c\n'});
      rmSync(join(work, 'b.txt'));
      rmSync(join(work, '.git/index'));
    });
    expect(leftOut).toEqual([]);
    expect(committed).toEqual(['M\ta.txt', 'D\tb.txt', 'A\tc.txt']);
    expect(await sandbox.git(work, 'status', '--porcelain')).toBe('');
  });

  test('outside the cone of a sparse checkout, as it is, and never as a deletion', async () => {
    const work = await sandbox.createRepository({
      files: {'in/a': 'a\n', 'out/b': 'b\n', 'out/c': 'c\n', 'far/d': 'd\n'},
    });
    await sandbox.git(work, 'sparse-checkout', 'init', '--cone', '--sparse-index');
    await sandbox.git(work, 'sparse-checkout', 'set', 'in');
    const {committed} = await afterAgent(work, () => sandbox.write(work, {'out/b': 'changed\n', 'far/new': 'new\n'}));
    expect(committed).toEqual(['A\tfar/new', 'M\tout/b']);
    expect(await sandbox.git(work, 'ls-tree', '-r', '--name-only', 'HEAD')).toBe('far/d\nfar/new\nin/a\nout/b\nout/c');
  });

  test('with line ends as git has them: a file that has always had CRLF keeps it', async () => {
    const work = await sandbox.createRepository({files: {'dos.txt': 'one\r\ntwo\r\n', 'unix.txt': 'one\n'}});
    await sandbox.git(work, 'config', 'core.autocrlf', 'input');
    const {committed} = await afterAgent(work, () => {
      sandbox.write(work, {'dos.txt': 'one\r\nthree\r\n', 'new.txt': 'new\r\n'});
      utimesSync(join(work, 'unix.txt'), 1, 1);
    });
    expect(committed).toEqual(['M\tdos.txt', 'A\tnew.txt']);
    expect(await sandbox.git(work, 'show', 'HEAD:dos.txt')).toBe('one\r\nthree\r');
    expect(await sandbox.git(work, 'show', 'HEAD:new.txt')).toBe('new');
  });
});
