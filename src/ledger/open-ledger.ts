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
  /** Begin a new ledger where there is no file. Default true, unless `readonly`. */
  readonly create?: boolean;
  readonly readonly?: boolean;
  /** A larger file is refused. Default: any size. */
  readonly maxBytes?: number;
  /** The longest wait for another process that is writing. */
  readonly busyTimeoutMs?: number;
}

const BUSY_TIMEOUT_MS = 10_000;
/**
 * A file up to this size, some ten thousand steps, has its pages and indexes checked whenever it is opened, which takes
 * some ten milliseconds: a flipped bit in an index would leave steps out of a list without a word. Larger ones are
 * checked by verify, and where they come from outside.
 */
const CHECKED_BYTES = 16 * 1024 * 1024;

/**
 * Opens the steps.db at `path`: begins a new one, brings an older one to the newest format, and takes over a file that
 * LaForge itself wrote, after keeping a copy of it beside it. Throws InputError where the folder is missing and
 * StoreError where the file cannot be a ledger of ours.
 */
export function openLedger(path: string, options: LedgerOptions): Ledger {
  const {clock, readonly = false, create = !readonly, maxBytes = Number.POSITIVE_INFINITY} = options;
  checkPath(path, {mayBeMissing: create, maxBytes});
  const open = (): Database => {
    const db = openDatabase(path, {readonly, busyTimeoutMs: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS});
    try {
      if (!readonly) configure(db);
      return prepareFile(db, path, {readonly, create, clock});
    } catch (error) {
      db.close();
      throw error;
    }
  };
  return withStoreErrors(path, () => {
    if (create && !existsSync(path)) begin(path);
    return new SqliteLedger(path, open(), clock, open);
  });
}

/** Makes a new ledger in one move, so that nobody comes upon an empty file. Whoever is faster has the place. */
function begin(path: string): void {
  const draft = `${path}.new-${randomUUID()}`;
  try {
    withDatabase(draft, {}, (db) => {
      configure(db);
      db.write(() => migrate(db, 0));
    });
    linkSync(draft, path);
  } catch (error) {
    // A place where files cannot be linked, or a link that leads nowhere yet: SQLite begins the file there by itself.
    if (typeof error !== 'object' || error === null || !('syscall' in error)) throw error;
  } finally {
    rmSync(draft, {force: true});
  }
}

function configure(db: Database): void {
  // The folder is synced too: without it a power cut can bring back the journal and with it the state before a commit.
  db.exec('PRAGMA synchronous = EXTRA');
}

/** Hands back a database with the newest schema: this one, or for a LaForge file opened readonly one in memory. */
function prepareFile(
  db: Database,
  path: string,
  {readonly, create, clock}: {readonly readonly: boolean; readonly create: boolean; readonly clock: Clock},
): Database {
  const found = identifyFile(db, path);
  if (found.kind === 'empty' && !create) throw notALedger(path, 'it is empty');
  if (found.kind !== 'empty' && statSync(path).size <= CHECKED_BYTES) checkIntegrity(db, path);
  // A snapshot is one file: what another program switched to a write-ahead log is switched back.
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
    // Asked again: another process may have done this while we waited for the lock.
    const locked = identifyFile(db, path);
    migrate(db, locked.kind === 'ledger' ? locked.version : 0);
  });
  return db;
}

/** A ledger in memory with all that one of an older version holds, for readers that must leave the file alone. */
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
