import {StoreError} from '../domain/errors.ts';
import type {Database} from './native-binding.ts';

/** Runs what touches a ledger's file and tells a failure of SQLite's as a StoreError that names the file. */
export function withStoreErrors<Result>(path: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw toStoreError(path, error);
  }
}

/** An error of SQLite's in words, with what to do; any other error is handed back as it is. */
export function toStoreError(path: string, error: unknown): unknown {
  const code = sqliteCode(error);
  // A constraint that fails is a mistake of ours and no fault of the file.
  if (code === undefined || /^SQLITE_(CONSTRAINT|MISUSE)/.test(code)) return error;
  const options = {cause: error};
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) {
    return new StoreError(
      'unavailable',
      `${path} is locked: another process has been writing to it for too long. Try again when it has ended.`,
      options,
    );
  }
  if (code === 'SQLITE_NOTADB') return notALedger(path, 'it is no SQLite file', options);
  if (/^SQLITE_(CORRUPT|ERROR|SCHEMA|FORMAT)/.test(code)) {
    return damaged(path, error instanceof Error ? error.message : code, options);
  }
  if (/^SQLITE_(READONLY|FULL|IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE|DELETE|LOCK))/.test(code)) {
    return new StoreError(
      'unwritable',
      `${path} could not be written (${code}). Look at the free space and the permissions of the file and its folder.`,
      options,
    );
  }
  return new StoreError(
    'unreadable',
    `${path} could not be read (${code}). Look at the permissions of the file and its folder.`,
    options,
  );
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

/** Refuses the one record that is asked for, where its row is not as it was written. */
export function unreadable(name: string): never {
  throw new StoreError(
    'damaged',
    `The record of ${name} is damaged: its fields do not match their digest. Merge an earlier copy of this steps.db into it with laforge merge, or put that in its place.`,
  );
}

/** Refuses a file whose pages or indexes contradict each other. For files that others wrote: it reads all of them. */
export function checkIntegrity(db: Database, path: string): void {
  const [finding] = findCorruption(db);
  if (finding !== undefined) throw damaged(path, finding);
}

/** The findings of SQLite's own check of pages and indexes; empty when all is sound. */
export function findCorruption(db: Database): readonly string[] {
  const rows = db.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all();
  return rows.filter((row) => row !== 'ok');
}

// Not by `instanceof`: the addon keeps the class of the first module instance that loaded it in this process.
function sqliteCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined;
}
