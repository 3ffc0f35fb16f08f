import type {Timestamp, Uid} from '../domain/identity.ts';
import {outcomeRank} from '../domain/merge.ts';
import {type Claim, recordToFields, type StepRecord, type UnreadRecord, unreadRow} from '../domain/records.ts';
import {hostOfId, isParent, latestOf, type RepositoryKey, repositoryKey} from '../domain/repository-key.ts';
import type {Step, StepDraft, StepFilter, StepOutcome} from '../domain/step.ts';
import {createUsageReport, type UsageReport} from '../domain/usage-report.ts';
import {addToTotals, NO_USAGE, totalsOf, type UsageTotals} from '../domain/usage-totals.ts';
import {nextNumber, STEP_NUMBERS} from './claims.ts';
import type {Database} from './database.ts';
import {STEP_RECORD_COLUMNS, stepDigest} from './row-digest.ts';
import {unreadable} from './sqlite-errors.ts';
import {recordToColumns, rowToRecord, rowToStep, STEP_COLUMNS, STEP_TABLES, type StepRow} from './step-rows.ts';
import {readTotals, readUsageReport, rebuildUsageTotals, toTotalsFilter, UsageCount} from './usage-totals.ts';

/** The number of steps read at once when only they tell the usage. */
const PAGE = 1_000;

/** Receives the name of each unreadable record that a list leaves out. */
type LeaveOut = (record: UnreadRecord) => void;

/** Inserts steps whose numbers are settled. The uid of a parent that is not in this file yet is kept. */
export function insertSteps(
  db: Database,
  records: readonly StepRecord[],
  claimOf: (uid: Uid) => Omit<Claim, 'uid'>,
): void {
  const insert = `INSERT INTO steps (id, active, claimed_at, parent_step_id, missing_parent_uid, digest, ${STEP_RECORD_COLUMNS.join(', ')})
     SELECT @id, @replays IS NULL, @claimed_at, parent.id, CASE WHEN parent.id IS NULL THEN @parent_uid END,
       ${stepDigest(parameter, '@id', '@claimed_at', '@parent_uid')}, ${STEP_RECORD_COLUMNS.map(parameter).join(', ')}
     FROM (SELECT 1) LEFT JOIN steps parent ON parent.uid = @parent_uid`;
  const count = new UsageCount();
  for (const record of records) {
    const columns = recordToColumns(record);
    const {number, claimedAt} = claimOf(record.draft.uid);
    db.run(insert, {
      ...columns,
      id: number,
      claimed_at: claimedAt === record.createdAt ? null : claimedAt,
      parent_uid: record.parentUid,
    });
    count.addRow(columns);
  }
  count.store(db);
}

const PARENT = '(SELECT p.id FROM steps p WHERE p.uid = @parent_uid)';
/** created_at stands in for a NULL claimed_at, so a claim at another time than the new created_at is written out. */
const CLAIMED_AT = 'nullif(coalesce(@claimed_at, claimed_at, created_at), @created_at)';
const REWRITE = `UPDATE steps SET
  claimed_at = ${CLAIMED_AT}, digest = ${stepDigest(parameter, 'id', CLAIMED_AT, '@parent_uid')},
  parent_step_id = ${PARENT}, missing_parent_uid = CASE WHEN ${PARENT} IS NULL THEN @parent_uid END,
  ${STEP_RECORD_COLUMNS.map((name) => `${name} = @${name}`).join(', ')} WHERE uid = @uid`;

/**
 * Rewrites a step from a stronger record with the same uid. The number and `active` stay, and so does the time of the
 * claim unless a new one is given. `known` is the record so far; undefined if its row cannot be read.
 */
export function rewriteStep(
  db: Database,
  record: StepRecord,
  known: StepRecord | undefined,
  claimedAt: Timestamp | null = null,
): void {
  const columns = recordToColumns(record);
  db.run(REWRITE, {...columns, parent_uid: record.parentUid, claimed_at: claimedAt});
  // Nobody knows what a damaged row had counted for.
  if (known === undefined) {
    rebuildUsageTotals(db);
    return;
  }
  const count = new UsageCount();
  count.take(recordToFields(known));
  count.addRow(columns);
  count.store(db);
}

export function createStep(db: Database, draft: StepDraft, now: Timestamp): Step {
  const existing = findStep(db, draft.uid);
  if (existing !== undefined) return existing;
  const parent = draft.replays === null ? latestActiveStep(db, repositoryKey(draft), draft.branch) : undefined;
  const parentUid = parent !== undefined && isParent(parent, draft) ? parent.uid : null;
  const record = {draft, parentUid, createdAt: now, outcome: null};
  insertSteps(db, [record], () => ({number: nextNumber(db, STEP_NUMBERS), claimedAt: now}));
  return findStep(db, draft.uid) ?? missing(draft.uid);
}

export function finishStep(db: Database, uid: Uid, outcome: StepOutcome): Step | undefined {
  const row = findRow(db, uid);
  if (row === undefined) return undefined;
  const record = rowToRecord(row) ?? unreadable(`step ${row.id}`);
  const finished = {...record, outcome};
  if (outcomeRank(finished) > outcomeRank(record)) rewriteStep(db, finished, record);
  return findStep(db, uid);
}

export function findStep(db: Database, uid: Uid): Step | undefined {
  const row = findRow(db, uid);
  return row && (rowToStep(row) ?? unreadable(`step ${row.id}`));
}

/** Finds the row of a step, damaged or not. */
export function findRow(db: Database, uid: Uid): StepRow | undefined {
  return db.get<StepRow>(FIND_ROW, uid);
}

const FIND_ROW = `SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} WHERE s.uid = ?`;

/** Finds the latest active step of a branch. An undefined repository means any. */
export function latestActiveStep(
  db: Database,
  repository: RepositoryKey | undefined,
  branch: string | null,
): Step | undefined {
  const ofBranch = `FROM ${STEP_TABLES} WHERE s.branch IS @branch AND s.active = 1`;
  const newest = (condition: string, values: object) => {
    const sql = `SELECT ${STEP_COLUMNS} ${ofBranch}${condition} ORDER BY s.id DESC`;
    for (const row of db.iterate<StepRow>(sql, {branch, ...values})) {
      const step = rowToStep(row);
      if (step !== undefined) return step;
    }
    return undefined;
  };
  if (repository === undefined) return newest('', {});
  const own = newest(` AND ${ofRepository('s.')}`, repositoryParameters(repository));
  if (own !== undefined) return own;
  const names = db.values<string | null>(
    `SELECT s.repository ${ofBranch} GROUP BY s.repository ORDER BY max(s.id) DESC`,
    {branch},
  );
  const latest = names.flatMap((name) => newest(' AND s.repository IS @name', {name}) ?? []);
  return latestOf(latest, repository);
}

/**
 * Lists steps, newest first, without unreadable ones: `verify` names them. With a limit, the list is empty only at the
 * end of the ledger, so that a caller can read page after page.
 */
export function listSteps(db: Database, filter: StepFilter, leaveOut: LeaveOut = () => {}): readonly Step[] {
  for (let from = filter; ; ) {
    const {steps, next} = listPage(db, from, leaveOut);
    if (steps.length > 0 || next === null) return steps;
    from = {...filter, beforeId: next};
  }
}

/** Lists one page. `next` is its last number; null if the page is not full. */
function listPage(db: Database, filter: StepFilter, leaveOut: LeaveOut) {
  const limit = filter.limit ?? -1;
  // One index range for each value of `active`: without a value SQLite would sort the whole branch.
  const arms: readonly StepFilter[] =
    filter.branch !== undefined && filter.active === undefined
      ? [
          {...filter, active: true},
          {...filter, active: false},
        ]
      : [filter];
  const ids = arms.map((arm) => `SELECT * FROM (SELECT id FROM steps${where(arm)} ORDER BY id DESC LIMIT @limit)`);
  const rows = db.iterate<StepRow>(
    `SELECT ${STEP_COLUMNS} FROM ${STEP_TABLES} WHERE s.id IN (${ids.join(' UNION ALL ')}) ORDER BY s.id DESC LIMIT @limit`,
    {...parameters(filter), limit},
  );
  const steps: Step[] = [];
  let [count, last] = [0, 0];
  // One at a time: a row is several times the size of its step, so never hold two of them.
  for (const row of rows) {
    const step = rowToStep(row, filter.isLean);
    if (step === undefined) leaveOut(unreadRow('step', `step ${row.id}`, row));
    else steps.push(step);
    count += 1;
    last = row.id;
  }
  return {steps, next: count > 0 && count === limit ? last : null};
}

export function countSteps(db: Database, {active, ...filter}: StepFilter): number {
  const totals = toTotalsFilter(filter);
  if (totals === undefined || filter.startedSince !== undefined) return countRows(db, {active, ...filter});
  const inactive = active === undefined ? 0 : countRows(db, {...filter, active: false});
  if (active === false) return inactive;
  return readTotals(db, totals).entries - inactive;
}

function countRows(db: Database, filter: StepFilter): number {
  return db.value<number>(`SELECT count(*) FROM steps${where(filter)}`, parameters(filter)) ?? 0;
}

/** Sums up the usage of the matching steps, without reading a long history into memory. */
export function sumUsage(db: Database, filter: StepFilter, leaveOut: LeaveOut = () => {}): UsageTotals {
  const {repository: _, ...ofAnyRepository} = filter;
  const fromTotals = toTotalsFilter(isOfOneRepository(db, filter) ? ofAnyRepository : filter);
  if (fromTotals !== undefined) return readTotals(db, fromTotals).usage;
  const sum = {...NO_USAGE};
  for (const page of pagesOf(db, filter, leaveOut)) addToTotals(sum, totalsOf(page));
  return sum;
}

/** True if all steps of the branch are of the repository, so that the totals, which do not know it, tell its usage. */
function isOfOneRepository(db: Database, {repository, branch}: StepFilter): boolean {
  if (repository === undefined || branch === undefined) return false;
  const others = `SELECT 1 FROM steps WHERE branch = @branch AND (${ofRepository('')}) IS NOT 1 LIMIT 1`;
  return db.value(others, {branch, ...repositoryParameters(repository)}) === undefined;
}

export function reportUsage(db: Database, filter: StepFilter): UsageReport {
  const fromTotals = toTotalsFilter(filter);
  if (fromTotals !== undefined) return readUsageReport(db, fromTotals);
  const report = createUsageReport();
  for (const page of pagesOf(db, filter, () => {})) report.add(page);
  return report.report();
}

function* pagesOf(db: Database, filter: StepFilter, leaveOut: LeaveOut): Generator<readonly Step[]> {
  for (let from: StepFilter | null = {...filter, limit: PAGE}; from !== null; ) {
    const {steps, next}: ReturnType<typeof listPage> = listPage(db, from, leaveOut);
    yield steps;
    from = next === null ? null : {...from, beforeId: next};
  }
}

function where(filter: StepFilter): string {
  const conditions = [
    filter.branch !== undefined && 'branch = @branch',
    filter.repository !== undefined && ofRepository(''),
    filter.active !== undefined && `active = ${filter.active ? 1 : 0}`,
    // The second condition lets SQLite use the index of steps that did not succeed.
    filter.status !== undefined &&
      (filter.status === 'succeeded' ? `status = 'succeeded'` : `status = @status AND status <> 'succeeded'`),
    filter.pullRequest !== undefined && 'pull_request = @pullRequest',
    filter.endedSince !== undefined && 'end_time >= @endedSince',
    filter.startedSince !== undefined && 'start_time >= @startedSince',
    filter.beforeId !== undefined && 'id < @beforeId',
  ].filter((condition) => condition !== false);
  return conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
}

/** `isSameRepository` as a condition on a row. */
function ofRepository(table: string): string {
  const id = `CASE WHEN json_valid(${table}run_json) THEN json_extract(${table}run_json, '$.repository_id') END`;
  const host = `substr(${table}repository, 1, instr(${table}repository, '/') - 1)`;
  return `CASE WHEN ${host} IS @host AND @host IS NOT NULL AND ${id} IS NOT NULL
    THEN ${id} = @repositoryId ELSE ${table}repository IS @repository END`;
}

function repositoryParameters(key: RepositoryKey) {
  return {...key, host: hostOfId(key)};
}

function parameters({repository, ...filter}: StepFilter): object {
  return {...filter, ...(repository === undefined ? {} : repositoryParameters(repository))};
}

function parameter(column: string): string {
  return `@${column}`;
}

function missing(uid: Uid): never {
  throw new Error(`Step ${uid} is not there right after it was written.`);
}
