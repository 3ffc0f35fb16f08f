import type {BudgetFacts} from '../../domain/budget.ts';
import type {Seen} from '../../domain/documents.ts';
import {errnoCode, StoreError} from '../../domain/errors.ts';
import {isUid, type StepRef, type Uid} from '../../domain/identity.ts';
import {mergeRecords} from '../../domain/merge.ts';
import type {Lookup} from '../../domain/ports/ledger.ts';
import type {RunningStep} from '../../domain/ports/store.ts';
import {NO_RECORDS, type StepRecord} from '../../domain/records.ts';
import {isSameRepository, latestOf, type RepositoryKey, repositoryKey} from '../../domain/repository-key.ts';
import type {RollbackDraft} from '../../domain/rollback.ts';
import type {Step, StepFilter} from '../../domain/step.ts';
import type {NumberedStep} from '../pending/own-records.ts';
import {recordsToSteps, tipsOfRecords} from '../reads.ts';
import type {Database, Row} from './database.ts';
import {addSums, beginSums, TABLES_OWNER} from './migrations.ts';
import {type Reservation, reservingCtes, spentOf} from './reservations.ts';
import {FIGURE_COLUMNS, type NewRow, rowsToRecords, strongestSteps} from './rows.ts';

export interface HistoryName {
  /** `host/owner/name`. */
  readonly repository: string;
  readonly project: string;
}

const PAGE = 1_000;
/** The number of newest steps that are searched for running ones. */
const RUNNING_AMONG = 300;
/** The number of newest rows that are searched for what the next record names. */
const LATELY = 200;
/** The number of a branch's steps that are searched at a time for its latest active one. */
const HEADS = 20;

/** After so many rows, the figures of a history are added up anew. */
const SUMMED_ROWS = 200;

const FIGURE_NAMES = FIGURE_COLUMNS.map(([name]) => name);
const FIGURES_GIVEN = FIGURE_NAMES.map((name) => `f.${name}`).join(', ');
const OF_HISTORY = 'repository = $1 and project = $2';
const NO_SUMS = 'not exists (select 1 from laforge.sums where repository = $1 and project = $2)';
const COLUMNS = 'n, kind, uid, version, number, claim, branch, body';
const HEAD = 'uid, number';

/** The rows of one history. The cost of a call does not depend on its length, except for reading all rows. */
export class HistoryRows {
  readonly #database: Database;
  readonly #name: readonly [string, string];

  constructor(database: Database, {repository, project}: HistoryName) {
    this.#database = database;
    this.#name = [repository, project];
  }

  get repository(): string {
    return this.#name[0];
  }

  /** Counts the rows, which is also the number of the last one. */
  async count(): Promise<number> {
    const [row] = await this.#select('max(n) as count', 'true');
    return Number(row?.count ?? 0);
  }

  /** True if this login may see the history. Names no table of records, since Citus would look for roles at its shards. */
  async isOurs(): Promise<boolean> {
    const [row] = await this.#database.query(
      `select pg_has_role(current_user, 'laforge_auditor', 'member') or pg_has_role(current_user, ${TABLES_OWNER}, 'member')
        or exists (select 1 from pg_roles where rolname = current_user and rolbypassrls)
        or $1 = any (laforge.own_repositories()) as ours`,
      [this.repository],
    );
    return row?.ours === true;
  }

  /** Reads the rows after the n-th one in pages. */
  async *after(n: number): AsyncIterable<readonly Row[]> {
    for (let from = n; ; ) {
      const rows = await this.next(from, PAGE);
      if (rows.length > 0) yield rows;
      if (rows.length < PAGE) return;
      from = Number(rows.at(-1)?.n);
    }
  }

  /** Reads the first rows after the n-th one. */
  async next(n: number, limit: number): Promise<readonly Row[]> {
    return await this.#select(COLUMNS, `n > $3 order by n limit ${limit}`, n);
  }

  async ofSteps(uids: readonly Uid[]): Promise<readonly Row[]> {
    return uids.length === 0 ? [] : await this.#select(COLUMNS, `kind = 'step' and uid = any($3)`, uids);
  }

  async ofRollback(uid: Uid): Promise<Row | undefined> {
    return (await this.#select(COLUMNS, `kind = 'rollback' and uid = $3`, uid))[0];
  }

  /** The subset of these rollbacks that is missing. */
  async missingRollbacks(uids: readonly Uid[]): Promise<readonly Uid[]> {
    if (uids.length === 0) return [];
    const rows = await this.#select('uid', `kind = 'rollback' and uid = any($3)`, uids);
    const known = new Set(rows.map(({uid}) => uid));
    return uids.filter((uid) => !known.has(uid));
  }

  /** The records that the next one should name, among the recent ones. */
  async tips(): Promise<readonly Seen[]> {
    const rows = await this.#select(COLUMNS, `true order by n desc limit ${LATELY}`);
    const numbers = rows.flatMap(({uid, number}) => (number === null ? [] : [[String(uid), Number(number)] as const]));
    return tipsOfRecords(mergeRecords(rowsToRecords(rows), NO_RECORDS), new Map(numbers));
  }

  /** True if all numbers are those of their rows: no imported claim could have changed one. */
  async isSettled(): Promise<boolean> {
    return (await this.#select('1', `kind in ('step-claim', 'rollback-claim') limit 1`)).length === 0;
  }

  /** The newest steps that pass a filter, read from the end. */
  async newest(filter: StepFilter, limit: number): Promise<readonly Step[]> {
    const found: Step[] = [];
    const rollbacks = await this.#rollbacks();
    for (let before = filter.beforeId ?? 2_000_000_000; found.length < limit; ) {
      const most = Math.min(PAGE, Math.max(20, limit));
      const heads = await this.#select(HEAD, `kind = 'step' and claim < $3 order by claim desc limit ${most}`, before);
      if (heads.length === 0) break;
      before = Number(heads.at(-1)?.number);
      found.push(...(await this.#steps(heads, rollbacks, filter)));
    }
    return found.slice(0, limit);
  }

  async find(ref: StepRef): Promise<Lookup<Step>> {
    // No index serves a part of a uid, since the database's collation decides how texts sort.
    const isOfUid = ref.kind === 'uid' && isUid(ref.prefix) ? 'uid = $3' : 'left(uid, length($3)) = $3';
    const heads =
      ref.kind === 'id'
        ? await this.#select(HEAD, `kind = 'step' and claim = $3`, ref.id)
        : await this.#select(`distinct ${HEAD}`, `kind = 'step' and ${isOfUid} limit 20`, ref.prefix);
    const steps = await this.#steps(heads, await this.#rollbacks(), {});
    const [value] = steps;
    if (value === undefined) return {kind: 'unknown'};
    return steps.length > 1 ? {kind: 'ambiguous', uids: steps.map(({uid}) => uid)} : {kind: 'found', value};
  }

  /**
   * Finds the latest active step of a branch, in any repository if none is named, and the number of rows that were
   * considered.
   */
  async latestActive(
    repository: RepositoryKey | undefined,
    branch: string | null,
  ): Promise<{readonly step: Step | undefined; readonly seen: number}> {
    const seen = await this.count();
    const rollbacks = await this.#rollbacks();
    const latest = new Map<string | null, Step>();
    for (let before = 2_000_000_000; ; ) {
      const isOfBranch = branch === null ? 'branch is null and $4::text is null' : 'branch = $4';
      const heads = await this.#select(
        HEAD,
        `${isOfBranch} and number < $3 and kind in ('step', 'step-claim') order by number desc limit ${HEADS}`,
        ...[before, branch],
      );
      if (heads.length === 0) return {step: repository && latestOf([...latest.values()], repository), seen};
      before = Number(heads.at(-1)?.number);
      const all = await this.#steps(heads, rollbacks, {active: true});
      const ofBranch = all.filter((it) => it.branch === branch);
      const isThere = (it: Step) => repository === undefined || isSameRepository(repositoryKey(it), repository);
      const step = ofBranch.find(isThere);
      if (step !== undefined) return {step, seen};
      for (const it of ofBranch) if (!latest.has(it.repository)) latest.set(it.repository, it);
    }
  }

  /** The steps on record as running, newest first, among the newest of all. */
  async running(limit: number): Promise<readonly RunningStep[]> {
    const heads = await this.#query(
      // If an import gave a step another number, that number has its own row.
      `select s.uid, max(s.number) as number from (
          (select uid, number from laforge.records where ${OF_HISTORY} and kind = 'step' and claim > 0
            order by claim desc limit ${RUNNING_AMONG})
          union all (select uid, number from laforge.records where ${OF_HISTORY} and kind = 'step-claim'
            order by number desc limit ${RUNNING_AMONG})) s
        where not exists (select 1 from laforge.records e
          where e.repository = $1 and e.project = $2 and e.kind = 'step' and e.uid = s.uid and e.version > 0)
        group by s.uid order by number desc limit $3`,
      limit,
    );
    return await this.#steps(heads, [], {});
  }

  /**
   * Adds one row as the next one, unless something relevant came after `seen`: a step of the branch whose latest was
   * looked up, or a row of the step itself, which had `ofStep` rows. Reserves in the same statement what the step may use
   * of shared budgets, and tells what was used of them. Undefined if somebody was faster or the row is there already.
   */
  async add(
    row: NewRow,
    seen: {readonly count: number; readonly branch: string | null} | {readonly ofStep: number} | null,
    reservation: Reservation | null = null,
  ): Promise<{readonly number: number | null; readonly spent: readonly BudgetFacts[]} | undefined> {
    const {kind, uid, version, number, claims, branch, body, figures} = row;
    const claimed = `coalesce((select r.claim from laforge.records r where r.repository = $1 and r.project = $2
        and r.kind = $3 and r.claim > 0 order by r.claim desc limit 1), 0)`;
    const contested = `coalesce((select max(r.number) from laforge.records r where r.repository = $1 and r.project = $2
        and r.kind = $3 || '-claim'), 0)`;
    const values: unknown[] = [
      kind,
      uid,
      version,
      number,
      claims,
      branch,
      body,
      ...(seen !== null && 'count' in seen ? [seen.count, seen.branch] : [null, null]),
      seen !== null && 'ofStep' in seen ? seen.ofStep : null,
    ];
    const counted = `counted as (
        insert into laforge.figures (repository, project, n, ${FIGURE_NAMES.join(', ')})
        select a.repository, a.project, a.n, ${FIGURES_GIVEN} from added a, ${figuresIn('$13')}
        returning n
      ), begun as (${beginSums('added', NO_SUMS)})`;
    const summed = `(select s.upto from laforge.sums s where s.repository = $1 and s.project = $2
        order by s.after desc limit 1)`;
    const more = [
      ...(figures.length === 0 ? [] : [counted]),
      ...(reservation === null ? [] : [reservingCtes(figures.length === 0 ? '$13' : '$14', reservation)]),
    ];
    const added = await this.#query(
      `with added as (
        insert into laforge.records (repository, project, n, kind, uid, version, number, claim, branch, body)
        select $1, $2, next.n, $3, $4, $5::bigint, next.number,
          case when $7::boolean then next.number end, $8, $9
        from (select
            coalesce((select max(r.n) from laforge.records r where r.repository = $1 and r.project = $2), 0) + 1 as n,
            case when $7::boolean and $6::bigint is null then greatest(${claimed}, ${contested}) + 1
              else $6::bigint end as number) next
        where ($12::bigint is null or $12::bigint = (select count(*) from laforge.records r
            where r.repository = $1 and r.project = $2 and r.kind = $3 and r.uid = $4))
          and ($10::bigint is null or not exists (select 1 from laforge.records r
          where r.repository = $1 and r.project = $2 and r.n > $10::bigint
            and (r.kind <> 'step' or r.branch is not distinct from $11::text and (r.claim is not null
              or exists (select 1 from laforge.records s where s.repository = $1 and s.project = $2 and s.kind = 'step'
                and s.uid = r.uid and s.claim is not null and s.branch is distinct from r.branch)))))
        on conflict do nothing
        returning repository, project, n, number
      )${more.map((tables) => `, ${tables}`).join('')}
      select a.number${figures.length === 0 ? '' : `, a.n, ${summed} as summed`}${reservation === null ? ' from added a' : ', s.* from added a left join spent s on true'}${
        figures.length === 0 ? '' : ' join counted c on c.n = a.n'
      }`,
      ...values,
      ...(figures.length === 0 ? [] : [toJson(figures)]),
      ...(reservation === null ? [] : [reservation.json]),
    ).catch(nothingIfTaken);
    const [first] = added;
    if (first === undefined) return undefined;
    if (figures.length > 0 && Number(first.n) - Number(first.summed) >= SUMMED_ROWS) await this.#addSums();
    return {
      number: first.number === null ? null : Number(first.number),
      spent: reservation === null ? [] : spentOf(reservation, added),
    };
  }

  /** Reserves what a step on record may use, unless it has, as `add` does. Undefined if somebody was faster. */
  async reserve(reservation: Reservation): Promise<readonly BudgetFacts[] | undefined> {
    const rows = await this.#query(
      `with added as (select $1::text as repository, $2::text as project), ${reservingCtes('$3', reservation)} select * from spent`,
      reservation.json,
    ).catch(nothingIfTaken);
    return rows.length === 0 ? undefined : spentOf(reservation, rows);
  }

  /**
   * Adds rows after the n-th in portions, each completely or not at all. False if somebody else added rows first; the
   * portions before that stay.
   */
  async addAll(rows: readonly NewRow[], count: number): Promise<boolean> {
    for (let from = 0; from < rows.length; from += PAGE) {
      const portion = rows.slice(from, from + PAGE);
      const values = [
        portion.map(({kind}) => kind),
        portion.map(({uid}) => uid),
        portion.map(({version}) => version),
        portion.map(({number}) => number),
        portion.map(({claims, number}) => (claims ? number : null)),
        portion.map(({branch}) => branch),
        portion.map(({body}) => body),
      ];
      const figures = portion.flatMap(({figures}, index) =>
        figures.map((it) => ({...it, n: count + from + index + 1})),
      );
      const added = await this.#query(
        `with added as (
          insert into laforge.records (repository, project, n, kind, uid, version, number, claim, branch, body)
          select $1, $2, $3::bigint + t.place, t.kind, t.uid, t.version, t.number, t.claim, t.branch, t.body
          from unnest($4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::bigint[], $9::text[], $10::text[])
            with ordinality as t (kind, uid, version, number, claim, branch, body, place)
          where $3::bigint = coalesce((select max(r.n) from laforge.records r where r.repository = $1 and r.project = $2), 0)
          returning n
        ), begun as (${beginSums('(select $1::text as repository, $2::text as project from added)', NO_SUMS)}
        ), counted as (
          insert into laforge.figures (repository, project, n, ${FIGURE_NAMES.join(', ')})
          select $1, $2, f.n, ${FIGURES_GIVEN} from ${figuresIn('$11', 'n bigint')}
          where exists (select 1 from added)
          returning n
        ) select n from added`,
        count + from,
        ...values,
        toJson(figures),
      ).catch(nothingIfTaken);
      if (added.length !== portion.length) return false;
    }
    await this.#addSums();
    return true;
  }

  /** Readers add up what has no sums yet, so a failure harms nothing. */
  async #addSums(): Promise<void> {
    await this.#query(addSums('s.repository = $1 and s.project = $2')).catch(() => {});
  }

  /** Reads the steps of these uids and numbers as a ledger returns them, in order. */
  async #steps(
    heads: readonly Row[],
    rollbacks: readonly RollbackDraft[],
    filter: StepFilter,
  ): Promise<readonly Step[]> {
    const uids = [...new Set(heads.map(({uid}) => String(uid)))];
    const records = strongestSteps(await this.ofSteps(uids));
    const parents = records.flatMap(({parentUid}) => (parentUid === null ? [] : [parentUid]));
    // Newest first: if an import gave a step another number, the higher one is its own.
    const numbers = new Map(heads.map(({uid, number}) => [String(uid), Number(number)] as const).reverse());
    for (const head of await this.#headsOf(parents.filter((uid) => !numbers.has(uid)))) numbers.set(head.uid, head.id);
    const {limit: _, beforeId: __, ...rest} = filter;
    const byUid = new Map(
      recordsToSteps({steps: records, rollbacks}, rest).map((step) => [step.uid, withNumbers(step, numbers)]),
    );
    return uids.flatMap((uid) => byUid.get(uid) ?? []);
  }

  async #headsOf(uids: readonly Uid[]): Promise<readonly NumberedStep[]> {
    if (uids.length === 0) return [];
    const rows = await this.#select(`distinct ${HEAD}`, `kind = 'step' and uid = any($3)`, uids);
    return rows.map(({uid, number}) => ({uid: String(uid), id: Number(number)}));
  }

  async #rollbacks(): Promise<readonly RollbackDraft[]> {
    return rowsToRecords(await this.#select(COLUMNS, `kind = 'rollback'`)).rollbacks;
  }

  /** Selects rows of the history: what $3 and the like mean comes behind the condition. */
  async #select(columns: string, condition: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
    return await this.#query(`select ${columns} from laforge.records where ${OF_HISTORY} and ${condition}`, ...values);
  }

  async #query(sql: string, ...values: readonly unknown[]): Promise<readonly Row[]> {
    return await this.#database.query(sql, [...this.#name, ...values]);
  }
}

/** No rows if somebody took the place or a number at the same moment, so that nothing was added. */
function nothingIfTaken(error: unknown): readonly Row[] {
  if (error instanceof StoreError && errnoCode(error.cause) === '23505') return [];
  throw error;
}

/** The figures in a parameter as a table `f`. */
function figuresIn(parameter: string, ...more: readonly string[]): string {
  const columns = [...more, ...FIGURE_COLUMNS.map((column) => column.join(' '))];
  return `jsonb_to_recordset(${parameter}::jsonb) as f (${columns.join(', ')})`;
}

function toJson(figures: readonly object[]): string {
  return JSON.stringify(figures, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function withNumbers(step: Step, numbers: ReadonlyMap<Uid, number>): Step {
  const {uid, parentUid} = step;
  return {
    ...step,
    id: numbers.get(uid) ?? null,
    parentStepId: parentUid === null ? null : (numbers.get(parentUid) ?? null),
  };
}

/** The record of a step from its rows; undefined if none is readable. */
export function recordOf(rows: readonly Row[]): StepRecord | undefined {
  return strongestSteps(rows)[0];
}
