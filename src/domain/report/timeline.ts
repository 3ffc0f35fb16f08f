import type {Sha, Timestamp, Uid} from '../identity.ts';
import type {Rollback} from '../rollback.ts';
import type {Step, StepStatus} from '../step.ts';
import {isWithin, type Period} from './period.ts';
import {ByBranch} from './recovery.ts';

/** An event on a branch: a step, or a move by a rollback, a revert or an undo. */
export type TimelineEvent =
  | {
      readonly kind: 'step';
      readonly at: Timestamp;
      readonly uid: Uid;
      readonly id: number | null;
      readonly status: StepStatus;
      readonly active: boolean;
      readonly toSha: Sha | null;
    }
  | {
      readonly kind: 'rollback' | 'undo' | 'revert';
      readonly at: Timestamp;
      readonly uid: Uid;
      readonly number: number | null;
      readonly fromSha: Sha | null;
      readonly toSha: Sha | null;
      /** The steps that it took off the branch or brought back. */
      readonly stepUids: readonly Uid[];
      readonly undoneBy: Uid | null;
      readonly actor: string | null;
      readonly reason: string | null;
    };

export interface BranchTimeline {
  readonly repository: string | null;
  readonly branch: string;
  /** The newest events, oldest first. */
  readonly events: readonly TimelineEvent[];
  /** The number of older events. */
  readonly leftOut: number;
}

export interface Timelines {
  /** The branch with the latest event first. */
  readonly branches: readonly BranchTimeline[];
  /** The number of further branches. */
  readonly leftOut: number;
}

const MOST_BRANCHES = 50;
const MOST_EVENTS = 200;

type TimelineStep = Pick<
  Step,
  'uid' | 'id' | 'repository' | 'branch' | 'status' | 'active' | 'startTime' | 'commitShaAfter'
>;

/** Collects the events on each branch within the period, and keeps only those that are shown. */
export class TimelineKeeper {
  readonly #period: Period;
  readonly #branches = new ByBranch<{events: TimelineEvent[]; leftOut: number}>(() => ({events: [], leftOut: 0}));

  constructor(period: Period) {
    this.#period = period;
  }

  add({uid, id, repository, branch, status, active, startTime: at, commitShaAfter: toSha}: TimelineStep): void {
    if (branch !== null && isWithin(this.#period, at))
      this.#keep(repository, branch, {kind: 'step', at, uid, id, status, active, toSha});
  }

  /** Call it once, after the last step. */
  timelines(rollbacks: readonly Rollback[]): Timelines {
    for (const {repository, branch, kind, createdAt: at, uid, number, fromSha, toSha, ...rest} of rollbacks) {
      const {stepUids, undoneBy, actor, reason, isProposed} = rest;
      // A revert is shown once, when it was requested.
      if (kind === 'applied' || isProposed || branch === null || !isWithin(this.#period, at)) continue;
      this.#keep(repository, branch, {kind, at, uid, number, fromSha, toSha, stepUids, undoneBy, actor, reason});
    }
    const lines = [...this.#branches.all()].map(({repository, branch, value}) => {
      cut(value, MOST_EVENTS);
      return {repository, branch, ...value};
    });
    return latestBranches(lines, 0);
  }

  #keep(repository: string | null, branch: string, event: TimelineEvent): void {
    const line = this.#branches.of(repository, branch);
    line.events.push(event);
    if (line.events.length >= 2 * MOST_EVENTS) cut(line, MOST_EVENTS);
  }
}

/** Sorts the events, and leaves out the oldest ones beyond `most`. */
function cut(line: {events: TimelineEvent[]; leftOut: number}, most: number): void {
  const sorted = line.events.sort(byTime);
  line.leftOut += Math.max(0, sorted.length - most);
  line.events = sorted.slice(-most);
}

export function joinTimelines(a: Timelines, b: Timelines): Timelines {
  return latestBranches([...a.branches, ...b.branches], a.leftOut + b.leftOut);
}

function latestBranches(all: readonly BranchTimeline[], leftOut: number): Timelines {
  const branches = all.toSorted(latestFirst).slice(0, MOST_BRANCHES);
  return {branches, leftOut: leftOut + all.length - branches.length};
}

function byTime(a: TimelineEvent, b: TimelineEvent): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.uid < b.uid ? -1 : 1;
}

function latestFirst(a: BranchTimeline, b: BranchTimeline): number {
  const [one, other] = [a.events.at(-1)?.at ?? '', b.events.at(-1)?.at ?? ''];
  if (one !== other) return one < other ? 1 : -1;
  return JSON.stringify([a.repository, a.branch]) < JSON.stringify([b.repository, b.branch]) ? -1 : 1;
}
