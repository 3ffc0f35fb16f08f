import type {Database} from './database.ts';

/** A table, index, trigger or view, as `sqlite_schema` lists it. */
export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

/** The columns of LaForge's own table. Some files have `agent_config_name` in place of `agent_config_json`. */
const COLUMNS = [
  'id',
  'active',
  'parent_step_id',
  'commit_sha_before',
  'commit_sha_after',
  'start_time',
  'end_time',
  'duration_ms',
  'token_usage_json',
  'exit_code',
  'project_id',
  'created_at',
];
const CONFIG_COLUMNS = ['agent_config_json', 'agent_config_name'];

interface ColumnInfo {
  readonly name: string;
  readonly hidden: number;
}

/** The reason why a file is none that LaForge wrote: its one table `steps` and plain indexes on it, nothing else. */
export function checkLaForgeTable(db: Database, objects: readonly SchemaObject[]): string | undefined {
  const strange = objects.find(
    (object) =>
      object.tbl_name !== 'steps' ||
      (object.type !== 'table' && object.type !== 'index') ||
      /^\s*CREATE\s+VIRTUAL/i.test(object.sql ?? ''),
  );
  if (strange !== undefined) return `it has the ${strange.type} ${strange.name}`;
  const found = db.prepare<[], ColumnInfo>('PRAGMA table_xinfo(steps)').all();
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
