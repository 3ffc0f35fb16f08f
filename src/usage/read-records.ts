import type {FileHandle} from 'node:fs/promises';
import {buffer} from 'node:stream/consumers';
import {asObject, type Json, parseJson} from '../domain/json.ts';
import {withPlainHandle} from '../files/regular-file.ts';

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
  const read = async (file: FileHandle, size: number) => {
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
        const {bytesRead: length} = await file.read(chunk, 0, chunk.length, at);
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
    return true;
  };
  const takeLast = (line: Buffer) => {
    const before = isWhole;
    take(line);
    isWhole = before;
  };
  return (await withPlainHandle(path, read).catch(() => null)) === null ? {isWhole: false} : {isWhole};
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
  const content = withPlainHandle(path, async (file, size) => {
    const start = await buffer(file.createReadStream({end: mostBytes - 1, autoClose: false}));
    return {text: start.toString(), isWhole: size <= mostBytes};
  });
  return (await content.catch(() => null)) ?? undefined;
}
