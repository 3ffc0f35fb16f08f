import type {Timestamp} from '../identity.ts';

/** A time from `since` on and before `until`; null for no bound. */
export interface Period {
  readonly since: Timestamp | null;
  readonly until: Timestamp | null;
}

export function isWithin({since, until}: Period, time: Timestamp): boolean {
  return (since === null || time >= since) && (until === null || time < until);
}

/** The period just as long before this one; null where this one has no beginning. One without an end ends now. */
export function periodBefore({since, until}: Period, now: Date): Period | null {
  if (since === null) return null;
  const length = (until === null ? now.getTime() : Date.parse(until)) - Date.parse(since);
  return {since: new Date(Date.parse(since) - length).toISOString(), until: since};
}

/** The Monday that begins the week of a day. */
export function weekOf(time: Timestamp): string {
  const day = new Date(`${time.slice(0, 10)}T00:00:00.000Z`);
  if (Number.isNaN(day.getTime())) return time.slice(0, 10);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}

export const TIME_UNITS = ['day', 'week', 'month'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** All days, weeks or months from the first to the last, by their names. Null where they are more than `most`. */
export function spanOf(unit: TimeUnit, first: string, last: string, most: number): readonly string[] | null {
  const names: string[] = [];
  for (let name = first; name !== '' && name <= last; name = after(unit, name)) {
    if (names.length === most) return null;
    names.push(name);
  }
  return names;
}

/** The day, week or month that follows; '' after a name that is none. */
function after(unit: TimeUnit, name: string): string {
  const date = new Date(`${name}${unit === 'month' ? '-01' : ''}T00:00:00.000Z`);
  if (Number.isNaN(date.getTime())) return '';
  if (unit === 'month') date.setUTCMonth(date.getUTCMonth() + 1);
  else date.setUTCDate(date.getUTCDate() + (unit === 'day' ? 1 : 7));
  return date.toISOString().slice(0, unit === 'month' ? 7 : 10);
}
