import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {asObject, type Json, parseJson} from '../domain/json.ts';

/** Tells if a file could be used to its end. */
export interface Extent {
  /** False: the file is too large, a line of it too long or broken, or it could not be read to its end. */
  readonly isWhole: boolean;
}

const CHUNK = 1024 * 1024;
/** A longer file is read from its beginning and at its end: what it says of itself, and its last totals. */
const MOST_BYTES = 256 * 1024 * 1024;
const HEAD_BYTES = 4 * 1024 * 1024;
const LONGEST_LINE = 16 * 1024 * 1024;
const LONGEST_DOCUMENT = 32 * 1024 * 1024;
const NEWLINE = 10;

/**
 * Shows the JSON objects of a file of lines, from a place in it on. `wants` sees each line's bytes first, so that only
 * what matters is parsed. Half a line at the end (a run that was killed) is no flaw. Never throws.
 */
export async function readRecords(
  path: string,
  from: number,
  wants: (line: Buffer) => boolean,
  show: (record: Json) => void,
): Promise<Extent> {
  let isWhole = true;
  const take = (line: Buffer) => {
    if (line.length === 0 || !wants(line)) return;
    try {
      const record = asObject(JSON.parse(line.toString('utf8')));
      if (record !== undefined) show(record);
    } catch {
      isWhole = false;
    }
  };
  const read = async (size: number, readAt: (buffer: Buffer, at: number) => Promise<number>) => {
    const ranges: (readonly [number, number])[] =
      size - from <= MOST_BYTES
        ? [[from, size]]
        : [
            [from, from + HEAD_BYTES],
            [size - MOST_BYTES + HEAD_BYTES, size],
          ];
    if (ranges.length > 1) isWhole = false;
    for (const [start, end] of ranges) {
      // The second range begins amid a line.
      let rest: Buffer | undefined = start === from ? Buffer.alloc(0) : undefined;
      for (let at = start; at < end; ) {
        const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
        const length = await readAt(chunk, at);
        if (length === 0) break;
        at += length;
        let begin = 0;
        for (let stop = chunk.indexOf(NEWLINE); stop !== -1 && stop < length; stop = chunk.indexOf(NEWLINE, begin)) {
          const line = chunk.subarray(begin, stop);
          if (rest !== undefined) take(rest.length === 0 ? line : Buffer.concat([rest, line]));
          rest = Buffer.alloc(0);
          begin = stop + 1;
        }
        if (rest === undefined) continue;
        if (rest.length + length - begin > LONGEST_LINE) {
          isWhole = false;
          rest = undefined;
        } else rest = Buffer.concat([rest, chunk.subarray(begin, length)]);
      }
      // A whole record without its newline counts; half of one is what a kill leaves.
      if (rest !== undefined && end === size) takeLast(rest);
    }
  };
  const takeLast = (line: Buffer) => {
    const before = isWhole;
    take(line);
    isWhole = before;
  };
  return (await withFile(path, read)) ? {isWhole} : {isWhole: false};
}

/** The JSON document that a file is; undefined when it is none, is too large, or cannot be read. Never throws. */
export async function readDocument(path: string): Promise<unknown> {
  const content = await readText(path, LONGEST_DOCUMENT);
  return content?.isWhole === true ? parseJson(content.text) : undefined;
}

/** The text of a file, or its beginning; undefined when it cannot be read. Never throws. */
export async function readText(
  path: string,
  mostBytes: number,
): Promise<({readonly text: string} & Extent) | undefined> {
  let content: ({readonly text: string} & Extent) | undefined;
  await withFile(path, async (size, readAt) => {
    const buffer = Buffer.alloc(Math.min(size, mostBytes));
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = await readAt(buffer.subarray(length), length);
    }
    content = {text: buffer.toString('utf8', 0, length), isWhole: size <= mostBytes};
  });
  return content;
}

/** A regular file. A link is not followed, and a pipe not waited for: either could be a trap. */
async function withFile(
  path: string,
  use: (size: number, readAt: (buffer: Buffer, at: number) => Promise<number>) => Promise<void>,
): Promise<boolean> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return false;
      await use(stat.size, async (buffer, at) => (await file.read(buffer, 0, buffer.length, at)).bytesRead);
      return true;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}
