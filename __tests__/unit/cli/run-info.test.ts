import {expect, test} from '@jest/globals';
import {describeRun} from '../../../src/cli/run-info.ts';

test('outside of a workflow a run is local, by the user of the machine', () => {
  const run = describeRun({});
  expect(run).toMatchObject({ci: 'local', workflow: null, run_id: null, url: null, pull_request: null});
  expect(run.actor === null || run.actor.length > 0).toBe(true);
});

test("in a workflow's shell step it is what GitHub says", () => {
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKFLOW: 'agents',
    GITHUB_RUN_ID: '77',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_JOB: 'build',
    GITHUB_ACTOR: 'ada',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'acme/app',
  };
  expect(describeRun(env)).toEqual({
    ci: 'github',
    workflow: 'agents',
    run_id: '77',
    attempt: 2,
    job: 'build',
    job_backend_id: null,
    actor: 'ada',
    event: 'push',
    url: 'https://github.com/acme/app/actions/runs/77',
    pull_request: null,
  });
  expect(describeRun({...env, GITHUB_RUN_ATTEMPT: ''})).toMatchObject({attempt: null});
});
