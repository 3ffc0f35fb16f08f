import {describeError} from '../domain/errors.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import type {History, HistoryCondition, Publication} from '../domain/ports/store.ts';
import type {LedgerRecords} from '../domain/records.ts';
import {interruptedOutcome} from '../domain/step-status.ts';
import {createReader} from './reads.ts';

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
