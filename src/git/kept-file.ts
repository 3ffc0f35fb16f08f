import {chmodSync, closeSync, constants, fstatSync, openSync, readFileSync, renameSync, writeFileSync} from 'node:fs';

/** The most bytes that are read. An agent may leave a file of any size in the place of one of git's. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * A file that an agent may have put there: null for what is none, such as a pipe, which keeps nobody waiting, and for
 * what is longer than `mostBytes`.
 */
export function readRegularFile(path: string | Buffer, mostBytes = MOST_BYTES): Buffer | null {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = fstatSync(file);
      return stat.isFile() && stat.size <= mostBytes ? readFileSync(file) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

/**
 * Has a file of ours hold this content. Compared at each use, since a process of an agent that is still about could have
 * put its own there; replaced in one move, since another git of ours may be reading it. By default nobody else may read
 * it.
 */
export function keepFile(path: string, content: string | Buffer, mode = 0o600): void {
  const wanted = Buffer.from(content);
  if (readRegularFile(path)?.equals(wanted) === true) return;
  writeFileSync(`${path}.new`, wanted, {mode: 0o600});
  if (mode !== 0o600) chmodSync(`${path}.new`, mode);
  renameSync(`${path}.new`, path);
}
