import {expect, test} from '@jest/globals';
import {describeRun} from '../../../src/cli/run-info.ts';

const SHA = 'c0ffee'.padEnd(40, '1');
const MERGE = 'c0ffee'.padEnd(40, '2');

test('outside of a CI a run is local, by the user of the machine', () => {
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
  expect(describeRun({...env, GITEA_ACTIONS: 'true'}).ci).toBe('gitea');
  expect(describeRun({...env, GITEA_ACTIONS: 'true', FORGEJO_ACTIONS: 'true'}).ci).toBe('forgejo');
});

test('in a merge request of GitLab it is told by its variables, and the commit of merged results is no head', () => {
  const env = {
    GITLAB_CI: 'true',
    CI_PIPELINE_ID: '9001',
    CI_PIPELINE_NAME: 'Agents',
    CI_PIPELINE_SOURCE: 'merge_request_event',
    CI_JOB_ID: '77',
    CI_JOB_NAME: 'fix',
    CI_JOB_URL: 'https://gitlab.example/acme/app/-/jobs/77',
    CI_COMMIT_SHA: SHA,
    CI_COMMIT_REF_NAME: 'topic',
    GITLAB_USER_LOGIN: 'ada',
    CI_MERGE_REQUEST_IID: '12',
    CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'topic',
    CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: 'acme/app',
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '',
  };
  const pullRequest = {number: 12, head_ref: 'topic', head_sha: SHA, head_repository: 'acme/app', base_ref: 'main'};
  expect(describeRun(env)).toEqual({
    ci: 'gitlab',
    workflow: 'Agents',
    run_id: '9001',
    attempt: null,
    job: 'fix',
    job_backend_id: '77',
    actor: 'ada',
    event: 'merge_request_event',
    url: 'https://gitlab.example/acme/app/-/jobs/77',
    pull_request: {...pullRequest, merge_sha: null},
  });
  const merged = describeRun({...env, CI_COMMIT_SHA: MERGE, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: SHA});
  expect(merged.pull_request).toEqual({...pullRequest, merge_sha: MERGE});
});

test.each([
  {
    ci: 'buildkite',
    env: {
      ...{BUILDKITE: 'true', BUILDKITE_PIPELINE_SLUG: 'app', BUILDKITE_BUILD_ID: 'b-1', BUILDKITE_JOB_ID: 'j-1'},
      ...{BUILDKITE_RETRY_COUNT: '1', BUILDKITE_LABEL: ':robot: fix', BUILDKITE_BUILD_CREATOR: 'Ada'},
      ...{BUILDKITE_SOURCE: 'webhook', BUILDKITE_BUILD_URL: 'https://buildkite.com/acme/app/builds/5'},
      ...{BUILDKITE_BRANCH: 'topic', BUILDKITE_PULL_REQUEST: '7', BUILDKITE_COMMIT: 'HEAD'},
      BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main',
    },
    run: {
      ...{workflow: 'app', run_id: 'b-1', attempt: 2, job: ':robot: fix', job_backend_id: 'j-1', actor: 'Ada'},
      ...{event: 'webhook', url: 'https://buildkite.com/acme/app/builds/5'},
    },
    pull: {number: 7, head_ref: 'topic', head_sha: null, base_ref: 'main'},
  },
  {
    ci: 'circleci',
    env: {
      ...{
        CIRCLECI: 'true',
        CIRCLE_WORKFLOW_ID: 'w-1',
        CIRCLE_WORKFLOW_JOB_ID: 'j-1',
        CIRCLE_JOB: 'fix',
        CIRCLE_SHA1: SHA,
      },
      ...{CIRCLE_USERNAME: 'ada', CIRCLE_BUILD_URL: 'https://circleci.com/gh/acme/app/5', CIRCLE_BRANCH: 'pull/7'},
      CIRCLE_PULL_REQUEST: 'https://github.com/acme/app/pull/7',
    },
    run: {
      ...{workflow: null, run_id: 'w-1', attempt: null, job: 'fix', job_backend_id: 'j-1', actor: 'ada', event: null},
      url: 'https://circleci.com/gh/acme/app/5',
    },
    pull: {number: 7, head_ref: null, head_sha: SHA, base_ref: null},
  },
  {
    ci: 'azure',
    env: {
      ...{
        TF_BUILD: 'True',
        BUILD_DEFINITIONNAME: 'Agents',
        BUILD_BUILDID: '55',
        SYSTEM_JOBATTEMPT: '1',
        SYSTEM_JOBID: 'j-1',
      },
      ...{AGENT_JOBNAME: 'fix', BUILD_REQUESTEDFOR: 'Ada', BUILD_REASON: 'PullRequest', SYSTEM_TEAMPROJECT: 'My Team'},
      ...{SYSTEM_COLLECTIONURI: 'https://dev.azure.com/acme/', BUILD_SOURCEBRANCH: 'refs/pull/7/merge'},
      ...{SYSTEM_PULLREQUEST_PULLREQUESTID: '7', SYSTEM_PULLREQUEST_SOURCEBRANCH: 'refs/heads/topic'},
      ...{SYSTEM_PULLREQUEST_SOURCECOMMITID: SHA, SYSTEM_PULLREQUEST_TARGETBRANCH: 'main'},
    },
    run: {
      ...{workflow: 'Agents', run_id: '55', attempt: 1, job: 'fix', job_backend_id: 'j-1', actor: 'Ada'},
      ...{event: 'PullRequest', url: 'https://dev.azure.com/acme/My%20Team/_build/results?buildId=55'},
    },
    pull: {number: 7, head_ref: 'topic', head_sha: SHA, base_ref: 'main'},
  },
  {
    ci: 'jenkins',
    env: {
      ...{JENKINS_URL: 'https://ci.example/', JOB_NAME: 'acme/app/PR-7', BUILD_NUMBER: '5', STAGE_NAME: 'fix'},
      ...{BUILD_URL: 'https://ci.example/job/app/5/', BRANCH_NAME: 'PR-7', CHANGE_ID: '7', CHANGE_BRANCH: 'topic'},
      ...{CHANGE_TARGET: 'main', CHANGE_AUTHOR: 'ada'},
    },
    run: {
      ...{workflow: 'acme/app/PR-7', run_id: '5', attempt: null, job: 'fix', job_backend_id: null, actor: 'ada'},
      ...{event: null, url: 'https://ci.example/job/app/5/'},
    },
    pull: {number: 7, head_ref: 'topic', head_sha: null, base_ref: 'main'},
  },
])('in $ci it is told by its variables', ({ci, env, run, pull}) => {
  expect(describeRun(env)).toEqual({ci, ...run, pull_request: {...pull, head_repository: null, merge_sha: null}});
});

test('a build of Buildkite without a pull request says false, and has none', () => {
  const env = {BUILDKITE: 'true', BUILDKITE_PULL_REQUEST: 'false', BUILDKITE_BRANCH: 'main'};
  expect(describeRun(env)).toMatchObject({ci: 'buildkite', pull_request: null, attempt: null});
});
