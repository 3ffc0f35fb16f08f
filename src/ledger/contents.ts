import type {Claim} from '../domain/claims.ts';
import type {Uid} from '../domain/identity.ts';
import type {LedgerContents} from '../domain/ports/ledger.ts';
import type {SetAside} from '../domain/records.ts';
import type {Step} from '../domain/step.ts';
import {type NumberSeries, ROLLBACK_NUMBERS, STEP_NUMBERS, selectClaims} from './claims.ts';
import type {Database} from './database.ts';
import {checkClaims, readOdd} from './records.ts';
import {listRollbacks} from './rollbacks.ts';
import {rowToStep, STEP_COLUMNS, STEP_TABLES, type StepRow} from './step-rows.ts';

type Read = <Result>(run: (db: Database) => Result) => Result;

/**
 * The rows read in one transaction. Reading in pages lets writers in between, however slow the consumer is. Kept small,
 * since V8 grows its space for new objects by how many are alive when it collects: with 1,000 rows it kept 90 MB more.
 */
const PAGE = 32;

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
    stepClaims: readClaims(read, STEP_NUMBERS, oddClaims),
    rollbackClaims: readClaims(read, ROLLBACK_NUMBERS, oddClaims),
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
function* readClaims(read: Read, series: NumberSeries, odd: SetAside[]): Generator<Claim> {
  for (let start = 0; ; ) {
    // Skips gaps of any width, since any number may have been claimed.
    const from = read((db) => firstClaimed(db, series, start));
    if (from === null) return;
    start = from + PAGE;
    const claims = read((db) =>
      db.all<Claim>(`${selectClaims(series, (it) => `${it} >= @from AND ${it} < @to`)} ORDER BY 2, 3, 1`, {
        ...{from, to: from + PAGE},
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
