import type {Timestamp, Uid} from '../identity.ts';
import {isInForce, type Rollback} from '../rollback.ts';
import type {Step} from '../step.ts';
import {isWithin, type Period} from './period.ts';

/** The times that something took. In milliseconds; null if it never happened. */
export interface Times {
  readonly count: number;
  readonly medianMs: number | null;
  readonly longestMs: number | null;
}

export interface Recovery {
  /** From a failed check or a rollback to the end of the next successful step on the branch. */
  readonly fix: Times;
  /** The number of branches without a successful step since their last failed check or rollback. */
  readonly unfixed: number;
  /** From the end of a step to its rollback; of the newest step, if a rollback covers several. */
  readonly rollback: Times;
  /** From a rollback to its undo. */
  readonly undo: Times;
}

/** The facts about a step that the times of recovery need. */
export interface BranchStep extends Pick<Step, 'uid' | 'repository' | 'branch' | 'status' | 'endTime'> {
  readonly checkFailed: boolean;
}

/** The recovery times of one history, in milliseconds. */
export interface RecoveryTimes {
  readonly fixes: readonly number[];
  readonly unfixed: number;
  readonly rollbacks: readonly number[];
  readonly undos: readonly number[];
}

/** Measures how long failures took to repair. Counts failures that began within the period, whenever they ended. */
export function recoveryTimes(
  steps: readonly BranchStep[],
  rollbacks: readonly Rollback[],
  period: Period,
): RecoveryTimes {
  const fixes = findFixes(steps, rollbacks).filter(({since}) => isWithin(period, since));
  const moves = rollbacks.filter(({branch, createdAt}) => branch !== null && isWithin(period, createdAt));
  const moved = new Set(moves.flatMap(({stepUids}) => stepUids));
  const endOf = new Map(steps.filter(({uid}) => moved.has(uid)).map(({uid, endTime}) => [uid, endTime]));
  const createdAt = new Map(rollbacks.map((rollback) => [rollback.uid, rollback.createdAt]));
  return {
    fixes: fixes.flatMap(({since, until}) => (until === null ? [] : [between(since, until)])),
    unfixed: fixes.filter(({until}) => until === null).length,
    rollbacks: moves
      .filter(({kind, isProposed}) => kind === 'rollback' || (kind === 'revert' && !isProposed))
      .flatMap((move) => sinceNewest(move, (uid) => endOf.get(uid) ?? null)),
    undos: moves.flatMap(({kind, createdAt: since, undoneBy}) => {
      const until = undoneBy === null ? undefined : createdAt.get(undoneBy);
      return kind === 'undo' || until === undefined ? [] : [between(since, until)];
    }),
  };
}

/** Summarises the times of several histories. */
export function recoveryOf(all: readonly RecoveryTimes[]): Recovery {
  return {
    fix: timesOf(all.flatMap(({fixes}) => fixes)),
    unfixed: all.reduce((sum, {unfixed}) => sum + unfixed, 0),
    rollback: timesOf(all.flatMap(({rollbacks}) => rollbacks)),
    undo: timesOf(all.flatMap(({undos}) => undos)),
  };
}

interface BranchEvent {
  readonly at: Timestamp;
  readonly isTrouble: boolean;
}

/**
 * The stretches during which a branch was in trouble. A rollback that was undone is no trouble, and further trouble
 * during a stretch belongs to it.
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

/** Sorts trouble after success, since a success in the same millisecond has not fixed it. */
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

/** Branches with the same name in two repositories are different. */
export function branchKey(repository: string | null, branch: string): string {
  return JSON.stringify([repository, branch]);
}
