import type {Wants} from './agent-reader.ts';
import {createBeginnings} from './line-beginnings.ts';

/** What a line is: `maybe`: only its end can tell; `undecided`: the chunk ends too early. */
export type LineKind = 'json' | 'maybe' | 'text' | 'document' | 'unwanted' | 'undecided';

/** Tells by a line's first bytes whether it can matter. */
export interface LineJudge {
  /** The chunk that is judged next. */
  begin(chunk: Buffer): void;
  judge(start: number): LineKind;
  /** For a whole line whose first key is not its type. */
  hasMark(line: Buffer): boolean;
}

const NEWLINE = 10;
/**
 * After so many lines on end that began alike and did not matter, the next ones are not searched: a log of JSON, likely. An
 * agent that streams a word a line prints some thousands between two records.
 */
const FRUITLESS = 50_000;
const SLOTS = 1024;

export function createLineJudge(wants: readonly Wants[], withDocuments: boolean): LineJudge {
  const beginnings = createBeginnings(wants, withDocuments);
  const marks = wants.flatMap((want) => want.marks ?? []).map((mark) => Buffer.from(mark));
  /** How lines began that did not matter, each in its own slot, and how many of them there were. */
  const openings = new Int32Array(SLOTS);
  const misses = new Uint32Array(SLOTS);
  let chunk: Buffer = Buffer.alloc(0);
  /** Where each mark stands next: a chunk is searched once for it, not once a line. */
  const places = new Map<Buffer, number>();

  const find = (mark: Buffer, from: number): number => {
    const known = places.get(mark) ?? -1;
    if (known >= from) return known;
    const at = chunk.indexOf(mark, from);
    const place = at === -1 ? Number.POSITIVE_INFINITY : at;
    places.set(mark, place);
    return place;
  };

  /** For JSON whose first key is not its type: it may have one of the marks further down. */
  const judgeByMarks = (start: number): LineKind => {
    const opening = openingOf(chunk, start);
    const slot = opening % SLOTS;
    const isKnown = openings[slot] === opening;
    if (isKnown && (misses[slot] ?? 0) > FRUITLESS) return 'unwanted';
    const end = chunk.indexOf(NEWLINE, start);
    if (end === -1) return 'maybe';
    const isWanted = marks.some((mark) => find(mark, start) < end);
    openings[slot] = opening;
    misses[slot] = isWanted ? 0 : isKnown ? (misses[slot] ?? 0) + 1 : 1;
    return isWanted ? 'json' : 'unwanted';
  };

  return {
    begin: (next) => {
      chunk = next;
      places.clear();
    },
    judge: (start) => {
      const kind = beginnings.match(chunk, start);
      return kind === 'other' ? judgeByMarks(start) : kind;
    },
    // Not a part of the chunk, which stays the one that is judged.
    hasMark: (line) => marks.some((mark) => line.includes(mark)),
  };
}

/** A number for the first letters of a line's first key. */
function openingOf(chunk: Buffer, start: number): number {
  const [a, b, c, d] = [chunk[start + 2] ?? 0, chunk[start + 3] ?? 0, chunk[start + 4] ?? 0, chunk[start + 5] ?? 0];
  return ((a << 22) | (b << 15) | (c << 7) | d) & 0x3fffffff;
}
