import {aDraft, anOutcome} from '../../__tests__/helpers/ledger.ts';
import {findPostgres, NO_POSTGRES, startPostgres} from '../../__tests__/helpers/postgres.ts';
import type {Limits} from '../../src/domain/documents.ts';
import {type Database, openDatabase, parseConnection} from '../../src/stores/postgres/database.ts';
import {readHistories, sumFleet} from '../../src/stores/postgres/fleet.ts';
import {HistoryRows} from '../../src/stores/postgres/history-rows.ts';
import {addSums, beginSums} from '../../src/stores/postgres/migrations.ts';
import {append} from '../../src/stores/postgres/postgres-history.ts';
import {stepRow} from '../../src/stores/postgres/rows.ts';
import {systemClock, systemUids} from '../../src/system/clock-and-uids.ts';
import {readFleetReport} from '../../src/usecases/read-report.ts';
import {type BenchRow, benchRow, median} from './rows.ts';

const SIZES = [1_000, 10_000_000];
/** The steps of the history that is reported on. */
const REPORTED = 100_000;
/** Of a longer history only the newest records have their contents, since nothing that is measured reads the others. */
const NEWEST = 1_000;
const TIMES = 101;
/** The limit on appending to the largest history, as a multiple of appending to the smallest. */
const LIMIT = 1.3;
const REPOSITORIES = 1_000;
const HOUR_MS = 3_600_000;

/** Measures the postgres store on a loopback server. The sizes take turns, so that other load affects all alike. */
export async function benchPostgres(sizes: readonly number[] = SIZES): Promise<readonly BenchRow[]> {
  if (findPostgres() === null) {
    console.log(`The figures of the store postgres are ${NO_POSTGRES}.`);
    return [];
  }
  const server = await startPostgres({shared_buffers: '1GB', max_wal_size: '4GB'});
  const connection = parseConnection(server.ownerUrl, 'the connection string');
  const database = openDatabase(connection, {connectMs: 5_000, statementMs: HOUR_MS});
  try {
    const all = [];
    for (const size of sizes) {
      await fill(database, size);
      const rows = new HistoryRows(database, {repository: nameOf(size), project: 'default'});
      all.push({size, rows, appends: [] as number[], lists: [] as number[]});
    }
    await fill(database, REPORTED);
    await database.query('vacuum analyze laforge.records');
    await database.query('vacuum analyze laforge.figures');
    await database.query('vacuum analyze laforge.sums');
    for (let round = 0; round < TIMES; round++) {
      for (const {rows, appends, lists} of all) {
        appends.push(await timeOf(() => appendStep(rows)));
        lists.push(await timeOf(() => rows.newest({}, 50)));
      }
    }
    const yardstick = median(all[0]?.appends ?? []);
    const largest = Math.max(...sizes);
    const now = new Date();
    const report = await timeOf(() =>
      readFleetReport(readHistories(database, nameOf(REPORTED)), {
        ...{period: {since: null, until: now.toISOString()}, now, isPage: false},
      }),
    );
    const year = await timeOf(() =>
      sumFleet(database, ['repository', 'month'], {repository: 'fleet/*', since: null, until: null}),
    );
    // The organisation whose steps were added up above.
    const fleet = new HistoryRows(database, {repository: 'github.com/fleet/r0', project: 'budget'});
    const budgets: number[] = [];
    for (let round = 0; round < 11; round++) budgets.push(await timeOf(() => appendStep(fleet, LIMITS)));
    return [
      ...all.map(({size, appends}) =>
        benchRow({
          name: `store postgres: append to ${shown(size)}`,
          value: median(appends),
          unit: 'ms',
          yardstick,
          limit: LIMIT,
        }),
      ),
      ...all.map(({size, lists}) =>
        benchRow({name: `store postgres: the last 50 of ${shown(size)}`, value: median(lists), unit: 'ms'}),
      ),
      benchRow({name: `store postgres: ${shown(largest)} steps by repository and month`, value: year, unit: 'ms'}),
      benchRow({
        name: `store postgres: a step begins in a budget of ${shown(largest)}`,
        value: median(budgets),
        unit: 'ms',
      }),
      benchRow({name: `store postgres: fleet report on ${shown(REPORTED)} steps`, value: report, unit: 'ms'}),
    ];
  } finally {
    await database.rest();
    await server.stop();
  }
}

/** Writes a history of `size` steps, and the figures of as many steps spread over many repositories. */
async function fill(database: Database, size: number): Promise<void> {
  const uid = "'019a0000-0000-7000-8000-' || lpad(to_hex(i), 12, '0')";
  const draft = aDraft(1, {branch: 'a-branch'});
  const body = (isEnd: boolean) => {
    const outcome = isEnd ? anOutcome({branch: draft.branch}) : null;
    const record = {draft, parentUid: null, createdAt: draft.startTime, outcome};
    return stepRow(record, 1, isEnd ? null : draft.startTime, null).body;
  };
  for (const isEnd of [false, true]) {
    await database.query(
      `insert into laforge.records (repository, project, n, kind, uid, version, number, claim, branch, body)
        select $1, 'default', 2 * i - ${isEnd ? 0 : 1}, 'step', ${uid}, ${isEnd ? 3 : 0}, i, ${isEnd ? 'null' : 'i'},
          'b' || i % 7, case when i > $5 then replace(replace($2, $3, ${uid}), $6, 'b' || i % 7) else '{}' end
          from generate_series(1, $4::bigint) i`,
      [nameOf(size), body(isEnd), draft.uid, size, size > REPORTED ? size - NEWEST : 0, draft.branch],
    );
  }
  // As many a repository, over a year. Those that came last are in no sums yet.
  for (const [from, to] of [
    [1, size - Math.floor(size / 100)],
    [size - Math.floor(size / 100) + 1, size],
  ]) {
    await database.query(
      `insert into laforge.figures (repository, project, n, part, month, started_at, agent, model, status, steps, succeeded,
          without_cost, without_tokens, duration_ms, cost_nano_usd, tokens)
        select 'github.com/fleet/r' || i % ${REPOSITORIES}, 'p' || $1::text, 2 * (i / ${REPOSITORIES}) + 1, 0,
          to_char(t.at at time zone 'UTC', 'YYYYMM')::bigint, t.at, 'claude', 'claude-sonnet', 'succeeded', 1, 1, 0, 0,
          60000, 1500000000, 5500
        from generate_series($2::bigint, $3::bigint) i,
          lateral (select timestamptz '2026-01-01T00:00:00Z' + interval '365 days' * (i::float8 / $1::bigint) as at) t`,
      [size, from, to],
    );
    if (from === 1)
      for (const sums of [beginSums('laforge.figures', 'true'), addSums(`s.project = 'p${size}'`)])
        await database.query(sums);
  }
}

const LIMITS: Limits = {
  max_cost_usd: 1,
  max_tokens: null,
  budgets: [{amount: 1e9, unit: 'usd', per: 'organisation'}],
  budget_unknown: 'warn',
};

async function appendStep(rows: HistoryRows, limits: Limits | null = null): Promise<void> {
  const draft = aDraft(1, {uid: systemUids.next(), branch: 'b1', limits});
  const record = {draft, parentUid: null, createdAt: draft.startTime, outcome: null};
  const deps = {rows, now: () => systemClock.now()};
  await append(deps, {kind: 'step', record, id: null, isNew: true}, Date.now() + 10_000);
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function nameOf(size: number): string {
  return `github.com/bench/r${size}`;
}

function shown(size: number): string {
  return size.toLocaleString('en-US');
}
