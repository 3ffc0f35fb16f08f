import {hash} from 'node:crypto';
import {ROLLBACK_FIELD_LIST} from '../domain/rollback.ts';
import {STEP_FIELD_LIST} from '../domain/step.ts';

/*
 * Every row that is a record has a digest of all its fields, including its number and when that was claimed. So a
 * flipped bit in a value is noticed as surely as one in a page's structure. The digest leaves out what follows from
 * other rows, `active` and the parent's number; it has the parent's uid. Claims and the steps of a rollback need none:
 * an index holds all their columns too, and SQLite's integrity check compares the two.
 */

/**
 * The SQL function that digests values to 16 bytes. That detects accidents; nothing stops somebody who forges a file.
 */
const FUNCTION = 'row_digest';
/** The same without trailing NULLs, so that a row from before a field was added keeps its digest. */
const STEP_FUNCTION = 'step_digest';
const DIGEST_BYTES = 16;

/** The columns of a step's record, besides the parent's uid. */
export const STEP_RECORD_COLUMNS = stepColumnsOf(Number.POSITIVE_INFINITY);

/** The columns of a rollback's record, besides its steps. */
export const ROLLBACK_RECORD_COLUMNS = rollbackColumns(0, Number.POSITIVE_INFINITY);

/** An expression for a step's digest, from expressions for its fields, number, claim and parent. */
export function stepDigest(
  field: (column: string) => string,
  id: string,
  claimedAt: string,
  parentUid: string,
  fields = STEP_RECORD_COLUMNS,
): string {
  return `${STEP_FUNCTION}(${[id, claimedAt, parentUid, ...fields.map(field)].join(', ')})`;
}

/** The expected digest of the step `s` with the parent `p`, in a file of this version. */
export function digestOfStep(version: number): string {
  const parentUid = 'coalesce(p.uid, s.missing_parent_uid)';
  return stepDigest((column) => `s.${column}`, 's.id', 's.claimed_at', parentUid, stepColumnsOf(version));
}

/** The expected digest of the rollback `r` of a database, in a file of this version. */
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

/** The columns added by these versions of the schema, inclusive. */
function rollbackColumns(from: number, to: number): readonly string[] {
  return ROLLBACK_FIELD_LIST.filter(({since = 0}) => since >= from && since <= to).flatMap(({columns}) => columns);
}

export const DIGEST_OF_ROLLBACK = digestOfRollback();

/** A statement that updates the digests of rows to the expected ones, for a file of this version. */
export function digestRows(
  table: 'steps' | 'rollbacks',
  where = '',
  version: number = Number.POSITIVE_INFINITY,
): string {
  return table === 'steps'
    ? `UPDATE steps AS t SET digest = (SELECT ${digestOfStep(version)} FROM steps s LEFT JOIN steps p ON p.id = s.parent_step_id WHERE s.id = t.id) ${where}`
    : `UPDATE rollbacks AS t SET digest = (SELECT ${digestOfRollback('main', version)} FROM rollbacks r WHERE r.number = t.number) ${where}`;
}

export const SQL_FUNCTIONS: Readonly<Record<string, (values: readonly unknown[]) => Uint8Array>> = {
  [FUNCTION]: digestOf,
  [STEP_FUNCTION]: digestOfValues,
};

function stepColumnsOf(version: number): readonly string[] {
  return STEP_FIELD_LIST.filter(({since = 0}) => since <= version).map(({column}) => column);
}

/** The digest of a step's values, in the order of `stepDigest`. */
export function digestOfValues(values: readonly unknown[]): Buffer {
  return digestOf(withoutNullsAtEnd(values));
}

function withoutNullsAtEnd(values: readonly unknown[]): readonly unknown[] {
  return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
}

/** The same as text, which Node returns in half the time. */
export function hexDigestOfValues(values: readonly unknown[]): string {
  return hexDigestOf(withoutNullsAtEnd(values));
}

function digestOf(values: readonly unknown[]): Buffer {
  return Buffer.from(hexDigestOf(values), 'hex');
}

function hexDigestOf(values: readonly unknown[]): string {
  // Test for blobs first: the replacer would be noticeably slower for a million rows.
  const json = values.some(isBlob) ? toText(values) : JSON.stringify(values);
  return hash('sha256', json, 'hex').slice(0, 2 * DIGEST_BYTES);
}

function isBlob(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

/**
 * Serialises SQLite values as JSON. None of our fields is a blob. If somebody put one there, only its size and hash are
 * written: its bytes would become a text ten times as long, which can exceed the longest possible text.
 */
export function toText(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    isBlob(one) ? {blob_bytes: one.length, sha256: hash('sha256', one)} : one,
  );
}
