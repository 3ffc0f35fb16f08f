import {type BudgetFacts, budgetScope, leftOf} from '../../domain/budget.ts';
import {limits} from '../../domain/documents.ts';
import type {Timestamp, Uid} from '../../domain/identity.ts';
import {fromStored} from '../../domain/kinds.ts';
import {recordToFields} from '../../domain/records.ts';
import type {HistoryPart} from '../../domain/report/report.ts';
import {isInForce, type Rollback} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';
import {agentOf, modelsOf} from '../../domain/usage-report.ts';
import {recordsToRollbacks} from '../reads.ts';
import type {Database, Row} from './database.ts';
import type {HistoryName} from './history-rows.ts';
import {figuresAfter} from './migrations.ts';
import {countSpent} from './reservations.ts';
import {rowsToRecords, SUMMED} from './rows.ts';

export const FLEET_DIMENSIONS = ['repository', 'organisation', 'team', 'agent', 'model', 'month'] as const;
export type FleetDimension = (typeof FLEET_DIMENSIONS)[number];

export interface FleetFilter {
  /** A pattern such as `octo/*` or `github.com/octo/repo`, where `*` matches anything; null for all. */
  readonly repository: string | null;
  readonly since: Timestamp | null;
  readonly until: Timestamp | null;
}

/** The summed figures of ended steps. Sums cover what is known; beside them is the number of steps they leave out. */
export interface FleetUsage {
  /** Its name in each dimension, in order; null if unknown. */
  readonly group: readonly (string | null)[];
  /** Replays do not count here, but the sums include their usage. */
  readonly steps: number;
  readonly succeeded: number;
  readonly costUsd: number;
  readonly withoutCost: number;
  readonly tokens: number;
  readonly withoutTokens: number;
  readonly durationMs: number;
}

export interface FleetStep {
  readonly repository: string;
  readonly project: string;
  readonly uid: Uid;
  readonly id: number | null;
  readonly branch: string | null;
  readonly status: string;
  readonly agent: string | null;
  readonly model: string | null;
  readonly startedAt: Timestamp;
  readonly costUsd: number | null;
  readonly tokens: number | null;
}

const PAGE = 1_000;
const NANO = 1e9;

/**
 * Sums up what this login can see, with the highest cost first. Whole days are read from the sums of each history, and
 * from the figures what came since.
 */
export async function sumFleet(
  database: Database,
  by: readonly FleetDimension[],
  filter: FleetFilter,
): Promise<readonly FleetUsage[]> {
  const {there, where, values} = conditionsOf(filter);
  const isWholeDays = [filter.since, filter.until].every((time) => time === null || time.endsWith('T00:00:00.000Z'));
  const columns = by.map((dimension) => (dimension === 'organisation' ? 'owner' : dimension));
  const groups = by.length === 0 ? '' : ` group by ${columns.map((it) => `f.${it}`).join(', ')}`;
  const read = `select ${[...columns, ''].map((it) => it && `f.${it}`).join(', ')} ${SUMMED.map((it) => `sum(f.${it}) as ${it}`).join(', ')} from`;
  const from = isWholeDays
    ? `(${read} laforge.sums f ${where}${groups} union all ${read}
        (select f.repository, f.project, max(f.upto) as upto from laforge.sums f ${there} group by 1, 2) l,
        lateral (${figuresAfter('l')}) f ${where}${groups}) f`
    : `laforge.figures f ${where}`;
  const rows = await database.query(
    `${read} ${from}${groups} having sum(f.steps) > 0 or sum(f.cost_nano_usd) > 0 or sum(f.tokens) > 0
      order by sum(f.cost_nano_usd) desc, sum(f.steps) desc`,
    values,
  );
  return rows.map((row) => ({
    group: columns.map((column) => (column === 'month' ? monthOf(row[column]) : String(row[column]) || null)),
    steps: Number(row.steps),
    succeeded: Number(row.succeeded),
    costUsd: Number(row.cost_nano_usd) / NANO,
    withoutCost: Number(row.without_cost),
    tokens: Number(row.tokens),
    withoutTokens: Number(row.without_tokens),
    durationMs: Number(row.duration_ms),
  }));
}

/** A budget that steps of several repositories named, and its present usage. */
export interface FleetBudget extends BudgetFacts {
  /** `host/organisation`. */
  readonly organisation: string;
  /** Null for the whole organisation. */
  readonly team: string | null;
  readonly lastAskedAt: Timestamp;
}

/**
 * The budgets that steps named since a time, by organisation and team, fullest first. Logins can write anything here.
 */
export async function listBudgets(
  database: Database,
  {repository, since, now}: {readonly repository: string | null; readonly since: Timestamp; readonly now: Timestamp},
): Promise<readonly FleetBudget[]> {
  const values: unknown[] = [since];
  const place = (value: unknown) => `$${values.push(value)}`;
  const there = repository === null ? '' : `and ${repositoryCondition(repository, place)}`;
  const rows = await database.query(
    `select f.owner, case when b.value->>'per' like 'team%' then f.team end as team, b.value::text as budget,
        max(f.started_at) as last from laforge.reservations f,
        jsonb_array_elements(case jsonb_typeof(f.budgets) when 'array' then f.budgets else '[]' end) as b (value)
      where f.started_at >= $1 and f.started_at < now() + interval '1 day' ${there}
      group by 1, 2, 3 order by 1, 2 nulls first, 3`,
    values,
  );
  const found: FleetBudget[] = [];
  for (const row of rows) {
    const [organisation, team] = [String(row.owner), row.team === null ? null : String(row.team)];
    const named = fromStored(limits, `{"budgets":[${String(row.budget)}]}`)?.budgets ?? [];
    for (const budget of named) {
      const step = {repository: null, branch: null, run: null, startTime: now, labels: team === null ? null : {team}};
      const scope = budgetScope(budget, step);
      if (scope?.kind !== 'shared') continue;
      const facts = await countSpent(database.query, organisation, {budget, ...scope.scope, but: ''});
      found.push({...facts, organisation, team, lastAskedAt: new Date(String(row.last)).toISOString()});
    }
  }
  return found.sort((a, b) => leftOf(a) / a.budget.amount - leftOf(b) / b.budget.amount);
}

/**
 * Lists the ended steps that this login can see, in pages, by repository and in the order in which they ended there.
 */
export async function* listFleet(database: Database, filter: FleetFilter): AsyncIterable<readonly FleetStep[]> {
  const {where, values} = conditionsOf(filter);
  const at = values.length;
  for (let last: readonly unknown[] = ['', '', 0]; ; ) {
    const rows: readonly Row[] = await database.query(
      // If a step's end was recorded twice, the last record counts.
      `select f.repository, f.project, f.n, r.kind, r.uid, r.version, r.number, r.claim, r.body from laforge.figures f
          join laforge.records r on r.repository = f.repository and r.project = f.project and r.n = f.n
            and not exists (select 1 from laforge.records l where l.repository = r.repository
              and l.project = r.project and l.kind = r.kind and l.uid = r.uid and l.version > r.version)
        ${where === '' ? 'where' : `${where} and`} f.part = 0 and (f.repository, f.project, f.n) > ($${at + 1}, $${at + 2}, $${at + 3})
        order by f.repository, f.project, f.n limit ${PAGE}`,
      [...values, ...last],
    );
    if (rows.length > 0) yield rows.flatMap(rowToStep);
    const end = rows.at(-1);
    if (end === undefined || rows.length < PAGE) return;
    last = [end.repository, end.project, end.n];
  }
}

/** Empty if the record cannot be read. */
function rowToStep(row: Row): readonly FleetStep[] {
  return rowsToRecords([row]).steps.map((record) => {
    const step = recordToFields(record);
    const {uid, branch, status, startTime, tokenUsage} = step;
    return {
      ...{repository: String(row.repository), project: String(row.project), uid, branch, status},
      id: row.number === null ? null : Number(row.number),
      agent: agentOf(step),
      model: modelsOf(step),
      startedAt: startTime,
      costUsd: tokenUsage?.cost ?? null,
      tokens: tokenUsage?.total_tokens ?? null,
    };
  });
}

function conditionsOf({repository, since, until}: FleetFilter) {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const named = repository === null ? [] : [repositoryCondition(repository, place)];
  const conditions = [
    ...named,
    ...(since === null ? [] : [`f.started_at >= ${place(since)}::timestamptz and f.month >= ${place(toMonth(since))}`]),
    ...(until === null ? [] : [`f.started_at < ${place(until)}::timestamptz and f.month <= ${place(toMonth(until))}`]),
  ];
  const all = (of: readonly string[]) => (of.length === 0 ? '' : `where ${of.join(' and ')}`);
  return {there: all(named), where: all(conditions), values};
}

/** A pattern without a host matches on any host. */
function repositoryCondition(pattern: string, place: (value: unknown) => string): string {
  const name = pattern.toLowerCase();
  const whole = name.split('/').length > 2 || !name.includes('/') ? name : `*/${name}`;
  if (!whole.includes('*')) return `f.repository = ${place(whole)}`;
  const like = whole.replace(/[\\%_]/g, '\\$&').replaceAll('*', '%');
  return `f.repository like ${place(like)}`;
}

function toMonth(time: Timestamp): number {
  return Number(time.slice(0, 7).replace('-', ''));
}

function monthOf(month: unknown): string {
  return String(month).replace(/^(\d{4})(\d\d)$/, '$1-$2');
}

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
