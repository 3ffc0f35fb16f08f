import type {ActionsIndex} from '../domain/ports/actions-index.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import type {Clock, StartTime, UidSource} from '../domain/ports/system.ts';
import type {ClientOptions} from './client/client-process.ts';

/** The dependencies of every store. */
export interface StoreDeps {
  /** Opens the steps.db at a path, and begins a new one where there is none. */
  readonly openLedger: (path: string) => Ledger | Promise<Ledger>;
  /**
   * Makes a file from outside, a copy of this run's own, fit to be opened as a ledger; records of it that cannot be right
   * are set aside in it. Throws StoreError, saying why, where the file itself must not be opened.
   */
  readonly admitLedger: (path: string) => unknown;
  readonly uids: UidSource;
  readonly clock: Clock;
  /** Default: `TIME_LIMITS`. */
  readonly timeLimits?: TimeLimits;
  /** A folder that only this user can write to, for the turns of processes on one machine. Without one there are none. */
  readonly turnFolder?: string | null;
  /** The most time that an agent waits for the history in all. */
  readonly startTime?: StartTime;
}

/**
 * The longest waits for a store. The services' own clients try again for minutes; a history that is not there
 * by then counts as unreadable, and a record that is not saved by then is kept in its file.
 */
export interface TimeLimits {
  /** The time from the question for the history to the start of the agent. */
  readonly restoreMs: number;
  /** The time after which nothing more is read that can wait for a later run. */
  readonly restoreBesideMs: number;
  /** The limit of the save at the end of a step. */
  readonly publishMs: number;
  /** The limit of the save of a step that has just started. Nobody waits for it, unless the agent has ended before. */
  readonly runningMs: number;
  /** The limit of taking that one away, once the end is saved. */
  readonly discardMs: number;
}

export const TIME_LIMITS: TimeLimits = {
  restoreMs: 10_000,
  restoreBesideMs: 6_000,
  publishMs: 60_000,
  runningMs: 20_000,
  discardMs: 5_000,
};

/** The parts of a job that stores at GitHub's services need. */
interface JobServices extends ClientOptions {
  readonly index: ActionsIndex;
  /** The token for REST. */
  readonly token: string | null;
  /** The days that an artifact is kept. */
  readonly retentionDays: number | null;
  /** The refs whose caches this run may read, first the one it saves to. */
  readonly readableRefs: readonly string[];
}

/** The options for the place of a history. Each store takes those it needs. */
export interface StoreRequest {
  readonly slug: string;
  /** `file`: the steps.db. */
  readonly path: string;
  /** `file`: false where a history that is not there must not begin. */
  readonly create: boolean;
  /** `git`: the opened repository whose remote has the history; null where there is none. `postgres`: names the history. */
  readonly repository: Pick<Repository, 'remote' | 'objects' | 'root'> | null;
  /** `git`, `postgres`: a folder that outlives every run, for records that the store refuses; null where there is none. */
  readonly waitingFolder?: string | null;
  /** `git`: a folder of the user's for the loaded states of a history, for a command that only shows it. */
  readonly copyFolder?: string | null;
  /** `file`, `git`, `postgres`: records of this history that lie elsewhere, because its own disk was full. */
  readonly listStrays?: () => readonly string[];
  /**
   * A folder of this step alone, which lasts from its main to its post. Null, for `git` and `postgres`: one that goes when
   * the history is closed.
   */
  readonly folder: string | null;
  /** Null outside of a job. */
  readonly job: JobServices | null;
  /** `postgres`: the connection string, with what names it in sentences; absent or null where none was given. */
  readonly database?: {readonly url: string; readonly what: string} | null;
  /** `postgres`: names the repository where no remote does: `host/owner/name`. */
  readonly repositoryName?: string | null;
}

/** The same for a store that works inside of a job alone. */
export type JobStoreRequest = JobServices & {readonly slug: string; readonly folder: string};
