import type {ActionsIndex} from '../domain/ports/forge.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import type {MirrorName} from '../domain/ports/store.ts';
import type {Clock, StartTime, UidSource} from '../domain/ports/system.ts';
import type {ClientOptions} from './client/client-process.ts';

export interface StoreDeps {
  /** Opens the steps.db at a path and creates a missing one. */
  readonly openLedger: (path: string) => Ledger | Promise<Ledger>;
  /**
   * Makes a foreign file, of which this run has its own copy, fit to be opened as a ledger, and sets its invalid
   * records aside. Throws StoreError, saying why, if the file must not be opened at all.
   */
  readonly admitLedger: (path: string) => unknown;
  readonly uids: UidSource;
  readonly clock: Clock;
  /** Default: `TIME_LIMITS`. */
  readonly timeLimits?: TimeLimits;
  /**
   * A folder that only this user can write to, in which the processes of a machine take turns. Without it they do not.
   */
  readonly turnFolder?: string | null;
  /** Called with each temporary folder that is made. */
  readonly onFolder?: (folder: string) => void;
  /** Says what went wrong with something that is best effort. */
  readonly warn?: (message: string) => void;
  /** The most time that an agent waits for the history in total. */
  readonly startTime?: StartTime;
}

/**
 * The longest waits for a store. The services' own clients retry for minutes; a history that is not there in time
 * counts as unreadable, and a record that is not saved in time is kept in its file.
 */
export const TIME_LIMITS = {
  /** The longest wait of the agent's start for the history. */
  restoreMs: 10_000,
  /** The time after which nothing more is read that can wait for a later run. */
  restoreBesideMs: 6_000,
  /** For the save at the end of a step. */
  publishMs: 60_000,
  /** For the save of a step that has just started. Nobody waits for it unless the agent ends first. */
  runningMs: 20_000,
  /** For deleting that save once the end is saved. */
  discardMs: 5_000,
};
export type TimeLimits = Readonly<typeof TIME_LIMITS>;

/** The parts of a job that stores at GitHub's services need. */
interface JobServices extends ClientOptions {
  readonly index: ActionsIndex;
  readonly token: string | null;
  /** The number of days that an artifact is kept. */
  readonly retentionDays: number | null;
  /** The refs whose caches this run may read, beginning with the one it saves to. */
  readonly readableRefs: readonly string[];
}

/** The options of all stores. Each store uses those it needs. */
export interface StoreRequest {
  readonly slug: string;
  /** `file`: the steps.db. */
  readonly path: string;
  /** `file`: false to not create a missing history. */
  readonly create: boolean;
  /** `git`: the repository whose remote has the history; null if there is none. `postgres`: names the history. */
  readonly repository: Pick<Repository, 'remote' | 'objects' | 'root'> | null;
  /** `git`, `postgres`: a folder that outlives every run, for records that the store refuses; null if there is none. */
  readonly waitingFolder?: string | null;
  /** `git`: a folder of the user's for loaded states of a history. */
  readonly copyFolder?: string | null;
  /** `git`: true to show the history from such a state. Without it, they only tell if the remote has lost records. */
  readonly usesCopies?: boolean;
  /** `file`, `git`, `postgres`: lists records of this history that are elsewhere because its own disk was full. */
  readonly listStrays?: () => readonly string[];
  /**
   * A folder for this step only, which lasts from its main to its post. Null for `git` and `postgres` means a temporary
   * one that is removed when the history is closed.
   */
  readonly folder: string | null;
  /** Null outside of a job. */
  readonly job: JobServices | null;
  /** `postgres`: the connection string, and its name in sentences; absent or null if none was given. */
  readonly database?: {readonly url: string; readonly what: string} | null;
  /** `postgres`: where to keep a copy of the history too. */
  readonly mirror?: MirrorName | null;
  /** `postgres`: the repository's `host/owner/name` if no remote tells it. */
  readonly repositoryName?: string | null;
}

/** The request to a store that works only inside a job. */
export type JobStoreRequest = JobServices & {readonly slug: string; readonly folder: string};
