import type {Claim} from '../domain/claims.ts';
import type {Uid} from '../domain/identity.ts';
import type {LedgerRecords} from '../domain/records.ts';
import {type NumberSeries, prepareClaimReaders, ROLLBACK_NUMBERS, STEP_NUMBERS} from './claims.ts';
import type {Database} from './native-binding.ts';
import {listRollbacks, prepareFindRollback, rollbackToDraft} from './rollbacks.ts';
import {rowToRecord, STEP_COLUMNS, STEP_TABLES, type StepRow} from './step-rows.ts';
import {prepareFindRow} from './steps.ts';

/** Everything a ledger knows as records. */
export function readRecords(db: Database): LedgerRecords {
  const rows = db.prepare<[], StepRow>(`SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} ORDER BY s.uid`);
  return {
    steps: Array.from(rows.iterate(), rowToRecord),
    stepClaims: readClaims(db, STEP_NUMBERS),
    rollbacks: listRollbacks(db, {}).map(rollbackToDraft),
    rollbackClaims: readClaims(db, ROLLBACK_NUMBERS),
  };
}

/** The steps and rollbacks of these uids, and all claims these uids ever made. */
export function readRecordsOf(db: Database, uids: readonly Uid[]): LedgerRecords {
  const wanted = [...new Set(uids)];
  const claimsOf = (series: NumberSeries) => wanted.flatMap(prepareClaimReaders(db, series).ofUid);
  const findRow = prepareFindRow(db);
  const findRollback = prepareFindRollback(db);
  return {
    steps: wanted.flatMap((uid) => {
      const row = findRow(uid);
      return row === undefined ? [] : rowToRecord(row);
    }),
    stepClaims: claimsOf(STEP_NUMBERS),
    rollbacks: wanted.flatMap((uid) => {
      const rollback = findRollback(uid);
      return rollback === undefined ? [] : rollbackToDraft(rollback);
    }),
    rollbackClaims: claimsOf(ROLLBACK_NUMBERS),
  };
}

export function readClaims(db: Database, {table, number, kind}: NumberSeries): readonly Claim[] {
  return db
    .prepare<[string], Claim>(
      `SELECT uid, ${number} AS number, coalesce(claimed_at, created_at) AS claimedAt FROM ${table}
       UNION ALL SELECT uid, number, claimed_at FROM claims WHERE kind = ?`,
    )
    .all(kind);
}
