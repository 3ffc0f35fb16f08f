import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox, SANDBOX_IDENTITY} from '../../helpers/git-sandbox.ts';
import {pushByFiles} from '../../helpers/push-by-files.ts';

const sandbox = gitSandbox();
const {name, email} = SANDBOX_IDENTITY;

const pushable = async () => {
  const work = await sandbox.createRepository({name: 'work', files: {'a/b/c.txt': 'c'}});
  const remote = await sandbox.createBareRemote({from: work});
  return {work, remote};
};

describe('a push of the tests that copies files', () => {
  test('leaves the remote and the tracking branch as git does, with all that a merge needs', async () => {
    const {work, remote} = await pushable();
    await sandbox.commitFile(work, 'a/b/e.txt', 'e');
    await sandbox.git(work, 'checkout', '-q', '-b', 'side', 'HEAD~1');
    await sandbox.commitFile(work, 'f.txt', 'f');
    await sandbox.git(work, 'checkout', '-q', 'main');
    const identity = ['-c', `user.name=${name}`, '-c', `user.email=${email}`];
    await sandbox.git(work, ...identity, 'merge', '-q', '--no-ff', '-m', 'merge', 'side');
    expect(pushByFiles(work, 'main')).toBe(true);
    const tip = await sandbox.sha(work);
    expect(await sandbox.git(remote, 'fsck', '--full', '--strict')).toBe('');
    expect(await sandbox.git(remote, 'ls-tree', '-r', '--name-only', tip)).toBe('a/b/c.txt\na/b/e.txt\nf.txt');
    expect(await sandbox.git(work, 'ls-remote', 'origin', 'refs/heads/main')).toBe(`${tip}\trefs/heads/main`);
    expect(await sandbox.git(work, 'rev-parse', 'origin/main')).toBe(tip);
    expect(pushByFiles(work, 'new/one')).toBe(true);
    expect(await sandbox.git(remote, 'rev-parse', 'refs/heads/new/one')).toBe(tip);
  });

  test('is left to git where git could refuse it', async () => {
    const {work, remote} = await pushable();
    await sandbox.commitFile(work, 'a.txt', 'a');
    await sandbox.push(work);
    await sandbox.git(work, 'reset', '-q', '--hard', 'HEAD~1');
    await sandbox.commitFile(work, 'b.txt', 'b');
    expect(pushByFiles(work, 'main')).toBe(false);
    await expect(sandbox.push(work)).rejects.toThrow('(non-fast-forward)');
    mkdirSync(join(remote, 'hooks'));
    expect(pushByFiles(work, 'other')).toBe(false);
    expect(await sandbox.git(remote, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main');
  });
});
