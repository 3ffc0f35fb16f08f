import {execFileSync} from 'node:child_process';
import {describe, expect, test} from '@jest/globals';
import type {History} from '../../../src/domain/ports/store.ts';
import {carryOutMove, planOrMove} from '../../../src/usecases/rollback/carry-out-move.ts';
import {reconcilePins} from '../../../src/usecases/rollback/record-from-pins.ts';
import {prepareRevert, type RevertRequest} from '../../../src/usecases/rollback/revert-steps.ts';
import {prepareRollback} from '../../../src/usecases/rollback/roll-back.ts';
import {applyHostRules} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {someChanges} from '../../helpers/history-builders.ts';
import {revertSteps, rollBack, undoRollback} from '../../helpers/moves.ts';
import {ON_REMOTE, type RecordedBranch, recordedBranches, toStep, undoLatest} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);

const steps = (first: number, last: number | null = null): RevertRequest['of'] => ({
  kind: 'steps',
  first: {kind: 'id', id: first},
  last: last === null ? null : {kind: 'id', id: last},
});
const asked = (of: RevertRequest['of'], overrides: Partial<RevertRequest> = {}): RevertRequest & {dryRun: boolean} => ({
  ...ON_REMOTE,
  squash: false,
  dryRun: false,
  of,
  ...overrides,
});
const revert = async (branch: RecordedBranch, of: RevertRequest['of'], overrides: Partial<RevertRequest> = {}) =>
  await revertSteps(await branch.deps(), asked(of, overrides));
const undo = async (branch: RecordedBranch) => await undoRollback(await branch.deps(), undoLatest({branch: 'main'}));
const files = async (branch: RecordedBranch) =>
  (await sandbox.git(branch.remote, 'ls-tree', '--name-only', 'main')).split('\n');
const subjects = async (branch: RecordedBranch) =>
  (await sandbox.git(branch.remote, 'log', '--format=%s', 'main')).split('\n');
const human = async (branch: RecordedBranch, file: string, text: string) => {
  const sha = await sandbox.commitFile(branch.work, file, text, `people: ${file}`);
  await sandbox.push(branch.work);
  return sha;
};
/** A branch that a host protects: it takes no force, and says so in GitHub's words. */
const protect = async (branch: RecordedBranch) => {
  await sandbox.git(branch.remote, 'config', 'receive.denyNonFastForwards', 'true');
  applyHostRules(branch.remote, {
    preReceive: [
      'while read old new ref; do',
      '  case $ref in refs/heads/main) git merge-base --is-ancestor $old $new || {',
      '    echo "error: GH013: Repository rule violations found for $ref." >&2; exit 1; };;',
      '  esac',
      'done',
    ].join('\n'),
  });
};

describe('a revert', () => {
  test('takes a step in the middle back, leaves what came later, is recorded, and an undo brings the step back', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const second = await branch.step('two.txt');
    await human(branch, 'people.txt', 'by hand\n');
    await branch.step('three.txt');
    await protect(branch);
    const tip = await branch.at('refs/heads/main');

    const result = await revert(branch, steps(2));
    expect(result).toMatchObject({recorded: true, warnings: [], plan: {goes: [{id: 2}], stays: {id: 3}}});
    expect(result.rollback).toMatchObject({number: 1, kind: 'revert', fromSha: tip, isProposed: false, target: null});
    expect(await branch.at('refs/heads/main^')).toBe(tip);
    expect(await files(branch)).toEqual(['README.md', 'one.txt', 'people.txt', 'three.txt']);
    expect(await sandbox.git(branch.remote, 'log', '-1', '--format=%B', 'main')).toContain(
      `Laforge-Reverts: ${second.uid}`,
    );
    expect(branch.active()).toEqual([3, 1]);
    expect(branch.ledger.listRollbacks()[0]).toEqual(result.rollback);

    await human(branch, 'later.txt', 'still here\n').catch(async () => {
      await sandbox.git(branch.work, 'pull', '--quiet', '--rebase', 'origin', 'main');
      await sandbox.push(branch.work);
    });
    const undone = await undo(branch);
    expect(undone).toMatchObject({proposal: null, plan: {returns: [{id: 2}]}, rollback: {kind: 'undo', number: 2}});
    expect(await files(branch)).toEqual(['README.md', 'later.txt', 'one.txt', 'people.txt', 'three.txt', 'two.txt']);
    expect(branch.active()).toEqual([3, 2, 1]);
    expect(branch.ledger.listRollbacks().at(-1)?.undoneBy).toBe(branch.ledger.listRollbacks()[0]?.uid);
  });

  test('that somebody took back with git, or reset away, is undone by a record alone', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const second = await branch.step('two.txt');
    await revert(branch, steps(1));
    await sandbox.git(branch.work, 'pull', '--quiet', 'origin', 'main');
    await sandbox.git(branch.work, 'revert', '--no-edit', 'HEAD');
    await sandbox.push(branch.work, 'main');
    const tip = await branch.at('refs/heads/main');
    const undone = await undo(branch);
    expect(undone).toMatchObject({recorded: true, rollback: {kind: 'undo', fromSha: tip, toSha: tip}});
    expect(undone).toMatchObject({
      plan: {warnings: [expect.stringMatching(/^main has nothing left of what R1 did: .*without a commit\.$/)]},
    });
    expect(await branch.at('refs/heads/main')).toBe(tip);
    expect(branch.active()).toEqual([2, 1]);

    await revert(branch, steps(1));
    await sandbox.git(branch.remote, 'update-ref', 'refs/heads/main', second.commitShaAfter ?? '');
    await undo(branch);
    expect(await branch.at('refs/heads/main')).toBe(second.commitShaAfter);
    expect(branch.active()).toEqual([2, 1]);

    // Where the step is off the branch too, its revert is not said to be undone.
    await revert(branch, steps(2));
    await sandbox.git(branch.remote, 'update-ref', 'refs/heads/main', second.commitShaBefore ?? '');
    await expect(undo(branch)).rejects.toMatchObject({code: 'branch-moved'});
  });

  test('of several steps makes one commit each, newest first, or one for all', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await branch.steps('two.txt', 'three.txt');
    const prepared = await prepareRevert(await branch.deps(), asked(steps(1, 3), {squash: true}));
    expect(prepared.plan.commits.map(({subject}) => subject)).toEqual(['Revert step 3, step 2 and step 1']);

    await revert(branch, {kind: 'rollback', step: {kind: 'id', id: 1}, mode: 'to'});
    expect((await subjects(branch)).slice(0, 2)).toEqual(['Revert step 2', 'Revert step 3']);
    expect(await branch.at('refs/heads/main^{tree}')).toBe(await branch.at(`${first.commitShaAfter}^{tree}`));
    expect(branch.active()).toEqual([1]);
    await expect(revert(branch, steps(2))).rejects.toMatchObject({
      code: 'not-reversible',
      message: expect.stringMatching(/^Step 2 was rolled back by R1 on .*rollback-id: R1/),
    });
  });

  test('is refused where later work stands in its lines, naming file, commit and step, and then nothing has moved', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const tip = await human(branch, 'one.txt', 'changed by hand\n');
    await expect(revert(branch, steps(1))).rejects.toMatchObject({
      code: 'revert-conflict',
      message: expect.stringMatching(
        /later work changed the same lines of "one\.txt" \([0-9a-f]{8} "people: one\.txt" by /,
      ),
    });
    expect(await branch.at('refs/heads/main')).toBe(tip);
    expect(branch.active()).toEqual([1]);
  });

  test('names no later work that is taken back already, since that does not stand in the way', async () => {
    const branch = await recordedBranch();
    const pull = async () => await sandbox.git(branch.work, 'pull', '--quiet', '--ff-only', 'origin', 'main');
    await branch.step('one.txt');
    await human(branch, 'one.txt', 'first\n');
    await branch.step('one.txt');
    await revert(branch, steps(2));
    await pull();
    const refused = async () => {
      await human(branch, 'one.txt', 'second\n');
      const message = String(await revert(branch, steps(1)).catch((error: unknown) => error));
      return [...message.matchAll(/[0-9a-f]{8} "([^"]*)" by/g)].map(([, subject]) => subject);
    };
    expect(await refused()).toEqual(['people: one.txt', 'people: one.txt']);

    // A step that an undo brought back stands in the way, and neither its revert nor the undo does.
    await sandbox.git(branch.work, 'reset', '--quiet', '--hard', 'HEAD~1');
    await sandbox.git(branch.remote, 'update-ref', 'refs/heads/main', await sandbox.sha(branch.work));
    await undo(branch);
    await pull();
    expect(await refused()).toEqual(['people: one.txt', 'agent: one.txt', 'people: one.txt']);
  });

  test('brings a file back where the step put a folder, also below later work, and never onto what others put there', async () => {
    const branch = await recordedBranch();
    await human(branch, 'place', 'a file\n');
    await sandbox.git(branch.work, 'rm', '--quiet', 'place');
    await branch.step('place/inner.txt');
    const file = async () => await sandbox.git(branch.remote, 'ls-tree', '--name-only', '-r', 'main');
    await revert(branch, steps(1));
    expect(await file()).toBe('README.md\nplace');
    await undo(branch);
    expect(await file()).toBe('README.md\nplace/inner.txt');

    await sandbox.git(branch.work, 'pull', '--quiet', '--ff-only', 'origin', 'main');
    await human(branch, 'later.txt', 'x\n');
    await revert(branch, steps(1));
    expect(await file()).toBe('README.md\nlater.txt\nplace');
    await undo(branch);

    await sandbox.git(branch.work, 'pull', '--quiet', '--ff-only', 'origin', 'main');
    await human(branch, 'place/people.txt', 'x\n');
    await expect(revert(branch, steps(1))).rejects.toMatchObject({
      code: 'revert-conflict',
      message: expect.not.stringContaining('same lines'),
    });
  });

  test('follows a file that was renamed since, and says truly what became of one that it cannot merge', async () => {
    const lines = Array.from({length: 60}, (_, number) => `line ${number}\n`);
    const branch = await recordedBranch();
    await human(branch, 'old.txt', lines.join(''));
    await branch.step('old.txt');
    await sandbox.git(branch.work, 'mv', 'old.txt', 'new.txt');
    await sandbox.git(branch.work, 'commit', '--quiet', '-m', 'people: a better name');
    await human(branch, 'people.txt', 'x\n');
    await revert(branch, steps(1));
    expect(await files(branch)).toEqual(['README.md', 'new.txt', 'people.txt']);
    expect(await sandbox.git(branch.remote, 'show', 'main:new.txt')).toBe(lines.join('').trim());
    await undo(branch);

    const refused = async () => String(await revert(branch, steps(1)).catch((error: unknown) => error));
    await sandbox.git(branch.work, 'pull', '--quiet', '--ff-only', 'origin', 'main');
    await human(branch, 'new.txt', 'old.txt\n+\n');
    expect(await refused()).toMatch(/later work renamed "old\.txt" to "new\.txt" \(.*"people: a better name" by /);
    await sandbox.git(branch.work, 'rm', '--quiet', 'new.txt');
    await sandbox.git(branch.work, 'commit', '--quiet', '-m', 'people: away with it');
    await human(branch, 'people.txt', 'y\n');
    expect(await refused()).toMatch(/later work removed "old\.txt" \(/);
  });

  test('is refused where nothing is left to take back, naming what took it', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    await sandbox.git(branch.work, 'rm', '--quiet', 'one.txt');
    await sandbox.git(branch.work, 'commit', '--quiet', '-m', 'away with it');
    await sandbox.push(branch.work);
    await expect(revert(branch, steps(1))).rejects.toMatchObject({
      code: 'not-reversible',
      message: expect.stringMatching(/nothing left of what step 1 changed\. .*"away with it" by /),
    });
  });

  test('and its undo are our own commits for a rollback, and people keep what only quotes their trailer', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await branch.steps('two.txt', 'three.txt');
    await revert(branch, steps(2));
    await undo(branch);
    await revert(branch, steps(3));
    const back = toStep(2, {mode: 'before'});
    const planned = await planOrMove(await branch.deps(), {...back, dryRun: true}, prepareRollback);
    const {displaced, warnings} = planned.prepared.plan;
    expect(displaced.map(({fate}) => (fate.kind === 'revert' ? fate.rollback.number : fate.kind))).toEqual([
      ...[3, 2, 1],
      ...['own', 'own'],
    ]);
    expect(warnings).toEqual([]);

    const reverted = await revert(branch, steps(1));
    expect(reverted.rollback.number).toBe(4);
    const above = await planOrMove(await branch.deps(), {...back, dryRun: true}, prepareRollback);
    expect(above).toMatchObject({
      prepared: {plan: {warnings: [expect.stringMatching(/^The commits of R4, a revert, go too: .* on main again/)]}},
    });
    await sandbox.git(branch.work, 'pull', '--quiet', '--rebase', 'origin', 'main');
    await sandbox.git(
      branch.work,
      ...['commit', '--quiet', '--allow-empty', '-m', `Mine\n\nLaforge-Reverts: ${first.uid}`],
    );
    await sandbox.push(branch.work);
    await expect(rollBack(await branch.deps(), {...back, dryRun: true})).rejects.toMatchObject({
      code: 'would-discard',
      message: expect.stringMatching(/1 commit that no step made would go, [0-9a-f]{8} "Mine"/),
    });
  });

  test('works where a reset is refused for a rule of the branch', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    await protect(branch);
    const reset = toStep(1);
    await expect(rollBack(await branch.deps(), reset)).rejects.toMatchObject({code: 'branch-protected'});
    await revert(branch, {kind: 'rollback', step: {kind: 'id', id: 1}, mode: 'to'});
    expect(await files(branch)).toEqual(['README.md', 'one.txt']);
  });

  test('of a step that a merge brought to another branch takes it back there', async () => {
    const branch = await recordedBranch();
    await sandbox.git(branch.work, 'checkout', '--quiet', '-b', 'agent/fix');
    await branch.step('fix.txt');
    await sandbox.git(branch.work, 'checkout', '--quiet', 'main');
    await human(branch, 'people.txt', 'x\n');
    await sandbox.git(branch.work, 'merge', '--quiet', '--no-ff', '-m', 'merged', 'agent/fix');
    await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'main');
    await revert(branch, steps(1), {branch: 'main'});
    expect(await files(branch)).toEqual(['README.md', 'people.txt']);
    expect(branch.active()).toEqual([]);
  });

  test('leaves what came from elsewhere while the step ran', async () => {
    const branch = await recordedBranch();
    const step = await branch.step('one.txt');
    const foreign = await human(branch, 'people.txt', 'x\n');
    const last = await human(branch, 'own.txt', 'x\n');
    const shas = [last, step.commitShaAfter ?? ''];
    const changes = {
      ...{files_changed: 2, insertions: 2, deletions: 0, own_commit_count: 2, foreign_commit_count: 1},
      own_commits: shas.map((sha) => ({sha, subject: 'own'})),
      foreign_commits: [{sha: foreign, subject: 'theirs', reason: 'fetched'}],
    };
    const {uid} = branch.ledger.createStep({...step, uid: '019a0000-0000-7000-8000-00000000000a'});
    branch.ledger.updateStep(uid, {...step, ...{uid}, commitShaAfter: last, changes});
    await revert(branch, {kind: 'steps', first: {kind: 'uid', prefix: uid}, last: null});
    expect(await files(branch)).toEqual(['README.md', 'people.txt']);
  });

  test('keeps workflow files for a token that may not change them, and says which', async () => {
    const branch = await recordedBranch();
    await branch.step('.github/workflows/ci.yml');
    const after = await sandbox.commitFile(branch.work, 'code.txt', 'x\n', 'agent: code');
    await sandbox.push(branch.work);
    const [step] = branch.ledger.listSteps();
    const uid = '019a0000-0000-7000-8000-00000000000b';
    if (step === undefined) throw new Error('There is no step.');
    const changes = someChanges(after, step.commitShaAfter ?? '');
    branch.ledger.createStep({...step, uid});
    branch.ledger.updateStep(uid, {...step, ...{uid}, commitShaAfter: after, changes});
    const result = await revert(
      branch,
      {kind: 'steps', first: {kind: 'uid', prefix: uid}, last: null},
      {tokenKind: 'job'},
    );
    expect(result.plan.warnings).toEqual([
      expect.stringMatching(/^Workflow files stay .*\.github\/workflows\/ci\.yml/),
    ]);
    expect(await files(branch)).toEqual(['.github', 'README.md']);
  });

  test('of the local branch moves it and its files, and nothing at the remote', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const atRemote = await branch.at('refs/heads/main');
    await revert(branch, steps(1), {where: 'local'});
    expect(await sandbox.git(branch.work, 'ls-files')).toBe('README.md\ntwo.txt');
    expect(await sandbox.git(branch.work, 'status', '--porcelain')).toBe('');
    expect(await branch.at('refs/heads/main')).toBe(atRemote);
    expect(branch.active()).toEqual([2]);
    await revert(branch, steps(2), {where: 'both'});
    expect(await branch.at('refs/heads/main')).not.toBe(atRemote);
  });

  test('whose record was lost is recorded by the next run from its pin', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const forgetful: History = {
      ...branch.history,
      addRollback: async () => {
        throw new Error('The disk is full.');
      },
    };
    await revertSteps(await branch.deps({history: forgetful}), asked(steps(1)));
    expect(branch.active()).toEqual([2, 1]);
    const repository = await branch.open();
    const refs = (await repository.remote?.refs(['refs/heads/*', 'refs/laforge/pins/default/*'])) ?? new Map();
    const warn = (message: string) => void branch.warnings.push(message);
    const found = await reconcilePins(
      {history: branch.history, repository, warn},
      {slug: 'default', refs, place: 'remote'},
      60_000,
    );
    expect(found).toMatchObject([{kind: 'revert', number: 1}]);
    expect(branch.active()).toEqual([2]);
  });
});

describe('a proposed revert', () => {
  const propose = async (branch: RecordedBranch, of = steps(1)) => {
    const deps = await branch.deps();
    const result = await carryOutMove(deps, await prepareRevert(deps, asked(of)), {way: 'propose', autoMerge: false});
    if (result.proposal === null) throw new Error('It was carried out.');
    return {...result, proposal: result.proposal};
  };
  const settle = async (branch: RecordedBranch, directory?: string) => {
    const repository = await branch.open(directory);
    const refs = (await repository.remote?.refs(['refs/heads/*', 'refs/laforge/pins/default/*'])) ?? new Map();
    const warn = (message: string) => void branch.warnings.push(message);
    return reconcilePins({history: branch.history, repository, warn}, {slug: 'default', place: 'remote', refs}, 60_000);
  };
  /** Brings the proposal to main as a host does. */
  const merge = async (branch: RecordedBranch, proposed: string, how: readonly string[], message: string | null) => {
    await sandbox.git(branch.work, 'fetch', '--quiet', 'origin', proposed);
    await sandbox.git(branch.work, ...how, 'FETCH_HEAD');
    if (message !== null) await sandbox.git(branch.work, 'commit', '--quiet', '-m', message);
    await sandbox.push(branch.work, 'main');
    await sandbox.git(branch.remote, 'update-ref', '-d', `refs/heads/${proposed}`);
  };

  test('leaves the branch and its steps, and asked again it is brought up to date', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const tip = await branch.at('refs/heads/main');
    const first = await propose(branch);
    expect(first.rollback).toMatchObject({kind: 'revert', number: 1, isProposed: true, toSha: null});
    expect(await branch.at('refs/heads/main')).toBe(tip);
    expect(branch.active()).toEqual([1]);
    const proposed = await branch.at(`refs/heads/${first.proposal.branch}`);
    expect(first.proposal.branch).toMatch(/^laforge\/revert-[0-9a-f]{8}$/);

    const again = await propose(branch);
    expect(again.rollback.uid).toBe(first.rollback.uid);
    // The plan names the commits of the proposal, not those that were made for it in vain.
    expect(again.plan).toMatchObject({
      to: proposed,
      commits: [{sha: proposed, subject: first.plan.commits[0]?.subject}],
    });
    expect(await branch.at(`refs/heads/${first.proposal.branch}`)).toBe(proposed);
    const newer = await human(branch, 'people.txt', 'x\n');
    await propose(branch);
    expect(await branch.at(`refs/heads/${first.proposal.branch}^`)).toBe(newer);
    expect(branch.ledger.listRollbacks()).toHaveLength(1);
    expect(await settle(branch)).toEqual([]);
    await expect(
      undoRollback(await branch.deps(), undoLatest({rollback: {kind: 'number', number: 1}})),
    ).rejects.toMatchObject({message: expect.stringMatching(/^R1 is a proposal that is not merged/)});
  });

  test.each([
    ['a merge commit', ['merge', '--quiet', '--no-ff', '-m', 'merged'], null],
    ['a rebase', ['cherry-pick'], null],
    ['a squash that says nothing of it', ['cherry-pick', '--no-commit'], 'Clean up'],
  ])('counts once %s has brought it to the branch, and is undone by a revert of it', async (_, how, message) => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const {proposal, rollback} = await propose(branch);
    await human(branch, 'people.txt', 'x\n');
    await merge(branch, proposal.branch, how, message);
    expect(await settle(branch)).toMatchObject([{kind: 'applied', undoes: rollback.uid}]);
    expect(await settle(branch)).toEqual([]);
    expect(branch.active()).toEqual([2]);
    expect(branch.ledger.listRollbacks().find(({kind}) => kind === 'revert')?.isProposed).toBe(false);

    await undo(branch);
    expect(branch.active()).toEqual([2, 1]);
    expect(await files(branch)).toEqual(['README.md', 'one.txt', 'people.txt', 'two.txt']);
  });

  test.each([
    ['a merge commit', 'git merge -q --no-ff -m merged FETCH_HEAD', null],
    ['a rebase', 'git cherry-pick HEAD..FETCH_HEAD >/dev/null', null],
    ['a squash that says nothing of it', 'git merge -q --squash FETCH_HEAD; git commit -qm "clean up"', null],
    [
      'a merge with more in it',
      'git merge -q --no-commit --no-ff FETCH_HEAD; echo x > x; git add x; git commit -qm more',
      'more',
    ],
    [
      'a squash with more in it',
      'git merge -q --squash FETCH_HEAD; echo x > x; git add x; git commit -qm more',
      'more',
    ],
  ])('that %s brought to the branch is no work of people for a later rollback', async (_, how, ofPeople) => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt', 'three.txt');
    const {proposal} = await propose(branch, steps(2, 3));
    await branch.step('four.txt');
    await sandbox.git(branch.work, 'fetch', '--quiet', 'origin', proposal.branch);
    execFileSync('sh', ['-ec', how], {
      cwd: branch.work,
      env: {...sandbox.env(), GIT_COMMITTER_DATE: '2026-01-02T00:00Z'},
    });
    await sandbox.push(branch.work, 'main');
    await sandbox.git(branch.remote, 'update-ref', '-d', `refs/heads/${proposal.branch}`);
    const moving = rollBack(await branch.deps(), toStep(1));
    if (ofPeople === null) {
      const {plan} = await moving;
      const fates = plan.displaced.map(({fate}) => (fate.kind === 'revert' ? `R${fate.rollback.number}` : fate.kind));
      expect(new Set(fates)).toEqual(new Set(['R1', 'own']));
      expect(await files(branch)).toEqual(['README.md', 'one.txt']);
    } else await expect(moving).rejects.toThrow(/: 1 commit that no step made would go, [0-9a-f]{8} "more"/);
  });

  test.each([
    ['that says nothing of it', 'Clean up', true],
    ['that names its steps', null, true],
    ['that is the tip', 'Clean up', false],
  ])('is found in a checkout of the tip alone, by a squash %s', async (_, message, isBelow) => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt', 'three.txt');
    const {proposal, rollback} = await propose(branch, steps(1, 2));
    const trailers = rollback.stepUids.map((uid) => `Laforge-Reverts: ${uid}`).join('\n');
    await merge(branch, proposal.branch, ['merge', '--quiet', '--squash'], message ?? `Revert (#7)\n\n${trailers}`);
    if (isBelow) await human(branch, 'people.txt', 'x\n');
    const shallow = await sandbox.clone(`file://${branch.remote}`, {args: ['--depth=1', '--branch=main']});
    expect(await settle(branch, shallow)).toMatchObject([{kind: 'applied', undoes: rollback.uid}]);
    expect(branch.active()).toEqual([3]);
  });

  test('is not merged by a direct revert of the same step, nor by a message that quotes its trailer', async () => {
    const branch = await recordedBranch();
    const step = await branch.step('one.txt');
    await propose(branch);
    await revert(branch, steps(1));
    await undo(branch);
    const quote = ['commit', '--quiet', '--allow-empty', '-m', `talk\n\nLaforge-Reverts: ${step.uid}`];
    await sandbox.git(branch.work, 'pull', '--quiet', 'origin', 'main');
    await sandbox.git(branch.work, ...quote);
    await sandbox.push(branch.work, 'main');
    expect(await settle(branch)).toEqual([]);
    expect(branch.active()).toEqual([1]);
    expect(await files(branch)).toContain('one.txt');
  });

  test('that a squash of a larger one covers is not merged by it, whichever was proposed first', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const small = await propose(branch, steps(2));
    const large = await propose(branch, steps(1, 2));
    expect(large.warnings).toEqual([
      `R1 on ${small.proposal.branch} proposes a part of R2. Close its pull request: merged as well, the two would conflict.`,
    ]);
    const trailers = large.rollback.stepUids.map((uid) => `Laforge-Reverts: ${uid}`).join('\n');
    await sandbox.git(branch.work, 'fetch', '--quiet', 'origin', large.proposal.branch);
    await sandbox.git(branch.work, 'merge', '--quiet', '--squash', 'FETCH_HEAD');
    await sandbox.git(branch.work, 'commit', '--quiet', '-m', `Revert both (#7)\n\n${trailers}`);
    await sandbox.push(branch.work, 'main');

    expect(await settle(branch)).toMatchObject([{kind: 'applied', undoes: large.rollback.uid}]);
    expect(await settle(branch)).toEqual([]);
    expect(branch.ledger.listRollbacks().find(({uid}) => uid === small.rollback.uid)?.isProposed).toBe(true);
    await undo(branch);
    expect(branch.active()).toEqual([2, 1]);
    expect(await files(branch)).toEqual(['README.md', 'one.txt', 'two.txt']);
  });

  test('whose commits came one by one between those of people is not merged: an undo would take theirs too', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const {proposal} = await propose(branch, steps(1, 2));
    await sandbox.git(branch.work, 'fetch', '--quiet', 'origin', proposal.branch);
    const ours = await sandbox.git(branch.work, 'rev-list', '--reverse', 'HEAD..FETCH_HEAD');
    for (const [at, sha] of ours.trim().split('\n').entries()) {
      await human(branch, `people-${at}.txt`, 'x\n');
      await sandbox.git(branch.work, 'cherry-pick', sha);
    }
    await sandbox.push(branch.work, 'main');
    expect(await settle(branch)).toEqual([]);
    expect(branch.active()).toEqual([2, 1]);
  });

  test('is what a refused push becomes where a host can be asked, with a pull request', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    applyHostRules(branch.remote, {
      preReceive:
        'while read old new ref; do case $ref in refs/heads/main) echo "GH013: Repository rule violations" >&2; exit 1;; esac; done',
    });
    const deps = await branch.deps();
    const result = await carryOutMove(deps, await prepareRevert(deps, asked(steps(1))), {
      way: 'auto',
      autoMerge: false,
    });
    expect(result).toMatchObject({rollback: {isProposed: true}, proposal: {pullRequest: null}});
    await expect(revert(branch, steps(1))).rejects.toMatchObject({code: 'branch-protected'});
  });

  test('whose record was lost is recorded by the next run', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const forgetful: History = {
      ...branch.history,
      addRollback: async () => {
        throw new Error('The disk is full.');
      },
    };
    const deps = await branch.deps({history: forgetful});
    await carryOutMove(deps, await prepareRevert(deps, asked(steps(1))), {way: 'propose', autoMerge: false});
    expect(await settle(branch)).toMatchObject([{kind: 'revert', isProposed: true, number: 1}]);
    expect(branch.active()).toEqual([1]);
  });
});
