import {join} from 'node:path';
import type {Uid} from '../../domain/identity.ts';
import type {Reads} from '../../domain/ports/ledger.ts';
import {LEDGER_FILE} from '../../domain/ports/ledger.ts';
import type {History, HistoryCondition} from '../../domain/ports/store.ts';
import type {StepFilter} from '../../domain/step.ts';
import type {Fragment} from '../pending/fragments.ts';
import {createWrites} from '../pending/own-records.ts';
import {PendingWriter} from '../pending/pending-writer.ts';
import type {RunRecords} from '../pending/waiting-records.ts';
import {createReader, readRecords, readWithMissing} from '../reads.ts';
import {type GitHistoryDeps, HistoryWriter} from './history-writer.ts';
import type {KeptCopies} from './kept-copies.ts';
import {openHeads} from './latest-steps.ts';
import {openLocalLedger} from './local-ledger.ts';
import {GIT_LIMITS, RECENT_ROLLBACKS} from './meta.ts';
import type {Tip} from './tip.ts';

interface GitHistoryOptions extends RunRecords {
  readonly slug: string;
  readonly condition: HistoryCondition;
  /** The tip when the history was opened; null if there is none or it cannot be read. */
  readonly tip: Tip | null;
  readonly fragments: readonly Fragment[];
  /** States of the history that earlier commands loaded; null unless the command only shows it. */
  readonly copies: KeptCopies | null;
  readonly warnings: readonly string[];
  /** The rest of the time that the agent may wait before its start, in milliseconds. */
  readonly startMs: () => number;
}

/**
 * A history under a ref of the remote. An addition is there when the call returns, or it waits: a step that could not
 * be recorded in time begins without a number and gets one at its end.
 */
export function createGitHistory(deps: GitHistoryDeps, options: GitHistoryOptions): History {
  const {objects, clock} = deps;
  const {slug, folder, condition, tip} = options;
  const pending = new PendingWriter(deps, {...options, what: 'the history', beside: deps});
  const {own} = pending;
  const local = openLocalLedger(deps, join(folder, LEDGER_FILE), options.copies);
  const isReadable = condition.kind !== 'unreadable';
  const writer = new HistoryWriter(deps, {slug, tip, isReadable, pending, ledgerAt: (at) => local.at(at)});
  /** Reads the whole history or, if it is missing or unreadable, what this run added. */
  const read = async <Found>(ask: (reads: Reads) => Found): Promise<Found> => {
    const at = writer.tip;
    if (!isReadable || at === null) return ask(readRecords(own.all()));
    const ledger = await pending.inTurn(() => local.at(at));
    return ask(readWithMissing(ledger, (filter) => own.missingSteps(filter)));
  };
  const reader = createReader(read);

  const adopt = async (uid: Uid): Promise<void> => {
    const at = writer.tip;
    if (!isReadable || at === null) return;
    const ledger = await pending.inTurn(() => local.at(at));
    const [record] = ledger.records([uid]).steps;
    const lookup = ledger.getStep({kind: 'uid', prefix: uid});
    if (record !== undefined && lookup.kind === 'found') own.adopt(record, lookup.value);
  };

  return {
    condition,
    ofOneRepository: true,
    get dbPath() {
      return local.path;
    },
    warnings: options.warnings,

    ...reader,
    getLatestActiveStep: async (_repository, branch) => {
      const {tip: now} = writer;
      const head = now === null ? undefined : await openHeads(objects, now.sha).latest(branch);
      return head === null ? undefined : await read((reads) => reads.getLatestActiveStep(undefined, branch));
    },
    getStep: async (ref) => own.findMissing(ref) ?? (await reader.getStep(ref)),
    listSteps: (filter) => reader.listSteps(ofAnyName(filter)),
    countSteps: (filter) => reader.countSteps(ofAnyName(filter)),
    sumUsage: (filter) => reader.sumUsage(ofAnyName(filter)),
    tips: async () => (isReadable && writer.tip !== null ? writer.tip.meta.tips : await reader.tips()),
    countLeftOut: async () => local.setAside.length + (await reader.countLeftOut()),
    findUnrecorded: async (uids) => {
      const recent = writer.tip?.meta.recentRollbacks ?? [];
      const oldest = recent.length < RECENT_ROLLBACKS ? '' : (recent[0] ?? '');
      const unsure = uids.filter((uid) => uid >= oldest && !recent.includes(uid));
      if (unsure.length === 0 || !isReadable || writer.tip === null) return unsure;
      const isUnknown = (reads: Reads) => (uid: Uid) =>
        reads.getRollback({kind: 'uid', prefix: uid}).kind === 'unknown';
      return await read((reads) => unsure.filter(isUnknown(reads)));
    },

    ...createWrites(own, {
      ...{adopt, startMs: options.startMs, endMs: GIT_LIMITS.endMs},
      createdAt: () => clock.now().toISOString(),
      isStarted: deps.startTime === undefined,
      add: async (occasion, withinMs) => {
        if (isReadable || occasion !== 'start') await writer.addWaiting(withinMs);
        if (isReadable && occasion === 'start') await writer.refuseHidden(options.startMs());
      },
    }),
    pushWith: (changes, push) => writer.pushWith(changes, push),

    listRunning: async (limit) => (isReadable ? (writer.tip?.meta.running ?? []).slice(-limit).reverse() : []),
    interruptSteps: (notes, withinMs) => writer.interrupt(notes, Math.min(withinMs, options.startMs())),
    publish: () => writer.publish(),
    guard: async () => local.guard(),
    close: async () => {
      await pending.inTurn(async () => local.close());
      await pending.close();
    },
  };
}

/**
 * Drops the repository filter: every step of a history at a remote is of that repository, by whatever name it was
 * reached.
 */
function ofAnyName({repository: _, ...filter}: StepFilter = {}): StepFilter {
  return filter;
}
