import {describe, expect, test} from '@jest/globals';
import {WORDINGS} from '../../../src/app/wordings.ts';
import type {RollbackTarget} from '../../../src/domain/rollback.ts';
import {planRollback, type RollbackFacts} from '../../../src/domain/rollback-plan.ts';
import type {Step} from '../../../src/domain/step.ts';
import {aCommit, aSha, aStep} from '../../helpers/history-builders.ts';
import {aRun} from '../../helpers/run-contexts.ts';

const HERE = 'github.com/acme/widgets';
const steps = (...ids: readonly number[]): Step[] => ids.map((id) => aStep({id}));
const target = (step: Step, mode: 'to' | 'before' = 'to'): RollbackTarget => ({
  mode,
  step,
  branch: 'main',
  formerName: null,
  sha: (mode === 'to' ? step.commitShaAfter : step.commitShaBefore) ?? '',
});

/** main has steps 1 to 4, one commit each, and goes back to step 2. */
const facts = (overrides: Partial<RollbackFacts> = {}): RollbackFacts => {
  const all = steps(4, 3, 2, 1);
  return {
    target: target(aStep({id: 2})),
    place: 'remote',
    tip: aSha(4),
    ancestry: 'yes',
    reached: 'yes',
    displaced: {commits: [aCommit({sha: aSha(4)}), aCommit({sha: aSha(3)})], complete: true},
    steps: all,
    repository: HERE,
    owners: new Map(all.map((step) => [step.commitShaAfter ?? '', step])),
    reverts: new Map(),
    elsewhere: new Map(),
    allowDiscard: false,
    words: WORDINGS.action,
    ...overrides,
  };
};

const ids = (of: readonly Step[]) => of.map((step) => step.id);

const foreign = aCommit({sha: aSha('f1'), subject: 'Fix "typo"\u001b[2J'});
const withForeign = (overrides: Partial<RollbackFacts> = {}) =>
  facts({
    tip: foreign.sha,
    displaced: {commits: [foreign, aCommit({sha: aSha(4)}), aCommit({sha: aSha(3)})], complete: true},
    ...overrides,
  });

describe('the plan of a rollback', () => {
  test('says if the work was pushed to a repository of another name, which the remote may have led to', () => {
    const steps = [4, 3, 2, 1].map((id) => aStep({id, repository: 'github.com/acme/gadgets', pushed: 'pushed'}));
    const [, , kept] = steps;
    const at = {steps, ...(kept !== undefined && {target: target(kept)})};
    expect(planRollback(facts(at)).warnings).toEqual([
      'The work of step 4, step 3 was pushed to github.com/acme/gadgets, and this moves main of github.com/acme/widgets. Unless that is a new name of the same repository, the work stays there: set the remote back first.',
    ]);
    expect(planRollback(facts({...at, place: 'local'})).warnings).toEqual([]);
    expect(planRollback(facts({...at, ofOneRepository: true})).warnings).toEqual([]);
  });

  test('says so too of a remote without a name, by the digest of its address, and nothing where none is on record', () => {
    const at = (sha: string | null) => {
      const run = {...aRun(null).run, ...(sha !== null && {remote_sha256: sha})};
      const steps = [4, 3, 2, 1].map((id) => aStep({id, repository: null, pushed: 'pushed', run}));
      const [, , kept] = steps;
      const of = {steps, repository: null, addressSha256: '1'.repeat(64)};
      return planRollback(facts({...of, ...(kept !== undefined && {target: target(kept)})})).warnings;
    };
    expect(at('2'.repeat(64))).toEqual([
      'The work of step 4, step 3 was pushed to another address, and this moves main at the address that the remote has now. Unless that is a new address of the same repository, the work stays there: set the remote back first.',
    ]);
    expect([at('1'.repeat(64)), at(null)]).toEqual([[], []]);
  });

  test('to a step keeps it and undoes all later ones', () => {
    const plan = planRollback(facts());
    expect(plan).toMatchObject({branch: 'main', from: aSha(4), to: aSha(2), warnings: []});
    expect(ids(plan.goes)).toEqual([4, 3]);
    expect(plan.stays?.id).toBe(2);
    expect(plan.displaced.map(({commit, fate}) => [commit.sha, fate.kind])).toEqual([
      [aSha(4), 'own'],
      [aSha(3), 'own'],
    ]);
  });

  test('before a step undoes it too', () => {
    const plan = planRollback(
      facts({
        target: target(aStep({id: 3}), 'before'),
        displaced: {commits: [aCommit({sha: aSha(4)}), aCommit({sha: aSha(3)})], complete: true},
      }),
    );
    expect(ids(plan.goes)).toEqual([4, 3]);
    expect(plan.stays?.id).toBe(2);
  });

  test('in a history of one repository takes its steps whatever address they were recorded by', () => {
    const repository = 'forge.example:2222/acme/widgets';
    const all = [aStep({id: 4, repository}), ...steps(3, 2, 1)];
    const displaced = {commits: [aCommit({sha: aSha(3)})], complete: true};
    const elsewhere = {steps: all, displaced, tip: aSha(3), repository: 'git.example/widgets'};
    expect(ids(planRollback(facts(elsewhere)).goes)).toEqual([3]);
    expect(ids(planRollback(facts({...elsewhere, ofOneRepository: true})).goes)).toEqual([4, 3]);
  });

  test('leaves steps of other branches, of other repositories and inactive ones alone', () => {
    const others = [
      aStep({id: 7, branch: 'feature'}),
      aStep({id: 6, repository: 'github.com/acme/gears'}),
      aStep({id: 5, active: false}),
    ];
    expect(ids(planRollback(facts({steps: [...others, ...steps(4, 3, 2, 1)]})).goes)).toEqual([4, 3]);
  });

  test('counts steps recorded under the name the repository had before', () => {
    const old = 'github.com/old-name/widgets';
    const all = [aStep({id: 4}), aStep({id: 3, repository: old}), aStep({id: 2, repository: old})];
    const given = facts({
      target: target(aStep({id: 2, repository: old})),
      steps: all,
    });
    expect(ids(planRollback(given).goes)).toEqual([4, 3]);
  });

  test('takes an earlier step along when its commits are above the target, and says so', () => {
    const parallel = aStep({id: 1, commitShaAfter: aSha(3)});
    const given = facts({
      steps: [aStep({id: 4}), aStep({id: 2}), parallel],
      owners: new Map([
        [aSha(4), aStep({id: 4})],
        [aSha(3), parallel],
      ]),
    });
    expect(ids(planRollback(given).goes)).toEqual([4, 1]);
    expect(planRollback(given).warnings).toEqual([
      `Step 1 goes too: commits of its own are above 20000000, where step 2 ended.`,
    ]);
  });

  test('takes a merged step of another branch along only when its commits are nowhere else', () => {
    const merged = aStep({id: 9, branch: 'feature', commitShaAfter: aSha(3)});
    const given = (branches: readonly string[]) =>
      facts({
        steps: [merged, ...steps(4, 2, 1)],
        owners: new Map([
          [aSha(4), aStep({id: 4})],
          [aSha(3), merged],
        ]),
        elsewhere: new Map([[aSha(3), branches]]),
      });
    expect(ids(planRollback(given([])).goes)).toEqual([9, 4]);
    expect(ids(planRollback(given(['feature'])).goes)).toEqual([4]);
  });

  test("takes imported steps without a branch that git finds on the branch, by LaForge's rule of the later number", () => {
    const imported = (id: number) => aStep({id, branch: null, repository: null, changes: null});
    const elsewhere = aStep({id: 5, branch: null, repository: null, commitShaAfter: aSha('e')});
    const given = facts({
      target: target(imported(2)),
      steps: [elsewhere, imported(4), imported(3), imported(2), imported(1)],
      owners: new Map([
        [aSha(4), imported(4)],
        [aSha(3), imported(3)],
      ]),
    });
    expect(ids(planRollback(given).goes)).toEqual([4, 3]);
  });

  test('orders a step whose number is not settled by its uid', () => {
    const unsettled = {...aStep({id: 5}), id: null};
    expect(planRollback(facts({steps: [unsettled, ...steps(4, 3, 2, 1)]})).goes.map((step) => step.uid)).toContain(
      unsettled.uid,
    );
  });

  test('moves no branch when later steps changed nothing, and still deactivates them', () => {
    const idle = aStep({id: 3, commitShaBefore: aSha(2), commitShaAfter: aSha(2), pushed: 'unchanged'});
    const plan = planRollback(
      facts({tip: aSha(2), displaced: {commits: [], complete: true}, steps: [idle, ...steps(2, 1)]}),
    );
    expect(plan.from).toBe(plan.to);
    expect(ids(plan.goes)).toEqual([3]);
  });

  test('warns of a step that is still running', () => {
    const running = aStep({id: 5, status: 'running', commitShaAfter: null});
    expect(planRollback(facts({steps: [running, ...steps(4, 3, 2)]})).warnings).toEqual([
      'Step 5 is still running; it goes too, and what it does next will not reach main.',
    ]);
  });

  test('lists commits that another remote branch keeps without refusing', () => {
    const plan = planRollback(withForeign({elsewhere: new Map([[foreign.sha, ['hotfix']]])}));
    expect(plan.displaced[0]?.fate).toEqual({kind: 'elsewhere', branches: ['hotfix']});
    expect(plan.warnings.join()).toContain(
      'Other remote branches (hotfix) keep commits that leave main: f1000000 "Fix',
    );
  });

  test('says of a foreign commit what the record of its step says', () => {
    const foreignCommits = [{sha: foreign.sha, subject: 'x', reason: 'fetched'}];
    const steps = facts().steps.map((step) => ({
      ...step,
      changes: step.changes && {...step.changes, foreign_commits: foreignCommits, foreign_commit_count: 1},
    }));
    expect(() => planRollback(withForeign({steps}))).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/f1000000 ".*" \(fetched while step \d ran\)\. Move it/),
      }),
    );
  });

  test('displaces commits that no step made when that is allowed, and names them', () => {
    const plan = planRollback(withForeign({allowDiscard: true}));
    expect(plan.displaced[0]?.fate).toEqual({kind: 'discarded'});
    expect(plan.warnings).toHaveLength(1);
  });
});

describe('a rollback is refused', () => {
  test.each([
    [
      'when commits that no step made would go',
      withForeign(),
      'would-discard',
      'Cannot roll back main to 20000000, where step 2 ended: 1 commit that no step made would go, f1000000 "Fix \\"typo\\"\\u001b[2J" (on the record of no step). ' +
        'Move it to another branch first, or say allow-discard: true (it stays pinned).',
    ],
    [
      'when the remote has only commits of others, and none of the work that was pushed',
      facts({displaced: {commits: [foreign], complete: true}, elsewhere: new Map([[foreign.sha, ['topic']]])}),
      'would-discard',
      'Cannot roll back main to 20000000, where step 2 ended: at the remote it has none of the work that would be taken back, only commits of others, f1000000 "Fix \\"typo\\"\\u001b[2J". ' +
        'Look with git remote -v whether origin leads to the right repository. If this is meant all the same, say allow-discard: true (what goes stays pinned).',
    ],
    [
      'when the target is not in the history of the tip',
      facts({ancestry: 'no', reached: 'no'}),
      'not-an-ancestor',
      'Cannot reset main to 20000000, where step 2 ended: it is not in the history of its tip 40000000. ' +
        'The branch was rewritten since, or the step is of another repository; name another step.',
    ],
    [
      'when a shallow clone cannot tell',
      facts({ancestry: 'unknown'}),
      'not-an-ancestor',
      'Cannot tell whether 20000000, where step 2 ended is in the history of main: this clone is shallow and could not be deepened. ' +
        'Check out with fetch-depth: 0.',
    ],
    [
      'when the commits between are cut off',
      facts({displaced: {commits: [], complete: false}}),
      'not-confirmed',
      'Cannot tell which commits leave main: the history between 20000000 and 40000000 is cut off here. Check out with fetch-depth: 0.',
    ],
    [
      'when the branch is gone from the remote',
      facts({tip: null}),
      'branch-gone',
      `main is no longer at the remote, so there is nothing to reset. Name what it was renamed to with the input "branch", or push it again first if it is wanted: git push origin ${aSha(2)}:refs/heads/main`,
    ],
    [
      'when there is no such local branch',
      facts({tip: null, place: 'local'}),
      'branch-gone',
      'There is no local branch main. Check it out first, or name what it was renamed to with the input "branch".',
    ],
    [
      'when the step was never pushed',
      facts({
        target: target(aStep({id: 2, pushed: 'pinned', pinRef: 'refs/laforge/pins/default/step-2'})),
        ancestry: 'no',
        reached: 'no',
      }),
      'not-reversible',
      'Step 2 was never pushed to main: its work is kept at refs/laforge/pins/default/step-2. Name a step that was.',
    ],
    [
      'when a step to undo was never pushed',
      facts({target: target(aStep({id: 3, pushed: 'none'}), 'before'), reached: 'no'}),
      'not-reversible',
      'Step 3 was never pushed to main. Name a step that was.',
    ],
    [
      'when there is nothing to undo',
      facts({target: target(aStep({id: 4})), displaced: {commits: [], complete: true}}),
      'not-reversible',
      'Nothing to roll back: main is at 40000000, where step 4 ended, and no later step of it is active.',
    ],
  ])('%s', (_, given, code, message) => {
    expect(() => planRollback(given)).toThrow(expect.objectContaining({code, message}));
  });

  test('naming five of many commits', () => {
    const many = Array.from({length: 7}, (__, index) => aCommit({sha: aSha(`f${index}`)}));
    const plan = () => planRollback(facts({displaced: {commits: many, complete: true}}));
    expect(plan).toThrow(/7 commits .* and 2 more\. Move them/);
  });

  test('not when a step recorded as pinned is on the branch by now', () => {
    expect(planRollback(facts({target: target(aStep({id: 2, pushed: 'pinned'}))})).to).toBe(aSha(2));
  });

  test('not locally for a step that was never pushed', () => {
    expect(planRollback(facts({place: 'local', target: target(aStep({id: 2, pushed: 'none'}))})).to).toBe(aSha(2));
  });
});
