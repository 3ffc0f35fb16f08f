import {StoreError} from '../../domain/errors.ts';
import type {Database} from './database.ts';
import {GROUPS, MIGRATIONS, TABLES} from './migrations.ts';

/** The schema version of a database; 0 if it has no tables of ours. */
export async function readVersion(database: Database): Promise<number> {
  const [there] = await database.query("select to_regclass('laforge.migrations') is not null as yes");
  if (there?.yes !== true) return 0;
  const [row] = await database.query('select max(version) as version from laforge.migrations');
  return Number(row?.version ?? 0);
}

/**
 * Migrates a database to this version. Resolves to the migrations that ran; a second run changes nothing. If two run at
 * once, one finds that its tables already exist; it looks again and continues from there.
 */
export async function migrate(database: Database): Promise<readonly number[]> {
  for (let tries = 1; tries < TRIES; tries++) {
    try {
      return await migrateFromHere(database);
    } catch (error) {
      if (!(error instanceof StoreError) || error.code === 'newer-ledger') throw error;
    }
  }
  return await migrateFromHere(database);
}

const TRIES = 4;

async function migrateFromHere(database: Database): Promise<readonly number[]> {
  const version = await readVersion(database);
  refuseNewer(version);
  const pending = MIGRATIONS.map((statements, index) => ({number: index + 1, statements})).slice(version);
  if (pending.length === 0) return [];
  for (const group of GROUPS) {
    const [known] = await database.query('select 1 from pg_roles where rolname = $1', [group]);
    if (known === undefined) await database.query(`create role ${group} nologin`);
  }
  await database.query('create schema if not exists laforge');
  await database.query(
    'create table if not exists laforge.migrations (version bigint primary key, applied_at timestamptz not null default now())',
  );
  for (const {number, statements} of pending) {
    // One text is one transaction, so a second process that writes the same version changes nothing.
    const all = [`insert into laforge.migrations (version) values (${number})`, ...statements].join(';\n');
    await database.query(all);
  }
  return pending.map(({number}) => number);
}

/** Describes what is missing or wrong, one sentence each; empty if nothing is. */
export async function findFaults(database: Database): Promise<readonly string[]> {
  const version = await readVersion(database);
  refuseNewer(version);
  if (version === 0) return ['There are no tables of LaForge. Run laforge db migrate.'];
  const faults: string[] = [];
  if (version < MIGRATIONS.length) {
    faults.push(`The schema is version ${version}, and this is for ${MIGRATIONS.length}. Run laforge db migrate.`);
  }
  const tables = await database.query(
    `select c.relname as name, c.relrowsecurity as secured from pg_class c
      join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'laforge' and c.relkind in ('r', 'p')`,
  );
  const secured = new Map(tables.map(({name, secured}) => [name, secured]));
  for (const table of TABLES) {
    if (!secured.has(table)) faults.push(`The table laforge.${table} is missing. Restore it from a backup.`);
    else if (table !== 'migrations' && secured.get(table) !== true) {
      faults.push(
        `The table laforge.${table} has no row-level security, so writers see each other. Run: alter table laforge.${table} enable row level security`,
      );
    }
  }
  for (const table of ['records', 'figures', 'reservations']) {
    for (const right of ['update', 'delete', 'truncate']) {
      // What public may do, each role may too, and it cannot be revoked from a single role.
      const [row] = await database.query(
        `select case when has_table_privilege('public', to_regclass($2), $3) then 'public'
          else string_agg(rolname, ', ' order by rolname) end as roles from pg_roles
          where rolname = any($1) and has_table_privilege(rolname, to_regclass($2), $3)`,
        [GROUPS, `laforge.${table}`, right],
      );
      if (row?.roles == null) continue;
      const who = row.roles === 'public' ? 'Everybody (public)' : row.roles;
      faults.push(
        `${who} may ${right} laforge.${table}, whose rows must only grow. Run: revoke ${right} on laforge.${table} from ${row.roles}`,
      );
    }
  }
  const logins = await database.query(
    `select r.rolname as name from pg_roles r where (r.rolsuper or r.rolbypassrls)
      and exists (select 1 from pg_auth_members m join pg_roles g on g.oid = m.roleid
        where m.member = r.oid and g.rolname = any($1))`,
    [GROUPS],
  );
  for (const {name} of logins)
    faults.push(`${name} passes by row-level security. Give workflows a role of laforge db token.`);
  return faults;
}

function refuseNewer(version: number): void {
  if (version <= MIGRATIONS.length) return;
  throw new StoreError(
    'newer-ledger',
    `The database has version ${version} of the schema, and this version reads ${MIGRATIONS.length}. Use the newer version of LaForge.`,
  );
}
