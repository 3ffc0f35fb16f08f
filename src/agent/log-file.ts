import {randomUUID} from 'node:crypto';
import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {describeError, sayRefusedPath} from '../domain/errors.ts';
import {observingSink, type Sink} from './output-tee.ts';

export interface LogFile {
  readonly sink: Sink;
  /** Closes the log. Resolves to a sentence for each problem: it could not be written, or somebody changed it. */
  close(): Promise<readonly string[]>;
}

/** The limit on the copy of a log. Beyond it, only the length is compared. */
const KEPT_BYTES = 64 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/**
 * Creates a log. An existing file is not opened, since it could be a link to anywhere. The agent can write to the log too, so
 * a copy of its beginning is kept in an unlinked file and restored if the log was changed.
 */
export function openLog(path: string, keptBytes = KEPT_BYTES): LogFile {
  let fd: number;
  try {
    fd = openSync(path, 'wx', 0o600);
  } catch (error) {
    const note = `The agent's log file could not be written: ${describeError(error)}.`;
    return {sink: observingSink(() => {}), close: async () => [note]};
  }
  const copy = openCopy(path, keptBytes);
  let written = 0;
  let failure: Error | undefined;
  return {
    sink: {
      write: async (chunk) => {
        written += chunk.length;
        copy?.add(chunk);
        failure ??= failureOf(() => writeAll(fd, chunk));
      },
      failure: () => failure,
      release: () => {},
    },
    close: async () => {
      const closing = failureOf(() => closeSync(fd));
      failure ??= closing;
      try {
        if (failure !== undefined) return [`The agent's log file could not be written: ${sayRefusedPath(failure)}`];
        return copy === null ? [] : copy.restore(written);
      } finally {
        copy?.close();
      }
    },
  };
}

/** Writes at once, as the copy is written: a stream would load modules of Node and start threads for the first line. */
function writeAll(file: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at);
}

function failureOf(act: () => void): Error | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

interface Copy {
  add(chunk: Uint8Array): void;
  /** Compares the log with the copy, and restores it if it differs. */
  restore(written: number): readonly string[];
  close(): void;
}

/** Opens the copy. Returns null if that fails: a log without a copy is better than none. */
function openCopy(path: string, limit: number): Copy | null {
  const name = `${path}.copy-${randomUUID()}`;
  let copy: number;
  try {
    copy = openSync(name, 'wx+', 0o600);
    unlinkSync(name);
  } catch {
    return null;
  }
  let kept = 0;
  let isWhole = true;
  return {
    add: (chunk) => {
      if (!isWhole || kept >= limit) return;
      try {
        kept += writeSync(copy, chunk.subarray(0, limit - kept));
      } catch {
        isWhole = false;
      }
    },
    restore: (written) => {
      if (!isWhole) return [];
      try {
        const change = changeOf(path, written, copy, kept);
        if (change === null) return [];
        putBack(path, copy, kept);
        const how = kept === written ? 'was put back' : `its first ${kept} bytes were put back`;
        return [`The agent's log file was ${change} while the agent ran, and ${how}.`];
      } catch (error) {
        return [`The agent's log file was changed while the agent ran: ${describeError(error)}`];
      }
    },
    close: () => closeSync(copy),
  };
}

function changeOf(path: string, written: number, copy: number, kept: number): 'deleted' | 'changed' | null {
  const stats = lstatSync(path, {throwIfNoEntry: false});
  if (stats === undefined) return 'deleted';
  if (!stats.isFile() || stats.size !== written) return 'changed';
  const file = openSync(path, 'r');
  try {
    const [one, other] = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)];
    for (let at = 0; at < kept; at += CHUNK_BYTES) {
      if (!readAt(file, one, at, kept).equals(readAt(copy, other, at, kept))) return 'changed';
    }
    return fstatSync(file).ino === stats.ino ? null : 'changed';
  } finally {
    closeSync(file);
  }
}

function putBack(path: string, copy: number, kept: number): void {
  mkdirSync(dirname(path), {recursive: true});
  rmSync(path, {recursive: true, force: true});
  const name = `${path}.new-${randomUUID()}`;
  const file = openSync(name, 'wx', 0o600);
  try {
    const buffer = Buffer.alloc(CHUNK_BYTES);
    for (let at = 0; at < kept; at += CHUNK_BYTES) writeSync(file, readAt(copy, buffer, at, kept));
  } finally {
    closeSync(file);
  }
  renameSync(name, path);
}

/** Fills the buffer with bytes from `at`, stopping at `end`. */
function readAt(file: number, buffer: Buffer, at: number, end: number): Buffer {
  return buffer.subarray(0, readSync(file, buffer, 0, Math.min(buffer.length, end - at), at));
}
