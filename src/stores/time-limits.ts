import {waitWithin} from '../domain/wait-within.ts';

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
