import {describeError} from '../domain/errors.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import {type History, type HistoryCondition, isStored, type Publication} from '../domain/ports/store.ts';
import {type LedgerRecords, NO_RECORDS} from '../domain/records.ts';
import {interruptedOutcome} from '../domain/step-status.ts';
import {createWrites, OwnRecords} from './pending/own-records.ts';
import {createReader, readRecords} from './reads.ts';

interface LedgerHistoryOptions {
  readonly ledger: Ledger;
  readonly condition: HistoryCondition;
  readonly warnings?: readonly string[];
  /** True if the ledger already holds something that the store does not. */
  readonly unpublished?: boolean;
  /** True if other runs write to the same file. */
  readonly isShared: boolean;
  /** Makes the ledger's file durable. Called only if there is something to publish. Absent if every write is durable. */
  readonly publish?: () => Promise<Publication>;
}

/** Guards a ledger's file, as a history does. */
export function guardLedger(ledger: Ledger, isShared: boolean): () => Promise<readonly string[]> {
  const failed = (error: unknown) => [`${ledger.path} could not be guarded against changes: ${describeError(error)}`];
  try {
    const guard = ledger.guard();
    return async () => {
      try {
        const sentence = guard.restore(isShared);
        return sentence === null ? [] : [sentence];
      } catch (error) {
        return failed(error);
      }
    };
  } catch (error) {
    return async () => failed(error);
  }
}

/** A history in a local ledger, which answers everything; `publish` saves the whole file. */
export function createLedgerHistory({
  ledger,
  condition,
  warnings = [],
  publish = async () => ({kind: 'published'}),
  isShared,
  ...options
}: LedgerHistoryOptions): History {
  let {unpublished = false} = options;
  const change = async <Result>(run: () => Result): Promise<Result> => {
    unpublished = true;
    return run();
  };
  return {
    condition,
    dbPath: ledger.path,
    warnings,
    ...createReader(async (ask) => ask(ledger)),
    startStep: (draft) => change(() => ledger.createStep(draft)),
    finishStep: (uid, outcome) => change(() => ledger.updateStep(uid, outcome)),
    addRollback: (draft) => change(() => ledger.addRollback(draft)),
    pushWith: (_changes, push) => push([]),
    findUnrecorded: async (uids) =>
      uids.filter((uid) => ledger.getRollback({kind: 'uid', prefix: uid}).kind === 'unknown'),
    listRunning: async (limit) => ledger.listSteps({status: 'running', limit}),
    interruptSteps: async (notes) => {
      const running = ledger.listSteps({status: 'running'}).filter(({uid}) => notes.has(uid));
      for (const step of running) {
        await change(() => ledger.updateStep(step.uid, interruptedOutcome(step, notes.get(step.uid) ?? '')));
      }
      return running.map(({uid}) => uid);
    },
    async publish() {
      if (!unpublished) return {kind: 'published'};
      try {
        // Throws if the ledger could not be guarded. What is in its place must not be published.
        ledger.listSteps({limit: 1});
      } catch (error) {
        return {kind: 'kept', where: ledger.path, reason: describeError(error)};
      }
      const publication = await publish();
      if (publication.kind === 'published') unpublished = false;
      return publication;
    },
    guard: async () => guardLedger(ledger, isShared),
    close: async () => ledger.close(),
  };
}

/**
 * Merges what other runs saved into a ledger. Returns a sentence for each step whose number changed, since people may
 * have seen the old one.
 */
export function mergeIntoLedger(ledger: Ledger, others: Iterable<LedgerRecords>): readonly string[] {
  const numbers = new Map<string, {readonly from: number; to: number}>();
  for (const records of others) {
    for (const {uid, from, to} of ledger.merge(records).renumbered) {
      const known = numbers.get(uid);
      if (known !== undefined) known.to = to;
      else if (from !== null) numbers.set(uid, {from, to});
    }
  }
  return [...numbers]
    .filter(([, {from, to}]) => from !== to)
    .map(
      ([uid, {from, to}]) => `Step ${from} is step ${to} now: a parallel run had taken that number first (uid ${uid}).`,
    );
}

interface FragmentHistoryOptions {
  readonly condition: HistoryCondition;
  /** The file that records are written to at once, so that a killed process leaves them behind. */
  readonly file: string;
  /** The records that an earlier process of this run left in that file. */
  readonly records?: LedgerRecords;
  /** Puts the file into the store. Called only if it holds something. */
  readonly publish: () => Promise<Publication>;
}

/** The history of a run that could not read the real one. It knows only what this run adds, and settles no numbers. */
export function createFragmentHistory(options: FragmentHistoryOptions): History {
  const {condition, file, publish, records = NO_RECORDS} = options;
  const own = new OwnRecords(file);
  own.takeOver(records);
  let stored = 0;
  return {
    condition,
    dbPath: null,
    warnings: [],
    ...createReader(async (ask) => ask(readRecords(own.all()))),
    ...createWrites(own, {
      createdAt: (draft) => draft.startTime,
      // The records wait here for good.
      ...{adopt: async () => {}, add: async () => {}},
      ...{isStarted: true, startMs: () => 0, endMs: 0},
    }),
    pushWith: (_changes, push) => push([]),
    findUnrecorded: async (uids) => uids.filter((uid) => own.rollback(uid) === undefined),
    listRunning: async () => [],
    interruptSteps: async () => [],
    async publish() {
      const {changes} = own;
      if (changes === stored) return {kind: 'published'};
      const publication = await publish();
      if (isStored(publication)) stored = changes;
      return publication;
    },
    // Nothing to guard: the file is rewritten from memory.
    guard: async () => async () => [],
    close: async () => {},
  };
}
