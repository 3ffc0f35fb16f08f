/** A query of one table: these columns, as far as it has them, and of one column with JSON only these parts. */
export interface TableQuery {
  readonly table: string;
  readonly columns: readonly string[];
  readonly json?: {readonly column: string; readonly parts: readonly string[]};
}

/**
 * The program of the process that reads a database, as text: a query of a database somebody made can take for ever, and
 * nothing stops one but the end of its process.
 */
export const PRINT_ROWS = `(${printRows})()`;

/**
 * Prints the newest rows of some tables, one JSON line a row. All it needs is inside it, because it runs elsewhere. Other
 * tables, which may hold credentials, are not looked at.
 */
export function printRows(): void {
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
    // What the JSON says beside these parts can be very long.
    const facts = (json?.parts ?? []).map((part) => `'${part}', ${json?.column} -> '$.${part}'`).join(', ');
    const isSmall = `length(${json?.column}) < 10000000 AND json_valid(${json?.column})`;
    const picked = json === undefined ? [] : [`CASE WHEN ${isSmall} THEN json_object(${facts}) END AS ${json.column}`];
    for (const row of database.prepare(`SELECT ${[...known, ...picked].join(', ')} FROM (${newest})`).iterate()) {
      const line = JSON.stringify({...row, kind: table});
      if (line.length < 1_000_000) process.stdout.write(`${line}\n`);
    }
  }
}
