import {describe, expect, test} from '@jest/globals';
import type {Repository} from '../../../src/domain/ports/git.ts';
import {carryOutDrop, prepareDrop} from '../../../src/usecases/pins/drop-pins.ts';
import {verifyShas} from '../../../src/usecases/verify-shas.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aSha} from '../../helpers/history-builders.ts';
import {rollBack} from '../../helpers/moves.ts';
import {type RecordedBranch, recordedBranches, toStep} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);

/** main with two steps, the second rolled back as R1. */
const withRollback = async () => {
  const branch = await recordedBranch();
  await branch.steps('one.txt', 'two.txt');
  const result = await rollBack(await branch.deps(), toStep(1));
  return {branch, pin: result.rollback.pinRef ?? ''};
};
const verify = async ({ledger, open}: RecordedBranch, repository?: Repository) =>
  await verifyShas(repository ?? (await open()), {
    steps: ledger.listSteps(),
    rollbacks: ledger.listRollbacks(),
  });

describe('the SHAs of a history', () => {
  test('are all known where the commits are, and in a clone that asks the remote for what only a pin keeps', async () => {
    const {branch} = await withRollback();
    const known = {findings: [], remarks: [], commitsKnown: 3, commitsUnknown: 0};
    expect(await verify(branch)).toEqual(known);
    expect(await verify(branch, await branch.open(await sandbox.clone(branch.remote)))).toEqual(known);
  });

  test('that a shallow clone does not have are told, are no fault, and do not deepen it', async () => {
    const {branch} = await withRollback();
    const shallow = await sandbox.shallowClone(branch.remote);
    const report = await verify(branch, await branch.open(shallow));
    expect(report).toMatchObject({findings: [], commitsKnown: 1, commitsUnknown: 2});
    expect(report.remarks).toEqual([
      expect.stringMatching(
        /^2 commits are not known here, this clone is shallow: [0-9a-f]{8} \(commit_sha_before of step 1\), [0-9a-f]{8} \(commit_sha_after of step 2\)$/,
      ),
    ]);
    expect(await sandbox.git(shallow, 'rev-list', '--count', 'HEAD')).toBe('1');
  });

  test('that nothing leads to any more are told and are no fault', async () => {
    const branch = await recordedBranch();
    const step = await branch.step('one.txt', {commitShaAfter: aSha(77)});
    expect(await verify(branch)).toMatchObject({
      findings: [],
      remarks: [expect.stringContaining(`77000000 (commit_sha_after of step ${step.id})`)],
    });
  });

  test('of which one is no commit are a fault', async () => {
    const branch = await recordedBranch();
    const tree = await sandbox.sha(branch.work, 'HEAD^{tree}');
    await branch.step('one.txt', {commitShaAfter: tree});
    expect((await verify(branch)).findings).toEqual([
      `commit_sha_after of step 1 is ${tree}, which is a tree and no commit`,
    ]);
  });
});

describe('the pin of a rollback', () => {
  test('that was deleted by hand is a fault, and one that was dropped is told', async () => {
    const {branch, pin} = await withRollback();
    const before = await sandbox.git(branch.remote, 'rev-parse', pin);
    await sandbox.git(branch.remote, 'update-ref', '-d', pin);
    expect((await verify(branch)).findings).toEqual([
      `R1: its pin ${pin} is neither at the remote nor here, and no note says who deleted it`,
    ]);
    await sandbox.git(branch.remote, 'update-ref', pin, before);
    const deps = await branch.deps();
    const request = {slug: 'default', names: ['R1'], actor: 'eve', reason: null, where: '', listPins: 'laforge pins'};
    await carryOutDrop(deps, await prepareDrop(deps, request));
    expect(await verify(branch)).toMatchObject({
      findings: [],
      remarks: [`R1: its pin ${pin} is gone: eve dropped it on 2026-01-01`],
    });
  });

  test('is not known where the remote does not answer, which is no fault', async () => {
    const {branch, pin} = await withRollback();
    await sandbox.git(branch.work, 'remote', 'set-url', 'origin', 'file:///nowhere/at-all.git');
    const report = await verify(branch);
    expect(report.findings).toEqual([]);
    expect(report.remarks).toEqual([
      expect.stringMatching(/^the remote could not be asked: /),
      `R1: its pin ${pin} is not known here`,
    ]);
  });
});
