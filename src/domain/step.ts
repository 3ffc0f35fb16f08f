import type {AgentConfig, Changes, CheckResult, Limits, RunInfo, TokenUsage} from './documents.ts';
import type {Sha, Timestamp, Uid} from './identity.ts';

/**
 * The set is open: a reader must take a status it does not know for an unsuccessful one. Only `succeeded` is success.
 */
export type StepStatus =
  | 'running'
  | 'succeeded'
  | 'failed'
  | 'timed_out'
  | 'cancelled'
  | 'interrupted'
  | 'refused'
  | 'over_budget'
  | 'check_failed'
  | (string & Record<never, never>);

/** Where a step's work went: see docs/pushing.md. */
export type Pushed = 'pushed' | 'unchanged' | 'pinned' | 'bundled' | 'none';

/** What is known of a step when it starts. */
export interface StepDraft {
  readonly uid: Uid;
  readonly projectId: string;
  /** `host/owner/name`, lower case; null without a remote that says so. */
  readonly repository: string | null;
  readonly branch: string | null;
  readonly commitShaBefore: Sha | null;
  readonly agentConfig: AgentConfig | null;
  readonly run: RunInfo | null;
  readonly startTime: Timestamp;
  /** Null where none is set. */
  readonly limits: Limits | null;
}

/** What is known once it has ended. A step goes from running to finished once. */
export interface StepOutcome {
  readonly status: StepStatus;
  /** May differ from the draft's: the agent switched branches. */
  readonly branch: string | null;
  readonly commitShaAfter: Sha | null;
  readonly agentConfig: AgentConfig | null;
  /** Null, like the duration, where nobody saw it end. */
  readonly endTime: Timestamp | null;
  readonly durationMs: number | null;
  readonly tokenUsage: TokenUsage | null;
  readonly exitCode: number | null;
  readonly pushed: Pushed | null;
  /** The ref that keeps the work where the branch could not take it. */
  readonly pinRef: string | null;
  readonly changes: Changes | null;
  /** Null where no check ran. */
  readonly check: CheckResult | null;
  /** What a reader of the history must know, one sentence each: work left uncommitted, a refused push. */
  readonly notes: readonly string[];
}

/** A step as a ledger tells it. */
export interface Step extends StepDraft {
  /** Null while no ledger has settled it. */
  readonly id: number | null;
  readonly active: boolean;
  readonly parentStepId: number | null;
  readonly parentUid: Uid | null;
  readonly status: StepStatus;
  readonly commitShaAfter: Sha | null;
  readonly endTime: Timestamp | null;
  readonly durationMs: number | null;
  readonly tokenUsage: TokenUsage | null;
  readonly exitCode: number | null;
  readonly pushed: Pushed | null;
  readonly pinRef: string | null;
  readonly changes: Changes | null;
  readonly check: CheckResult | null;
  readonly notes: readonly string[];
  readonly createdAt: Timestamp;
}

/** Which steps to list; newest first. `limit` is a number of steps. */
export interface StepFilter {
  readonly repository?: string | null;
  readonly branch?: string;
  readonly active?: boolean;
  readonly status?: string;
  readonly pullRequest?: number;
  /** Steps that ended at this time or later. */
  readonly endedSince?: Timestamp;
  /** Steps that began at this time or later. */
  readonly startedSince?: Timestamp;
  /** Steps with a lower number: the page after one that ended with it. */
  readonly beforeId?: number;
  readonly limit?: number;
}

/** How a step is named in a sentence: `step 3`, or by its uid while it has no settled number. */
export function stepName(step: Pick<Step, 'id' | 'uid'>): string {
  return step.id === null ? `step ${step.uid}` : `step ${step.id}`;
}

/**
 * The documented JSON shape of a step: the columns of steps.db by their names, the JSON documents parsed and named
 * without `_json`. Used by `--json`, the output `step` and exports.
 */
export function stepToJson(step: Step): Record<string, unknown> {
  return {
    id: step.id,
    uid: step.uid,
    active: step.active,
    parent_step_id: step.parentStepId,
    parent_uid: step.parentUid,
    project_id: step.projectId,
    repository: step.repository,
    branch: step.branch,
    status: step.status,
    commit_sha_before: step.commitShaBefore,
    commit_sha_after: step.commitShaAfter,
    pushed: step.pushed,
    pin_ref: step.pinRef,
    exit_code: step.exitCode,
    start_time: step.startTime,
    end_time: step.endTime,
    duration_ms: step.durationMs,
    agent_config: step.agentConfig,
    token_usage: step.tokenUsage,
    run: step.run,
    limits: step.limits,
    changes: step.changes,
    check: step.check,
    notes: step.notes,
    created_at: step.createdAt,
  };
}
