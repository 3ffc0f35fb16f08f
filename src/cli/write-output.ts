import {statSync} from 'node:fs';
import type {Writable} from 'node:stream';
import {badInput, InputError, StoreError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import {isFolder, realPath} from '../files/regular-file.ts';
import {isSqliteFile} from '../files/sqlite-file.ts';
import {writeWhole} from '../files/whole-file.ts';
import {isClosed} from './context.ts';

/**
 * Limits memory for a command that reads a whole history; call it before reading. Otherwise V8 keeps doubling its space for
 * new objects, up to 100 MB, and lets the old ones triple before it collects garbage. This costs a third more time, and V8
 * then refuses the code cache, so a small steps.db is read without it. `dbPath` is null for a history without such a file.
 */
export function limitMemory(dbPath: string | null): void {
  if (dbPath !== null && (statSync(dbPath, {throwIfNoEntry: false})?.size ?? 0) < LARGE_BYTES) return;
  const {setFlagsFromString} = process.getBuiltinModule('node:v8');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}

/** Some 5,000 steps. */
const LARGE_BYTES = 8 * 1024 * 1024;

const PIECE_LENGTH = 256 * 1024;

/** Writes a long text in pieces, as fast as the stream takes them. Stops if the stream is closed. */
export async function writeToStream(stream: Writable, text: Iterable<string>): Promise<void> {
  for (const piece of inPieces(text)) {
    if (isClosed(stream)) return;
    // The next piece is in the same memory, so this one must have been written. An error is handled by the stream's owner.
    await new Promise<void>((resolve) => void stream.write(piece, () => resolve()));
  }
}

/** Writes one piece, and waits until the stream accepts more. */
export async function writePiece(stream: Writable, piece: string | Buffer): Promise<void> {
  if (!stream.write(piece)) await untilTaken(stream);
}

/** Resolves when the stream accepts more, and also on an error, which the stream's owner handles. */
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

/**
 * Finds the form in a file's ending, `notes.MD` as md; undefined if it has none. Throws InputError for another ending, since
 * the file would not be what its name says. `instead` says which options give it any form.
 */
export function formOfName<Form extends string>(
  path: string | undefined,
  forms: readonly Form[],
  instead: string,
): Form | undefined {
  const form = forms.find((one) => path?.toLowerCase().endsWith(`.${one}`));
  if (path === undefined || form !== undefined || !/[^\\/]\.[a-z]\w*$/i.test(path)) return form;
  const endings = forms.map((one) => `.${one}`).join(', ');
  throw badInput(
    `--output is ${quote(path)}, and no file with that ending is written. Use one of ${endings}, or ${instead}.`,
  );
}

interface OutputFile {
  /** The option that named it. */
  readonly option?: string;
  /** The files of the history that is read. */
  readonly own?: readonly (string | null)[];
}

/**
 * Writes a file: all of it, or nothing. Throws InputError for a file of a history, and a StoreError that names the option for
 * one that cannot be written.
 */
export function writeToFile(path: string, text: Iterable<string>, {option = '--output', own = []}: OutputFile = {}) {
  if (isFolder(path)) throw badInput(`${option} names ${quote(path)}, which is a folder. Name a file.`);
  try {
    if (isOfHistory(path, own))
      throw badInput(`${option} names ${quote(path)}, which holds a history. Name another file.`);
    writeWhole(path, inPieces(text));
  } catch (cause) {
    if (cause instanceof StoreError || cause instanceof InputError) throw cause;
    throw new StoreError('unwritable', `${path} cannot be written. Name another file with ${option}.`, {cause});
  }
}

/** The database itself, and the files beside it that SQLite reads and trusts. */
const SUFFIXES = ['', '-journal', '-wal', '-shm'];

/** Tells whether a path is one of these histories or any other steps.db, by whatever name, or a file beside it. */
function isOfHistory(path: string, own: readonly (string | null)[]): boolean {
  const [real, stat] = [realPath(path), statSync(path, {throwIfNoEntry: false})];
  const isSame = (file: string) => {
    const other = statSync(file, {throwIfNoEntry: false});
    return file === real || (other?.isFile() === true && other.dev === stat?.dev && other.ino === stat.ino);
  };
  const files = own.flatMap((file) => (file === null ? [] : SUFFIXES.map((suffix) => `${realPath(file)}${suffix}`)));
  const databases = SUFFIXES.filter((suffix) => real.endsWith(suffix)).map((it) =>
    real.slice(0, real.length - it.length),
  );
  return files.some(isSame) || databases.some((file) => isSqliteFile(file) === true);
}

/** Fills one buffer with the text again and again: a new one for each piece would keep the garbage collector busy. */
function* inPieces(text: Iterable<string>): Generator<Buffer> {
  const piece = Buffer.allocUnsafe(PIECE_LENGTH);
  let length = 0;
  for (const part of text) {
    // UTF-8 takes at most three bytes for each unit of a string.
    const most = 3 * part.length;
    if (length + most > piece.length) {
      yield piece.subarray(0, length);
      length = 0;
    }
    if (most > piece.length) yield Buffer.from(part);
    else length += piece.write(part, length);
  }
  yield piece.subarray(0, length);
}

/** Writes a list item by item, as `JSON.stringify` with an indent of two would at a depth. */
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
