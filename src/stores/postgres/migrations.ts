import {StoreError} from '../../domain/errors.ts';
import type {Database} from './database.ts';
import {SUMMED} from './rows.ts';

/**
 * The schema as numbered migrations. A released migration never changes. Uses only what every database with Postgres'
 * protocol has: text, bigint, jsonb, timestamptz, unique indexes, row-level security. No extensions, triggers or
 * sequences, and, for CockroachDB, no privileges on single columns, no settings of a function, no query in a policy.
 */
const OWNER = "substring(repository from '^[^/]+/[^/]+')";

const IS_OWN = 'repository in (select g.repository from laforge.grants g where g.role_name = current_user)';

/** The policies of a table in which each login sees and adds only rows of its own repository, if they pass `check`. */
function ownRows(table: string, check = '', isOwn = IS_OWN): readonly string[] {
  return [
    `create policy read_own on laforge.${table} for select to laforge_writer, laforge_reader using (${isOwn})`,
    `create policy add_own on laforge.${table} for insert to laforge_writer with check (${isOwn}${check})`,
    `create policy read_all on laforge.${table} for select to laforge_auditor using (true)`,
  ];
}

/** Adds the first, empty row of sums for the histories of a table, if they pass a condition. */
export function beginSums(table: string, condition: string): string {
  return `insert into laforge.sums (repository, project, after, upto, part, month, started_at, agent, model, team, ${SUMMED.join(', ')})
      select distinct a.repository, a.project, -1, 0, 0, 0, timestamptz '1970-01-01T00:00:00Z', '', '', '', ${SUMMED.map(() => '0').join(', ')}
      from ${table} a where ${condition} on conflict do nothing`;
}

/** Adds up the figures of histories from where their sums end. Fails if somebody else has done so meanwhile. */
export function addSums(condition: string): string {
  const day = "date_trunc('day', f.started_at at time zone 'UTC') at time zone 'UTC'";
  return `insert into laforge.sums (repository, project, after, upto, part, month, started_at, agent, model, team, ${SUMMED.join(', ')})
      select f.repository, f.project, l.upto, l.next, row_number() over (partition by f.repository, f.project),
        f.month, ${day}, f.agent, f.model, f.team, ${SUMMED.map((column) => `sum(f.${column})`).join(', ')}
      from (select s.repository, s.project, max(s.upto) as upto, (select max(n.n) from laforge.figures n
          where n.repository = s.repository and n.project = s.project) as next
          from laforge.sums s where ${condition} group by s.repository, s.project) l
        join laforge.figures f on f.repository = l.repository and f.project = l.project and f.n > l.upto and f.n <= l.next
      group by f.repository, f.project, l.upto, l.next, f.month, ${day}, f.agent, f.model, f.team`;
}

/**
 * Reads the figures of a history that its sums do not have yet. The upper limit of n tells the planner that few remain,
 * and the offset that it should look them up.
 */
export function figuresAfter(sums: string): string {
  return `select t.* from laforge.figures t where t.repository = ${sums}.repository and t.project = ${sums}.project
          and t.n > ${sums}.upto and ${Number.MAX_SAFE_INTEGER} > t.n offset 0`;
}

/** The role that owns the tables. */
export const TABLES_OWNER =
  "(select c.relowner from pg_catalog.pg_class c where c.oid = 'laforge.grants'::pg_catalog.regclass)";

/** Who may see the sums of an organisation: whoever sees all, and the logins of its repositories. */
const SEES_ORG = `pg_has_role(session_user, 'laforge_auditor', 'member') or pg_has_role(session_user, ${TABLES_OWNER}, 'member')
          or exists (select 1 from laforge.grants g where g.role_name = session_user
            and substring(g.repository, '^[^/]+/[^/]+') = org)`;

/**
 * The body of a function with its operators and functions named by their schema. Otherwise a caller's search path could
 * put others in their place, which would run with the rights of the owner.
 */
function ofCatalog(sql: string): string {
  return sql
    .replace(/ (=|<>|>=?) /g, ' operator(pg_catalog.$1) ')
    .replace(/\b(?:sum|count|max|array_agg|now|pg_has_role|substring)(?=\()/g, 'pg_catalog.$&');
}

/** The function that adds up the figures of an organisation, and what is reserved. */
function spentFunction(figures: string): string {
  return `function laforge.spent(org text, of_team text, since timestamptz, but text)
      returns table (steps numeric, cost numeric, tokens numeric, without_cost numeric, without_tokens numeric,
        running bigint, reserved_cost numeric, reserved_tokens numeric, open_cost bigint, open_tokens bigint)
      language sql stable security definer as $$${ofCatalog(`
        select used.*, reserved.* from (
            select coalesce(sum(f.steps), 0), coalesce(sum(f.cost_nano_usd), 0), coalesce(sum(f.tokens), 0),
              coalesce(sum(f.without_cost), 0), coalesce(sum(f.without_tokens), 0)
            from ${figures}) used,
          (select count(*), coalesce(sum(r.cost_nano_usd), 0), coalesce(sum(r.tokens), 0),
              count(*) filter (where r.cost_nano_usd is null), count(*) filter (where r.tokens is null)
            from laforge.reservations r where r.owner = org and (of_team is null or r.team = of_team)
              and (since is null or r.started_at >= since) and r.ends_at > now() and r.uid <> but
              and not exists (select 1 from laforge.records e where e.repository = r.repository
                and e.project = r.project and e.kind = 'step' and e.uid = r.uid and e.version > 0)) reserved
        where ${SEES_ORG}`)}
      $$`;
}

export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    // The repositories that each login may see. No policy mentions `*`: auditors see everything by their role.
    `create table laforge.grants (
      role_name text not null,
      repository text not null,
      created_at timestamptz not null default now(),
      primary key (role_name, repository)
    )`,
    // The history: one row for each record, in the order of n, without gaps. Rows are added and never changed. number:
    // of the step, rollback or claim. claim: the number, in the row that takes it. version: the rank of a step's end
    // (running, interrupted, its own), so that a record sent twice is stored once.
    `create table laforge.records (
      repository text not null,
      project text not null,
      n bigint not null check (n > 0),
      kind text not null,
      uid text not null,
      version bigint not null,
      number bigint check (number between 1 and 1000000000),
      claim bigint check (claim = number),
      branch text,
      body text not null check (length(body) < 4000000),
      written_at timestamptz not null default now(),
      written_by text not null default current_user,
      primary key (repository, project, n)
    )`,
    'create unique index records_claims on laforge.records (repository, project, kind, claim)',
    'create unique index records_uids on laforge.records (repository, project, kind, uid, version)',
    'create index records_branches on laforge.records (repository, project, branch, number)',
    // The figures of ended steps, for sums over many projects. Rows can be added up: when a step's own run reports its
    // end after another run did, part 1 of that record takes back what was counted, so `steps` counts the step once.
    `create table laforge.figures (
      repository text not null,
      project text not null,
      n bigint not null,
      part bigint not null,
      month bigint not null,
      started_at timestamptz not null,
      agent text not null,
      model text not null,
      status text not null,
      steps bigint not null,
      succeeded bigint not null,
      without_cost bigint not null,
      without_tokens bigint not null,
      duration_ms bigint not null,
      cost_nano_usd bigint not null,
      tokens bigint not null,
      primary key (repository, project, n, part)
    )`,
    'create index figures_months on laforge.figures (month, repository)',
    'alter table laforge.grants enable row level security',
    'alter table laforge.records enable row level security',
    'alter table laforge.figures enable row level security',
    `create policy own_grants on laforge.grants for select to laforge_writer, laforge_reader
      using (role_name = current_user)`,
    // A writer cannot choose the author or the time.
    ...ownRows('records', ' and written_by = current_user and written_at = now()'),
    ...ownRows('figures'),
    'grant usage on schema laforge to laforge_writer, laforge_reader, laforge_auditor',
    'grant select on laforge.migrations, laforge.grants, laforge.records, laforge.figures to laforge_writer, laforge_reader, laforge_auditor',
    // Only the owner may update or delete.
    'grant insert on laforge.records, laforge.figures to laforge_writer',
  ],
  [
    // A team is a label of a step; an organisation is the first part of a repository's name.
    "alter table laforge.figures add column team text not null default ''",
    `alter table laforge.figures add column owner text generated always as (${OWNER}) stored`,
    'create index figures_owners on laforge.figures (owner, started_at)',
    // The amounts that running steps may use of budgets shared by many repositories. They count until the step has
    // ended, or must have.
    `create table laforge.reservations (
      repository text not null,
      project text not null,
      uid text not null,
      owner text generated always as (${OWNER}) stored,
      team text not null,
      started_at timestamptz not null,
      ends_at timestamptz not null,
      cost_nano_usd bigint check (cost_nano_usd >= 0),
      tokens bigint check (tokens >= 0),
      budgets jsonb not null check (length(budgets::text) < 20000),
      primary key (repository, project, uid)
    )`,
    'create index reservations_owners on laforge.reservations (owner, started_at)',
    'alter table laforge.reservations enable row level security',
    ...ownRows('reservations'),
    'grant select on laforge.reservations to laforge_writer, laforge_reader, laforge_auditor',
    'grant insert on laforge.reservations to laforge_writer',
    // Sums over an organisation for whoever may see one of its repositories, and nothing else about the others.
    `create ${spentFunction(`laforge.figures f where f.owner = org and (of_team is null or f.team = of_team)
              and (since is null or f.started_at >= since)`)}`,
    'revoke execute on function laforge.spent(text, text, timestamptz, text) from public',
    `grant execute on function laforge.spent(text, text, timestamptz, text)
      to laforge_writer, laforge_reader, laforge_auditor`,
  ],
  [
    // The reservations of an organisation are numbered. Whoever takes the next place has seen all before it.
    'alter table laforge.reservations add column place bigint',
    'create unique index reservations_places on laforge.reservations (owner, place)',
    `create function laforge.last_place(org text) returns bigint
      language sql stable security definer as $$${ofCatalog(`
        select coalesce(max(r.place), 0) from laforge.reservations r where r.owner = org and (${SEES_ORG})`)}
      $$`,
    'revoke execute on function laforge.last_place(text) from public',
    'grant execute on function laforge.last_place(text) to laforge_writer, laforge_reader, laforge_auditor',
    'drop policy add_own on laforge.reservations',
    ...ownRows('reservations', ' and place = laforge.last_place(owner) + 1').slice(1, 2),
  ],
  [
    // The figures of a history added up by day, from one row up to another. They only grow as well: each continues where
    // the one before ends, so of two that are added at once, one is refused. The first is empty, for a list of histories.
    `create table laforge.sums (
      repository text not null,
      project text not null,
      owner text generated always as (${OWNER}) stored,
      after bigint not null,
      upto bigint not null,
      part bigint not null,
      month bigint not null,
      started_at timestamptz not null,
      agent text not null,
      model text not null,
      team text not null,
      ${SUMMED.map((column) => `${column} numeric not null`).join(', ')},
      primary key (repository, project, after, part)
    )`,
    'create index sums_owners on laforge.sums (owner, team)',
    'create index sums_heads on laforge.sums (owner) where after = -1',
    'alter table laforge.sums enable row level security',
    ...ownRows('sums'),
    'grant select on laforge.sums to laforge_writer, laforge_reader, laforge_auditor',
    'grant insert on laforge.sums to laforge_writer',
    ...[beginSums('laforge.figures', 'true'), addSums('true')],
    // A budget of all time reads the sums. One of a day or a month reads its figures, mostly fewer than there are histories;
    // that a time has an upper limit too tells the planner so.
    `create or replace ${spentFunction(`(
            select f.steps, f.cost_nano_usd, f.tokens, f.without_cost, f.without_tokens from laforge.figures f
            where since is not null and f.owner = org and (of_team is null or f.team = of_team) and f.started_at >= since
              and '9999-12-31' > f.started_at
          union all
            select s.steps, s.cost_nano_usd, s.tokens, s.without_cost, s.without_tokens from laforge.sums s
            where since is null and s.owner = org and (of_team is null or s.team = of_team)
          union all
            select f.steps, f.cost_nano_usd, f.tokens, f.without_cost, f.without_tokens
            from (select h.repository, h.project, (select l.upto from laforge.sums l where l.repository = h.repository
                and l.project = h.project order by l.after desc limit 1) as upto
                from laforge.sums h where since is null and h.owner = org and h.after = -1) l,
              lateral (${figuresAfter('l')}) f
            where of_team is null or f.team = of_team) f`)}`,
  ],
  [
    // CockroachDB, and Citus for tables that it distributes, refuse a policy that has a query. An index can also serve an
    // array.
    `create function laforge.own_repositories() returns text[] language sql stable as $$${ofCatalog(
      'select array_agg(g.repository) from laforge.grants g where g.role_name = current_user',
    )}$$`,
    ...[
      ['records', ' and written_by = current_user and written_at = now()'],
      ['figures', ''],
      ['reservations', ' and place = laforge.last_place(owner) + 1'],
      ['sums', ''],
    ].flatMap(([table = '', check]) => [
      `drop policy read_own on laforge.${table}`,
      `drop policy add_own on laforge.${table}`,
      ...ownRows(table, check, 'repository = any (laforge.own_repositories())').slice(0, 2),
    ]),
  ],
];

/** The roles that logins are granted. They cannot log in themselves. */
const GROUPS = ['laforge_writer', 'laforge_reader', 'laforge_auditor'] as const;

const TABLES = ['migrations', 'grants', 'records', 'figures', 'reservations', 'sums'] as const;

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

/** Each of two that run at once can lose the race for every migration, and for the roles and the schema before them. */
const TRIES = MIGRATIONS.length + 4;

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
    // One text is one transaction, so a second process that makes the same version changes nothing. The version comes
    // last, for servers on which a statement that changes the schema is a transaction of its own.
    const all = [...statements, `insert into laforge.migrations (version) values (${number})`].join(';\n');
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
  const statements = MIGRATIONS.slice(0, version).flat();
  const made = new Set(statements.flatMap((statement) => nameOf(statement) ?? []));
  const there = new Set((await database.query(OBJECTS)).map(({name}) => String(name)));
  for (const name of [...made].filter((it) => !there.has(it))) {
    // With who may call it, for a function.
    const call = name.startsWith('function ') ? `${name.slice('function '.length)}(` : null;
    const mend = statements.filter((it) => nameOf(it) === name || (call !== null && it.includes(call)));
    // A later migration may have changed a policy.
    faults.push(`The ${name} is missing. Run: ${(call === null ? mend.slice(-1) : mend).join('; ')}`);
  }
  for (const name of there) {
    if (name.startsWith('policy ') && !made.has(name))
      faults.push(`The ${name} is not LaForge's, and may show rows to others. Run: drop ${name}`);
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
  for (const table of ['records', 'figures', 'reservations', 'sums']) {
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

/** The indexes, policies and functions in our schema, as `nameOf` names them. */
const OBJECTS = `select 'index laforge.' || c.relname as name from pg_class c
    join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'laforge' and c.relkind in ('i', 'I')
  union all select 'policy ' || p.polname || ' on laforge.' || c.relname from pg_policy p
    join pg_class c on c.oid = p.polrelid join pg_namespace s on s.oid = c.relnamespace where s.nspname = 'laforge'
  union all select 'function laforge.' || f.proname from pg_proc f
    join pg_namespace s on s.oid = f.pronamespace where s.nspname = 'laforge'`;

/** Names the index, policy or function that a statement makes; null if it makes none. */
function nameOf(statement: string): string | null {
  const [, index] = /^create (?:unique )?index (\w+)/.exec(statement) ?? [];
  const [, rest] = /^create ((?:policy \w+ on|function) laforge\.\w+)/.exec(statement) ?? [];
  return index === undefined ? (rest ?? null) : `index laforge.${index}`;
}

function refuseNewer(version: number): void {
  if (version <= MIGRATIONS.length) return;
  throw new StoreError(
    'newer-ledger',
    `The database has version ${version} of the schema, and this version reads ${MIGRATIONS.length}. Use the newer version of LaForge.`,
  );
}
