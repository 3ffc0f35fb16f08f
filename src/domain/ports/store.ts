import type {BudgetFacts} from '../budget.ts';
import type {Budget, RunInfo} from '../documents.ts';
import type {Timestamp, Uid} from '../identity.ts';
import type {Rollback, RollbackDraft} from '../rollback.ts';
import type {Step, StepDraft, StepOutcome} from '../step.ts';
import type {Reads} from './ledger.ts';
import type {PushResult, RefUpdate} from './remote.ts';

/**
 * A fragment: the records of one run that could not read its history, as a separate file. They have no numbers, since
 * numbers depend on all records; merging gives them the next free ones.
 */
export const FRAGMENT_FILE = 'record.json';

export const STORE_NAMES = ['artifact', 'cache', 'git', 'file', 'postgres'] as const;
export type StoreName = (typeof STORE_NAMES)[number];
/** The stores that can have a copy of a history in the store `postgres`. */
export const MIRROR_NAMES = ['git'] as const;
export type MirrorName = (typeof MIRROR_NAMES)[number];

/** True for stores that settle a step's number before its agent starts. In the others a parallel run can contest it. */
export function settlesIds(store: StoreName): boolean {
  return store === 'file' || store === 'git' || store === 'postgres';
}

/**
 * The state of a history when its store opened it. `empty`, `expired` and `unreadable` differ: an expired history
 * begins a new generation, while an unreadable one is extended by a fragment and never restarted.
 */
export type HistoryCondition =
  | {readonly kind: 'found'}
  | {readonly kind: 'empty'}
  | {readonly kind: 'expired'; readonly lastSavedAt: Timestamp | null}
  | {readonly kind: 'unreadable'; readonly reason: string};

/** The place of this run's records after publishing. */
export type Publication =
  | {readonly kind: 'published'}
  /**
   * The history could not be read. This run's record is in the store as a fragment, for the next healthy run to merge.
   */
  | {readonly kind: 'fragment'; readonly where: string; readonly reason: string}
  /** The store refused the record, which waits in this file until somebody next opens the history on this machine. */
  | {readonly kind: 'waiting'; readonly where: string; readonly reason: string}
  /** The store could not be written. The record is only in this file. */
  | {readonly kind: 'kept'; readonly where: string; readonly reason: string};

/** True if the record is in the store, where other machines find it. */
export function isStored(
  publication: Publication,
): publication is Extract<Publication, {readonly kind: 'published' | 'fragment'}> {
  return publication.kind === 'published' || publication.kind === 'fragment';
}

/** A change of a history that a push stands for, once the push has succeeded. */
export type Change =
  | {readonly kind: 'step-finished'; readonly uid: Uid; readonly outcome: StepOutcome}
  | {readonly kind: 'rollback'; readonly draft: RollbackDraft};

/** Pushes the caller's refs together with these refs of a history, under their leases. */
export type PushAlong<Result extends PushResult> = (along: readonly RefUpdate[]) => Promise<Result>;

/** The home of a project's history between jobs. */
export interface Store {
  readonly name: StoreName;
  /** Never throws if a service is down; the condition is `unreadable` then. */
  open(): Promise<History>;
}

/** A store as a step uses it, with places for the record and files that the store cannot take. */
export interface StepStore extends Store {
  /** A history of this run alone, in case the real one cannot take the step. */
  readonly fallback: (reason: string) => History;
  /** Moves a record that the store did not take to a place that outlives the job. */
  readonly keepRecord: (publication: Publication) => Promise<Publication>;
  /** Keeps a step's whole record if its history did not take the end. Absent if a later process writes the end. */
  readonly keepEnd?: (step: Step, outcome: StepOutcome, reason: string) => Promise<Publication>;
  /**
   * Keeps a file where people find it after the job, and resolves to a name for it. Null if files stay where they are.
   */
  readonly keepFile: ((path: string) => Promise<string>) | null;
}

/** A step on record as running, with the facts that tell whether its run is over. */
export interface RunningStep extends Pick<Step, 'uid' | 'id'> {
  readonly run: Pick<
    RunInfo,
    'ci' | 'run_id' | 'attempt' | 'job' | 'job_backend_id' | 'url' | 'runner' | 'process'
  > | null;
}

type LaterReads = {
  readonly [Name in keyof Reads]: (...asked: Parameters<Reads[Name]>) => Promise<ReturnType<Reads[Name]>>;
};

/**
 * Reads a history. Snapshot stores answer from a local copy; record stores may fetch only when a call needs it. An
 * `unreadable` history returns only what this run added.
 */
export interface HistoryReader extends LaterReads {
  /** Warnings from opening the history, one sentence each: refused records, changed numbers. */
  readonly warnings: readonly string[];
  readonly condition: HistoryCondition;
  /**
   * True if the history lies in a repository. Then all its steps are of that repository, whatever address they were
   * recorded with.
   */
  readonly ofOneRepository?: boolean;
}

/** Adds this run's records to a history. */
export interface HistoryWriter {
  /** The local steps.db; null while there is none (an unreadable history). */
  readonly dbPath: string | null;
  startStep(draft: StepDraft): Promise<Step>;
  finishStep(uid: Uid, outcome: StepOutcome): Promise<Step>;
  addRollback(draft: RollbackDraft): Promise<Rollback>;
  /**
   * Makes a push that stands for these changes. A history at the same remote is pushed along, so that refs and history
   * move together or not at all; if only the history had moved meanwhile, `push` is called again. Resolves to the
   * result of the push. The caller still adds the changes afterwards, without having to know which went along.
   */
  pushWith<Result extends PushResult>(changes: readonly Change[], push: PushAlong<Result>): Promise<Result>;
  /** The subset of these rollbacks and undos that is not on record. Cheaper than listing all of them. */
  findUnrecorded(uids: readonly Uid[]): Promise<readonly Uid[]>;
  /** Makes everything added since the last call durable in the store. Never throws: a failure is in the result. */
  publish(): Promise<Publication>;
  /**
   * Guards the history's local files while somebody runs who may write to them directly. The returned function, called
   * afterwards, repairs what was changed and reports it, one sentence each. Neither throws.
   */
  guard(): Promise<() => Promise<readonly string[]>>;
}

/** The budgets that the steps of many repositories share. */
interface SharedBudgets {
  /**
   * Counts a budget's usage; null if it does not count the step. If all budgets that a step shares had something left
   * when it took its number, what it may use was reserved with it, so steps that begin at the same time cannot together
   * reserve more than is left. Throws StoreError.
   */
  countFor(step: Step, budget: Budget): Promise<BudgetFacts | null>;
}

/** The steps of a history that are running, or whose run died. */
export interface RunningSteps {
  /** The steps on record as running, newest first. The cost does not depend on the length of the history. */
  listRunning(limit: number): Promise<readonly RunningStep[]>;
  /**
   * Marks steps of other runs as interrupted, each with its proof. Resolves to the steps that it marked: not those that
   * no longer run, nor those that `withinMs` had no time for.
   */
  interruptSteps(notes: ReadonlyMap<Uid, string>, withinMs: number): Promise<readonly Uid[]>;
}

export interface History extends HistoryReader, HistoryWriter, RunningSteps {
  /** Absent if the store knows only one repository. */
  readonly shared?: SharedBudgets;
  close(): Promise<void>;
}
