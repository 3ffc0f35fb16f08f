import type {Timestamp, Uid} from '../domain/identity.ts';
import {parseJson} from '../domain/json.ts';
import {Reading, toStored, WRONG} from '../domain/kinds.ts';
import {sortStepUids} from '../domain/merge.ts';
import type {RollbackFilter} from '../domain/ports/ledger.ts';
import {boundRollback, type UnreadRecord, unreadRow} from '../domain/records.ts';
import {ROLLBACK_FIELD_LIST, type Rollback, type RollbackDraft, rollbackDraft} from '../domain/rollback.ts';
import {nextNumber, ROLLBACK_NUMBERS} from './claims.ts';
import type {Database} from './database.ts';
import {DIGEST_OF_ROLLBACK, digestRows, ROLLBACK_RECORD_COLUMNS} from './row-digest.ts';
import {unreadable} from './sqlite-errors.ts';

export interface RollbackRow {
  readonly number: number;
  readonly undone_by: string | null;
  readonly is_proposed: number;
  readonly step_uids: string | null;
  /** 1 if the digest matches. */
  readonly intact: number;
  readonly [column: string]: unknown;
}

/** A proposal takes effect once an `applied` records it. */
const hasHappened = (
  it: string,
) => `(${it}.kind NOT IN ('revert', 'undo') OR ${it}.to_sha IS NOT NULL OR ${it}.branch IS NULL
  OR EXISTS (SELECT 1 FROM rollbacks a WHERE a.undoes = ${it}.uid AND a.kind = 'applied'))`;

const SELECT_ROLLBACKS = `SELECT r.number, ${ROLLBACK_RECORD_COLUMNS.map((column) => `r.${column}`).join(', ')},
  (SELECT u.uid FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo' AND ${hasHappened('u')}
    ORDER BY u.created_at, u.uid LIMIT 1) AS undone_by,
  NOT ${hasHappened('r')} AS is_proposed,
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM rollback_steps WHERE rollback = r.number) AS step_uids,
  r.digest IS ${DIGEST_OF_ROLLBACK} AS intact FROM rollbacks r`;

/** No rollback or revert in force covers the step `s`. */
const IS_UNCOVERED = `NOT EXISTS (SELECT 1 FROM rollback_steps c JOIN rollbacks r ON r.number = c.rollback
  WHERE c.step_uid = s.uid AND r.kind IN ('rollback', 'revert') AND ${hasHappened('r')}
    AND NOT EXISTS (SELECT 1 FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo' AND ${hasHappened('u')}))`;

/** A step is active if nothing covers it and it is no replay. */
const IS_ACTIVE = `(s.replays IS NULL AND ${IS_UNCOVERED})`;

export function addRollback(db: Database, draft: RollbackDraft, now: Timestamp): Rollback {
  const existing = findRollback(db, draft.uid);
  if (existing !== undefined) return existing;
  insertRollback(db, draft, nextNumber(db, ROLLBACK_NUMBERS), now);
  projectActive(db, stepsTouchedBy(db, [draft]));
  const added = findRollback(db, draft.uid);
  if (added === undefined) throw new Error(`Rollback ${draft.uid} is not there right after it was written.`);
  return added;
}

/** Inserts a rollback whose number is settled. */
export function insertRollback(db: Database, draft: RollbackDraft, number: number, claimedAt: Timestamp): void {
  const sorted = sortStepUids(draft);
  db.run(
    `INSERT INTO rollbacks (number, claimed_at, ${ROLLBACK_RECORD_COLUMNS.join(', ')})
     VALUES (@number, nullif(@claimed_at, @created_at), ${ROLLBACK_RECORD_COLUMNS.map((column) => `@${column}`).join(', ')})`,
    {...draftToColumns(sorted), number, claimed_at: claimedAt},
  );
  const cover = 'INSERT INTO rollback_steps (rollback, step_uid) SELECT ?, value FROM json_each(?)';
  db.run(cover, number, JSON.stringify(sorted.stepUids));
  db.run(digestRows('rollbacks', 'WHERE number = ?'), number);
}

/** Deletes a rollback, so that it can be inserted again, and returns when its number was claimed. */
export function removeRollback(db: Database, uid: Uid): Timestamp {
  const sql = 'DELETE FROM rollbacks WHERE uid = ? RETURNING coalesce(claimed_at, created_at)';
  const claimedAt = db.value<Timestamp>(sql, uid);
  if (claimedAt === undefined) throw new Error(`There is no rollback ${uid} to take out.`);
  return claimedAt;
}

/** The steps whose `active` depends on these rollbacks: those they cover, and those of the rollbacks they undo. */
export function stepsTouchedBy(db: Database, drafts: readonly RollbackDraft[]): readonly Uid[] {
  const undone = 'SELECT step_uid FROM rollback_steps JOIN rollbacks ON number = rollback WHERE uid = ?';
  return drafts.flatMap(({stepUids, undoes}) => [
    ...stepUids,
    ...(undoes === null ? [] : db.values<Uid>(undone, undoes)),
  ]);
}

/** Sets `active` of these steps from the rollbacks. */
export function projectActive(db: Database, uids: readonly Uid[]): void {
  if (uids.length === 0) return;
  db.run(
    `UPDATE steps AS s SET active = ${IS_ACTIVE}
     WHERE s.uid IN (SELECT value FROM json_each(?)) AND s.active <> ${IS_ACTIVE}`,
    JSON.stringify(uids),
  );
}

/** Counts the steps whose `active` contradicts the rollbacks, in a file with or without replays. */
export function countWrongActive(db: Database, hasReplays: boolean): number {
  const isActive = hasReplays ? IS_ACTIVE : IS_UNCOVERED;
  return db.value<number>(`SELECT count(*) FROM steps s WHERE s.active <> ${isActive}`) ?? 0;
}

type NumberedRollback = Rollback & {readonly number: number};

export function findRollback(db: Database, uid: Uid): NumberedRollback | undefined {
  const row = findRollbackRow(db, uid);
  return row && (rowToRollback(row) ?? unreadable(`rollback R${row.number}`));
}

/** Finds the row of a rollback, damaged or not. */
export function findRollbackRow(db: Database, uid: Uid): RollbackRow | undefined {
  return db.get<RollbackRow>(`${SELECT_ROLLBACKS} WHERE r.uid = ?`, uid);
}

/** Finds the number of a rollback whose digest does not match; undefined if it matches or the rollback is missing. */
export function findDamaged(db: Database, uid: Uid): number | undefined {
  return db.value<number>(`SELECT number FROM rollbacks r WHERE uid = ? AND digest IS NOT ${DIGEST_OF_ROLLBACK}`, uid);
}

/** Reads all rows of rollbacks, damaged ones included. */
export function iterateRollbacks(db: Database): Iterable<RollbackRow> {
  return db.iterate<RollbackRow>(SELECT_ROLLBACKS);
}

/** Lists rollbacks, newest first, without unreadable ones: `verify` names them. */
export function listRollbacks(
  db: Database,
  filter: RollbackFilter,
  leaveOut: (record: UnreadRecord) => void = () => {},
): readonly Rollback[] {
  const conditions = [
    filter.branch !== undefined && 'r.branch = @branch',
    filter.repository !== undefined && 'r.repository IS @repository',
  ].filter((condition) => condition !== false);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const sql = `${SELECT_ROLLBACKS} ${where} ORDER BY r.number DESC LIMIT @limit`;
  return db
    .all<RollbackRow>(sql, {...filter, limit: filter.limit ?? -1})
    .flatMap((row) => rowToRollback(row) ?? leaveOut(unreadRow('rollback', `R${row.number}`, row)) ?? []);
}

/** Converts a rollback to columns of `rollbacks`. Values that are too long are cut. */
function draftToColumns(draft: RollbackDraft): Readonly<Record<string, unknown>> {
  const {target, ...fields} = boundRollback(draft);
  const values: Readonly<Record<string, unknown>> = fields;
  const columns = ROLLBACK_FIELD_LIST.flatMap(({key, kind, columns: [column]}) =>
    column === undefined ? [] : [[column, isDocument(column) ? toStored(kind, values[key]) : values[key]]],
  );
  return {
    ...Object.fromEntries(columns),
    target_mode: target?.mode ?? null,
    target_step_uid: target?.stepUid ?? null,
  };
}

function isDocument(column: string): boolean {
  return column.endsWith('_json');
}

/** Undefined if the digest does not match or the row is no rollback. */
function rowToRollback(row: RollbackRow): NumberedRollback | undefined {
  const draft = row.intact === 1 ? readDraft(row, new Reading(false)) : undefined;
  return draft && {...draft, number: row.number, undoneBy: row.undone_by, isProposed: row.is_proposed === 1};
}

/** Converts a row to a record; undefined if it is invalid. `reading` sets the strictness and notes the reason. */
export function readDraft(row: Readonly<Record<string, unknown>>, reading: Reading): RollbackDraft | undefined {
  const {target_mode: mode, target_step_uid: stepUid, step_uids: stepUids} = row;
  const fields = ROLLBACK_FIELD_LIST.map(({key, columns: [column = '']}) => {
    const value = row[column];
    return [key, isDocument(column) && typeof value === 'string' ? (parseJson(value) ?? value) : value] as const;
  });
  const found = rollbackDraft.read(
    {
      ...Object.fromEntries(fields),
      target: mode === null && stepUid === null ? null : {mode, stepUid},
      stepUids: typeof stepUids === 'string' ? stepUids.split(' ') : [],
    },
    reading,
  );
  return found === WRONG ? undefined : found;
}
