import {hash} from 'node:crypto';
import {StoreError} from '../domain/errors.ts';
import {checkPath} from './check-path.ts';
import {type Database, withDatabase} from './database.ts';
import {APPLICATION_ID, createInMemory, SCHEMA_VERSION} from './schema.ts';
import {notALedger, withStoreErrors} from './sqlite-errors.ts';

/** The kind of a SQLite file, from its header and its schema alone, before any other statement touches it. */
type FileKind =
  | {readonly kind: 'empty'}
  | {readonly kind: 'ledger'; readonly version: number}
  | {readonly kind: 'laforge'};

/** Indexes that LaForge creates in every steps.db it opens, including ours. They are on plain columns and harmless. */
const LAFORGE_INDEX = /^CREATE INDEX idx_steps_(project_id|active|parent_step_id|created_at) ON steps\(\1\)$/;

/**
 * The digest of the newest schema. When the schema changes, the failing test prints the new one. Building the schema in
 * memory to compare it would take longer than the rest of opening.
 */
export const NEWEST_SCHEMA = 'ccce3bf4e0eb35b4dec1204fc5ec72a0b2c3df4a419058cbe938190f0252e9f9';

/**
 * Identifies a file. Throws StoreError, saying why, if it is neither empty nor a ledger of ours or LaForge's. Reads one
 * state of the file, since another process may be turning it into a ledger right now.
 */
export function identifyFile(db: Database, path: string): FileKind {
  return db.read(() => identify(db, path));
}

/** True if LaForge wrote the file. Throws StoreError for a file that is no history. */
export function isLaForgeFile(path: string): boolean {
  checkPath(path, false);
  return withStoreErrors(path, () =>
    withDatabase(path, {readonly: true}, (db) => identifyFile(db, path).kind === 'laforge'),
  );
}

function identify(db: Database, path: string): FileKind {
  const applicationId = readNumber(db, 'application_id');
  const version = readNumber(db, 'user_version');
  const objects = readSchema(db);
  if (applicationId === APPLICATION_ID) {
    if (version > SCHEMA_VERSION) throw newerLedger(path, version);
    const wrong = findSchemaDifference(objects, version);
    if (wrong !== undefined) throw notALedger(path, `its schema is not a ledger's (${wrong})`);
    return {kind: 'ledger', version};
  }
  if (applicationId !== 0) throw notALedger(path, 'it is the SQLite file of another program');
  if (objects.length === 0) return {kind: 'empty'};
  const wrong = checkLaForgeTable(db, objects);
  if (wrong !== undefined) throw notALedger(path, `it is a SQLite file of another kind (${wrong})`);
  return {kind: 'laforge'};
}

/**
 * The first object that is missing from a ledger of this version or does not belong there; undefined if there is none.
 */
function findSchemaDifference(objects: readonly SchemaObject[], version: number): string | undefined {
  const own = objects.filter(({sql}) => sql === null || !LAFORGE_INDEX.test(sql));
  if (version === SCHEMA_VERSION && digestSchema(own) === NEWEST_SCHEMA) return undefined;
  const expected = new Map(schemaOfVersion(version).map((object) => [object.name, object]));
  for (const object of own) {
    const twin = expected.get(object.name);
    expected.delete(object.name);
    if (twin?.sql !== object.sql || twin.type !== object.type) return `${object.type} ${object.name} is not ours`;
  }
  const [absent] = expected.values();
  return absent && `${absent.type} ${absent.name} is missing`;
}

/** Equal for schemas with the same objects, in any order. */
export function digestSchema(objects: readonly SchemaObject[]): string {
  return hash('sha256', JSON.stringify(objects.map(({type, name, sql}) => [type, name, sql]).sort()));
}

/** The tables, indexes, views and triggers, without SQLite's own. */
function readSchema(db: Database): readonly SchemaObject[] {
  return db.all<SchemaObject>(
    `SELECT type, name, tbl_name, sql FROM sqlite_schema
     WHERE name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4') AND NOT (type = 'index' AND sql IS NULL)`,
  );
}

export function readNumber(db: Database, pragma: 'application_id' | 'user_version'): number {
  return db.value<number>(`PRAGMA ${pragma}`) ?? 0;
}

export function schemaOfVersion(version: number): readonly SchemaObject[] {
  const db = createInMemory(version);
  try {
    return readSchema(db);
  } finally {
    db.close();
  }
}

function newerLedger(path: string, version: number): StoreError {
  return new StoreError(
    'newer-ledger',
    `${path} was written by a newer version: its format is ${version}, and this one reads up to ${SCHEMA_VERSION}. Use the newer version of the action or of laforge.`,
  );
}

/** A table, index, trigger or view, as `sqlite_schema` lists it. */
interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

/** The columns of LaForge's table. Some files have `agent_config_name` instead of `agent_config_json`. */
const COLUMNS = [
  ...['id', 'active', 'parent_step_id', 'commit_sha_before', 'commit_sha_after', 'start_time', 'end_time'],
  ...['duration_ms', 'token_usage_json', 'exit_code', 'project_id', 'created_at'],
];
const CONFIG_COLUMNS = ['agent_config_json', 'agent_config_name'];

/**
 * Explains why LaForge cannot have written a file; undefined if it may have. It writes one table `steps` with plain
 * indexes, nothing else.
 */
function checkLaForgeTable(db: Database, objects: readonly SchemaObject[]): string | undefined {
  const strange = objects.find(
    (object) =>
      object.tbl_name !== 'steps' ||
      (object.type !== 'table' && object.type !== 'index') ||
      /^\s*CREATE\s+VIRTUAL/i.test(object.sql ?? ''),
  );
  if (strange !== undefined) return `it has the ${strange.type} ${strange.name}`;
  const found = db.all<{readonly name: string; readonly hidden: number}>('PRAGMA table_xinfo(steps)');
  const generated = found.find((column) => column.hidden !== 0);
  if (generated !== undefined) return `its column ${generated.name} is computed`;
  const names = new Set(found.map((column) => column.name));
  const absent = COLUMNS.find((name) => !names.has(name));
  if (absent !== undefined) return `its table steps has no column ${absent}`;
  const configs = CONFIG_COLUMNS.filter((name) => names.has(name));
  if (configs.length === 0) return 'its table steps has no column agent_config_json';
  const extra = [...names].find((name) => !COLUMNS.includes(name) && !CONFIG_COLUMNS.includes(name));
  return extra && `its table steps has the column ${extra}`;
}
