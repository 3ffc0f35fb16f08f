import {v7} from 'uuid';
import type {Clock, StartTime, StartWait, UidSource} from '../domain/ports/system.ts';

export const systemClock: Clock = {now: () => new Date()};

/** Version 7 UUIDs. Within one process each sorts after the one before, even in the same millisecond. */
export const systemUids: UidSource = {next: () => v7()};

/** The time by which each wait must be over. The last is the limit on all waiting before the agent starts. */
const BY_MS: Readonly<Record<StartWait, number>> = {
  questions: 5_000,
  history: 7_000,
  remote: 8_000,
  pins: 9_000,
  record: 10_000,
};

/** Creates a budget of waiting time. Local work, such as a checkout or a scan of a large work tree, does not count. */
export function createStartTime(now: () => number = () => performance.now()): StartTime {
  let spentMs = 0;
  return {
    leftMs: (wait) => Math.max(0, BY_MS[wait] - spentMs),
    async count(work) {
      const began = now();
      try {
        return await work();
      } finally {
        spentMs += now() - began;
      }
    },
  };
}
