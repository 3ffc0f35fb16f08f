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
 * Rows read at once, in one transaction: whoever takes them slowly keeps no writer waiting. Few, since V8 makes room for
 * new objects, and keeps it, by how many of them are still there when it looks: with 1,000 that was 90 MB more.
 */
const PAGE = 32;

/** All of a ledger, page by page: a long one never stands in memory as a whole. `read` runs with it in a transaction. */
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
      db
        .prepare<[number, number], StepRow>(
          `SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} WHERE s.id > ? ORDER BY s.id LIMIT ?`,
        )
        .all(after, PAGE),
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

/** Orders claims by their numbers, and of one number by their times. */
function* readClaims(read: Read, series: NumberSeries, odd: SetAside[]): Generator<Claim> {
  for (let start = 0; ; ) {
    // A gap of any width is passed at once: any number may have been claimed.
    const from = read((db) => firstClaimed(db, series, start));
    if (from === null) return;
    start = from + PAGE;
    const claims = read((db) =>
      db
        .prepare<[object], Claim>(`${selectClaims(series, (it) => `${it} >= @from AND ${it} < @to`)} ORDER BY 2, 3, 1`)
        .all({from, to: from + PAGE}),
    );
    yield* checkClaims(claims, odd);
  }
}

/** The lowest number from this one on that was ever claimed; null where there is none. */
function firstClaimed(db: Database, {table, number, kind}: NumberSeries, from: number): number | null {
  const lowest = db.value<number | null>(
    `SELECT min(n) FROM (SELECT min(${number}) AS n FROM ${table} WHERE ${number} >= @from
       UNION ALL SELECT min(number) FROM claims WHERE kind = '${kind}' AND number >= @from)`,
    {from},
  );
  return lowest ?? null;
}
