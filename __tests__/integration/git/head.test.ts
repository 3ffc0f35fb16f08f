import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readHeadFiles, readRefFiles} from '../../../src/git/git-files.ts';
import {locateWorkTree} from '../../../src/git/locate.ts';
import {removeObjectPipes} from '../../../src/git/private-repository.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();

/** What the files tell, what the port tells, and what git says of the same HEAD. */
async function threeHeads(directory: string) {
  const asked = await sandbox.tryGit(directory, 'symbolic-ref', '--quiet', '--short', 'HEAD');
  return {
    files: readHeadFiles(await locateWorkTree(directory)),
    port: await (await open(directory)).head(),
    git: {sha: await sandbox.sha(directory), branch: asked.exitCode === 0 ? asked.stdout.trim() : null},
  };
}

describe('HEAD is read from its files where they are plain', () => {
  test.each([
    ['on a branch', async () => sandbox.createRepository()],
    ['on a branch in folders', async () => sandbox.createRepository({branch: 'agent/issue-7/v1.2'})],
    [
      'detached',
      async () => {
        const directory = await sandbox.createRepository({commits: 2});
        await sandbox.git(directory, 'switch', '--quiet', '--detach', 'HEAD~1');
        return directory;
      },
    ],
    [
      'in a linked work tree',
      async () => {
        const main = await sandbox.createRepository();
        const linked = join(sandbox.folder(), 'linked');
        await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'other', linked);
        await sandbox.commitFile(linked, 'b.txt', 'b\n');
        return linked;
      },
    ],
    [
      'on a branch that was packed and has moved since',
      async () => {
        const directory = await sandbox.createRepository();
        await sandbox.git(directory, 'pack-refs', '--all');
        await sandbox.commitFile(directory, 'b.txt', 'b\n');
        return directory;
      },
    ],
  ])('%s', async (_name, arrange) => {
    const {files, port, git} = await threeHeads(await arrange());
    expect(files).toEqual(git);
    expect(port).toEqual(git);
  });
});

describe('HEAD is asked of git where its files do not tell', () => {
  test.each([
    [
      'packed refs',
      async (directory: string) => {
        await sandbox.git(directory, 'pack-refs', '--all');
      },
    ],
    [
      'a name of other letters',
      async (directory: string) => {
        await sandbox.git(directory, 'switch', '--quiet', '-c', 'größer@2');
      },
    ],
    [
      'HEAD as a link',
      async (directory: string) => {
        rmSync(join(directory, '.git/HEAD'));
        symlinkSync('refs/heads/main', join(directory, '.git/HEAD'));
      },
    ],
    [
      'a branch that stands for another',
      async (directory: string) => {
        await sandbox.git(directory, 'branch', 'real');
        await sandbox.git(directory, 'symbolic-ref', 'refs/heads/main', 'refs/heads/real');
      },
    ],
  ])('%s', async (_name, arrange) => {
    const directory = await sandbox.createRepository();
    await arrange(directory);
    const {files, port, git} = await threeHeads(directory);
    expect(files).toBeNull();
    expect(port.sha).toBe(git.sha);
  });

  test.each([
    'ref: refs/heads/../../../outside\n',
    'ref: refs/heads/main.lock\n',
    'ref: refs/heads/main/../outside\n',
    'ref: refs/heads/\n',
    'ref: refs/heads//main\n',
    'ref: refs/heads/main',
    `${'a'.repeat(39)}\n`,
    '',
  ])('what somebody wrote there: %j', async (text) => {
    const directory = await sandbox.createRepository();
    const location = await locateWorkTree(directory);
    const sha = await sandbox.sha(directory);
    for (const path of ['outside', '.git/outside', '.git/refs/heads/outside', '.git/refs/heads/main.lock']) {
      writeFileSync(join(directory, path), `${sha}\n`);
    }
    writeFileSync(join(directory, '.git/HEAD'), text);
    expect(readHeadFiles(location)).toBeNull();
  });
});

test('refs of ours are found wherever git keeps them, and nothing is made up where there are none', async () => {
  const directory = await sandbox.createRepository();
  const sha = await sandbox.sha(directory);
  const ours = async () => [...(await (await open(directory)).localRefs('refs/laforge/pins/default/'))];
  expect(await ours()).toEqual([]);
  await sandbox.git(directory, 'pack-refs', '--all');
  expect(await ours()).toEqual([]);
  const ref = 'refs/laforge/pins/default/x';
  await sandbox.git(directory, 'update-ref', ref, sha);
  expect(await ours()).toEqual([[ref, sha]]);
  await sandbox.git(directory, 'pack-refs', '--all', '--prune');
  expect(await ours()).toEqual([[ref, sha]]);
  await sandbox.git(directory, 'update-ref', '-d', ref);
  expect(await ours()).toEqual([]);
});

/** The branches by files, by the port, and by git itself. */
async function threeLists(directory: string) {
  const files = readRefFiles(await locateWorkTree(directory), 'refs/heads/');
  const listed = await sandbox.git(directory, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads/');
  const port = await (await open(directory)).localRefs('refs/heads/');
  const toLines = (refs: ReadonlyMap<string, string>) => [...refs].map((ref) => ref.join(' ')).sort();
  return {files: files && toLines(files), port: toLines(port), git: listed.split('\n').sort()};
}

describe('branches are listed from their files where they are plain', () => {
  const branchOut = async (directory: string) => {
    await sandbox.git(directory, 'branch', 'agent/issue-7/v1.2');
    await sandbox.git(directory, 'branch', 'a');
  };
  test.each([
    ['loose', branchOut],
    [
      'packed, and one has moved since',
      async (directory: string) => {
        await branchOut(directory);
        await sandbox.git(directory, 'pack-refs', '--all');
        await sandbox.commitFile(directory, 'b.txt', 'b\n');
      },
    ],
    [
      'packed, and one is deleted',
      async (directory: string) => {
        await branchOut(directory);
        await sandbox.git(directory, 'pack-refs', '--all');
        await sandbox.git(directory, 'branch', '-D', 'a');
      },
    ],
    [
      'packed, with a name of other letters',
      async (directory: string) => {
        await sandbox.git(directory, 'branch', 'größer@2');
        await sandbox.git(directory, 'pack-refs', '--all');
      },
    ],
    [
      'beside a tag that is packed with what it names',
      async (directory: string) => {
        await sandbox.git(directory, 'tag', '-m', 'one', 'v1');
        await sandbox.git(directory, 'pack-refs', '--all');
      },
    ],
  ])('%s', async (_name, arrange) => {
    const directory = await sandbox.createRepository();
    await arrange(directory);
    const {files, port, git} = await threeLists(directory);
    expect(files).toEqual(git);
    expect(port).toEqual(git);
  });

  test.each([
    [
      'a branch that stands for another',
      (directory: string) => sandbox.git(directory, 'symbolic-ref', 'refs/heads/other', 'refs/heads/main'),
    ],
    ['a name of other letters', (directory: string) => sandbox.git(directory, 'branch', 'größer@2')],
    [
      'a lock that somebody left',
      async (directory: string) => writeFileSync(join(directory, '.git/refs/heads/main.lock'), ''),
    ],
    ['a link', async (directory: string) => symlinkSync('main', join(directory, '.git/refs/heads/other'))],
  ])('git is asked about %s', async (_name, arrange) => {
    const directory = await sandbox.createRepository();
    await arrange(directory);
    const {files, port, git} = await threeLists(directory);
    expect(files).toBeNull();
    expect(port).toEqual(git);
  });
});

test.each([
  ['a fresh checkout', async () => {}],
  ['a branch that moved', (directory: string) => sandbox.commitFile(directory, 'b.txt', 'b\n')],
  ['a tag', (directory: string) => sandbox.git(directory, 'tag', '-m', 'one', 'v1')],
  [
    'a commit that only a reflog knows',
    async (directory: string) => {
      await sandbox.commitFile(directory, 'b.txt', 'b\n');
      await sandbox.git(directory, 'reset', '--quiet', '--hard', 'HEAD~1');
      const log = join(directory, '.git/logs/HEAD');
      // Its last line alone, which names the commit as the one before.
      writeFileSync(log, `${readFileSync(log, 'utf8').trimEnd().split('\n').at(-1)}\n`);
      rmSync(join(directory, '.git/logs/refs'), {recursive: true});
    },
  ],
  [
    'a commit that only a linked work tree has',
    async (directory: string) => {
      const linked = join(sandbox.folder(), 'linked');
      await sandbox.git(directory, 'worktree', 'add', '--quiet', '--detach', linked);
      await sandbox.commitFile(linked, 'b.txt', 'b\n');
    },
  ],
])('the commits that a clone knows: %s', async (_name, arrange) => {
  const directory = await sandbox.createRepository();
  await arrange(directory);
  const listed = await sandbox.git(directory, 'rev-list', '--no-walk', '--all', '--reflog');
  const {tips} = await (await open(directory)).cloneState();
  expect([...tips].sort()).toEqual(listed.split('\n').sort());
});

test('folders of links that lead back to themselves are looked through once', async () => {
  const directory = await sandbox.createRepository();
  const repository = await open(directory);
  const before = await repository.cloneState();
  const tip = await sandbox.commitFile(directory, 'b.txt', 'b\n');
  for (const folder of ['refs/heads', 'logs/refs', 'objects']) {
    for (const name of ['one', 'two']) symlinkSync('.', join(directory, '.git', folder, name));
  }
  const pipe = join(directory, '.git/objects/pipe');
  execFileSync('mkfifo', [pipe]);

  expect(readRefFiles(await locateWorkTree(directory), 'refs/heads/')).toBeNull();
  expect([...repository.commitTraces(before, null).made]).toContain(tip);
  expect(removeObjectPipes(join(directory, '.git'))).toBe(true);
  expect(existsSync(pipe)).toBe(false);
});

test('git is not asked to follow links to folders among the refs, and what needs none of them goes on', async () => {
  const remote = await sandbox.createBareRemote();
  const directory = await sandbox.clone(remote);
  await sandbox.commitFile(directory, 'b.txt', 'b\n');
  const repository = await open(directory);
  const {sha} = await repository.head();
  if (sha === null) throw new Error('There is no commit.');
  for (const name of ['one', 'two']) symlinkSync('.', join(directory, '.git/refs/heads', name));

  const refusal = /"[^"]*refs\/heads\/(one|two)" is a link to a folder/;
  await expect(repository.localRefs('refs/heads/')).rejects.toThrow(refusal);
  await expect(repository.cloneState()).rejects.toThrow(refusal);
  await expect(repository.keepersOf([sha])).rejects.toThrow(refusal);
  const update = {ref: 'refs/heads/new', to: sha, expected: null};
  expect(await repository.remote?.push([update], {atomic: false})).toEqual({kind: 'pushed'});

  const told = await repository.localRefs('refs/heads/').catch((error: Error) => error.message);
  execFileSync('sh', ['-c', String(told).replace(/^.*Remove all of them: /, '')]);
  expect((await repository.localRefs('refs/heads/')).get('refs/heads/main')).toBe(sha);
  await expect(repository.cloneState()).resolves.toMatchObject({takenAt: expect.any(Number)});
});
