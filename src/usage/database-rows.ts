import {spawn} from 'node:child_process';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {asText, type Json, parseObject} from '../domain/json.ts';
import {withPlainHandle} from '../files/regular-file.ts';

/** A query of one table: these columns, as far as it has them, and of one column with JSON only these parts. */
export interface TableQuery {
  readonly table: string;
  readonly columns: readonly string[];
  readonly json?: {readonly column: string; readonly parts: readonly string[]};
}

interface DatabaseRows {
  /** The wanted columns by table. A column of JSON is a text that has its wanted parts. */
  readonly rows: Readonly<Record<string, readonly Json[]>>;
  /** False: the file changed while it was read, has more rows than are looked at, or its reading did not end. */
  readonly isWhole: boolean;
}

type Copied = 'whole' | 'changing' | 'missing' | 'too large';

const MOST_ROWS = 50_000;
const MOST_OUTPUT_BYTES = 128 * 1024 * 1024;
const LONGEST_READ_MS = 20_000;
const HEAP_MB = 256;
const MOST_COPIES = 3;
const CHUNK = 1024 * 1024;

/**
 * Reads the newest rows of a copy of a SQLite database, in a process of its own. Undefined when it is larger than
 * `mostBytes` or cannot be read; no rows where there is none. What a run wrote may lie in the log beside the database, so
 * both are copied; the index of the log (`-shm`) is not: SQLite makes its own, and a wrong one would be believed. Never
 * throws.
 */
export async function readDatabase(
  path: string,
  mostBytes: number,
  queries: readonly TableQuery[],
): Promise<DatabaseRows | undefined> {
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(tmpdir(), 'laforge-database-'));
    const copy = join(folder, 'copy.db');
    const copied = await copyDatabase(path, copy, mostBytes);
    if (copied === 'missing') return {rows: {}, isWhole: true};
    if (copied === 'too large') return undefined;
    const read = await readRows(copy, queries);
    return {...read, isWhole: read.isWhole && copied === 'whole'};
  } catch {
    return undefined;
  } finally {
    if (folder !== undefined) await rm(folder, {recursive: true, force: true}).catch(() => {});
  }
}

/** `changing`: every copy was made while the two were written to. */
async function copyDatabase(path: string, copy: string, mostBytes: number): Promise<Copied> {
  for (let tries = 0; tries < MOST_COPIES; tries++) {
    const [database, log] = [await describe(path), await describe(`${path}-wal`)];
    if (database === null) return 'missing';
    if (database.size + (log?.size ?? 0) > mostBytes) return 'too large';
    await copyFile(path, copy, mostBytes);
    if (log === null) await rm(`${copy}-wal`, {force: true});
    else await copyFile(`${path}-wal`, `${copy}-wal`, mostBytes);
    const after = [await describe(path), await describe(`${path}-wal`)];
    if (JSON.stringify([database, log]) === JSON.stringify(after)) return 'whole';
  }
  return 'changing';
}

async function describe(path: string) {
  return withPlainHandle(path, async (file, size) => {
    const {mtimeMs, ino} = await file.stat();
    return {size, mtimeMs, ino};
  });
}

async function copyFile(from: string, to: string, mostBytes: number): Promise<void> {
  await withPlainHandle(from, (source) =>
    writeFile(to, source.createReadStream({end: mostBytes, autoClose: false, highWaterMark: CHUNK}), {mode: 0o600}),
  );
}

async function readRows(path: string, queries: readonly TableQuery[]): Promise<DatabaseRows> {
  const limits = ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${HEAP_MB}`];
  const child = spawn(
    process.execPath,
    [...limits, '-e', PRINT_ROWS, path, String(MOST_ROWS), JSON.stringify(queries)],
    {
      // It needs nothing of ours; Windows starts no process without this.
      env: {SystemRoot: process.env.SystemRoot},
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: LONGEST_READ_MS,
      killSignal: 'SIGKILL',
    },
  );
  const ended = new Promise<boolean>((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
  const rows: Record<string, Json[]> = Object.fromEntries(queries.map(({table}) => [table, []]));
  let bytes = 0;
  for await (const line of createInterface({input: child.stdout})) {
    bytes += line.length;
    if (bytes > MOST_OUTPUT_BYTES) child.kill('SIGKILL');
    const row = parseObject(line);
    const kind = asText(row?.kind) ?? '';
    if (row !== undefined && Object.hasOwn(rows, kind)) rows[kind]?.push(row);
  }
  const isCut = Object.values(rows).some((some) => some.length >= MOST_ROWS);
  return {rows, isWhole: (await ended) && !isCut};
}

/**
 * The program of the process that reads a database, as text: a query of a database somebody made can take for ever, and
 * nothing stops one but the end of its process.
 */
const PRINT_ROWS = `(${printRows})()`;

/**
 * Prints the newest rows of some tables, one JSON line a row. All it needs is inside it, because it runs elsewhere. Other
 * tables, which may hold credentials, are not looked at.
 */
function printRows(): void {
  const [path = '', limit = '', wanted = '[]'] = process.argv.slice(1);
  const queries: readonly TableQuery[] = JSON.parse(wanted);
  const {DatabaseSync: Database} = process.getBuiltinModule('node:sqlite');
  const database = new Database(path, {readOnly: true});
  // Nothing in the file's schema may run functions; damage is found before it is followed.
  database.exec('PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA mmap_size=0');
  database.exec('PRAGMA hard_heap_limit=268435456');
  for (const {table, columns, json} of queries) {
    const schema = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table'").get(table);
    if (schema === undefined) continue;
    const info = database.prepare(`PRAGMA table_info(${table})`).all();
    const known = columns.filter((name) => info.some((column) => column.name === name));
    if (known.length === 0 || (json !== undefined && !info.some(({name}) => name === json.column))) continue;
    const from = json === undefined ? known : [...known, json.column];
    const newest = `SELECT ${from.join(', ')} FROM ${table} ORDER BY rowid DESC LIMIT ${Number(limit)}`;
    // The rest of the JSON can be very long.
    const facts = (json?.parts ?? []).map((part) => `'${part}', ${json?.column} -> '$.${part}'`).join(', ');
    const isSmall = `length(${json?.column}) < 10000000 AND json_valid(${json?.column})`;
    const picked = json === undefined ? [] : [`CASE WHEN ${isSmall} THEN json_object(${facts}) END AS ${json.column}`];
    for (const row of database.prepare(`SELECT ${[...known, ...picked].join(', ')} FROM (${newest})`).iterate()) {
      const line = JSON.stringify({...row, kind: table});
      if (line.length < 1_000_000) process.stdout.write(`${line}\n`);
    }
  }
}
