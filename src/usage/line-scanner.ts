import type {Wants} from './agent-reader.ts';
import {asObject, type Json} from './json.ts';
import {createLineJudge} from './line-judge.ts';

/** Finds the few lines that matter in a stream, whatever its size, and keeps no more than one of them. */
export interface LineScanner {
  push(chunk: Buffer): void;
  /** The stream has ended: what is left of it is a line. */
  end(): void;
}

export interface Taker {
  /** A JSON object: a line, an element of an array in a line, or one over several lines. */
  record(record: Json): void;
  line(text: string): void;
}

/** What is kept of a line, or of a document over several lines, until it ends. */
interface Kept {
  readonly kind: 'json' | 'maybe' | 'text' | 'document';
  readonly pieces: Buffer[];
  length: number;
}

const LONGEST_LINE = 8 * 1024 * 1024;
/** What is kept of an array that is longer: agents that print one tell in its last element how it ended. */
const ARRAY_TAIL = 1024 * 1024;
const MOST_TRIES = 100;
/** After so many texts that begin like a document and are none (functions in C, say) no more are read as one. */
const MOST_MISREAD = 1000;
const LONG_LINE = 300;
const LONGEST_REPEATED = 64 * 1024;
const OPENING = 32;
const MOST_OPENINGS = 16;
const [NEWLINE, RETURN, BRACKET] = [10, 13, 91];

/** A scanner for what any of `wants` asks for. Nothing that it is given makes it throw. */
export function createLineScanner(wants: readonly Wants[], taker: Taker, withDocuments = true): LineScanner {
  const judge = createLineJudge(wants, withDocuments);
  /** The beginning of a line, too short to be judged. */
  let held: Buffer = Buffer.alloc(0);
  let atLineStart = true;
  let kept: Kept | undefined;
  const latest = new Map<string, Buffer>();
  /** Looks for lines in what began like a document and was none. */
  let lines: LineScanner | undefined;
  let misread = 0;

  function push(next: Buffer): void {
    const chunk = held.length === 0 ? next : Buffer.concat([held, next]);
    held = Buffer.alloc(0);
    judge.begin(chunk);
    let at = 0;
    while (at < chunk.length) at = kept === undefined ? seek(chunk, at) : keep(kept, chunk, at);
    if (chunk.length > 0) atLineStart = held.length > 0 || chunk[chunk.length - 1] === NEWLINE;
  }

  /** Goes to the next line that may matter and begins to keep it. Returns where to go on. */
  function seek(chunk: Buffer, at: number): number {
    let start =
      at === 0 ? (atLineStart ? 0 : nextLine(chunk, 0)) : chunk[at - 1] === NEWLINE ? at : nextLine(chunk, at);
    for (; start < chunk.length; start = judge.next(start)) {
      const verdict = judge.judge(start);
      if (verdict === 'unwanted' || (verdict === 'document' && misread > MOST_MISREAD)) continue;
      if (verdict === 'undecided') held = chunk.subarray(start);
      else kept = {kind: verdict, pieces: [], length: 0};
      return verdict === 'undecided' ? chunk.length : start;
    }
    return chunk.length;
  }

  function keep(line: Kept, chunk: Buffer, at: number): number {
    const end = line.kind === 'document' ? documentEnd(line, chunk, at) : lineEnd(chunk, at);
    if (end.at > at) line.pieces.push(chunk.subarray(at, end.at));
    line.length += end.at - at;
    if (end.isOpen) held = chunk.subarray(end.at);
    if (line.length > LONGEST_LINE) shorten(line);
    if (end.isEnd && kept !== undefined) finish(kept);
    return end.isEnd ? end.at : chunk.length;
  }

  function finish(line: Kept): void {
    kept = undefined;
    const [first] = line.pieces;
    const bytes = line.pieces.length === 1 && first !== undefined ? first : Buffer.concat(line.pieces);
    if (line.kind === 'maybe' && !judge.matters(bytes)) return;
    if (line.kind === 'json' && isRepeated(bytes)) return;
    if (line.kind === 'text') taker.line(bytes.toString('utf8').trimEnd());
    else if (!takeJson(bytes, taker) && line.kind === 'document') rescan(bytes);
  }

  /** The same long line once more, uuid and all, is the same record shown twice. */
  function isRepeated(bytes: Buffer): boolean {
    if (bytes.length < LONG_LINE || bytes.length > LONGEST_REPEATED) return false;
    const opening = bytes.toString('latin1', 0, OPENING);
    if (latest.get(opening)?.equals(bytes) === true) return true;
    if (latest.size < MOST_OPENINGS || latest.has(opening)) latest.set(opening, Buffer.from(bytes));
    return false;
  }

  /** Too long to keep: an array's last element may still be had, and what looked like a document is read as lines. */
  function shorten(line: Kept): void {
    if (line.kind === 'document') {
      kept = undefined;
      rescan(Buffer.concat(line.pieces));
    } else if (line.pieces[0]?.[0] === BRACKET || line.pieces[0]?.length === 0) {
      const tail = Buffer.concat(line.pieces).subarray(-ARRAY_TAIL);
      // An empty piece in front says that the rest is a tail.
      line.pieces.splice(0, line.pieces.length, Buffer.alloc(0), Buffer.from(tail));
      line.length = tail.length;
    } else {
      kept = undefined;
    }
  }

  function rescan(bytes: Buffer): void {
    misread += 1;
    lines ??= createLineScanner(wants, taker, false);
    lines.push(bytes);
    lines.end();
  }

  return {
    push,
    end: () => {
      if (held.length > 0) push(Buffer.from('\n'));
      if (kept !== undefined) finish(kept);
      atLineStart = true;
    },
  };
}

function nextLine(chunk: Buffer, at: number): number {
  const end = chunk.indexOf(NEWLINE, at);
  return end === -1 ? chunk.length : end + 1;
}

/** How far a line or a document goes in this chunk. */
interface End {
  readonly at: number;
  readonly isEnd: boolean;
  /** Only the next chunk tells whether it ends here. */
  readonly isOpen?: boolean;
}

function lineEnd(chunk: Buffer, at: number): End {
  const end = chunk.indexOf(NEWLINE, at);
  return end === -1 ? {at: chunk.length, isEnd: false} : {at: end, isEnd: true};
}

/** A document ends behind the line that is only its closing bracket. */
function documentEnd(line: Kept, chunk: Buffer, at: number): End {
  const opener = line.pieces[0]?.[0] ?? chunk[at] ?? 0;
  // In ASCII } and ] stand two behind { and [.
  const closer = opener + 2;
  const isNewLine = line.length > 0 && line.pieces.at(-1)?.at(-1) === NEWLINE;
  for (let start = isNewLine ? at : nextLine(chunk, at); start < chunk.length; start = nextLine(chunk, start)) {
    if (chunk[start] !== closer) continue;
    const next = chunk[start + 1];
    if (next === undefined) return {at: start, isEnd: false, isOpen: true};
    if (next === NEWLINE || next === RETURN) return {at: start + 1, isEnd: true};
  }
  return {at: chunk.length, isEnd: false};
}

/** False when the bytes are no JSON. */
function takeJson(bytes: Buffer, taker: Taker): boolean {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    for (const item of Array.isArray(value) ? value : [value]) {
      const record = asObject(item);
      if (record !== undefined) taker.record(record);
    }
    return true;
  } catch {
    const last = lastElement(bytes);
    if (last !== undefined) taker.record(last);
    return false;
  }
}

/** The last element of an array whose beginning is missing: the longest object of JSON that ends where the array does. */
function lastElement(bytes: Buffer): Json | undefined {
  const text = bytes.toString('utf8').trimEnd();
  if (!text.endsWith('}]')) return undefined;
  let at = text.length;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    at = text.lastIndexOf(',{"', at - 1);
    if (at <= 0) return undefined;
    try {
      return asObject(JSON.parse(text.slice(at + 1, -1)));
    } catch {
      // It began within the element.
    }
  }
  return undefined;
}
