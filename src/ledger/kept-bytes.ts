import {randomUUID} from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  openSync,
  type PathLike,
  read,
  readSync,
  rmSync,
  statSync,
  unlinkSync,
  write,
} from 'node:fs';
import {promisify} from 'node:util';
import {damaged} from './sqlite-errors.ts';

/** Keeps others from writing to a file, and hands back how to let them. */
export type Hold = () => () => void;

/** The bytes of a file as they were. */
interface KeptBytes {
  /** Begins a copy that takes time. Not within a transaction: to close a file lets go of all locks on it. */
  start(hold: Hold): void;
  /** Throws StoreError where they are not known, or not what they were. */
  read(): Buffer;
  /** Call it before anybody writes to the file by right: a copy that is under way is given up. */
  stop(): void;
  close(): void;
}

const CHUNK_BYTES = 1024 * 1024;

/** Kept in memory, which a process of the same user does not reach. */
export function keepInMemory(path: PathLike): KeptBytes {
  const bytes = readWhole(path);
  return {start: () => {}, read: () => bytes, stop: () => {}, close: () => {}};
}

/**
 * Kept in a file without a name, which an agent can find among our open files, but not change unnoticed. Where the file
 * system shares blocks that takes no time; elsewhere it is copied while the agent runs, so that no step waits for it
 * however long the history is.
 */
export function keepInFile(path: string): KeptBytes {
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
      // Not while a chunk is on its way into it.
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
  /** Rejects where the copy was given up, or the file was another one at its end. */
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
      // Between two transactions of ours: to close a file lets go of the locks that this process has on it.
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

/** Opens what is known to be a file; should it have become a pipe meanwhile, nothing waits for its other end. */
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
