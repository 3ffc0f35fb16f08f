import {hash} from 'node:crypto';
import {ROLLBACK_FIELD_LIST} from '../domain/rollback.ts';
import {STEP_FIELD_LIST} from '../domain/step.ts';

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

/** The columns of a step's record. Each has a parent, by its uid, beside them. */
export const STEP_RECORD_COLUMNS = stepColumnsOf(Number.POSITIVE_INFINITY);

/** The columns of a rollback's record. Its steps stand beside them. */
export const ROLLBACK_RECORD_COLUMNS = rollbackColumns(0, Number.POSITIVE_INFINITY);

/** The digest of a step whose fields, number, claim and parent these expressions are. */
export function stepDigest(
  field: (column: string) => string,
  id: string,
  claimedAt: string,
  parentUid: string,
  fields = STEP_RECORD_COLUMNS,
): string {
  return `${STEP_FUNCTION}(${[id, claimedAt, parentUid, ...fields.map(field)].join(', ')})`;
}

/** The digest that the step `s` with the parent `p` should have, in a file of this version. */
export function digestOfStep(version: number): string {
  const parentUid = 'coalesce(p.uid, s.missing_parent_uid)';
  return stepDigest((column) => `s.${column}`, 's.id', 's.claimed_at', parentUid, stepColumnsOf(version));
}

/** The digest that the rollback `r` of a database should have, in a file of this version. */
export function digestOfRollback(schema = 'main', version = Number.POSITIVE_INFINITY): string {
  const ofRow = (from: number, to: number) => rollbackColumns(from, to).map((column) => `r.${column}`);
  const [first, later] = [ofRow(0, 0), ofRow(1, version)];
  const steps = `(SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM ${schema}.rollback_steps WHERE rollback = r.number)`;
  const values = ['r.number', 'r.claimed_at', ...first, steps].join(', ');
  if (later.length === 0) return `${FUNCTION}(${values})`;
  // A row from before a field was added keeps its digest.
  return `CASE WHEN coalesce(${later.join(', ')}, NULL) IS NULL THEN ${FUNCTION}(${values})
    ELSE ${FUNCTION}(${values}, ${later.join(', ')}) END`;
}

/** The columns that these versions of the schema brought, both of them included. */
function rollbackColumns(from: number, to: number): readonly string[] {
  return ROLLBACK_FIELD_LIST.filter(({since = 0}) => since >= from && since <= to).flatMap(({columns}) => columns);
}

export const DIGEST_OF_ROLLBACK = digestOfRollback();

/** Gives rows the digests they should have: of these uids, or all. The version is that of the file. */
export function digestRows(
  table: 'steps' | 'rollbacks',
  where = '',
  version: number = Number.POSITIVE_INFINITY,
): string {
  return table === 'steps'
    ? `UPDATE steps AS t SET digest = (SELECT ${digestOfStep(version)} FROM steps s LEFT JOIN steps p ON p.id = s.parent_step_id WHERE s.id = t.id) ${where}`
    : `UPDATE rollbacks AS t SET digest = (SELECT ${digestOfRollback('main', version)} FROM rollbacks r WHERE r.number = t.number) ${where}`;
}

/** The functions of ours that SQL knows, by their names. */
export const SQL_FUNCTIONS: Readonly<Record<string, (values: readonly unknown[]) => Uint8Array>> = {
  [FUNCTION]: digestOf,
  [STEP_FUNCTION]: digestOfValues,
};

function stepColumnsOf(version: number): readonly string[] {
  return STEP_FIELD_LIST.filter(({since = 0}) => since <= version).map(({column}) => column);
}

/** The digest of a step's values in the order of `stepDigest`. */
export function digestOfValues(values: readonly unknown[]): Buffer {
  return digestOf(withoutNullsAtEnd(values));
}

function withoutNullsAtEnd(values: readonly unknown[]): readonly unknown[] {
  return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
}

function digestOf(values: readonly unknown[]): Buffer {
  // Asked first: a history of a million rows would feel what the other way takes.
  return digestOfText(values.some(isBlob) ? toText(values) : JSON.stringify(values));
}

function digestOfText(json: string): Buffer {
  // As text, which Node hands over in half the time.
  return Buffer.from(hash('sha256', json, 'hex').slice(0, 2 * DIGEST_BYTES), 'hex');
}

function isBlob(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

/**
 * Values of SQLite as JSON. No field of ours is a blob: of one that somebody put there the size and the hash are told,
 * since its bytes would be a text ten times as long, which for some is more than a text can be.
 */
export function toText(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    isBlob(one) ? {blob_bytes: one.length, sha256: hash('sha256', one)} : one,
  );
}
