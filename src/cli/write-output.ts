import {closeSync, openSync, writeSync} from 'node:fs';
import type {Writable} from 'node:stream';
import {setFlagsFromString} from 'node:v8';
import {StoreError} from '../domain/errors.ts';

/**
 * For a command that reads a whole history, before it reads any: V8 doubles the room for new objects again and again
 * while it passes through, up to 100 MB, and keeps it; and it lets old ones become three times as many before it looks
 * which are still needed. A third more of time is the price.
 */
export function stayInLittleMemory(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}

/** Pieces of text that are written at once. */
const PIECE_LENGTH = 256 * 1024;

/** Writes a long text piece by piece, as fast as it is taken; not to its end where nobody reads any more. */
export async function writeToStream(stream: Writable, text: Iterable<string>): Promise<void> {
  for (const piece of inPieces(text)) {
    if (stream.destroyed || stream.errored !== null) return;
    await writePiece(stream, piece);
  }
}

/** Writes one piece, and waits until it is taken. */
export async function writePiece(stream: Writable, piece: string | Buffer): Promise<void> {
  if (!stream.write(piece)) await untilTaken(stream);
}

/** Also ends on an error, which the owner of the stream handles. */
async function untilTaken(stream: Writable): Promise<void> {
  const events = ['drain', 'close', 'error'] as const;
  await new Promise<void>((resolve) => {
    const settle = () => {
      for (const event of events) stream.off(event, settle);
      resolve();
    };
    for (const event of events) stream.on(event, settle);
  });
}

/** The form that the name of a file ends with, `notes.MD` as md; undefined where it is none of these. */
export function formOfName<Form extends string>(path: string | undefined, forms: readonly Form[]): Form | undefined {
  return forms.find((form) => path?.toLowerCase().endsWith(`.${form}`));
}

/** Throws StoreError where the file cannot be written. `option` is the one that names it. */
export function writeToFile(path: string, text: Iterable<string>, option = '--output'): void {
  try {
    const file = openSync(path, 'w');
    try {
      for (const piece of inPieces(text)) writeAll(file, Buffer.from(piece));
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError('unwritable', `${path} cannot be written. Name another file with ${option}.`, {cause});
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function* inPieces(text: Iterable<string>): Generator<string> {
  let piece = '';
  for (const part of text) {
    piece += part;
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** A list as `JSON.stringify` with two spaces writes it at a depth, item by item. */
export class JsonList {
  readonly #indent: string;
  #isEmpty = true;

  constructor(depth = 0) {
    this.#indent = `\n${'  '.repeat(depth)}`;
  }

  *add(items: Iterable<unknown>): Generator<string> {
    for (const item of items) {
      const text = JSON.stringify(item, null, 2).replaceAll('\n', `${this.#indent}  `);
      yield `${this.#isEmpty ? '[' : ','}${this.#indent}  ${text}`;
      this.#isEmpty = false;
    }
  }

  end(): string {
    return this.#isEmpty ? '[]' : `${this.#indent}]`;
  }
}
