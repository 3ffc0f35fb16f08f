import {describe, expect, test} from '@jest/globals';
import {EMPTY_AGENT_CONFIG, type RunInfo, UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {repositoryKey} from '../../../src/domain/repository-key.ts';
import {totalsOf} from '../../../src/domain/usage-totals.ts';
import {openDatabase} from '../../../src/ledger/database.ts';
import {aDeactivation, aDraft, anOutcome, anUndo, aRollback, shaOf, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {aUsage} from '../../helpers/usages.ts';

const place = ledgerFolder();

const PULL_REQUEST_RUN: RunInfo = {
  ci: 'github',
  workflow: 'Agent',
  run_id: '17',
  attempt: 1,
  job: 'agent',
  job_backend_id: null,
  actor: 'octocat',
  event: 'pull_request',
  url: 'https://github.com/octo/repo/actions/runs/17',
  pull_request: {
    number: 7,
    head_ref: 'fix',
    head_sha: shaOf(5),
    head_repository: null,
    base_ref: 'main',
    merge_sha: null,
  },
};

describe('a step', () => {
  test('is numbered from 1, runs, and is still there when the file is opened again', () => {
    const ledger = place.ledger();
    expect(ledger.createStep(aDraft(1)).id).toBe(1);
    const second = ledger.createStep(aDraft(2));
    expect(second).toEqual({
      ...aDraft(2),
      id: 2,
      active: true,
      parentStepId: 1,
      parentUid: uidOf(1),
      status: 'running',
      commitShaAfter: null,
      endTime: null,
      durationMs: null,
      tokenUsage: null,
      exitCode: null,
      pushed: null,
      pinRef: null,
      changes: null,
      check: null,
      checkBefore: null,
      notes: [],
      createdAt: '2026-01-01T00:00:02.000Z',
    });
    expect(place.ledger('steps.db', {readonly: true}).listSteps()).toEqual([second, expect.objectContaining({id: 1})]);
  });

  test("that replays another is never active, and nobody's parent", () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1, {branch: null}));
    const replay = ledger.createStep(aDraft(2, {branch: null, replays: uidOf(1)}));
    expect(replay).toMatchObject({active: false, parentUid: null, replays: uidOf(1)});
    expect(ledger.updateStep(uidOf(2), anOutcome({branch: null}))).toMatchObject({active: false, status: 'succeeded'});
    expect(ledger.createStep(aDraft(3, {branch: null})).parentUid).toBe(uidOf(1));
    const rollback = ledger.addRollback(aRollback(9, [uidOf(1), uidOf(2)]));
    ledger.addRollback(anUndo(10, rollback));
    expect(ledger.listSteps({active: true}).map(({uid}) => uid)).toEqual([uidOf(3), uidOf(1)]);
  });

  test('keeps all that its outcome says', () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1, {run: PULL_REQUEST_RUN}));
    const outcome = anOutcome({
      status: 'failed',
      branch: 'other',
      agentConfig: {...EMPTY_AGENT_CONFIG, name: 'codex', tools: ['bash'], metadata: {a: {b: null}}},
      tokenUsage: {...UNKNOWN_USAGE, total_tokens: 12, cost: 0.5, models: ['m'], state: 'partial'},
      exitCode: 3,
      pinRef: 'refs/laforge/pins/default/step-x',
      changes: {
        own_commits: [{sha: shaOf(3), subject: 'fix "it"'}],
        own_commit_count: 1,
        files_changed: 2,
        insertions: 3,
        deletions: 4,
      },
      notes: ['The remote refused the push.'],
    });
    const finished = ledger.updateStep(uidOf(1), outcome);
    expect(finished).toMatchObject({...outcome, run: PULL_REQUEST_RUN, id: 1});
    expect(ledger.getStep({kind: 'id', id: 1})).toEqual({kind: 'found', value: finished});
  });

  test("is finished once: its own run's finish wins over interrupted, and a second one changes nothing", () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1));
    expect(ledger.updateStep(uidOf(1), anOutcome({status: 'interrupted', exitCode: null})).status).toBe('interrupted');
    const own = ledger.updateStep(uidOf(1), anOutcome({status: 'failed', exitCode: 2}));
    expect(own).toMatchObject({status: 'failed', exitCode: 2});
    expect(ledger.updateStep(uidOf(1), anOutcome())).toEqual(own);
    expect(ledger.updateStep(uidOf(1), anOutcome({status: 'interrupted'}))).toEqual(own);
  });

  test('that is not there cannot be finished, and the error says so', () => {
    expect(() => place.ledger().updateStep(uidOf(1), anOutcome())).toThrow(`has no step ${uidOf(1)}`);
  });

  test('created twice under one uid is one step', () => {
    const ledger = place.ledger();
    expect(ledger.createStep(aDraft(1))).toEqual(ledger.createStep(aDraft(1)));
    expect(ledger.countSteps()).toBe(1);
  });
});

describe('the parent of a step', () => {
  test('is the latest active step of the same repository and branch', () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1));
    ledger.createStep(aDraft(2, {branch: 'other'}));
    ledger.createStep(aDraft(3, {repository: 'github.com/octo/fork'}));
    ledger.createStep(aDraft(4));
    ledger.addRollback(aDeactivation(50, [uidOf(4)]));
    expect(ledger.createStep(aDraft(5)).parentUid).toBe(uidOf(1));
  });

  test('is found under the name the repository had before, by its id, and never in another repository', () => {
    const ledger = place.ledger();
    const was = 'github.com/octo/was';
    const withId = (id: string) => ({...PULL_REQUEST_RUN, repository_id: id});
    ledger.createStep(aDraft(1, {repository: was, run: withId('7')}));
    ledger.createStep(aDraft(2, {repository: was, run: withId('8')}));
    ledger.createStep(aDraft(3, {repository: 'git.octo.com/octo/was', run: withId('7')}));
    const renamed = ledger.createStep(aDraft(4, {run: withId('7')}));
    expect(renamed.parentUid).toBe(uidOf(1));
    expect(ledger.createStep(aDraft(5, {run: withId('9')})).parentUid).toBeNull();
    // One that was recorded without an id is known by its name alone.
    expect(ledger.createStep(aDraft(6)).parentUid).toBe(uidOf(5));
    const filter = {repository: repositoryKey(renamed), branch: 'main'};
    expect(ledger.listSteps(filter).map(({id}) => id)).toEqual([6, 4, 1]);
    ledger.updateStep(uidOf(1), anOutcome());
    expect([ledger.countSteps(filter), ledger.sumUsage(filter).steps]).toEqual([3, 1]);
  });

  test('without a repository or a branch is one without them too', () => {
    const ledger = place.ledger();
    ledger.createStep(aDraft(1));
    expect(ledger.createStep(aDraft(2, {repository: null, branch: null})).parentUid).toBeNull();
    expect(ledger.createStep(aDraft(3, {repository: null, branch: null})).parentUid).toBe(uidOf(2));
    const nameless = {repository: null, repositoryId: null};
    expect(ledger.getLatestActiveStep(nameless, null)?.uid).toBe(uidOf(3));
    // One repository alone is on this branch, and it has lost its remote.
    expect(ledger.getLatestActiveStep(nameless, 'main')?.uid).toBe(uidOf(1));
    ledger.createStep(aDraft(4, {repository: 'github.com/octo/other', branch: 'main'}));
    expect(ledger.getLatestActiveStep(nameless, 'main')).toBeUndefined();
  });
});

describe('a list of steps', () => {
  test('has the newest first, and what the filter says', () => {
    const ledger = place.ledger();
    for (let n = 1; n <= 6; n++) {
      ledger.createStep(aDraft(n, {branch: n % 2 === 0 ? 'main' : 'fix', run: n > 4 ? PULL_REQUEST_RUN : null}));
    }
    ledger.createStep(aDraft(7, {repository: null}));
    ledger.updateStep(uidOf(2), anOutcome());
    ledger.addRollback(aDeactivation(50, [uidOf(4)]));
    const ids = (filter: Parameters<typeof ledger.listSteps>[0]) => ledger.listSteps(filter).map((step) => step.id);
    expect(ids({})).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(ids({limit: 2})).toEqual([7, 6]);
    expect(ids({branch: 'main'})).toEqual([7, 6, 4, 2]);
    const repository = {repository: 'github.com/octo/repo', repositoryId: null};
    expect(ids({branch: 'main', repository, limit: 2})).toEqual([6, 4]);
    expect(ids({repository: {repository: null, repositoryId: null}})).toEqual([7]);
    expect(ids({branch: 'main', active: true})).toEqual([7, 6, 2]);
    expect(ids({active: false})).toEqual([4]);
    expect(ids({status: 'succeeded'})).toEqual([2]);
    expect(ids({status: 'running', branch: 'fix', limit: 2})).toEqual([5, 3]);
    expect(ids({pullRequest: 7})).toEqual([6, 5]);
    expect(ids({endedSince: '2026-01-01T01:00:00.000Z'})).toEqual([2]);
    expect(ids({endedSince: '2026-01-01T01:00:00.001Z'})).toEqual([]);
    expect(ledger.countSteps({branch: 'main'})).toBe(4);
    expect(ledger.countSteps({pullRequest: 8})).toBe(0);
  });
});

describe('a step is looked up', () => {
  test('by number, by uid and by its beginning; several of one beginning are all named', () => {
    const ledger = place.ledger();
    const first = ledger.createStep(aDraft(1));
    ledger.createStep(aDraft(2));
    expect(ledger.getStep({kind: 'id', id: 1})).toEqual({kind: 'found', value: first});
    expect(ledger.getStep({kind: 'uid', prefix: uidOf(1)})).toEqual({kind: 'found', value: first});
    expect(ledger.getStep({kind: 'uid', prefix: '019a0000-0001'})).toEqual({kind: 'found', value: first});
    expect(ledger.getStep({kind: 'uid', prefix: '019a0000'})).toEqual({kind: 'ambiguous', uids: [uidOf(1), uidOf(2)]});
    expect(ledger.getStep({kind: 'uid', prefix: 'ffffffff'})).toEqual({kind: 'unknown'});
    expect(ledger.getStep({kind: 'id', id: 3})).toEqual({kind: 'unknown'});
  });

  test('by a number that two uids claimed: the earlier claim has it, and both are named', () => {
    const mine = place.ledger('mine.db', {clock: {now: () => new Date('2026-01-01T00:00:05.000Z')}});
    const theirs = place.ledger('theirs.db', {clock: {now: () => new Date('2026-01-01T00:00:04.000Z')}});
    mine.createStep(aDraft(1));
    theirs.createStep(aDraft(2));
    expect(mine.merge(theirs.records())).toEqual({
      stepsAdded: 1,
      stepsFinished: 0,
      rollbacksAdded: 0,
      setAside: 0,
      renumbered: [{uid: uidOf(1), from: 1, to: 2}],
      renumberedRollbacks: [],
      atOdds: [],
    });
    expect(mine.getStep({kind: 'id', id: 1})).toMatchObject({
      kind: 'contested',
      value: {uid: uidOf(2)},
      uids: [uidOf(2), uidOf(1)],
    });
    expect(mine.getStep({kind: 'id', id: 2})).toMatchObject({kind: 'found', value: {uid: uidOf(1)}});
    expect(mine.findContested([2, 1, 3])).toEqual([1]);
  });
});

test('what steps used is summed up in the file as in memory, and filtered like a list of them', () => {
  const ledger = place.ledger();
  const usages = [
    aUsage([100, 300, 100, 50], {cost: 1.5, reasoning_tokens: 20}),
    aUsage([10, 0, 0, 5], {cost: 0.25, cost_estimated: true, state: 'partial'}),
    {...UNKNOWN_USAGE},
    null,
  ];
  for (const [index, tokenUsage] of usages.entries()) {
    ledger.createStep(aDraft(index + 1, {startTime: `2026-01-0${index + 1}T00:00:00.000Z`}));
    ledger.updateStep(uidOf(index + 1), anOutcome({tokenUsage, branch: index === 0 ? 'other' : 'main'}));
  }
  ledger.createStep(aDraft(9, {startTime: '2026-01-09T00:00:00.000Z'}));
  expect(ledger.sumUsage()).toEqual(totalsOf(ledger.listSteps()));
  expect(ledger.sumUsage()).toMatchObject({steps: 4, totalTokens: 565, costUsd: 1.75, estimatedUsd: 0.25});
  for (const filter of [{branch: 'main'}, {branch: 'other'}, {startedSince: '2026-01-02T00:00:00.000Z'}, {beforeId: 3}])
    expect(ledger.sumUsage(filter)).toEqual(totalsOf(ledger.listSteps(filter)));
  expect(ledger.listSteps({beforeId: 3, limit: 1}).map(({id}) => id)).toEqual([2]);
  expect(ledger.sumUsage({branch: 'nowhere'})).toEqual(totalsOf([]));
});

test('a record that cannot be read counts as little for a pull request as in a list of its steps', () => {
  const ledger = place.ledger();
  for (const n of [1, 2]) {
    ledger.createStep(aDraft(n, {run: PULL_REQUEST_RUN}));
    ledger.updateStep(uidOf(n), anOutcome({tokenUsage: aUsage([100, 0, 0, 50], {cost: n})}));
  }
  const db = openDatabase(place.file());
  db.exec('UPDATE steps SET exit_code = 7 WHERE id = 1');
  db.close();
  expect(ledger.sumUsage({pullRequest: 7})).toMatchObject({steps: 1, totalTokens: 150, costUsd: 2});
});
