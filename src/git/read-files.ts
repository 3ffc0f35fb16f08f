import {closeSync, constants, fstatSync, openSync, readdirSync, readSync} from 'node:fs';

/** The reflog of a step is far shorter, and so is every file of one line. */
const MOST_BYTES = 4 * 1024 * 1024;

/** The beginning of a file that an agent can reach. Empty for what is none, or a link; a pipe keeps nobody waiting. */
export function readStart(path: string): string {
  return readPart(path, () => 0);
}

/** The end of such a file. */
export function readEnd(path: string): string {
  return readPart(path, (size) => Math.max(0, size - MOST_BYTES));
}

/** The names in a folder; none when there is no folder. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readPart(path: string, startOf: (size: number) => number): string {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(file);
      if (!stat.isFile()) return '';
      const buffer = Buffer.alloc(Math.min(stat.size, MOST_BYTES));
      return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, startOf(stat.size)));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
