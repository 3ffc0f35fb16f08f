import {randomUUID} from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import {dirname} from 'node:path';
import {SIDECARS} from './check-path.ts';
import {type Hold, keepInFile, keepInMemory, readWhole} from './kept-bytes.ts';

/** A copy of a SQLite file, kept where nobody can change it unnoticed. */
export interface FileCopy {
  /** The real path, with links resolved. */
  readonly target: string;
  /** Begins the copy of a large file. Must not run within a transaction. */
  start(hold: Hold): void;
  /** The change to the file or its sidecars since; null if there is none. */
  change(): 'deleted' | 'changed' | null;
  /** True if the present file could be ours plus additions by others: a regular file of plausible size. */
  mayHaveGrown(): boolean;
  /** The copied bytes. Throws StoreError if the copy is incomplete or was changed. */
  read(): Buffer;
  /** Abandons a copy in progress. Must be called before this process writes to the file. */
  stop(): void;
  /** Restores the file in one move and removes its sidecars. */
  putBack(): void;
  /** Moves away whatever is in the file's place and returns its new path; null if nothing is there. */
  moveAside(): string | null;
  close(): void;
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
    target,
    start: kept.start,
    read: kept.read,
    stop: kept.stop,
    close: kept.close,
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
