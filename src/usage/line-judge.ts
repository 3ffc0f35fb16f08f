import type {Wants} from './agent-reader.ts';
import {createBeginnings, splitType} from './line-beginnings.ts';

/** What a line is: `maybe`: only its end can tell; `undecided`: the chunk ends too early. */
export type LineKind = 'json' | 'maybe' | 'text' | 'document' | 'unwanted' | 'undecided';

/** Tells by a line's first bytes whether it can matter. */
export interface LineJudge {
  /** The chunk that is judged next. */
  begin(chunk: Buffer): void;
  judge(start: number): LineKind;
  /** For a whole line whose first key is not its type. */
  matters(line: Buffer): boolean;
}

const NEWLINE = 10;
const QUOTE = 34;
const TYPE = Buffer.from('"type":"');
const SUBTYPE = '"subtype":"';
const LONGEST_TYPE = 60;
/**
 * After so many lines on end that began alike and did not matter, the next ones are not searched: a log of JSON, likely. An
 * agent that streams a word a line prints some thousands between two records.
 */
const FRUITLESS = 50_000;
const SLOTS = 1024;

export function createLineJudge(wants: readonly Wants[], withDocuments: boolean): LineJudge {
  const beginnings = createBeginnings(wants, withDocuments);
  const marks = wants.flatMap((want) => want.marks ?? []).map((mark) => Buffer.from(mark));
  /** The wanted types, and with each the texts of its subtypes one of which must stand beside it; none where all will do. */
  const types = new Map<string, readonly string[]>();
  for (const [type, subtype] of wants.flatMap((want) => want.types).map(splitType)) {
    const others = types.get(type);
    const isAny = subtype === undefined || others?.length === 0;
    types.set(type, isAny ? [] : [...(others ?? []), `${SUBTYPE}${subtype}"`]);
  }
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

  /** Whether one of the wanted types stands anywhere in the line: agents do not agree on where to put it. */
  const hasType = (bytes: Buffer, start: number, end: number, next: (from: number) => number): boolean => {
    for (let at = next(start); at < end; at = next(at + 1)) {
      const from = at + TYPE.length;
      const stop = bytes.indexOf(QUOTE, from);
      if (stop === -1 || stop - from > LONGEST_TYPE) continue;
      const subtypes = types.get(bytes.toString('latin1', from, stop));
      if (subtypes === undefined) continue;
      if (subtypes.length === 0 || subtypes.some((text) => bytes.subarray(start, end).includes(text))) return true;
    }
    return false;
  };

  /** For JSON whose first key is not its type: its type, or one of the marks, may stand further down. */
  const judgeByMarks = (start: number): LineKind => {
    const opening = openingOf(chunk, start);
    const slot = opening % SLOTS;
    const isKnown = openings[slot] === opening;
    if (isKnown && (misses[slot] ?? 0) > FRUITLESS) return 'unwanted';
    const end = chunk.indexOf(NEWLINE, start);
    if (end === -1) return 'maybe';
    const isWanted =
      hasType(chunk, start, end, (from) => find(TYPE, from)) || marks.some((mark) => find(mark, start) < end);
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
    matters: (line) => {
      const next = (from: number) => {
        const at = line.indexOf(TYPE, from);
        return at === -1 ? Number.POSITIVE_INFINITY : at;
      };
      return hasType(line, 0, line.length, next) || marks.some((mark) => line.includes(mark));
    },
  };
}

/** A number for the first letters of a line's first key. */
function openingOf(chunk: Buffer, start: number): number {
  const [a, b, c, d] = [chunk[start + 2] ?? 0, chunk[start + 3] ?? 0, chunk[start + 4] ?? 0, chunk[start + 5] ?? 0];
  return ((a << 22) | (b << 15) | (c << 7) | d) & 0x3fffffff;
}
