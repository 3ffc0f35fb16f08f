import {closeSync, constants, fstatSync, openSync, readFileSync} from 'node:fs';

/** The most bytes that are read. An agent may leave a file of any size in the place of one of git's, or of ours. */
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
