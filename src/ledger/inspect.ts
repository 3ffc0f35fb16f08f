import type {z} from 'zod';
import {StoreError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import {checkPath} from './check-path.ts';
import {countClaimsKeptTwice, findUnsettledRows, ROLLBACK_NUMBERS, STEP_NUMBERS} from './claims.ts';
import {identifyFile, readNumber} from './identify-file.ts';
import {type Database, openDatabase} from './native-binding.ts';
import {describeIssue} from './record-schemas.ts';
import {countWrongActive} from './rollbacks.ts';
import {DIGEST_OF_ROLLBACK, digestOfStep} from './row-digest.ts';
import {claimRow, rollbackRow, rollbackStepRow, stepRow} from './row-schemas.ts';
import {damaged, findCorruption, notALedger, toStoreError} from './sqlite-errors.ts';
import {STEP_TABLES} from './step-rows.ts';

export interface InspectOptions {
  /** A larger file is refused without opening it. */
  readonly maxBytes?: number;
}

/** A million steps with everything an agent may say about each. */
const MAX_BYTES = 8 * 1024 ** 3;
/** So many findings of one kind are told, not all of them. */
const FINDINGS_TOLD = 20;

/**
 * Checks a file from outside before it is trusted: size, kind, schema, pages and indexes, every field of every row,
 * numbers, parents and rollbacks. Throws StoreError with the first thing that is wrong. Hands back how much it holds.
 */
export function checkForeignLedger(path: string, options: InspectOptions = {}): {steps: number; rollbacks: number} {
  return withReadonly(path, options, (db) => {
    for (const finding of findings(db)) throw damaged(path, finding);
    return {steps: count(db, 'steps'), rollbacks: count(db, 'rollbacks')};
  });
}

/** All that is wrong with a ledger, in words; empty where it is sound. Throws StoreError only if it cannot be read. */
export function verifyLedger(path: string): readonly string[] {
  try {
    return withReadonly(path, {}, (db) => [...findings(db)]);
  } catch (error) {
    if (error instanceof StoreError && error.code !== 'unreadable' && error.code !== 'unavailable')
      return [error.message];
    throw error;
  }
}

/** Runs with a ledger of ours opened to be read and nothing else. Throws StoreError where the file is none. */
export function withReadonly<Result>(
  path: string,
  {maxBytes = MAX_BYTES}: InspectOptions,
  run: (db: Database) => Result,
): Result {
  checkPath(path, {mayBeMissing: false, maxBytes});
  let db: Database | undefined;
  try {
    db = openDatabase(path, {readonly: true, fileMustExist: true});
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    const {kind} = identifyFile(db, path);
    if (kind !== 'ledger')
      throw notALedger(path, kind === 'empty' ? 'it is empty' : 'LaForge wrote it, import it first');
    return run(db);
  } catch (error) {
    throw toStoreError(path, error);
  } finally {
    db?.close();
  }
}

/** All that is wrong. With `uids`, the fields of other steps are left out: they are known to be another ledger's too. */
export function* findings(db: Database, uids?: readonly Uid[]): Generator<string> {
  const corruption = findCorruption(db);
  yield* corruption;
  // What stands in rows cannot be told while pages contradict each other.
  if (corruption.length > 0) return;
  const rows = [
    ...findBadRows(db, 'steps', 'id', stepRow, uids),
    ...findBadRows(db, 'rollbacks', 'number', rollbackRow),
    ...findBadRows(db, 'rollback_steps', 'rollback', rollbackStepRow),
    ...findBadRows(db, 'claims', 'number', claimRow),
  ];
  yield* rows;
  if (rows.length > 0) return;
  yield* findBadNumbers(db);
  yield* findBadLinks(db);
  if (readNumber(db, 'user_version') >= 2) yield* findBadDigests(db, uids);
  const wrongActive = countWrongActive(db);
  if (wrongActive > 0) yield `${wrongActive} steps are active or not, against what the rollbacks say`;
}

function* findBadRows(
  db: Database,
  table: string,
  key: string,
  schema: z.ZodType,
  uids?: readonly Uid[],
): Generator<string> {
  let told = 0;
  const rows = db.prepare<[object], Record<string, unknown>>(
    `SELECT * FROM ${table} WHERE true ${amongUids('uid', uids)}`,
  );
  for (const row of rows.iterate({uids: JSON.stringify(uids ?? [])})) {
    const result = schema.safeParse(row);
    if (result.success) continue;
    yield `${table}, ${key} ${String(row[key])}, ${describeIssue(result.error)}`;
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
  const unlinked = db
    .prepare<[], string>('SELECT s.uid FROM steps s JOIN steps p ON p.uid = s.missing_parent_uid LIMIT 1')
    .pluck()
    .get();
  if (unlinked !== undefined) yield `step ${unlinked} is not linked to its parent, which is there`;
  const both = db
    .prepare<[], string>(
      'SELECT uid FROM steps WHERE missing_parent_uid IS NOT NULL AND parent_step_id IS NOT NULL LIMIT 1',
    )
    .pluck()
    .get();
  if (both !== undefined) yield `step ${both} has two parents`;
  const [dangling] = db.prepare<[], {table: string; rowid: number}>('PRAGMA foreign_key_check').all();
  if (dangling !== undefined) yield `${dangling.table}, row ${dangling.rowid}, points at a row that is not there`;
  const circular = findCircularParent(db);
  if (circular !== undefined) yield `step ${circular} is its own ancestor`;
}

function* findBadDigests(db: Database, uids?: readonly Uid[]): Generator<string> {
  const rows = db.prepare<[object], string>(
    `SELECT * FROM (
       SELECT 'step ' || s.id FROM ${STEP_TABLES}
         WHERE s.digest IS NOT ${digestOfStep(readNumber(db, 'user_version'))} ${amongUids('s.uid', uids)}
       UNION ALL SELECT 'rollback R' || r.number FROM rollbacks r WHERE r.digest IS NOT ${DIGEST_OF_ROLLBACK}
     ) LIMIT ${FINDINGS_TOLD}`,
  );
  for (const name of rows.pluck().all({uids: JSON.stringify(uids ?? [])}))
    yield `the fields of ${name} do not match their digest`;
}

/** Narrows a condition down to these uids, the parameter `uids`; without any, not at all. */
function amongUids(column: string, uids: readonly Uid[] | undefined): string {
  return uids === undefined ? '' : `AND ${column} IN (SELECT value FROM json_each(@uids))`;
}

/** A step that is reached again by going from parent to parent. Each step is walked over once. */
function findCircularParent(db: Database): number | undefined {
  // A circle has a step whose parent's number is not below its own. In most histories there is none.
  const backward = db.prepare<[], number>('SELECT 1 FROM steps WHERE parent_step_id >= id LIMIT 1').pluck().get();
  if (backward === undefined) return undefined;
  const links = db
    .prepare<[], [number, number]>('SELECT id, parent_step_id FROM steps WHERE parent_step_id IS NOT NULL')
    .raw();
  const parents = new Map(links.iterate());
  const sound = new Set<number>();
  for (const start of parents.keys()) {
    const path = new Set<number>();
    let id: number | undefined = start;
    while (id !== undefined && !sound.has(id)) {
      if (path.has(id)) return id;
      path.add(id);
      id = parents.get(id);
    }
    for (const step of path) sound.add(step);
  }
  return undefined;
}

function count(db: Database, table: 'steps' | 'rollbacks'): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0;
}
