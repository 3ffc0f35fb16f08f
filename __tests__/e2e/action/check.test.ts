import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {act, errorsOf, nextRun, tipOf, warningsOf} from '../../helpers/action-story.ts';
import {createGate, eventually} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {openPull, pullRequestJob, pushBranch} from '../../helpers/pull-request.ts';
import {type Host, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});
const WORK = 'echo one > one.txt; git add .; git commit -qm one';
const TESTS = 'echo "$(ls *.txt) tested"; echo "FAIL one" >&2; exit 7';

const comments = (host: Host) => pullsOf(host.github.world).comments.map(({body}) => body);
const saved = (host: Host) =>
  host.github.world.artifacts.filter(({name}) => !name.startsWith('laforge.running-')).map(({name}) => name);

describe('a guarded step', () => {
  test('whose check passes is pushed, with the result in outputs, record, comment and summary', async () => {
    const host = await startHost();
    await pushBranch(sandbox, host, 'fix');
    const pull = await openPull(sandbox, host);
    const job = await host.job(pullRequestJob(host, pull));
    const run = await job.run('step', {run: `${WORK}; mkdir out`, check: 'echo "64 passed"; touch out/report'});
    expect([errorsOf(run), warningsOf(run)]).toEqual([[], []]);
    expect(run.outputs).toMatchObject({status: 'succeeded', pushed: 'pushed', 'check-exit-code': '0'});
    expect(JSON.parse(run.outputs.step ?? '').check).toMatchObject({exit_code: 0, last_lines: ['64 passed']});
    // The start of the step may be published meanwhile, which hands signatures on to be masked.
    expect(run.log).toMatch(
      /\nChecking the work of step 1\.\n(::add-mask::.*\n)*::stop-commands::(\w+)\n64 passed\n::\2::\n/,
    );
    for (const text of [...comments(host), run.summary]) expect(text).toMatch(/☑️ check passed in .*64 passed/);
    expect(existsSync(join(job.workspace, 'out/report'))).toBe(true);
    expect(readFileSync((run.outputs['log-file'] ?? '').replace('agent.log', 'check.log'), 'utf8')).toBe('64 passed\n');
  });

  test('whose check ran before the agent too says what it said then, and commits nothing of what it did', async () => {
    const host = await startHost();
    await pushBranch(sandbox, host, 'fix');
    const pull = await openPull(sandbox, host);
    const job = await host.job(pullRequestJob(host, pull));
    const check = 'echo "$LAFORGE_STEP_ID looked"; touch seen; test -e one.txt';
    const run = await job.run('step', {run: WORK, check, 'check-before': 'true'});
    expect([errorsOf(run), run.outputs.status]).toEqual([[], 'succeeded']);
    const {changes, check_before: before} = JSON.parse(run.outputs.step ?? '');
    expect([changes.own_commit_count, changes.files_changed]).toEqual([1, 1]);
    expect(before).toMatchObject({command: check, exit_code: 1});
    expect(run.log).toContain('\nChecking what the agent will find.\n');
    for (const text of [...comments(host), run.summary])
      expect(text).toMatch(/☑️ check passed in [^<]*; failed before the agent<\/summary>/);
  });

  test('whose check fails is off its branch, also what the agent pushed, and an undo brings it back', async () => {
    const host = await startHost({history: 'artifact'});
    await pushBranch(sandbox, host, 'fix');
    const pull = await openPull(sandbox, host);
    const start = await tipOf(sandbox, host, 'fix');
    const job = await host.job(pullRequestJob(host, pull));
    const run = await job.run('step', {run: `${WORK}; git push -q origin HEAD:fix`, check: TESTS});
    const after = run.outputs['commit-sha-after'] ?? '';
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({
      status: 'check_failed',
      pushed: 'pinned',
      'exit-code': '0',
      'check-exit-code': '7',
      recorded: 'true',
    });
    expect(errorsOf(run)).toEqual([
      '::error::The check of step 1 failed with exit code 7, and fix is where the step found it (R1). To have the work all the same, use the undo action and rollback-id: R1. (LF062)',
    ]);
    expect([await tipOf(sandbox, host, 'fix'), await sandbox.sha(job.workspace, 'fix')]).toEqual([start, start]);
    expect(await sandbox.sha(host.remote, run.outputs['pin-ref'])).toBe(after);
    expect(existsSync(join(job.workspace, 'one.txt'))).toBe(false);
    for (const text of [...comments(host), run.summary]) {
      expect(text).toMatch(/🧪 check failed \(exit 7\) after .*one\.txt.* tested.*FAIL one/);
      expect(text).toContain('rollback-id: R1');
    }
    expect(saved(host)).toEqual(['laforge-default']);

    const next = await job.run('step', {run: 'echo two > two.txt', check: 'true'});
    expect(next.outputs).toMatchObject({'step-id': '2', 'parent-step-id': '', pushed: 'pushed'});
    const back = await act(host, 'rollback', {'before-step': '2'}, 'fix');
    expect([errorsOf(back), await tipOf(sandbox, host, 'fix')]).toEqual([[], start]);
    const undo = await act(host, 'undo', {'rollback-id': 'R1'}, 'fix');
    expect([errorsOf(undo), undo.outputs['reactivated-steps']]).toEqual([[], '[1]']);
    expect(await tipOf(sandbox, host, 'fix')).toBe(after);
  });

  test('whose agent pushed nothing can be brought back by an undo, too, from a history in git', async () => {
    const store = 'git';
    const host = await startHost();
    const start = await tipOf(sandbox, host);
    const job = await host.job();
    const run = await job.run('step', {run: WORK, check: 'false', store});
    expect(run.outputs).toMatchObject({status: 'check_failed', pushed: 'pinned', recorded: 'true'});
    expect([await tipOf(sandbox, host), await sandbox.sha(job.workspace)]).toEqual([start, start]);
    const undo = await act(host, 'undo', {store});
    expect(undo.outputs).toMatchObject({'from-sha': start, 'to-sha': run.outputs['commit-sha-after']});
    expect(await tipOf(sandbox, host)).toBe(run.outputs['commit-sha-after']);
  });

  test('on-failure: keep leaves the branch, and continue-on-agent-error lets the workflow step succeed', async () => {
    const host = await startHost();
    const start = await tipOf(sandbox, host);
    const job = await host.job();
    const inputs = {run: WORK, check: 'false', 'on-failure': 'keep', 'continue-on-agent-error': 'true'};
    const run = await job.run('step', inputs);
    expect([run.exitCode, errorsOf(run)]).toEqual([0, []]);
    expect(run.outputs).toMatchObject({status: 'check_failed', pushed: 'pinned'});
    expect(warningsOf(run)).toEqual([expect.stringContaining('The work was not pushed to main: its check failed.')]);
    expect([await tipOf(sandbox, host), await sandbox.sha(job.workspace)]).toEqual([
      start,
      run.outputs['commit-sha-after'],
    ]);
  });

  test('takes no command from its check, records no secret, and hands it nothing of the runner’s own', async () => {
    const host = await startHost();
    const job = await host.job();
    const secret = 'q8Zr2-very-own-value';
    const check = [
      'env | sort',
      'echo "::error::forged"; echo "::set-output name=step-id::99" >&2',
      `printf '\\033]0;title\\007| @octocat <img src=x> \\033[31mred\\n'; echo "key $MY_API_KEY"; exit 1`,
    ].join('\n');
    const run = await job.run(
      'step',
      {run: WORK, check, 'push-token': 'push-token-0123456789'},
      {env: {MY_API_KEY: secret}},
    );
    expect(errorsOf(run)).toEqual([
      expect.stringContaining('::error::forged'),
      expect.stringContaining('The check of step 1'),
    ]);
    const outside = run.log.replaceAll(/::stop-commands::(\w+)\n[\s\S]*?\n::\1::\n/g, '');
    expect(outside).not.toContain('forged');
    expect(run.outputs['step-id']).toBe('1');
    expect(run.log).not.toMatch(/^(INPUT_|STATE_|GITHUB_OUTPUT|ACTIONS_RUNTIME_TOKEN)/m);
    const {check: result} = JSON.parse(run.outputs.step ?? '');
    expect(result.last_lines).toEqual(expect.arrayContaining(['| @octocat <img src=x> red', 'key ***']));
    const shown = `${run.summary}${run.outputs.step}`;
    for (const token of [secret, host.token, 'push-token-0123456789']) expect(shown).not.toContain(token);
    expect(run.summary).not.toContain('<img');
  });

  test('that is cancelled during its check is cancelled, its work pinned and the branch as it was', async () => {
    const host = await startHost();
    const start = await tipOf(sandbox, host);
    const run = (await host.job()).start('step', {run: WORK, check: 'echo check-is-up; sleep 60'});
    await run.logged(/check-is-up\n/);
    run.kill('SIGINT');
    const {outputs} = await run.ended;
    expect(outputs).toMatchObject({status: 'cancelled', pushed: 'pinned', 'check-exit-code': '130'});
    expect(await tipOf(sandbox, host)).toBe(start);
  });

  test('that is killed during its check pushes nothing unchecked, not even in its post', async () => {
    const host = await startHost();
    const start = await tipOf(sandbox, host);
    const job = await host.job();
    const inputs = {run: WORK, check: 'echo check-is-up; sleep 5'};
    const run = job.start('step', inputs);
    await run.logged(/check-is-up\n/);
    run.kill('SIGKILL');
    const main = await run.ended;
    const post = await job.runOne('post', inputs, {state: main.state});
    expect([post.exitCode, errorsOf(post)]).toEqual([0, []]);
    expect(warningsOf(post).join('\n')).toContain(
      'was not pushed to main: the action was killed before its check had ended.',
    );
    expect(await tipOf(sandbox, host)).toBe(start);
    const pins = await sandbox.git(host.remote, 'for-each-ref', '--format=%(contents:subject)', 'refs/laforge/pins');
    expect(pins).toBe('one');
    const next = await act(host, 'step', {run: 'true'});
    const ledger = openLedger(next.outputs['steps-db'] ?? '', {clock: systemClock, readonly: true});
    expect(ledger.listSteps()[1]).toMatchObject({
      id: 1,
      status: 'succeeded',
      pushed: 'pinned',
      check: null,
      exitCode: 0,
    });
    ledger.close();
  });

  test('that is killed before its work was taken back has that done by its post', async () => {
    const host = await startHost();
    const start = await tipOf(sandbox, host);
    const gate = createGate(sandbox.folder());
    const pinned = join(sandbox.folder(), 'pinned');
    const hook = join(host.remote, 'hooks/post-receive');
    mkdirSync(dirname(hook), {recursive: true});
    writeFileSync(hook, `#!/bin/sh\ngrep -q pins/default/step- || exit 0\ntouch '${pinned}'\n${gate.wait}\n`, {
      mode: 0o755,
    });
    const job = await host.job();
    const inputs = {run: `${WORK}; git push -q origin HEAD:main`, check: 'exit 7'};
    const run = job.start('step', inputs);
    await eventually(() => existsSync(pinned));
    run.kill('SIGKILL');
    gate.open();
    const main = await run.ended;
    expect(await tipOf(sandbox, host)).not.toBe(start);
    const post = await job.runOne('post', inputs, {state: main.state});
    expect([post.exitCode, errorsOf(post)]).toEqual([0, []]);
    expect([await tipOf(sandbox, host), await sandbox.sha(job.workspace)]).toEqual([start, start]);
    expect(await nextRun(host)).toEqual({
      steps: [
        [2, true],
        [1, false],
      ],
      parent: '',
    });
  });

  test('with a check that can never be read is refused before its agent starts', async () => {
    const host = await startHost();
    const job = await host.job();
    const bad = {run: 'touch ran', check: 'true', 'on-failure': 'revert'};
    expect(errorsOf(await job.run('step', bad))).toEqual([
      '::error::Input "on-failure" is "revert". Use one of: rollback, keep. (LF001)',
    ]);
    const late = await job.run('step', {run: 'touch ran', check: 'true', 'check-timeout-minutes': '0'});
    expect(errorsOf(late)).toEqual([expect.stringContaining('Input "check-timeout-minutes" is "0".')]);
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
  });
});
