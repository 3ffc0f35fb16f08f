import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();

/** Three commits on main, and a branch beside it whose change does not go together with main's. */
async function place() {
  const work = await sandbox.createRepository({name: 'work', commits: 3});
  await sandbox.git(work, 'branch', 'free');
  await sandbox.git(work, 'checkout', '-q', '-b', 'other', 'HEAD~1');
  await sandbox.commitFile(work, 'commits.txt', 'otherwise\n', 'other');
  await sandbox.git(work, 'checkout', '-q', 'main');
  return work;
}

const EDIT = ['-c', 'sequence.editor=sed -i s/^pick/edit/'];

describe('a branch in the middle of an operation of git', () => {
  test.each<[string, readonly (readonly string[])[]]>([
    ['rebase', [[...EDIT, 'rebase', '-q', '-i', 'HEAD~1']]],
    ['rebase', [['rebase', '-q', '--apply', 'other']]],
    ['merge', [['merge', '-q', 'other']]],
    ['cherry-pick', [['cherry-pick', 'other']]],
    ['revert', [['revert', '--no-edit', 'HEAD~1']]],
    ['bisect', [['bisect', 'start', 'HEAD', 'HEAD~2']]],
    [
      'am',
      [
        ['format-patch', '-q', '-1', 'other', '-o', 'patches'],
        ['am', '-q', 'patches/0001-other.patch'],
      ],
    ],
  ])('is not moved: %s %j', async (name, commands) => {
    const work = await place();
    for (const command of commands) await sandbox.tryGit(work, ...command);
    const repository = await open(work);
    expect(repository.operationOn('main')).toEqual({name, workTree: null});
    expect(repository.operationOn('free')).toBeNull();
    const [tip, before] = [await sandbox.sha(work, 'main'), await sandbox.sha(work, 'main~1')];
    await expect(repository.resetBranch('main', tip, before, null)).rejects.toThrow(
      new RegExp(`^Cannot move main: an? ${name} of it is under way\\. End it there first: git ${name} `),
    );
    expect(await sandbox.sha(work, 'main')).toBe(tip);
  });

  test('is not moved from another work tree either, as long as that one is there', async () => {
    const work = await place();
    const linked = join(sandbox.folder(), 'linked');
    await sandbox.git(work, 'worktree', 'add', '-q', linked, 'free');
    await sandbox.git(linked, ...EDIT, 'rebase', '-q', '-i', 'HEAD~1');
    const repository = await open(work);
    expect(repository.operationOn('free')).toEqual({name: 'rebase', workTree: linked});
    expect(repository.operationOn('main')).toBeNull();
    expect((await open(linked)).operationOn('free')).toEqual({name: 'rebase', workTree: null});
    rmSync(linked, {recursive: true});
    expect(repository.operationOn('free')).toBeNull();
  });

  test('is one that a rebase takes along', async () => {
    const work = await place();
    await sandbox.git(work, 'branch', 'below', 'HEAD~1');
    await sandbox.git(work, ...EDIT, 'rebase', '-q', '-i', '--update-refs', 'HEAD~2');
    expect((await open(work)).operationOn('below')).toEqual({name: 'rebase', workTree: null});
  });

  test('is free again when it has ended', async () => {
    const work = await place();
    await sandbox.git(work, ...EDIT, 'rebase', '-q', '-i', 'HEAD~1');
    await sandbox.git(work, 'rebase', '--abort');
    expect((await open(work)).operationOn('main')).toBeNull();
  });
});

test.each(['index.lock', 'HEAD.lock', 'refs/heads/main.lock'])('.git/%s is found when it stays', async (name) => {
  const work = await sandbox.createRepository({name: 'work'});
  const repository = await open(work);
  expect(await repository.findLock()).toBeNull();
  sandbox.write(work, {[`.git/${name}`]: ''});
  const waiting = repository.findLock();
  rmSync(join(work, '.git', name));
  expect(await waiting).toBeNull();
  sandbox.write(work, {[`.git/${name}`]: ''});
  expect(await repository.findLock()).toBe(join(work, '.git', name));
});
