import type {Sha, Uid} from '../domain/identity.ts';
import type {HistoryCondition} from '../domain/ports/store.ts';
import {isInForce, type Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import type {UsageTotals} from '../domain/usage-totals.ts';

/** The server and repository that pages are linked on: `https://github.com` and `owner/name`; null without one. */
export interface Links {
  readonly serverUrl: string | null;
  readonly repository: string | null;
  /** The page of a trace, with `{trace-id}` in it; null without one. */
  readonly traceUrl?: string | null;
  /** Between a repository's page and a commit: `/commit/` unless said otherwise. */
  readonly commitPath?: string;
}

/** Means of rolling back: the page with the "Run workflow" button, and arguments for the command. */
export interface RollBackMeans {
  /** False where no workflow can roll back; true unless said otherwise. */
  readonly hasWorkflow?: boolean;
  readonly workflowUrl: string | null;
  /** Arguments that lead the command to this history, such as `--project`, `docs`; null where only a job can reach it. */
  readonly commandArgs: readonly string[] | null;
}

/** The summed usage of a branch, a pull request or the whole history. */
export interface NamedTotals {
  readonly of: 'branch' | 'pull-request' | 'history';
  /** The branch's name, the pull request's number; null for the history. */
  readonly name: string | null;
  readonly usage: UsageTotals;
}

/** The steps of a branch or pull request and everything that has to be said about them. */
export interface HistoryView {
  readonly slug: string;
  /** The history's name where it has another than the repository's. */
  readonly projectId: string | null;
  /** Newest first; of a long history the latest are enough. */
  readonly steps: readonly Step[];
  /** The number of all steps, shown or not. */
  readonly stepCount: number;
  readonly rollbacks: readonly Rollback[];
  /** The commit where the last step, rollback or undo left the branch that is shown; null where none did. */
  readonly tip: Sha | null;
  /** Totals of the branch and of the whole history; empty when the history could not be read. */
  readonly totals: readonly NamedTotals[];
  /** Numbers that more than one step ever claimed: those steps are named by uid. */
  readonly contestedIds: readonly number[];
  readonly condition: HistoryCondition;
  /** Findings from opening the history, one sentence each. */
  readonly warnings: readonly string[];
  readonly links: Links;
  readonly means: RollBackMeans;
}

/** The name under which a rollback finds exactly this step: its number unless that was ever contested, else its uid. */
export function stepReference(step: Pick<Step, 'id' | 'uid'>, contestedIds: readonly number[]): string {
  return step.id === null || contestedIds.includes(step.id) ? step.uid : String(step.id);
}

/** The rollback that makes each step inactive now, the latest where several cover it. */
export function rollbacksInForce(rollbacks: readonly Rollback[]): ReadonlyMap<Uid, Rollback> {
  const oldestFirst = rollbacks
    .filter(isInForce)
    .toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.uid < b.uid ? -1 : 1));
  return new Map(oldestFirst.flatMap((rollback) => rollback.stepUids.map((uid) => [uid, rollback] as const)));
}

/** True when a rollback to this step would not be refused for what the step itself is. */
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
