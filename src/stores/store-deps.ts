import type {Ledger} from '../domain/ports/ledger.ts';
import type {StartTime, UidSource} from '../domain/ports/system.ts';
import {waitWithin} from '../domain/within.ts';

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

/**
 * The longest waits for a store. The services' own clients try again for minutes; a history that is not there
 * by then counts as unreadable, and a record that is not saved by then is kept in its file.
 */
export interface TimeLimits {
  /** From when the history is asked for to when the agent can start. */
  readonly restoreMs: number;
  /** After that long nothing more that can wait for a later run is begun to be read. */
  readonly restoreBesideMs: number;
  /** For the save at the end of a step. */
  readonly publishMs: number;
  /** For the save of a step that has just started. Nobody waits for it, unless the agent has ended before. */
  readonly runningMs: number;
  /** For taking that one away, once the end is saved. */
  readonly discardMs: number;
}

export const TIME_LIMITS: TimeLimits = {
  restoreMs: 10_000,
  restoreBesideMs: 6_000,
  publishMs: 60_000,
  runningMs: 20_000,
  discardMs: 5_000,
};

/** As `waitWithin`; and the signal is aborted in every end, for whatever is still under way. */
export async function runWithin<Value>(
  limitMs: number,
  what: string,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const ending = new AbortController();
  try {
    return await waitWithin(run(ending.signal), limitMs, what);
  } finally {
    ending.abort();
  }
}
