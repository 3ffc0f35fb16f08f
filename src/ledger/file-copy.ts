import {createHash, randomUUID} from 'node:crypto';
import {
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {damaged} from './sqlite-errors.ts';

/** A SQLite file as it was, kept under no name, so that nobody comes upon it. */
export interface FileCopy {
  /** Where the file itself is, behind all links. */
  readonly target: string;
  /** What happened to the file since, with any file of SQLite's beside it: null when nothing did. */
  change(): 'deleted' | 'changed' | null;
  /** The bytes. Throws StoreError when even they are not what they were. */
  read(): Buffer;
  /** Puts the file back in one move, and takes away what SQLite would read beside it. */
  putBack(): void;
  close(): void;
}

const CHUNK_BYTES = 1024 * 1024;
/** What SQLite reads beside a file and believes. */
const SIDECARS = ['-journal', '-wal', '-shm'];

/** Copies a file that nobody writes to for as long as this takes. Its memory does not grow with the file. */
export function keepCopy(path: string): FileCopy {
  const target = realpathSync(path);
  const stats = statSync(target);
  const name = `${target}.copy-${randomUUID()}`;
  const copy = openSync(name, 'wx+', 0o600);
  unlinkSync(name);
  const digest = digestFile(target, (chunk) => void writeSync(copy, chunk));
  const read = (): Buffer => {
    const bytes = Buffer.alloc(stats.size);
    for (let at = 0, got = -1; at < bytes.length && got !== 0; at += got)
      got = readSync(copy, bytes, at, Math.min(CHUNK_BYTES, bytes.length - at), at);
    if (createHash('sha256').update(bytes).digest('hex') === digest) return bytes;
    throw damaged(path, 'its copy was changed too');
  };
  return {
    target,
    read,
    change: () => {
      const now = lstatSync(target, {throwIfNoEntry: false});
      if (now === undefined) return 'deleted';
      if (!isSameFile(now, stats) || SIDECARS.some((it) => lstatSync(target + it, {throwIfNoEntry: false})))
        return 'changed';
      return digestFile(target) === digest ? null : 'changed';
    },
    putBack: () => {
      const bytes = read();
      mkdirSync(dirname(target), {recursive: true});
      const file = openSync(`${name}.new`, 'wx', stats.mode & 0o777);
      try {
        for (let at = 0; at < bytes.length; at += CHUNK_BYTES) writeSync(file, bytes.subarray(at, at + CHUNK_BYTES));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      for (const it of SIDECARS) rmSync(target + it, {recursive: true, force: true});
      if (lstatSync(target, {throwIfNoEntry: false})?.isDirectory()) rmSync(target, {recursive: true});
      renameSync(`${name}.new`, target);
    },
    close: () => closeSync(copy),
  };
}

/** The same file under the same name: a new one in its place would not be the one that is open. */
function isSameFile(now: Stats, then: Stats): boolean {
  return now.isFile() && now.dev === then.dev && now.ino === then.ino && now.size === then.size;
}

function digestFile(path: string, onChunk: (chunk: Buffer) => void = () => {}): string {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    for (let got = readSync(file, buffer); got > 0; got = readSync(file, buffer)) {
      const chunk = buffer.subarray(0, got);
      hash.update(chunk);
      onChunk(chunk);
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
