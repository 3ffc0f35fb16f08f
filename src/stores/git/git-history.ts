import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {StoreError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import type {Ledger} from '../../domain/ports/ledger.ts';
import type {History, HistoryCondition} from '../../domain/ports/store.ts';
import type {LedgerRecords} from '../../domain/records.ts';
import {projectRollback} from '../../domain/rollback.ts';
import type {Step, StepFilter} from '../../domain/step.ts';
import {addReports, reportOf} from '../../domain/usage-report.ts';
import {addTotals, totalsOf} from '../../domain/usage-totals.ts';
import {FRAGMENT_FILE} from '../fragment.ts';
import {findByPrefix, recordsToRollbacks, recordsToSteps, tipsOfRecords} from '../records-view.ts';
import {LEDGER_FILE} from '../save-files.ts';
import type {Fragment} from './fragments.ts';
import {type GitHistoryDeps, HistoryWriter} from './history-writer.ts';
import type {KeptCopies} from './kept-copies.ts';
import {openHeads} from './latest-steps.ts';
import {openLocalLedger} from './local-ledger.ts';
import {GIT_LIMITS, RECENT_ROLLBACKS} from './meta.ts';
import {OwnRecords} from './pending-records.ts';
import type {Tip} from './tip.ts';
import type {WaitingRecords} from './waiting-records.ts';

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
  const {objects, clock} = deps;
  const {slug, folder, condition, tip, fragments, waiting} = options;
  const file = join(folder, FRAGMENT_FILE);
  const own = new OwnRecords(file);
  own.takeOver(options.left);
  const local = openLocalLedger(deps, join(folder, LEDGER_FILE), options.copies);
  const isReadable = condition.kind !== 'unreadable';
  const writer = new HistoryWriter(deps, {
    ...{slug, tip, isReadable, fragments, waiting, file, own},
    ledgerAt: (at) => local.at(at),
  });
  let isStarted = deps.startTime === undefined;

  /** The reading side: of the whole history, or without one of what this run added. */
  const readFrom = async <Found>(
    fromLedger: (ledger: Ledger) => Found,
    fromOwn: (records: LedgerRecords) => Found,
  ): Promise<Found> => {
    const at = writer.tip;
    if (!isReadable || at === null) return fromOwn(own.all());
    return fromLedger(await writer.inTurn(() => local.at(at)));
  };

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

  return {
    condition,
    ofOneRepository: true,
    get dbPath() {
      return local.path;
    },
    warnings: options.warnings,

    latestActiveStep: async (_repository, branch) => {
      const {tip: now} = writer;
      const head = now === null ? undefined : await openHeads(objects, now.sha).latest(branch);
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
    findContested: (ids) =>
      readFrom(
        (ledger) => ledger.findContested(ids),
        () => [],
      ),
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
    tips: async () => (isReadable && writer.tip !== null ? writer.tip.meta.tips : tipsOfRecords(own.all())),
    countLeftOut: async () =>
      local.setAside.length +
      (await readFrom(
        (ledger) => ledger.countLeftOut(),
        () => 0,
      )),
    findUnrecorded: async (uids) => {
      const recent = writer.tip?.meta.recentRollbacks ?? [];
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
        if (isReadable) {
          await writer.addWaiting(options.startMs());
          await writer.refuseHidden(options.startMs());
        }
        isStarted = true;
      }
      return stepOf(draft.uid);
    },
    finishStep: async (uid, outcome) => {
      if (!own.hasStep(uid)) await adopt(uid);
      if (!own.isFinished(uid)) {
        own.finish(uid, outcome);
        await own.save();
        await writer.addWaiting(GIT_LIMITS.endMs);
      }
      return stepOf(uid);
    },
    addRollback: async (draft) => {
      own.addRollback(draft);
      if (own.rollback(draft.uid)?.number == null) {
        await own.save();
        await writer.addWaiting(isStarted ? GIT_LIMITS.endMs : options.startMs());
      }
      return own.rollback(draft.uid) ?? projectRollback(draft, []);
    },
    pushWith: (changes, push) => writer.pushWith(changes, push),

    listRunning: async (limit) => (isReadable ? (writer.tip?.meta.running ?? []).slice(-limit).reverse() : []),
    interruptSteps: (notes, withinMs) => writer.interrupt(notes, Math.min(withinMs, options.startMs())),
    publish: () => writer.publish(),
    guard: async () => local.guard(),
    close: async () => {
      await writer.rest();
      local.close();
      if (options.isTemporary && !writer.hasOnlyCopy) await rm(folder, {recursive: true, force: true});
    },
  };
}

/** Every step in a history at a remote is of the repository there, by whatever name it was reached. */
function ofAnyName({repository: _, ...filter}: StepFilter = {}): StepFilter {
  return filter;
}
