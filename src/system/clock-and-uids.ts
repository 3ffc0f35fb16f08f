import {v7} from 'uuid';
import type {Clock, StartTime, StartWait, UidSource} from '../domain/ports/system.ts';

/** The machine's clock. */
export const systemClock: Clock = {now: () => new Date()};

/** Version 7 UUIDs: in one process each sorts after the one before, also within a millisecond. */
export const systemUids: UidSource = {next: () => v7()};

/** The time by which each of the waits must be over. The last is the longest that an agent waits in all. */
const BY_MS: Readonly<Record<StartWait, number>> = {
  questions: 5_000,
  history: 7_000,
  remote: 8_000,
  pins: 9_000,
  record: 10_000,
};

/** Counts waits alone: what a checkout takes, or a look at a large work tree, is nobody's delay. */
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
