/**
 * The schema, as numbered migrations. A migration that was released never changes. Only what every database that speaks
 * Postgres' protocol has: text, bigint, jsonb, timestamptz, unique indexes, row-level security. No extension, trigger or
 * sequence.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  [
    // Which login may see which repository. `*` stands in no policy: auditors see all by their role.
    `create table laforge.grants (
      role_name text not null,
      repository text not null,
      created_at timestamptz not null default now(),
      primary key (role_name, repository)
    )`,
    // The history: one row a record, in the order of n, which has no gaps. Rows are added and never changed.
    //
    // number: of the step, rollback or claim. claim: the number, in the row that takes it. version: the rank of a step's
    // end (running, interrupted, its own), so that a record sent twice is there once.
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
    // The figures of ended steps, for sums over many projects. Sums add up: a step whose end is told again by its own
    // run counts in `steps` once.
    `create table laforge.figures (
      repository text not null,
      project text not null,
      n bigint not null,
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
      primary key (repository, project, n)
    )`,
    'create index figures_months on laforge.figures (month, repository)',
    'alter table laforge.grants enable row level security',
    'alter table laforge.records enable row level security',
    'alter table laforge.figures enable row level security',
    `create policy own_grants on laforge.grants for select to laforge_writer, laforge_reader
      using (role_name = current_user)`,
    ...['records', 'figures'].flatMap((table) => [
      `create policy read_own on laforge.${table} for select to laforge_writer, laforge_reader
        using (repository in (select g.repository from laforge.grants g where g.role_name = current_user))`,
      `create policy add_own on laforge.${table} for insert to laforge_writer
        with check (repository in (select g.repository from laforge.grants g where g.role_name = current_user))`,
      `create policy read_all on laforge.${table} for select to laforge_auditor using (true)`,
    ]),
    'grant usage on schema laforge to laforge_writer, laforge_reader, laforge_auditor',
    'grant select on laforge.migrations, laforge.grants, laforge.records, laforge.figures to laforge_writer, laforge_reader, laforge_auditor',
    // Nobody but the owner may update or delete, and a writer may not choose who or when it was.
    'grant insert (repository, project, n, kind, uid, version, number, claim, branch, body) on laforge.records to laforge_writer',
    `grant insert (repository, project, n, month, started_at, agent, model, status, steps, succeeded,
      without_cost, without_tokens, duration_ms, cost_nano_usd, tokens) on laforge.figures to laforge_writer`,
  ],
];

/** Roles that logins are given; none of them logs in itself. */
export const GROUPS = ['laforge_writer', 'laforge_reader', 'laforge_auditor'] as const;

/** The tables that must be there, with what every one of them needs. */
export const TABLES = ['migrations', 'grants', 'records', 'figures'] as const;
