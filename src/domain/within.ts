import {StoreError} from './errors.ts';

/** A shorter limit is only what other waits left over, so its number would tell nobody anything. */
const LEAST_MS = 100;

/** Resolves like the promise, or to `late` once the time is up. Does not stop the work in progress. */
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

/** Resolves like the promise, or throws a StoreError that names what was waited for once the time is up. */
export async function waitWithin<Value>(promise: Promise<Value>, limitMs: number, what: string): Promise<Value> {
  return await settleWithin(promise, limitMs, () => {
    const seconds = Number((limitMs / 1000).toPrecision(2));
    const late = limitMs < LEAST_MS ? 'before the time for it was used up' : `within ${seconds} seconds`;
    throw new StoreError('unavailable', `${what} was not there ${late}.`);
  });
}

/** Like `waitWithin`, but always aborts the signal at the end, for work still in progress. */
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
