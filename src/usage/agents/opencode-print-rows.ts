import type {DatabaseSync} from 'node:sqlite';

/**
 * The program of the process that reads a database, as text: a query of a database somebody made can take for ever, and
 * nothing stops one but the end of its process. Node's own SQLite is enough for it and needs no addon beside the bundle.
 */
export const PRINT_ROWS = `(${printRows})()`;

/**
 * Prints the newest rows of `session` and `message` of an opencode database, one JSON line a row. All it needs is inside
 * it, because it runs elsewhere. Other tables, which hold credentials, are not looked at.
 */
export function printRows(): void {
  const [path = '', limit = '', what = ''] = process.argv.slice(1);
  const {DatabaseSync: Database} = process.getBuiltinModule('node:sqlite');
  const database: DatabaseSync = new Database(path, {readOnly: true});
  // Nothing in the file's schema may run functions; damage is found before it is followed.
  database.exec('PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA mmap_size=0');
  database.exec('PRAGMA hard_heap_limit=268435456');
  const print = (kind: string, row: object) => {
    const line = JSON.stringify({...row, kind});
    if (line.length < 1_000_000) process.stdout.write(`${line}\n`);
  };
  const columnsOf = (table: string) => {
    const schema = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table'").get(table);
    if (schema === undefined) return new Set();
    return new Set(
      database
        .prepare(`PRAGMA table_info(${table})`)
        .all()
        .map((column) => column.name),
    );
  };

  const sessionColumns = columnsOf('session');
  const wanted = ['id', 'parent_id', 'directory', 'version', 'time_created', 'cost']
    .concat(['input', 'output', 'reasoning', 'cache_read', 'cache_write'].map((name) => `tokens_${name}`))
    .filter((name) => sessionColumns.has(name));
  if (wanted.length > 0) {
    const newest = `SELECT ${wanted.join(', ')} FROM session ORDER BY rowid DESC LIMIT ${Number(limit)}`;
    for (const row of database.prepare(newest).iterate()) print('session', row);
  }

  const messageColumns = columnsOf('message');
  if (!messageColumns.has('data') || !messageColumns.has('session_id')) return;
  if (what === 'ids') {
    const ids = `SELECT id FROM message ORDER BY rowid DESC LIMIT ${Number(limit)}`;
    for (const row of database.prepare(ids).iterate()) print('message', row);
    return;
  }
  // What a message says beside its figures, above all the differences it made to files, can be very long.
  const parts = ['role', 'tokens', 'cost', 'modelID', 'parentID', 'time', 'finish', 'error.name'];
  const facts = parts.map((name) => `'${name}', data -> '$.${name}'`).join(', ');
  const newest = `SELECT id, session_id, data FROM message ORDER BY rowid DESC LIMIT ${Number(limit)}`;
  const isSmall = 'length(data) < 10000000';
  const query = `SELECT id, session_id, CASE WHEN ${isSmall} AND json_valid(data) THEN json_object(${facts}) END AS data FROM (${newest})`;
  for (const row of database.prepare(query).iterate()) print('message', row);
}
