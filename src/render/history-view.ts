import type {Sha, Uid} from '../domain/identity.ts';
import type {HistoryCondition} from '../domain/ports/store.ts';
import {isInForce, type Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import type {UsageTotals} from '../domain/usage-totals.ts';

/** The server and repository for links: `https://github.com` and `owner/name`. */
export interface Links {
  readonly serverUrl: string | null;
  readonly repository: string | null;
  /** The address of a trace's page, containing `{trace-id}`. */
  readonly traceUrl?: string | null;
  /** The path between a repository's address and a SHA. Default: `/commit/`. */
  readonly commitPath?: string;
}

/** The ways to roll back: the page with the "Run workflow" button, and arguments for the command. */
export interface RollBackMeans {
  /** False if no workflow can roll back. Default: true. */
  readonly hasWorkflow?: boolean;
  readonly workflowUrl: string | null;
  /** Arguments that select this history, such as `--project`, `docs`; null if only a job can reach it. */
  readonly commandArgs: readonly string[] | null;
}

/** The summed usage of a branch, a pull request or the whole history. */
export interface NamedTotals {
  readonly of: 'branch' | 'pull-request' | 'history';
  /** The branch's name or the pull request's number; null for the history. */
  readonly name: string | null;
  readonly usage: UsageTotals;
}

/** The steps of a branch or pull request, with everything needed to render them. */
export interface HistoryView {
  readonly slug: string;
  /** The history's name if it is not the repository's. */
  readonly projectId: string | null;
  /** Newest first; for a long history only the latest. */
  readonly steps: readonly Step[];
  /** The number of all steps, shown or not. */
  readonly stepCount: number;
  readonly rollbacks: readonly Rollback[];
  /** The commit where the last step, rollback or undo left the shown branch, if any. */
  readonly tip: Sha | null;
  /** Totals of the branch and of the whole history; empty when the history could not be read. */
  readonly totals: readonly NamedTotals[];
  /** Numbers that several steps claimed; those steps are named by uid. */
  readonly contestedIds: readonly number[];
  readonly condition: HistoryCondition;
  /** Findings from opening the history, one sentence each. */
  readonly warnings: readonly string[];
  readonly links: Links;
  readonly means: RollBackMeans;
}

/** The unambiguous name of a step in commands: its number, or its uid if the number is unsettled or contested. */
export function stepReference(step: Pick<Step, 'id' | 'uid'>, contestedIds: readonly number[]): string {
  return step.id === null || contestedIds.includes(step.id) ? step.uid : String(step.id);
}

/** Maps each inactive step to the rollback that covers it, the latest if there are several. */
export function rollbacksInForce(rollbacks: readonly Rollback[]): ReadonlyMap<Uid, Rollback> {
  const oldestFirst = rollbacks
    .filter(isInForce)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.uid < b.uid ? -1 : 1));
  return new Map(oldestFirst.flatMap((rollback) => rollback.stepUids.map((uid) => [uid, rollback] as const)));
}

/** Returns true if nothing about the step itself would make a rollback to it be refused. */
export function isReversibleTo(step: Step): boolean {
  return (
    step.active &&
    step.branch !== null &&
    step.commitShaAfter !== null &&
    (step.pushed === 'pushed' || step.pushed === 'unchanged') &&
    step.status !== 'running' &&
    step.status !== 'interrupted'
  );
}
