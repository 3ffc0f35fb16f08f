import type {Wants} from './agent-reader.ts';

/** Tells by a line's first bytes whether it can matter. `maybe`: only its end can tell. */
export interface LineJudge {
  /** The chunk that is judged next. */
  begin(chunk: Buffer): void;
  /** `undecided`: the chunk ends too early. */
  judge(start: number): 'json' | 'maybe' | 'text' | 'document' | 'unwanted' | 'undecided';
  /** For a whole line whose first key is not its type. */
  hasMark(line: Buffer): boolean;
}

const [NEWLINE, RETURN, QUOTE, BRACE, BRACKET] = [10, 13, 34, 123, 91];
const TYPE_FIRST = Buffer.from('{"type":"');
/** After so many lines that began alike and did not matter, the next ones are not searched: a log of JSON, likely. */
const FRUITLESS = 64;
const MOST_OPENINGS = 1000;

export function createLineJudge(wants: readonly Wants[], withDocuments: boolean): LineJudge {
  const types = wants.flatMap((want) => want.types).map(typeToBytes);
  const marks = wants.flatMap((want) => want.marks ?? []).map((mark) => Buffer.from(mark));
  const beginnings = wants.flatMap((want) => want.prefixes ?? []).map((prefix) => Buffer.from(prefix));
  const objects = beginnings.filter((prefix) => prefix[0] === BRACE);
  const prefixes = beginnings.filter((prefix) => prefix[0] !== BRACE);
  /** For each byte, whether a line that begins with it needs a second look: most lines end here. */
  const openers = new Uint8Array(256);
  for (const opener of [BRACE, BRACKET, ...prefixes.map((prefix) => prefix[0] ?? 0)]) openers[opener] = 1;
  const fruitless = new Map<number, number>();
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

  const hasMarkWithin = (start: number, end: number): boolean => {
    for (const mark of marks) if (find(mark, start) < end) return true;
    return false;
  };

  const anyOf = (texts: readonly Buffer[], start: number): 'yes' | 'no' | 'undecided' => {
    let answer: 'no' | 'undecided' = 'no';
    for (const text of texts) {
      const one = startsWith(chunk, start, text);
      if (one === 'yes') return one;
      if (one === 'undecided') answer = one;
    }
    return answer;
  };

  return {
    begin: (next) => {
      chunk = next;
      places.clear();
    },
    judge: (start) => {
      const first = chunk[start] ?? 0;
      if (openers[first] === 0) return 'unwanted';
      if (first !== BRACE && first !== BRACKET) {
        const answer = anyOf(prefixes, start);
        return answer === 'yes' ? 'text' : answer === 'no' ? 'unwanted' : answer;
      }
      const second = chunk[start + 1];
      if (second === undefined) return 'undecided';
      const opening = openingOf(chunk, start);
      const misses = fruitless.get(opening) ?? 0;
      if (misses > FRUITLESS) return 'unwanted';
      if (objects.length > 0 && second === QUOTE) {
        const answer = anyOf(objects, start);
        if (answer !== 'no') return answer === 'yes' ? 'json' : answer;
      }
      if (second === NEWLINE || second === RETURN) return withDocuments ? 'document' : 'unwanted';
      if (first === BRACKET) return second === BRACE ? 'json' : 'unwanted';
      if (second !== QUOTE) return 'unwanted';
      const typed = startsWith(chunk, start, TYPE_FIRST);
      if (typed === 'undecided') return typed;
      if (typed === 'yes') {
        const answer = anyOf(types, start + TYPE_FIRST.length);
        return answer === 'yes' ? 'json' : answer === 'no' ? 'unwanted' : answer;
      }
      const end = chunk.indexOf(NEWLINE, start);
      if (end === -1) return 'maybe';
      if (hasMarkWithin(start, end)) return 'json';
      if (fruitless.size < MOST_OPENINGS) fruitless.set(opening, misses + 1);
      return 'unwanted';
    },
    // Not a part of the chunk, which stays the one that is judged.
    hasMark: (line) => marks.some((mark) => line.includes(mark)),
  };
}

/** A number for the first letters of a line's first key. */
function openingOf(chunk: Buffer, start: number): number {
  let opening = 0;
  for (let i = start + 2; i < start + 8; i++) opening = (opening * 31 + (chunk[i] ?? 0)) & 0x3fffffff;
  return opening;
}

/** `system/init` is a type and its subtype, which the agents that have one write next to each other. */
function typeToBytes(type: string): Buffer {
  return Buffer.from(`${type.replace('/', '","subtype":"')}"`);
}

function startsWith(chunk: Buffer, start: number, text: Buffer): 'yes' | 'no' | 'undecided' {
  for (let i = 0; i < text.length; i++) {
    const byte = chunk[start + i];
    if (byte === undefined) return 'undecided';
    if (byte !== text[i]) return 'no';
  }
  return 'yes';
}
