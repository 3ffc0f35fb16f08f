import {randomBytes} from 'node:crypto';
import type {Clock, StartTime, StartWait, UidSource} from '../domain/ports/system.ts';

export const systemClock: Clock = {now: () => new Date()};

let latest = {ms: 0, count: 0};

/** Version 7 UUIDs. Within one process each sorts after the one before, even in the same millisecond. */
export const systemUids: UidSource = {
  next: () => {
    const bytes = randomBytes(16);
    const now = Date.now();
    // The time is followed by a count of 32 bits. It begins at a random number below half of that, so it never overflows.
    latest = now > latest.ms ? {ms: now, count: bytes.readUInt32BE(6) >>> 1} : {ms: latest.ms, count: latest.count + 1};
    bytes.writeUIntBE(latest.ms, 0, 6);
    bytes.writeUInt16BE(0x7000 | (latest.count >>> 20), 6);
    bytes.writeUInt16BE(0x8000 | ((latest.count >>> 6) & 0x3fff), 8);
    bytes.writeUInt8(((latest.count & 0x3f) << 2) | ((bytes[10] ?? 0) & 3), 10);
    return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  },
};

/** The time by which each wait must be over. The last is the limit on all waiting before the agent starts. */
const BY_MS: Readonly<Record<StartWait, number>> = {
  questions: 5_000,
  history: 7_000,
  remote: 8_000,
  pins: 9_000,
  record: 10_000,
};

/** Creates a budget of waiting time. Local work, such as a checkout or a scan of a large work tree, does not count. */
export function createStartTime(now: () => number = () => process.uptime() * 1000): StartTime {
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
