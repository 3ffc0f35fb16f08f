import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {describeError, StoreError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import type {Ledger} from '../../domain/ports/ledger.ts';
import type {ObjectStore, PushResult, Remote} from '../../domain/ports/remote.ts';
import type {Change, History, HistoryCondition, Publication, PushAlong} from '../../domain/ports/store.ts';
import type {Clock} from '../../domain/ports/system.ts';
import type {LedgerRecords} from '../../domain/records.ts';
import {projectRollback} from '../../domain/rollback.ts';
import type {Step, StepFilter} from '../../domain/step.ts';
import {addReports, reportOf} from '../../domain/usage-report.ts';
import {addTotals, totalsOf} from '../../domain/usage-totals.ts';
import {runWithin} from '../../domain/within.ts';
import {FRAGMENT_FILE} from '../fragment.ts';
import {findByPrefix, recordsToRollbacks, recordsToSteps} from '../records-view.ts';
import {LEDGER_FILE} from '../save-files.ts';
import type {StoreDeps} from '../store-deps.ts';
import {type Append, type AppendDeps, append, type Doubt, hasArrived} from './append.ts';
import {dropFragments, type Fragment, fragmentAdditions, pushFragment} from './fragments.ts';
import {isRunningAt, readInterruptions} from './interruptions.ts';
import type {KeptCopies} from './kept-copies.ts';
import {openHeads} from './latest-steps.ts';
import {openLocalLedger} from './local-ledger.ts';
import {GIT_LIMITS, RECENT_ROLLBACKS} from './meta.ts';
import {OwnRecords} from './pending-records.ts';
import type {Addition} from './plan-append.ts';
import type {Tip} from './tip.ts';
import {joinRecords, type WaitingRecords} from './waiting-records.ts';

export type GitHistoryDeps = StoreDeps & {
  readonly objects: ObjectStore;
  readonly remote: Remote;
  readonly clock: Clock;
};

interface GitHistoryOptions {
  readonly slug: string;
  /** A folder of this run alone. */
  readonly folder: string;
  /** The folder goes when the history is closed, unless the only copy of a record is in it. */
  readonly isTemporary: boolean;
  readonly condition: HistoryCondition;
  /** The tip of the history when it was opened; null when there is none, or it cannot be read. */
  readonly tip: Tip | null;
  readonly fragments: readonly Fragment[];
  /** The records that earlier processes could not add. */
  readonly left: LedgerRecords;
  /** The folder for records that the remote refuses; null when nothing outlives the run. */
  readonly waiting: WaitingRecords | null;
  /** States of the history that earlier commands loaded; null for a command that does more than show it. */
  readonly copies: KeptCopies | null;
  readonly warnings: readonly string[];
  /** The rest of the agent's waits before its start, in milliseconds. */
  readonly startMs: () => number;
}

/**
 * A history under a ref of the remote. What is added is there when the call returns, or waits: a step that could not be
 * put on record in time begins without a number, and has it from its end on.
 */
export function createGitHistory(deps: GitHistoryDeps, options: GitHistoryOptions): History {
  const {objects, remote, clock} = deps;
  const {slug, folder, condition} = options;
  const file = join(folder, FRAGMENT_FILE);
  const own = new OwnRecords(file);
  own.takeOver(options.left);
  const local = openLocalLedger(deps, join(folder, LEDGER_FILE), options.copies);
  let tip = options.tip;
  let seenAt = condition.kind === 'unreadable' ? 0 : Date.now();
  let fragments = options.fragments;
  let doubt: Doubt | null = null;
  let failure: string | null = null;
  /** The folder of this run has a record that is nowhere else. */
  let hasOnlyCopy = false;
  let busy: Promise<unknown> = Promise.resolve();
  let isStarted = deps.startTime === undefined;

  const appendDeps: AppendDeps = {
    objects,
    slug,
    remoteUrl: remote.url,
    turnFolder: deps.turnFolder ?? null,
    ledgerAt: (at) => local.at(at),
    now: () => clock.now(),
    onTip: (seen) => {
      tip = seen;
      seenAt = Date.now();
    },
    lastLook: () => (doubt === null && seenAt > 0 ? {tip, at: seenAt} : null),
  };

  /** One after another, in the order of the calls. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = busy.then(work);
    busy = turn.catch(() => {});
    return turn;
  };

  /** Adds what waits and `more`, with the caller's push. */
  const add = async <Result extends PushResult>(
    more: (tip: Tip | null) => readonly Addition[],
    push: PushAlong<Result>,
    deadline: number,
  ): Promise<Append<Result>> => {
    const additions = async (now: Tip | null) => {
      if (doubt !== null && (await hasArrived(appendDeps, doubt, now))) own.settle(doubt.added);
      doubt = null;
      const later = more(now);
      const others = own.additions().filter((it) => !later.some((that) => uidOf(that) === uidOf(it)));
      return [...fragmentAdditions(fragments), ...others, ...later];
    };
    const result = await append(appendDeps, additions, push, deadline);
    if (result.kind === 'in-doubt' || result.kind === 'interrupted') doubt = result.doubt;
    if (result.kind === 'appended') {
      own.settle(result.added);
      failure = null;
      await own.save();
      await options.waiting?.drop(own.waiting());
      if (fragments.length > 0) await dropFragments(remote, fragments);
      fragments = [];
    }
    return result;
  };

  /** Adds what waits by itself, within a time. Whatever fails is a reason, not an exception. */
  const addWaiting = async (withinMs: number): Promise<void> => {
    const deadline = Date.now() + withinMs;
    const work = inTurn(async () => {
      const plain: PushAlong<PushResult> = (along) => remote.push(along, {atomic: false});
      const isTooLate = () => Date.now() > deadline;
      if (!own.isWaiting() || isTooLate()) return;
      const result = await add(() => [], plain, deadline);
      if (result.kind === 'late')
        failure = `others wrote to it for ${Math.ceil(withinMs / 1000)} seconds without a break.`;
      else if (result.kind === 'interrupted') failure = describeError(result.error);
      else if (result.kind !== 'appended') failure = explain(result.push);
    });
    try {
      await runWithin(withinMs, 'An answer of the history', () => work);
    } catch (error) {
      failure = describeError(error);
    }
  };

  /** Adds changes with the push that makes them true. Undefined where the history cannot be looked at. */
  const addWith = async <Result extends PushResult>(changes: readonly Change[], push: PushAlong<Result>) => {
    try {
      const result = await add(() => toAdditions(changes), push, Date.now() + GIT_LIMITS.endMs);
      if (result.kind === 'appended') {
        for (const change of changes) if (change.kind === 'rollback') own.addRollback(change.draft);
        own.settle(result.added);
      }
      return result;
    } catch (error) {
      failure = describeError(error);
      return undefined;
    }
  };

  /** The reading side: of the whole history, or without one of what this run added. */
  const readFrom = async <Found>(
    fromLedger: (ledger: Ledger) => Found,
    fromOwn: (records: LedgerRecords) => Found,
  ): Promise<Found> => {
    const at = tip;
    if (condition.kind === 'unreadable' || at === null) return fromOwn(own.all());
    return fromLedger(await inTurn(() => local.at(at)));
  };

  const toAdditions = (changes: readonly Change[]): readonly Addition[] =>
    changes.flatMap((change): readonly Addition[] => {
      if (change.kind === 'rollback') return [{kind: 'rollback', draft: change.draft, isNew: true}];
      const ending = own.endingOf(change.uid, change.outcome);
      return ending === undefined ? [] : [ending];
    });

  const stepOf = (uid: Uid): Step => {
    const step = own.step(uid);
    if (step !== undefined) return step;
    throw new StoreError('unwritable', `The history has no step ${uid}, so how it ended was not recorded.`);
  };

  /** A step that an earlier process of this run began. */
  const adopt = async (uid: Uid): Promise<void> => {
    const records = await readFrom(
      (ledger) => ({record: ledger.records([uid]).steps[0], lookup: ledger.getStep({kind: 'uid', prefix: uid})}),
      () => undefined,
    );
    if (records?.record !== undefined && records.lookup.kind === 'found')
      own.adopt(records.record, records.lookup.value);
  };

  /** Leaves what waits where the next process finds it; where nothing outlives the run, in its own file. */
  const keep = async (reason: string): Promise<Publication> => {
    if (options.waiting === null) {
      hasOnlyCopy = true;
      return {kind: 'kept', where: file, reason};
    }
    try {
      return {kind: 'waiting', where: await options.waiting.keep(own.waiting()), reason};
    } catch (error) {
      hasOnlyCopy = true;
      return {kind: 'kept', where: file, reason: `${reason} ${describeError(error)}`};
    }
  };

  return {
    condition,
    get dbPath() {
      return local.path;
    },
    warnings: options.warnings,

    latestActiveStep: async (_repository, branch) => {
      const head = tip === null ? undefined : await openHeads(objects, tip.sha).latest(branch);
      if (head === null) return undefined;
      return await readFrom(
        (ledger) => ledger.getLatestActiveStep(undefined, branch),
        (records) => recordsToSteps(records, {active: true}).find((step) => step.branch === branch),
      );
    },
    findStep: async (ref) => {
      const mine = ref.kind === 'uid' ? findByPrefix(own.missingSteps(), ref.prefix) : ({kind: 'unknown'} as const);
      if (mine.kind === 'found') return mine;
      return await readFrom(
        (ledger) => ledger.getStep(ref),
        (records) => (ref.kind === 'uid' ? findByPrefix(recordsToSteps(records), ref.prefix) : {kind: 'unknown'}),
      );
    },
    listSteps: async (asked) => {
      const filter = ofAnyName(asked);
      return await readFrom(
        (ledger) => [...own.missingSteps(filter), ...ledger.listSteps(filter)].slice(0, filter.limit),
        (records) => recordsToSteps(records, filter),
      );
    },
    countSteps: async (asked) => {
      const filter = ofAnyName(asked);
      return await readFrom(
        (ledger) => own.missingSteps(filter).length + ledger.countSteps(filter),
        (records) => recordsToSteps(records, filter).length,
      );
    },
    sumUsage: async (asked) => {
      const filter = ofAnyName(asked);
      return await readFrom(
        (ledger) => addTotals(totalsOf(own.missingSteps(filter)), ledger.sumUsage(filter)),
        (records) => totalsOf(recordsToSteps(records, filter)),
      );
    },
    reportUsage: async (filter) =>
      await readFrom(
        (ledger) => addReports(reportOf(own.missingSteps(filter)), ledger.reportUsage(filter)),
        (records) => reportOf(recordsToSteps(records, filter)),
      ),
    findRollback: async (ref) =>
      await readFrom(
        (ledger) => ledger.getRollback(ref),
        (records) => (ref.kind === 'uid' ? findByPrefix(recordsToRollbacks(records), ref.prefix) : {kind: 'unknown'}),
      ),
    listRollbacks: async (filter) =>
      await readFrom(
        (ledger) => ledger.listRollbacks(filter),
        (records) => recordsToRollbacks(records, filter),
      ),
    countLeftOut: async () =>
      local.setAside.length +
      (await readFrom(
        (ledger) => ledger.countLeftOut(),
        () => 0,
      )),
    findUnrecorded: async (uids) => {
      const recent = tip?.meta.recentRollbacks ?? [];
      const oldest = recent.length < RECENT_ROLLBACKS ? '' : (recent[0] ?? '');
      const unsure = uids.filter((uid) => uid >= oldest && !recent.includes(uid));
      if (unsure.length === 0) return [];
      return await readFrom(
        (ledger) => unsure.filter((uid) => ledger.getRollback({kind: 'uid', prefix: uid}).kind === 'unknown'),
        () => unsure,
      );
    },

    startStep: async (draft) => {
      if (!own.hasStep(draft.uid)) {
        own.start({draft, parentUid: null, createdAt: clock.now().toISOString(), outcome: null});
        await own.save();
        if (condition.kind !== 'unreadable') await addWaiting(options.startMs());
        isStarted = true;
      }
      return stepOf(draft.uid);
    },
    finishStep: async (uid, outcome) => {
      if (!own.hasStep(uid)) await adopt(uid);
      if (!own.isFinished(uid)) {
        own.finish(uid, outcome);
        await own.save();
        await addWaiting(GIT_LIMITS.endMs);
      }
      return stepOf(uid);
    },
    addRollback: async (draft) => {
      own.addRollback(draft);
      if (own.rollback(draft.uid)?.number == null) {
        await own.save();
        await addWaiting(isStarted ? GIT_LIMITS.endMs : options.startMs());
      }
      return own.rollback(draft.uid) ?? projectRollback(draft, []);
    },
    pushWith: <Result extends PushResult>(changes: readonly Change[], push: PushAlong<Result>) =>
      inTurn(async () => {
        const result = await addWith(changes, push);
        switch (result?.kind) {
          case 'appended':
            return result.push ?? (await push([]));
          case 'refused':
          case 'in-doubt':
            return result.push;
          case 'interrupted':
            throw result.error;
          default:
            // The history does not hold up what it is told of: what is added later waits until it can be.
            return await push([]);
        }
      }),

    listRunning: async (limit) =>
      condition.kind === 'unreadable' ? [] : (tip?.meta.running ?? []).slice(-limit).reverse(),
    interruptSteps: async (notes, withinMs) => {
      const limitMs = Math.min(withinMs, options.startMs());
      const deadline = Date.now() + limitMs;
      return await runWithin(limitMs, 'An answer of the history', () =>
        inTurn(async () => {
          if (tip === null) return [];
          const interruptions = await readInterruptions(objects, tip, notes);
          const more = (now: Tip | null) => interruptions.filter((it) => isRunningAt(now, uidOf(it)));
          const result = await add(more, (along) => remote.push(along, {atomic: false}), deadline);
          const added = result.kind === 'appended' ? result.added : [];
          return added.map(({uid}) => uid).filter((uid) => notes.has(uid));
        }),
      );
    },

    async publish(): Promise<Publication> {
      if (own.isWaiting() && failure === null) await addWaiting(GIT_LIMITS.endMs);
      if (!own.isWaiting()) return {kind: 'published'};
      const reason = failure ?? 'it could not be written.';
      const put = await inTurn(() => pushFragment(deps, slug, deps.uids.next(), own.waiting(), clock.now()));
      if ('where' in put) {
        await options.waiting?.drop(joinRecords([]));
        return {kind: 'fragment', where: put.where, reason};
      }
      return await keep(put.reason);
    },
    guard: async () => local.guard(),
    close: async () => {
      await busy;
      local.close();
      if (options.isTemporary && !hasOnlyCopy) await rm(folder, {recursive: true, force: true});
    },
  };
}

/** Every step in a history at a remote is of the repository there, by whatever name it was reached. */
function ofAnyName({repository: _, ...filter}: StepFilter = {}): StepFilter {
  return filter;
}

function explain(result: PushResult): string {
  return result.kind === 'pushed' ? '' : result.explanation;
}

function uidOf(addition: Addition): Uid {
  return addition.kind === 'step' ? addition.record.draft.uid : addition.draft.uid;
}
