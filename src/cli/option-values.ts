import {parseBranch} from '../domain/branch-name.ts';
import {InputError} from '../domain/errors.ts';
import {quote, type Timestamp} from '../domain/identity.ts';
import {parseWord} from '../domain/option-values.ts';

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

/**
 * Reads `--since`: a day (`2026-11-01`, from its beginning in UTC), a time (ISO 8601), or `7d`, which is today and the six
 * days before. Throws InputError.
 */
export function parseSince(text: string, now: Date, option = '--since'): Timestamp {
  const days = /^([1-9][0-9]{0,4})d$/.exec(text)?.[1];
  if (days !== undefined) {
    const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`);
    return new Date(today - (Number(days) - 1) * DAY_MS).toISOString();
  }
  const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const time = isTime ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time) || !isSameDay(text, time)) {
    throw new InputError(
      'bad-input',
      `${option} is ${quote(text)}. Use a day such as 2026-11-01, a time such as 2026-11-01T08:00Z, or 7d.`,
    );
  }
  return new Date(time).toISOString();
}

/**
 * Reads `--until`, the time before which something lies: as `--since`, but a day ends with its last moment. Throws
 * InputError.
 */
export function parseUntil(text: string, now: Date): Timestamp {
  const time = parseSince(text, now, '--until');
  return /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(Date.parse(time) + DAY_MS).toISOString() : time;
}

/** False for the 31st of a month that has 30 days, which Date takes for the 1st of the next. */
function isSameDay(text: string, time: number): boolean {
  return text.length > 10 || new Date(time).toISOString().startsWith(text);
}

const DAY_MS = 24 * 60 * 60 * 1000;
