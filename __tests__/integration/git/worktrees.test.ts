import {renameSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {repositoryOpener} from '../../helpers/open-repository.ts';

const sandbox = gitSandbox();
const open = repositoryOpener();
const place = (name: string) => join(sandbox.folder(), name);

/** Resets `main` of a work tree by one commit, and gives the folders of others that have it. */
async function resetIn(directory: string) {
  const [from, to] = [await sandbox.sha(directory), await sandbox.sha(directory, 'HEAD~1')];
  const repository = await open(directory);
  const others = await repository.otherWorkTreesWith('main');
  if (others.length === 0) await repository.resetBranch('main', from, to, null);
  return {others, moved: (await sandbox.sha(directory)) === to, status: await sandbox.git(directory, 'status', '-s')};
}

const RESET = {others: [], moved: true, status: ''};

describe('the only work tree that has a branch can be reset', () => {
  test('where the git folder lies elsewhere', async () => {
    const directory = await sandbox.createRepository({commits: 2});
    await sandbox.git(directory, 'init', '--quiet', `--separate-git-dir=${place('elsewhere')}`);
    expect(await resetIn(directory)).toEqual(RESET);
  });

  test('where it is reached by a link', async () => {
    const directory = await sandbox.createRepository({commits: 2});
    symlinkSync(directory, place('link'));
    expect(await resetIn(place('link'))).toEqual(RESET);
  });

  test('where it is that of a submodule', async () => {
    const library = await sandbox.createRepository({commits: 2});
    const main = await sandbox.createRepository();
    await sandbox.git(main, 'submodule', '--quiet', 'add', library, 'sub');
    expect(await resetIn(join(main, 'sub'))).toEqual(RESET);
  });

  test('where it is a linked one that was moved, and git does not know yet', async () => {
    const main = await sandbox.createRepository({commits: 2, branch: 'other'});
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'main', place('linked'));
    renameSync(place('linked'), place('moved'));
    expect(await resetIn(place('moved'))).toEqual(RESET);
  });

  test('where it is reached by a link of its parent, and is a linked one', async () => {
    const main = await sandbox.createRepository({commits: 2, branch: 'other'});
    symlinkSync(sandbox.folder(), place('parent'));
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'main', place('parent/linked'));
    expect(await resetIn(place('linked'))).toEqual(RESET);
  });

  test('where it is one inside another, made from there', async () => {
    const main = await sandbox.createRepository({commits: 2, branch: 'other'});
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'outer', place('outer'));
    await sandbox.git(place('outer'), 'worktree', 'add', '--quiet', '-b', 'main', place('outer/inner'));
    expect(await resetIn(place('outer/inner'))).toEqual(RESET);
    expect(await (await open(place('outer'))).otherWorkTreesWith('main')).toEqual([place('outer/inner')]);
    expect(await sandbox.git(place('outer'), 'status', '-s')).toBe('?? inner/');
  });

  test.each([[false], [true]])('where the repository is bare (settings for each work tree: %s)', async (apart) => {
    const from = await sandbox.createRepository({commits: 2});
    await sandbox.git(sandbox.folder(), 'clone', '--quiet', '--bare', from, 'bare.git');
    await sandbox.git(place('bare.git'), 'worktree', 'add', '--quiet', place('linked'), 'main');
    if (apart) {
      await sandbox.git(place('bare.git'), 'config', 'extensions.worktreeConfig', 'true');
      await sandbox.git(place('bare.git'), 'config', '--worktree', 'core.bare', 'true');
      await sandbox.git(place('bare.git'), 'config', '--local', '--unset', 'core.bare');
    }
    expect(await resetIn(place('linked'))).toEqual(RESET);
  });
});

describe('another work tree that has the branch is found', () => {
  test('the main one, from a linked one and by its own path', async () => {
    const main = await sandbox.createRepository({commits: 2});
    await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', 'other', place('linked'));
    expect(await (await open(place('linked'))).otherWorkTreesWith('main')).toEqual([main]);
    expect(await (await open(main)).otherWorkTreesWith('other')).toEqual([place('linked')]);
  });

  test('unless its folder is gone, and whatever another one looks like', async () => {
    const main = await sandbox.createRepository({commits: 2});
    for (const name of ['gone', 'broken']) {
      await sandbox.git(main, 'worktree', 'add', '--quiet', '-b', name, place(name));
    }
    renameSync(place('gone'), place('away'));
    sandbox.write(join(main, '.git/worktrees/broken'), {HEAD: 'nothing\n'});
    const repository = await open(main);
    expect(await repository.otherWorkTreesWith('gone')).toEqual([]);
    expect(await repository.otherWorkTreesWith('broken')).toEqual([]);
  });
});
