import type {Readable, Writable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';

/** Somewhere output goes. It may break; the others and the agent do not notice. */
export interface Sink {
  /** Resolves when the next chunk may come: the agent waits while a reader is slow. Never rejects. */
  write(chunk: Uint8Array): Promise<void>;
  /** The reason why it takes nothing any more. */
  failure(): Error | undefined;
  /** Stops watching for its failure. */
  release(): void;
}

/** The way of one of the agent's streams into its sinks. */
export interface Pump {
  /** Hands on what the stream still holds and lets go of it. False when a process kept it open and had to be cut off. */
  finish(): Promise<boolean>;
  cut(): void;
}

const QUIET_TICKS = 4;
const TICK_MS = 50;
// The most that Linux lets a pipe hold: whatever comes beyond was written after the agent had ended.
const PIPE_CAPACITY = 1024 * 1024;

export function openSink(target: Writable): Sink {
  let failure: Error | undefined;
  const fail = (error: Error) => {
    failure ??= error;
  };
  target.on('error', fail);
  return {
    write: async (chunk) => {
      if (failure === undefined && !target.writable) fail(new Error('it was closed'));
      if (failure === undefined && !target.write(chunk)) await hasRoom(target);
    },
    failure: () => failure,
    release: () => {
      // A broken stream reports some errors late; without a listener they would end the process.
      if (failure === undefined) target.off('error', fail);
    },
  };
}

/** A sink that only looks on, and never makes the agent wait. */
export function observingSink(observe: (chunk: Uint8Array) => void): Sink {
  return {write: async (chunk) => observe(chunk), failure: () => undefined, release: () => {}};
}

/** Reads `source` and hands each chunk to all sinks before it takes the next, so memory is bounded by one chunk. */
export function startPump(source: Readable, sinks: readonly Sink[]): Pump {
  let received = 0;
  let handingOn = false;
  let ended = false;
  const end = handOn();

  async function handOn(): Promise<void> {
    try {
      for await (const chunk of source) {
        const bytes: Uint8Array = chunk;
        received += bytes.length;
        handingOn = true;
        await Promise.all(sinks.map((sink) => sink.write(bytes)));
        handingOn = false;
      }
    } catch {
      // A pipe that breaks has ended: nothing more will come of it.
    }
    ended = true;
  }

  return {
    finish: async () => {
      const before = received;
      // Counted in turns of the event loop, not in time: a busy machine must not look like a quiet pipe.
      for (let quiet = 0; quiet < QUIET_TICKS && received - before <= PIPE_CAPACITY; quiet++) {
        const seen = received;
        await Promise.race([end, delay(TICK_MS, undefined, {ref: false})]);
        if (ended) return true;
        if (handingOn || received !== seen) quiet = -1;
      }
      source.destroy();
      await end;
      return false;
    },
    cut: () => void source.destroy(),
  };
}

function hasRoom(target: Writable): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      for (const event of ['drain', 'error', 'close']) target.off(event, settle);
      resolve();
    };
    for (const event of ['drain', 'error', 'close']) target.on(event, settle);
  });
}
