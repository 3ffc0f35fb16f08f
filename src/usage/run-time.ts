import type {CallTime} from '../domain/documents.ts';
import type {Json} from '../domain/json.ts';

/** The time of a run, in milliseconds since 1970. */
export interface RunTime {
  readonly startTime: number;
  readonly endTime: number;
  /** Nobody looked at the disk before it, so times alone tell what is older. */
  readonly isLate?: boolean;
  /** An agent that the command names has run, and nothing else in the command can have brought files along. */
  readonly isUnderOther?: boolean;
  /** It runs, and has not for long: what the step brought along is there, and what the agent adds to it is still to come. */
  readonly isYoung?: boolean;
}

/** Some agents write whole seconds, and clocks are set right now and then. */
export const DOUBT_MS = 2000;
/** The clock of a file system may be this far behind ours. */
export const TICK_MS = 20;
/** Records by another clock may seem to have taken this much longer than the run. */
const OTHER_CLOCK_MS = 60 * 60 * 1000;
const KEYS = ['timestamp', 'time', 'ts', 'created_at'] as const;

/**
 * From when on records are of this run, given the times of all that were found. Where none of them is as young as the run,
 * the agent's clock is another: then only the records count that the run can have taken to write, back from the newest one.
 * Of an agent that the command does not name nothing but these times tells that it ran, and an old session is another run's,
 * unless the named one alone can have started it.
 */
export function ownSince(times: Iterable<number | null>, run: RunTime): number {
  const {startTime, endTime, isLate = false, isUnderOther = false, isYoung = false} = run;
  // If nobody looked before, nothing else tells a session of a moment ago from this run's.
  const since = startTime - (isLate ? TICK_MS : DOUBT_MS);
  if ((isLate && !isUnderOther) || isYoung) return since;
  let newest = Number.NEGATIVE_INFINITY;
  for (const time of times) if (time !== null && time > newest) newest = time;
  return newest >= since ? since : newest - (endTime - startTime) - OTHER_CLOCK_MS;
}

/** The time at which a record was written, by the key that tells it; null where none does. */
export function timeOf(record: Json): number | null {
  return KEYS.map((key) => toTime(record[key])).find((time) => time !== null) ?? null;
}

/** Milliseconds since 1970 of an ISO time, or of a number of seconds or milliseconds. */
export function toTime(value: unknown): number | null {
  if (typeof value === 'string') return finite(Date.parse(value));
  return typeof value === 'number' && value > 0 ? finite(value < 1e11 ? value * 1000 : value) : null;
}

/** The time of a call whose record tells when it began and ended; nothing where it does not tell its end. */
export function toCallTime(start: number | null, end: number | null): {readonly time?: CallTime} {
  return end === null ? {} : {time: {start, end, subagent: null}};
}

function finite(time: number): number | null {
  return Number.isFinite(time) ? time : null;
}
