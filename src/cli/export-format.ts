import type {Claim} from '../domain/claims.ts';
import {StoreError} from '../domain/errors.ts';
import type {LedgerRecords} from '../domain/records.ts';
import {type Rollback, rollbackToJson} from '../domain/rollback.ts';
import {type Step, stepToJson} from '../domain/step.ts';
import {seal, unseal} from '../stores/sealed-json.ts';

/** A history as it is exported: what people see of it, and the claims from which its numbers follow. */
export interface ExportedHistory {
  /** Oldest first, like the rollbacks. */
  readonly steps: readonly Step[];
  readonly rollbacks: readonly Rollback[];
  readonly stepClaims: readonly Claim[];
  readonly rollbackClaims: readonly Claim[];
}

/** The columns that a csv export begins with. */
const CSV_BEGINS = 'id,uid,active,status,';
const TYPES = ['step', 'rollback', 'step_claim', 'rollback_claim'] as const;
type Row = readonly [type: (typeof TYPES)[number], value: Readonly<Record<string, unknown>>];

/** One object: `{steps, rollbacks, step_claims, rollback_claims}`, with steps and rollbacks as `--json` has them. */
export function formatJson(history: ExportedHistory): string {
  const lists = Object.fromEntries(TYPES.map((type) => [`${type}s`, valuesOf(rowsOf(history), type)]));
  return `${JSON.stringify(lists, null, 2)}\n`;
}

/** One object a line, each with a `type` of `step`, `rollback`, `step_claim` or `rollback_claim`. */
export function formatNdjson(history: ExportedHistory): string {
  return rowsOf(history)
    .map(([type, value]) => `${JSON.stringify({type, ...value})}\n`)
    .join('');
}

/**
 * Reads an export back, in either form, into what a ledger merges; every field is still to be checked. Throws
 * StoreError on a text that is neither.
 */
export function exportToRecords(text: string, source: string): unknown {
  const rows = parseJson(text) ?? parseNdjson(text);
  if (rows === undefined && text.startsWith(CSV_BEGINS)) {
    throw new StoreError(
      'not-a-ledger',
      `${source} is an export as csv, which has the figures of the steps alone. Export as json or ndjson to import it.`,
    );
  }
  if (rows === undefined) {
    throw new StoreError(
      'not-a-ledger',
      `${source} is neither a steps.db nor an export of one (json, ndjson). Name another file.`,
    );
  }
  return {
    steps: valuesOf(rows, 'step').map(({type: _, ...step}) => stepRecord(unseal(step, source))),
    rollbacks: valuesOf(rows, 'rollback').map(({type: _, ...rollback}) => rollbackDraft(unseal(rollback, source))),
    stepClaims: valuesOf(rows, 'step_claim').map(claim),
    rollbackClaims: valuesOf(rows, 'rollback_claim').map(claim),
  } satisfies Record<keyof LedgerRecords, unknown>;
}

function rowsOf({steps, rollbacks, stepClaims, rollbackClaims}: ExportedHistory): readonly Row[] {
  const claims = (type: Row[0], list: readonly Claim[]) =>
    list.map(({uid, number, claimedAt}): Row => [type, {uid, number, claimed_at: claimedAt}]);
  return [
    ...steps.map((step): Row => ['step', seal(stepToJson(step))]),
    ...rollbacks.map((rollback): Row => ['rollback', seal(rollbackToJson(rollback))]),
    ...claims('step_claim', stepClaims),
    ...claims('rollback_claim', rollbackClaims),
  ];
}

function valuesOf(rows: readonly Row[], wanted: Row[0]): readonly Readonly<Record<string, unknown>>[] {
  return rows.filter(([type]) => type === wanted).map(([, value]) => value);
}

function parseJson(text: string): readonly Row[] | undefined {
  const value = parseObject(text);
  if (value === undefined || !Array.isArray(value.steps)) return undefined;
  return TYPES.flatMap((type) => {
    const list: unknown = value[`${type}s`] ?? [];
    return Array.isArray(list) ? list.filter(isObject).map((item): Row => [type, item]) : [];
  });
}

function parseNdjson(text: string): readonly Row[] | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rows: Row[] = [];
  for (const line of lines) {
    const value = parseObject(line);
    const type = TYPES.find((known) => known === value?.type);
    if (value === undefined || type === undefined) return undefined;
    rows.push([type, value]);
  }
  return rows.length === 0 ? undefined : rows;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stepRecord(step: Readonly<Record<string, unknown>>): unknown {
  return {
    draft: {
      uid: step.uid,
      projectId: step.project_id,
      repository: step.repository,
      branch: step.branch,
      commitShaBefore: step.commit_sha_before,
      agentConfig: step.agent_config,
      run: step.run,
      startTime: step.start_time,
      limits: step.limits,
    },
    parentUid: step.parent_uid,
    createdAt: step.created_at,
    outcome:
      step.status === 'running'
        ? null
        : {
            status: step.status,
            branch: step.branch,
            commitShaAfter: step.commit_sha_after,
            agentConfig: step.agent_config,
            endTime: step.end_time,
            durationMs: step.duration_ms,
            tokenUsage: step.token_usage,
            exitCode: step.exit_code,
            pushed: step.pushed,
            pinRef: step.pin_ref,
            changes: step.changes,
            check: step.check,
            notes: step.notes,
          },
  };
}

function rollbackDraft(rollback: Readonly<Record<string, unknown>>): unknown {
  const target = isObject(rollback.target) ? {mode: rollback.target.mode, stepUid: rollback.target.step_uid} : null;
  return {
    uid: rollback.uid,
    kind: rollback.kind,
    projectId: rollback.project_id,
    undoes: rollback.undoes,
    repository: rollback.repository,
    branch: rollback.branch,
    target,
    fromSha: rollback.from_sha,
    toSha: rollback.to_sha,
    pinRef: rollback.pin_ref,
    stepUids: rollback.step_uids,
    actor: rollback.actor,
    reason: rollback.reason,
    run: rollback.run,
    createdAt: rollback.created_at,
  };
}

function claim(value: Readonly<Record<string, unknown>>): unknown {
  return {uid: value.uid, number: value.number, claimedAt: value.claimed_at};
}
