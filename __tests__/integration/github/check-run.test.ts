import {afterEach, expect, test} from '@jest/globals';
import {checkRunOf} from '../../../src/action/report-step.ts';
import type {Step} from '../../../src/domain/step.ts';
import {createCheckRuns} from '../../../src/github/code-host.ts';
import {checksOf} from '../../helpers/github-service/routes-checks.ts';
import {type GithubService, startGithubService} from '../../helpers/github-service/service.ts';
import {aSha, aStep} from '../../helpers/history-builders.ts';

let service: GithubService | undefined;
afterEach(() => service?.close());

async function write(step: Step, forge: 'github' | 'gitea' = 'github', permission = 'checks') {
  service = await startGithubService({repository: 'acme/widgets', forge});
  service.world.tokens.set('the-token', {login: 'github-actions[bot]', permissions: {[permission]: 'write'}});
  const request = checkRunOf('LaForge', step);
  if (request === null) throw new Error('There is no commit.');
  const access = {apiUrl: service.url, repository: 'acme/widgets', token: 'the-token'};
  await createCheckRuns(forge === 'gitea' ? {...access, forge: 'Gitea'} : access)(request);
  return checksOf(service.world);
}

test('a check run says how the step ended, on the commit that it leaves', async () => {
  const step = aStep({id: 3, branch: 'fix_*it*'});
  expect(await write(step)).toEqual([
    {
      name: 'LaForge',
      head_sha: aSha(3),
      status: 'completed',
      conclusion: 'success',
      external_id: step.uid,
      started_at: step.startTime,
      completed_at: step.endTime,
      output: {
        title: expect.stringContaining('step 3 succeeded in 1m'),
        summary: expect.stringMatching(/pushed to fix(?!_\*it\*)/),
      },
    },
  ]);
});

test('on Gitea, which has none, it is the status of the commit', async () => {
  expect(await write(aStep({id: 3, status: 'failed', exitCode: 1}), 'gitea', 'statuses')).toEqual([
    {
      sha: aSha(3),
      context: 'LaForge',
      state: 'failure',
      description: expect.stringContaining('step 3 failed (exit 1)'),
    },
  ]);
});

test('without the permission it says which one', async () => {
  await expect(write(aStep({id: 3}), 'github', 'contents')).rejects.toThrow(
    /^Cannot write the check run LaForge: .*"permissions: checks: write"/,
  );
});

test.each([
  ['succeeded', 'pushed', 'success', 3],
  ['succeeded', 'unchanged', 'success', 3],
  ['succeeded', 'pinned', 'action_required', 3],
  ['succeeded', 'bundled', 'action_required', 2],
  ['succeeded', 'none', 'success', 2],
  ['failed', 'pushed', 'failure', 3],
  ['check_failed', 'pinned', 'failure', 3],
  ['over_budget', 'pinned', 'failure', 3],
  ['timed_out', 'pinned', 'timed_out', 3],
  ['cancelled', 'none', 'cancelled', 2],
  ['interrupted', 'none', 'failure', 2],
  ['refused', 'none', 'action_required', 2],
  ['of_a_later_version', 'pushed', 'failure', 3],
] as const)('%s and %s is %s', (status, pushed, conclusion, sha) => {
  expect(checkRunOf('LaForge', aStep({id: 3, status, pushed}))).toMatchObject({conclusion, sha: aSha(sha)});
});
