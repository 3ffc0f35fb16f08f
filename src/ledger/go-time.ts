import type {Timestamp} from '../domain/identity.ts';

const GO_TIME =
  /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))? ?(Z|[+-]\d{2}:?\d{2})?(?: (?:[A-Z]{1,5}|[+-]\d{2,4}))?(?: m=[+-]\d+\.\d+)?$/;

/**
 * A time as Go and SQLite write it, in UTC and cut to milliseconds: `2025-10-18 08:30:15.123456789-07:00`, with `Z`,
 * with `+0000 UTC` and a monotonic suffix as Go's `String` has it, or without a zone, as SQLite's CURRENT_TIMESTAMP
 * writes UTC. Null for anything else.
 */
export function goTimeToTimestamp(value: unknown): Timestamp | null {
  const match = typeof value === 'string' ? GO_TIME.exec(value) : null;
  if (match === null) return null;
  const [, date, time, fraction = '', zone = 'Z'] = match;
  const offset = zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2');
  const parsed = new Date(`${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
  return Number.isNaN(parsed.getTime()) ? null : parsed.toISOString();
}
