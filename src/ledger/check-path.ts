import {randomUUID} from 'node:crypto';
import {existsSync, lstatSync, readFileSync, realpathSync, renameSync, rmSync, statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {InputError, StoreError} from '../domain/errors.ts';
import {notALedger} from './sqlite-errors.ts';

/** The files that SQLite reads beside a database and believes. */
export const SIDECARS = ['-journal', '-wal', '-shm'];
/** The beginning of every SQLite file, and the size of the smallest one. */
const SQLITE_MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const SMALLEST_BYTES = 512;

interface PathRules {
  /** True when it may be missing, to be created. */
  readonly mayBeMissing: boolean;
  readonly maxBytes: number;
}

/**
 * Refuses a path that cannot be a steps.db before SQLite touches it. A missing folder is an InputError naming it. SQLite
 * would take an empty file for a new database; we never make one, so it is a history that was emptied or cut. What
 * keeps SQLite from reading beside it is taken away.
 */
export function checkPath(path: string, {mayBeMissing, maxBytes}: PathRules): void {
  const folder = dirname(resolve(path));
  if (!existsSync(folder)) {
    throw new InputError(
      'bad-input',
      `The folder ${folder} of ${path} does not exist. Create it, or name another file.`,
    );
  }
  const stats = statSync(path, {throwIfNoEntry: false});
  if (stats === undefined) {
    if (mayBeMissing) return;
    throw new StoreError('unreadable', `There is no steps.db at ${path}. Look at the path.`);
  }
  if (!stats.isFile()) throw notALedger(path, 'it is no file');
  if (stats.size < SMALLEST_BYTES && isBeginningOfSqliteFile(readFileSync(path))) {
    throw new StoreError(
      'damaged',
      `${path} has ${stats.size} bytes, and a history never has so few: it was emptied or cut. Put an earlier copy in its place, or remove it to begin a new history.`,
    );
  }
  if (stats.size > maxBytes) {
    throw new StoreError(
      'unreadable',
      `${path} has ${stats.size} bytes, more than the ${maxBytes} that are read here.`,
    );
  }
  clearSidecars(realpathSync(path));
}

/**
 * Takes away what lies in the place of SQLite's own files and is no file: SQLite makes none such, and would wait for a
 * named pipe without an end, or find no history for a folder. A folder is moved aside, since it may hold something.
 */
export function clearSidecars(path: string): void {
  for (const suffix of SIDECARS) {
    const sidecar = `${path}${suffix}`;
    const stat = lstatSync(sidecar, {throwIfNoEntry: false});
    if (stat === undefined || stat.isFile()) continue;
    if (stat.isDirectory()) renameSync(sidecar, `${sidecar}.set-aside-${randomUUID()}`);
    else rmSync(sidecar, {force: true});
  }
}

/** True also of no bytes at all. */
function isBeginningOfSqliteFile(bytes: Buffer): boolean {
  const most = Math.min(bytes.length, SQLITE_MAGIC.length);
  return bytes.subarray(0, most).equals(SQLITE_MAGIC.subarray(0, most));
}
