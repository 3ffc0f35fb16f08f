import {randomUUID} from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {damaged} from './sqlite-errors.ts';

/** A SQLite file as it was, kept where nobody comes upon it. */
export interface FileCopy {
  /** The path of the file itself, behind all links. */
  readonly target: string;
  /** The change to the file since, or to a file of SQLite's beside it; null without one. */
  change(): 'deleted' | 'changed' | null;
  /** True when the present file may be ours with additions by others: a regular file of no absurd size. */
  mayHaveGrown(): boolean;
  /** The bytes. Throws StoreError when even they are not what they were. */
  read(): Buffer;
  /** Puts the file back in one move, and takes away what SQLite would read beside it. */
  putBack(): void;
  /** Moves away what lies in the place of the file. Hands back where it is; null where nothing lies there. */
  moveAside(): string | null;
  close(): void;
}

/** The bytes of a copy, and whether a file has them. */
interface KeptBytes {
  read(): Buffer;
  isEqual(path: string): boolean;
  close(): void;
}

const CHUNK_BYTES = 1024 * 1024;
/**
 * A file up to this size is kept in memory, which a process of the same user does not reach. A larger one, of some
 * 40,000 steps, is a file without a name: the agent can find it among our open files, but not change it unnoticed.
 */
const IN_MEMORY_BYTES = 64 * 1024 * 1024;
/** The files that SQLite reads beside a database and believes. */
const SIDECARS = ['-journal', '-wal', '-shm'];

/** Copies a file that nobody writes to for as long as this takes. */
export function keepCopy(path: string): FileCopy {
  const target = realpathSync(path);
  const stats = statSync(target, {bigint: true});
  const kept = stats.size <= IN_MEMORY_BYTES ? keepInMemory(target) : keepInFile(target, path);
  const look = () => lstatSync(target, {bigint: true, throwIfNoEntry: false});
  return {
    target,
    read: kept.read,
    close: kept.close,
    change: () => {
      const now = look();
      if (now === undefined) return 'deleted';
      if (!isSameFile(now, stats) || SIDECARS.some((it) => lstatSync(target + it, {throwIfNoEntry: false})))
        return 'changed';
      // Nobody can set the time of a change: where it is the same, a large file is not read again.
      if (stats.size > IN_MEMORY_BYTES && now.ctimeNs === stats.ctimeNs && now.mtimeNs === stats.mtimeNs) return null;
      return kept.isEqual(target) ? null : 'changed';
    },
    mayHaveGrown: () => {
      const now = look();
      return now?.isFile() === true && now.size <= stats.size * 2n + BigInt(IN_MEMORY_BYTES);
    },
    moveAside: () => {
      if (look() === undefined) return null;
      const aside = `${target}.set-aside-${randomUUID()}`;
      renameSync(target, aside);
      return aside;
    },
    putBack: () => {
      const bytes = kept.read();
      const name = `${target}.new-${randomUUID()}`;
      mkdirSync(dirname(target), {recursive: true});
      const file = openSync(name, 'wx', Number(stats.mode & 0o777n));
      try {
        for (let at = 0; at < bytes.length; at += CHUNK_BYTES) writeSync(file, bytes.subarray(at, at + CHUNK_BYTES));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      for (const it of SIDECARS) rmSync(target + it, {recursive: true, force: true});
      if (look()?.isDirectory()) rmSync(target, {recursive: true});
      renameSync(name, target);
    },
  };
}

function keepInMemory(target: string): KeptBytes {
  const bytes = readWhole(target);
  return {read: () => bytes, isEqual: (path) => readWhole(path).equals(bytes), close: () => {}};
}

/** Copied by the kernel, which shares the blocks where the file system can. */
function keepInFile(target: string, path: string): KeptBytes {
  const name = `${target}.copy-${randomUUID()}`;
  copyFileSync(target, name, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  const copy = openSync(name, 'r');
  unlinkSync(name);
  const then = fstatSync(copy, {bigint: true});
  const checkUnchanged = () => {
    const now = fstatSync(copy, {bigint: true});
    if (now.size !== then.size || now.ctimeNs !== then.ctimeNs || now.mtimeNs !== then.mtimeNs)
      throw damaged(path, 'its copy was changed too');
  };
  return {
    read: () => {
      checkUnchanged();
      return readAll(copy, Number(then.size));
    },
    isEqual: (other) => {
      checkUnchanged();
      return haveSameBytes(copy, other);
    },
    close: () => closeSync(copy),
  };
}

/** The same file under the same name: a new one in its place would not be the one that is open. */
function isSameFile(now: BigIntStats, then: BigIntStats): boolean {
  return now.isFile() && now.dev === then.dev && now.ino === then.ino && now.size === then.size;
}

/** Opens what is known to be a file; should it have become a pipe meanwhile, nothing waits for its other end. */
function withFile<Result>(path: string, use: (file: number) => Result): Result {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function readWhole(path: string): Buffer {
  return withFile(path, (file) => readAll(file, fstatSync(file).size));
}

function readAll(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, got = -1; at < size && got !== 0; at += got)
    got = readSync(file, bytes, at, Math.min(CHUNK_BYTES, size - at), at);
  return bytes;
}

function haveSameBytes(copy: number, path: string): boolean {
  const [one, two] = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)];
  return withFile(path, (file) => {
    for (let at = 0; ; at += CHUNK_BYTES) {
      const [a, b] = [readSync(copy, one, 0, CHUNK_BYTES, at), readSync(file, two, 0, CHUNK_BYTES, at)];
      if (a !== b || !one.subarray(0, a).equals(two.subarray(0, b))) return false;
      if (a === 0) return true;
    }
  });
}
