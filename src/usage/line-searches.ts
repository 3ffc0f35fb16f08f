const NEWLINE = 10;
/** The search of a longer text first builds tables, which costs more than it saves. */
const MOST_SEARCHED = 6;

/** Where something stands next in a chunk. */
export interface Search {
  begin(chunk: Buffer): void;
  /** Its next place, `from` or behind it; Infinity when there is none. */
  find(from: number): number;
}

/** Letters and signs of JSON and of English by how often they come, the most frequent first; all others are rarer. */
const FREQUENT = '\n"e ta:,oinsr{}hldcumfpgwybv0123456789k-.xjqz';

/** A few letters of the text are searched for, from the rarest one on. */
export function createSearch(text: string): Search {
  const whole = Buffer.from(text);
  const rarity = (at: number) => {
    const rank = FREQUENT.indexOf(text[at] ?? '');
    return rank === -1 ? FREQUENT.length : rank;
  };
  const starts = Array.from({length: Math.max(1, text.length - MOST_SEARCHED + 1)}, (_, at) => at);
  const offset = starts.reduce((best, at) => (rarity(at) > rarity(best) ? at : best), 0);
  const needle = whole.subarray(offset, offset + MOST_SEARCHED);
  let chunk: Buffer = Buffer.alloc(0);
  let known = -1;
  return {
    begin: (next) => {
      chunk = next;
      known = -1;
    },
    find: (from) => {
      if (known >= from) return known;
      known = Number.POSITIVE_INFINITY;
      for (let at = chunk.indexOf(needle, from + offset); at !== -1; at = chunk.indexOf(needle, at + 1)) {
        const start = at - offset;
        if (chunk.compare(whole, 0, whole.length, start, Math.min(start + whole.length, chunk.length)) !== 0) continue;
        known = start;
        break;
      }
      return known;
    },
  };
}

/** The newline before a line that begins with it; a text without any is the fastest to search. */
export function createBracketSearch(bracket: number): Search {
  const needle = Buffer.from([NEWLINE, bracket]);
  let chunk: Buffer = Buffer.alloc(0);
  let known = -1;
  return {
    begin: (next) => {
      chunk = next;
      known = -1;
    },
    find: (from) => {
      if (known >= from) return known;
      const at = chunk.indexOf(bracket, from) === -1 ? -1 : chunk.indexOf(needle, from);
      known = at === -1 ? Number.POSITIVE_INFINITY : at;
      return known;
    },
  };
}

/** The same in a text; a place may turn out to be none, for only the beginning is searched for. */
export interface TextSearch {
  begin(text: string): void;
  find(from: number): number;
}

export function createTextSearch(searched: string): TextSearch {
  const needle = searched.slice(0, MOST_SEARCHED);
  let text = '';
  let known = -1;
  return {
    begin: (next) => {
      text = next;
      known = -1;
    },
    find: (from) => {
      if (known >= from) return known;
      const at = text.indexOf(needle, from);
      known = at === -1 ? Number.POSITIVE_INFINITY : at;
      return known;
    },
  };
}

/** Finds whether one of some texts stands in a part of a chunk, which is searched once for each, not once a line. */
export function createAnySearch(texts: readonly string[]) {
  const searches = texts.map(createSearch);
  return {
    begin: (chunk: Buffer) => {
      for (const search of searches) search.begin(chunk);
    },
    hasOne: (from: number, end: number): boolean => {
      for (const search of searches) if (search.find(from) < end) return true;
      return false;
    },
  };
}
