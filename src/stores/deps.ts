import type {Ledger} from '../domain/ports/ledger.ts';
import type {StartTime, UidSource} from '../domain/ports/system.ts';
import type {TimeLimits} from './time-limits.ts';

/** The variables of a program, as they were when it began. */
export type Environment = Readonly<Record<string, string | undefined>>;

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
