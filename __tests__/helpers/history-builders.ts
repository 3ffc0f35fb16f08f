import {type Changes, UNKNOWN_USAGE} from '../../src/domain/documents.ts';
import type {Commit} from '../../src/domain/ports/commits.ts';
import type {Rollback} from '../../src/domain/rollback.ts';
import {type Step, UNKNOWN_DRAFT, UNKNOWN_OUTCOME} from '../../src/domain/step.ts';

/** A UUIDv7 whose time is `number` milliseconds after the epoch's first day, so higher numbers are later. */
export function aUid(number: number): string {
  return `${(86_400_000 + number)
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`;
}

/** A full SHA that is easy to recognize. */
export function aSha(digits: string | number): string {
  return String(digits).padEnd(40, '0');
}

/** The minute-th minute of the day all tests happen on. */
export function at(minute: number): string {
  return new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
}

/** A finished, pushed step of main; step n ran in minute n. */
export function aStep(overrides: Partial<Step> & {readonly id: number}): Step {
  const {id} = overrides;
  return {
    ...UNKNOWN_DRAFT,
    ...UNKNOWN_OUTCOME,
    uid: aUid(id),
    projectId: 'acme/widgets',
    repository: 'github.com/acme/widgets',
    branch: 'main',
    commitShaBefore: aSha(id - 1),
    commitShaAfter: aSha(id),
    startTime: at(id),
    active: true,
    parentStepId: null,
    parentUid: null,
    status: 'succeeded',
    endTime: at(id + 1),
    durationMs: 60_000,
    tokenUsage: UNKNOWN_USAGE,
    exitCode: 0,
    pushed: 'pushed',
    changes: someChanges(aSha(id)),
    notes: [],
    createdAt: at(id),
    ...overrides,
  };
}

/** Changes that name these commits as the step's own. */
export function someChanges(...shas: readonly string[]): Changes {
  return {
    own_commits: shas.map((sha) => ({sha, subject: `work of ${sha.slice(0, 8)}`})),
    own_commit_count: shas.length,
    files_changed: shas.length,
    insertions: shas.length,
    deletions: 0,
  };
}

export function aCommit(overrides: Partial<Commit> & {readonly sha: string}): Commit {
  return {
    parents: [],
    authorName: 'Agent',
    committedAt: at(1),
    subject: `work of ${overrides.sha.slice(0, 8)}`,
    ...overrides,
  };
}

/** A rollback of main to step 1 that covers step 2. */
export function aRollback(overrides: Partial<Rollback> = {}): Rollback {
  return {
    uid: aUid(100),
    number: 1,
    undoneBy: null,
    isProposed: false,
    kind: 'rollback',
    projectId: 'acme/widgets',
    undoes: null,
    repository: 'github.com/acme/widgets',
    branch: 'main',
    target: {mode: 'to', stepUid: aUid(1)},
    fromSha: aSha(2),
    toSha: aSha(1),
    pinRef: `refs/laforge/pins/default/${aUid(100)}`,
    stepUids: [aUid(2)],
    actor: 'ada',
    reason: null,
    run: null,
    createdAt: at(10),
    chain: null,
    ...overrides,
  };
}
