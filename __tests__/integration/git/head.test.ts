import {rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {readHeadFiles} from '../../../src/git/head.ts';
import {locateWorkTree} from '../../../src/git/locate.ts';
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
