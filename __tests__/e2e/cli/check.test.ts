import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);
const AGENT = ['--', 'sh', '-c', 'echo work > work.txt'];

describe('laforge step run --check', () => {
  test('that passes says so, in the last line and in step info', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const run = await laforge(repository, [
      'step',
      'run',
      '--check',
      'cat work.txt; echo $LAFORGE_STEP_ID >&2',
      ...AGENT,
    ]);
    expect(run).toMatchObject({code: 0, stdout: 'work\n'});
    expect(run.stderr.split('\n')).toEqual([
      "laforge: step 1 of app on main: sh -c 'echo work > work.txt'",
      'laforge: checking the work of step 1: cat work.txt; echo $LAFORGE_STEP_ID >&2',
      '1',
      expect.stringMatching(
        /^laforge: step 1 succeeded in .*: 1 commit, 1 file \(\+1 -0\), check passed; laforge step info 1$/,
      ),
      '',
    ]);
    const {stdout} = await laforge(repository, ['step', 'info', '1']);
    expect(stdout).toMatch(
      /Check\n {2}command {2}cat work\.txt.*\n {2}result {3}passed\n {2}took .*\n {4}work\n {4}1\n/,
    );
    const log = /check log +(\S+)/.exec(stdout)?.[1] ?? '';
    expect(log.startsWith(laforgeHomeOf(sandbox))).toBe(true);
    expect(readFileSync(log, 'utf8').split('\n').sort()).toEqual(['', '1', 'work']);
  });

  test.each([
    ['removed', 'rm -rf .git'],
    ['emptied', 'rm -rf .git/objects/*'],
  ])('that leaves the repository %s has failed, whatever its exit code', async (_how, check) => {
    const repository = await sandbox.createRepository({name: 'app'});
    const run = await laforge(repository, ['step', 'run', '--check', check, ...AGENT]);
    expect(run).toMatchObject({code: 1, stderr: expect.stringContaining('a repository that git cannot read')});
    const list = await laforge(repository, ['steps', '--project', 'app', '--json']);
    expect(JSON.parse(list.stdout)).toMatchObject([{status: 'check_failed', check: {exit_code: 125}}]);
  });

  test('that fails puts the local branch back; the step is found by its status, and an undo brings it back', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const start = await sandbox.sha(repository);
    const run = await laforge(repository, [
      'step',
      'run',
      '--quiet',
      '--check',
      'echo FAIL; false; echo never',
      ...AGENT,
    ]);
    expect(run).toMatchObject({code: 1, stdout: 'FAIL\n'});
    expect(run.stderr).toBe(
      'laforge: The check of step 1 failed with exit code 1, and main is where the step found it (R1). To have the work all the same, use laforge step undo R1. (LF062)\n',
    );
    expect([await sandbox.sha(repository), existsSync(join(repository, 'work.txt'))]).toEqual([start, false]);
    const list = await laforge(repository, ['steps', '--status', 'check_failed', '--json']);
    expect(JSON.parse(list.stdout)).toMatchObject([{id: 1, active: false, pushed: 'none', check: {exit_code: 1}}]);
    expect((await laforge(repository, ['steps'])).stdout).toMatch(/1 {2}check_failed {2}R1/);

    expect(await laforge(repository, ['step', 'undo', '--yes'])).toMatchObject({code: 0});
    expect(readFileSync(join(repository, 'work.txt'), 'utf8')).toBe('work\n');
    const [step] = JSON.parse((await laforge(repository, ['steps', '--json'])).stdout);
    expect(step).toMatchObject({id: 1, active: true, commit_sha_after: await sandbox.sha(repository)});
    expect((await laforge(repository, ['verify', '--json'])).stdout).toContain('"sound": true');
  });

  test('with --on-failure keep leaves the branch, and with --push the remote has the pin alone', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const remote = await sandbox.createBareRemote({from: repository});
    const start = await sandbox.sha(repository);
    const args = ['step', 'run', '--push', '--check', 'exit 3'];
    expect(await laforge(repository, [...args, '--on-failure', 'keep', ...AGENT])).toMatchObject({code: 1});
    expect(await sandbox.sha(repository)).not.toBe(start);
    expect(await sandbox.sha(remote, 'main')).toBe(start);
    await sandbox.git(repository, 'reset', '-q', '--hard', start);

    expect(await laforge(repository, [...args, '--continue-on-agent-error', ...AGENT])).toMatchObject({code: 0});
    expect([await sandbox.sha(repository), await sandbox.sha(remote, 'main')]).toEqual([start, start]);
    expect(await laforge(repository, ['step', 'undo', '--push', '--yes'])).toMatchObject({code: 0});
    expect(await sandbox.sha(repository)).toBe(await sandbox.sha(remote, 'main'));
  });

  test('that commits has its commits put back and pinned here, and laforge pins says what they are', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const check = 'git commit -q --allow-empty -m mine';
    const run = await laforge(repository, ['step', 'run', '--check', check, ...AGENT]);
    expect(run.code).toBe(0);
    expect(await sandbox.git(repository, 'log', '-1', '--format=%s')).toBe('Work of the agent in step 1');
    const {uid} = JSON.parse((await laforge(repository, ['step', 'info', '1', '--json'])).stdout);
    const ref = `refs/laforge/pins/default/check-${uid}`;
    expect(run.stderr).toContain(`which were put back; what it left is kept at ${ref} in this repository.`);
    expect(await sandbox.git(repository, 'log', '--format=%s', `${ref}^1..${ref}`)).toContain('mine');
    expect((await laforge(repository, ['pins'])).stdout).toMatch(/what the check of step 1 changed +succeeded/);
    const [pin] = JSON.parse((await laforge(repository, ['pins', '--json'])).stdout);
    expect(pin).toMatchObject({of: 'check', ref, uid, steps: [{id: 1, uid}], remote_sha: null});
    expect(await laforge(repository, ['pins', 'drop', ref, '--yes'])).toMatchObject({code: 0});
  });

  test('before the agent as well tells whether the step mended it, wherever the step is shown', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const check = 'test -f work.txt';
    const run = await laforge(repository, ['step', 'run', '--check', check, '--check-before', ...AGENT]);
    expect(run).toMatchObject({
      code: 0,
      stderr: expect.stringContaining(`checking what the agent will find: ${check}`),
    });
    const info = await laforge(repository, ['step', 'info', '1']);
    expect(info.stdout).toMatch(/\n {2}result {3}passed\n {2}took .*\n {2}before {3}failed before the agent\n/);
    await laforge(repository, ['step', 'run', '--check', check, '--check-before', '--', 'false']);
    const failed = await laforge(repository, ['step', 'info', '2']);
    expect(failed.stdout).toMatch(/Check\n {2}command {2}test -f work\.txt\n {2}before {3}passed before the agent\n/);
    const report = JSON.parse((await laforge(repository, ['report', '--json'])).stdout);
    expect(report.total.fixed).toMatchObject({count: 1, of: 1, rate: 1});
    expect((await laforge(repository, ['report'])).stdout).toMatch(
      /\nCheck mended +100% +1 of 1 check that failed before/,
    );
    const replay = await laforge(repository, ['step', 'replay', '2', '--times', '1', '--yes']);
    expect(replay.stderr).toContain(`checked by "${check}"`);
    expect(replay.stderr).toContain('The check passed before step 2 as well, so a try that does nothing passes too');
  });

  test('goes through an export and an import, and merges into another file', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    await laforge(repository, ['step', 'run', '--check', 'echo out; exit 3', ...AGENT]);
    const [before] = JSON.parse((await laforge(repository, ['steps', '--json'])).stdout);
    await laforge(repository, ['export', '-o', 'all.json']);
    const other = await sandbox.createRepository({name: 'other'});
    const imported = await laforge(other, ['import', join(repository, 'all.json'), '--db', 'copy.db']);
    expect(imported.code).toBe(0);
    const [after] = JSON.parse((await laforge(other, ['steps', '--db', 'copy.db', '--json'])).stdout);
    expect([after.status, after.active, after.check]).toEqual(['check_failed', false, before.check]);
    expect(after.check).toMatchObject({command: 'echo out; exit 3', exit_code: 3, last_lines: ['out']});
  });

  test.each([
    [['--check-before'], '--check-before is "true", and there is no check. Add a check, or leave it out.'],
    [['--check', ' '], '--check is empty. Give it a shell script'],
    [['--check', 'true', '--on-failure', 'revert'], '--on-failure is "revert". Use one of: rollback, keep.'],
    [['--check', 'true', '--check-timeout-minutes', '0'], '--check-timeout-minutes is "0".'],
  ])('%j is a wrong call', async (options, message) => {
    const repository = await sandbox.createRepository({name: 'app'});
    const run = await laforge(repository, ['step', 'run', ...options, ...AGENT]);
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(repository, 'work.txt'))).toBe(false);
  });
});
