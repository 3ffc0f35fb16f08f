import {closeSync, constants, fstatSync, openSync, readFileSync} from 'node:fs';

/** The most bytes that are read. An agent may leave a file of any size in the place of one of git's, or of ours. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * A file that an agent may have put there: null for what is none, such as a pipe, which keeps nobody waiting, and for
 * what is longer than `mostBytes`.
 */
export function readRegularFile(path: string | Buffer, mostBytes = MOST_BYTES): Buffer | null {
  return openRegular(path, 0, (file, size) => (size <= mostBytes ? readFileSync(file) : null));
}

/** Hands such a file to `read`; null for what is none, or a link, and where reading it throws. */
export function withPlainFile<Found>(path: string, read: (file: number, size: number) => Found): Found | null {
  return openRegular(path, constants.O_NOFOLLOW, read);
}

function openRegular<Found>(
  path: string | Buffer,
  flags: number,
  read: (file: number, size: number) => Found,
): Found | null {
  try {
    const file = openSync(path, constants.O_RDONLY | flags | (constants.O_NONBLOCK ?? 0));
    try {
      const stat = fstatSync(file);
      return stat.isFile() ? read(file, stat.size) : null;
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
