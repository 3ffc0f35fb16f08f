import {join} from 'node:path';
import {describeError, InputError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import {LEDGER_FILE, type Reads} from '../../domain/ports/ledger.ts';
import type {History, HistoryCondition, Store} from '../../domain/ports/store.ts';
import {unreadRow} from '../../domain/records.ts';
import {fragmentRef, ledgerRef} from '../../domain/refs.ts';
import type {StepFilter} from '../../domain/step.ts';
import {runWithin} from '../../domain/within.ts';
import {createWrites} from '../pending/own-records.ts';
import {type Fragment, PendingWriter, readFragments} from '../pending/pending-writer.ts';
import {openRunRecords, type RunFolders, type RunRecords} from '../pending/waiting-records.ts';
import {createReader, readRecords, readWithMissing} from '../reads.ts';
import type {StoreDeps, StoreRequest} from '../store-deps.ts';
import {type GitHistoryDeps, HistoryWriter} from './history-writer.ts';
import {KeptCopies} from './kept-copies.ts';
import {openHeads} from './latest-steps.ts';
import {openLocalLedger, tellLost} from './local-ledger.ts';
import {GIT_LIMITS, RECENT_ROLLBACKS} from './meta.ts';
import {readTip, type Tip} from './tip.ts';

/** The most commits that are fetched to see that a history follows what this machine has seen of it. */
const MOST_LOOKED_BACK = 1000;

type GitStoreOptions = RunFolders & Pick<StoreRequest, 'slug' | 'repository' | 'copyFolder' | 'usesCopies'>;

interface Look {
  readonly condition: HistoryCondition;
  /** The tip when the history was opened; null if there is none or it cannot be read. */
  readonly tip: Tip | null;
  readonly fragments: readonly Fragment[];
}

/**
 * Keeps a history in the repository itself, under a ref beside its branches. Throws InputError if there is no remote to
 * keep it. Never touches the user's own repository.
 */
export function createGitStore(deps: StoreDeps, options: GitStoreOptions): Store {
  const {slug, repository, copyFolder = null, usesCopies = false} = options;
  const remote = repository?.remote ?? null;
  const objects = repository?.objects ?? null;
  if (remote === null || objects === null) {
    throw new InputError(
      'bad-environment',
      `The store is "git", which keeps the history at the remote, and ${repository === null ? 'there is no repository here' : `the repository in ${repository.root} has none`}. Add one as origin, or use the store "file".`,
    );
  }
  const historyDeps: GitHistoryDeps = {...deps, remote, objects};
  return {
    name: 'git',
    async open() {
      const warnings: string[] = [];
      const warn = (message: string) => void warnings.push(message);
      const began = Date.now();
      const history = `${remote.url} ${slug}`;
      const copies = copyFolder === null ? null : new KeptCopies(copyFolder, history);
      const seen = (await copies?.known()) ?? null;
      const look = await lookAtHistory(historyDeps, slug, warn);
      const records = await openRunRecords(deps, options, history, warn);
      // A step about to start spends no request on this.
      const lookBack = usesCopies ? MOST_LOOKED_BACK : 0;
      const isReadable = look.condition.kind !== 'unreadable';
      const present = {objects, slug, remote};
      const lost = isReadable ? await tellLost(seen, {...present, ...look, lookBack}) : null;
      if (lost !== null) warn(lost);
      /** Notes the state after a run's own records, unless it has lost what this machine saw before. */
      const see = async (tip: Tip | null): Promise<void> => {
        if (copies === null || tip === null || lost !== null || tip.sha === seen?.sha) return;
        const late = await tellLost(seen, {...present, tip, lookBack: MOST_LOOKED_BACK});
        if (late === null) await copies.see({sha: tip.sha, records: tip.meta.records});
        else deps.warn?.(late);
      };
      const ownMs = Math.max(0, GIT_LIMITS.startMs - (Date.now() - began));
      const startMs = () => deps.startTime?.leftMs('record') ?? ownMs;
      return createGitHistory(historyDeps, {
        ...look,
        ...records,
        slug,
        copies: usesCopies && lost === null ? copies : null,
        warnings,
        startMs,
        see,
      });
    },
  };
}

async function lookAtHistory(deps: GitHistoryDeps, slug: string, warn: (message: string) => void): Promise<Look> {
  const {objects} = deps;
  const ref = ledgerRef(slug);
  try {
    const limitMs = deps.startTime?.leftMs('history') ?? GIT_LIMITS.startMs;
    return await runWithin(limitMs, 'The history', async () => {
      const tips = await objects.fetchTips([ref, fragmentRef(slug, '*')]);
      const sha = tips.get(ref);
      if (sha === undefined) return {condition: {kind: 'empty'}, tip: null, fragments: []};
      const tip = await readTip(objects, sha);
      return {condition: {kind: 'found'}, tip, fragments: await readFragments(deps.objects, slug, tips, warn)};
    });
  } catch (error) {
    // Any failure makes the history unreadable; the agent still runs.
    return {condition: {kind: 'unreadable', reason: describeError(error)}, tip: null, fragments: []};
  }
}

interface GitHistoryOptions extends RunRecords, Look {
  readonly slug: string;
  /** States of the history that earlier commands loaded; null unless the command only shows it. */
  readonly copies: KeptCopies | null;
  readonly warnings: readonly string[];
  /** The rest of the time that the agent may wait before its start, in milliseconds. */
  readonly startMs: () => number;
  /** Told of the tip when the records of this run are there. */
  readonly see: (tip: Tip | null) => Promise<void>;
}

/**
 * A history under a ref of the remote. An addition is there when the call returns, or it waits: a step that could not
 * be recorded in time begins without a number and gets one at its end.
 */
function createGitHistory(deps: GitHistoryDeps, options: GitHistoryOptions): History {
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
    listLeftOut: async () => [
      ...local.setAside.map(({n}) => unreadRow(null, `record ${n} of the history`, {})),
      ...(await reader.listLeftOut()),
    ],
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
    publish: async () => {
      const publication = await writer.publish();
      if (isReadable) await options.see(writer.tip);
      return publication;
    },
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
