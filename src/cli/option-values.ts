import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';

/** A parser for an option that takes one of a few words. Throws InputError with the words. */
export function oneOf<Word extends string>(option: string, words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found === undefined)
      throw new InputError('bad-input', `${option} is ${quote(text)}. Use one of: ${words.join(', ')}.`);
    return found;
  };
}

/** Reads `--limit`: a number of steps, or `all`, which is no limit (null). Throws InputError. */
export function parseLimit(text: string): number | null {
  if (text === 'all') return null;
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InputError('bad-input', `--limit is ${quote(text)}. Use a number of steps such as 20, or all.`);
}

/** Reads `--timeout-minutes` into milliseconds; a fraction such as 0.5 will do. Throws InputError. */
export function parseTimeoutMinutes(text: string): number {
  const minutes = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : 0;
  // Node's timers hold 31 bits of milliseconds and fire at once beyond them.
  const milliseconds = Math.round(minutes * 60_000);
  if (milliseconds >= 1 && milliseconds < 2 ** 31) return milliseconds;
  throw new InputError(
    'bad-input',
    `--timeout-minutes is ${quote(text)}. Use a number of minutes such as 30 (35000 at most).`,
  );
}
