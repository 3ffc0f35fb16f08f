import {randomUUID} from 'node:crypto';
import {lstatSync, readFileSync, realpathSync, renameSync, rmSync, type Stats, statSync} from 'node:fs';
import {dirname, resolve} from 'node:path';
import {badInput, StoreError, sayRefusedPath} from '../domain/errors.ts';
import {notALedger} from './sqlite-errors.ts';

/** The files beside a database that SQLite reads and trusts. */
export const SIDECARS = ['-journal', '-wal', '-shm'];
/** The first bytes of every SQLite file, and the size of the smallest one. */
const SQLITE_MAGIC = Buffer.from('SQLite format 3\0', 'latin1');
const SMALLEST_BYTES = 512;

/**
 * Refuses a path that cannot be a steps.db before SQLite touches it. A missing folder is an InputError that names it.
 * SQLite would take an empty file for a new database; we never write one, so it is a history that was emptied or
 * truncated. Removes whatever would block SQLite's sidecar files.
 */
export function checkPath(path: string, mayBeMissing: boolean, maxBytes = Number.POSITIVE_INFINITY): void {
  const folder = dirname(resolve(path));
  const parent = look(folder);
  if (parent === undefined) {
    throw badInput(`The folder ${folder} of ${path} does not exist. Create it, or name another file.`);
  }
  if (!parent.isDirectory()) {
    throw badInput(`${folder} is no folder, so there can be no ${path}. Name another file.`);
  }
  const stats = look(path);
  if (stats === undefined) {
    if (mayBeMissing) return;
    throw new StoreError('unreadable', `There is no steps.db at ${path}. Look at the path.`);
  }
  if (!stats.isFile()) throw notALedger(path, 'it is no file');
  if (stats.size < SMALLEST_BYTES && isBeginningOfSqliteFile(refusing(path, () => readFileSync(path)))) {
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

function look(path: string): Stats | undefined {
  return refusing(path, () => statSync(path, {throwIfNoEntry: false}));
}

/** Turns the system's refusal of a path into a StoreError that names it. */
function refusing<Result>(path: string, use: () => Result): Result {
  try {
    return use();
  } catch (error) {
    throw new StoreError('unreadable', `${path} cannot be reached: ${sayRefusedPath(error)}`);
  }
}

/**
 * Removes what is in the place of SQLite's sidecar files and is no file. SQLite never creates such things, and would
 * wait forever for a named pipe, or fail on a folder. A folder is moved aside, since it may hold something.
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

/** Also true for an empty file. */
function isBeginningOfSqliteFile(bytes: Buffer): boolean {
  const most = Math.min(bytes.length, SQLITE_MAGIC.length);
  return bytes.subarray(0, most).equals(SQLITE_MAGIC.subarray(0, most));
}
