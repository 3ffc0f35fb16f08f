import {describe, expect, test} from '@jest/globals';
import {formatPinMessage} from '../../../src/domain/pin-messages.ts';
import {pinRefOf} from '../../../src/domain/pin-refs.ts';
import type {History} from '../../../src/domain/ports/store.ts';
import type {RollbackDraft} from '../../../src/domain/rollback.ts';
import {planOrMove} from '../../../src/usecases/rollback/carry-out-move.ts';
import {localPins, reconcilePins} from '../../../src/usecases/rollback/record-from-pins.ts';
import {prepareRollback} from '../../../src/usecases/rollback/roll-back.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {aUid} from '../../helpers/history-builders.ts';
import {rollBack, undoRollback} from '../../helpers/moves.ts';
import {type RecordedBranch, recordedBranches, toStep, undoLatest} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);

/** A history that takes no rollback: the run that made it died right after its push. */
const forgetful = (history: History): History => ({
  ...history,
  addRollback: async () => {
    throw new Error('The disk is full.');
  },
});

const reconciled = async (branch: RecordedBranch, history: Partial<History> = {}) => {
  const repository = await branch.open();
  const refs = (await repository.remote?.refs(['refs/heads/*', 'refs/laforge/pins/default/*'])) ?? new Map();
  const warn = (message: string) => void branch.warnings.push(message);
  return reconcilePins(
    {history: {...branch.history, ...history}, repository, warn},
    {slug: 'default', refs, place: 'remote'},
    60_000,
  );
};

/** Puts a pin at the remote as anybody with a token can. */
const forge = async (
  branch: RecordedBranch,
  draft: RollbackDraft,
  {ref = draft.pinRef ?? '', parent = draft.fromSha ?? ''} = {},
) => {
  const message = formatPinMessage(draft, []);
  const sha = await sandbox.git(
    branch.remote,
    '-c',
    'user.name=x',
    '-c',
    'user.email=x@x',
    'commit-tree',
    '-p',
    parent,
    '-m',
    message,
    `${parent}^{tree}`,
  );
  await sandbox.git(branch.remote, 'update-ref', ref, sha);
};

describe('rollbacks that no history has', () => {
  test('are recorded by the next run from their pins, and once only', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const result = await rollBack(await branch.deps({history: forgetful(branch.history)}), toStep(1));
    expect(result).toMatchObject({proposal: null, recorded: false, rollback: {number: null}});
    expect(branch.active()).toEqual([2, 1]);

    expect(await reconciled(branch)).toMatchObject([
      {number: 1, kind: 'rollback', reason: 'broke the build', actor: 'ada'},
    ]);
    expect(branch.active()).toEqual([1]);
    expect(await reconciled(branch)).toEqual([]);
    expect(branch.ledger.listRollbacks()).toHaveLength(1);
  });

  test('are recorded together with their undos, in the order they happened', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const history = forgetful(branch.history);
    await rollBack(await branch.deps({history}), toStep(1));
    await undoRollback(await branch.deps({history}), undoLatest());
    branch.warnings.splice(0);
    expect((await reconciled(branch)).map(({kind}) => kind)).toEqual(['rollback', 'undo']);
    expect(branch.active()).toEqual([2, 1]);
    expect(branch.warnings).toEqual([]);
  });

  test('count in the plan of the next one, which a dry run makes without recording them', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt', 'three.txt');
    await rollBack(await branch.deps({history: forgetful(branch.history)}), toStep(2));
    const planned = await planOrMove(await branch.deps(), {...toStep(1), dryRun: true}, prepareRollback);
    expect(planned).toMatchObject({prepared: {plan: {goes: [{id: 2}]}}});
    expect(branch.ledger.listRollbacks()).toEqual([]);
    await expect(rollBack(await branch.deps(), toStep(3))).rejects.toThrow(
      /^Step 3 was rolled back by [0-9a-f-]{36} on/,
    );

    await rollBack(await branch.deps(), toStep(1));
    expect(branch.ledger.listRollbacks().map(({number}) => number)).toEqual([2, 1]);
    expect(branch.active()).toEqual([1]);
  });

  test('of the local branch are found by their local pins', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    await rollBack(await branch.deps({history: forgetful(branch.history)}), {...toStep(1), where: 'local'});
    const repository = await branch.open();
    const refs = await localPins(repository, 'default');
    const {history} = branch;
    await reconcilePins({history, repository, warn: () => {}}, {slug: 'default', refs, place: 'local'}, 60_000);
    expect(branch.active()).toEqual([1]);
  });

  test('wait for a run that can read the history', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    await rollBack(await branch.deps({history: forgetful(branch.history)}), toStep(1));
    expect(await reconciled(branch, {condition: {kind: 'unreadable', reason: 'HTTP 503.'}})).toEqual([]);
    expect(branch.active()).toEqual([2, 1]);
  });

  test('of steps that an expired history had are passed over in silence', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    await rollBack(await branch.deps({history: forgetful(branch.history)}), toStep(1));
    branch.warnings.splice(0);
    expect(await reconciled(branch, {getStep: async () => ({kind: 'unknown'})})).toEqual([]);
    expect(branch.warnings).toEqual([]);
  });

  test('never stop a run: what cannot be done now is a warning', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const history = forgetful(branch.history);
    await rollBack(await branch.deps({history}), toStep(1));
    branch.warnings.splice(0);
    expect(await reconciled(branch, history)).toEqual([]);
    expect(branch.warnings).toEqual([
      'Rollbacks that are not on record yet could not be recorded now: The disk is full.',
    ]);
  });
});

describe('a pin that anybody could have pushed', () => {
  const scenario = async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    const second = await branch.step('two.txt');
    // A branch that did go back, as a hostile pin must claim to be believed.
    await sandbox.git(branch.remote, 'update-ref', 'refs/heads/main', first.commitShaAfter ?? '');
    const uid = aUid(1_000_000);
    const draft: RollbackDraft = {
      uid,
      kind: 'rollback',
      projectId: 'acme/widgets',
      undoes: null,
      repository: null,
      branch: 'main',
      target: {mode: 'to', stepUid: first.uid},
      fromSha: second.commitShaAfter,
      toSha: first.commitShaAfter,
      pinRef: pinRefOf('rollback', 'default', uid),
      stepUids: [second.uid],
      actor: 'mallory',
      reason: null,
      run: null,
      createdAt: '2026-01-01T12:00:00.000Z',
      chain: null,
    };
    return {branch, first, second, draft};
  };
  const expectOdd = async (branch: RecordedBranch) => {
    expect(await reconciled(branch)).toEqual([]);
    expect(branch.ledger.listRollbacks()).toEqual([]);
    expect(branch.warnings).toEqual([expect.stringMatching(/^A pin was not recorded as a rollback/)]);
  };

  test('is recorded when git and the history bear it out', async () => {
    const {branch, draft} = await scenario();
    await forge(branch, draft);
    expect(await reconciled(branch)).toHaveLength(1);
  });

  test('is left out when the branch still has what it claims was displaced', async () => {
    const {branch, draft, second} = await scenario();
    await sandbox.git(branch.remote, 'update-ref', 'refs/heads/main', second.commitShaAfter ?? '');
    await forge(branch, draft);
    await expectOdd(branch);
  });

  test('is left out when it keeps another commit than it says', async () => {
    const {branch, draft, first} = await scenario();
    await forge(branch, draft, {parent: first.commitShaAfter ?? ''});
    await expectOdd(branch);
  });

  test('is left out under the ref of another rollback', async () => {
    const {branch, draft} = await scenario();
    await forge(branch, draft, {ref: pinRefOf('rollback', 'default', aUid(2_000_000))});
    await expectOdd(branch);
  });

  test('is left out when it goes where the branch never was', async () => {
    const {branch, draft, second} = await scenario();
    await sandbox.git(branch.work, 'checkout', '--quiet', '--orphan', 'else');
    const elsewhere = await sandbox.commitFile(branch.work, 'else.txt', 'else');
    await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'else');
    await forge(branch, {...draft, toSha: elsewhere, fromSha: second.commitShaAfter});
    await expectOdd(branch);
  });

  test('is left out when it names a step of another branch that it did not displace, or one that nobody knows', async () => {
    const {branch, draft} = await scenario();
    await sandbox.git(branch.work, 'switch', '--quiet', '--create', 'feature');
    const other = await branch.step('feature.txt');
    await forge(branch, {...draft, stepUids: [other.uid]});
    await expectOdd(branch);
    branch.warnings.splice(0);
    await forge(branch, {...draft, stepUids: [...draft.stepUids, aUid(3_000_000)]});
    await expectOdd(branch);
  });

  test('is left out when its branch is an option, also for steps without a branch', async () => {
    const {branch, draft, first} = await scenario();
    const before = await branch.step('three.txt', {branch: null, commitShaAfter: first.commitShaAfter});
    const target = {mode: 'to', stepUid: before.uid} as const;
    await forge(branch, {...draft, target, stepUids: [before.uid], branch: '--upload-pack=x'});
    await expectOdd(branch);
  });

  test('is left out when it says that another ref is its pin', async () => {
    const {branch, draft} = await scenario();
    await forge(branch, {...draft, pinRef: 'refs/heads/main'}, {ref: draft.pinRef ?? ''});
    await expectOdd(branch);
  });

  test('is left out as an undo that does not mirror its rollback', async () => {
    const {branch, draft, second} = await scenario();
    branch.ledger.addRollback({...draft, pinRef: null});
    const uid = aUid(4_000_000);
    const undo = {
      ...draft,
      uid,
      kind: 'undo',
      undoes: draft.uid,
      target: null,
      fromSha: draft.toSha,
      toSha: draft.fromSha,
    } as const;
    await forge(branch, {...undo, pinRef: pinRefOf('rollback', 'default', uid), stepUids: []});
    expect(await reconciled(branch)).toEqual([]);
    expect(branch.warnings).toHaveLength(1);
    expect(branch.active()).not.toContain(second.id);
  });
});
