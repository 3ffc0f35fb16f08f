import {closeSync, fsyncSync, openSync, readFileSync, statSync, writeSync} from 'node:fs';
import {errnoCode, StoreError} from '../domain/errors.ts';
import type {Timestamp} from '../domain/identity.ts';
import type {Ledger, MergeReport} from '../domain/ports/ledger.ts';
import {checkPath} from './check-path.ts';
import {type Database, openDatabase, withDatabase} from './database.ts';
import {identifyFile} from './identify-file.ts';
import {readLaForgeRecords} from './laforge-rows.ts';
import {mergeIntoLedger} from './merge.ts';
import {migrate} from './schema.ts';
import {checkIntegrity, notALedger, withStoreErrors} from './sqlite-errors.ts';

/**
 * Converts a LaForge file to one of ours in one transaction, and keeps a copy beside it. The numbers stay the same.
 * `stillLaForge` is asked again once the file is locked, since another process may have converted it meanwhile.
 */
export function takeOverLaForgeFile(db: Database, path: string, now: Timestamp, stillLaForge: () => boolean): void {
  checkIntegrity(db, path);
  // Otherwise dropping the old table would delete its rows one by one and check each.
  db.exec('PRAGMA foreign_keys = OFF');
  // Closed only after the transaction, since closing a file releases all locks of this process on it (POSIX).
  const file = openSync(path, 'r');
  try {
    db.write(() => {
      if (!stillLaForge()) return;
      const records = readLaForgeRecords(db, path);
      keepCopy(path, readFileSync(file));
      db.exec('DROP TABLE steps');
      migrate(db, 0);
      mergeIntoLedger(db, records, now);
    });
  } finally {
    closeSync(file);
  }
  db.exec('PRAGMA foreign_keys = ON');
}

/** Reads a LaForge file into a ledger in memory, for readers that must not change the file. */
export function readLaForgeIntoMemory(db: Database, path: string, now: Timestamp): Database {
  checkIntegrity(db, path);
  const memory = openDatabase(':memory:');
  migrate(memory, 0);
  mergeIntoLedger(memory, readLaForgeRecords(db, path), now);
  db.close();
  return memory;
}

function keepCopy(path: string, bytes: Buffer): void {
  const mode = statSync(path).mode & 0o777;
  for (let index = 1; index < 1000; index++) {
    const copyPath = `${path}.laforge-backup${index === 1 ? '' : `-${index}`}`;
    try {
      const file = openSync(copyPath, 'wx', mode);
      try {
        for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      return;
    } catch (error) {
      if (errnoCode(error) !== 'EEXIST') {
        throw new StoreError(
          'unwritable',
          `${path} was written by LaForge and is copied to ${copyPath} before it is changed, but that copy could not be written. Look at the free space and the permissions of the folder.`,
          {cause: error},
        );
      }
    }
  }
  throw new StoreError('unwritable', `${path} has a thousand copies beside it already. Move some of them away.`);
}

/** LaForge's files are small, and this one is read at once. */
const MAX_BYTES = 1024 ** 3;

/**
 * Imports the steps of a LaForge file, which stays unchanged. In an empty ledger they keep their numbers; otherwise the
 * ledger's steps keep theirs and the imported ones get the next. Importing again adds only what is new.
 */
export function importLaForge(path: string, ledger: Ledger): MergeReport {
  checkPath(path, {mayBeMissing: false, maxBytes: MAX_BYTES});
  const records = withStoreErrors(path, () =>
    withDatabase(path, {readonly: true}, (db) => {
      const {kind} = identifyFile(db, path);
      if (kind === 'empty') throw notALedger(path, 'it is empty');
      if (kind === 'ledger') throw notALedger(path, "it is one of ours already, for laforge merge, and not LaForge's");
      checkIntegrity(db, path);
      return readLaForgeRecords(db, path);
    }),
  );
  // LaForge's claims are older than ours and would win numbers that commits and comments already mention.
  return ledger.merge(ledger.countSteps() === 0 ? records : {...records, stepClaims: [], rollbackClaims: []});
}
