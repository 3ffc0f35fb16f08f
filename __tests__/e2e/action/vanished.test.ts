import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {errorsOf, warningsOf} from '../../helpers/action-story.ts';
import {createGate, eventually} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {addRun} from '../../helpers/github-service/world.ts';
import {openPull, pushBranch} from '../../helpers/pull-request.ts';
import {type Host, type JobSpec, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
/** Step 1 in a summary's picture of its branch. */
const INTERRUPTED = '["S1 💥"]';
const SELF_HOSTED = {RUNNER_ENVIRONMENT: 'self-hosted'};

/** A job whose machine vanishes while the agent of its step runs, once the start is on record. */
async function vanish(host: Host, inputs: Readonly<Record<string, string>>, spec: JobSpec = {}) {
  const run = addRun(host.github.world, {status: 'in_progress', headBranch: spec.branch ?? 'main'});
  const job = await host.job({...spec, run});
  const gate = createGate(sandbox.folder());
  const given = {...inputs, run: `echo agent-is-up; ${gate.wait}`};
  const step = job.start('step', given);
  await step.logged(/agent-is-up\n/);
  const isSaved = () => host.github.world.artifacts.some(({name, finalized}) => name.includes('running') && finalized);
  if (inputs.store === undefined) await eventually(isSaved);
  step.kill('SIGKILL');
  const {state} = await step.ended;
  gate.open();
  return {run, job, given, state};
}

/** What the next run's summary says of step 1. */
async function nextSummary(host: Host, inputs: Readonly<Record<string, string>>, spec: JobSpec = {}) {
  const next = await (await host.job(spec)).run('step', {run: 'true', ...inputs});
  expect([next.exitCode, errorsOf(next), warningsOf(next)]).toEqual([0, [], []]);
  expect(next.outputs).toMatchObject({'step-id': '2', 'parent-step-id': '1', recorded: 'true'});
  return next.summary;
}

describe.each([
  ['artifact', {}],
  ['git', {store: 'git'}],
] as const)('a job whose machine vanishes, store %s', (_store, inputs) => {
  test('leaves a step that is on record as running, and as interrupted once GitHub says that its run is over', async () => {
    const host = await startHost();
    await pushBranch(sandbox, host, 'fix');
    await openPull(sandbox, host);
    const {run} = await vanish(host, inputs, {branch: 'fix'});
    expect(await nextSummary(host, inputs, {branch: 'fix'})).toContain('["S1 ⏳"]');

    host.github.endRun(run.id);
    const third = await (await host.job({branch: 'fix'})).run('step', {run: 'true', ...inputs});
    expect(third.log).toContain(`Step 1 was interrupted: attempt 1 of run ${run.id} is over, as GitHub says.`);
    expect(third.summary).toContain(INTERRUPTED);
    const comments = pullsOf(host.github.world).comments.map(({body}) => body);
    expect(comments).toEqual([expect.stringMatching(/<b>1<\/b><\/a> \| [^|]* \| 💥 interrupted/)]);
    const fourth = await (await host.job({branch: 'fix'})).run('step', {run: 'true', ...inputs});
    expect(fourth.log).not.toContain('was interrupted');
    expect(fourth.summary).toContain(INTERRUPTED);
  });
});

test('a service that does not answer proves nothing, and keeps no agent waiting', async () => {
  let isDown = false;
  const host = await startHost({
    intercept: ({path}) => (isDown && path.includes('/attempts/') ? new Promise(() => {}) : undefined),
  });
  const {run} = await vanish(host, {store: 'git'});
  host.github.endRun(run.id);
  isDown = true;
  expect(await nextSummary(host, {store: 'git'})).toContain('["S1 ⏳"]');
});

test('a rollback looks whether the steps it finds running are over', async () => {
  const host = await startHost();
  const {run} = await vanish(host, {store: 'git'});
  host.github.endRun(run.id);
  const rollback = await (await host.job()).run('rollback', {'before-step': '1', store: 'git'});
  expect(errorsOf(rollback)).toEqual([expect.stringContaining('Step 1 was interrupted: its job died')]);
});

// Elsewhere nothing identifies a process for certain.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('on a machine of their own, where the next run finds the process gone', () => {
  const place = () => ({store: 'file', 'store-path': join(sandbox.folder(), 'steps.db')});

  test('the step is interrupted, though GitHub does not know yet that its run is over', async () => {
    const host = await startHost();
    await vanish(host, place(), {env: SELF_HOSTED});
    expect(await nextSummary(host, place(), {env: SELF_HOSTED})).toContain(INTERRUPTED);
  });

  test("and the step's own post, when it comes after all, has the last word", async () => {
    const host = await startHost();
    const {job, given, state} = await vanish(host, place(), {env: SELF_HOSTED});
    expect(await nextSummary(host, place(), {env: SELF_HOSTED})).toContain(INTERRUPTED);
    const post = await job.runOne('post', given, {state});
    expect([post.exitCode, errorsOf(post)]).toEqual([0, []]);
    const ledger = openLedger(place()['store-path'], {clock: systemClock, readonly: true});
    try {
      const [, step] = ledger.listSteps();
      expect(step).toMatchObject({id: 1, status: 'interrupted', endTime: expect.any(String)});
      expect(step?.notes.join(' ')).not.toContain('is gone from the machine');
    } finally {
      ledger.close();
    }
  });
});
