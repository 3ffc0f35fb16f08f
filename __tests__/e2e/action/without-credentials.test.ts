import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {errorsOf, tipOf, warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {type ActionName, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});

/** A checkout with `persist-credentials: false`: what is pushed and fetched has no token but the one of the input. */
test.each([
  ['github-token', 'git'],
  ['push-token', 'file'],
])('with %s alone everything works, and the agent has none (store %s)', async (input, store) => {
  const host = await startHost();
  const kept = join(sandbox.folder(), 'kept.db');
  const act = async (action: ActionName, inputs: Readonly<Record<string, string>>) => {
    const job = await host.job({event: 'workflow_dispatch', checkout: 'without-credentials'});
    const tokens = {'github-token': '', [input]: host.token};
    // Tokens go to the server alone, which is not github.com here.
    const run = await job.run(
      action,
      {store, 'store-path': kept, ...tokens, ...inputs},
      {env: {GITHUB_SERVER_URL: host.git.url}},
    );
    return {...run, job};
  };

  const first = await act('step', {
    run: 'git push origin HEAD:refs/heads/mine || echo refused; git config --list; echo 1 > one.txt',
  });
  expect([errorsOf(first), warningsOf(first)]).toEqual([[], []]);
  expect(first.outputs).toMatchObject({'step-id': '1', pushed: 'pushed', recorded: 'true'});
  expect(first.log).toMatch(/^refused$/m);
  const pinned = await act('step', {run: 'echo 2 > two.txt; exit 3'});
  expect(pinned.outputs).toMatchObject({'step-id': '2', pushed: 'pinned', recorded: 'true'});
  expect(await sandbox.sha(host.remote, pinned.outputs['pin-ref'])).toBe(pinned.outputs['commit-sha-after']);
  const third = await act('step', {run: 'echo 3 > three.txt'});
  expect(third.outputs).toMatchObject({'step-id': '3', pushed: 'pushed', 'parent-step-id': '2'});

  const rollback = await act('rollback', {'to-step': '1'});
  expect(errorsOf(rollback)).toEqual([]);
  expect(rollback.outputs).toMatchObject({'rollback-id': 'R1', recorded: 'true'});
  expect(await tipOf(sandbox, host)).toBe(first.outputs['commit-sha-after']);
  const undo = await act('undo', {});
  expect(undo.outputs).toMatchObject({'rollback-id': 'R2', recorded: 'true'});
  expect(await tipOf(sandbox, host)).toBe(third.outputs['commit-sha-after']);
  // Nothing of the token is left where the agent of a next step would find it.
  expect(await sandbox.git(undo.job.workspace, 'config', '--list')).not.toMatch(/extraheader|credential/i);
});
