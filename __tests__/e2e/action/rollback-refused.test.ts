import {execFileSync} from 'node:child_process';
import {describe, expect, test} from '@jest/globals';
import {
  act,
  errorsOf,
  hostsWithHistory,
  makeSteps,
  nextRun,
  pushForeign,
  stateOf,
  tipOf,
  warningsOf,
} from '../../helpers/action-story.ts';
import {applyHostRules} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {commentJob} from '../../helpers/pull-request.ts';
import {type HostOptions, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});

const hostWith = hostsWithHistory(sandbox, startHost);

async function hostWithSteps(options: HostOptions = {}) {
  const {host, made} = await hostWith(`two steps ${options.history}`, (host) => makeSteps(host, 2), options);
  const [one = '', two = ''] = made;
  return {host, one, two};
}

describe('a rollback is refused', () => {
  test('to a step that cannot be gone back to, with what to do', async () => {
    const {host} = await hostWithSteps();
    await act(host, 'rollback', {'to-step': '1'});
    const before = await stateOf(sandbox, host);
    expect(errorsOf(await act(host, 'rollback', {'to-step': '2'}))).toEqual([
      expect.stringMatching(
        /Step 2 was rolled back by R1 on .* Take that back first with the undo action and rollback-id: R1/,
      ),
    ]);
    expect(await stateOf(sandbox, host)).toEqual(before);
  });

  test("when somebody's own commit would go, unless allow-discard says so: then it is pinned", async () => {
    const {host, one} = await hostWithSteps();
    const foreign = await pushForeign(sandbox, host);
    const before = await stateOf(sandbox, host);
    const refused = await act(host, 'rollback', {'to-step': '1'});
    expect(errorsOf(refused)).toEqual([
      expect.stringMatching(
        new RegExp(`1 commit that no step made would go, ${foreign.slice(0, 8)} "fix by hand".*allow-discard: true`),
      ),
    ]);
    expect(await stateOf(sandbox, host)).toEqual(before);

    const run = await act(host, 'rollback', {'to-step': '1', 'allow-discard': 'true'});
    expect(run.outputs).toMatchObject({'from-sha': foreign, 'to-sha': one, 'deactivated-steps': '[2]'});
    expect(warningsOf(run)).toEqual([
      expect.stringMatching(/Commits that no step made go too and stay pinned: .*fix by hand/),
    ]);
    expect(await sandbox.sha(host.remote, `${run.outputs['pin-ref']}^`)).toBe(foreign);
    expect(await tipOf(sandbox, host)).toBe(one);
  });

  test('when somebody pushes between look and move, and theirs stays', async () => {
    const {host} = await hostWithSteps();
    const theirs = await pushForeign(sandbox, host, 'elsewhere');
    const {artifacts, recorded} = await stateOf(sandbox, host);
    host.git.answer(({method, url}) => {
      if (method === 'POST' && url.endsWith('git-receive-pack')) {
        execFileSync('git', ['-C', host.remote, 'update-ref', 'refs/heads/main', theirs]);
      }
      return 'serve';
    });
    const run = await act(host, 'rollback', {'to-step': '1'});
    expect(errorsOf(run)).toEqual([
      expect.stringMatching(
        /Cannot move main: its tip is now .* Somebody pushed meanwhile; look at the plan again with dry-run: true\./,
      ),
    ]);
    expect(await tipOf(sandbox, host)).toBe(theirs);
    expect(await sandbox.git(host.remote, 'for-each-ref', 'refs/laforge')).toBe('');
    expect(await stateOf(sandbox, host)).toMatchObject({artifacts, recorded});
  });

  test('by a protected branch, which is explained', async () => {
    const {host} = await hostWithSteps();
    applyHostRules(host.remote, {
      preReceive: 'echo "error: GH006: Protected branch update failed for refs/heads/main." >&2; exit 1',
    });
    const before = await stateOf(sandbox, host);
    const run = await act(host, 'rollback', {'to-step': '1'});
    expect(errorsOf(run)).toEqual([
      expect.stringMatching(/^::error::Cannot move main: main is protected at the remote.*push-token/),
    ]);
    expect(run.exitCode).toBe(1);
    expect(await stateOf(sandbox, host)).toEqual(before);
  });

  test("when workflow files would differ from the default branch's, unless there is a push-token", async () => {
    const {host, one} = await hostWithSteps();
    await act(host, 'step', {run: 'mkdir -p .github/workflows; echo "on: push" > .github/workflows/ci.yml'});
    const before = await stateOf(sandbox, host);
    const run = await act(host, 'rollback', {'to-step': '1'});
    expect(errorsOf(run)).toEqual([
      expect.stringMatching(
        /Cannot reset main to .*: its workflow files differ from those of main \(\.github\/workflows\/ci\.yml\).*Give push-token/,
      ),
    ]);
    expect(await stateOf(sandbox, host)).toEqual(before);
    const allowed = await act(host, 'rollback', {'to-step': '1', 'push-token': host.token});
    expect(allowed.outputs).toMatchObject({'to-sha': one, 'deactivated-steps': '[3,2]', recorded: 'true'});
  });

  test('to somebody who may not write, where anybody can start the run', async () => {
    const {host, one} = await hostWithSteps();
    const before = await stateOf(sandbox, host);
    const by = async (login: string) =>
      (await host.job({...commentJob({number: 5}, login), payload: {}})).run('rollback', {'to-step': '1'});
    expect(errorsOf(await by('mallory'))).toEqual([
      expect.stringContaining(
        'Under issue_comment only somebody with write access may move a branch, and mallory has none.',
      ),
    ]);
    expect(await stateOf(sandbox, host)).toEqual(before);
    pullsOf(host.github.world).permissions.set('ada', 'write');
    expect((await by('ada')).outputs).toMatchObject({'to-sha': one});
  });
});

test('a rollback that could not be published is recorded by the next run, from its pin', async () => {
  let isFull = false;
  const {host, one} = await hostWithSteps({
    history: 'artifact',
    intercept: ({path}) =>
      isFull && path.endsWith('/CreateArtifact')
        ? {status: 403, body: {code: 'permission_denied', msg: 'Artifact storage quota has been hit.'}}
        : undefined,
  });
  isFull = true;
  const run = await act(host, 'rollback', {'to-step': '1'});
  expect(run.exitCode).toBe(0);
  expect(run.outputs).toMatchObject({'to-sha': one, recorded: 'false'});
  expect(warningsOf(run)).toEqual([expect.stringMatching(/quota/)]);
  expect(await tipOf(sandbox, host)).toBe(one);
  isFull = false;
  expect(await nextRun(host)).toEqual({
    steps: [
      [3, true],
      [2, false],
      [1, true],
    ],
    parent: '1',
  });
});
