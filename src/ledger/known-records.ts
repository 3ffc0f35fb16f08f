import type {Claim} from '../domain/claims.ts';
import type {Uid} from '../domain/identity.ts';
import type {LedgerRecords, StepRecord} from '../domain/records.ts';
import {type NumberSeries, ROLLBACK_NUMBERS, STEP_NUMBERS} from './claims.ts';
import type {Database} from './database.ts';
import {digestOfValues, STEP_RECORD_COLUMNS} from './row-digest.ts';
import {recordToColumns, STEP_TABLES} from './step-rows.ts';

/**
 * The records without the steps and claims that a ledger has exactly so, undamaged, which a merge has nothing to do
 * with. Of two histories most is the same: telling that by comparing columns costs a tenth of merging it.
 */
export function withoutKnown(db: Database, records: LedgerRecords, present: ReadonlySet<Uid>): LedgerRecords {
  const isKnownStep = prepareStepTest(db);
  const isKnownStepClaim = prepareClaimTest(db, STEP_NUMBERS);
  const isKnownRollbackClaim = prepareClaimTest(db, ROLLBACK_NUMBERS);
  return {
    ...records,
    steps: records.steps.filter((record) => !present.has(record.draft.uid) || !isKnownStep(record)),
    stepClaims: records.stepClaims.filter((claim) => !isKnownStepClaim(claim)),
    rollbackClaims: records.rollbackClaims.filter((claim) => !isKnownRollbackClaim(claim)),
  };
}

/** Those of the records' steps that a ledger has, in whatever state: one question for all. */
export function findPresent(db: Database, records: LedgerRecords): ReadonlySet<Uid> {
  const uids = JSON.stringify(records.steps.map(({draft}) => draft.uid));
  const find = db.prepare<[string], Uid>('SELECT uid FROM steps WHERE uid IN (SELECT value FROM json_each(?))').pluck();
  return new Set(find.all(uids));
}

function prepareStepTest(db: Database): (record: StepRecord) => boolean {
  const fields = STEP_RECORD_COLUMNS.map((name) => `s.${name}`).join(', ');
  const select = db
    .prepare<[string], readonly unknown[]>(
      `SELECT s.digest, s.id, s.claimed_at, coalesce(p.uid, s.missing_parent_uid), ${fields} FROM ${STEP_TABLES} WHERE s.uid = ?`,
    )
    .raw();
  return (record) => {
    const [digest, ...row] = select.get(record.draft.uid) ?? [];
    if (row.length === 0) return false;
    const [parentUid, ...values] = row.slice(2);
    const columns: Readonly<Record<string, unknown>> = recordToColumns(record);
    const isSame =
      parentUid === record.parentUid && STEP_RECORD_COLUMNS.every((name, at) => columns[name] === values[at]);
    // Digested here and not by SQL, which would hand all values over once more.
    return isSame && digest instanceof Uint8Array && digestOfValues(row).equals(digest);
  };
}

function prepareClaimTest(db: Database, {table, number, kind}: NumberSeries): (claim: Claim) => boolean {
  const held = db
    .prepare<[string, number, string], number>(
      `SELECT 1 FROM ${table} WHERE uid = ? AND ${number} = ? AND coalesce(claimed_at, created_at) = ?`,
    )
    .pluck();
  const other = db
    .prepare<[string, number, string], number>(
      `SELECT 1 FROM claims WHERE kind = '${kind}' AND uid = ? AND number = ? AND claimed_at = ?`,
    )
    .pluck();
  return ({uid, number: claimed, claimedAt}) =>
    held.get(uid, claimed, claimedAt) !== undefined || other.get(uid, claimed, claimedAt) !== undefined;
}
