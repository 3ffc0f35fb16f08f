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

/** A SQLite file as it was, kept where nobody comes upon it. */
export interface FileCopy {
  /** The path of the file itself, behind all links. */
  readonly target: string;
  /** Begins the copy of a large file. Not within a transaction. */
  start(hold: Hold): void;
  /** The change to the file since, or to a file of SQLite's beside it; null without one. */
  change(): 'deleted' | 'changed' | null;
  /** True when the present file may be ours with additions by others: a regular file of no absurd size. */
  mayHaveGrown(): boolean;
  /** The bytes. Throws StoreError when even they are not what they were, or are not known. */
  read(): Buffer;
  /** Call it before this process writes to the file: a copy that is under way is given up. */
  stop(): void;
  /** Puts the file back in one move, and takes away what SQLite would read beside it. */
  putBack(): void;
  /** Moves away what lies in the place of the file. Hands back where it is; null where nothing lies there. */
  moveAside(): string | null;
  close(): void;
}

const CHUNK_BYTES = 1024 * 1024;
/** A file up to this size, of some 10,000 steps, is kept in memory, which takes a few milliseconds. */
const IN_MEMORY_BYTES = 16 * 1024 * 1024;

/** Keeps a file that nobody writes to for as long as this takes. */
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
      // Nobody can set the time of a change: a large file is not read again for it.
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

/** The same file under the same name: a new one in its place would not be the one that is open. */
function isSameFile(now: BigIntStats, then: BigIntStats): boolean {
  return now.isFile() && now.dev === then.dev && now.ino === then.ino && now.size === then.size;
}
