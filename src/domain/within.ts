import {StoreError} from './errors.ts';

/** A shorter time is what others left over, and its number tells nobody anything. */
const LEAST_MS = 100;

/** The promise, or `late` once the time is up. What is under way is not ended. */
export async function settleWithin<Value, Late>(
  promise: Promise<Value>,
  limitMs: number,
  late: () => Late,
): Promise<Value | Late> {
  let timer: NodeJS.Timeout | undefined;
  const isOver = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  try {
    return await Promise.race([promise, isOver.then(late)]);
  } finally {
    clearTimeout(timer);
  }
}

/** The promise, or a StoreError once the time is up, naming what was waited for. */
export async function waitWithin<Value>(promise: Promise<Value>, limitMs: number, what: string): Promise<Value> {
  return await settleWithin(promise, limitMs, () => {
    const seconds = Number((limitMs / 1000).toPrecision(2));
    const late = limitMs < LEAST_MS ? 'before the time for it was used up' : `within ${seconds} seconds`;
    throw new StoreError('unavailable', `${what} was not there ${late}.`);
  });
}

/** Waits as `waitWithin` does, and aborts the signal in every case, for whatever is still under way. */
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
