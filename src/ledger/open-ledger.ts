import {randomUUID} from 'node:crypto';
import {existsSync, linkSync, rmSync, statSync} from 'node:fs';
import type {Ledger} from '../domain/ports/ledger.ts';
import type {Clock} from '../domain/ports/system.ts';
import {checkPath} from './check-path.ts';
import {type Database, openDatabase, withDatabase} from './database.ts';
import {identifyFile} from './identify-file.ts';
import {readLaForgeIntoMemory, takeOverLaForgeFile} from './laforge-file.ts';
import {createInMemory, migrate, SCHEMA_VERSION} from './schema.ts';
import {checkIntegrity, notALedger, withStoreErrors} from './sqlite-errors.ts';
import {SqliteLedger} from './sqlite-ledger.ts';

export interface LedgerOptions {
  readonly clock: Clock;
  /** True to change nothing in the file and not create a missing one. */
  readonly readonly?: boolean;
  /** The longest wait for another process that is writing. */
  readonly busyTimeoutMs?: number;
}

const BUSY_TIMEOUT_MS = 10_000;
/**
 * Files up to this size, about ten thousand steps, have their pages and indexes checked at every opening, in about ten
 * milliseconds: a flipped bit in an index would silently drop steps from a list. Larger files are checked by verify,
 * and when they come from outside.
 */
const CHECKED_BYTES = 16 * 1024 * 1024;

/**
 * Opens the steps.db at `path`: creates a missing one, migrates an older one, and converts a LaForge file after copying
 * it. Throws InputError if the folder is missing, and StoreError if the file cannot be a ledger of ours.
 */
export function openLedger(path: string, options: LedgerOptions): Ledger {
  const {clock, readonly = false} = options;
  checkPath(path, !readonly);
  const open = (): Database => {
    const db = openDatabase(path, {readonly, busyTimeoutMs: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS});
    try {
      if (!readonly) configure(db);
      return prepareFile(db, path, readonly, clock);
    } catch (error) {
      db.close();
      throw error;
    }
  };
  return withStoreErrors(path, () => {
    if (!readonly && !existsSync(path)) begin(path);
    return new SqliteLedger(path, open(), clock, open);
  });
}

/** Creates a ledger in one move, so that nobody finds an empty file. The first to finish wins. */
function begin(path: string): void {
  const draft = `${path}.new-${randomUUID()}`;
  try {
    withDatabase(draft, {}, (db) => {
      configure(db);
      db.write(() => migrate(db, 0));
    });
    linkSync(draft, path);
  } catch (error) {
    // Files cannot be linked here, or the path is a dangling link: SQLite then creates the file itself.
    if (typeof error !== 'object' || error === null || !('syscall' in error)) throw error;
  } finally {
    rmSync(draft, {force: true});
  }
}

function configure(db: Database): void {
  // Sync the folder too: otherwise a power cut can bring back the journal, and with it the state before a commit.
  db.exec('PRAGMA synchronous = EXTRA');
}

/**
 * Returns a database with the newest schema: this one, or one in memory for an older or LaForge file opened read-only.
 */
function prepareFile(db: Database, path: string, readonly: boolean, clock: Clock): Database {
  const found = identifyFile(db, path);
  if (found.kind === 'empty' && readonly) throw notALedger(path, 'it is empty');
  if (found.kind !== 'empty' && statSync(path).size <= CHECKED_BYTES) checkIntegrity(db, path);
  // A snapshot is one file, so undo another program's switch to a write-ahead log.
  if (!readonly) db.exec('PRAGMA journal_mode = DELETE');
  if (found.kind === 'ledger' && found.version === SCHEMA_VERSION) return db;
  const now = clock.now().toISOString();
  if (readonly) {
    if (found.kind === 'laforge') return readLaForgeIntoMemory(db, path, now);
    db.close();
    return readOlderIntoMemory(path, found.kind === 'ledger' ? found.version : 0);
  }
  if (found.kind === 'laforge') {
    takeOverLaForgeFile(db, path, now, () => identifyFile(db, path).kind === 'laforge');
    return db;
  }
  db.write(() => {
    // Identify it again: another process may have migrated it while we waited for the lock.
    const locked = identifyFile(db, path);
    migrate(db, locked.kind === 'ledger' ? locked.version : 0);
  });
  return db;
}

/** Reads an older ledger into one in memory, for readers that must not change the file. */
function readOlderIntoMemory(path: string, version: number): Database {
  const memory = createInMemory(version);
  // Rows come in any order, and a parent may be missing.
  memory.exec('PRAGMA foreign_keys = OFF');
  memory.attach(path, 'older');
  memory.write(() => {
    const tables = memory.values<string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL`);
    for (const table of tables.filter((name) => !name.startsWith('sqlite_'))) {
      const columns = memory.values('SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0', table).join(', ');
      memory.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM older.${table}`);
    }
    migrate(memory, version);
  });
  memory.exec('DETACH older; PRAGMA foreign_keys = ON');
  return memory;
}
