import {recordToFields} from '../../domain/records.ts';
import type {HistoryPart} from '../../domain/report/report.ts';
import {isInForce, type Rollback} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';
import {recordsToRollbacks} from '../reads.ts';
import type {Database, Row} from './database.ts';
import {repositoryCondition} from './fleet.ts';
import type {HistoryName} from './history-rows.ts';
import {rowsToRecords} from './rows.ts';

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
  const readPage = (last: unknown) => {
    const page = query(
      // The last record of each step counts. They are next to each other in the index, which is read backwards.
      `select distinct on (uid) n, kind, uid, version, number, claim, body from laforge.records
        where repository = $1 and project = $2 and kind = 'step' and ($3::text is null or uid < $3)
        order by uid desc, version desc limit ${PAGE}`,
      last,
    );
    // The error is thrown where the page is awaited, unless the reader has left by then.
    page.catch(() => {});
    return page;
  };
  for (let page = readPage(null); ; ) {
    const rows = await page;
    const isLast = rows.length < PAGE;
    // The database reads the next page while this one is added up.
    if (!isLast) page = readPage(rows.at(-1)?.uid);
    const numbers = numbersOf(rows);
    const steps = rowsToRecords(rows).steps.map((record): Step => {
      const {uid, replays} = record.draft;
      return {
        ...recordToFields(record),
        repository,
        id: numbers.get(uid) ?? null,
        active: replays === null && !inactive.has(uid),
        parentStepId: null,
        parentUid: record.parentUid,
      };
    });
    yield {steps, rollbacks: isLast ? rollbacks : null};
    if (isLast) return;
  }
}

function rowsToRollbacks(rows: readonly Row[]): readonly Rollback[] {
  const numbers = numbersOf(rows);
  return recordsToRollbacks(rowsToRecords(rows)).map((it) => ({...it, number: numbers.get(it.uid) ?? null}));
}

function numbersOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap(({uid, number}) => (number === null ? [] : [[String(uid), Number(number)] as const])));
}
