import {chmodSync, existsSync, mkdirSync, rmSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();

describe('opening a work tree', () => {
  test('finds its top folder from a subfolder, also through a symlink and with spaces in the name', async () => {
    const directory = await sandbox.createRepository({name: 'my project', files: {'deep/er/a.txt': 'a\n'}});
    symlinkSync(directory, join(sandbox.folder(), 'link'));
    const repository = await open(join(sandbox.folder(), 'link', 'deep', 'er'));
    expect(repository.root).toBe(directory);
    expect(repository.gitDir).toBe(join(directory, '.git'));
    expect(repository.commonDir).toBe(join(directory, '.git'));
    expect(repository.mainWorkTree).toBe(directory);
    expect(repository.remote).toBeNull();
  });

  test('names the main work tree from every linked one', async () => {
    const main = await sandbox.createRepository();
    const linked = join(sandbox.folder(), 'linked');
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'other', linked);
    const repository = await open(linked);
    expect(repository).toMatchObject({
      root: linked,
      gitDir: join(main, '.git', 'worktrees', 'linked'),
      commonDir: join(main, '.git'),
      mainWorkTree: main,
    });
  });

  test('takes the bare repository for the main one when its work trees hang on that', async () => {
    const source = await sandbox.createRepository();
    const bare = await sandbox.createBareRemote({name: 'project.git', from: source});
    const linked = join(sandbox.folder(), 'linked');
    await sandbox.git(bare, 'worktree', 'add', '--quiet', linked, 'main');
    expect((await open(linked)).mainWorkTree).toBe(bare);
  });

  test.each([
    ['below the top', async (below: string) => void mkdirSync(below)],
    ['with packed refs', async (below: string) => void (await sandbox.git(join(below, '..'), 'pack-refs', '--all'))],
    ['beside an empty folder .git', async (below: string) => void mkdirSync(join(below, '.git'), {recursive: true})],
    ['beside a file HEAD', async (below: string) => sandbox.write(below, {HEAD: 'x'})],
    [
      'in a repository that is inside another one',
      async (below: string) => {
        mkdirSync(below);
        await sandbox.git(below, 'init', '--quiet', '--initial-branch=main');
        await sandbox.commitFile(below, 'b.txt', 'b\n');
      },
    ],
    [
      'in a work tree that is elsewhere',
      async (below: string) => {
        mkdirSync(join(below, 'deeper'), {recursive: true});
        await sandbox.git(join(below, '..'), 'config', 'core.worktree', below);
      },
    ],
  ])('finds what git finds: %s', async (_name, arrange) => {
    const below = join(await sandbox.createRepository(), 'below');
    await arrange(below);
    const directory = existsSync(below) ? below : join(below, '..');
    const names = ['--show-toplevel', '--absolute-git-dir', '--git-common-dir'];
    const [root, gitDir, commonDir] = (
      await sandbox.git(directory, 'rev-parse', '--path-format=absolute', ...names)
    ).split('\n');
    expect(await open(directory)).toMatchObject({root, gitDir, commonDir});
  });

  test('opens a repository without commits', async () => {
    const repository = await open(await sandbox.createRepository({commits: 0, branch: 'trunk'}));
    expect(await repository.head()).toEqual({sha: null, branch: 'trunk'});
  });

  test('opens a repository with SHA-256 names', async () => {
    const directory = join(sandbox.folder(), 'sha256');
    mkdirSync(directory);
    await sandbox.git(directory, 'init', '--quiet', '--object-format=sha256', '--initial-branch=main');
    const sha = await sandbox.commitFile(directory, 'a.txt', 'a\n');
    const repository = await open(directory);
    expect(await repository.head()).toEqual({sha, branch: 'main'});
    expect(await repository.snapshot()).toMatchObject({head: sha, stashes: [], older: []});
    expect(await repository.diffStat(null, sha)).toEqual({filesChanged: 1, insertions: 1, deletions: 0});
  });
});

describe('a folder that cannot be opened', () => {
  const failure = async (directory: string) =>
    open(directory).then(
      () => null,
      (error: unknown) => error,
    );

  test.each([
    ['missing', (folder: string) => join(folder, 'missing'), /^There is no folder ".*missing"\./],
    ['in no work tree', (folder: string) => folder, /is not in a git work tree\. Check a repository out first/],
  ])('is refused in a sentence when it is %s', async (_, choose, message) => {
    expect(await failure(choose(sandbox.folder()))).toMatchObject({
      name: 'InputError',
      code: 'not-a-work-tree',
      message: expect.stringMatching(message),
    });
  });

  test('is refused in a sentence when it is a bare repository or inside .git', async () => {
    const directory = await sandbox.createRepository();
    const bare = await sandbox.createBareRemote();
    for (const place of [bare, join(directory, '.git'), join(directory, '.git', 'refs')]) {
      expect(await failure(place)).toMatchObject({
        code: 'not-a-work-tree',
        message: `"${place}" is a bare repository or inside a .git folder. Name a folder of its work tree.`,
      });
    }
  });

  test('is refused with the command that helps when it belongs to another user', async () => {
    const directory = await sandbox.createRepository();
    process.env.PATH = withFakeGit(`GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec ${realGit()} "$@"`);
    try {
      expect(await failure(directory)).toMatchObject({
        code: 'not-a-work-tree',
        message: expect.stringContaining(`git config --global --add safe.directory ${directory}`),
      });
    } finally {
      process.env.PATH = PATH;
    }
  });

  test('is refused with both versions when git is too old', async () => {
    const directory = await sandbox.createRepository();
    process.env.PATH = withFakeGit(
      `case "$1" in --version) echo "git version 2.30.9";; *) printf '%s\\n' "$2" /a /b /c;; esac`,
    );
    try {
      expect(await failure(directory)).toMatchObject({
        name: 'InputError',
        code: 'git-too-old',
        message: 'This is git 2.30.9, and git 2.31 is the oldest that works. Update git.',
      });
    } finally {
      process.env.PATH = PATH;
    }
  });

  test('says so when there is no git', async () => {
    const directory = await sandbox.createRepository();
    process.env.PATH = join(sandbox.folder(), 'nothing');
    try {
      expect(await failure(directory)).toMatchObject({name: 'InputError', code: 'git-missing'});
    } finally {
      process.env.PATH = PATH;
    }
  });
});

const PATH = process.env.PATH ?? '';

function realGit(): string {
  const folders = PATH.split(':').map((folder) => join(folder, 'git'));
  return folders.find((path) => existsSync(path)) ?? 'git';
}

/** A PATH whose git is this shell script. */
function withFakeGit(script: string): string {
  const folder = join(sandbox.folder(), 'bin');
  sandbox.write(folder, {git: `#!/bin/sh\n${script}\n`});
  chmodSync(join(folder, 'git'), 0o755);
  return `${folder}:${PATH}`;
}

describe('what is checked out', () => {
  test('a branch, another one that was made, and a detached HEAD are told apart', async () => {
    const directory = await sandbox.createRepository({commits: 2});
    const repository = await open(directory);
    const sha = await sandbox.sha(directory);
    expect(await repository.head()).toEqual({sha, branch: 'main'});
    await sandbox.git(directory, 'checkout', '--quiet', '-b', 'feature/a', 'HEAD~1');
    expect(await repository.head()).toEqual({sha: await sandbox.sha(directory, 'main~1'), branch: 'feature/a'});
    await sandbox.git(directory, 'checkout', '--quiet', '--detach');
    expect(await repository.head()).toEqual({sha: await sandbox.sha(directory), branch: null});
  });

  test('is read where it was opened, whatever the .git file says later', async () => {
    const main = await sandbox.createRepository();
    const linked = join(sandbox.folder(), 'linked');
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'mine', linked);
    const other = await sandbox.createRepository({branch: 'theirs'});
    const repository = await open(linked);
    sandbox.write(linked, {'.git': `gitdir: ${join(other, '.git')}\n`});
    expect((await repository.head()).branch).toBe('mine');
  });

  test('a shallow clone is known as one', async () => {
    const remote = await sandbox.createBareRemote({from: await sandbox.createRepository({commits: 3})});
    expect(await (await open(await sandbox.shallowClone(remote))).isShallow()).toBe(true);
    expect(await (await open(await sandbox.clone(remote))).isShallow()).toBe(false);
  });

  test('names are branch names as git has it, and never options or HEAD', async () => {
    const repository = await open(await sandbox.createRepository());
    const names = [
      'main',
      'feature/a',
      'x=y',
      'ä',
      '-d',
      '--help',
      '@',
      'HEAD',
      '@{-1}',
      'a..b',
      'a b',
      '',
      'a.lock',
      'a/',
      'a\n',
    ];
    const accepted = await Promise.all(
      names.map(async (name) => ((await repository.isBranchName(name)) ? name : null)),
    );
    expect(accepted.filter((name) => name !== null)).toEqual(['main', 'feature/a', 'x=y', 'ä']);
  });

  test('dirty paths are the tracked ones that differ, staged or not', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': 'a\n', 'b.txt': 'b\n', 'ü "c.txt': 'c\n'}});
    const repository = await open(directory);
    expect(await repository.dirtyPaths()).toEqual([]);
    sandbox.write(directory, {'a.txt': 'changed\n', 'ü "c.txt': 'changed\n', 'untracked.txt': 'u\n'});
    await sandbox.git(directory, 'rm', '--quiet', '--cached', 'b.txt');
    await sandbox.git(directory, 'add', 'a.txt');
    expect(await repository.dirtyPaths()).toEqual(['a.txt', 'b.txt', 'ü "c.txt']);
  });

  test('other work trees with a branch are named, the own one and vanished ones are not', async () => {
    const main = await sandbox.createRepository();
    const linked = join(sandbox.folder(), 'linked tree');
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'other', linked);
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'gone', join(sandbox.folder(), 'gone'));
    rmSync(join(sandbox.folder(), 'gone'), {recursive: true});
    const repository = await open(main);
    expect(await repository.otherWorkTreesWith('other')).toEqual([linked]);
    expect(await repository.otherWorkTreesWith('main')).toEqual([]);
    expect(await repository.otherWorkTreesWith('gone')).toEqual([]);
    expect(await (await open(linked)).otherWorkTreesWith('main')).toEqual([main]);
  });

  test('local refs are listed by prefix, also one that ends inside a name', async () => {
    const directory = await sandbox.createRepository();
    const sha = await sandbox.sha(directory);
    for (const ref of ['default/step-1', 'default/step-2', 'default/roll', 'other/step-1']) {
      await sandbox.git(directory, 'update-ref', `refs/laforge/pins/${ref}`, sha);
    }
    const repository = await open(directory);
    expect(await repository.localRefs('refs/laforge/pins/default/step-')).toEqual(
      new Map([
        ['refs/laforge/pins/default/step-1', sha],
        ['refs/laforge/pins/default/step-2', sha],
      ]),
    );
    expect((await repository.localRefs('refs/laforge/pins/')).size).toBe(4);
  });

  test('changes are counted in files and lines, without renames, binary files without lines', async () => {
    const directory = await sandbox.createRepository({files: {'a.txt': '1\n2\n3\n', 'b.txt': 'b\n'}});
    const from = await sandbox.sha(directory);
    await sandbox.git(directory, 'mv', 'b.txt', 'c.txt');
    sandbox.write(directory, {'a.txt': '1\n2\n3\n4\n', 'bytes.bin': new Uint8Array([0, 1, 2])});
    await sandbox.git(directory, 'add', '--all');
    await sandbox.git(directory, 'commit', '--quiet', '-m', 'x');
    const repository = await open(directory);
    const to = await sandbox.sha(directory);
    expect(await repository.diffStat(from, to)).toEqual({filesChanged: 4, insertions: 2, deletions: 1});
    expect(await repository.diffStat(null, from)).toEqual({filesChanged: 2, insertions: 4, deletions: 0});
    expect(await repository.diffStat(to, to)).toEqual({filesChanged: 0, insertions: 0, deletions: 0});
  });
});

describe('the identity', () => {
  test('is the configured one, and the environment goes before it', async () => {
    const directory = await sandbox.createRepository();
    expect((await open(directory)).identity).toEqual({name: 'Ada Sandbox', email: 'ada@sandbox.test'});
    const environment = {GIT_COMMITTER_NAME: 'Env', GIT_COMMITTER_EMAIL: 'env@sandbox.test'};
    expect((await open(directory, environment)).identity).toEqual({name: 'Env', email: 'env@sandbox.test'});
  });

  test('is null where git would guess it from the host', async () => {
    const directory = await sandbox.createRepository({identity: false});
    expect((await open(directory)).identity).toBeNull();
    await sandbox.git(directory, 'config', 'user.name', 'Only a name');
    expect((await open(directory)).identity).toBeNull();
  });
});
