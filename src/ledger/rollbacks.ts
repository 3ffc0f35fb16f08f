import type {Timestamp, Uid} from '../domain/identity.ts';
import {sortStepUids} from '../domain/merge.ts';
import type {RollbackFilter} from '../domain/ports/ledger.ts';
import type {Rollback, RollbackDraft} from '../domain/rollback.ts';
import {nextNumber, ROLLBACK_NUMBERS} from './claims.ts';
import {readRunInfo, writeRunInfo} from './documents.ts';
import type {Database} from './native-binding.ts';
import {checkIntact, DIGEST_OF_ROLLBACK, digestRows} from './row-digest.ts';

interface RollbackRow {
  readonly number: number;
  readonly uid: string;
  readonly kind: string;
  readonly undoes: string | null;
  readonly project_id: string;
  readonly repository: string | null;
  readonly branch: string | null;
  readonly target_mode: string | null;
  readonly target_step_uid: string | null;
  readonly from_sha: string | null;
  readonly to_sha: string | null;
  readonly pin_ref: string | null;
  readonly actor: string | null;
  readonly reason: string | null;
  readonly run_json: string | null;
  readonly created_at: string;
  readonly undone_by: string | null;
  readonly step_uids: string | null;
  /** 1 when the row is as it was written. */
  readonly intact: number;
}

const ROLLBACK_COLUMNS = `r.number, r.uid, r.kind, r.undoes, r.project_id, r.repository, r.branch, r.target_mode,
  r.target_step_uid, r.from_sha, r.to_sha, r.pin_ref, r.actor, r.reason, r.run_json, r.created_at,
  (SELECT u.uid FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo' ORDER BY u.created_at, u.uid LIMIT 1) AS undone_by,
  (SELECT group_concat(step_uid, ' ' ORDER BY step_uid) FROM rollback_steps WHERE rollback = r.number) AS step_uids,
  r.digest IS ${DIGEST_OF_ROLLBACK} AS intact`;

/** A step is active while no rollback that is not undone covers it. `s` is the step. */
const IS_ACTIVE = `NOT EXISTS (SELECT 1 FROM rollback_steps c JOIN rollbacks r ON r.number = c.rollback
  WHERE c.step_uid = s.uid AND r.kind = 'rollback'
    AND NOT EXISTS (SELECT 1 FROM rollbacks u WHERE u.undoes = r.uid AND u.kind = 'undo'))`;

export function addRollback(db: Database, draft: RollbackDraft, now: Timestamp): Rollback {
  const existing = findRollback(db, draft.uid);
  if (existing !== undefined) return existing;
  prepareRollbackInsert(db)(draft, nextNumber(db, ROLLBACK_NUMBERS), now);
  projectActive(db, stepsTouchedBy(db, [draft]));
  const added = findRollback(db, draft.uid);
  if (added === undefined) throw new Error(`Rollback ${draft.uid} is not there right after it was written.`);
  return added;
}

/** Inserts rollbacks with numbers already settled. */
export function prepareRollbackInsert(db: Database) {
  const insert = db.prepare<[object]>(
    `INSERT INTO rollbacks (number, uid, kind, undoes, project_id, repository, branch, target_mode, target_step_uid,
       from_sha, to_sha, pin_ref, actor, reason, run_json, created_at, claimed_at)
     VALUES (@number, @uid, @kind, @undoes, @projectId, @repository, @branch, @targetMode, @targetStepUid,
       @fromSha, @toSha, @pinRef, @actor, @reason, @runJson, @createdAt, nullif(@claimedAt, @createdAt))`,
  );
  const cover = db.prepare<[number, string]>(
    'INSERT INTO rollback_steps (rollback, step_uid) SELECT ?, value FROM json_each(?)',
  );
  const digest = db.prepare<[number]>(digestRows('rollbacks', 'WHERE number = ?'));
  return (draft: RollbackDraft, number: number, claimedAt: Timestamp): void => {
    const {target, run, stepUids, ...columns} = sortStepUids(draft);
    insert.run({
      ...columns,
      number,
      claimedAt,
      targetMode: target?.mode ?? null,
      targetStepUid: target?.stepUid ?? null,
      runJson: writeRunInfo(run),
    });
    cover.run(number, JSON.stringify(stepUids));
    digest.run(number);
  };
}

/** Takes a rollback out, so that it can be inserted anew, and hands back when its number was claimed. */
export function removeRollback(db: Database, uid: Uid): Timestamp {
  const claimedAt = db
    .prepare<[string], Timestamp>('DELETE FROM rollbacks WHERE uid = ? RETURNING coalesce(claimed_at, created_at)')
    .pluck()
    .get(uid);
  if (claimedAt === undefined) throw new Error(`There is no rollback ${uid} to take out.`);
  return claimedAt;
}

/** The steps whose `active` these rollbacks decide: those they cover, and those that a rollback they undo covers. */
export function stepsTouchedBy(db: Database, drafts: readonly RollbackDraft[]): readonly Uid[] {
  const undone = db
    .prepare<[string], string>(`SELECT step_uid FROM rollback_steps JOIN rollbacks ON number = rollback WHERE uid = ?`)
    .pluck();
  return drafts.flatMap((draft) => [...draft.stepUids, ...(draft.undoes === null ? [] : undone.all(draft.undoes))]);
}

/** Sets `active` of these steps to what the rollbacks say. */
export function projectActive(db: Database, uids: readonly Uid[]): void {
  if (uids.length === 0) return;
  db.prepare<[string]>(
    `UPDATE steps AS s SET active = ${IS_ACTIVE}
     WHERE s.uid IN (SELECT value FROM json_each(?)) AND s.active <> ${IS_ACTIVE}`,
  ).run(JSON.stringify(uids));
}

/** How many steps have another `active` than the rollbacks say. */
export function countWrongActive(db: Database): number {
  return db.prepare<[], number>(`SELECT count(*) FROM steps s WHERE s.active <> ${IS_ACTIVE}`).pluck().get() ?? 0;
}

export function findRollback(db: Database, uid: Uid): NumberedRollback | undefined {
  return prepareFindRollback(db)(uid);
}

type NumberedRollback = Rollback & {readonly number: number};

export function prepareFindRollback(db: Database): (uid: Uid) => NumberedRollback | undefined {
  const find = db.prepare<[string], RollbackRow>(`SELECT ${ROLLBACK_COLUMNS} FROM rollbacks r WHERE r.uid = ?`);
  return (uid) => {
    const row = find.get(uid);
    return row && rowToRollback(row);
  };
}

/** Finds the number of a rollback that is not as it was written; undefined where it is, or is not here. */
export function prepareFindDamaged(db: Database): (uid: Uid) => number | undefined {
  const find = db
    .prepare<[string], number>(`SELECT number FROM rollbacks r WHERE uid = ? AND digest IS NOT ${DIGEST_OF_ROLLBACK}`)
    .pluck();
  return (uid) => find.get(uid);
}

export function listRollbacks(db: Database, filter: RollbackFilter): readonly Rollback[] {
  const conditions = [
    filter.branch !== undefined && 'r.branch = @branch',
    filter.repository !== undefined && 'r.repository IS @repository',
  ].filter((condition) => condition !== false);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  return db
    .prepare<[object], RollbackRow>(
      `SELECT ${ROLLBACK_COLUMNS} FROM rollbacks r ${where} ORDER BY r.number DESC LIMIT @limit`,
    )
    .all({...filter, limit: filter.limit ?? -1})
    .map(rowToRollback);
}

/** What a rollback's record is made of, without what a ledger tells about it. */
export function rollbackToDraft({number: _number, undoneBy: _undoneBy, ...draft}: Rollback): RollbackDraft {
  return draft;
}

/** Throws StoreError when the row is not as it was written. */
function rowToRollback(row: RollbackRow): NumberedRollback {
  checkIntact(row, `rollback R${row.number}`);
  return {
    number: row.number,
    uid: row.uid,
    kind: row.kind === 'undo' ? 'undo' : 'rollback',
    undoes: row.undoes,
    undoneBy: row.undone_by,
    projectId: row.project_id,
    repository: row.repository,
    branch: row.branch,
    target:
      row.target_step_uid === null
        ? null
        : {mode: row.target_mode === 'before' ? 'before' : 'to', stepUid: row.target_step_uid},
    fromSha: row.from_sha,
    toSha: row.to_sha,
    pinRef: row.pin_ref,
    stepUids: row.step_uids?.split(' ') ?? [],
    actor: row.actor,
    reason: row.reason,
    run: readRunInfo(row.run_json),
    createdAt: row.created_at,
  };
}
