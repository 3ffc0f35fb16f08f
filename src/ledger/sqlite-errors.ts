import {errnoCode, StoreError} from '../domain/errors.ts';
import type {Database} from './database.ts';

/**
 * SQLite's result codes by what they mean for a file. A failed constraint or a misuse is our own bug, not the file's
 * fault.
 */
const OURS = new Set([19, 21]);
const LOCKED = new Set([5, 6, 15]);
const NO_SQLITE_FILE = 26;
const DAMAGED = new Set([1, 11, 17, 24]);
/** No permission, a full disk, and failures to write, sync, truncate, delete or lock. */
const UNWRITABLE = new Set([8, 13, 778, 1034, 1290, 1546, 2570, 3850]);

/** Runs work on a ledger's file and turns SQLite errors into StoreErrors that name the file. */
export function withStoreErrors<Result>(path: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw toStoreError(path, error);
  }
}

/** Turns a SQLite error into a StoreError that says what to do; returns any other error unchanged. */
function toStoreError(path: string, error: unknown): unknown {
  if (!isSqliteError(error)) return error;
  const {errcode, errstr} = error;
  // An extended code has its primary code in the low byte.
  const code = errcode & 0xff;
  if (OURS.has(code)) return error;
  const options = {cause: error};
  const fail = (kind: StoreError['code'], says: string) => new StoreError(kind, `${path} ${says}`, options);
  const permissions = 'the permissions of the file and its folder.';
  if (LOCKED.has(code))
    return fail(
      'unavailable',
      'is locked: another process has been writing to it for too long. Try again when it has ended.',
    );
  if (code === NO_SQLITE_FILE) return notALedger(path, 'it is no SQLite file', options);
  if (DAMAGED.has(code)) return damaged(path, error.message, options);
  if (UNWRITABLE.has(code) || UNWRITABLE.has(errcode))
    return fail('unwritable', `could not be written (${errstr}). Look at the free space and ${permissions}`);
  return fail('unreadable', `could not be read (${errstr}). Look at ${permissions}`);
}

export function notALedger(path: string, reason: string, options?: ErrorOptions): StoreError {
  return new StoreError(
    'not-a-ledger',
    `${path} is not a steps.db: ${reason}. Name another file, or move this one away to begin a new history.`,
    options,
  );
}

export function damaged(path: string, reason: string, options?: ErrorOptions): StoreError {
  return new StoreError(
    'damaged',
    `${path} is damaged (${reason}). Nothing was changed; put an earlier copy in its place.`,
    options,
  );
}

/** Refuses a single requested record whose digest does not match. */
export function unreadable(name: string): never {
  throw new StoreError(
    'damaged',
    `The record of ${name} is damaged: its fields do not match their digest. Merge an earlier copy of this steps.db into it with laforge merge, or put that in its place.`,
  );
}

/** Refuses a file whose pages or indexes are inconsistent. Reads all of it, so it is for files from elsewhere. */
export function checkIntegrity(db: Database, path: string): void {
  const [finding] = findCorruption(db);
  if (finding !== undefined) throw damaged(path, finding);
}

/** The findings of SQLite's integrity check; empty if there are none. */
export function findCorruption(db: Database): readonly string[] {
  return db.values<string>('PRAGMA integrity_check(20)').filter((row) => row !== 'ok');
}

function isSqliteError(
  error: unknown,
): error is {readonly errcode: number; readonly errstr: string; readonly message: string} {
  return errnoCode(error) === 'ERR_SQLITE_ERROR';
}
