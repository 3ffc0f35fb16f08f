import {StoreError} from './errors.ts';

/** The promise, or a StoreError once the time is up, naming what was waited for. What is under way is not ended. */
export async function waitWithin<Value>(promise: Promise<Value>, limitMs: number, what: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const seconds = Number((limitMs / 1000).toPrecision(2));
    const giveUp = () => reject(new StoreError('unavailable', `${what} was not there within ${seconds} seconds.`));
    timer = setTimeout(giveUp, limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
