import {renameSync, rmSync, statSync} from 'node:fs';
import {StoreError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import {integer, nullable, object, oneOf, Reading, timestamp, uid} from '../domain/kinds.ts';
import type {Clock} from '../domain/ports/system.ts';
import {HIGHEST_NUMBER, type LedgerRecords, type SetAside} from '../domain/records.ts';
import {checkPath} from './check-path.ts';
import {countClaimsKeptTwice, findUnsettledRows, ROLLBACK_NUMBERS, STEP_NUMBERS} from './claims.ts';
import {type Database, withDatabase} from './database.ts';
import {identifyFile, readNumber} from './identify-file.ts';
import {openLedger} from './open-ledger.ts';
import {countWrongActive, readDraft} from './rollbacks.ts';
import {digestOfRollback, digestOfStep} from './row-digest.ts';
import {APPLICATION_ID, TOTALS_SINCE} from './schema.ts';
import {checkIntegrity, findCorruption, notALedger, withStoreErrors} from './sqlite-errors.ts';
import {readFields, STEP_TABLES} from './step-rows.ts';
import {UsageCount} from './usage-totals.ts';

/** Enough for a million steps with everything an agent may say about each. Larger files are refused unopened. */
const MAX_BYTES = 8 * 1024 ** 3;
const FINDINGS_TOLD = 20;

const number = integer(1, HIGHEST_NUMBER);

/** The columns of `steps` besides the record. */
const stepPlace = object({
  id: number,
  active: integer(0, 1),
  parent_step_id: nullable(number),
  missing_parent_uid: nullable(uid),
  claimed_at: nullable(timestamp),
});
const rollbackPlace = object({number, claimed_at: nullable(timestamp)});
const coveredStep = object({rollback: number, step_uid: uid});
const claimRow = object({kind: oneOf('step', 'rollback'), number, uid, claimed_at: timestamp});

type Row = Readonly<Record<string, unknown>>;

/**
 * Makes a foreign file fit to be opened as a ledger. Throws StoreError with the first fault of its size, kind, schema,
 * pages or indexes. If single records are invalid, rewrites the file with the valid ones and keeps the invalid ones
 * verbatim. Returns the counts of its records.
 */
export function admitLedger(path: string, clock: Clock): {steps: number; rollbacks: number} {
  const isSound = withReadonly(path, (db) => {
    checkIntegrity(db, path);
    return rowFindings(db).next().done === true;
  });
  if (!isSound) rewrite(path, clock);
  return withReadonly(path, (db) => ({steps: count(db, 'steps'), rollbacks: count(db, 'rollbacks')}));
}

/**
 * Reads the records of a foreign file, which stays unchanged, and checks every field; invalid records are set aside.
 * Throws StoreError if the file itself is wrong: its size, kind, schema, pages or indexes.
 */
export function readForeignLedger(path: string, clock: Clock): LedgerRecords {
  withReadonly(path, (db) => checkIntegrity(db, path));
  const ledger = openLedger(path, {clock, readonly: true});
  try {
    return withoutCircles(ledger.records());
  } finally {
    ledger.close();
  }
}

/**
 * Describes everything that is wrong with a ledger; empty if it is sound. Throws StoreError if the file is no ledger or
 * cannot be read.
 */
export function verifyLedger(path: string): readonly string[] {
  try {
    return withReadonly(path, (db) => {
      const corruption = findCorruption(db);
      if (corruption.length > 0) return corruption;
      const cuts: string[] = [];
      return [...rowFindings(db, undefined, cuts), ...cuts, ...setAsideFindings(db)];
    });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code === 'damaged' || (error.code === 'not-a-ledger' && saysItIsOurs(path))) return [error.message];
    throw error;
  }
}

/** True if the file's header claims to be a ledger, whatever its schema. */
function saysItIsOurs(path: string): boolean {
  // SQLite would wait forever for a named pipe.
  if (statSync(path, {throwIfNoEntry: false})?.isFile() !== true) return false;
  try {
    return withDatabase(path, {readonly: true}, (db) => readNumber(db, 'application_id') === APPLICATION_ID);
  } catch {
    return false;
  }
}

/** Runs with a ledger opened read-only. Throws StoreError if the file is not one of ours. */
export function withReadonly<Result>(path: string, run: (db: Database) => Result): Result {
  checkPath(path, false, MAX_BYTES);
  return withStoreErrors(path, () =>
    withDatabase(path, {readonly: true}, (db) => {
      db.exec('PRAGMA cell_size_check = ON');
      const {kind} = identifyFile(db, path);
      if (kind === 'ledger') return run(db);
      throw notALedger(path, kind === 'empty' ? 'it is empty' : 'LaForge wrote it, import it first');
    }),
  );
}

/** Rewrites a file with its readable records, and keeps the others verbatim. */
function rewrite(path: string, clock: Clock): void {
  const records = readForeignLedger(path, clock);
  const anew = `${path}.anew`;
  rmSync(anew, {force: true});
  const ledger = openLedger(anew, {clock});
  try {
    ledger.merge(records);
  } finally {
    ledger.close();
  }
  renameSync(anew, path);
}

/** Sets aside steps that are their own ancestors, which no honest step is. */
function withoutCircles(records: LedgerRecords): LedgerRecords {
  const parents = new Map(records.steps.map(({draft, parentUid}) => [draft.uid, parentUid ?? undefined]));
  const circular = new Set<Uid>(findCircles(parents));
  if (circular.size === 0) return records;
  const odd = records.steps.filter(({draft}) => circular.has(draft.uid));
  const setAside = odd.map((record) => ({text: JSON.stringify(record), reason: 'parent_uid: is its own ancestor'}));
  return {
    ...records,
    steps: records.steps.filter(({draft}) => !circular.has(draft.uid)),
    setAside: [...(records.setAside ?? []), ...setAside],
  };
}

const REPLAYS_SINCE = 7;

/**
 * Finds everything wrong with the rows. With `uids`, skips the fields of other steps, which another ledger is known to
 * have too. A value that is too long is cut when read; that is no fault and is noted in `cuts`.
 */
export function* rowFindings(db: Database, uids?: readonly Uid[], cuts: string[] = []): Generator<string> {
  const version = readNumber(db, 'user_version');
  const totals = new UsageCount();
  const countFields = (row: Row, reading: Reading) => {
    const step = readFields(row, reading);
    if (step !== undefined && version >= TOTALS_SINCE) totals.add(step);
  };
  const rows = [
    ...findBadRows(db, 'steps', 'id', [stepPlace.read, countFields], cuts, uids),
    ...findBadRows(db, 'rollbacks', 'number', [rollbackPlace.read, readDraft], cuts),
    ...findBadRows(db, 'rollback_steps', 'rollback', [coveredStep.read], cuts),
    ...findBadRows(db, 'claims', 'number', [claimRow.read], cuts),
  ];
  yield* rows;
  if (rows.length > 0) return;
  yield* findBadNumbers(db);
  yield* findBadLinks(db);
  const odd = version >= 2 ? [...findBadDigests(db, uids)] : [];
  yield* odd;
  // The totals still count a step that can no longer be read, so they are not comparable then.
  const difference =
    version >= TOTALS_SINCE && uids === undefined && odd.length === 0 ? totals.findDifference(db) : undefined;
  if (difference !== undefined) yield difference;
  const wrongActive = countWrongActive(db, version >= REPLAYS_SINCE);
  if (wrongActive > 0) yield `${wrongActive} steps are active or not, against what the rollbacks say`;
}

function* setAsideFindings(db: Database): Generator<string> {
  if (readNumber(db, 'user_version') < 4) return;
  const rows = db.all<SetAside>(`SELECT reason, record AS text FROM set_aside LIMIT ${FINDINGS_TOLD}`);
  for (const {reason, text} of rows) {
    const uid = /"uid":\s*"([0-9a-f-]{36})"/.exec(text)?.[1];
    yield `a record ${uid === undefined ? '' : `of ${uid} `}cannot be used and is kept as it is (${reason})`;
  }
}

function* findBadRows(
  db: Database,
  table: string,
  key: string,
  readers: readonly ((row: Row, reading: Reading) => unknown)[],
  cuts: string[],
  uids?: readonly Uid[],
): Generator<string> {
  let told = 0;
  const sql = `SELECT * FROM ${table} WHERE true ${amongUids('uid', uids)}`;
  for (const row of db.iterate<Row>(sql, {uids: JSON.stringify(uids ?? [])})) {
    const reading = new Reading(true);
    for (const read of readers) read(row, reading);
    const name = `${table}, ${key} ${String(row[key])}`;
    for (const cut of reading.cuts.slice(0, FINDINGS_TOLD - cuts.length)) cuts.push(`${name}, is too long: ${cut}`);
    if (reading.wrong === null) continue;
    yield `${name}, ${reading.wrong}`;
    if (++told === FINDINGS_TOLD) return;
  }
}

function* findBadNumbers(db: Database): Generator<string> {
  for (const series of [STEP_NUMBERS, ROLLBACK_NUMBERS]) {
    for (const {from, to} of findUnsettledRows(db, series).slice(0, FINDINGS_TOLD)) {
      yield `${series.kind} ${from.uid} has the number ${from.number}, and by the claims it is ${to?.number ?? "another step's"}`;
    }
    const twice = countClaimsKeptTwice(db, series);
    if (twice > 0) yield `${twice} claims on a ${series.kind}'s number are kept twice`;
  }
}

function* findBadLinks(db: Database): Generator<string> {
  const unlinked = db.value<string>('SELECT s.uid FROM steps s JOIN steps p ON p.uid = s.missing_parent_uid LIMIT 1');
  if (unlinked !== undefined) yield `step ${unlinked} is not linked to its parent, which is there`;
  const both = db.value<string>(
    'SELECT uid FROM steps WHERE missing_parent_uid IS NOT NULL AND parent_step_id IS NOT NULL LIMIT 1',
  );
  if (both !== undefined) yield `step ${both} has two parents`;
  const [dangling] = db.all<{table: string; rowid: number}>('PRAGMA foreign_key_check');
  if (dangling !== undefined) yield `${dangling.table}, row ${dangling.rowid}, points at a row that is not there`;
  const circular = findCircularParent(db);
  if (circular !== undefined) yield `step ${circular} is its own ancestor`;
}

function* findBadDigests(db: Database, uids?: readonly Uid[]): Generator<string> {
  // Row by row, since Node keeps the arguments of our SQL functions until SQLite returns a row.
  const version = readNumber(db, 'user_version');
  const rows = db.iterate<{readonly name: string; readonly isIntact: number}>(
    `SELECT 'step ' || s.id AS name, s.digest IS ${digestOfStep(version)} AS isIntact
       FROM ${STEP_TABLES} WHERE true ${amongUids('s.uid', uids)}
     UNION ALL SELECT 'rollback R' || r.number, r.digest IS ${digestOfRollback('main', version)} FROM rollbacks r`,
    {uids: JSON.stringify(uids ?? [])},
  );
  let told = 0;
  for (const {name, isIntact} of rows) {
    if (isIntact === 1) continue;
    yield `the fields of ${name} do not match their digest`;
    if (++told === FINDINGS_TOLD) return;
  }
}

/** Restricts a condition to the uids of the parameter `uids`; empty if there are none. */
function amongUids(column: string, uids: readonly Uid[] | undefined): string {
  return uids === undefined ? '' : `AND ${column} IN (SELECT value FROM json_each(@uids))`;
}

function findCircularParent(db: Database): number | undefined {
  // Every circle has a step whose parent's number is not lower. Most histories have no such step.
  const backward = db.value('SELECT 1 FROM steps WHERE parent_step_id >= id LIMIT 1');
  if (backward === undefined) return undefined;
  const parents = new Map<number, number>();
  const links = 'SELECT id, parent_step_id AS parent FROM steps WHERE parent_step_id IS NOT NULL';
  for (const {id, parent} of db.iterate<{id: number; parent: number}>(links)) parents.set(id, parent);
  const [first] = findCircles(parents);
  return first;
}

/** Yields one key of each circle of parents. Visits each key once. */
function* findCircles<Key>(parents: ReadonlyMap<Key, Key | undefined>): Generator<Key> {
  const sound = new Set<Key>();
  for (const start of parents.keys()) {
    const path = new Set<Key>();
    let key: Key | undefined = start;
    while (key !== undefined && !sound.has(key)) {
      if (path.has(key)) {
        yield key;
        break;
      }
      path.add(key);
      key = parents.get(key);
    }
    for (const one of path) sound.add(one);
  }
}

function count(db: Database, table: 'steps' | 'rollbacks'): number {
  return db.value<number>(`SELECT count(*) FROM ${table}`) ?? 0;
}
