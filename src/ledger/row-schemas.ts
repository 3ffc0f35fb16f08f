import {z} from 'zod';
import * as field from './record-schemas.ts';

const json = <Schema extends z.ZodType>(schema: Schema) =>
  field.text
    .transform((value, context): unknown => {
      try {
        return JSON.parse(value);
      } catch {
        context.addIssue({code: 'custom', message: 'is no JSON'});
        return z.NEVER;
      }
    })
    .pipe(schema)
    .nullable();

/** Files from before there were digests have none; whether it is right is looked at by itself. */
const digest = z.instanceof(Buffer).nullable().optional();

/** A row of `steps` as a file from outside must have it. */
export const stepRow = z.object({
  id: field.number,
  active: z.union([z.literal(0), z.literal(1)]),
  parent_step_id: field.number.nullable(),
  commit_sha_before: field.sha.nullable(),
  commit_sha_after: field.sha.nullable(),
  agent_config_json: json(field.agentConfig),
  start_time: field.timestamp,
  end_time: field.timestamp.nullable(),
  duration_ms: z.number().min(0).nullable(),
  token_usage_json: json(field.tokenUsage),
  exit_code: z.int().nullable(),
  project_id: field.name,
  created_at: field.timestamp,
  uid: field.uid,
  repository: field.name.nullable(),
  branch: field.name.nullable(),
  status: field.status,
  pushed: field.pushed.nullable(),
  pin_ref: field.name.nullable(),
  run_json: json(field.runInfo),
  changes_json: json(field.changes),
  notes_json: json(field.notes),
  // Files of version 2 and before do not have these.
  limits_json: json(field.limits).optional(),
  check_json: json(field.check).optional(),
  missing_parent_uid: field.uid.nullable(),
  claimed_at: field.timestamp.nullable(),
  digest,
});

/** A row of `rollbacks`. */
export const rollbackRow = z.object({
  number: field.number,
  uid: field.uid,
  kind: field.rollbackKind,
  undoes: field.uid.nullable(),
  project_id: field.name,
  repository: field.name.nullable(),
  branch: field.name.nullable(),
  target_mode: field.targetMode.nullable(),
  target_step_uid: field.uid.nullable(),
  from_sha: field.sha.nullable(),
  to_sha: field.sha.nullable(),
  pin_ref: field.name.nullable(),
  actor: field.name.nullable(),
  reason: field.text.nullable(),
  run_json: json(field.runInfo),
  created_at: field.timestamp,
  claimed_at: field.timestamp.nullable(),
  digest,
});

export const rollbackStepRow = z.object({rollback: field.number, step_uid: field.uid});

export const claimRow = z.object({
  kind: z.enum(['step', 'rollback']),
  number: field.number,
  uid: field.uid,
  claimed_at: field.timestamp,
});
