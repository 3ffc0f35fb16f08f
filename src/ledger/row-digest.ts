import {hash} from 'node:crypto';
import type BetterSqlite3 from 'better-sqlite3';
import {StoreError} from '../domain/errors.ts';

/*
 * Every row that is a record carries a digest of all its fields, its number and when that was claimed among them, so
 * that a bit that flips in a value is noticed as surely as one in a page's structure. Left out is what follows from
 * other rows: `active`, and the parent's number in place of its uid. Claims and the steps of a rollback need none: all
 * of their columns stand in an index as well, and SQLite's own check compares the two.
 */

/** The SQL function that digests values: 16 bytes, which find what chance does. Nothing stops who forges a file. */
const FUNCTION = 'row_digest';
/** The same, without the NULLs at the end: a row from before a field was added keeps its digest. */
const STEP_FUNCTION = 'step_digest';
const DIGEST_BYTES = 16;

/** The fields of a step's record, by their columns, in version 2. Each has a parent, by its uid, beside them. */
const FIRST_STEP_FIELDS = [
  'uid',
  'project_id',
  'repository',
  'branch',
  'status',
  'commit_sha_before',
  'commit_sha_after',
  'agent_config_json',
  'run_json',
  'start_time',
  'end_time',
  'duration_ms',
  'token_usage_json',
  'exit_code',
  'pushed',
  'pin_ref',
  'changes_json',
  'notes_json',
  'created_at',
];

/** Fields that a later version of the schema added, in the order they go into a digest, after one that is never NULL. */
const LATER_STEP_FIELDS: readonly {readonly since: number; readonly column: string}[] = [
  {since: 3, column: 'limits_json'},
  {since: 3, column: 'check_json'},
];

export const STEP_FIELDS = stepFieldsOf(Number.POSITIVE_INFINITY);

export const ROLLBACK_FIELDS = [
  'uid',
  'kind',
  'undoes',
  'project_id',
  'repository',
  'branch',
  'target_mode',
  'target_step_uid',
  'from_sha',
  'to_sha',
  'pin_ref',
  'actor',
  'reason',
  'run_json',
  'created_at',
];

/** The digest of a step whose fields, number, claim and parent these expressions are. */
export function stepDigest(
  field: (column: string) => string,
  id: string,
  claimedAt: string,
  parentUid: string,
  fields = STEP_FIELDS,
): string {
  return `${STEP_FUNCTION}(${[id, claimedAt, parentUid, ...fields.map(field)].join(', ')})`;
}

/** The digest that the step `s` with the parent `p` should have, in a file of this version. */
export function digestOfStep(version: number): string {
  const parentUid = 'coalesce(p.uid, s.missing_parent_uid)';
  return stepDigest((column) => `s.${column}`, 's.id', 's.claimed_at', parentUid, stepFieldsOf(version));
}

export const DIGEST_OF_STEP = digestOfStep(Number.POSITIVE_INFINITY);

/** The digest that the rollback `r` should have. */
export const DIGEST_OF_ROLLBACK = `${FUNCTION}(r.number, r.claimed_at, ${ROLLBACK_FIELDS.map((column) => `r.${column}`).join(', ')},
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM rollback_steps WHERE rollback = r.number))`;

/** Gives rows the digests they should have: of these uids, or all. The version is that of the file. */
export function digestRows(
  table: 'steps' | 'rollbacks',
  where = '',
  version: number = Number.POSITIVE_INFINITY,
): string {
  return table === 'steps'
    ? `UPDATE steps AS t SET digest = (SELECT ${digestOfStep(version)} FROM steps s LEFT JOIN steps p ON p.id = s.parent_step_id WHERE s.id = t.id) ${where}`
    : `UPDATE rollbacks AS t SET digest = (SELECT ${DIGEST_OF_ROLLBACK} FROM rollbacks r WHERE r.number = t.number) ${where}`;
}

/** Makes the digest known to a connection's SQL. */
export function defineRowDigest(db: BetterSqlite3.Database): void {
  db.function(FUNCTION, {varargs: true, deterministic: true}, (...values: unknown[]) => digestOf(values));
  db.function(STEP_FUNCTION, {varargs: true, deterministic: true}, (...values: unknown[]) => digestOfValues(values));
}

/** Throws StoreError, naming the row, when it is not as it was written. */
export function checkIntact(row: {readonly intact: number}, name: string): void {
  if (row.intact === 1) return;
  throw new StoreError(
    'damaged',
    `The record of ${name} is damaged: its fields do not match their digest. Merge an earlier copy of this steps.db into it with laforge merge, or put that in its place.`,
  );
}

function stepFieldsOf(version: number): readonly string[] {
  const later = LATER_STEP_FIELDS.filter(({since}) => since <= version);
  return [...FIRST_STEP_FIELDS, ...later.map(({column}) => column)];
}

/** The digest of a step's values in the order of `stepDigest`. */
export function digestOfValues(values: readonly unknown[]): Buffer {
  return digestOf(values.slice(0, values.findLastIndex((value) => value !== null) + 1));
}

function digestOf(values: readonly unknown[]): Buffer {
  return hash('sha256', JSON.stringify(values), 'buffer').subarray(0, DIGEST_BYTES);
}
