import type {Timestamp} from '../identity.ts';

/** From `since` on, and before `until`; null for no bound. */
export interface Period {
  readonly since: Timestamp | null;
  readonly until: Timestamp | null;
}

export function isWithin({since, until}: Period, time: Timestamp): boolean {
  return (since === null || time >= since) && (until === null || time < until);
}

/** The Monday that begins the week of a day. */
export function weekOf(time: Timestamp): string {
  const day = new Date(`${time.slice(0, 10)}T00:00:00.000Z`);
  if (Number.isNaN(day.getTime())) return time.slice(0, 10);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
