import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const MERGE_REQUEST = {
  ...{GITLAB_CI: 'true', CI_PIPELINE_ID: '9001', CI_JOB_NAME: 'agent', CI_MERGE_REQUEST_IID: '4'},
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'topic',
};

/** A work tree as GitLab's runner makes it for a merge request: two commits deep, without a branch, even at the remote's names. */
async function gitlabCheckout() {
  const repository = await sandbox.createRepository({commits: 3});
  await sandbox.git(repository, 'branch', 'topic');
  const remote = await sandbox.createBareRemote({from: repository});
  await sandbox.git(remote, 'update-ref', 'refs/merge-requests/4/head', 'refs/heads/topic');
  const checkout = await sandbox.createRepository({commits: 0, files: {}});
  await sandbox.git(checkout, 'remote', 'add', 'origin', `file://${remote}`);
  await sandbox.git(
    checkout,
    'fetch',
    '-q',
    '--depth',
    '2',
    'origin',
    '+refs/merge-requests/4/head:refs/pipelines/9001',
  );
  await sandbox.git(checkout, 'checkout', '-q', '-f', '--detach', 'refs/pipelines/9001');
  return {remote, checkout};
}

const agent = ['--', 'sh', '-c', 'echo a > work'];

test('without a branch --push is refused before the agent starts, and the message has what to write', async () => {
  const {checkout} = await gitlabCheckout();
  const {code, stderr} = await laforge(checkout, ['step', 'run', '--push', ...agent], {env: MERGE_REQUEST});
  expect([code, existsSync(join(checkout, 'work'))]).toEqual([2, false]);
  expect(stderr).toContain('this job has no branch checked out, only a commit of "topic". Write --branch topic');
});

test('a fork is not offered a branch of that name here', async () => {
  const {checkout} = await gitlabCheckout();
  const env = {...MERGE_REQUEST, CI_MERGE_REQUEST_SOURCE_PROJECT_PATH: 'Eve/app'};
  const {code, stderr} = await laforge(checkout, ['step', 'run', '--push', ...agent], {env});
  expect(code).toBe(2);
  expect(stderr).toContain('only a commit of "eve:topic". Leave --push out.');
});

test('with --branch the work reaches the branch, and the history lives at the remote', async () => {
  const {remote, checkout} = await gitlabCheckout();
  const args = ['step', 'run', '--store', 'git', '--branch', 'topic', '--push', ...agent];
  expect(await laforge(checkout, args, {env: MERGE_REQUEST})).toMatchObject({code: 0});
  expect(await sandbox.sha(remote, 'topic')).toBe(await sandbox.sha(checkout));
  const {stdout} = await laforge(checkout, ['step', 'info', '1', '--store', 'git', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    branch: 'topic',
    run: {ci: 'gitlab', run_id: '9001', job: 'agent', pull_request: {number: 4, head_ref: 'topic'}},
  });
});

test('what stays in the work tree is recorded under the branch that the job is for', async () => {
  const {checkout} = await gitlabCheckout();
  expect(await laforge(checkout, ['step', 'run', ...agent], {env: MERGE_REQUEST})).toMatchObject({code: 0});
  const {stdout} = await laforge(checkout, ['step', 'info', '1', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({branch: 'topic', pushed: 'none'});
});

test.each([
  ['GitLab', MERGE_REQUEST],
  ['a CI that is not known by name', {CI: 'true'}],
])('a commit that the agent left on no branch is pinned in a job of %s', async (_, env) => {
  const {remote, checkout} = await gitlabCheckout();
  const script = 'git checkout -q --detach; echo d > d; git add d; git commit -qm d; git checkout -q topic';
  const args = ['step', 'run', '--store', 'git', '--branch', 'topic', '--push', '--', 'sh', '-c', script];
  const {code, stderr} = await laforge(checkout, args, {env});
  expect(code).toBe(1);
  expect(stderr).toContain('The agent left commits that the checked-out branch does not lead to');
  const [pin = ''] = (await sandbox.git(remote, 'for-each-ref', '--format=%(refname)', 'refs/laforge/pins')).split(
    '\n',
  );
  expect(await sandbox.git(remote, 'show', `${pin}:d`)).toBe('d');
});
