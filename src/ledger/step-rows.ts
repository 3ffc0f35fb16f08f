import type {StepRecord} from '../domain/records.ts';
import type {Pushed, Step} from '../domain/step.ts';
import {
  readAgentConfig,
  readChanges,
  readCheck,
  readLimits,
  readNotes,
  readRunInfo,
  readTokenUsage,
  writeAgentConfig,
  writeChanges,
  writeCheck,
  writeLimits,
  writeNotes,
  writeRunInfo,
  writeTokenUsage,
} from './documents.ts';
import {checkIntact, DIGEST_OF_STEP} from './row-digest.ts';

/** A row of `steps` as `STEP_COLUMNS` selects it. */
export interface StepRow {
  readonly id: number;
  readonly active: number;
  readonly parent_step_id: number | null;
  readonly parent_uid: string | null;
  readonly commit_sha_before: string | null;
  readonly commit_sha_after: string | null;
  readonly agent_config_json: string | null;
  readonly start_time: string;
  readonly end_time: string | null;
  readonly duration_ms: number | null;
  readonly token_usage_json: string | null;
  readonly exit_code: number | null;
  readonly project_id: string;
  readonly created_at: string;
  readonly uid: string;
  readonly repository: string | null;
  readonly branch: string | null;
  readonly status: string;
  readonly pushed: string | null;
  readonly pin_ref: string | null;
  readonly run_json: string | null;
  readonly changes_json: string | null;
  readonly notes_json: string | null;
  readonly limits_json: string | null;
  readonly check_json: string | null;
  /** 1 when the row is as it was written. */
  readonly intact: number;
}

/** What to select from `STEP_TABLES` for a `StepRow`. */
export const STEP_COLUMNS = `s.id, s.active, s.parent_step_id, coalesce(p.uid, s.missing_parent_uid) AS parent_uid,
  s.commit_sha_before, s.commit_sha_after, s.agent_config_json, s.start_time, s.end_time, s.duration_ms,
  s.token_usage_json, s.exit_code, s.project_id, s.created_at, s.uid, s.repository, s.branch, s.status, s.pushed,
  s.pin_ref, s.run_json, s.changes_json, s.notes_json, s.limits_json, s.check_json,
  s.digest IS ${DIGEST_OF_STEP} AS intact`;

/** The steps `s`, each with its parent `p`. */
export const STEP_TABLES = 'steps s LEFT JOIN steps p ON p.id = s.parent_step_id';

/** Throws StoreError when the row is not as it was written. */
export function rowToStep(row: StepRow): Step {
  checkIntact(row, `step ${row.id}`);
  return {
    uid: row.uid,
    id: row.id,
    active: row.active === 1,
    parentStepId: row.parent_step_id,
    parentUid: row.parent_uid,
    projectId: row.project_id,
    repository: row.repository,
    branch: row.branch,
    status: row.status,
    commitShaBefore: row.commit_sha_before,
    commitShaAfter: row.commit_sha_after,
    agentConfig: readAgentConfig(row.agent_config_json),
    run: readRunInfo(row.run_json),
    startTime: row.start_time,
    limits: readLimits(row.limits_json),
    endTime: row.end_time,
    durationMs: row.duration_ms,
    tokenUsage: readTokenUsage(row.token_usage_json),
    exitCode: row.exit_code,
    pushed: toPushed(row.pushed),
    pinRef: row.pin_ref,
    changes: readChanges(row.changes_json),
    check: readCheck(row.check_json),
    notes: readNotes(row.notes_json),
    createdAt: row.created_at,
  };
}

export function rowToRecord(row: StepRow): StepRecord {
  const step = rowToStep(row);
  const {uid, projectId, repository, branch, commitShaBefore, agentConfig, run, startTime, limits} = step;
  const {status, commitShaAfter, endTime, durationMs, tokenUsage, exitCode, pushed, pinRef, changes, check, notes} =
    step;
  return {
    draft: {uid, projectId, repository, branch, commitShaBefore, agentConfig, run, startTime, limits},
    parentUid: step.parentUid,
    createdAt: step.createdAt,
    outcome:
      status === 'running'
        ? null
        : {
            status,
            branch,
            commitShaAfter,
            agentConfig,
            endTime,
            durationMs,
            tokenUsage,
            exitCode,
            pushed,
            pinRef,
            changes,
            check,
            notes,
          },
  };
}

/** The columns of `steps` that a record fills, by their names. The outcome's word counts where both have one. */
export function recordToColumns({draft, createdAt, outcome}: StepRecord) {
  return {
    uid: draft.uid,
    project_id: draft.projectId,
    repository: draft.repository,
    branch: outcome === null ? draft.branch : outcome.branch,
    status: outcome?.status ?? 'running',
    commit_sha_before: draft.commitShaBefore,
    commit_sha_after: outcome?.commitShaAfter ?? null,
    agent_config_json: writeAgentConfig(outcome?.agentConfig ?? draft.agentConfig),
    run_json: writeRunInfo(draft.run),
    start_time: draft.startTime,
    end_time: outcome?.endTime ?? null,
    duration_ms: outcome?.durationMs ?? null,
    token_usage_json: writeTokenUsage(outcome?.tokenUsage ?? null),
    exit_code: outcome?.exitCode ?? null,
    pushed: outcome?.pushed ?? null,
    pin_ref: outcome?.pinRef ?? null,
    changes_json: writeChanges(outcome?.changes ?? null),
    check_json: writeCheck(outcome?.check ?? null),
    notes_json: writeNotes(outcome?.notes ?? []),
    limits_json: writeLimits(draft.limits),
    created_at: createdAt,
  };
}

function toPushed(text: string | null): Pushed | null {
  switch (text) {
    case 'pushed':
    case 'unchanged':
    case 'pinned':
    case 'bundled':
    case 'none':
      return text;
    default:
      return null;
  }
}
