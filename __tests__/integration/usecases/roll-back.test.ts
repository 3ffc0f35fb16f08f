import {readFileSync} from 'node:fs';
import {describe, expect, test} from '@jest/globals';
import type {PullRequest} from '../../../src/domain/ports/forge.ts';
import type {Repository} from '../../../src/domain/ports/git.ts';
import type {PushResult, Remote} from '../../../src/domain/ports/remote.ts';
import {carryOutMove, planOrMove} from '../../../src/usecases/rollback/carry-out-move.ts';
import {prepareRollback, type RollbackRequest} from '../../../src/usecases/rollback/roll-back.ts';
import {applyHostRules} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {rollBack, undoRollback} from '../../helpers/moves.ts';
import {historyOf, type RecordedBranch, recordedBranches, toStep, undoLatest} from '../../helpers/recorded-branch.ts';

const sandbox = gitSandbox();
const recordedBranch = recordedBranches(sandbox);

const carriedOut = async (branch: RecordedBranch, request: RollbackRequest) => {
  const deps = await branch.deps();
  return carryOutMove(deps, await prepareRollback(deps, request));
};
const refused = (code: string, message: string | RegExp) =>
  expect.objectContaining({
    code,
    message: typeof message === 'string' ? message : expect.stringMatching(message),
  });
const withPush = (repository: Repository, push: Remote['push']): Repository => {
  if (repository.remote === null) throw new Error('The repository has no remote.');
  return {...repository, remote: {...repository.remote, push}};
};
const short = (sha: string) => sha.slice(0, 8);

describe('a rollback of a remote branch', () => {
  test('moves it to where the step left it, pins what leaves, records it, and an undo takes all of it back', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    const last = await branch.step('two.txt');

    const result = await carriedOut(branch, toStep(1));
    expect(result).toMatchObject({proposal: null, recorded: true, warnings: [], local: {kind: 'none'}});
    expect(result.rollback).toMatchObject({number: 1, fromSha: last.commitShaAfter, toSha: first.commitShaAfter});
    expect(await branch.at('refs/heads/main')).toBe(first.commitShaAfter);
    expect(await branch.at(`${result.rollback.pinRef}^`)).toBe(last.commitShaAfter);
    expect(await sandbox.git(branch.remote, 'log', '-1', '--format=%s', `${result.rollback.pinRef}`)).toBe(
      `laforge: rollback of main from ${short(last.commitShaAfter ?? '')} to ${short(first.commitShaAfter ?? '')} (step 2)`,
    );
    expect(branch.active()).toEqual([1]);

    const undone = await undoRollback(await branch.deps(), undoLatest({branch: 'main'}));
    expect(undone).toMatchObject({
      proposal: null,
      recorded: true,
      plan: {returns: [{id: 2}]},
      rollback: {number: 2, kind: 'undo'},
    });
    expect(await branch.at('refs/heads/main')).toBe(last.commitShaAfter);
    expect(branch.active()).toEqual([2, 1]);
  });

  test('before a step undoes that step too, down to before the first one', async () => {
    const branch = await recordedBranch();
    const base = await branch.at('refs/heads/main');
    await branch.steps('one.txt', 'two.txt');
    const result = await carriedOut(branch, toStep(1, {mode: 'before'}));
    expect(result.plan).toMatchObject({goes: [{id: 2}, {id: 1}], stays: null});
    expect(await branch.at('refs/heads/main')).toBe(base);
    expect(branch.active()).toEqual([]);
  });

  test('works from the shallow clone that actions/checkout makes', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await branch.steps('two.txt', 'three.txt');
    const shallow = await sandbox.shallowClone(branch.remote);
    const deps = await branch.deps({repository: await branch.open(shallow)});
    const result = await rollBack(deps, toStep(1, {tokenKind: 'job'}));
    expect(result).toMatchObject({proposal: null, plan: {goes: [{id: 3}, {id: 2}]}});
    expect(await branch.at('refs/heads/main')).toBe(first.commitShaAfter);
    const another = await branch.deps({repository: await branch.open(await sandbox.shallowClone(branch.remote))});
    const undone = await undoRollback(another, undoLatest({tokenKind: 'job'}));
    expect(undone).toMatchObject({proposal: null});
    expect(await sandbox.git(shallow, 'rev-parse', '--is-shallow-repository')).toBe('true');
  });

  test('works from a shallow clone of another branch, deepening it as far as the target lies back', async () => {
    const branch = await recordedBranch();
    for (let number = 0; number < 3; number++) {
      await sandbox.git(branch.work, 'commit', '--quiet', '--allow-empty', '-m', `old ${number}`);
    }
    await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'main', 'main:feature');
    await sandbox.git(branch.work, 'switch', '--quiet', '--create', 'feature');
    const first = await branch.step('one.txt');
    await branch.step('two.txt');
    for (let number = 0; number < 55; number++) {
      await sandbox.git(branch.work, 'commit', '--quiet', '--allow-empty', '-m', `new ${number}`);
    }
    await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'feature');
    const shallow = await sandbox.shallowClone(branch.remote);
    const deps = await branch.deps({repository: await branch.open(shallow)});
    await expect(rollBack(deps, toStep(1))).rejects.toEqual(refused('would-discard', /: 55 commits that no step made/));
    expect(await rollBack(deps, toStep(1, {allowDiscard: true, tokenKind: 'job'}))).toMatchObject({recorded: true});
    expect(await branch.at('feature')).toBe(first.commitShaAfter);
  });

  test('keeps what it displaced through a garbage collection at the remote', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const last = await branch.step('two.txt');
    await carriedOut(branch, toStep(1));
    await sandbox.git(branch.remote, 'gc', '--quiet', '--prune=now');
    expect(await sandbox.git(branch.remote, 'show', `${last.commitShaAfter}:two.txt`)).toBe('two.txt');
  });

  test('as a dry run says the same and changes nothing: no ref, no byte of the history', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const refs = async () => [
      await sandbox.git(branch.remote, 'for-each-ref'),
      await sandbox.git(branch.work, 'for-each-ref'),
      await sandbox.git(branch.work, 'status', '--porcelain'),
      readFileSync(branch.db).toString('base64'),
    ];
    const before = await refs();
    for (const where of ['remote', 'local', 'both'] as const) {
      const request = {...toStep(1, {where}), dryRun: true};
      const planned = await planOrMove(await branch.deps(), request, prepareRollback);
      expect(planned).toMatchObject({prepared: {plan: {goes: [{id: 2}]}}});
    }
    expect(await refs()).toEqual(before);
  });

  test('deactivates later steps that changed nothing without moving the branch, and that can be undone', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await branch.step('two.txt', {
      commitShaAfter: first.commitShaAfter,
      pushed: 'unchanged',
      changes: null,
      push: false,
    });
    await sandbox.git(branch.work, 'reset', '--quiet', '--hard', first.commitShaAfter ?? '');
    const result = await carriedOut(branch, toStep(1));
    expect(result.plan).toMatchObject({from: first.commitShaAfter, to: first.commitShaAfter, goes: [{id: 2}]});
    expect(branch.active()).toEqual([1]);
    await undoRollback(await branch.deps(), undoLatest({branch: 'main'}));
    expect(branch.active()).toEqual([2, 1]);
  });

  test('says when the pull request of the branch would be left without commits', async () => {
    const branch = await recordedBranch();
    await sandbox.git(branch.work, 'switch', '--quiet', '--create', 'feature');
    await branch.step('one.txt');
    const pull: PullRequest = {
      number: 12,
      headRef: 'feature',
      headSha: await branch.at('refs/heads/feature'),
      headRepository: 'acme/widgets',
      baseRef: 'main',
      state: 'open',
    };
    const codeHost = {
      getPullRequest: async () => pull,
      findPullRequestOf: async () => pull,
      canWrite: async () => true,
      mayPush: async () => null,
      rulesOf: async () => 'none' as const,
      propose: async () => ({number: 13, url: ''}),
      withdraw: async () => null,
      mergeWhenAllowed: async () => {},
    };
    const prepared = await prepareRollback(await branch.deps({codeHost}), toStep(1, {mode: 'before'}));
    expect(prepared.plan.warnings).toEqual([
      'Pull request #12 would be left without commits, and its host may close it for that.',
    ]);
  });
});

describe('a rollback is refused, and nothing has moved,', () => {
  test('when commits that no step made would go; allow-discard displaces and pins them', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    const between = await sandbox.commitFile(branch.work, 'ann.txt', 'hello', "Ann's fix");
    await branch.step('two.txt');
    await expect(carriedOut(branch, toStep(1))).rejects.toEqual(
      refused('would-discard', new RegExp(`1 commit that no step made would go, ${short(between)} "Ann's fix"`)),
    );
    expect(await branch.at('refs/heads/main')).not.toBe(first.commitShaAfter);

    const result = await carriedOut(branch, toStep(1, {allowDiscard: true}));
    expect(result.plan.displaced.map(({fate}) => fate.kind)).toEqual(['own', 'discarded']);
    expect(await sandbox.git(branch.remote, 'merge-base', '--is-ancestor', between, `${result.rollback.pinRef}`)).toBe(
      '',
    );
  });

  test('but not for a commit that another remote branch still has', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await sandbox.commitFile(branch.work, 'ann.txt', 'hello', "Ann's fix");
    const top = await sandbox.commitFile(branch.work, 'ann2.txt', 'hello', "Ann's second fix");
    await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'main', 'main:hotfix');
    const result = await carriedOut(branch, toStep(1));
    expect(result.plan.displaced.map(({fate}) => fate)).toEqual([
      {kind: 'elsewhere', branches: ['hotfix']},
      {kind: 'elsewhere', branches: ['hotfix']},
    ]);
    expect(await branch.at('refs/heads/main')).toBe(first.commitShaAfter);
    expect(await branch.at('refs/heads/hotfix')).toBe(top);
  });

  test('when the step was never pushed, naming where its work is', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    await branch.step('two.txt', {push: false, pushed: 'pinned', pinRef: 'refs/laforge/pins/default/step-x'});
    for (const mode of ['to', 'before'] as const) {
      await expect(carriedOut(branch, toStep(2, {mode}))).rejects.toEqual(
        refused(
          'not-reversible',
          'Step 2 was never pushed to main: its work is kept at refs/laforge/pins/default/step-x. Name a step that was.',
        ),
      );
    }
  });

  test('when the target is no ancestor of the tip', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await sandbox.git(branch.work, 'reset', '--quiet', '--hard', `${first.commitShaBefore}`);
    await sandbox.commitFile(branch.work, 'other.txt', 'rewritten');
    await sandbox.git(branch.work, 'push', '--quiet', '--force', 'origin', 'main');
    await expect(carriedOut(branch, toStep(1))).rejects.toEqual(
      refused('not-an-ancestor', /is not in the history of its tip/),
    );
  });

  test('when the branch is gone, the step unknown or inactive, or of another branch', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    await expect(carriedOut(branch, toStep(7))).rejects.toEqual(refused('unknown-step', /^There is no step 7: /));
    await expect(carriedOut(branch, toStep(1, {branch: 'feature'}))).rejects.toEqual(
      refused('not-reversible', /^Step 1 belongs to the branch main, not to feature\./),
    );
    await carriedOut(branch, toStep(1));
    await expect(carriedOut(branch, toStep(2))).rejects.toEqual(
      refused(
        'not-reversible',
        /^Step 2 was rolled back by R1 on 2026-01-01\. Take that back first with the undo action/,
      ),
    );
    await expect(carriedOut(branch, toStep(1))).rejects.toEqual(
      refused('not-reversible', /^Nothing to roll back: main is at/),
    );
    await sandbox.git(branch.remote, 'update-ref', '-d', 'refs/heads/main');
    await expect(carriedOut(branch, toStep(1))).rejects.toEqual(
      refused('branch-gone', /^main is no longer at the remote/),
    );
  });

  test('when the branch of a record is no branch name, such as that of a fork', async () => {
    const branch = await recordedBranch();
    for (const name of ['mallory:main', '--force']) {
      const step = await branch.step(`${name.length}.txt`, {branch: name});
      await expect(carriedOut(branch, toStep(step.id ?? 0))).rejects.toEqual(
        refused(
          'not-reversible',
          `"${name}" is no branch of this repository, so there is nothing to reset. Name a step or a branch of it.`,
        ),
      );
    }
  });

  test('when somebody pushes between the look and the push', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const second = await branch.step('two.txt');
    const other = await sandbox.clone(branch.remote);
    const repository = await branch.open();
    let theirs = '';
    const raced = withPush(repository, async (updates, options) => {
      theirs = await sandbox.commitFile(other, 'ann.txt', 'hello');
      await sandbox.git(other, 'push', '--quiet', 'origin', 'main');
      if (repository.remote === null) throw new Error('The repository has no remote.');
      return repository.remote.push(updates, options);
    });
    const refusal = rollBack(await branch.deps({repository: raced}), toStep(1));
    await expect(refusal).rejects.toThrow(/^Cannot move main: its tip is now/);
    await expect(refusal).rejects.toEqual(
      refused(
        'branch-moved',
        `Cannot move main: its tip is now ${short(theirs)}, not ${short(second.commitShaAfter ?? '')} as planned. Somebody pushed meanwhile; look at the plan again with dry-run: true.`,
      ),
    );
    expect(await branch.at('refs/heads/main')).toBe(theirs);
    expect(await sandbox.git(branch.remote, 'for-each-ref', 'refs/laforge')).toBe('');
    expect(branch.ledger.listRollbacks()).toEqual([]);
  });

  test('when somebody pushes while people read the plan', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const deps = await branch.deps();
    const prepared = await prepareRollback(deps, toStep(1));
    const theirs = await sandbox.commitFile(branch.work, 'ann.txt', 'hello');
    await sandbox.git(branch.work, 'push', '--quiet', 'origin', 'main');
    await expect(carryOutMove(deps, prepared)).rejects.toEqual(refused('branch-moved', /Somebody pushed meanwhile/));
    expect(await branch.at('refs/heads/main')).toBe(theirs);
    await sandbox.git(branch.remote, 'update-ref', '-d', 'refs/heads/main');
    await expect(carryOutMove(deps, prepared)).rejects.toEqual(refused('branch-gone', /somebody deleted it/));
  });

  test('is put back where the host refuses the pin by itself and moves the branch all the same', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const second = await branch.step('two.txt');
    // git's own server leaves a hidden ref out of an atomic push and carries out the rest.
    applyHostRules(branch.remote, {hideRefs: ['refs/laforge']});
    await expect(carriedOut(branch, toStep(1))).rejects.toEqual(refused('push-refused', /^Cannot move main: /));
    expect(await branch.at('refs/heads/main')).toBe(second.commitShaAfter);
    expect(branch.active()).toEqual([2, 1]);
  });

  test("when a rule of the remote refuses the push, with the rule's explanation", async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const second = await branch.step('two.txt');
    applyHostRules(branch.remote, {
      preReceive: 'echo "error: GH006: Protected branch update failed for refs/heads/main." >&2; exit 1',
    });
    await expect(carriedOut(branch, toStep(1))).rejects.toEqual(
      refused('branch-protected', /^Cannot move main: .* is protected at the remote/),
    );
    expect(await branch.at('refs/heads/main')).toBe(second.commitShaAfter);
    expect(branch.active()).toEqual([2, 1]);
  });

  test("when the job's own token would have to change workflow files, before anything is pushed", async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', '.github/workflows/ci.yml');
    await expect(carriedOut(branch, toStep(1, {tokenKind: 'job'}))).rejects.toEqual(
      refused(
        'push-refused',
        /its workflow files differ from those of main \(\.github\/workflows\/ci\.yml\), and the job's own token/,
      ),
    );
    expect(await carriedOut(branch, toStep(1))).toMatchObject({proposal: null});
  });

  test.each([
    ['there is no remote to move a branch at', [['remove', 'origin']]],
    [
      'none of several remotes is origin',
      [
        ['rename', 'origin', 'mine'],
        ['add', 'upstream', '/nowhere'],
      ],
    ],
  ])('when %s', async (_what, changes) => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    for (const change of changes) await sandbox.git(branch.work, 'remote', ...change);
    await expect(carriedOut(branch, toStep(1))).rejects.toEqual(
      expect.objectContaining({
        code: 'bad-environment',
        message: expect.stringContaining('has no remote, or several and none named origin'),
      }),
    );
  });
});

describe('a push whose answer is lost', () => {
  const lost: PushResult = {kind: 'unreachable', explanation: 'The remote hung up.'};

  test('counts as what the refs at the remote show', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await branch.step('two.txt');
    const repository = await branch.open();
    const hungUp = withPush(repository, async (updates, options) => {
      await repository.remote?.push(updates, options);
      return lost;
    });
    expect(await rollBack(await branch.deps({repository: hungUp}), toStep(1))).toMatchObject({recorded: true});
    expect(await branch.at('refs/heads/main')).toBe(first.commitShaAfter);
  });

  test('is an error that says so when nothing has arrived', async () => {
    const branch = await recordedBranch();
    await branch.steps('one.txt', 'two.txt');
    const never = withPush(await branch.open(), async () => lost);
    await expect(rollBack(await branch.deps({repository: never}), toStep(1))).rejects.toEqual(
      expect.objectContaining({
        code: 'remote-unreachable',
        message: 'The remote hung up. Nothing has moved: main is as it was.',
      }),
    );
    expect(branch.active()).toEqual([2, 1]);
  });
});

describe('a remote without atomic pushes', () => {
  test('gets the pin first, then the branch', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    const second = await branch.step('two.txt');
    applyHostRules(branch.remote, {atomic: false});
    const pushed: string[][] = [];
    const repository = await branch.open();
    const watched = withPush(repository, async (updates, options) => {
      pushed.push(updates.map(({ref}) => ref));
      if (repository.remote === null) throw new Error('The repository has no remote.');
      return repository.remote.push(updates, options);
    });
    const result = await rollBack(await branch.deps({repository: watched}), toStep(1));
    expect(pushed.slice(1)).toEqual([[result.rollback.pinRef], ['refs/heads/main']]);
    expect(await branch.at('refs/heads/main')).toBe(first.commitShaAfter);
    expect(await branch.at(`${result.rollback.pinRef}^`)).toBe(second.commitShaAfter);
  });

  test('has its pin taken away again when the branch does not move', async () => {
    const branch = await recordedBranch();
    await branch.step('one.txt');
    const second = await branch.step('two.txt');
    applyHostRules(branch.remote, {
      atomic: false,
      preReceive:
        'while read -r old new ref; do case "$ref" in refs/heads/*) echo "GH006: Protected branch" >&2; exit 1;; esac; done',
    });
    await expect(carriedOut(branch, toStep(1))).rejects.toEqual(refused('branch-protected', /protected/));
    expect(await branch.at('refs/heads/main')).toBe(second.commitShaAfter);
    expect(await sandbox.git(branch.remote, 'for-each-ref', 'refs/laforge')).toBe('');
  });
});

describe('a rollback whose record could not be published', () => {
  test('is a warning that names the pin, not a failure', async () => {
    const branch = await recordedBranch();
    const first = await branch.step('one.txt');
    await branch.step('two.txt');
    const history = historyOf(branch.ledger, {kind: 'kept', where: branch.db, reason: 'HTTP 503.'});
    const result = await rollBack(await branch.deps({history}), toStep(1));
    expect(result).toMatchObject({recorded: false, rollback: {number: 1}});
    expect(result.warnings).toEqual([
      `main was moved, but R1 could not be recorded: HTTP 503. Its pin ${result.rollback.pinRef} carries the record, and the next run adds it.`,
    ]);
    expect(branch.warnings).toEqual(result.warnings);
    expect(await branch.at('refs/heads/main')).toBe(first.commitShaAfter);
  });
});
