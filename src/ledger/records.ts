import {type Claim, claim} from '../domain/claims.ts';
import type {Uid} from '../domain/identity.ts';
import type {Json} from '../domain/json.ts';
import {nullable, Reading, uid, WRONG} from '../domain/kinds.ts';
import {fieldsToRecord, type LedgerRecords, type SetAside, type StepRecord} from '../domain/records.ts';
import {claimsBy, type NumberSeries, ROLLBACK_NUMBERS, STEP_NUMBERS, selectClaims} from './claims.ts';
import type {Database} from './database.ts';
import {findRollbackRow, iterateRollbacks, type RollbackRow, readDraft} from './rollbacks.ts';
import {toText} from './row-digest.ts';
import {isIntact, readFields, STEP_COLUMNS, STEP_TABLES, type StepRow} from './step-rows.ts';
import {findRow} from './steps.ts';

/** Reads everything in a ledger as records. Invalid rows are set aside. */
export function readRecords(db: Database): LedgerRecords {
  const rows = db.iterate<StepRow>(`SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} ORDER BY s.uid`);
  const kept = readSetAside(db);
  const claims = {stepClaims: readClaims(db, STEP_NUMBERS), rollbackClaims: readClaims(db, ROLLBACK_NUMBERS)};
  return collect(rows, iterateRollbacks(db), claims, kept);
}

/** Reads the steps and rollbacks of these uids, and all claims that the uids ever made. */
export function readRecordsOf(db: Database, uids: readonly Uid[]): LedgerRecords {
  const wanted = [...new Set(uids)];
  const claimsOf = (series: NumberSeries) => wanted.flatMap((one) => claimsBy(db, series, one));
  const steps = wanted.flatMap((one) => findRow(db, one) ?? []);
  const rollbacks = wanted.flatMap((one) => findRollbackRow(db, one) ?? []);
  return collect(steps, rollbacks, {stepClaims: claimsOf(STEP_NUMBERS), rollbackClaims: claimsOf(ROLLBACK_NUMBERS)});
}

/** Reads what was set aside in a ledger, and the unreadable records among these steps and all rollbacks. */
export function readOdd(db: Database, uids: readonly Uid[]): readonly SetAside[] {
  const kept = readSetAside(db);
  const steps = uids.flatMap((one) => findRow(db, one) ?? []);
  return collect(steps, iterateRollbacks(db), {stepClaims: [], rollbackClaims: []}, kept).setAside ?? [];
}

function readSetAside(db: Database): readonly SetAside[] {
  return db.all<SetAside>('SELECT record AS text, reason FROM set_aside ORDER BY record');
}

export function readClaims(db: Database, series: NumberSeries): readonly Claim[] {
  return db.all<Claim>(selectClaims(series));
}

/** Returns the valid claims and sets the others aside. */
export function checkClaims(claims: readonly Claim[], setAside: SetAside[]): readonly Claim[] {
  return claims.flatMap((value) => {
    const reading = new Reading(true);
    const found = claim.read(value, reading);
    if (found !== WRONG) return [found];
    setAside.push({text: JSON.stringify(value), reason: reading.wrong ?? 'is no claim'});
    return [];
  });
}

/** Reads rows as strictly as data from outside. */
function collect(
  steps: Iterable<StepRow>,
  rollbacks: Iterable<RollbackRow>,
  claims: Pick<LedgerRecords, 'stepClaims' | 'rollbackClaims'>,
  kept: readonly SetAside[] = [],
): LedgerRecords {
  const setAside = [...kept];
  const readRow = <Found>(row: Json, read: ((row: Json, reading: Reading) => Found | undefined) | null) => {
    const reading = new Reading(true);
    const found = read?.(row, reading);
    if (found !== undefined) return [found];
    const text = toText({...row, digest: undefined});
    setAside.push({text, reason: reading.wrong ?? 'its fields do not match their digest'});
    return [];
  };
  const records = {
    steps: Array.from(steps, (row) => readRow(row, isIntact(row) ? rowToRecordStrictly : null)).flat(),
    stepClaims: checkClaims(claims.stepClaims, setAside),
    rollbacks: Array.from(rollbacks, (row) => readRow(row, row.intact === 1 ? readDraft : null)).flat(),
    rollbackClaims: checkClaims(claims.rollbackClaims, setAside),
  };
  return setAside.length === 0 ? records : {...records, setAside};
}

function rowToRecordStrictly(row: Json, reading: Reading): StepRecord | undefined {
  const fields = readFields(row, reading);
  const parentUid = nullable(uid).read(row.parent_uid, reading);
  return fields === undefined || parentUid === WRONG ? undefined : fieldsToRecord(fields, parentUid);
}
