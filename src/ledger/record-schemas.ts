import {z} from 'zod';
import {StoreError} from '../domain/errors.ts';
import {isSha, isUid} from '../domain/identity.ts';
import type {LedgerRecords} from '../domain/records.ts';
import type {RollbackDraft} from '../domain/rollback.ts';
import {HIGHEST_NUMBER} from './claims.ts';

/*
 * What records from outside must look like: from a downloaded file, a fragment, a commit message. Loading zod takes as
 * long as Node itself does to start, so this module is imported where such records are read and nowhere else.
 */

const MAX_NAME = 4_096;
const MAX_TEXT = 1_000_000;
const MAX_ITEMS = 10_000;
const MAX_STEPS = 1_000_000;

const TIMESTAMP = /^\d{4}-(?:0\d|1[0-2])-[0-3]\d[T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

export const uid = z.string().refine(isUid, 'is no UUIDv7');
export const sha = z.string().refine(isSha, 'is no full commit SHA');
export const timestamp = z.string().regex(TIMESTAMP, 'is no UTC time with milliseconds');
export const number = z.int().min(1).max(HIGHEST_NUMBER);
export const name = z.string().max(MAX_NAME);
export const text = z.string().max(MAX_TEXT);
export const status = z.string().regex(/^[a-z][a-z_]{0,39}$/, 'is no status');
export const pushed = z.enum(['pushed', 'unchanged', 'pinned', 'bundled', 'none']);
export const notes = z.array(text).max(MAX_ITEMS);
export const rollbackKind = z.enum(['rollback', 'undo']);
export const targetMode = z.enum(['to', 'before']);

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null);
const figure = optional(z.number().min(0));

/** Not as a record of zod's, which leaves out a key named `__proto__`. */
const metadata = z.custom<Readonly<Record<string, unknown>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((key) => key.length <= MAX_NAME),
  'is no object with names of a few words',
);

export const agentConfig = z.object({
  name: optional(text),
  command: optional(text),
  model: optional(text),
  max_tokens: optional(z.number()),
  temperature: optional(z.number()),
  system_prompt: optional(text),
  tools: z.array(text).max(MAX_ITEMS).default([]),
  metadata: metadata.default({}),
});

export const tokenUsage = z.object({
  prompt_tokens: figure,
  completion_tokens: figure,
  total_tokens: figure,
  cost: figure,
  input_tokens: figure,
  cache_read_tokens: figure,
  cache_write_tokens: figure,
  output_tokens: figure,
  reasoning_tokens: figure,
  turns: figure,
  models: z.array(text).max(MAX_ITEMS).default([]),
  session_id: optional(text),
  source: optional(text),
  state: z.enum(['measured', 'partial', 'unknown']),
  reason: text.nullable().optional(),
  disagreement: text.nullable().optional(),
  cost_estimated: z.boolean().optional(),
  price_list: text.nullable().optional(),
  agents: z.array(text).max(MAX_ITEMS).optional(),
  by_model: z
    .array(
      z.object({
        model: text,
        input_tokens: figure,
        cache_read_tokens: figure,
        cache_write_tokens: figure,
        output_tokens: figure,
        reasoning_tokens: figure,
        cost: figure,
      }),
    )
    .max(MAX_ITEMS)
    .optional(),
  verdict: z
    .object({kind: z.enum(['completed', 'failed', 'turn_limit', 'budget', 'aborted']), text: optional(text)})
    .nullable()
    .optional(),
});

export const runInfo = z.object({
  ci: name,
  workflow: optional(text),
  run_id: optional(name),
  attempt: optional(z.int()),
  job: optional(text),
  job_backend_id: optional(name),
  actor: optional(name),
  event: optional(name),
  url: optional(name),
  pull_request: optional(
    z.object({
      number,
      head_ref: optional(name),
      head_sha: optional(sha),
      head_repository: optional(name),
      base_ref: optional(name),
      merge_sha: optional(sha),
    }),
  ),
  runner: name.nullable().optional(),
  process: z
    .object({
      pid: z.int().min(1),
      started: z.int().min(1),
      namespaces: name,
      boot: name,
      machine: optional(name),
    })
    .nullable()
    .optional(),
});

export const changes = z.object({
  own_commits: z.array(z.object({sha, subject: text})).max(MAX_ITEMS),
  own_commit_count: z.int().min(0),
  files_changed: z.int().min(0),
  insertions: z.int().min(0),
  deletions: z.int().min(0),
});

export const check = z.object({
  command: text,
  exit_code: z.int(),
  duration_ms: z.number().min(0),
  last_lines: notes,
});

export const limits = z.object({
  max_cost_usd: figure,
  max_tokens: figure,
  budgets: z
    .array(
      z.object({
        amount: z.number().min(0),
        unit: z.enum(['usd', 'tokens']),
        per: z.enum(['day', 'pull_request', 'branch', 'project']),
      }),
    )
    .max(MAX_ITEMS)
    .default([]),
  budget_unknown: z.enum(['warn', 'stop']).default('warn'),
});

const stepRecord = z.object({
  draft: z.object({
    uid,
    projectId: name,
    repository: name.nullable(),
    branch: name.nullable(),
    commitShaBefore: sha.nullable(),
    agentConfig: agentConfig.nullable(),
    run: runInfo.nullable(),
    startTime: timestamp,
    // Records from before there were limits do not have the key.
    limits: optional(limits),
  }),
  parentUid: uid.nullable(),
  createdAt: timestamp,
  outcome: z
    .object({
      status: status.refine((value) => value !== 'running', 'is no way to end'),
      branch: name.nullable(),
      commitShaAfter: sha.nullable(),
      agentConfig: agentConfig.nullable(),
      endTime: timestamp.nullable(),
      durationMs: z.number().min(0).nullable(),
      tokenUsage: tokenUsage.nullable(),
      exitCode: z.int().nullable(),
      pushed: pushed.nullable(),
      pinRef: name.nullable(),
      changes: changes.nullable(),
      // Records from before there were checks do not have the key.
      check: optional(check),
      notes,
    })
    .nullable(),
});

const rollbackDraft = z.object({
  uid,
  kind: rollbackKind,
  projectId: name,
  undoes: uid.nullable(),
  repository: name.nullable(),
  branch: name.nullable(),
  target: z.object({mode: targetMode, stepUid: uid}).nullable(),
  fromSha: sha.nullable(),
  toSha: sha.nullable(),
  pinRef: name.nullable(),
  stepUids: z.array(uid).max(MAX_STEPS),
  actor: name.nullable(),
  reason: text.nullable(),
  run: runInfo.nullable(),
  createdAt: timestamp,
});

const claims = z.array(z.object({uid, number, claimedAt: timestamp})).max(4 * MAX_STEPS);

const ledgerRecords = z.object({
  steps: z.array(stepRecord).max(MAX_STEPS),
  stepClaims: claims,
  rollbacks: z.array(rollbackDraft).max(MAX_STEPS),
  rollbackClaims: claims,
});

/** Records that came as JSON, every field checked. Throws StoreError naming `source` and the field. */
export function parseLedgerRecords(value: unknown, source: string): LedgerRecords {
  return parse(ledgerRecords, value, source);
}

/** A rollback's record that came as JSON, every field checked. Throws StoreError naming `source` and the field. */
export function parseRollbackDraft(value: unknown, source: string): RollbackDraft {
  return parse(rollbackDraft, value, source);
}

/** The first thing that is wrong, as `field: reason`. */
export function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? 'unreadable' : `${issue.path.join('.') || 'the value'}: ${issue.message}`;
}

function parse<Output>(schema: z.ZodType<Output>, value: unknown, source: string): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new StoreError(
    'damaged',
    `${source} holds a record that cannot be right (${describeIssue(result.error)}). It was left out.`,
    {cause: result.error},
  );
}
