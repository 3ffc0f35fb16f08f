import type {Wants} from './agent-reader.ts';
import {createBeginnings, splitType} from './line-beginnings.ts';
import {
  createAnySearch,
  createBracketSearch,
  createSearch,
  createTextSearch,
  type TextSearch,
} from './line-searches.ts';

/** What a line is: `maybe`: only its end can tell; `undecided`: the chunk ends too early. */
export type LineKind = 'json' | 'maybe' | 'text' | 'document' | 'unwanted' | 'undecided';

/** Tells by a line's first bytes whether it can matter. */
export interface LineJudge {
  /** The chunk that is judged next. */
  begin(chunk: Buffer): void;
  judge(start: number): LineKind;
  /** Where the next line begins that is worth judging, after one that is unwanted; the chunk's length when none does. */
  next(start: number): number;
  /** For a whole line whose first key is not its type. */
  matters(line: Buffer): boolean;
}

/** A type that is not the first key. */
const TYPE = ',"type":"';
const LONGEST_TYPE = 60;
/**
 * After so many lines on end that began alike and did not matter, the next ones are not searched: a log of JSON, likely. An
 * agent that streams a word a line prints some thousands between two records.
 */
const FRUITLESS = 50_000;
const SLOTS = 1024;
const [BRACE, BRACKET] = [123, 91];

/**
 * A chunk is judged as a text of its bytes: what is asked several times for every line of a gigabyte costs half as much on
 * a string as on a buffer.
 */
export function createLineJudge(wants: readonly Wants[], withDocuments: boolean): LineJudge {
  const beginnings = createBeginnings(wants, withDocuments);
  const marks = wants.flatMap((want) => want.marks ?? []);
  const types = toTypes(wants);
  const prefixes = wants.flatMap((want) => want.prefixes ?? []).filter((prefix) => !prefix.startsWith('{'));
  /** How lines began that did not matter, each in its own slot, and how many of them there were. */
  const openings = new Int32Array(SLOTS);
  const misses = new Uint32Array(SLOTS);
  let chunk: Buffer = Buffer.alloc(0);
  let whole: string | undefined;
  const findMark = createAnySearch(marks);
  const starts = [
    ...[BRACE, BRACKET].map(createBracketSearch),
    ...prefixes.map((prefix) => createSearch(`\n${prefix}`)),
  ];
  const findType = createTextSearch(TYPE);

  const textOf = (): string => {
    if (whole !== undefined) return whole;
    whole = chunk.toString('latin1');
    for (const finder of [findMark, ...starts]) finder.begin(chunk);
    findType.begin(whole);
    return whole;
  };

  /** For JSON whose first key is not its type: its type, or one of the marks, may stand further down. */
  const judgeByMarks = (text: string, start: number): LineKind => {
    const opening = openingOf(text, start);
    const slot = opening % SLOTS;
    const isKnown = openings[slot] === opening;
    if (isKnown && (misses[slot] ?? 0) > FRUITLESS) return 'unwanted';
    const end = text.indexOf('\n', start);
    if (end === -1) return 'maybe';
    const isWanted = hasType(text, types, start, end, findType) || findMark.hasOne(start, end);
    openings[slot] = opening;
    misses[slot] = isWanted ? 0 : isKnown ? (misses[slot] ?? 0) + 1 : 1;
    return isWanted ? 'json' : 'unwanted';
  };

  return {
    begin: (next) => {
      chunk = next;
      whole = undefined;
    },
    judge: (start) => {
      const text = textOf();
      const kind = beginnings.match(text, start);
      return kind === 'other' ? judgeByMarks(text, start) : kind;
    },
    next: (start) => {
      const text = textOf();
      const first = text.charCodeAt(start);
      // Lines of JSON come one after the other; lines of a text are passed over in one go.
      if (first === BRACE || first === BRACKET) {
        const at = text.indexOf('\n', start);
        return at === -1 ? text.length : at + 1;
      }
      const at = starts.reduce((least, finder) => Math.min(least, finder.find(start)), Number.POSITIVE_INFINITY);
      if (at !== Number.POSITIVE_INFINITY) return at + 1;
      // The beginning of one that matters may be all there is of it.
      const last = text.lastIndexOf('\n') + 1;
      return last > start ? last : text.length;
    },
    // Not a part of the chunk, which stays the one that is judged.
    matters: (line) => {
      const text = line.toString('latin1');
      const finder = createTextSearch(TYPE);
      finder.begin(text);
      return hasType(text, types, 0, text.length, finder) || marks.some((mark) => text.includes(mark));
    },
  };
}

interface Types {
  /** With each wanted type the texts of its subtypes one of which must stand beside it; none where all will do. */
  readonly subtypes: ReadonlyMap<string, readonly string[]>;
  /** 1 for each letter that one of the types begins with. */
  readonly firsts: Uint8Array;
}

function toTypes(wants: readonly Wants[]): Types {
  const subtypes = new Map<string, readonly string[]>();
  const firsts = new Uint8Array(256);
  for (const [type, subtype] of wants.flatMap((want) => want.types).map(splitType)) {
    const others = subtypes.get(type);
    const isAny = subtype === undefined || others?.length === 0;
    subtypes.set(type, isAny ? [] : [...(others ?? []), `"subtype":"${subtype}"`]);
    firsts[type.charCodeAt(0)] = 1;
  }
  return {subtypes, firsts};
}

/** Whether one of the types stands anywhere in the line: agents do not agree on where to put it. */
function hasType(text: string, types: Types, start: number, end: number, finder: TextSearch): boolean {
  // A subtype may come behind a type that is the first key.
  const isTyped = text.startsWith('{"type":"', start);
  for (let at = isTyped ? start : finder.find(start); at < end; at = finder.find(at + 1)) {
    if (at !== start && !text.startsWith(TYPE, at)) continue;
    const from = at + TYPE.length;
    if (types.firsts[text.charCodeAt(from)] !== 1) continue;
    const stop = text.indexOf('"', from);
    if (stop === -1 || stop - from > LONGEST_TYPE) continue;
    const subtypes = types.subtypes.get(text.slice(from, stop));
    if (subtypes === undefined) continue;
    if (subtypes.length === 0) return true;
    const line = text.slice(start, end);
    if (subtypes.some((subtype) => line.includes(subtype))) return true;
  }
  return false;
}

/** A number for the first letters of a line's first key. */
function openingOf(text: string, start: number): number {
  const letter = (i: number) => (start + i < text.length ? text.charCodeAt(start + i) : 0);
  return ((letter(2) << 22) | (letter(3) << 15) | (letter(4) << 7) | letter(5)) & 0x3fffffff;
}
