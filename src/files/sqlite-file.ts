import {readStart} from './regular-file.ts';

const MAGIC = 'SQLite format 3\0';

/** Recognises an SQLite file by its first bytes, as SQLite does. Null for what is no file or cannot be read. */
export function isSqliteFile(path: string): boolean | null {
  const start = readStart(path, MAGIC.length);
  return start && start.toString('latin1') === MAGIC;
}
