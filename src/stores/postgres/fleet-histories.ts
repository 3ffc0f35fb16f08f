import type {HistoryPart} from '../../domain/report/report.ts';
import {isInForce, type Rollback} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';
import {recordsToRollbacks, recordsToSteps} from '../records-view.ts';
import type {Database, Row} from './database.ts';
import {repositoryCondition} from './fleet.ts';
import type {HistoryName} from './history-rows.ts';
import {rowsToRecords, strongestSteps} from './rows.ts';

/** The number of steps that are read at once. */
const PAGE = 1_000;

/**
 * Reads all histories that this login can see, one after another, in pages. A step belongs to the repository whose
 * login added it, whatever its record says.
 */
export async function* readHistories(database: Database, repository: string | null): AsyncIterable<HistoryPart> {
  for await (const name of listHistories(database, repository)) yield* readHistory(database, name);
}

/** Queries one name at a time, since the index skips to the next name, while listing all names would read every row. */
async function* listHistories(database: Database, pattern: string | null): AsyncIterable<HistoryName> {
  for (let last: readonly string[] = ['', '']; ; ) {
    const values: unknown[] = [...last];
    const condition = pattern === null ? 'true' : repositoryCondition(pattern, (value) => `$${values.push(value)}`);
    const [row] = await database.query(
      `select f.repository, f.project, ${condition} as wanted from (select repository, project from laforge.records
          where (repository, project) > ($1, $2) order by repository, project limit 1) f`,
      values,
    );
    if (row === undefined) return;
    const name = {repository: String(row.repository), project: String(row.project)};
    if (row.wanted === true) yield name;
    last = [name.repository, name.project];
  }
}

async function* readHistory(database: Database, {repository, project}: HistoryName): AsyncIterable<HistoryPart> {
  const query = (sql: string, ...values: readonly unknown[]) => database.query(sql, [repository, project, ...values]);
  const rollbacks = rowsToRollbacks(
    await query(
      `select n, kind, uid, version, number, claim, body from laforge.records
        where repository = $1 and project = $2 and kind = 'rollback' order by n`,
    ),
  ).map((it) => ({...it, repository}));
  const inactive = new Set(rollbacks.filter(isInForce).flatMap(({stepUids}) => stepUids));
  for (let last = 0; ; ) {
    const rows = await query(
      // If a step's end was recorded twice, the last record counts.
      `select n, kind, uid, version, number, claim, body from laforge.records r
        where repository = $1 and project = $2 and kind = 'step' and n > $3
          and not exists (select 1 from laforge.records l where l.repository = $1 and l.project = $2
            and l.kind = 'step' and l.uid = r.uid and l.version > r.version)
        order by n limit ${PAGE}`,
      last,
    );
    const steps = rowsToSteps(rows).map((step) => ({
      ...step,
      repository,
      active: step.active && !inactive.has(step.uid),
    }));
    const isLast = rows.length < PAGE;
    yield {steps, rollbacks: isLast ? rollbacks : null};
    if (isLast) return;
    last = Number(rows.at(-1)?.n);
  }
}

function rowsToSteps(rows: readonly Row[]): readonly Step[] {
  const numbers = numbersOf(rows);
  return recordsToSteps({steps: strongestSteps(rows), rollbacks: []}).map((step) => ({
    ...step,
    id: numbers.get(step.uid) ?? null,
  }));
}

function rowsToRollbacks(rows: readonly Row[]): readonly Rollback[] {
  const numbers = numbersOf(rows);
  return recordsToRollbacks(rowsToRecords(rows)).map((it) => ({...it, number: numbers.get(it.uid) ?? null}));
}

function numbersOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap(({uid, number}) => (number === null ? [] : [[String(uid), Number(number)] as const])));
}
