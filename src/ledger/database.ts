import {resolve} from 'node:path';
import type {DatabaseSync, SQLInputValue, StatementSync} from 'node:sqlite';
import {SQL_FUNCTIONS} from './row-digest.ts';

/* Wraps Node's built-in SQLite; no other file imports it. It uses only features that every Node from 22.13 on has. */

interface DatabaseOptions {
  readonly readonly?: boolean;
  /** The longest wait for another process that is writing. */
  readonly busyTimeoutMs?: number;
}

const BUSY_TIMEOUT_MS = 5_000;
/**
 * The size of the page cache in KB, negative as SQLite expects. The default of 2 MB is too small for a long history.
 */
const CACHE = -16_000;

const {DatabaseSync: Sqlite} = loadWithoutWarning();

/** Opens a SQLite file and creates a missing one. `:memory:` opens a database in memory. */
export function openDatabase(path: string, options: DatabaseOptions = {}): Database {
  return new Database(path, options);
}

/** Opens a database for one function and always closes it. */
export function withDatabase<Result>(path: string, options: DatabaseOptions, run: (db: Database) => Result): Result {
  const db = openDatabase(path, options);
  try {
    return run(db);
  } finally {
    db.close();
  }
}

/** A connection. Nothing in a file's schema may run functions with side effects. */
export class Database {
  readonly #sqlite: DatabaseSync;
  #isInTransaction = false;
  #isOpen = true;
  /** Statements that are not running, to be used again: a long history is read in many pages. */
  readonly #statements = new Map<string, Statement>();

  constructor(path: string, {readonly = false, busyTimeoutMs = BUSY_TIMEOUT_MS}: DatabaseOptions) {
    this.#sqlite = new Sqlite(toFilePath(path), {readOnly: readonly});
    const options = {varargs: true, deterministic: true, useBigIntArguments: true};
    for (const [name, run] of Object.entries(SQL_FUNCTIONS))
      this.#sqlite.function(name, options, (...values) => run(values.map(toNumber)));
    try {
      this.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}; PRAGMA trusted_schema = OFF; PRAGMA cache_size = ${CACHE}`);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  exec(sql: string): void {
    this.#sqlite.exec(sql);
  }

  /**
   * Runs a statement with `?` for each argument, or `@name` for each key of one object. Returns the number of changed
   * rows.
   */
  run(sql: string, ...parameters: readonly unknown[]): number {
    return this.#use(sql, (statement) => statement.run(parameters));
  }

  get<Row>(sql: string, ...parameters: readonly unknown[]): Row | undefined {
    return this.#use(sql, (statement) => statement.get(parameters)) as Row | undefined;
  }

  all<Row>(sql: string, ...parameters: readonly unknown[]): Row[] {
    return this.#use(sql, (statement) => statement.all(parameters)) as Row[];
  }

  *iterate<Row>(sql: string, ...parameters: readonly unknown[]): Generator<Row, void> {
    const statement = this.#take(sql);
    // A generator, which keeps the statement alive: Node 22 closes an unreferenced one during iteration.
    for (const row of statement.iterate(parameters)) yield row as Row;
    this.#statements.set(sql, statement);
  }

  /** The values of a one-column query. */
  values<Value>(sql: string, ...parameters: readonly unknown[]): Value[] {
    return this.all<object>(sql, ...parameters).map((row) => Object.values(row)[0]);
  }

  /** The first value of such a query. */
  value<Value>(sql: string, ...parameters: readonly unknown[]): Value | undefined {
    return Object.values(this.get<object>(sql, ...parameters) ?? {})[0];
  }

  attach(path: string, name: string): void {
    this.run(`ATTACH ? AS ${name}`, toFilePath(path));
  }

  /** Runs in a read transaction, with one consistent state of the file. Joins an outer transaction. */
  read<Result>(run: () => Result): Result {
    return this.#transact('BEGIN', run);
  }

  /** Runs in a write transaction and rolls back if it throws. Joins an outer transaction. */
  write<Result>(run: () => Result): Result {
    return this.#transact('BEGIN IMMEDIATE', run);
  }

  /** Runs in a write transaction that is always rolled back. */
  attempt<Result>(run: () => Result): Result {
    return this.#transact('BEGIN IMMEDIATE', run, 'ROLLBACK');
  }

  close(): void {
    if (this.#isOpen) this.#sqlite.close();
    this.#isOpen = false;
  }

  #use<Result>(sql: string, use: (statement: Statement) => Result): Result {
    const statement = this.#take(sql);
    const result = use(statement);
    this.#statements.set(sql, statement);
    return result;
  }

  #take(sql: string): Statement {
    const known = this.#statements.get(sql);
    this.#statements.delete(sql);
    return known ?? new Statement(this.#sqlite.prepare(sql), sql);
  }

  #transact<Result>(begin: string, run: () => Result, end = 'COMMIT'): Result {
    if (this.#isInTransaction) return run();
    this.exec(begin);
    this.#isInTransaction = true;
    try {
      const result = run();
      this.exec(end);
      return result;
    } catch (error) {
      this.#rollBack();
      throw error;
    } finally {
      this.#isInTransaction = false;
    }
  }

  #rollBack(): void {
    try {
      this.exec('ROLLBACK');
    } catch {
      // SQLite has already rolled back, as on a full disk.
    }
  }
}

type SqliteRow = Record<string, unknown>;

class Statement {
  readonly #statement: StatementSync;
  readonly #names: readonly string[];
  #columns: readonly string[] | undefined;
  #empty: SqliteRow | undefined;
  /** Newer versions of Node can return rows as arrays, in half the time. */
  readonly #hasLists: boolean;

  constructor(statement: StatementSync, sql: string) {
    // Otherwise a number that is too large would throw, instead of being one value that its reader rejects.
    statement.setReadBigInts(true);
    this.#hasLists = typeof statement.columns === 'function' && typeof statement.setReturnArrays === 'function';
    if (this.#hasLists) statement.setReturnArrays(true);
    this.#statement = statement;
    this.#names = [...new Set(sql.match(/(?<=@)\w+/g))];
  }

  run(parameters: readonly unknown[]): number {
    return Number(this.#statement.run(...this.#bind(parameters)).changes);
  }

  get(parameters: readonly unknown[]): SqliteRow | undefined {
    const row = this.#statement.get(...this.#bind(parameters));
    return row && this.#read(row);
  }

  all(parameters: readonly unknown[]): SqliteRow[] {
    return this.#statement.all(...this.#bind(parameters)).map((row) => this.#read(row));
  }

  *iterate(parameters: readonly unknown[]): Generator<SqliteRow, void> {
    for (const row of this.#statement.iterate(...this.#bind(parameters))) yield this.#read(row);
  }

  #read(found: object): SqliteRow {
    // Cache the names: reading them takes as long as reading all values of a row.
    this.#columns ??= this.#hasLists ? this.#statement.columns().map(({name}) => name) : Object.keys(found);
    this.#empty ??= Object.fromEntries(this.#columns.map((name) => [name, null]));
    // A copy has room for all columns. An object that grows by each of them takes ten times the memory.
    const row: SqliteRow = {...this.#empty};
    const isList = Array.isArray(found);
    for (let index = 0; index < this.#columns.length; index++) {
      const name = this.#columns[index] ?? '';
      row[name] = toNumber(isList ? found[index] : Reflect.get(found, name));
    }
    return row;
  }

  /** Drops keys that the statement does not use, since Node would reject them. */
  #bind(parameters: readonly unknown[]): [Record<string, SQLInputValue>, ...SQLInputValue[]] {
    const [named] = parameters;
    if (typeof named !== 'object' || named === null || ArrayBuffer.isView(named))
      return [{}, ...parameters.map(toInput)];
    return [Object.fromEntries(this.#names.map((name) => [name, toInput(Reflect.get(named, name))]))];
  }
}

function toInput(value: unknown): SQLInputValue {
  // Older versions of Node read a text only up to its first NUL, and a record must read the same everywhere.
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
  if (value === null || typeof value === 'number' || value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite has no value for ${String(value)}.`);
}

function toNumber(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

/** SQLite treats a path that begins with `file:` as a URL. */
function toFilePath(path: string): string {
  return path === ':memory:' ? path : resolve(path);
}

/**
 * Loads SQLite without the warning of older Node versions that it is experimental. Loading is synchronous, so no other
 * warning is lost.
 */
function loadWithoutWarning() {
  const {emitWarning} = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
