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
  type PathLike,
  read,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  write,
  writeSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {promisify} from 'node:util';
import {SIDECARS} from './check-path.ts';
import {damaged} from './sqlite-errors.ts';

/** Blocks writers of a file, and returns a function that lets them continue. */
type Hold = () => () => void;

interface KeptBytes {
  /** Begins a slow copy. Must not run within a transaction, since closing a file releases all our locks on it. */
  start(hold: Hold): void;
  /** Throws StoreError if the copy is incomplete or was changed. */
  read(): Buffer;
  /** Abandons a copy in progress. Must be called before a legitimate writer. */
  stop(): void;
  close(): void;
}

/** A copy of a SQLite file, kept where nobody can change it unnoticed. */
export interface FileCopy extends KeptBytes {
  /** The real path, with links resolved. */
  readonly target: string;
  /** The change to the file or its sidecars since; null if there is none. */
  change(): 'deleted' | 'changed' | null;
  /** True if the present file could be ours plus additions by others: a regular file of plausible size. */
  mayHaveGrown(): boolean;
  /** Restores the file in one move and removes its sidecars. */
  putBack(): void;
  /** Moves away whatever is in the file's place and returns its new path; null if nothing is there. */
  moveAside(): string | null;
}

const CHUNK_BYTES = 1024 * 1024;
/** Files up to this size, about 10,000 steps, are copied into memory in a few milliseconds. */
const IN_MEMORY_BYTES = 16 * 1024 * 1024;

/** Copies a file. Nobody may write to it meanwhile. */
export function keepCopy(path: string): FileCopy {
  const target = realpathSync(path);
  const stats = statSync(target, {bigint: true});
  const isSmall = stats.size <= IN_MEMORY_BYTES;
  const kept = isSmall ? keepInMemory(target) : keepInFile(target);
  const look = () => lstatSync(target, {bigint: true, throwIfNoEntry: false});
  return {
    ...kept,
    target,
    change: () => {
      const now = look();
      if (now === undefined) return 'deleted';
      if (!isSameFile(now, stats) || SIDECARS.some((it) => lstatSync(target + it, {throwIfNoEntry: false})))
        return 'changed';
      // Nobody can forge the ctime, so a large file need not be read again.
      const isSame = isSmall
        ? readWhole(target).equals(kept.read())
        : now.ctimeNs === stats.ctimeNs && now.mtimeNs === stats.mtimeNs;
      return isSame ? null : 'changed';
    },
    mayHaveGrown: () => {
      const now = look();
      return now?.isFile() === true && now.size <= stats.size * 2n + BigInt(4 * IN_MEMORY_BYTES);
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

/** True for the same inode: a new file in its place is not the one we have open. */
function isSameFile(now: BigIntStats, then: BigIntStats): boolean {
  return now.isFile() && now.dev === then.dev && now.ino === then.ino && now.size === then.size;
}

/** Copies into memory, which a process of the same user does not reach. */
function keepInMemory(path: PathLike): KeptBytes {
  const bytes = readWhole(path);
  return {start: () => {}, read: () => bytes, stop: () => {}, close: () => {}};
}

/**
 * Copies to an unnamed file. An agent can find it among our open files, but not change it unnoticed. The copy is
 * instant where the file system shares blocks; elsewhere it runs beside the agent, so that no step waits for it,
 * however long the history is.
 */
function keepInFile(path: string): KeptBytes {
  let copy: number | undefined;
  let copying: Copying | undefined;
  let then: BigIntStats | undefined;
  return {
    start: (hold) => {
      const name = `${path}.copy-${randomUUID()}`;
      const release = hold();
      const isShared = shareBlocks(path, name);
      release();
      const file = openSync(name, isShared ? 'r' : 'wx+');
      copy = file;
      unlinkSync(name);
      const note = () => {
        then = fstatSync(file, {bigint: true});
      };
      if (isShared) return note();
      copying = copyInBackground(path, file, hold);
      copying.whole.then(note, () => {});
    },
    read: () => {
      if (copy === undefined || then === undefined)
        throw damaged(path, 'no copy of it was finished before it was changed');
      const now = fstatSync(copy, {bigint: true});
      if (now.size !== then.size || now.ctimeNs !== then.ctimeNs || now.mtimeNs !== then.mtimeNs)
        throw damaged(path, 'its copy was changed too');
      return readAll(copy, Number(then.size));
    },
    stop: () => copying?.stop(),
    close: () => {
      const close = () => copy !== undefined && closeSync(copy);
      copying?.stop();
      // Wait for a chunk that is still being written.
      if (copying === undefined) close();
      else copying.whole.then(close, close);
    },
  };
}

function shareBlocks(path: string, name: string): boolean {
  try {
    copyFileSync(path, name, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    return true;
  } catch {
    rmSync(name, {force: true});
    return false;
  }
}

interface Copying {
  /** Rejects if the copy was abandoned or the file changed meanwhile. */
  readonly whole: Promise<void>;
  stop(): void;
}

function copyInBackground(path: string, copy: number, hold: Hold): Copying {
  const then = statSync(path, {bigint: true});
  let isStopped = false;
  let release: (() => void) | undefined = hold();
  const letOthers = () => {
    release?.();
    release = undefined;
  };
  const run = async () => {
    const file = openSync(path, 'r');
    try {
      const buffer = Buffer.alloc(CHUNK_BYTES);
      for (let at = 0, got = -1; got !== 0; at += got) {
        if (isStopped) throw new Error('The copy was given up.');
        ({bytesRead: got} = await promisify(read)(file, buffer, 0, CHUNK_BYTES, at));
        if (got > 0) await promisify(write)(copy, buffer, 0, got, at);
      }
      const now = statSync(path, {bigint: true});
      if (now.ino !== then.ino || now.size !== then.size || now.ctimeNs !== then.ctimeNs)
        throw new Error('The file was changed while it was copied.');
    } finally {
      // Between two of our transactions, since closing a file releases all locks of this process on it.
      closeSync(file);
      letOthers();
    }
  };
  return {
    whole: run(),
    stop: () => {
      isStopped = true;
      letOthers();
    },
  };
}

/** Reads a whole file. Does not block if it has become a pipe meanwhile. */
export function readWhole(path: PathLike): Buffer {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    return readAll(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

function readAll(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, got = -1; at < size && got !== 0; at += got)
    got = readSync(file, bytes, at, Math.min(CHUNK_BYTES, size - at), at);
  return bytes;
}
