import type {Uid} from '../domain/identity.ts';
import type {Json} from '../domain/json.ts';
import {nullable, Reading, uid, WRONG} from '../domain/kinds.ts';
import type {LedgerContents} from '../domain/ports/ledger.ts';
import {
  type Claim,
  claim,
  fieldsToRecord,
  type LedgerRecords,
  type SetAside,
  type StepRecord,
  type UnreadRecord,
  unreadRecord,
} from '../domain/records.ts';
import type {Step} from '../domain/step.ts';
import {claimsBy, type NumberSeries, ROLLBACK_NUMBERS, STEP_NUMBERS, selectClaims} from './claims.ts';
import type {Database} from './database.ts';
import {findRollbackRow, iterateRollbacks, listRollbacks, type RollbackRow, readDraft} from './rollbacks.ts';
import {toText} from './row-digest.ts';
import {isIntact, readFields, rowToStep, STEP_COLUMNS, STEP_TABLES, type StepRow} from './step-rows.ts';
import {findRow} from './steps.ts';

/** The records that were set aside, one in memory at a time. */
export function listSetAside(db: Database): readonly UnreadRecord[] {
  const unread: UnreadRecord[] = [];
  for (const row of db.iterate<SetAside>('SELECT record AS text, reason FROM set_aside ORDER BY record'))
    unread.push(unreadRecord(row));
  return unread;
}

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
function readOdd(db: Database, uids: readonly Uid[]): readonly SetAside[] {
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
function checkClaims(claims: readonly Claim[], setAside: SetAside[]): readonly Claim[] {
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

type Read = <Result>(run: (db: Database) => Result) => Result;

/**
 * The rows read in one transaction. Reading in pages lets writers in between, however slow the consumer is. Kept small,
 * since V8 grows its space for new objects by how many are alive when it collects: with 1,000 rows it kept 90 MB more.
 */
const PAGE = 64;
/** Claims are a thirtieth of a step in size. */
const CLAIMS_PAGE = 16 * PAGE;

/**
 * Reads a ledger page by page, so that a long one is never in memory as a whole. `read` runs its function in a
 * transaction.
 */
export function readContents(read: Read): LedgerContents {
  const oddSteps: Uid[] = [];
  const oddClaims: SetAside[] = [];
  return {
    steps: readSteps(read, oddSteps),
    rollbacks: later(() => read((db) => listRollbacks(db, {})).toReversed()),
    stepClaims: readClaimsInPages(read, STEP_NUMBERS, oddClaims),
    rollbackClaims: readClaimsInPages(read, ROLLBACK_NUMBERS, oddClaims),
    setAside: later(() => [...read((db) => readOdd(db, oddSteps)), ...oddClaims]),
  };
}

function* later<Item>(list: () => Iterable<Item>): Generator<Item> {
  yield* list();
}

function* readSteps(read: Read, odd: Uid[]): Generator<Step> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = read((db) =>
      db.all<StepRow>(`SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} WHERE s.id > ? ORDER BY s.id LIMIT ${PAGE}`, after),
    );
    for (const row of rows) {
      const step = rowToStep(row);
      if (step === undefined) odd.push(String(row.uid));
      else yield step;
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Reads claims by number, then by time. */
function* readClaimsInPages(read: Read, series: NumberSeries, odd: SetAside[]): Generator<Claim> {
  for (let start = 0; ; ) {
    // Skips gaps of any width, since any number may have been claimed.
    const from = read((db) => firstClaimed(db, series, start));
    if (from === null) return;
    start = from + CLAIMS_PAGE;
    const claims = read((db) =>
      db.all<Claim>(`${selectClaims(series, (it) => `${it} >= @from AND ${it} < @to`)} ORDER BY 2, 3, 1`, {
        ...{from, to: from + CLAIMS_PAGE},
      }),
    );
    yield* checkClaims(claims, odd);
  }
}

/** The lowest claimed number from this one on; null if there is none. */
function firstClaimed(db: Database, {table, number, kind}: NumberSeries, from: number): number | null {
  const lowest = db.value<number | null>(
    `SELECT min(n) FROM (SELECT min(${number}) AS n FROM ${table} WHERE ${number} >= @from
       UNION ALL SELECT min(number) FROM claims WHERE kind = '${kind}' AND number >= @from)`,
    {from},
  );
  return lowest ?? null;
}
