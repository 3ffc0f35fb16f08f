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

/** Reads `--limit`: a number of rows, or `all`: infinitely many, since commander takes null for ''. Throws InputError. */
export function parseLimit(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY;
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text);
  throw new InputError('bad-input', `--limit is ${quote(text)}. Use a number such as 20, or all.`);
}

/** The limit that was given, else the usual one; null for none. */
export function limitOr(given: number | undefined, usual: number | null): number | null {
  if (given === undefined) return usual;
  return given === Number.POSITIVE_INFINITY ? null : given;
}
