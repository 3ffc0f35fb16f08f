import {setTimeout as delay} from 'node:timers/promises';

interface Cancellation {
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal;
  /** Resolves when a cancelled main must leave the rest to post. */
  readonly outOfTime: Promise<'out of time'>;
}

/**
 * The runner sends SIGINT, 7.5 s later SIGTERM, and kills 2.5 s after that: of these ten seconds some are left, for
 * leaving in order is better than being killed in the middle of something.
 */
const MOST_MS = 8500;

/**
 * Listens for the runner, which signals this process alone; without listeners Node would end at once and leave the agent
 * running.
 */
export function listenForCancellation(): Cancellation {
  const cancellation = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancellation.abort());
  const {signal} = cancellation;
  const outOfTime = new Promise<'out of time'>((resolve) => {
    signal.addEventListener('abort', () => resolve(delay(MOST_MS, 'out of time' as const, {ref: false})), {once: true});
  });
  return {signal, outOfTime};
}
