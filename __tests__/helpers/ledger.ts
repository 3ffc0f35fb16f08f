import {type CheckResult, EMPTY_AGENT_CONFIG, type Limits} from '../../src/domain/documents.ts';
import type {Uid} from '../../src/domain/identity.ts';
import type {MergeReport} from '../../src/domain/ports/ledger.ts';
import type {Clock} from '../../src/domain/ports/system.ts';
import type {RollbackDraft} from '../../src/domain/rollback.ts';
import {type StepDraft, type StepOutcome, UNKNOWN_DRAFT, UNKNOWN_OUTCOME} from '../../src/domain/step.ts';

/** The uid of the nth thing in a test: a real UUIDv7, in the order of n. */
export function uidOf(n: number): Uid {
  return `019a0000-${n.toString(16).padStart(4, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

/** A SHA that can be told from others by its first digits. */
export function shaOf(n: number): string {
  return n.toString(16).padStart(8, '0').padEnd(40, 'f');
}

/** A clock that is one second later each time it is asked. */
export function tickingClock(start = '2026-01-01T00:00:00.000Z'): Clock {
  let now = Date.parse(start);
  return {
    now: () => {
      now += 1000;
      return new Date(now);
    },
  };
}

export const SOME_LIMITS: Limits = {
  max_cost_usd: 2.5,
  max_tokens: null,
  budgets: [{amount: 20, unit: 'usd', per: 'day'}],
  budget_unknown: 'stop',
};

export const A_CHECK: CheckResult = {
  command: 'npm test',
  exit_code: 1,
  duration_ms: 4200,
  last_lines: ['FAIL a.test.ts', 'Tests: 1 failed'],
};

export function aDraft(n: number, changes: Partial<StepDraft> = {}): StepDraft {
  return {
    ...UNKNOWN_DRAFT,
    uid: uidOf(n),
    projectId: 'octo/repo',
    repository: 'github.com/octo/repo',
    branch: 'main',
    commitShaBefore: shaOf(n),
    agentConfig: {...EMPTY_AGENT_CONFIG, name: 'claude', command: 'claude -p "fix it"'},
    startTime: '2026-01-01T00:00:00.000Z',
    ...changes,
  };
}

export function anOutcome(changes: Partial<StepOutcome> = {}): StepOutcome {
  return {
    ...UNKNOWN_OUTCOME,
    status: 'succeeded',
    branch: 'main',
    commitShaAfter: shaOf(999),
    endTime: '2026-01-01T01:00:00.000Z',
    durationMs: 1500,
    exitCode: 0,
    pushed: 'pushed',
    notes: [],
    ...changes,
  };
}

export function aRollback(n: number, stepUids: readonly Uid[], changes: Partial<RollbackDraft> = {}): RollbackDraft {
  return {
    uid: uidOf(n),
    kind: 'rollback',
    projectId: 'octo/repo',
    undoes: null,
    repository: 'github.com/octo/repo',
    branch: 'main',
    target: {mode: 'to', stepUid: uidOf(1)},
    fromSha: shaOf(2),
    toSha: shaOf(1),
    pinRef: `refs/laforge/pins/default/${uidOf(n)}`,
    stepUids,
    actor: 'octocat',
    reason: 'it broke the build',
    run: null,
    createdAt: '2026-01-01T02:00:00.000Z',
    chain: null,
    ...changes,
  };
}

/** A rollback that moved no branch. */
export function aDeactivation(
  n: number,
  stepUids: readonly Uid[],
  changes: Partial<RollbackDraft> = {},
): RollbackDraft {
  const nowhere = {repository: null, branch: null, target: null, fromSha: null, toSha: null, pinRef: null};
  return aRollback(n, stepUids, {...nowhere, ...changes});
}

export function anUndo(n: number, rollback: RollbackDraft, changes: Partial<RollbackDraft> = {}): RollbackDraft {
  return aRollback(n, rollback.stepUids, {kind: 'undo', undoes: rollback.uid, target: null, ...changes});
}

/** The report of a merge that brought nothing. */
export const NOTHING_MERGED: MergeReport = {
  stepsAdded: 0,
  stepsFinished: 0,
  rollbacksAdded: 0,
  setAside: 0,
  renumbered: [],
  renumberedRollbacks: [],
  atOdds: [],
};
