import type {Timestamp, Uid} from '../identity.ts';
import {isInForce, type Rollback} from '../rollback.ts';
import type {Step} from '../step.ts';
import {isWithin, type Period} from './period.ts';

/** The time that something took, over all times it happened. Milliseconds; null when it never did. */
export interface Times {
  readonly count: number;
  readonly medianMs: number | null;
  readonly longestMs: number | null;
}

export interface Recovery {
  /** The times from a failed check or a rollback to the end of the next step of the branch that succeeded. */
  readonly fix: Times;
  /** Branches whose last failed check or rollback no step has followed that succeeded. */
  readonly unfixed: number;
  /** The times from the end of a step to its rollback; of the newest, where a rollback covers several. */
  readonly rollback: Times;
  /** The times from a rollback to the undo that took it back. */
  readonly undo: Times;
}

/** A step as far as it begins or ends a trouble. */
export interface BranchStep extends Pick<Step, 'uid' | 'repository' | 'branch' | 'status' | 'endTime'> {
  readonly checkFailed: boolean;
}

/** The times it took to repair a failure. A failure that began within the period counts, whenever it ended. */
export function recoveryOf(steps: readonly BranchStep[], rollbacks: readonly Rollback[], period: Period): Recovery {
  const fixes = findFixes(steps, rollbacks).filter(({since}) => isWithin(period, since));
  const moves = rollbacks.filter(({branch, createdAt}) => branch !== null && isWithin(period, createdAt));
  const moved = new Set(moves.flatMap(({stepUids}) => stepUids));
  const endOf = new Map(steps.filter(({uid}) => moved.has(uid)).map(({uid, endTime}) => [uid, endTime]));
  const createdAt = new Map(rollbacks.map((rollback) => [rollback.uid, rollback.createdAt]));
  return {
    fix: timesOf(fixes.flatMap(({since, until}) => (until === null ? [] : [between(since, until)]))),
    unfixed: fixes.filter(({until}) => until === null).length,
    rollback: timesOf(
      moves
        .filter(({kind, isProposed}) => kind === 'rollback' || (kind === 'revert' && !isProposed))
        .flatMap((move) => sinceNewest(move, (uid) => endOf.get(uid) ?? null)),
    ),
    undo: timesOf(
      moves.flatMap(({kind, createdAt: since, undoneBy}) => {
        const until = undoneBy === null ? undefined : createdAt.get(undoneBy);
        return kind === 'undo' || until === undefined ? [] : [between(since, until)];
      }),
    ),
  };
}

interface BranchEvent {
  readonly at: Timestamp;
  readonly isTrouble: boolean;
}

/**
 * The stretches in which a branch was in trouble. A rollback that was taken back is no trouble, and what goes wrong
 * while something is wrong already belongs to the same stretch.
 */
function findFixes(steps: readonly BranchStep[], rollbacks: readonly Rollback[]) {
  const branches = new Map<string, BranchEvent[]>();
  const add = (repository: string | null, branch: string | null, event: BranchEvent): void => {
    if (branch === null) return;
    const key = branchKey(repository, branch);
    const events = branches.get(key) ?? [];
    if (events.length === 0) branches.set(key, events);
    events.push(event);
  };
  for (const {repository, branch, status, endTime, checkFailed} of steps) {
    if (endTime === null || (!checkFailed && status !== 'succeeded')) continue;
    add(repository, branch, {at: endTime, isTrouble: checkFailed});
  }
  for (const rollback of rollbacks) {
    const {repository, branch, createdAt} = rollback;
    if (isInForce(rollback)) add(repository, branch, {at: createdAt, isTrouble: true});
  }
  return [...branches.values()].flatMap((events) => {
    const fixes: {readonly since: Timestamp; readonly until: Timestamp | null}[] = [];
    let since: Timestamp | null = null;
    for (const {at, isTrouble} of events.sort(byTime)) {
      if (isTrouble) since ??= at;
      else if (since !== null) {
        fixes.push({since, until: at});
        since = null;
      }
    }
    return since === null ? fixes : [...fixes, {since, until: null}];
  });
}

/** A success in the same millisecond as a trouble has not fixed it. */
function byTime(a: BranchEvent, b: BranchEvent): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return Number(a.isTrouble) - Number(b.isTrouble);
}

function sinceNewest({stepUids, createdAt}: Rollback, endOf: (uid: Uid) => Timestamp | null): readonly number[] {
  const ends = stepUids.map(endOf).filter((end) => end !== null && end <= createdAt);
  const newest = ends.sort().at(-1) ?? null;
  return newest === null ? [] : [between(newest, createdAt)];
}

function between(since: Timestamp, until: Timestamp): number {
  return Math.max(0, Date.parse(until) - Date.parse(since));
}

function timesOf(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return {
    count: sorted.length,
    medianMs: low === undefined || high === undefined ? null : (low + high) / 2,
    longestMs: sorted.at(-1) ?? null,
  };
}

/** Two branches of one name in two repositories are two. */
export function branchKey(repository: string | null, branch: string): string {
  return JSON.stringify([repository, branch]);
}
