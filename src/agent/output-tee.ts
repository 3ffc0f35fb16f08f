import {type Readable, Writable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';

/** A target for output. If it breaks, the other sinks and the agent are not affected. */
export interface Sink {
  /** Resolves when the sink can take the next chunk, so a slow reader slows the agent down. Never rejects. */
  write(chunk: Uint8Array): Promise<void>;
  /** The error that broke the sink. */
  failure(): Error | undefined;
  /** Stops watching for errors. */
  release(): void;
}

/** Copies one of the agent's streams to its sinks. */
export interface Pump {
  /** Copies what is left in the stream, then closes it. Resolves to false if a process kept it open and was cut off. */
  finish(): Promise<boolean>;
  cut(): void;
}

const QUIET_TICKS = 4;
const TICK_MS = 50;
// Linux's default maximum for a pipe: anything beyond it was written after the agent ended.
const PIPE_CAPACITY = 1024 * 1024;

/** A stream for output that nobody watches. */
export function nowhere(): Writable {
  return new Writable({write: (_chunk, _encoding, done) => done()});
}

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
      // A broken stream can emit more errors later, and without a listener they would end the process.
      if (failure === undefined) target.off('error', fail);
    },
  };
}

/** A sink that observes the output and never slows the agent down. */
export function observingSink(observe: (chunk: Uint8Array) => void): Sink {
  return {write: async (chunk) => observe(chunk), failure: () => undefined, release: () => {}};
}

/** Starts copying `source` to all sinks. Each chunk is written everywhere before the next is read, which bounds memory. */
export function startPump(source: Readable, sinks: readonly Sink[]): Pump {
  let received = 0;
  let writing = false;
  let ended = false;
  const end = pump();

  async function pump(): Promise<void> {
    try {
      for await (const chunk of source) {
        const bytes: Uint8Array = chunk;
        received += bytes.length;
        writing = true;
        await Promise.all(sinks.map((sink) => sink.write(bytes)));
        writing = false;
      }
    } catch {
      // Treat a broken pipe as ended.
    }
    ended = true;
  }

  return {
    finish: async () => {
      const before = received;
      // Count turns of the event loop, not time: on a busy machine a slow pipe must not look quiet.
      for (let quiet = 0; quiet < QUIET_TICKS && received - before <= PIPE_CAPACITY; quiet++) {
        const seen = received;
        await Promise.race([end, delay(TICK_MS, undefined, {ref: false})]);
        if (ended) return true;
        if (writing || received !== seen) quiet = -1;
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
