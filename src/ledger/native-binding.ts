import BetterSqlite3 from 'better-sqlite3';
import {defineRowDigest} from './row-digest.ts';

export type Database = BetterSqlite3.Database;

/**
 * Opens a SQLite file, or the bytes of one in memory. The native addon is found by better-sqlite3 itself, in the folder
 * `prebuilds/` beside its own modules' folder: the published bundle has one too.
 */
export function openDatabase(path: string | Buffer, options: BetterSqlite3.Options): Database {
  const db = new BetterSqlite3(path, options);
  defineRowDigest(db);
  return db;
}
