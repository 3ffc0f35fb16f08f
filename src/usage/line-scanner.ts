import {asObject, type Json} from '../domain/json.ts';
import type {Wants} from './agent-reader.ts';

/** Finds the few lines that matter in a stream of any size, and keeps no more than one line or document of it. */
interface LineScanner {
  push(chunk: Buffer): void;
  /** The stream has ended: what is left of it is a line. */
  end(): void;
}

interface Taker {
  /** A JSON object: a line, an element of an array in a line, or one over several lines. */
  record(record: Json): void;
  line(text: string): void;
}

const LONGEST_LINE = 8 * 1024 * 1024;
/** Only this end of a longer array is kept: an agent that prints one array says in its last element how it ended. */
const ARRAY_TAIL = 1024 * 1024;
const MOST_TRIES = 100;
/** After this many texts that began like a document and were none (functions in C), none is read as one. */
const MOST_MISREAD = 1000;
const LONGEST_DRESS = 256;
const LONGEST_PREFIX = 400;
/** A terminal or Windows puts these around a line: a byte order mark, escape sequences, carriage returns. */
const DRESS = '(?:\xef\xbb\xbf|\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[=>78]|\\r)';
const DRESS_BEFORE = new RegExp(`^${DRESS}+`);
const ONLY_DRESS = new RegExp(`^(?:${DRESS}|\\s)*$`);
const DRESS_STARTS = '\xef\x1b\r';
/** What a program showed of its progress before the record, and wrote over. */
const WRITTEN_OVER = new RegExp(`^[^{[].*\\r(?=${DRESS}*\\{)`, 's');

const TIME = String.raw`(?:\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2} [ \d]\d )?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?`;
/** Names of a container and a stream: `agent-1  |`, `[pod/agent-7/main]`, `00O`. */
const SOURCE = String.raw`[\w.@/-]{1,200} *\||\[pod/[\w./-]{1,200}\]|\d\d[OE]\+?`;
/** What docker compose, kubectl, `ts` and the like put before each line. Anything else may be a text that quotes a record. */
const PREFIX = new RegExp(`^(?:(?:${SOURCE}|\\[${TIME}\\]|${TIME})(?:${DRESS}|[ \\t])+){1,3}(?=\\{")`);

/**
 * Creates a scanner for the lines that any of `wants` asks for. Lines are handled as latin1 strings, one letter a byte,
 * and only the wanted ones are decoded. No input makes it throw.
 */
export function createLineScanner(wants: readonly Wants[], taker: Taker, withDocuments = true): LineScanner {
  const filter = createFilter(wants);
  /** A line that goes on in the next chunk. */
  let held = '';
  let heldPart: 'whole' | 'tail' | 'nothing' = 'whole';
  /** JSON over several lines, so far. */
  let document: {readonly closer: string; text: string} | undefined;
  let misread = 0;

  function hold(part: string): void {
    held += part;
    if (held.length <= LONGEST_LINE) return;
    if (heldPart === 'whole') heldPart = held.startsWith('[') ? 'tail' : 'nothing';
    held = heldPart === 'tail' ? held.slice(-ARRAY_TAIL) : '';
  }

  function takeHeld(): void {
    const [line, part] = [held, heldPart];
    [held, heldPart] = ['', 'whole'];
    if (part === 'whole') takeLine(line);
    if (part === 'tail') takeLastElement(line, taker);
  }

  function takeLine(line: string): void {
    if (document === undefined) takeFirstLine(line);
    else takeDocumentLine(document, line);
  }

  function takeFirstLine(line: string): void {
    const shown = line.replace(WRITTEN_OVER, '');
    const text = DRESS_STARTS.includes(shown[0] ?? '\n') ? shown.replace(DRESS_BEFORE, '') : shown;
    const opener = text.length <= 2 ? text.trimEnd() : '';
    if (withDocuments && misread <= MOST_MISREAD && (opener === '{' || opener === '[')) {
      document = {closer: opener === '{' ? '}' : ']', text};
      return;
    }
    const prefix = prefixOf(text);
    const rest = prefix === '' ? text : text.slice(prefix.length);
    const kind = filter.kindOf(rest);
    if (kind === 'text') taker.line(decode(rest).trimEnd());
    if (kind !== 'json' || takeJson(rest, taker) || prefix !== '') return;
    takeJson(rest.slice(0, endOfObject(rest)), taker);
  }

  function takeDocumentLine(open: NonNullable<typeof document>, line: string): void {
    open.text += `\n${line}`;
    const isEnd = line.startsWith(open.closer) && isOnlyDress(line.slice(1));
    if (!isEnd && open.text.length <= LONGEST_LINE) return;
    document = undefined;
    if (isEnd && takeJson(open.text, taker)) return;
    misread += 1;
    rescan(open.text);
  }

  /** Looks for lines in what began like a document and was none. */
  function rescan(text: string): void {
    const lines = createLineScanner(wants, taker, false);
    lines.push(Buffer.from(text, 'latin1'));
    lines.end();
  }

  return {
    push(chunk) {
      const text = chunk.toString('latin1');
      const isWrittenOver = text.includes('\r{') || text.includes('\r\x1b');
      let at = 0;
      /** Where the next object begins, in a line that may have a prefix. */
      let brace = text.indexOf('{"');
      let mayHold: boolean | undefined;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', at)) {
        if (held !== '' || heldPart !== 'whole' || end - at > LONGEST_LINE) {
          hold(text.slice(at, end));
          takeHeld();
        } else if (document !== undefined || isWrittenOver || filter.canBegin(text.charCodeAt(at))) {
          takeLine(text.slice(at, end));
        } else if (brace !== -1 && canBeginPrefix(text, at)) {
          if (brace < at) brace = text.indexOf('{"', at);
          if (brace !== -1 && brace < end && canEndPrefix(text, at, brace)) {
            mayHold ??= filter.mayHold(text);
            if (mayHold) takeFirstLine(text.slice(at, end));
          }
        }
        at = end + 1;
      }
      if (at < text.length) hold(text.slice(at));
    },
    end() {
      takeHeld();
      const rest = document?.text;
      document = undefined;
      if (rest !== undefined) rescan(rest);
    },
  };
}

/** Tells which lines are wanted: JSON by its type, a mark or its beginning; text by its beginning. */
function createFilter(wants: readonly Wants[]) {
  const types = new Map<string, readonly RegExp[]>();
  for (const [type = '', subtype] of wants.flatMap((want) => want.types).map((one) => one.split('/'))) {
    const known = types.get(type);
    const isAny = subtype === undefined || known?.length === 0;
    types.set(type, isAny ? [] : [...(known ?? []), jsonPattern(`"subtype":"${subtype}"`)]);
  }
  const prefixes = wants.flatMap((want) => want.prefixes ?? []);
  const marks = wants.flatMap((want) => want.marks ?? []).map((mark) => jsonPattern(mark).source);
  const hasMark = new RegExp(marks.join('|') || '(?!)');
  const anyType = new RegExp(`"type"\\s*:\\s*"(${[...types.keys()].map(escapeRegExp).join('|') || '(?!)'})"`, 'g');
  const anything = new RegExp([anyType.source, ...marks, ...prefixes.map(escapeRegExp)].join('|'));
  const starts = new Set(Buffer.from(['{[', DRESS_STARTS, ...prefixes.map((prefix) => prefix[0])].join(''), 'latin1'));

  const isTyped = (type: string, line: string): boolean => {
    const subtypes = types.get(type);
    return subtypes !== undefined && (subtypes.length === 0 || subtypes.some((subtype) => subtype.test(line)));
  };
  return {
    /** Tells if a text has what a wanted line has. */
    mayHold: (text: string): boolean => anything.test(text),
    canBegin: (code: number): boolean => starts.has(code),
    kindOf: (line: string): 'json' | 'text' | undefined => {
      const prefix = prefixes.find((one) => line.startsWith(one));
      if (prefix !== undefined) return prefix.startsWith('{') ? 'json' : 'text';
      if (line.startsWith('[{')) return 'json';
      if (!line.startsWith('{')) return undefined;
      // Most lines of an agent begin so, and say at once that they do not matter.
      const [, first] = /^\{"type":"([^"]*)"/.exec(line) ?? [];
      if (first !== undefined) return isTyped(first, line) ? 'json' : undefined;
      for (const [, type = ''] of line.matchAll(anyType)) if (isTyped(type, line)) return 'json';
      return hasMark.test(line) ? 'json' : undefined;
    },
  };
}

/** Matches a piece of JSON whether or not there is white space around its colons. */
function jsonPattern(json: string): RegExp {
  return new RegExp(escapeRegExp(json).replaceAll('":', '"\\s*:\\s*'));
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function decode(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

function isOnlyDress(rest: string): boolean {
  return rest.length <= LONGEST_DRESS && ONLY_DRESS.test(rest);
}

/** Shows what the text is as JSON, without what a terminal put behind it. False when it is no JSON. */
function takeJson(text: string, taker: Taker): boolean {
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
  if (!isOnlyDress(text.slice(end))) return false;
  try {
    const value: unknown = JSON.parse(decode(text.slice(0, end)));
    for (const item of Array.isArray(value) ? value : [value]) {
      const record = asObject(item);
      if (record !== undefined) taker.record(record);
    }
    return true;
  } catch {
    return false;
  }
}

/** Tells, at little cost, if a line may begin with a prefix: a letter, a digit, or a bracket with a time or a pod behind it. */
function canBeginPrefix(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first === 0x5b) return text.charCodeAt(at + 1) === 0x70 || (text.charCodeAt(at + 1) & 0xf0) === 0x30;
  return (first >= 0x30 && first <= 0x39) || (first >= 0x41 && first <= 0x7a);
}

/** Tells if a prefix may end there: with white space or a colour, and it is not long. */
function canEndPrefix(text: string, at: number, end: number): boolean {
  const last = text.charCodeAt(end - 1);
  return (last === 0x20 || last === 0x09 || last === 0x6d) && end - at <= LONGEST_PREFIX;
}

function prefixOf(line: string): string {
  if (!canBeginPrefix(line, 0)) return '';
  const brace = line.indexOf('{"');
  return brace > 0 && canEndPrefix(line, 0, brace) ? (PREFIX.exec(line)?.[0] ?? '') : '';
}

/** Finds where the object ends that a text begins with; 0 when it does not. A pattern for strings could use up its stack. */
function endOfObject(text: string): number {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') inString = !inString;
    else if (inString) at += letter === '\\' ? 1 : 0;
    else if (letter === '{') depth += 1;
    else if (letter === '}') depth -= 1;
    if (depth === 0) return at === 0 ? 0 : at + 1;
  }
  return 0;
}

/** Shows the last element of an array whose beginning is missing: the longest JSON object that ends where the array does. */
function takeLastElement(text: string, taker: Taker): void {
  const end = text.trimEnd().length;
  if (!text.startsWith('}]', end - 2)) return;
  let at = end;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    at = text.lastIndexOf(',{"', at - 1);
    if (at <= 0) return;
    try {
      const record = asObject(JSON.parse(decode(text.slice(at + 1, end - 1))));
      if (record !== undefined) taker.record(record);
      return;
    } catch {
      // It began within the element.
    }
  }
}
