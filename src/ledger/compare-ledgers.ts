import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Uid} from '../domain/identity.ts';
import {LEDGER_FILE} from '../domain/ports/ledger.ts';
import {HIGHEST_NUMBER} from '../domain/records.ts';
import {STEP_FIELD_LIST} from '../domain/step.ts';
import {withDatabase} from './database.ts';
import {readWhole} from './file-copy.ts';
import {digestOfRollback, ROLLBACK_RECORD_COLUMNS, STEP_RECORD_COLUMNS, stepDigest} from './row-digest.ts';

/** The changes in a ledger's records, compared with a kept copy. */
interface Growth {
  /** The number of records that are missing or changed. */
  readonly lost: number;
  /** The number of new rows that no run of ours would write. */
  readonly odd: number;
  /** New, intact records: steps and rollbacks, and the ends of steps that were running. */
  readonly added: readonly Uid[];
}

/** The columns of a step's start, which never change afterwards. */
const START = STEP_FIELD_LIST.filter(({said}) => said === 'start' || said === 'record').map(({column}) => column);

const parentOf = (step: string, schema: string) =>
  `coalesce((SELECT uid FROM ${schema}.steps WHERE id = ${step}.parent_step_id), ${step}.missing_parent_uid)`;
const areSame = (columns: readonly string[]) => columns.map((column) => `n.${column} IS b.${column}`).join(' AND ');
const isWhole = `n.digest IS ${stepDigest((column) => `n.${column}`, 'n.id', 'n.claimed_at', parentOf('n', 'now'))}`;
/** A step's end is recorded once, except that its own run overrides others. */
const wasOver = `b.status NOT IN ('running', 'interrupted')`;
const isSame = `CASE WHEN ${wasOver} THEN ${areSame(STEP_RECORD_COLUMNS)} AND ${parentOf('n', 'now')} IS ${parentOf('b', 'main')}
  ELSE ${areSame(START)} END`;
/** A number may change, and the digest with it. */
const hasDigest = `CASE WHEN ${wasOver} AND n.id = b.id AND n.claimed_at IS b.claimed_at
  THEN n.digest IS b.digest ELSE ${isWhole} END`;

const rollbacksOf = (schema: string) => `SELECT ${ROLLBACK_RECORD_COLUMNS.join(', ')},
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM ${schema}.rollback_steps s WHERE s.rollback = r.number)
  FROM ${schema}.rollbacks r`;
const claimsOf = (schema: string) => `SELECT kind, number, uid, claimed_at FROM ${schema}.claims
  UNION SELECT 'step', id, uid, coalesce(claimed_at, created_at) FROM ${schema}.steps
  UNION SELECT 'rollback', number, uid, coalesce(claimed_at, created_at) FROM ${schema}.rollbacks`;

const LOST = `SELECT
  (SELECT count(*) FROM main.steps b LEFT JOIN now.steps n ON n.uid = b.uid
     WHERE n.uid IS NULL OR NOT (${isSame}) OR NOT (${hasDigest}))
  + (SELECT count(*) FROM (${rollbacksOf('main')} EXCEPT ${rollbacksOf('now')}))
  + (SELECT count(*) FROM (SELECT * FROM (${claimsOf('main')}) EXCEPT SELECT * FROM (${claimsOf('now')})))`;
const isWholeRollback = `r.digest IS ${digestOfRollback('now')}`;
const ADDED = `SELECT n.uid FROM now.steps n LEFT JOIN main.steps b ON b.uid = n.uid
    WHERE (b.uid IS NULL OR (NOT ${wasOver} AND n.status <> b.status AND ${areSame(START)})) AND ${isWhole}
  UNION SELECT uid FROM now.rollbacks r WHERE uid NOT IN (SELECT uid FROM main.rollbacks) AND ${isWholeRollback}`;
const ODD = `SELECT
  (SELECT count(*) FROM now.steps n WHERE n.uid NOT IN (SELECT uid FROM main.steps) AND NOT (${isWhole}))
  + (SELECT count(*) FROM now.rollbacks r WHERE r.uid NOT IN (SELECT uid FROM main.rollbacks) AND NOT (${isWholeRollback}))
  + (SELECT count(*) FROM now.claims WHERE number NOT BETWEEN 1 AND ${HIGHEST_NUMBER} OR length(uid) <> 36)
  + (SELECT count(*) FROM (SELECT record FROM now.set_aside EXCEPT SELECT record FROM main.set_aside))`;

/**
 * Compares a ledger's bytes with the file at a path, which others may write. Throws an SQLite error if the file is no
 * longer a ledger or its pages are damaged.
 */
export function compareLedgers(before: Buffer, path: string): Growth {
  return withPrivateFile(before, (copy) =>
    withDatabase(copy, {readonly: true}, (db) => {
      db.attach(path, 'now');
      const finding = db.value<string>('PRAGMA now.integrity_check(1)');
      if (finding !== 'ok') throw new Error(finding);
      return {lost: db.value<number>(LOST) ?? 0, odd: db.value<number>(ODD) ?? 0, added: db.values<Uid>(ADDED)};
    }),
  );
}

/**
 * Writes the bytes to a temporary file, since SQLite reads only files. It must be unchanged at the end, and is removed
 * before its contents are trusted.
 */
function withPrivateFile<Result>(bytes: Buffer, run: (path: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'laforge-before-'));
  try {
    const path = join(folder, LEDGER_FILE);
    writeFileSync(path, bytes, {mode: 0o600});
    const result = run(path);
    if (!readWhole(path).equals(bytes)) throw new Error(`${path} was changed while it was read.`);
    return result;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
