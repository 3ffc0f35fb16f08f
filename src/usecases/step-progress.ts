import type {CheckResult, UsageReport} from '../domain/documents.ts';
import type {Sha, Timestamp} from '../domain/identity.ts';
import type {AgentResult} from '../domain/ports/agent.ts';
import type {CloneState, Head, WorkTreeSnapshot} from '../domain/ports/git.ts';
import type {StepStatus} from '../domain/step.ts';

/** What the check of a step's work came to. */
export interface CheckedWork {
  /** How the step ended, its check included. */
  readonly status: StepStatus;
  /** Null where none ran. */
  readonly result: CheckResult | null;
  readonly notes: readonly string[];
  /** Why the work must not reach its branch although its status allows that; null otherwise. */
  readonly offBranch: string | null;
}

/** Where a step began: what its end is measured against. */
export interface StepStart {
  readonly head: Head;
  readonly workTree: WorkTreeSnapshot;
  readonly clone: CloneState;
  /** Branch tips at the remote, by short name; null when it could not be looked at. */
  readonly heads: ReadonlyMap<string, Sha> | null;
  readonly startTime: Timestamp;
}

/** What became of what an agent left uncommitted, and where HEAD is since. */
export interface LeftWork {
  readonly head: Head;
  /** The commit on top of HEAD that holds it beside every branch; null where HEAD has it, or nothing was left. */
  readonly kept: Sha | null;
  readonly notes: readonly string[];
  /** Why not all of the agent's work is on HEAD; null when it is, or when it stays in a work tree that lasts. */
  readonly missed: string | null;
}

/**
 * How far a step has come. Each part is noted as soon as it is known, so that another process can go on from there when
 * this one is killed; null is not known yet.
 */
export interface StepProgress {
  readonly start: StepStart;
  readonly agent: AgentResult | null;
  readonly left: LeftWork | null;
  readonly used: UsageReport | null;
  readonly checked: CheckedWork | null;
}

/** Told of every progress. Must not throw. */
export type NoteProgress = (progress: StepProgress) => void;
