import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {parseWord} from '../domain/option-values.ts';
import {parseBranch} from '../domain/refs.ts';

/** A parser for an option that takes one of a few words. Throws InputError with the words. */
export function oneOf<Word extends string>(option: string, words: readonly Word[]): (text: string) => Word {
  return (text) => parseWord(text, words, option);
}

/** Reads `--branch`. Throws InputError. */
export function branchOf(text: string): string {
  return parseBranch(text, '--branch');
}

/** Reads `--limit`: a number of rows, or `all`, which is no limit (null). Throws InputError. */
export function parseLimit(text: string): number | null {
  if (text === 'all') return null;
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InputError('bad-input', `--limit is ${quote(text)}. Use a number such as 20, or all.`);
}
