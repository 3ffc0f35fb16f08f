import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {errorsOf, stateOf, tipOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aDraft, anOutcome, tickingClock, uidOf} from '../../helpers/ledger.ts';
import {type Host, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);

/** A commit at the host, under a ref of its own, that was never on main. */
async function foreignCommit(host: Host, ...parents: readonly string[]): Promise<string> {
  const clone = await sandbox.clone(host.remote);
  const sha = await sandbox.git(clone, 'commit-tree', 'HEAD^{tree}', ...parents, '-m', 'evil');
  await sandbox.git(clone, 'push', '-q', 'origin', `${sha}:refs/heads/evil`);
  return sha;
}

test.each([
  ['of another branch', (host: Host) => foreignCommit(host, '-p', 'HEAD')],
  ['of another history', (host: Host) => foreignCommit(host)],
  ['that nobody has', async () => 'deadbeef'.repeat(5)],
])('a record that names a commit %s as a step of main moves nothing there', async (_what, commit) => {
  const host = await startHost();
  const foreign = await commit(host);
  const kept = join(sandbox.folder(), 'kept.db');
  const job = await host.job();
  const inputs = {store: 'file', 'store-path': kept};
  const real = await job.run('step', {run: 'echo 1 > one.txt', ...inputs});
  expect(real.outputs).toMatchObject({'step-id': '1', pushed: 'pushed'});
  const tip = await tipOf(sandbox, host);
  const ledger = openLedger(kept, {clock: tickingClock()});
  const {repository} = ledger.listSteps()[0] ?? {};
  ledger.createStep(aDraft(1, {repository: repository ?? null, commitShaBefore: tip}));
  ledger.updateStep(uidOf(1), anOutcome({commitShaAfter: foreign}));
  ledger.close();

  const before = await stateOf(sandbox, host);
  const rollback = await job.run('rollback', {'to-step': '2', ...inputs});
  expect([rollback.exitCode, errorsOf(rollback).length]).toEqual([1, 1]);
  expect(await stateOf(sandbox, host)).toEqual(before);
  const next = await (await host.job()).run('step', {run: 'echo 3 > three.txt', ...inputs});
  expect(errorsOf(next)).toEqual([]);
  expect(next.outputs).toMatchObject({'step-id': '3', pushed: 'pushed', recorded: 'true', 'commit-sha-before': tip});
});
