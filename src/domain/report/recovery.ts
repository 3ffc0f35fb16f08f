import type {Uid} from '../identity.ts';
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
type BranchStep = Pick<Step, 'uid' | 'repository' | 'branch' | 'status' | 'endTime' | 'check'>;

/** The recovery times of one history, in milliseconds. */
export interface RecoveryTimes {
  readonly fixes: readonly number[];
  readonly unfixed: number;
  readonly rollbacks: readonly number[];
  readonly undos: readonly number[];
}

/**
 * Measures how long failures took to repair, from steps in any order. Counts failures that began within the period,
 * whenever they ended. Keeps numbers instead of steps, since a long history has a hundred thousand.
 */
export class RecoveryClock {
  readonly #events = new ByBranch<number[]>(() => []);
  readonly #uids: Uid[] = [];
  readonly #ends: number[] = [];

  add({uid, repository, branch, status, endTime, check}: BranchStep): void {
    if (endTime === null) return;
    const checkFailed = check !== null && check.exit_code !== 0;
    const end = Date.parse(endTime);
    this.#uids.push(uid);
    this.#ends.push(end);
    if (branch !== null && (checkFailed || status === 'succeeded'))
      this.#events.of(repository, branch).push(toEvent(end, checkFailed));
  }

  /** Call it once, after the last step. */
  times(rollbacks: readonly Rollback[], period: Period): RecoveryTimes {
    for (const {repository, branch, createdAt, ...rollback} of rollbacks) {
      if (branch !== null && isInForce(rollback))
        this.#events.of(repository, branch).push(toEvent(Date.parse(createdAt), true));
    }
    const fixes = [...this.#events.all()]
      .flatMap(({value}) => findFixes(value))
      .filter(({since}) => isWithin(period, new Date(since).toISOString()));
    const moves = rollbacks.filter(({branch, createdAt}) => branch !== null && isWithin(period, createdAt));
    const moved = new Set(moves.flatMap(({stepUids}) => stepUids));
    const endOf = new Map<Uid, number>();
    for (const [at, uid] of this.#uids.entries()) if (moved.has(uid)) endOf.set(uid, this.#ends[at] ?? 0);
    const createdAt = new Map(rollbacks.map((rollback) => [rollback.uid, rollback.createdAt]));
    return {
      fixes: fixes.flatMap(({since, until}) => (until === null ? [] : [until - since])),
      unfixed: fixes.filter(({until}) => until === null).length,
      rollbacks: moves
        .filter(({kind, isProposed}) => kind === 'rollback' || (kind === 'revert' && !isProposed))
        .flatMap((move) => sinceNewest(move, endOf)),
      undos: moves.flatMap(({kind, createdAt: since, undoneBy}) => {
        const until = undoneBy === null ? undefined : createdAt.get(undoneBy);
        return kind === 'undo' || until === undefined ? [] : [Math.max(0, Date.parse(until) - Date.parse(since))];
      }),
    };
  }
}

export function recoveryOf(all: readonly RecoveryTimes[]): Recovery {
  return {
    fix: timesOf(all.flatMap(({fixes}) => fixes)),
    unfixed: all.reduce((sum, {unfixed}) => sum + unfixed, 0),
    rollback: timesOf(all.flatMap(({rollbacks}) => rollbacks)),
    undo: timesOf(all.flatMap(({undos}) => undos)),
  };
}

/**
 * An event on a branch as a number, which sorts by time. Trouble comes after success, since a success in the same
 * millisecond has not fixed it.
 */
function toEvent(at: number, isTrouble: boolean): number {
  return at * 2 + Number(isTrouble);
}

/**
 * The stretches during which a branch was in trouble. A rollback that was undone is no trouble, and further trouble
 * during a stretch belongs to it.
 */
function findFixes(events: readonly number[]) {
  const fixes: {readonly since: number; readonly until: number | null}[] = [];
  let since: number | null = null;
  for (const event of Float64Array.from(events).sort()) {
    const isTrouble = event % 2 !== 0;
    const at = (event - Number(isTrouble)) / 2;
    if (isTrouble) since ??= at;
    else if (since !== null) {
      fixes.push({since, until: at});
      since = null;
    }
  }
  return since === null ? fixes : [...fixes, {since, until: null}];
}

function sinceNewest({stepUids, createdAt}: Rollback, endOf: ReadonlyMap<Uid, number>): readonly number[] {
  const moved = Date.parse(createdAt);
  const ends = stepUids.flatMap((uid) => endOf.get(uid) ?? []).filter((end) => end <= moved);
  return ends.length === 0 ? [] : [moved - Math.max(...ends)];
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

/** A value for each branch. Branches with the same name in two repositories are different. */
export class ByBranch<Value> {
  readonly #values = new Map<string | null, Map<string, Value>>();
  readonly #create: () => Value;

  constructor(create: () => Value) {
    this.#create = create;
  }

  of(repository: string | null, branch: string): Value {
    const branches = this.#values.get(repository) ?? new Map<string, Value>();
    if (branches.size === 0) this.#values.set(repository, branches);
    const value = branches.get(branch) ?? this.#create();
    if (!branches.has(branch)) branches.set(branch, value);
    return value;
  }

  *all(): Generator<{readonly repository: string | null; readonly branch: string; readonly value: Value}> {
    for (const [repository, branches] of this.#values)
      for (const [branch, value] of branches) yield {repository, branch, value};
  }
}
