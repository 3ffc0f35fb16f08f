import type {Seen} from '../documents.ts';
import type {RollbackRef, StepRef, Uid} from '../identity.ts';
import type {Claim, LedgerRecords, SetAside, UnreadRecord} from '../records.ts';
import type {RepositoryKey} from '../repository-key.ts';
import type {Rollback, RollbackDraft} from '../rollback.ts';
import type {Step, StepDraft, StepFilter, StepOutcome} from '../step.ts';
import type {UsageReport} from '../usage-report.ts';
import type {UsageTotals} from '../usage-totals.ts';

/** The name of a history's file. */
export const LEDGER_FILE = 'steps.db';

/** The result of looking up a record by name. `contested`: a number that more than one uid ever claimed. */
export type Lookup<Found> =
  | {readonly kind: 'found'; readonly value: Found}
  | {readonly kind: 'unknown'}
  | {readonly kind: 'ambiguous'; readonly uids: readonly Uid[]}
  | {readonly kind: 'contested'; readonly value: Found; readonly uids: readonly Uid[]};

export interface RollbackFilter {
  readonly repository?: string | null;
  readonly branch?: string;
  readonly limit?: number;
}

/** The queries of a history. A steps.db answers at once; a store may have to fetch first. */
export interface Reads {
  getStep(ref: StepRef): Lookup<Step>;
  /** The subset of these numbers that several steps claimed. */
  findContested(ids: readonly number[]): readonly number[];
  /** The active step of a branch with the highest number, in any repository if `repository` is undefined. */
  getLatestActiveStep(repository: RepositoryKey | undefined, branch: string | null): Step | undefined;
  /** Newest first. */
  listSteps(filter?: StepFilter): readonly Step[];
  countSteps(filter?: StepFilter): number;
  /** Sums up the usage of all matching steps, ignoring `limit`. */
  sumUsage(filter?: StepFilter): UsageTotals;
  /** The same by day, branch, agent and model. */
  reportUsage(filter?: StepFilter): UsageReport;
  getRollback(ref: RollbackRef): Lookup<Rollback>;
  /** Newest first. */
  listRollbacks(filter?: RollbackFilter): readonly Rollback[];
  /** The records that the lists so far left out, and those set aside. */
  listLeftOut(): readonly UnreadRecord[];
  /** The recent records that the next one names: see chain.ts. */
  tips(): readonly Seen[];
}

/** A steps.db. Every call is one transaction and durable when it returns. All errors are StoreErrors. */
export interface Ledger extends Reads {
  readonly path: string;
  /** Claims the next number and records the step as running. Its parent is the latest active step of its branch. */
  createStep(draft: StepDraft): Step;
  /** Records how a step ended. A finish by its own run wins over `interrupted`; a second finish changes nothing. */
  updateStep(uid: Uid, outcome: StepOutcome): Step;
  /** Records a rollback or an undo under the next number. If its uid is on record already, returns that record. */
  addRollback(draft: RollbackDraft): Rollback;
  /** All records, or only those of these uids. */
  records(uids?: readonly Uid[]): LedgerRecords;
  /** All contents as people see them, read lazily. */
  contents(): LedgerContents;
  /**
   * Adds the records that are missing. A step that loses its number to one of them gets the next free one. Merging
   * twice changes nothing.
   */
  merge(records: LedgerRecords): MergeReport;
  /** Asks the ledger as it would be with these records, and leaves it as it is. */
  withAdded<Found>(records: LedgerRecords, ask: (reads: Reads) => Found): Found;
  /** Guards the file's present contents against anybody who may write to it directly, such as an agent. */
  guard(): LedgerGuard;
  close(): void;
}

/** The contents of a ledger, oldest first. Must be read once, in this order. */
export interface LedgerContents {
  readonly steps: Iterable<Step>;
  readonly rollbacks: Iterable<Rollback>;
  readonly stepClaims: Iterable<Claim>;
  readonly rollbackClaims: Iterable<Claim>;
  /** Unreadable records, verbatim. */
  readonly setAside: Iterable<SetAside>;
}

export interface LedgerGuard {
  /**
   * Must be called once. Restores the file if it was changed or deleted, and says so in a sentence; null if it was not.
   * `isShared`: other runs may have added records meanwhile, and those stay. Throws StoreError.
   */
  restore(isShared: boolean): string | null;
}

export interface MergeReport {
  readonly stepsAdded: number;
  readonly stepsFinished: number;
  readonly rollbacksAdded: number;
  /** Records that cannot be read here and are kept verbatim. */
  readonly setAside: number;
  /** Steps whose number the merge changed. */
  readonly renumbered: readonly Renumbered[];
  /** Rollbacks, reverts and undos whose number the merge changed. */
  readonly renumberedRollbacks: readonly Renumbered[];
  /** Steps and rollbacks that both sides had, in records that contradict each other. Honest ones never do. */
  readonly atOdds: readonly AtOdds[];
}

export interface AtOdds {
  readonly kind: 'step' | 'rollback';
  readonly uid: Uid;
  readonly number: number | null;
  /** The record that the ledger had, as JSON, if the other one took its place; null if it stays. */
  readonly replaced: string | null;
}

export interface Renumbered {
  readonly uid: Uid;
  readonly from: number | null;
  readonly to: number;
}
