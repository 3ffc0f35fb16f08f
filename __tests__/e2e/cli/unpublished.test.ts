import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

/** A clone on main, with a branch that a person has committed to and never pushed. */
async function withOwnBranch() {
  const remote = await sandbox.createBareRemote({from: await sandbox.createRepository()});
  const clone = await sandbox.clone(remote);
  await sandbox.git(clone, 'checkout', '-q', '-b', 'wip');
  const secret = await sandbox.commitFile(clone, 'secret.txt', 'mine', 'not yet');
  await sandbox.git(clone, 'checkout', '-q', 'main');
  return {remote, clone, secret};
}

const refsOf = (remote: string) => sandbox.git(remote, 'for-each-ref', '--format=%(refname)');
const run = (clone: string, script: string) => laforge(clone, ['step', 'run', '--push', '--', 'sh', '-c', script]);

describe('commits that a person never pushed stay where they are', () => {
  test.each([
    ['checks their branch out', 'git checkout -q wip; echo a > a'],
    ['begins a branch on them', 'git checkout -q -b feat wip; echo a > a; git add a; git commit -qm a'],
    ['merges them', 'git merge -q --no-edit wip; echo a > a'],
    ['begins to merge them', 'git merge -q --no-commit --no-ff wip; echo a > a'],
  ])('when an agent %s', async (_what, script) => {
    const {remote, clone, secret} = await withOwnBranch();
    const before = await refsOf(remote);
    const {stderr} = await run(clone, script);
    expect(stderr).toContain(
      `The work was not pushed: it builds on ${secret.slice(0, 8)} "not yet", which was here before`,
    );
    expect(await refsOf(remote)).toBe(before);
    expect((await sandbox.tryGit(remote, 'cat-file', '-e', secret)).exitCode).not.toBe(0);
  });

  test.each([
    ['a branch that is new begins on them', ['--branch', 'agent/x'], 'agent/x'],
    ['no branch is checked out on them', [], 'its work'],
  ])('when %s, and the agent is not started', async (_what, options, what) => {
    const {remote, clone, secret} = await withOwnBranch();
    const before = await refsOf(remote);
    await sandbox.git(clone, 'checkout', '-q', '--detach', 'wip');
    const {code, stderr} = await laforge(clone, ['step', 'run', '--push', ...options, '--', 'touch', 'ran']);
    expect([code, existsSync(join(clone, 'ran'))]).toEqual([1, false]);
    expect(stderr).toContain(`${what} would publish ${secret.slice(0, 8)} "not yet", which is only here.`);
    expect(await sandbox.git(clone, 'branch', '--format=%(refname)')).not.toContain('agent/x');
    expect([await sandbox.git(clone, 'branch', '--show-current'), await sandbox.sha(clone)]).toEqual(['', secret]);
    expect(await refsOf(remote)).toBe(before);
  });

  test('and a new branch that begins on what the remote has is pushed', async () => {
    const {remote, clone} = await withOwnBranch();
    await sandbox.git(clone, 'checkout', '-q', '-b', 'feat');
    expect(await run(clone, 'echo a > a')).toMatchObject({code: 0});
    expect(await sandbox.sha(remote, 'feat')).toBe(await sandbox.sha(clone));
  });

  test('and so is a new branch that the agent ends on, which is said', async () => {
    const {remote, clone} = await withOwnBranch();
    const main = await sandbox.sha(remote, 'main');
    const {code, stderr} = await run(clone, 'git checkout -q -b feat; echo a > a');
    expect(code).toBe(0);
    expect(stderr).toContain('laforge: the agent ended on feat: its work is on that branch, and not on main\n');
    expect(await sandbox.sha(remote, 'feat')).toBe(await sandbox.sha(clone));
    expect(await sandbox.sha(remote, 'main')).toBe(main);
    await sandbox.git(clone, 'checkout', '-q', 'main');
    expect((await run(clone, 'echo b > b')).stderr).not.toContain('the agent ended on');
  });

  test('but not what the remote has, by whatever ref', async () => {
    const {remote, clone, secret} = await withOwnBranch();
    await sandbox.git(clone, 'push', '-q', remote, 'wip:refs/pull/7/head');
    const {stderr} = await run(clone, 'git merge -q --no-edit wip; echo a > a');
    expect(stderr).not.toContain('not pushed');
    expect(await sandbox.sha(remote, 'main^')).toBe(secret);
  });
});
