import {expect, test} from '@jest/globals';
import {errorsOf, hostsWithHistory, makeSteps, warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {openPull, pushBranch} from '../../helpers/pull-request.ts';
import {type Host, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const hostWith = hostsWithHistory(sandbox, workflowHost(sandbox, {history: 'file'}));

/** Three steps on the branch of pull request 7; the second one broke it. */
async function hostWithBroken() {
  const {host, made} = await hostWith('a broken step', async (host) => {
    await pushBranch(sandbox, host, 'fix');
    const step = (run: string) => makeSteps(host, 1, {branch: 'fix', inputs: {run}});
    return [...(await step('echo 1 > one')), ...(await step('touch broken')), ...(await step('echo 3 > three'))];
  });
  return {host, made, pull: await openPull(sandbox, host)};
}

/** The end of another run, of this commit, as GitHub tells it. */
function endedRun(sha: string, changes: Readonly<Record<string, unknown>> = {}) {
  const run = {conclusion: 'failure', head_branch: 'fix', head_sha: sha, head_repository: {full_name: 'octo/demo'}};
  return {
    event: 'workflow_run',
    payload: {workflow_run: {...run, actor: {login: 'ada'}, pull_requests: [], ...changes}},
  };
}

/** Also fails where a token of the runner can be seen. */
const CHECK = 'test ! -e broken && test -z "$ACTIONS_RUNTIME_TOKEN$GITHUB_TOKEN" && ! env | grep -q INPUT_';

const commentOf = (host: Host) =>
  pullsOf(host.github.world)
    .comments.map(({body}) => body)
    .join('\n---\n');

test('on a run that failed, the step that broke it is found and told', async () => {
  const {host, made} = await hostWithBroken();
  const job = await host.job({...endedRun(made[2] ?? ''), branch: 'fix', checkout: 'full'});
  const run = await job.run('bisect', {check: CHECK});
  expect([...errorsOf(run), ...warningsOf(run)]).toEqual([]);
  expect(run.outputs).toMatchObject({'step-id': '2', commits: JSON.stringify([made[1]]), confidence: '1'});
  expect(commentOf(host)).toContain('\n\n🔎 Step 2 broke it (');
  expect(commentOf(host)).toContain('Take it back: the rollback action and before-step: 2');
  expect(run.summary).toContain('🔎 Step 2 broke it (');

  const near = await job.run('bisect', {check: CHECK, good: '1', bad: '2', comment: 'none'});
  expect(near.log).toContain('1 state of fix to search.');
  const limited = await job.run('bisect', {check: CHECK, 'max-tests': '2', comment: 'none'});
  expect(limited.outputs).toMatchObject({'step-id': '', confidence: '', tests: '2'});
});

test.each([
  [{conclusion: 'success'}, 'fix', 0, 'The run that triggered this one did not fail'],
  [{head_repository: {full_name: 'mallory/demo'}}, 'fix', 1, 'this action runs no code of another repository'],
  [{head_sha: 'c'.repeat(40)}, 'main', 1, 'The checkout does not have commit cccccccc of fix. Give actions/checkout'],
])('a run with %j runs nothing', async (changes, branch, exitCode, message) => {
  const {host, made} = await hostWithBroken();
  const job = await host.job({...endedRun(made[2] ?? '', changes), branch, checkout: 'full'});
  const run = await job.run('bisect', {check: 'echo it runs'});
  expect(run.exitCode).toBe(exitCode);
  expect(run.log).toContain(message);
  expect(run.log).not.toContain('it runs');
});
