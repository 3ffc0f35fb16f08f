import type {Claim} from '../claims.ts';
import type {Seen} from '../documents.ts';
import type {RollbackRef, StepRef, Uid} from '../identity.ts';
import type {LedgerRecords, SetAside} from '../records.ts';
import type {RepositoryKey} from '../repository-key.ts';
import type {Rollback, RollbackDraft} from '../rollback.ts';
import type {Step, StepDraft, StepFilter, StepOutcome} from '../step.ts';
import type {UsageReport} from '../usage-report.ts';
import type {UsageTotals} from '../usage-totals.ts';

/** The record a name stands for in a ledger. `contested`: a number that more than one uid ever claimed. */
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

/** The questions about a history. A steps.db answers at once; a store may have to fetch what tells. */
export interface Reads {
  getStep(ref: StepRef): Lookup<Step>;
  /** Those of these numbers that several steps have claimed. */
  findContested(ids: readonly number[]): readonly number[];
  /** The highest-numbered active step of a branch; `repository` undefined means of any. */
  getLatestActiveStep(repository: RepositoryKey | undefined, branch: string | null): Step | undefined;
  /** Newest first. */
  listSteps(filter?: StepFilter): readonly Step[];
  countSteps(filter?: StepFilter): number;
  /** Sums up the usage of the matching steps, whatever the `limit`. */
  sumUsage(filter?: StepFilter): UsageTotals;
  /** The same by day, branch, agent and model. */
  reportUsage(filter?: StepFilter): UsageReport;
  getRollback(ref: RollbackRef): Lookup<Rollback>;
  /** Newest first. */
  listRollbacks(filter?: RollbackFilter): readonly Rollback[];
  /** The number of records that the lists so far had to leave out, and of those that are set aside. */
  countLeftOut(): number;
  /** The records that the next one names: see chain.ts. Of those that came lately. */
  tips(): readonly Seen[];
}

/** A steps.db. Every call is one transaction and durable when it returns. Errors are StoreErrors. */
export interface Ledger extends Reads {
  readonly path: string;
  /** Claims the next number and records the step as running, its parent the latest active step of its branch. */
  createStep(draft: StepDraft): Step;
  /** Records how a step ended. Its own run's finish wins over `interrupted`; a second one changes nothing. */
  updateStep(uid: Uid, outcome: StepOutcome): Step;
  /** Records a rollback or an undo under the next number. One that is there already (by uid) is returned as it is. */
  addRollback(draft: RollbackDraft): Rollback;
  /** Everything, or just what belongs to these uids. */
  records(uids?: readonly Uid[]): LedgerRecords;
  /** Everything as people see it, read as it is taken. */
  contents(): LedgerContents;
  /** Adds what it does not have. Steps that lose their number by it get the next free one. Merging twice changes nothing. */
  merge(records: LedgerRecords): MergeReport;
  /** Keeps the file as it is now against those who may write to it past us, such as an agent. */
  guard(): LedgerGuard;
  close(): void;
}

/** All of a ledger, oldest first. To be read in this order, once. */
export interface LedgerContents {
  readonly steps: Iterable<Step>;
  readonly rollbacks: Iterable<Rollback>;
  readonly stepClaims: Iterable<Claim>;
  readonly rollbackClaims: Iterable<Claim>;
  /** Records that cannot be read here, as they were found. */
  readonly setAside: Iterable<SetAside>;
}

export interface LedgerGuard {
  /**
   * To be called once: puts the file back if it was changed or deleted, and says so in a sentence; null when it was not.
   * `isShared`: other runs may have added to it meanwhile, and what they added stays. Throws StoreError.
   */
  restore(isShared: boolean): string | null;
}

export interface MergeReport {
  readonly stepsAdded: number;
  readonly stepsFinished: number;
  readonly rollbacksAdded: number;
  /** Records that cannot be read here, and are kept as they are. */
  readonly setAside: number;
  /** Steps whose number is another than before the merge. */
  readonly renumbered: readonly Renumbered[];
  /** The same of rollbacks, reverts and undos. */
  readonly renumberedRollbacks: readonly Renumbered[];
}

export interface Renumbered {
  readonly uid: Uid;
  readonly from: number | null;
  readonly to: number;
}
