import {describe, expect, test} from '@jest/globals';
import {errorsOf, makeSteps, nextRun, stateOf, tipOf, warningsOf} from '../../helpers/action-story.ts';
import {type FaultyHost, startFaultyHost} from '../../helpers/faulty-host.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import type {Fault} from '../../helpers/github-service/faults.ts';
import {openPull, pushBranch} from '../../helpers/pull-request.ts';
import {workflowHost} from '../../helpers/workflow.ts';

/* Requests of each action with a fault each. The soak tests try them all, and what hangs, which takes its time. */

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);

const RUN = {run: 'echo work > $LAFORGE_STEP_UID.txt'};
const REFS_TO_READ = 'git GET info/refs?service=git-upload-pack';
const REFS_TO_PUSH = 'git GET info/refs?service=git-receive-pack';
const PUSH = 'git POST git-receive-pack';
const COMMENTS = 'GET /repos/octo/demo/issues/N/comments?…';

/** A step on the branch of a pull request while a request meets a fault. */
const stepDuring = (host: FaultyHost, request: string, fault: Fault, inputs = {}) =>
  host.actDuring(request, fault, 'step', {...RUN, ...inputs}, 'fix');

async function hostWithPull(): Promise<FaultyHost> {
  const host = await startFaultyHost(startHost);
  await pushBranch(sandbox, host, 'fix');
  await openPull(sandbox, host);
  return host;
}

test('a step is run and recorded, and its work kept, whatever its services answer', async () => {
  const host = await hostWithPull();
  const uids: string[] = [];
  // 1. What only tells people costs one warning, and nothing else.
  for (const [request, fault] of [
    [COMMENTS, '500'],
    ['GET /repos/octo/demo/pulls?head=octo%3Afix&state=open&…', '429'],
    ['POST /repos/octo/demo/issues/N/comments', '403 with a rate limit'],
  ] as const) {
    const run = await stepDuring(host, request, fault);
    expect([request, run.exitCode, run.outputs.pushed, run.outputs.recorded]).toEqual([request, 0, 'pushed', 'true']);
    expect(warningsOf(run)).toEqual([expect.stringMatching(/With comment: none no comment is written/)]);
    uids.push(run.outputs['step-uid'] ?? '');
  }
  // 2. A remote that cannot be pushed to has its work elsewhere, and says where.
  for (const [request, fault] of [
    [REFS_TO_READ, '503'],
    [REFS_TO_PUSH, 'reset'],
    [PUSH, '500'],
  ] as const) {
    const run = await stepDuring(host, request, fault);
    expect([request, run.outputs['exit-code'], run.outputs.recorded]).toEqual([request, '0', 'true']);
    expect(run.outputs.pushed).toMatch(/^(pinned|bundled)$/);
    expect(warningsOf(run)).toEqual([expect.stringMatching(/The work was not pushed to fix: .* It is kept\b/)]);
    expect(errorsOf(run)).toHaveLength(1);
    uids.push(run.outputs['step-uid'] ?? '');
  }
  // 3. A push whose answer is lost has arrived.
  const lost = await stepDuring(host, PUSH, 'reset');
  expect([lost.exitCode, lost.outputs.pushed, warningsOf(lost)]).toEqual([0, 'pushed', []]);
  uids.push(lost.outputs['step-uid'] ?? '');
  // 4. The history has them all.
  expect((await nextRun(host)).steps).toHaveLength(new Set(uids).size + 1);
});

test('with the history in git, one that cannot be read or written waits beside it', async () => {
  const host = await startFaultyHost(startHost);
  const git = {store: 'git', comment: 'none'};
  await makeSteps(host, 1, {inputs: git});
  for (const [request, fault] of [
    [REFS_TO_READ, '429'],
    ['git POST git-upload-pack', 'truncate'],
    [PUSH, '503'],
  ] as const) {
    const run = await host.actDuring(request, fault, 'step', {run: 'true', ...git});
    expect([request, run.exitCode, run.outputs.status]).toEqual([request, 0, 'succeeded']);
    expect(warningsOf(run).filter((it) => !it.includes('The record of'))).toEqual([]);
    expect(warningsOf(run).length).toBeLessThanOrEqual(2);
  }
  expect((await nextRun(host, git)).steps.length).toBeGreaterThanOrEqual(2);
});

describe('an action that needs the history', () => {
  test('says that it cannot read it, and has moved and written nothing', async () => {
    const host = await startFaultyHost(startHost);
    await makeSteps(host, 2);
    const before = await stateOf(sandbox, host);
    const list = 'GET /repos/octo/demo/actions/artifacts?…laforge-default';
    for (const [action, inputs, fault] of [
      ['rollback', {'to-step': '1'}, '503'],
      ['undo', {}, 'truncate'],
      ['report', {}, '401'],
    ] as const) {
      const run = await host.actDuring(list, fault, action, inputs);
      expect([action, run.exitCode, errorsOf(run)]).toEqual([
        action,
        1,
        [
          expect.stringMatching(
            /^::error::The history could not be read: GitHub did not say which artifacts are named/,
          ),
        ],
      ]);
    }
    expect(await stateOf(sandbox, host)).toEqual(before);
  });

  test('and moves a branch has moved it and recorded that, or neither, whatever the remote does', async () => {
    const host = await startFaultyHost(startHost);
    const [one = '', two = ''] = await makeSteps(host, 2);
    for (const [request, fault] of [
      [REFS_TO_READ, '503'],
      [REFS_TO_PUSH, '401'],
      [PUSH, '500'],
    ] as const) {
      const run = await host.actDuring(request, fault, 'rollback', {'to-step': '1'});
      expect([request, run.exitCode, errorsOf(run).length]).toEqual([request, 1, 1]);
      expect(await tipOf(sandbox, host)).toBe(two);
    }
    const lost = await host.actDuring(PUSH, 'reset', 'rollback', {'to-step': '1'});
    expect([lost.exitCode, lost.outputs['rollback-id'], await tipOf(sandbox, host)]).toEqual([0, 'R1', one]);
    const unsaved = await host.actDuring('POST CreateArtifact', '403 with a rate limit', 'undo', {});
    expect([unsaved.exitCode, unsaved.outputs.recorded, await tipOf(sandbox, host)]).toEqual([0, 'false', two]);
    expect(warningsOf(unsaved)).toEqual([
      expect.stringMatching(/Its pin .* carries the record, and the next run adds it/),
    ]);
    expect((await nextRun(host)).steps).toEqual([
      [3, true],
      [2, true],
      [1, true],
    ]);
  });
});
