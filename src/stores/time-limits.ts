import {StoreError} from '../domain/errors.ts';

/**
 * How long a store may keep an agent waiting. The services' own clients try again for minutes; a history that is not
 * there by then counts as unreadable, and a record that is not saved by then is kept in its file.
 */
export const TIME_LIMITS = {restoreMs: 10_000, publishMs: 60_000} as const;

/** The promise, or a StoreError once the time is up, naming what was waited for. What is under way is not ended. */
export async function waitWithin<Value>(promise: Promise<Value>, limitMs: number, what: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreError('unavailable', `${what} was not there within ${limitMs / 1000} seconds.`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
