import type {BudgetFacts} from '../budget.ts';
import type {Budget, RunInfo} from '../documents.ts';
import type {Timestamp, Uid} from '../identity.ts';
import type {Rollback, RollbackDraft} from '../rollback.ts';
import type {Step, StepDraft, StepOutcome} from '../step.ts';
import type {Reads} from './ledger.ts';
import type {PushResult, RefUpdate} from './remote.ts';

export const STORE_NAMES = ['artifact', 'cache', 'git', 'file', 'postgres'] as const;
export type StoreName = (typeof STORE_NAMES)[number];

/** True for stores that settle a step's number before its agent starts; in the others a parallel run can contest it. */
export function settlesIds(store: StoreName): boolean {
  return store === 'file' || store === 'git' || store === 'postgres';
}

/**
 * The answer of a store when its history was opened. `empty`, `expired` and `unreadable` are three different answers:
 * an expired history begins a new generation, an unreadable one is added to by a fragment and never restarted.
 */
export type HistoryCondition =
  | {readonly kind: 'found'}
  | {readonly kind: 'empty'}
  | {readonly kind: 'expired'; readonly lastSavedAt: Timestamp | null}
  | {readonly kind: 'unreadable'; readonly reason: string};

/** The place of this run's records after publishing. */
export type Publication =
  | {readonly kind: 'published'}
  /** The history could not be read; this run's record is in the store by itself, for the next healthy run to merge. */
  | {readonly kind: 'fragment'; readonly where: string; readonly reason: string}
  /** The store refused the record, which waits in this file: whoever opens the history on this machine next adds it. */
  | {readonly kind: 'waiting'; readonly where: string; readonly reason: string}
  /** The store could not be written; the record is in this file and nowhere else. */
  | {readonly kind: 'kept'; readonly where: string; readonly reason: string};

/** True when the record is in the store, where other machines find it. */
export function isStored(
  publication: Publication,
): publication is Extract<Publication, {readonly kind: 'published' | 'fragment'}> {
  return publication.kind === 'published' || publication.kind === 'fragment';
}

/** The meaning of a push for a history, once it has happened. */
export type Change =
  | {readonly kind: 'step-finished'; readonly uid: Uid; readonly outcome: StepOutcome}
  | {readonly kind: 'rollback'; readonly draft: RollbackDraft};

/** Pushes refs of the caller's and, under their leases in the same push, these of a history. */
export type PushAlong<Result extends PushResult> = (along: readonly RefUpdate[]) => Promise<Result>;

/** The place a project's history lives in between jobs. */
export interface Store {
  readonly name: StoreName;
  /** Never throws for a service that is down: that is the condition `unreadable`. */
  open(): Promise<History>;
}

/** A store as a step uses it, with the places for its record and files where the store cannot take them. */
export interface StepStore extends Store {
  /** A history of this run alone, for when the real one cannot take the step. */
  readonly fallback: (reason: string) => History;
  /** Brings a record that the store did not take to where it outlives the job. */
  readonly keepRecord: (publication: Publication) => Promise<Publication>;
  /** Keeps the whole record of a step whose end its history did not take. Absent where a later process writes that end. */
  readonly keepEnd?: (step: Step, outcome: StepOutcome, reason: string) => Promise<Publication>;
  /** Keeps a file where people find it after the job; resolves to a name for it. Null where files stay where they are. */
  readonly keepFile: ((path: string) => Promise<string>) | null;
}

/** A step that is on record as running, with what tells whether its run is over. */
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
 * Reads a history. Snapshot stores answer from a local copy; record stores may fetch as late as a call needs it. Reads of
 * an `unreadable` history tell just what this run added.
 */
export interface HistoryReader extends LaterReads {
  /** Warnings from opening the history, one sentence each: refused records, changed numbers. */
  readonly warnings: readonly string[];
  readonly condition: HistoryCondition;
  /** True where the history lies in a repository, and so is of that one alone, whatever addresses its steps were recorded by. */
  readonly ofOneRepository?: boolean;
}

/** Adds to a history what this run does. */
export interface HistoryWriter {
  /** The local steps.db; null while there is none (an unreadable history). */
  readonly dbPath: string | null;
  startStep(draft: StepDraft): Promise<Step>;
  finishStep(uid: Uid, outcome: StepOutcome): Promise<Step>;
  addRollback(draft: RollbackDraft): Promise<Rollback>;
  /**
   * Makes a push whose success means these changes. A history that lives at the same remote goes along, so that refs and
   * history move together or not at all: then `push` is called again when the history alone had moved meanwhile. The
   * answer is the push's. The changes are added by the caller afterwards, who need not know which have been.
   */
  pushWith<Result extends PushResult>(changes: readonly Change[], push: PushAlong<Result>): Promise<Result>;
  /** The subset of these rollbacks and undos that is not on record. Costs less than to list all that are. */
  findUnrecorded(uids: readonly Uid[]): Promise<readonly Uid[]>;
  /** Makes everything added since the last call durable in the store. Never throws: what failed is in the answer. */
  publish(): Promise<Publication>;
  /**
   * Guards what this history is kept in on this machine while somebody runs who may write to it past us. The answer is
   * to be called afterwards: it puts right what was changed and says so, one sentence each. Neither throws.
   */
  guard(): Promise<() => Promise<readonly string[]>>;
}

/** The budgets that steps of many repositories share. */
export interface SharedBudgets {
  /**
   * Counts what each budget's steps used, and reserves for this one what it may use, if something is left of all of them:
   * of steps that ask at once no more are let in than there is room for. Throws StoreError.
   */
  reserve(step: Step, budgets: readonly Budget[]): Promise<readonly BudgetFacts[]>;
}

/** The steps of a history that run, or whose run died. */
export interface RunningSteps {
  /** Steps on record as running, newest first. Costs the same however long the history is. */
  listRunning(limit: number): Promise<readonly RunningStep[]>;
  /**
   * Notes of steps of other runs that they were interrupted, each with what proves it. Hands back of which: not of one
   * that does not run any more, nor of those for which `withinMs` did not suffice.
   */
  interruptSteps(notes: ReadonlyMap<Uid, string>, withinMs: number): Promise<readonly Uid[]>;
}

/** One opened history. */
export interface History extends HistoryReader, HistoryWriter, RunningSteps {
  /** Absent where a store knows one repository alone. */
  readonly shared?: SharedBudgets;
  close(): Promise<void>;
}
