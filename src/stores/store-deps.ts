import type {Ledger} from '../domain/ports/ledger.ts';
import type {StartTime, UidSource} from '../domain/ports/system.ts';

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
