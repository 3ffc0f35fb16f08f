import {setTimeout as wait} from 'node:timers/promises';
import {type BudgetFacts, budgetScope, formatBudget} from '../../domain/budget.ts';
import type {Budget} from '../../domain/documents.ts';
import {StoreError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import {outcomeRank} from '../../domain/merge.ts';
import type {History, HistoryCondition, Publication} from '../../domain/ports/store.ts';
import type {StepRecord} from '../../domain/records.ts';
import {isParent, repositoryKey} from '../../domain/repository-key.ts';
import type {Step} from '../../domain/step.ts';
import {interruptedOutcome} from '../../domain/step-status.ts';
import {type Added, type Addition, createWrites} from '../pending/own-records.ts';
import {type Beside, type Fragment, fragmentAdditions, PendingWriter} from '../pending/pending-writer.ts';
import type {RunRecords} from '../pending/waiting-records.ts';
import {createReader, readRecords, readWithMissing} from '../reads.ts';
import type {StoreDeps} from '../store-deps.ts';
import type {Database} from './database.ts';
import {type HistoryRows, recordOf} from './history-rows.ts';
import {openLoadedLedger} from './loaded-ledger.ts';
import {countSpent, ownerOf, reservationOf} from './reservations.ts';
import {rollbackRow, stepRow} from './rows.ts';

/** The longest waits for the database: in total before its agent starts, and for each record afterwards. */
export const POSTGRES_LIMITS = {startMs: 10_000, endMs: 120_000} as const;

interface PostgresHistoryOptions extends RunRecords {
  readonly database: Database;
  readonly rows: HistoryRows;
  /** The project's slug, for the refs of fragments. */
  readonly slug: string;
  /** The remote that takes records while the database is down; null if there is none. */
  readonly beside: Beside | null;
  readonly condition: HistoryCondition;
  readonly lookAgain: () => Promise<HistoryCondition>;
  /** Copies what the database has into the repository too, and never throws; null if nobody asked for that. */
  readonly mirror: (() => Promise<void>) | null;
  readonly fragments: readonly Fragment[];
  readonly warnings: readonly string[];
  /** The rest of the time that the agent may wait before its start, in milliseconds. */
  readonly startMs: () => number;
}

/**
 * A history in a database. An addition is there when the call returns, or it waits: a step that could not be recorded
 * in time begins without a number and gets one at its end.
 */
export function createPostgresHistory(deps: StoreDeps, options: PostgresHistoryOptions): History {
  const {rows, condition} = options;
  const isReadable = condition.kind !== 'unreadable';
  const pending = new PendingWriter(deps, {...options, what: 'the database'});
  const {own} = pending;
  const inTurn = <Result>(work: () => Promise<Result>) => pending.inTurn(work);
  const loaded = openLoadedLedger(deps, rows, options.folder);
  const appendDeps = {rows, now: () => deps.clock.now()};

  /**
   * True if the database can be written to. If it was down at the start, it may be back hours later when the agent
   * ends.
   */
  let mayAdd = isReadable;
  const findOut = async () => {
    mayAdd ||= (await options.lookAgain()).kind !== 'unreadable';
    return mayAdd;
  };

  /** What this run's steps saw of shared budgets when they took their numbers. */
  const spent = new Map<Uid, readonly BudgetFacts[]>();
  const countFor = async (step: Step, budget: Budget): Promise<BudgetFacts | null> => {
    const seen = spent.get(step.uid)?.find((it) => formatBudget(it.budget) === formatBudget(budget));
    if (seen !== undefined) return {...seen, budget};
    // A step that is not on record has reserved nothing.
    const scope = budgetScope(budget, step);
    if (scope?.kind !== 'shared') return null;
    const {query} = options.database;
    return await countSpent(query, ownerOf(rows.repository), {budget, ...scope.scope, but: step.uid});
  };

  const addWaiting = (withinMs: number) =>
    pending.addWithin(withinMs, async (deadline) => {
      for (const addition of fragmentAdditions(pending.fragments)) await append(appendDeps, addition, deadline);
      await pending.dropFragments();
      for (const addition of own.additions()) {
        const added = await append(appendDeps, addition, deadline);
        if (added.kind === 'step' && added.spent !== undefined) spent.set(added.uid, added.spent);
        own.settle([added]);
      }
      await pending.settle([]);
    });

  const load = async () => readWithMissing((await loaded.now()).ledger, (filter) => own.missingSteps(filter));
  const whole = createReader((ask) => inTurn(async () => ask(await load())));
  /** Reads the whole history only for what a few rows do not tell. */
  const readRows: typeof whole = {
    ...whole,
    getLatestActiveStep: (repository, branch) => inTurn(async () => (await rows.latestActive(repository, branch)).step),
    getStep: async (ref) =>
      own.findMissing(ref) ??
      (await inTurn(async () => ((await rows.isSettled()) ? await rows.find(ref) : (await load()).getStep(ref)))),
    findContested: (ids) => inTurn(async () => ((await rows.isSettled()) ? [] : (await load()).findContested(ids))),
    listSteps: (filter = {}) =>
      inTurn(async () => {
        const {limit, isLean} = filter;
        // A caller that adds up many steps asks page by page, so load the whole history for it.
        const isShort = limit !== undefined && isLean !== true && loaded.path === null && (await rows.isSettled());
        if (!isShort) return (await load()).listSteps(filter);
        return [...own.missingSteps(filter), ...(await rows.newest(filter, limit))].slice(0, limit);
      }),
    tips: () => inTurn(() => rows.tips()),
    listLeftOut: async () => (loaded.path === null ? [] : await whole.listLeftOut()),
  };

  const adopt = async (uid: Uid): Promise<void> => {
    if (!isReadable) return;
    const [known, lookup] = [recordOf(await rows.ofSteps([uid])), await rows.find({kind: 'uid', prefix: uid})];
    if (known !== undefined && lookup.kind === 'found') own.adopt(known, lookup.value);
  };

  const forget = () =>
    inTurn(async () => {
      await loaded.forget();
      await options.database.rest();
    });

  return {
    condition,
    get dbPath() {
      return loaded.path;
    },
    warnings: options.warnings,

    // If the history is unreadable, only what this run added.
    ...(isReadable ? readRows : createReader(async (ask) => ask(readRecords(own.all())))),
    findUnrecorded: async (uids) => (isReadable ? await inTurn(() => rows.missingRollbacks(uids)) : uids),

    ...createWrites(own, {
      ...{startMs: options.startMs, endMs: POSTGRES_LIMITS.endMs},
      createdAt: () => deps.clock.now().toISOString(),
      adopt: (uid) => inTurn(() => adopt(uid)),
      isStarted: deps.startTime === undefined,
      add: async (occasion, withinMs) => {
        if (occasion === 'end' ? await findOut() : mayAdd) await addWaiting(withinMs);
      },
    }),
    // The database and the repository cannot change together, so the changes are added after the push.
    pushWith: (_changes, push) => push([]),

    shared: {countFor: (step, budget) => inTurn(() => countFor(step, budget))},
    listRunning: async (limit) => (isReadable ? await inTurn(() => rows.running(limit)) : []),
    interruptSteps: async (notes, withinMs) => {
      const deadline = Date.now() + Math.min(withinMs, options.startMs());
      if (!isReadable) return [];
      return await inTurn(async () => {
        const interrupted: Uid[] = [];
        for (const [uid, note] of notes) {
          const record = recordOf(await rows.ofSteps([uid]));
          if (record === undefined || record.outcome !== null || Date.now() > deadline) continue;
          const ended = {...record, outcome: interruptedOutcome(record.draft, note)};
          await append(appendDeps, {kind: 'step', record: ended, id: null, isNew: false}, deadline);
          interrupted.push(uid);
        }
        return interrupted;
      });
    },

    async publish(): Promise<Publication> {
      const isOwed = own.isWaiting() || pending.fragments.length > 0;
      if (isOwed && mayAdd && pending.failure === null) await addWaiting(POSTGRES_LIMITS.endMs);
      if (!own.isWaiting()) {
        if (mayAdd) await options.mirror?.();
        return {kind: 'published'};
      }
      const unreadable = condition.kind === 'unreadable' ? condition.reason : null;
      return await pending.keep(pending.failure ?? unreadable ?? 'it could not be written.');
    },
    // An agent may write to local files, and an open connection is useless while it runs for hours.
    guard: async () => {
      await forget();
      return async () => {
        await forget();
        return [];
      };
    },
    close: async () => {
      await forget();
      await pending.close();
    },
  };
}

interface AppendDeps {
  readonly rows: HistoryRows;
  readonly now: () => Date;
}

/** `spent`: what was used of the budgets that the step shares, when it took its number. Only for a step that begins. */
type Appended = Added & {readonly spent?: readonly BudgetFacts[]};

const LONGEST_WAIT_MS = 1_000;

/**
 * Adds one record by compare-and-swap: one statement takes the next place and number, and does nothing if somebody else
 * took it first or the record is there already. The loser tries again after a random wait. Nobody waits for another's
 * transaction longer than that one statement.
 */
export async function append(deps: AppendDeps, addition: Addition, deadline: number): Promise<Appended> {
  for (let races = 0; ; races++) {
    const added =
      addition.kind === 'step'
        ? await addStep(deps, addition, races > 0)
        : await addRollback(deps, addition, races > 0);
    if (added !== undefined) return added;
    const pauseMs = Math.random() * Math.min(LONGEST_WAIT_MS, 4 * 2 ** races);
    if (Date.now() + pauseMs > deadline)
      throw new StoreError('unavailable', 'Others wrote to the history without a break until the time was up.');
    await wait(pauseMs);
  }
}

async function addStep(
  {rows, now}: AppendDeps,
  {record, id, isNew}: Addition & {readonly kind: 'step'},
  isAgain: boolean,
): Promise<Appended | undefined> {
  const {uid, replays, branch} = record.draft;
  // A step of another run, or one that has ended, uses nothing any more.
  const reservation = isNew && record.outcome === null ? reservationOf(rows.repository, record.draft) : null;
  const known = isNew && id === null && !isAgain ? [] : await rows.ofSteps([uid]);
  const before = recordOf(known);
  if (before !== undefined) {
    const number = Number(known[0]?.number);
    const whole: StepRecord = {...before, outcome: record.outcome ?? before.outcome};
    if (outcomeRank(whole) <= outcomeRank(before)) {
      // Its number was taken, and the answer lost, so what it saw of the budgets is counted once more.
      const spent = reservation === null ? [] : await rows.reserve(reservation);
      return spent && {kind: 'step', uid, record: before, id: number, spent};
    }
    // The figures are the difference from `before`, so the row may be added only if the step has no newer one.
    const added = await rows.add(stepRow(whole, number, null, before), {ofStep: known.length});
    return added && {kind: 'step', uid, record: whole, id: number};
  }
  const latest = replays === null ? await rows.latestActive(repositoryKey(record.draft), branch) : null;
  const step = latest?.step;
  const parent = step?.id == null || !isParent(step, record.draft) ? null : {uid: step.uid, id: step.id};
  const numbered: StepRecord = {...record, parentUid: parent?.uid ?? null};
  const row = stepRow(numbered, null, now().toISOString(), null);
  const added = await rows.add(row, latest === null ? null : {count: latest.seen, branch}, reservation);
  if (added?.number == null) return undefined;
  return {kind: 'step', uid, record: numbered, id: added.number, parent, spent: added.spent};
}

async function addRollback(
  {rows, now}: AppendDeps,
  {draft, isNew}: Addition & {readonly kind: 'rollback'},
  isAgain: boolean,
): Promise<Added | undefined> {
  const known = isNew && !isAgain ? undefined : await rows.ofRollback(draft.uid);
  if (known !== undefined) return {kind: 'rollback', uid: draft.uid, number: Number(known.number)};
  const added = await rows.add(rollbackRow(draft, null, now().toISOString()), null);
  return added?.number == null ? undefined : {kind: 'rollback', uid: draft.uid, number: added.number};
}
