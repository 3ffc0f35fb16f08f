import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {errorsOf, nextRun, warningsOf} from '../../helpers/action-story.ts';
import {eventually} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {agentOf, isGroupGone} from '../../helpers/killed-action.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
/** Where the store does not matter: the client of the usual one costs more than the step. */
const FILE = {history: 'file'} as const;
const COMMIT = 'echo 1 > one.txt; git add .; git commit -qm one';

describe('a cancelled job', () => {
  test('ends the agent with its whole group, and the step is recorded as cancelled', async () => {
    const host = await startHost(FILE);
    const job = await host.job();
    const inputs = {run: `${COMMIT}; echo agent-is-up $$; (sleep 300); echo never`};
    const run = job.start('step', inputs);
    const leader = await agentOf(run);
    // The runner signals main alone; the agent is in a group of its own.
    run.kill('SIGINT');
    const main = await run.ended;
    expect(isGroupGone(leader)).toBe(true);
    expect(main.exitCode).toBe(1);
    expect(main.log).not.toContain('never');
    expect(errorsOf(main)).toEqual(['::error::The agent of step 1 was cancelled.']);
    expect(main.outputs).toMatchObject({status: 'cancelled', 'exit-code': '130', pushed: 'pinned', recorded: 'true'});
    expect(await sandbox.sha(host.remote, main.outputs['pin-ref'])).toBe(main.outputs['commit-sha-after']);

    const post = await job.runOne('post', inputs, {state: main.state});
    expect([post.exitCode, post.log]).toEqual([0, '']);
    expect(await nextRun(host)).toMatchObject({
      steps: [
        [2, true],
        [1, true],
      ],
    });
  });

  test('before its agent starts records the step, and no agent runs', async () => {
    let answer: () => void = () => {};
    const cancelled = new Promise<undefined>((resolve) => {
      answer = () => resolve(undefined);
    });
    let isAsked = false;
    const host = await startHost({
      intercept: ({path}) => {
        if (!path.includes('/actions/artifacts')) return undefined;
        isAsked = true;
        return cancelled;
      },
    });
    const job = await host.job();
    const run = job.start('step', {run: 'touch ran'});
    await eventually(() => isAsked);
    run.kill('SIGINT');
    answer();
    const main = await run.ended;
    expect(main.exitCode).toBe(1);
    expect(main.outputs).toMatchObject({status: 'cancelled', pushed: 'unchanged', recorded: 'true'});
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
  });
});

test("another git's lock that stays ends the workflow step before the agent, and post has nothing to finish", async () => {
  const host = await startHost(FILE);
  const job = await host.job();
  const lock = join(job.workspace, '.git/index.lock');
  sandbox.write(job.workspace, {'.git/index.lock': ''});
  const main = await job.runOne('step', {run: 'echo agent-is-up'});
  expect([main.exitCode, errorsOf(main)]).toEqual([
    1,
    [expect.stringMatching(/^::error::The agent was not started: another git .* exists, so .* \(LF024\)$/)],
  ]);
  expect(main.log).toContain(`rm ${lock}`);
  expect(main.log).not.toContain('\nagent-is-up\n');
  const post = await job.runOne('post', {}, {state: main.state});
  expect([post.exitCode, errorsOf(post), warningsOf(post)]).toEqual([0, [], []]);
});

test('an agent that runs too long is ended, and its work is pinned', async () => {
  const host = await startHost(FILE);
  const main = await sandbox.sha(host.remote, 'main');
  const run = await (await host.job()).run('step', {
    run: `${COMMIT}; echo agent-is-up $$; (sleep 300); echo never`,
    'timeout-minutes': '0.02',
  });
  expect(isGroupGone(Number(/agent-is-up (\d+)/.exec(run.log)?.[1]))).toBe(true);
  expect(run.exitCode).toBe(1);
  expect(run.outputs).toMatchObject({status: 'timed_out', 'exit-code': '124', pushed: 'pinned', recorded: 'true'});
  expect(errorsOf(run)).toEqual(['::error::The agent of step 1 was ended: it ran longer than timeout-minutes allows.']);
  expect(await sandbox.sha(host.remote, 'main')).toBe(main);
});

test('an agent that fails does not fail the workflow step with continue-on-agent-error, and its work is pushed', async () => {
  const host = await startHost(FILE);
  const run = await (await host.job()).run('step', {
    run: `${COMMIT}; exit 3`,
    'continue-on-agent-error': 'true',
  });
  expect(run.exitCode).toBe(0);
  expect(run.outputs).toMatchObject({status: 'failed', 'exit-code': '3', pushed: 'pushed'});
  expect(await sandbox.sha(host.remote, 'main')).toBe(run.outputs['commit-sha-after']);
  // The job is green, so one notice says that the agent failed, and the log's last line says what became of its work.
  expect(run.log).toMatch(/^Step 1 failed \(exit 3\) in \S+: 1 commit, 1 file \(\+1 -0\); pushed to main\.$/m);
  expect(run.log.match(/^::notice::.*$/gm)).toEqual([
    expect.stringMatching(
      /^::notice::The workflow goes on \(continue-on-agent-error: true\) although step 1 failed \(exit 3\)/,
    ),
  ]);
});

test('a step that succeeds says so in one line of the log, and with nothing else', async () => {
  const host = await startHost(FILE);
  const run = await (await host.job()).run('step', {run: COMMIT});
  expect(run.log).toMatch(/^Step 1 succeeded in \S+: 1 commit, 1 file \(\+1 -0\); pushed to main\.$/m);
  expect([warningsOf(run), run.log.includes('::notice::')]).toEqual([[], false]);
});

describe('a store that cannot be written', () => {
  const full = {status: 403, body: {code: 'permission_denied', msg: 'Artifact storage quota has been hit.'}};

  test.each(['true', 'false'])(
    'is a warning, and fails the workflow step as require-record: %s says',
    async (requireRecord) => {
      const host = await startHost({intercept: ({path}) => (path.endsWith('/CreateArtifact') ? full : undefined)});
      const job = await host.job();
      const run = await job.run('step', {run: COMMIT, 'require-record': requireRecord});
      expect(run.outputs).toMatchObject({status: 'succeeded', pushed: 'pushed', recorded: 'false', 'step-id': '1'});
      expect(run.exitCode).toBe(requireRecord === 'true' ? 1 : 0);
      expect(errorsOf(run)).toEqual(
        requireRecord === 'true' ? ['::error::The record could not be published (require-record: true).'] : [],
      );
      expect(warningsOf(run)[0]).toMatch(
        /The record of step 1 could not be published: .*quota.* It is in \S+steps\.db, until this job ends\.$/,
      );
      expect(run.summary).toContain('quota');
    },
  );

  test("is kept on the disk of a runner of one's own, which outlives the job's folder", async () => {
    const host = await startHost({intercept: ({path}) => (path.endsWith('/CreateArtifact') ? full : undefined)});
    const job = await host.job({env: {RUNNER_ENVIRONMENT: 'self-hosted'}});
    const run = await job.run('step', {run: COMMIT});
    const place = / It is in (\S+\.steps\.db) on this runner, as long as its disk lasts\.$/.exec(
      warningsOf(run)[0] ?? '',
    );
    rmSync(job.env.RUNNER_TEMP ?? '', {recursive: true});
    const ledger = openLedger(place?.[1] ?? '', {clock: systemClock, readonly: true});
    expect(ledger.getStep({kind: 'id', id: 1})).toMatchObject({kind: 'found', value: {status: 'succeeded'}});
    ledger.close();
  });

  test('by post too is said once: main has named the place', async () => {
    const host = await startHost({intercept: ({path}) => (path.endsWith('/CreateArtifact') ? full : undefined)});
    const job = await host.job();
    const main = await job.runOne('step', {run: COMMIT});
    expect(warningsOf(main).filter((line) => line.includes('could not be published'))).toHaveLength(1);
    const post = await job.runOne('post', {run: COMMIT}, {state: main.state});
    expect([post.exitCode, errorsOf(post), warningsOf(post)]).toEqual([0, [], []]);
  });

  test('by main is tried again by post', async () => {
    let isFull = true;
    const host = await startHost({
      intercept: ({path}) => (isFull && path.endsWith('/CreateArtifact') ? full : undefined),
    });
    const job = await host.job();
    const inputs = {run: COMMIT};
    const main = await job.runOne('step', inputs);
    expect(main.outputs.recorded).toBe('false');
    isFull = false;
    const post = await job.runOne('post', inputs, {state: main.state});
    expect([post.exitCode, errorsOf(post), warningsOf(post)]).toEqual([0, [], []]);
    expect(await nextRun(host)).toEqual({
      steps: [
        [2, true],
        [1, true],
      ],
      parent: '1',
    });
  });
});

describe('a history that is not there', () => {
  test('because the service is down: the agent runs, and the next healthy run merges its record', async () => {
    let isDown = false;
    const host = await startHost({
      intercept: ({path}) => (isDown && path.includes('/actions/artifacts') ? {status: 503, body: {}} : undefined),
    });
    await (await host.job()).run('step', {run: COMMIT});
    isDown = true;
    const run = await (await host.job()).run('step', {run: 'echo 2 > two.txt', 'require-record': 'true'});
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({'step-id': '', status: 'succeeded', pushed: 'pushed', recorded: 'true'});
    expect(run.log).toMatch(/^The history could not be read: .*503.* The agent runs all the same\.$/m);
    expect(warningsOf(run)).toEqual([
      expect.stringMatching(
        /The record of step [0-9a-f-]{36} is in the store by itself \(artifact laforge-default of this run\), for the next run to merge, .*503/,
      ),
    ]);
    expect(run.summary).toContain('⚠️ The history could not be read');
    isDown = false;
    expect(await nextRun(host)).toEqual({
      steps: [
        [3, true],
        [2, true],
        [1, true],
      ],
      parent: '2',
    });
    const info = await (await host.job()).run('report', {});
    expect(info.summary).toMatch(/<b>2<\/b>.*\+1&nbsp;−0/);
  });

  test('because it has expired: a new generation begins, and a warning says so', async () => {
    const host = await startHost();
    await (await host.job()).run('step', {run: COMMIT});
    for (const artifact of host.github.world.artifacts) artifact.expired = true;
    const run = await (await host.job()).run('step', {run: 'true'});
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({'step-id': '1', 'parent-step-id': '', recorded: 'true'});
    expect(warningsOf(run)).toEqual([
      expect.stringMatching(
        /The history of this project has expired in its store \(last saved 20.*\): a new one begins here, with step 1\./,
      ),
    ]);
    expect(run.summary).toContain('a new generation, numbered from 1 again');
    expect((await (await host.job()).run('step', {run: 'true'})).outputs['step-id']).toBe('2');
  });
});
