import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {describeError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import type {Reads} from '../../domain/ports/ledger.ts';
import type {ObjectStore, Remote} from '../../domain/ports/remote.ts';
import type {History, HistoryCondition, Publication} from '../../domain/ports/store.ts';
import {NO_RECORDS} from '../../domain/records.ts';
import {interruptedOutcome} from '../../domain/step-status.ts';
import {runWithin} from '../../domain/within.ts';
import {FRAGMENT_FILE} from '../fragment.ts';
import {dropFragments, type Fragment, fragmentAdditions, pushFragment} from '../git/fragments.ts';
import {createWrites, keepWaiting, OwnRecords} from '../git/pending-records.ts';
import type {Addition} from '../git/plan-append.ts';
import type {RunRecords} from '../git/waiting-records.ts';
import {createReader, readWithMissing} from '../reads.ts';
import {readRecords} from '../records-view.ts';
import type {StoreDeps} from '../store-deps.ts';
import {append} from './append.ts';
import type {Database} from './database.ts';
import {type HistoryName, type HistoryRows, recordOf} from './history-rows.ts';
import {openLoadedLedger} from './loaded-ledger.ts';
import {reserve} from './reservations.ts';

/** The longest waits for the database: before its agent starts, all in all, and for each record after it. */
export const POSTGRES_LIMITS = {startMs: 10_000, endMs: 120_000} as const;

interface PostgresHistoryOptions extends RunRecords {
  readonly database: Database;
  readonly rows: HistoryRows;
  readonly name: HistoryName;
  /** The slug of the project, for the refs of fragments. */
  readonly slug: string;
  /** The remote that takes records while the database is down; null where there is none. */
  readonly beside: {readonly remote: Remote; readonly objects: ObjectStore} | null;
  readonly condition: HistoryCondition;
  /** Looks at the history anew. */
  readonly lookAgain: () => Promise<HistoryCondition>;
  readonly fragments: readonly Fragment[];
  readonly warnings: readonly string[];
  /** The rest of the agent's waits before its start, in milliseconds. */
  readonly startMs: () => number;
}

/**
 * A history in a database. What is added is there when the call returns, or waits: a step that could not be put on
 * record in time begins without a number, and has it from its end on.
 */
export function createPostgresHistory(deps: StoreDeps, options: PostgresHistoryOptions): History {
  const {rows, folder, condition, beside, slug} = options;
  const file = join(folder, FRAGMENT_FILE);
  const own = new OwnRecords(file);
  own.takeOver(options.left);
  const loaded = openLoadedLedger(deps, rows, folder);
  const appendDeps = {rows, now: () => deps.clock.now()};
  let fragments = options.fragments;
  let failure: string | null = null;
  let hasOnlyCopy = false;
  let busy: Promise<unknown> = Promise.resolve();

  /** What the database may be told: where it was not there at the start, an agent's hours later it may be. */
  let mayAdd = condition.kind !== 'unreadable';
  const findOut = async () => {
    mayAdd ||= (await options.lookAgain()).kind !== 'unreadable';
    return mayAdd;
  };

  /** One after another, in the order of the calls. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = busy.then(work);
    busy = turn.catch(() => {});
    return turn;
  };

  const add = async (addition: Addition, deadline: number) =>
    own.settle([await append(appendDeps, addition, deadline)]);

  /** Adds what waits, within a time. Whatever fails is a reason, not an exception. */
  const addWaiting = async (withinMs: number): Promise<void> => {
    const deadline = Date.now() + withinMs;
    const work = inTurn(async () => {
      // Another call may have added all of it meanwhile, or the time for it is over.
      if (Date.now() > deadline) return;
      for (const addition of fragmentAdditions(fragments)) await append(appendDeps, addition, deadline);
      if (fragments.length > 0 && beside !== null) await dropFragments(beside.remote, fragments);
      fragments = [];
      for (const addition of own.additions()) await add(addition, deadline);
      failure = null;
      await own.save();
      await options.waiting?.drop(own.waiting());
    });
    try {
      await runWithin(withinMs, 'An answer of the database', () => work);
    } catch (error) {
      failure = describeError(error);
    }
  };

  /** Of the whole history; without one, of what this run added. */
  const readFrom = async <Found>(fromRows: () => Promise<Found>, fromOwn: (reads: Reads) => Found): Promise<Found> =>
    condition.kind === 'unreadable' ? fromOwn(readRecords(own.all())) : await inTurn(fromRows);
  const load = async () => readWithMissing(await loaded.now(), (filter) => own.missingSteps(filter));
  const reader = createReader((ask) => readFrom(async () => ask(await load()), ask));

  const adopt = async (uid: Uid): Promise<void> => {
    if (condition.kind === 'unreadable') return;
    const [known, lookup] = [recordOf(await rows.ofSteps([uid])), await rows.find({kind: 'uid', prefix: uid})];
    if (known !== undefined && lookup.kind === 'found') own.adopt(known, lookup.value);
  };

  const keep = async (reason: string): Promise<Publication> => {
    const kept = await keepWaiting(own, {waiting: options.waiting, file, reason});
    hasOnlyCopy ||= kept.kind === 'kept';
    return kept;
  };

  return {
    condition,
    get dbPath() {
      return loaded.path;
    },
    warnings: options.warnings,

    ...reader,
    getLatestActiveStep: (repository, branch) =>
      readFrom(
        async () => (await rows.latestActive(repository, branch)).step,
        (reads) => reads.getLatestActiveStep(repository, branch),
      ),
    getStep: async (ref) =>
      own.findMissing(ref) ??
      (await readFrom(
        async () => ((await rows.isSettled()) ? await rows.find(ref) : (await load()).getStep(ref)),
        (reads) => reads.getStep(ref),
      )),
    findContested: (ids) =>
      readFrom(
        async () => ((await rows.isSettled()) ? [] : (await load()).findContested(ids)),
        () => [],
      ),
    listSteps: (filter = {}) =>
      readFrom(
        async () => {
          const {limit, isLean} = filter;
          // Who adds up many asks page by page.
          const isShort = limit !== undefined && isLean !== true && loaded.path === null && (await rows.isSettled());
          if (!isShort) return (await load()).listSteps(filter);
          return [...own.missingSteps(filter), ...(await rows.newest(filter, limit))].slice(0, limit);
        },
        (reads) => reads.listSteps(filter),
      ),
    tips: () =>
      readFrom(
        () => rows.tips(),
        (reads) => reads.tips(),
      ),
    countLeftOut: async () => (loaded.path === null ? 0 : await reader.countLeftOut()),
    findUnrecorded: (uids) =>
      readFrom(
        () => rows.missingRollbacks(uids),
        () => uids,
      ),

    ...createWrites(own, {
      ...{clock: deps.clock, startMs: options.startMs, endMs: POSTGRES_LIMITS.endMs},
      adopt: (uid) => inTurn(() => adopt(uid)),
      isStarted: deps.startTime === undefined,
      add: async (occasion, withinMs) => {
        if (occasion === 'end' ? await findOut() : mayAdd) await addWaiting(withinMs);
      },
    }),
    // The database and the repository cannot move together, so what a push means is added behind it.
    pushWith: (_changes, push) => push([]),

    shared: {reserve: (step, budgets) => inTurn(() => reserve(options.database, options.name, step, budgets))},
    listRunning: (limit) =>
      readFrom(
        () => rows.running(limit),
        () => [],
      ),
    interruptSteps: (notes, withinMs) => {
      const deadline = Date.now() + Math.min(withinMs, options.startMs());
      return readFrom(
        async () => {
          const interrupted: Uid[] = [];
          for (const [uid, note] of notes) {
            const record = recordOf(await rows.ofSteps([uid]));
            if (record === undefined || record.outcome !== null || Date.now() > deadline) continue;
            const ended = {...record, outcome: interruptedOutcome(record.draft, note)};
            await append(appendDeps, {kind: 'step', record: ended, id: null, isNew: false}, deadline);
            interrupted.push(uid);
          }
          return interrupted;
        },
        () => [],
      );
    },

    async publish(): Promise<Publication> {
      const isOwed = own.isWaiting() || fragments.length > 0;
      if (isOwed && mayAdd && failure === null) await addWaiting(POSTGRES_LIMITS.endMs);
      if (!own.isWaiting()) return {kind: 'published'};
      const reason = failure ?? (condition.kind === 'unreadable' ? condition.reason : 'it could not be written.');
      if (beside === null) return await keep(reason);
      const put = await inTurn(() => pushFragment(beside, slug, deps.uids.next(), own.waiting(), deps.clock.now()));
      if ('reason' in put) return await keep(reason);
      await options.waiting?.drop(NO_RECORDS);
      return {kind: 'fragment', where: put.where, reason};
    },
    // An agent may write to files of this machine, and an open connection is no use while it runs for hours.
    guard: async () => {
      const forget = async () =>
        await inTurn(async () => {
          await loaded.forget();
          await options.database.rest();
        });
      await forget();
      return async () => {
        await forget();
        return [];
      };
    },
    close: async () => {
      await busy;
      await loaded.forget();
      await options.database.rest();
      if (options.isTemporary && !hasOnlyCopy) await rm(folder, {recursive: true, force: true});
    },
  };
}
