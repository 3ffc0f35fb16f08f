import type {Sha, Timestamp, Uid} from '../identity.ts';
import type {Rollback} from '../rollback.ts';
import type {Step, StepStatus} from '../step.ts';
import {isWithin, type Period} from './period.ts';
import {branchKey} from './recovery.ts';

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

export type TimelineStep = Pick<
  Step,
  'uid' | 'id' | 'repository' | 'branch' | 'status' | 'active' | 'startTime' | 'commitShaAfter'
>;

/** The events on each branch within the period. */
export function timelinesOf(steps: readonly TimelineStep[], rollbacks: readonly Rollback[], period: Period): Timelines {
  const branches = new Map<string, {repository: string | null; branch: string; events: TimelineEvent[]}>();
  const add = (repository: string | null, branch: string | null, event: TimelineEvent): void => {
    if (branch === null || !isWithin(period, event.at)) return;
    const key = branchKey(repository, branch);
    const found = branches.get(key);
    if (found === undefined) branches.set(key, {repository, branch, events: [event]});
    else found.events.push(event);
  };
  for (const {uid, id, repository, branch, status, active, startTime: at, commitShaAfter: toSha} of steps)
    add(repository, branch, {kind: 'step', at, uid, id, status, active, toSha});
  for (const {repository, branch, kind, createdAt: at, uid, number, fromSha, toSha, ...rest} of rollbacks) {
    const {stepUids, undoneBy, actor, reason, isProposed} = rest;
    // A revert is shown once, when it was requested.
    if (kind === 'applied' || isProposed) continue;
    add(repository, branch, {kind, at, uid, number, fromSha, toSha, stepUids, undoneBy, actor, reason});
  }
  const lines = [...branches.values()].map(({events, ...branch}) => {
    const sorted = events.sort(byTime);
    return {...branch, events: sorted.slice(-MOST_EVENTS), leftOut: Math.max(0, sorted.length - MOST_EVENTS)};
  });
  return latestBranches(lines, 0);
}

/** Joins the timelines of two histories. */
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
  return branchKey(a.repository, a.branch) < branchKey(b.repository, b.branch) ? -1 : 1;
}
