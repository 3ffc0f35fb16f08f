import {resolve} from 'node:path';
import type {DatabaseSync, SQLInputValue, StatementSync} from 'node:sqlite';
import {SQL_FUNCTIONS} from './row-digest.ts';

/*
 * All there is of Node's own SQLite: no other file imports it. It is that of the Node we run on, from 22.13 on, so only
 * what all of these have is used here.
 */

interface DatabaseOptions {
  readonly readonly?: boolean;
  /** The longest wait for another process that is writing. */
  readonly busyTimeoutMs?: number;
}

const BUSY_TIMEOUT_MS = 5_000;
/** The size of the page cache in KB, negative as SQLite wants it. Its own 2 MB are too few for a long history. */
const CACHE = -16_000;

const {DatabaseSync: Sqlite} = loadWithoutWarning();

/** Opens a SQLite file, which is begun where there is none, or with `:memory:` a database that is nowhere else. */
export function openDatabase(path: string, options: DatabaseOptions = {}): Database {
  return new Database(path, options);
}

/** Runs with a database that is opened for it, and closed whatever happens. */
export function withDatabase<Result>(path: string, options: DatabaseOptions, run: (db: Database) => Result): Result {
  const db = openDatabase(path, options);
  try {
    return run(db);
  } finally {
    db.close();
  }
}

/** A connection, in which nothing that a file's schema says may run functions with effects. */
export class Database {
  readonly #sqlite: DatabaseSync;
  #isInTransaction = false;
  #isOpen = true;
  readonly #prepared = new Map<string, StatementSync>();

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

  prepare<Parameters extends unknown[], Row = unknown>(sql: string): Statement<Parameters, Row> {
    return new Statement(this.#sqlite.prepare(sql), sql);
  }

  /** The same each time it is asked for, to be run to its end by whoever asks: a long history is read in many pages. */
  prepareOnce<Parameters extends unknown[], Row = unknown>(sql: string): Statement<Parameters, Row> {
    const statement = this.#prepared.get(sql) ?? this.#sqlite.prepare(sql);
    this.#prepared.set(sql, statement);
    return new Statement(statement, sql);
  }

  /** The values of the only column of what is asked once. */
  values<Value>(sql: string, ...parameters: unknown[]): Value[] {
    return this.prepare<unknown[], Value>(sql)
      .pluck()
      .all(...parameters);
  }

  /** The first of them. */
  value<Value>(sql: string, ...parameters: unknown[]): Value | undefined {
    return this.prepare<unknown[], Value>(sql)
      .pluck()
      .get(...parameters);
  }

  /** Makes another file known as the schema of this name. */
  attach(path: string, name: string): void {
    this.prepare(`ATTACH ? AS ${name}`).run(toFilePath(path));
  }

  /** Runs with one state of the file before its eyes. Inside another transaction it is a part of that. */
  read<Result>(run: () => Result): Result {
    return this.#transact('BEGIN', run);
  }

  /** Runs as the only one that writes, and undoes all of it when it throws. Inside another it is a part of that. */
  write<Result>(run: () => Result): Result {
    return this.#transact('BEGIN IMMEDIATE', run);
  }

  close(): void {
    if (this.#isOpen) this.#sqlite.close();
    this.#isOpen = false;
  }

  #transact<Result>(begin: string, run: () => Result): Result {
    if (this.#isInTransaction) return run();
    this.exec(begin);
    this.#isInTransaction = true;
    try {
      const result = run();
      this.exec('COMMIT');
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
      // SQLite has done so already, as on a full disk.
    }
  }
}

type SqliteRow = Record<string, unknown>;

/** A statement with `?`, each the next argument, or with `@name`, each a key of the one argument. */
class Statement<Parameters extends unknown[], Row> {
  readonly #statement: StatementSync;
  readonly #names: readonly string[];
  #columns: readonly string[] | undefined;
  /** Newer versions of Node hand rows over as lists, which takes half the time. */
  readonly #hasLists: boolean;
  #shape: (row: SqliteRow, columns: readonly string[]) => unknown = (row) => row;

  constructor(statement: StatementSync, sql: string) {
    // Else one number that is too large would be an error, in place of one value that its reader finds wrong.
    statement.setReadBigInts(true);
    this.#hasLists = typeof statement.columns === 'function' && typeof statement.setReturnArrays === 'function';
    if (this.#hasLists) statement.setReturnArrays(true);
    this.#statement = statement;
    this.#names = [...new Set(sql.match(/(?<=@)\w+/g))];
  }

  /** Rows are the value of their only column. */
  pluck(): this {
    this.#shape = (row, [only = '']) => row[only];
    return this;
  }

  /** Rows are the list of their values. */
  raw(): this {
    this.#shape = (row, columns) => columns.map((name) => row[name]);
    return this;
  }

  /** Hands back how many rows it changed. */
  run(...parameters: Parameters): number {
    return Number(this.#statement.run(...this.#bind(parameters)).changes);
  }

  get(...parameters: Parameters): Row | undefined {
    const row = this.#statement.get(...this.#bind(parameters));
    return row && this.#read(row);
  }

  all(...parameters: Parameters): Row[] {
    return this.#statement.all(...this.#bind(parameters)).map((row) => this.#read(row));
  }

  // A generator, which keeps the statement: Node 22 closes one that nobody holds while it is iterated.
  *iterate(...parameters: Parameters): Generator<Row, void> {
    for (const row of this.#statement.iterate(...this.#bind(parameters))) yield this.#read(row);
  }

  #read(found: object): Row {
    // Asked for the names only once: of a row they take as long as all its values.
    this.#columns ??= this.#hasLists ? this.#statement.columns().map(({name}) => name) : Object.keys(found);
    const row: SqliteRow = {};
    if (Array.isArray(found)) for (const [index, name] of this.#columns.entries()) row[name] = toNumber(found[index]);
    else for (const name of this.#columns) row[name] = toNumber(Reflect.get(found, name));
    return this.#shape(row, this.#columns) as Row;
  }

  /** Keys that the statement does not name are left out: Node would refuse them. */
  #bind(parameters: readonly unknown[]): [Record<string, SQLInputValue>, ...SQLInputValue[]] {
    const [named] = parameters;
    if (typeof named !== 'object' || named === null || ArrayBuffer.isView(named))
      return [{}, ...parameters.map(toInput)];
    return [Object.fromEntries(this.#names.map((name) => [name, toInput(Reflect.get(named, name))]))];
  }
}

function toInput(value: unknown): SQLInputValue {
  // Older versions of Node read a text up to its first NUL, and what is written must read the same everywhere.
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
  if (value === null || typeof value === 'number' || value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite has no value for ${String(value)}.`);
}

function toNumber(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

/** SQLite takes a path that begins with `file:` for a URL. */
function toFilePath(path: string): string {
  return path === ':memory:' ? path : resolve(path);
}

/** Older versions of Node warn that SQLite is experimental when they load it. No other warning can come meanwhile. */
function loadWithoutWarning() {
  const {emitWarning} = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
