import {InputError} from './errors.ts';
import {quote} from './identity.ts';

/*
 * The values of options, as both programs take them. Each parser throws InputError, naming `what`: the input or the
 * option the text came from.
 */

/** One of a few words. */
export function parseWord<Word extends string>(text: string, words: readonly Word[], what: string): Word {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new InputError('bad-input', `${what} is ${quote(text)}. Use one of: ${words.join(', ')}.`);
}

export function parseFlag(text: string, what: string): boolean {
  return parseWord(text, ['true', 'false'], what) === 'true';
}

export function parseWholeNumber(text: string, what: string): number {
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InputError('bad-input', `${what} is ${quote(text)}. Use a whole number from 1.`);
}

/** Minutes, into milliseconds; a fraction such as 0.5 will do. */
export function parseMinutes(text: string, what: string): number {
  const milliseconds = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Math.round(Number(text) * 60_000) : 0;
  // Node's timers hold 31 bits of milliseconds and fire at once beyond them.
  if (milliseconds >= 1 && milliseconds < 2 ** 31) return milliseconds;
  throw new InputError(
    'bad-input',
    `${what} is ${quote(text)}. Use a number of minutes above 0, such as 30 (35000 at most).`,
  );
}

/** Names with commas, blanks or line ends between them. */
export function splitNames(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}

/** A reader for each option, by the key that its value goes to. */
export type Readers<Options> = {readonly [Key in keyof Options]: () => Options[Key]};

/** Reads each option; then all that cannot be used are told at once, so that nobody has to mend them run by run. */
export function readAll<Options extends object>(readers: Readers<Options>): Options {
  const faults: InputError[] = [];
  const values = Object.entries<() => unknown>(readers).map(([key, read]) => {
    try {
      return [key, read()];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      faults.push(error);
      return [key, undefined];
    }
  });
  const [fault] = faults;
  if (fault === undefined) return Object.fromEntries(values);
  const messages = new Set(faults.map(({message}) => message));
  throw messages.size === 1 ? fault : new InputError(fault.code, [...messages].join(' '));
}
