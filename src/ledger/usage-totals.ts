import {Reading} from '../domain/kinds.ts';
import type {StepFields, StepFilter} from '../domain/step.ts';
import {type UsageGroup, type UsageReport, usageReportOf, useOf} from '../domain/usage-report.ts';
import {NO_USAGE, type UsageTotals} from '../domain/usage-totals.ts';
import type {Database} from './database.ts';
import {isIntact, readFields, STEP_COLUMNS, STEP_TABLES, type StepRow} from './step-rows.ts';

/*
 * The totals of each day and branch are stored beside the steps, so that a list or a report of a million steps reads
 * only some hundreds of rows. The transaction that writes a step updates them.
 */

/** The sums. Each has a count of the steps in it, since a sum of nothing is unknown and not 0. */
const SUMS = {
  duration_ms: 'durationMs',
  input_tokens: 'inputTokens',
  cache_read_tokens: 'cacheReadTokens',
  cache_write_tokens: 'cacheWriteTokens',
  output_tokens: 'outputTokens',
  reasoning_tokens: 'reasoningTokens',
  total_tokens: 'totalTokens',
  cost: 'costUsd',
  estimated_cost: 'estimatedUsd',
} as const;
type SumColumn = keyof typeof SUMS;
const SUM_COLUMNS = Object.keys(SUMS) as readonly SumColumn[];
const FIGURES = ['entries', 'steps', 'partial', ...SUM_COLUMNS.flatMap((name) => [name, `known_${name}`])];

/** `all`: everything that began on a day on a branch; `agent` and `model`: the share of each. */
type Dimension = 'all' | 'agent' | 'model';
const KEYS = ['dimension', 'day', 'branch', 'name'] as const;

/** Names that may be missing are stored as JSON: in quotes, or as `null`. */
export const CREATE_USAGE_TOTALS = `CREATE TABLE usage_totals (
  ${KEYS.map((name) => `${name} TEXT NOT NULL`).join(',\n  ')},
  ${FIGURES.map((name) => `${name} REAL NOT NULL`).join(',\n  ')},
  PRIMARY KEY (${KEYS.join(', ')})
) STRICT, WITHOUT ROWID`;

const DROP_EMPTY = `DELETE FROM usage_totals WHERE entries = 0 AND ${KEYS.map((name) => `${name} = ?`).join(' AND ')}`;

const UNREADABLE: UsageTotals = {...NO_USAGE, steps: 1, withoutTokens: 1, withoutCost: 1};

/** Adds up the usage of steps in memory until it is stored. */
export class UsageCount {
  readonly #entries = new Map<string, {readonly keys: readonly string[]; readonly figures: number[]}>();

  add(step: StepFields): void {
    this.#count(step, 1);
  }

  /** Adds a row as it will be read. One that cannot be read counts as a step of unknown usage. */
  addRow(row: Readonly<Record<string, unknown>>, isIntactRow = true): void {
    const step = isIntactRow ? readFields(row, new Reading(false)) : undefined;
    if (step !== undefined) this.add(step);
    else {
      const branch = typeof row.branch === 'string' ? row.branch : null;
      this.#to('all', {day: String(row.start_time).slice(0, 10), branch, name: null}, 1, UNREADABLE);
    }
  }

  take(step: StepFields): void {
    this.#count(step, -1);
  }

  store(db: Database): void {
    if (this.#entries.size === 0) return;
    const columns = [...KEYS, ...FIGURES];
    const upsert = `INSERT INTO usage_totals (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
      ON CONFLICT DO UPDATE SET ${FIGURES.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')}`;
    for (const {keys, figures} of this.#entries.values()) {
      db.run(upsert, ...keys, ...figures);
      if ((figures[0] ?? 0) < 0) db.run(DROP_EMPTY, ...keys);
    }
    this.#entries.clear();
  }

  /** Compares these totals with the stored ones and names the first difference. */
  findDifference(db: Database): string | undefined {
    let found = 0;
    for (const columns of db.iterate<object>(`SELECT ${[...KEYS, ...FIGURES].join(', ')} FROM usage_totals`)) {
      const row: readonly unknown[] = Object.values(columns);
      found++;
      const own = this.#entries.get(JSON.stringify(row.slice(0, KEYS.length)));
      const isSame = own?.figures.every((figure, index) => isNearly(figure, Number(row[KEYS.length + index])));
      if (isSame !== true) return `the totals of ${row.slice(0, KEYS.length).join(' ')} are not those of its steps`;
    }
    return found === this.#entries.size ? undefined : 'totals of some steps are missing';
  }

  #count(step: StepFields, sign: 1 | -1): void {
    const use = useOf(step);
    const [day, branch] = [step.startTime.slice(0, 10), step.branch];
    this.#to('all', {day, branch, name: null}, sign, use?.usage ?? null);
    if (use === null) return;
    this.#to('agent', {day, branch, name: use.agent}, sign, use.usage);
    for (const {name, usage} of use.models) this.#to('model', {day, branch, name}, sign, usage);
  }

  #to(
    dimension: Dimension,
    {day, branch, name}: {readonly day: string; readonly branch: string | null; readonly name: string | null},
    sign: 1 | -1,
    usage: UsageTotals | null,
  ): void {
    const keys = [dimension, day, JSON.stringify(branch), JSON.stringify(name)];
    const key = JSON.stringify(keys);
    const entry = this.#entries.get(key) ?? {keys, figures: FIGURES.map(() => 0)};
    this.#entries.set(key, entry);
    for (const [index, figure] of toFigures(usage).entries())
      entry.figures[index] = (entry.figures[index] ?? 0) + sign * figure;
  }
}

function toFigures(usage: UsageTotals | null): readonly number[] {
  if (usage === null) return [1];
  const sums = SUM_COLUMNS.flatMap((name) => [usage[SUMS[name]] ?? 0, usage[SUMS[name]] === null ? 0 : 1]);
  return [1, usage.steps, usage.partial, ...sums];
}

/** Costs are fractions, so their sums depend slightly on the order. */
function isNearly(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
}

export function rebuildUsageTotals(db: Database): void {
  db.exec('DELETE FROM usage_totals');
  const count = new UsageCount();
  for (const row of db.iterate<StepRow>(`SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES}`)) count.addRow(row, isIntact(row));
  count.store(db);
}

/** A filter that the totals can answer: by branch, and from the beginning of a day. */
type TotalsFilter = Pick<StepFilter, 'branch' | 'startedSince'>;

/** Undefined if only the steps themselves can answer. */
export function toTotalsFilter({limit: _, ...filter}: StepFilter): TotalsFilter | undefined {
  const {branch, startedSince, ...others} = filter;
  if (Object.values(others).some((value) => value !== undefined)) return undefined;
  return startedSince === undefined || startedSince.endsWith('T00:00:00.000Z') ? filter : undefined;
}

export function readTotals(
  db: Database,
  filter: TotalsFilter,
): {readonly entries: number; readonly usage: UsageTotals} {
  const [found] = readGroups(db, 'all', "'null'", filter);
  return {entries: found?.entries ?? 0, usage: found?.usage ?? toTotals({})};
}

export function readUsageReport(db: Database, filter: TotalsFilter): UsageReport {
  const groups = (dimension: Dimension, name: string) =>
    readGroups(db, dimension, name, filter).flatMap(({entries: _, ...group}) => (group.usage.steps > 0 ? [group] : []));
  return usageReportOf(readTotals(db, filter).usage, {
    day: groups('all', 'json_quote(day)'),
    branch: groups('all', 'branch'),
    agent: groups('agent', 'name'),
    model: groups('model', 'name'),
  });
}

/** The totals of a dimension, grouped by an expression that gives a name as JSON. */
function readGroups(
  db: Database,
  dimension: Dimension,
  name: string,
  {branch, startedSince}: TotalsFilter,
): readonly (UsageGroup & {readonly entries: number})[] {
  const conditions = [
    'dimension = @dimension',
    ...(branch === undefined ? [] : ['branch = json_quote(@branch)']),
    ...(startedSince === undefined ? [] : ['day >= substr(@startedSince, 1, 10)']),
  ];
  const rows = db.all<Record<string, unknown>>(
    `SELECT ${name} AS name, ${FIGURES.map((figure) => `sum(${figure}) AS ${figure}`).join(', ')}
     FROM usage_totals WHERE ${conditions.join(' AND ')} GROUP BY 1`,
    {dimension, branch, startedSince},
  );
  return rows.map((row) => ({
    name: JSON.parse(String(row.name)),
    entries: Number(row.entries),
    usage: toTotals(row),
  }));
}

function toTotals(row: Readonly<Record<string, unknown>>): UsageTotals {
  const figure = (name: string) => Number(row[name] ?? 0);
  const sum = (name: SumColumn) => (figure(`known_${name}`) > 0 ? figure(name) : null);
  const steps = figure('steps');
  return {
    ...NO_USAGE,
    ...Object.fromEntries(SUM_COLUMNS.map((name) => [SUMS[name], sum(name)])),
    ...{steps, partial: figure('partial')},
    ...{withoutTokens: steps - figure('known_total_tokens'), withoutCost: steps - figure('known_cost')},
  };
}
