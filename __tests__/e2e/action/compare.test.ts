import {expect, test} from '@jest/globals';
import {act, errorsOf, hostsWithHistory, makeSteps, stateOf, warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {openPull, pullRequestJob, pushBranch} from '../../helpers/pull-request.ts';
import {type Host, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const hostWith = hostsWithHistory(sandbox, workflowHost(sandbox, {history: 'file'}));
const commentOf = (host: Host) =>
  pullsOf(host.github.world)
    .comments.map(({body}) => body)
    .join('\n---\n');
const HOSTILE = "printf '</details>\\n````\\n@octocat #1 \\342\\200\\256x\\n' > fix.txt";

/** Two attempts at one thing on the branch of pull request 7: step 1, which was rolled back, and step 2. */
async function hostWithAttempts() {
  const {host} = await hostWith('two attempts', async (host) => {
    await pushBranch(sandbox, host, 'fix');
    const first = await makeSteps(host, 1, {branch: 'fix', inputs: {run: 'echo first > fix.txt'}});
    await act(host, 'rollback', {'before-step': '1'}, 'fix');
    return [...first, ...(await makeSteps(host, 1, {branch: 'fix', inputs: {run: 'echo second > fix.txt'}}))];
  });
  return host;
}

test('compares the latest step with the attempt before it, which was rolled back', async () => {
  const host = await hostWithAttempts();
  const job = await host.job(pullRequestJob(host, await openPull(sandbox, host)));
  const {recorded} = await stateOf(sandbox, host);
  const run = await job.run('compare', {});
  expect([...errorsOf(run), ...warningsOf(run)]).toEqual([]);
  expect(run.outputs).toMatchObject({same: 'false', 'files-changed': '1', conflicts: '0'});
  expect(JSON.parse(run.outputs.comparison ?? '')).toMatchObject({
    a: {id: 1, active: false},
    b: {id: 2},
    code: {mode: 'work', files: [{path: 'fix.txt', in: 'both'}]},
  });
  expect(run.summary).toMatch(/^### step 1 against step 2: what each of them did\n/);
  expect(run.summary).toContain('\n-first\n+second\n');
  expect(commentOf(host)).toContain('<details><summary>Step 1 against step 2: what each of them did</summary>\n');
  expect((await stateOf(sandbox, host)).recorded).toEqual(recorded);
});

test('a step and a report fold a comparison into the one comment, whatever the patch says', async () => {
  const host = await hostWithAttempts();
  const pull = await openPull(sandbox, host);
  const job = await host.job(pullRequestJob(host, pull));
  const run = await job.run('step', {run: HOSTILE, 'compare-with': 'previous'});
  expect([...errorsOf(run), ...warningsOf(run)]).toEqual([]);
  const comment = commentOf(host);
  expect(comment).toContain('Step 2 against step 3: the states they left');
  // The fence is longer than the longest in the patch, and what turns the reading around is gone.
  expect(comment).toContain('\n`````diff\n');
  expect(comment).toContain('\n+@octocat #1 x\n');

  const report = await job.run('report', {'compare-with': '1'});
  expect([...errorsOf(report), ...warningsOf(report)]).toEqual([]);
  expect(commentOf(host)).toContain('Step 1 against step 3');
  expect(pullsOf(host.github.world).comments).toHaveLength(1);
});

test.each([
  [{'compare-with': 'next'}, /Input "compare-with" is "next", which names no step\./],
  [
    {step: '9'},
    /Project octo\/demo has no step 9; the job summary of a step or of the report action lists them\. \(LF013\)/,
  ],
  [{step: '1'}, /No step ran before step 1 on fix\. \(LF013\)/],
])('refuses %j', async (inputs, message) => {
  const host = await hostWithAttempts();
  const run = await act(host, 'compare', inputs, 'fix');
  expect(run.exitCode).toBe(1);
  expect(errorsOf(run)).toEqual([expect.stringMatching(message)]);
});
