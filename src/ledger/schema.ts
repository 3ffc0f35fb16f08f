import {STEP_FIELD_LIST} from '../domain/step.ts';
import {type Database, openDatabase} from './database.ts';
import {digestRows} from './row-digest.ts';
import {CREATE_USAGE_TOTALS, rebuildUsageTotals} from './usage-totals.ts';

/** `Lafg`, in the header of all our files, so that no other SQLite file is mistaken for one. */
export const APPLICATION_ID = 0x4c616667;

/**
 * The statements that each version adds, besides the columns that the table of a step's fields says it adds. A
 * published one never changes. Steps begin with LaForge's own columns. What is not obvious:
 * - `active` and `parent_step_id` are projections: of the rollbacks, and of the parent's uid, which is kept in
 *   `missing_parent_uid` while the parent is not in this file.
 * - A row's number and `claimed_at` are the claim that holds it (NULL: claimed at creation). All other claims ever made
 *   are in `claims`.
 */
const BROUGHT: Readonly<Record<number, readonly string[]>> = {
  1: [
    `CREATE TABLE steps (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  active BOOLEAN NOT NULL DEFAULT 1,
  parent_step_id INTEGER REFERENCES steps(id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  commit_sha_before TEXT,
  commit_sha_after TEXT,
  agent_config_json TEXT,
  start_time TIMESTAMP,
  end_time TIMESTAMP,
  duration_ms INTEGER,
  token_usage_json TEXT,
  exit_code INTEGER,
  project_id TEXT NOT NULL,
  created_at TIMESTAMP NOT NULL,
  uid TEXT NOT NULL UNIQUE,
  repository TEXT,
  branch TEXT,
  status TEXT NOT NULL,
  pushed TEXT,
  pin_ref TEXT,
  run_json TEXT,
  changes_json TEXT,
  notes_json TEXT,
  missing_parent_uid TEXT,
  claimed_at TEXT,
  pull_request INTEGER GENERATED ALWAYS AS (json_extract(run_json, '$.pull_request.number')) VIRTUAL
)`,
    'CREATE INDEX steps_of_branch ON steps(branch, repository, active)',
    'CREATE INDEX steps_of_parent ON steps(parent_step_id)',
    'CREATE INDEX steps_of_pull_request ON steps(pull_request) WHERE pull_request IS NOT NULL',
    `CREATE INDEX steps_not_succeeded ON steps(status) WHERE status <> 'succeeded'`,
    'CREATE INDEX steps_without_parent ON steps(missing_parent_uid) WHERE missing_parent_uid IS NOT NULL',
    `CREATE TABLE rollbacks (
  number INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  undoes TEXT,
  project_id TEXT NOT NULL,
  repository TEXT,
  branch TEXT,
  target_mode TEXT,
  target_step_uid TEXT,
  from_sha TEXT,
  to_sha TEXT,
  pin_ref TEXT,
  actor TEXT,
  reason TEXT,
  run_json TEXT,
  created_at TEXT NOT NULL,
  claimed_at TEXT
) STRICT`,
    'CREATE INDEX rollbacks_undone ON rollbacks(undoes) WHERE undoes IS NOT NULL',
    `CREATE TABLE rollback_steps (
  rollback INTEGER NOT NULL REFERENCES rollbacks(number) ON UPDATE CASCADE ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  step_uid TEXT NOT NULL,
  PRIMARY KEY (rollback, step_uid)
) STRICT, WITHOUT ROWID`,
    'CREATE INDEX rollbacks_of_step ON rollback_steps(step_uid)',
    `CREATE TABLE claims (
  kind TEXT NOT NULL,
  number INTEGER NOT NULL,
  uid TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  PRIMARY KEY (kind, number, uid, claimed_at)
) STRICT, WITHOUT ROWID`,
    'CREATE INDEX claims_of_uid ON claims(kind, uid)',
  ],
  // A digest of each record's fields.
  2: [
    'ALTER TABLE steps ADD COLUMN digest BLOB',
    'ALTER TABLE rollbacks ADD COLUMN digest BLOB',
    digestRows('steps', '', 2),
    digestRows('rollbacks', '', 2),
  ],
  // Unreadable records, verbatim.
  4: ['CREATE TABLE set_aside (record TEXT NOT NULL UNIQUE, reason TEXT NOT NULL) STRICT'],
  // The total usage by day and branch, and an index of inactive steps.
  6: [CREATE_USAGE_TOTALS, 'CREATE INDEX steps_inactive ON steps(branch) WHERE active = 0'],
  // A repository may have had several names.
  8: ['DROP INDEX steps_of_branch', 'CREATE INDEX steps_of_branch ON steps(branch, active)'],
  // The records that each record saw.
  10: ['ALTER TABLE rollbacks ADD COLUMN chain_json TEXT'],
  // The totals name the program that a command starts in the end.
  12: [],
};

/** The version from which on the totals are as they would be counted today. */
export const TOTALS_SINCE = 12;

/** The newest schema version, which is the `user_version` of files we write. */
export const SCHEMA_VERSION = Math.max(
  ...Object.keys(BROUGHT).map(Number),
  ...STEP_FIELD_LIST.map(({since = 0}) => since),
);

/** The statements from each version to the next, beginning with an empty file. */
const MIGRATIONS: readonly (readonly string[])[] = Array.from({length: SCHEMA_VERSION}, (_, before) => [
  ...STEP_FIELD_LIST.filter(({since}) => since === before + 1).map(
    ({column}) => `ALTER TABLE steps ADD COLUMN ${column} TEXT`,
  ),
  ...(BROUGHT[before + 1] ?? []),
]);

export function createInMemory(version: number): Database {
  const db = openDatabase(':memory:');
  for (const statements of MIGRATIONS.slice(0, version)) for (const sql of statements) db.exec(sql);
  return db;
}

/** Migrates a database to the newest version. Must be called inside a transaction. */
export function migrate(db: Database, from: number): void {
  if (from >= SCHEMA_VERSION) return;
  for (const statements of MIGRATIONS.slice(from)) for (const sql of statements) db.exec(sql);
  if (from > 0 && from < TOTALS_SINCE) rebuildUsageTotals(db);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
}
