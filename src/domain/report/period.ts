import {badInput} from '../errors.ts';
import {quote, type Timestamp} from '../identity.ts';

/** The time from `since` and before `until`; null for no bound. */
export interface Period {
  readonly since: Timestamp | null;
  readonly until: Timestamp | null;
}

export function isWithin({since, until}: Period, time: Timestamp): boolean {
  return (since === null || time >= since) && (until === null || time < until);
}

/**
 * The period of the same length before this one; null if this one has no beginning. A period without an end ends now.
 */
export function periodBefore({since, until}: Period, now: Date): Period | null {
  if (since === null) return null;
  const length = (until === null ? now.getTime() : Date.parse(until)) - Date.parse(since);
  return {since: new Date(Date.parse(since) - length).toISOString(), until: since};
}

/** The Monday of the week of a day. */
export function weekOf(time: Timestamp): string {
  const day = new Date(`${time.slice(0, 10)}T00:00:00.000Z`);
  if (Number.isNaN(day.getTime())) return time.slice(0, 10);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

export const TIME_UNITS = ['day', 'week', 'month'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** All days, weeks or months from the first to the last, by name; null if there are more than `most`. */
export function spanOf(unit: TimeUnit, first: string, last: string, most: number): readonly string[] | null {
  const names: string[] = [];
  for (let name = first; name !== '' && name <= last; name = after(unit, name)) {
    if (names.length === most) return null;
    names.push(name);
  }
  return names;
}

/** The next day, week or month; '' after an invalid name. */
function after(unit: TimeUnit, name: string): string {
  const date = new Date(`${name}${unit === 'month' ? '-01' : ''}T00:00:00.000Z`);
  if (Number.isNaN(date.getTime())) return '';
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + (unit === 'day' ? 1 : 7));
  return date.toISOString().slice(0, unit === 'month' ? 7 : 10);
}

/** The ends of a period as given, and the names of the options they came from. */
interface GivenPeriod {
  readonly since: {readonly text: string | null; readonly what: string};
  readonly until: {readonly text: string | null; readonly what: string};
}

/** Parses both ends of a period. Throws InputError if one is invalid or if nothing can lie between them. */
export function parsePeriod({since, until}: GivenPeriod, now: Date): Period {
  const period = {
    since: since.text === null ? null : parseSince(since.text, now, since.what),
    until: until.text === null ? null : parseUntil(until.text, now, until.what),
  };
  if (period.since !== null && period.until !== null && period.since >= period.until) {
    const message = `${since.what} ${quote(since.text ?? '')} is not before ${until.what} ${quote(until.text ?? '')}. Nothing can lie between them.`;
    throw badInput(message);
  }
  return period;
}

/**
 * Parses the beginning of a period: a day (`2026-11-01`, from its start in UTC), a time (ISO 8601), or `7d`, which is
 * today and the six days before. Throws InputError.
 */
export function parseSince(text: string, now: Date, what = '--since'): Timestamp {
  const days = /^([1-9][0-9]{0,4})d$/.exec(text)?.[1];
  if (days !== undefined) {
    const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00.000Z`);
    return new Date(today - (Number(days) - 1) * DAY_MS).toISOString();
  }
  const isTime = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/.test(text);
  const time = isTime ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time) || !isSameDay(text, time)) {
    throw badInput(`${what} is ${quote(text)}. Use a day such as 2026-11-01, a time such as 2026-11-01T08:00Z, or 7d.`);
  }
  return new Date(time).toISOString();
}

/** Parses the end of a period like its beginning, except that a day is included. Throws InputError. */
export function parseUntil(text: string, now: Date, what = '--until'): Timestamp {
  const time = parseSince(text, now, what);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(Date.parse(time) + DAY_MS).toISOString() : time;
}

/** False for a day that its month does not have, such as the 31st, which Date reads as a day of the next month. */
function isSameDay(text: string, time: number): boolean {
  return text.length > 10 || new Date(time).toISOString().startsWith(text);
}

const DAY_MS = 24 * 60 * 60 * 1000;
