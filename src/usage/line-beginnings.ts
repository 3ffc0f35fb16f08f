import type {Wants} from './agent-reader.ts';

/** `other`: an object whose first key is not its type, or whose subtype, where one counts, is not the second. */
export type Beginning = 'json' | 'text' | 'document' | 'other' | 'unwanted' | 'undecided';

/** How wanted lines begin, as a tree: a line is followed into it byte by byte, and most leave it soon. */
export interface Beginnings {
  match(text: string, start: number): Beginning;
}

const TYPE_FIRST = '{"type":"';
const SUBTYPE_NEXT = ',"subtype":"';
const DOCUMENTS = ['{\n', '{\r', '[\n', '[\r'];

export function createBeginnings(wants: readonly Wants[], withDocuments: boolean): Beginnings {
  const kinds = new Map<string, Beginning>();
  // So that an object can leave the tree where nothing else wants one.
  kinds.set(TYPE_FIRST, 'unwanted');
  for (const type of wants.flatMap((want) => want.types)) {
    const [main, subtype] = splitType(type);
    const start = `${TYPE_FIRST}${main}"`;
    if (subtype === undefined) kinds.set(start, 'json');
    else {
      kinds.set(`${start}${SUBTYPE_NEXT}${subtype}"`, 'json');
      for (const part of ['', ...partsOf(SUBTYPE_NEXT).slice(0, -1)]) {
        if (!kinds.has(start + part)) kinds.set(start + part, 'other');
      }
    }
  }
  for (const prefix of wants.flatMap((want) => want.prefixes ?? [])) {
    kinds.set(prefix, prefix.startsWith('{') ? 'json' : 'text');
  }
  kinds.set('[{', 'json');
  for (const document of withDocuments ? DOCUMENTS : []) kinds.set(document, 'document');
  return growTree(kinds);
}

/**
 * A table of a row for each node and a column for each byte: the node it leads to, and 0, the root, where it leads out.
 * One flat array, for it is asked several times for every line of a gigabyte.
 */
function growTree(beginnings: ReadonlyMap<string, Beginning>): Beginnings {
  const texts = ['', ...new Set([...beginnings.keys()].flatMap(partsOf))];
  const nodes = new Map(texts.map((text, node) => [text, node]));
  const next = new Uint16Array(texts.length << 8);
  const stops = new Uint8Array(texts.length);
  for (const [text, node] of nodes) {
    if (text !== '') next[((nodes.get(text.slice(0, -1)) ?? 0) << 8) | text.charCodeAt(text.length - 1)] = node;
    if (!['unwanted', 'other'].includes(beginnings.get(text) ?? 'unwanted')) stops[node] = 1;
  }
  const typed = nodes.get(TYPE_FIRST) ?? 0;
  const kinds = texts.map((text) => beginnings.get(text) ?? (isOpen(text) ? 'other' : 'unwanted'));

  return {
    match: (text, start) => {
      const end = text.length;
      // Most lines of an agent begin so, and need not be followed all the way.
      const isTyped = saysType(text, start);
      let node = isTyped ? typed : 0;
      for (let i = isTyped ? start + TYPE_FIRST.length : start; i < end; i++) {
        const to = next[(node << 8) | text.charCodeAt(i)] ?? 0;
        if (to === 0) return kinds[node] ?? 'unwanted';
        if (stops[to] === 1) return kinds[to] ?? 'unwanted';
        node = to;
      }
      return node === 0 ? 'unwanted' : 'undecided';
    },
  };
}

/** Whether `{"type":"` stands there: written out, which is several times as fast as asking for it. */
function saysType(text: string, at: number): boolean {
  return (
    at + 9 <= text.length &&
    text.charCodeAt(at) === 0x7b &&
    text.charCodeAt(at + 1) === 0x22 &&
    text.charCodeAt(at + 2) === 0x74 &&
    text.charCodeAt(at + 3) === 0x79 &&
    text.charCodeAt(at + 4) === 0x70 &&
    text.charCodeAt(at + 5) === 0x65 &&
    text.charCodeAt(at + 6) === 0x22 &&
    text.charCodeAt(at + 7) === 0x3a &&
    text.charCodeAt(at + 8) === 0x22
  );
}

function partsOf(text: string): readonly string[] {
  return Array.from(text, (_, i) => text.slice(0, i + 1));
}

/** An object that has not said its type so far. */
function isOpen(text: string): boolean {
  return text.startsWith('{"') && !text.startsWith(TYPE_FIRST);
}

/** `system/init` is a type and its subtype. */
export function splitType(type: string): readonly [type: string, subtype?: string] {
  const [main = '', subtype] = type.split('/');
  return subtype === undefined ? [main] : [main, subtype];
}
