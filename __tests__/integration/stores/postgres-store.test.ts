import {mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterEach, beforeAll, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {formatNdjson} from '../../../src/cli/export-format.ts';
import {main} from '../../../src/cli/index.ts';
import {StoreError} from '../../../src/domain/errors.ts';
import type {History} from '../../../src/domain/ports/store.ts';
import type {LedgerRecords, StepRecord} from '../../../src/domain/records.ts';
import {interruptedOutcome} from '../../../src/domain/step-status.ts';
import {verifyLedger} from '../../../src/ledger/inspect.ts';
import {listFleet, sumFleet} from '../../../src/stores/postgres/fleet.ts';
import {HistoryRows} from '../../../src/stores/postgres/history-rows.ts';
import {createLogin, type Login} from '../../../src/stores/postgres/logins.ts';
import {addSums, findFaults, migrate} from '../../../src/stores/postgres/migrations.ts';
import {append} from '../../../src/stores/postgres/postgres-history.ts';
import {
  createPostgresStore,
  findReadOnlyLogin,
  importIntoDatabase,
} from '../../../src/stores/postgres/postgres-store.ts';
import {rowsToRecords, stepRow} from '../../../src/stores/postgres/rows.ts';
import {aDraft, anOutcome, aRollback, tickingClock, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {someRecords} from '../../helpers/ledger-records.ts';
import {onPostgres} from '../../helpers/on-postgres.ts';
import {databaseAt, makeCertificate, openWire, type PostgresServer} from '../../helpers/postgres.ts';
import {realStoreDeps} from '../../helpers/store-places.ts';
import {aUsage} from '../../helpers/usages.ts';
import {wholeRecords} from '../../helpers/whole-records.ts';

const postgres = onPostgres('The tests of the store postgres are', {log_statement: 'all', max_connections: '20'});

let repositories = 0;
const newRepository = () => `github.com/acme/r${++repositories}`;

/** A store of a repository that no clone is of. */
function storeAt(repositoryName: string, login: Parameters<PostgresServer['url']>[0] = {}) {
  const database = {url: postgres.server.url(login), what: 'store-url'};
  const place = {slug: 'default', repository: null, repositoryName, database};
  const open = async () => {
    const history = await createPostgresStore(realStoreDeps(), {...place, folder: null}).open();
    opened.push(history);
    return history;
  };
  return {place, open};
}
const opened: History[] = [];
afterEach(async () => {
  for (const history of opened.splice(0)) await history.close();
});

/** Runs the command line as the owner of the database. */
async function laforge(...args: readonly string[]) {
  const streams = {stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough()};
  const [out, err] = [streams.stdout, streams.stderr].map((stream) => stream.setEncoding('utf8'));
  const status = await main(args, {LAFORGE_DATABASE_URL: postgres.server.ownerUrl}, streams);
  return {status, stdout: String(out?.read() ?? ''), stderr: String(err?.read() ?? '')};
}

postgres.describe('a hostile runner with the connection string of a writer', () => {
  let ours: string;
  let theirs: string;
  let login: Login;
  beforeAll(async () => {
    [ours, theirs] = [newRepository(), newRepository()];
    login = await createLogin(postgres.server.owner, {role: 'writer', repository: ours, until: null});
    for (const [name, n] of [[ours, 1] as const, [theirs, 2] as const]) {
      const history = await storeAt(name).open();
      await history.startStep(aDraft(n));
      await history.finishStep(uidOf(n), anOutcome({notes: ['canary']}));
    }
  });

  const attempt = async (sql: string, values: readonly unknown[] = []) => {
    const database = databaseAt(postgres.server.url(login));
    try {
      return await database.query(sql, values);
    } catch (error) {
      if (error instanceof StoreError) return error;
      throw error;
    } finally {
      await database.rest();
    }
  };

  test.each(['records', 'figures', 'sums'])('sees the %s of its own repository alone', async (table) => {
    const rows = await attempt(`select distinct repository from laforge.${table}`);
    expect(rows).toEqual([{repository: ours}]);
  });

  test('sees none of the others by functions that tell what passes through them', async () => {
    const database = databaseAt(postgres.server.url(login));
    await database.query(
      `create function pg_temp.leak(text) returns boolean language plpgsql cost 0.0000001 as
        $$ begin perform set_config('laforge.seen', coalesce(current_setting('laforge.seen', true), '') || $1, false);
        return true; end $$`,
    );
    await database.query('select count(*) from laforge.records where pg_temp.leak(repository)');
    const [row] = await database.query("select current_setting('laforge.seen', true) as seen");
    await database.rest();
    expect(row?.seen).toContain(ours);
    expect(row?.seen).not.toContain(theirs);
  });

  test.each([
    [
      'adds a record to another',
      "insert into laforge.records (repository, project, n, kind, uid, version, body) values ($1, 'default', 99, 'step', 'x', 0, '{}')",
    ],
    [
      'adds figures to another',
      "insert into laforge.figures (repository, project, n, part, month, started_at, agent, model, status, steps, succeeded, without_cost, without_tokens, duration_ms, cost_nano_usd, tokens) values ($1, 'default', 99, 0, 202601, now(), '', '', '', 1, 1, 0, 0, 0, 0, 0)",
    ],
    [
      'finds out what another has by a clash',
      "insert into laforge.records (repository, project, n, kind, uid, version, body) values ($1, 'default', 1, 'step', 'x', 0, '{}')",
    ],
    ['makes itself a grant', 'insert into laforge.grants (role_name, repository) values (current_user, $1)'],
    ['changes a record', "update laforge.records set body = '{}' where repository <> $1"],
    ['deletes a record', 'delete from laforge.records where repository <> $1'],
    [
      'signs as somebody else',
      "insert into laforge.records (repository, project, n, kind, uid, version, body, written_by) values ($1, 'x', 9, 'step', 'x', 0, '{}', 'eve')",
    ],
    [
      'dates back',
      "insert into laforge.records (repository, project, n, kind, uid, version, body, written_at) values ($1, 'x', 9, 'step', 'x', 0, '{}', '2020-01-01')",
    ],
  ])('is refused when it %s', async (_, sql) => {
    const answer = await attempt(sql, [theirs]);
    expect(answer).toMatchObject({code: 'unwritable', cause: {code: '42501'}});
  });

  test.each([
    'truncate laforge.records',
    'drop table laforge.records',
    'alter table laforge.records disable row level security',
    'alter table laforge.records no force row level security',
    'drop policy read_own on laforge.records',
    'set role owner',
    'set role laforge_auditor',
    'grant laforge_auditor to current_user',
    'alter role current_user bypassrls',
    'create role eve superuser',
    "copy laforge.records to program 'cat'",
    "select pg_read_file('postgresql.conf')",
    'create table laforge.mine (a text)',
    'create trigger t before insert on laforge.records execute function pg_temp.f()',
    "select set_config('row_security', 'off', false); select * from laforge.records",
  ])('is refused: %s', async (sql) => {
    expect(await attempt(sql)).toBeInstanceOf(StoreError);
  });

  test('is told that it may not see a repository, which is not the same as a history that is not there', async () => {
    expect((await storeAt(theirs, login).open()).condition).toEqual({
      kind: 'unreadable',
      reason: expect.stringMatching(/may not see the histories of .*laforge db token/),
    });
    expect((await storeAt(ours, login).open()).condition).toEqual({kind: 'found'});
  });

  test('cannot make a history unreadable by rows of nonsense in its own', async () => {
    const mine = newRepository();
    const own = await createLogin(postgres.server.owner, {role: 'writer', repository: mine, until: null});
    const first = await storeAt(mine, own).open();
    await first.startStep(aDraft(1));
    const database = databaseAt(postgres.server.url(own));
    const bodies = ['{"record":{}}', '[]', '{', JSON.stringify({record: {draft: {uid: uidOf(1)}}})];
    for (const [index, body] of bodies.entries()) {
      await database.query(
        `insert into laforge.records (repository, project, n, kind, uid, version, number, body)
          values ($1, 'default', $2, 'step', $3, 9, 1, $4)`,
        [mine, index + 2, `nonsense-${index}`, body],
      );
    }
    await database.rest();
    const history = await storeAt(mine, own).open();
    expect(await history.listSteps()).toMatchObject([{uid: uidOf(1), id: 1}]);
    expect(await history.listSteps({limit: 5})).toMatchObject([{uid: uidOf(1), id: 1}]);
    expect(await history.listLeftOut()).toHaveLength(bodies.length);
    expect(await history.startStep(aDraft(7))).toMatchObject({id: 2, parentStepId: 1});
  });
});

postgres.describe('a login of another role', () => {
  test('a reader reads its repository and adds nothing; an auditor reads all of them', async () => {
    const [ours, theirs] = [newRepository(), newRepository()];
    for (const name of [ours, theirs]) {
      const history = await storeAt(name).open();
      await history.startStep(aDraft(1));
    }
    const reader = await createLogin(postgres.server.owner, {role: 'reader', repository: ours, until: null});
    const auditor = await createLogin(postgres.server.owner, {role: 'auditor', repository: null, until: null});
    const history = await storeAt(ours, reader).open();
    expect(await history.countSteps()).toBe(1);
    expect(await history.startStep(aDraft(2))).toMatchObject({id: null});
    expect(await history.publish()).toMatchObject({
      kind: 'kept',
      reason: expect.stringMatching(/does not let laforge_reader_/),
    });
    for (const name of [ours, theirs]) {
      const seen = await storeAt(name, auditor).open();
      expect(await seen.countSteps()).toBe(1);
    }
  });

  test('is of no use once its time is over, and the next login that is made sweeps it away', async () => {
    const until = new Date(Date.now() - 48 * 3_600_000);
    const old = await createLogin(postgres.server.owner, {role: 'writer', repository: 'github.com/acme/old', until});
    const {condition} = await storeAt('github.com/acme/old', old).open();
    expect(condition).toMatchObject({kind: 'unreadable', reason: expect.stringContaining('does not let')});
    expect(JSON.stringify(condition)).not.toContain(old.password);
    await createLogin(postgres.server.owner, {role: 'auditor', repository: null, until: null});
    expect(await postgres.server.owner.query('select 1 from pg_roles where rolname = $1', [old.user])).toEqual([]);
  });

  test('is swept away also for an owner who is no superuser, whatever it has left behind', async () => {
    const {server} = postgres;
    await server.owner.query("create role boss login createrole password 'boss'");
    await server.owner.query('grant laforge_writer, laforge_reader, laforge_auditor to boss with admin option');
    await server.owner.query('create database managed owner boss');
    const boss = databaseAt(server.url({user: 'boss', password: 'boss', database: 'managed'}));
    await migrate(boss);
    const scope = {role: 'writer', repository: 'github.com/acme/boss'} as const;
    const logins = [];
    for (const _ of [1, 2]) logins.push(await createLogin(boss, {...scope, until: new Date(Date.now() + 60_000)}));
    const [tidy, untidy] = logins.map(({user}) => user);
    const itself = databaseAt(server.url({...logins[1], database: 'managed'}));
    await itself.query('alter default privileges grant select on tables to public');
    await itself.rest();
    for (const user of [tidy, untidy]) await server.owner.query(`alter role ${user} valid until '2020-01-01'`);
    await createLogin(boss, {...scope, until: null});
    expect(await server.owner.query('select 1 from pg_roles where rolname = any($1)', [[tidy, untidy]])).toEqual([]);
    await boss.rest();
  });

  test('keeps nobody from a new login, whatever it has left behind in the database', async () => {
    const until = new Date(Date.now() + 60_000);
    const hostile = await createLogin(postgres.server.owner, {
      role: 'writer',
      repository: 'github.com/acme/eve',
      until,
    });
    const itself = databaseAt(postgres.server.url(hostile));
    await itself.query('alter default privileges grant select on tables to public');
    await itself.rest();
    await postgres.server.owner.query(`alter role ${hostile.user} valid until '2020-01-01'`);
    expect(await createLogin(postgres.server.owner, {role: 'auditor', repository: null, until: null})).toBeDefined();
    expect(await postgres.server.owner.query('select 1 from pg_roles where rolname = $1', [hostile.user])).toEqual([]);
  });
});

postgres.describe('the command line', () => {
  test('makes a login whose password stands in no log of the server', async () => {
    const {status, stdout} = await laforge('db', 'token', '--repository', 'GitHub.com/Acme/Tool', '--json');
    const made = JSON.parse(stdout);
    expect({status, made}).toMatchObject({
      made: {role: 'writer', repository: 'github.com/acme/tool', expires_at: null},
    });
    const {password, username} = new URL(made.url);
    expect((await storeAt('github.com/acme/tool', {user: username, password}).open()).condition).toEqual({
      kind: 'empty',
    });
    expect(postgres.server.log.join('\n')).toContain(username);
    expect(postgres.server.log.join('\n')).not.toContain(password);
  });

  test('finds a database as it must be, and names what is not', async () => {
    expect(await laforge('db', 'migrate')).toMatchObject({status: 0, stdout: 'The database is up to date.\n'});
    expect(await laforge('db', 'check')).toMatchObject({status: 0, stdout: 'The database is complete.\n'});
    await postgres.server.owner.query('grant update on laforge.records to laforge_writer');
    await postgres.server.owner.query('alter table laforge.figures disable row level security');
    const {status, stdout} = await laforge('db', 'check', '--json');
    expect({status, ...JSON.parse(stdout)}).toEqual({
      status: 1,
      sound: false,
      findings: [
        expect.stringMatching(/laforge.figures has no row-level security/),
        expect.stringMatching(/laforge_writer may update laforge.records/),
      ],
    });
    await postgres.server.owner.query('revoke update on laforge.records from laforge_writer');
    await postgres.server.owner.query('grant delete on laforge.records to public');
    const open = await laforge('db', 'check');
    expect(open.stdout).toContain('  - Everybody (public) may delete laforge.records');
    const [, advice = ''] = /Run: (revoke .*)\n/.exec(open.stdout) ?? [];
    await postgres.server.owner.query(advice);
    expect((await laforge('db', 'check')).stdout).not.toContain('may delete');
    await postgres.server.owner.query('alter table laforge.figures enable row level security');
  });

  test('finds what is missing of the tables, and what makes them too open, with the statement that mends it', async () => {
    const {owner} = postgres.server;
    const ask = "select pg_get_functiondef(oid) as text, proacl::text as acl from pg_proc where proname = 'spent'";
    const known = await owner.query(ask);
    for (const sql of [
      'drop index laforge.records_branches',
      'drop policy add_own on laforge.reservations',
      'drop function laforge.spent(text, text, timestamptz, text)',
      'create policy everything on laforge.records for select using (true)',
    ])
      await owner.query(sql);
    const {stdout} = await laforge('db', 'check', '--json');
    const {findings}: {findings: readonly string[]} = JSON.parse(stdout);
    expect(findings.map((it) => it.split(/ is (?:missing|not)/)[0])).toEqual([
      ...['The index laforge.records_branches', 'The policy add_own on laforge.reservations'],
      ...['The function laforge.spent', 'The policy everything on laforge.records'],
    ]);
    for (const it of findings) await owner.query(it.split('Run: ')[1] ?? '');
    expect(await laforge('db', 'check')).toMatchObject({status: 0});
    expect(await owner.query(ask)).toEqual(known);
  });

  test('makes the tables in an empty database, also when two do it at once', async () => {
    await postgres.server.owner.query('create database fresh');
    const databases = [0, 1].map(() => databaseAt(postgres.server.url({database: 'fresh'})));
    expect(await findFaults(databases[0] ?? postgres.server.owner)).toEqual([
      expect.stringContaining('laforge db migrate'),
    ]);
    const done = await Promise.allSettled(databases.map(migrate));
    expect(done.map(({status}) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await findFaults(databases[0] ?? postgres.server.owner)).toEqual([]);
    expect(await migrate(databases[1] ?? postgres.server.owner)).toEqual([]);
    for (const one of databases) await one.rest();
  });

  test('says whose connection string a command needs, and that a login may have ended', async () => {
    const said = async (login: Login, ...args: readonly string[]) => {
      const streams = {stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough()};
      const status = await main(args, {LAFORGE_DATABASE_URL: postgres.server.url(login)}, streams);
      return `${status} ${String(streams.stderr.read())}`;
    };
    const scope = {role: 'writer', repository: 'github.com/acme/said'} as const;
    const writer = await createLogin(postgres.server.owner, {...scope, until: null});
    expect(await said(writer, 'db', 'token', '--repository', scope.repository)).toMatch(
      new RegExp(
        `^2 laforge: LAFORGE_DATABASE_URL is a login of ${writer.user}, who may not do this .* of the role that owns`,
      ),
    );
    const reader = await createLogin(postgres.server.owner, {...scope, role: 'reader', until: null});
    const readOnly = (login: Login) => findReadOnlyLogin({url: postgres.server.url(login), what: 'store-url'});
    expect([await readOnly(writer), await readOnly(reader)]).toEqual([null, reader.user]);
    const ended = await createLogin(postgres.server.owner, {...scope, until: new Date(Date.now() - 1000)});
    expect(await said(ended, 'fleet', 'usage')).toContain('or the login has ended');
    expect(await laforge('db', 'token', '--repository', scope.repository, '--audience', 'x')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--oidc-issuer'),
    });
    const streams = {stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough()};
    await main(['fleet', 'usage'], {}, streams);
    expect(String(streams.stderr.read())).toContain('of a login that laforge db token --role auditor made');
  });

  test('says what to do where nothing names a database, or tables are missing', async () => {
    const streams = {stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough()};
    expect(await main(['db', 'check'], {}, streams)).toBe(2);
    expect(String(streams.stderr.read())).toContain('LAFORGE_DATABASE_URL is not set');
    await postgres.server.owner.query('create database without_tables');
    const {condition} = await storeAt('github.com/acme/x', {database: 'without_tables'}).open();
    expect(condition).toMatchObject({kind: 'unreadable', reason: expect.stringContaining('laforge db migrate')});
  });
});

postgres.describe('the figures of many repositories', () => {
  test('add up by what is asked for, each step once, also one that another run took for over', async () => {
    const usage = aUsage([100, 300, 100, 50], {cost: 1.5});
    const names = ['github.com/fleet/one', 'github.com/fleet/two', 'gitea.example/fleet/two'];
    for (const [index, name] of names.entries()) {
      const history = await storeAt(name).open();
      for (const n of [1, 2]) {
        await history.startStep(aDraft(n, {startTime: `2026-0${index + 1}-15T00:00:00.000Z`}));
        if (n === 2) await history.interruptSteps(new Map([[uidOf(2), 'it is over.']]), 5_000);
        await history.finishStep(uidOf(n), anOutcome({tokenUsage: n === 1 ? usage : null}));
      }
      await history.startStep(aDraft(3));
    }
    const groupsOf = async (...args: readonly string[]) => {
      const {status, stdout} = await laforge('fleet', 'usage', '--repository', 'fleet/*', '--json', ...args);
      expect(status).toBe(0);
      return JSON.parse(stdout).groups;
    };
    const figures = {
      steps: 2,
      succeeded: 2,
      cost_usd: 1.5,
      without_cost: 1,
      total_tokens: 550,
      without_tokens: 1,
      duration_ms: 3000,
    };
    const all = {
      steps: 6,
      succeeded: 6,
      cost_usd: 4.5,
      without_cost: 3,
      total_tokens: 1650,
      without_tokens: 3,
      duration_ms: 9000,
    };
    expect(await groupsOf('--by', 'agent')).toEqual([{agent: 'claude', ...all}]);
    const twice = await laforge('fleet', 'usage', '--repository', 'fleet/*', '--by', 'agent,agent');
    expect(twice.stdout.match(/AGENT/g)).toHaveLength(1);
    const byMonth = await groupsOf('--by', 'repository,month');
    expect(byMonth).toHaveLength(3);
    expect(byMonth).toEqual(
      expect.arrayContaining(names.map((repository, index) => ({repository, month: `2026-0${index + 1}`, ...figures}))),
    );
    expect(await groupsOf('--since', '2026-02-01', '--until', '2026-02-28', '--by', 'repository')).toEqual([
      {repository: names[1], ...figures},
    ]);
    const {stdout} = await laforge('fleet', 'usage', '--repository', 'fleet/two', '--by', 'repository');
    expect(stdout).toMatch(/github.com\/fleet\/two +2 +100% +1.50\+ +550\+/);
    expect(stdout).toContain('gitea.example/fleet/two');
    expect(stdout).not.toContain('fleet/one');
  });

  test('count a step once whose end and whose interruption crossed, and the money of a replay but no step of it', async () => {
    const name = newRepository();
    const rows = new HistoryRows(databaseAt(postgres.server.ownerUrl), {repository: name, project: 'default'});
    const history = await storeAt(name).open();
    const {uid} = await history.startStep(aDraft(1));
    // Both looked at it while it ran; one of them writes before the other does.
    const [record] = rowsToRecords(await rows.ofSteps([uid])).steps;
    if (record === undefined) throw new Error('The step is not there.');
    const interrupted = {...record, outcome: interruptedOutcome(record.draft, 'it is over.')};
    const tell = (to: HistoryRows, told: StepRecord) =>
      append(
        {rows: to, now: () => new Date()},
        {kind: 'step', record: told, id: null, isNew: false},
        Date.now() + 9_000,
      );
    const crossed: HistoryRows = Object.assign(Object.create(rows), {
      ofSteps: (uids: readonly string[]) => rows.ofSteps(uids),
      add: async (...args: Parameters<HistoryRows['add']>) => {
        await tell(rows, interrupted);
        return await rows.add(...args);
      },
    });
    const usage = aUsage([100, 300, 100, 50], {cost: 1.5, agents: ['claude-code'], models: ['opus', 'haiku']});
    await tell(crossed, {...record, outcome: anOutcome({tokenUsage: usage})});
    await history.startStep(aDraft(2, {replays: uid}));
    await history.finishStep(uidOf(2), anOutcome({tokenUsage: usage, status: 'failed'}));
    const {stdout} = await laforge('fleet', 'usage', '--repository', name, '--by', 'agent,model', '--json');
    // Also where only the end told the agent and its models.
    expect(JSON.parse(stdout).groups).toMatchObject([
      {agent: 'claude-code', model: 'opus + haiku', steps: 1, succeeded: 1, cost_usd: 3},
    ]);
    const listed = await laforge('fleet', 'steps', '--repository', name, '--json');
    expect(listed.stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  test('are the same by the day, which is added up ahead, as step by step, whoever adds up at once', async () => {
    const {owner, url} = postgres.server;
    const name = 'github.com/summed/r';
    const of = {repository: name, project: 'default'};
    const rows = new HistoryRows(owner, of);
    const row = (n: number) => {
      const startTime = `2026-0${1 + (n % 3)}-0${1 + (n % 7)}T0${1 + (n % 9)}:00:00.000Z`;
      const draft = aDraft(n, {startTime, labels: n % 2 === 0 ? {team: 'web'} : null});
      const outcome = anOutcome({tokenUsage: n % 5 === 0 ? null : aUsage([n, 0, 0, 1], {cost: n / 7})});
      return stepRow({draft, parentUid: null, createdAt: startTime, outcome}, null, startTime, null);
    };
    const [since, until] = ['2026-01-03T00:00:00.000Z', '2026-03-05T00:00:00.000Z'];
    const expectSame = async (summedUpto: number) => {
      for (const period of [
        {since: null, until: null},
        {since, until},
      ]) {
        const filter = {repository: name, ...period};
        const byDay = await sumFleet(owner, ['repository', 'organisation', 'team', 'agent', 'month'], filter);
        // A time within a day is counted step by step; at these there is no step.
        const between = {
          since: '2025-12-31T23:59:59.000Z',
          until: null,
          ...(period.since && {since: since.replace('00.000', '00.001'), until}),
        };
        const byStep = await sumFleet(owner, ['repository', 'organisation', 'team', 'agent', 'month'], {
          ...filter,
          ...between,
        });
        expect(byDay.length).toBeGreaterThan(3);
        expect(byDay).toEqual(byStep);
      }
      for (const time of [null, since]) {
        const [spent] = await owner.query(
          "select steps, cost, without_tokens from laforge.spent('github.com/summed', 'web', $1, '')",
          [time],
        );
        const [counted] = await owner.query(
          `select sum(steps) as steps, sum(cost_nano_usd) as cost, sum(without_tokens) as without_tokens
            from laforge.figures where repository = $1 and team = 'web' and started_at >= coalesce($2::timestamptz, '2026-01-01')`,
          [name, time],
        );
        expect(spent).toEqual(counted);
      }
      const [last] = await owner.query('select max(upto) as upto from laforge.sums where repository = $1', [name]);
      expect(last).toEqual({upto: String(summedUpto)});
    };
    expect(
      await rows.addAll(
        Array.from({length: 1200}, (_, n) => ({...row(n + 1), number: n + 1})),
        0,
      ),
    ).toBe(true);
    await expectSame(1200);
    for (let n = 1201; n < 1400; n++) await rows.add(row(n), null);
    await expectSame(1200);
    await rows.add(row(1400), null);
    await expectSame(1400);
    for (let n = 1401; n < 1450; n++) await rows.add(row(n), null);
    const others = Array.from({length: 6}, () => databaseAt(url()));
    const added = await Promise.allSettled(
      others.map((other) => other.query(addSums('s.repository = $1 and s.project = $2'), [name, of.project])),
    );
    expect(added.filter(({status}) => status === 'fulfilled').length).toBeGreaterThan(0);
    await expectSame(1449);
    for (const other of others) await other.rest();
  }, 60_000);

  test('are listed step by step, and of its own repository alone to a reader', async () => {
    const name = 'github.com/listed/a_b';
    for (const repository of [name, 'github.com/listed/axb']) {
      const history = await storeAt(repository).open();
      await history.startStep(aDraft(1));
      await history.finishStep(uidOf(1), anOutcome());
    }
    const {stdout} = await laforge('fleet', 'steps', '--repository', 'listed/a_*', '--json');
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        ...{repository: name, project: 'default', uid: uidOf(1), id: 1, branch: 'main', status: 'succeeded'},
        ...{agent: 'claude', model: null, started_at: '2026-01-01T00:00:00.000Z', cost_usd: null, total_tokens: null},
      },
    ]);
    const reader = databaseAt(
      postgres.server.url(await createLogin(postgres.server.owner, {role: 'reader', repository: name, until: null})),
    );
    const seen = [];
    for await (const steps of listFleet(reader, {repository: null, since: null, until: null})) seen.push(...steps);
    expect(seen).toMatchObject([{repository: name}]);
    await reader.rest();
  });
});

postgres.describe('a history that is imported and read again is the same, byte for byte', () => {
  const ledgers = ledgerFolder();
  let files = 0;
  const newLedger = () => ledgers.ledger(`${++files}.db`, {clock: tickingClock('2026-02-01T00:00:00.000Z')});
  const textOf = (ledger: ReturnType<typeof newLedger>) => [...formatNdjson(ledger.contents())].join('');

  test.each([
    ['with every field, odd texts and numbers', wholeRecords()],
    ['with contested numbers and claims of steps that are not there', someRecords()],
  ])('%s', async (_, histories: fc.Arbitrary<LedgerRecords>) => {
    const property = fc.asyncProperty(histories, async (records) => {
      const source = newLedger();
      source.merge(records);
      const {place, open} = storeAt(newRepository());
      await importIntoDatabase(realStoreDeps(), place, (ledger) => ledger.merge(source.records()));
      const again = await importIntoDatabase(realStoreDeps(), place, (ledger) => ledger.merge(source.records()));
      expect(again).toMatchObject({stepsAdded: 0, rollbacksAdded: 0, renumbered: []});
      const history = await open();
      expect(await history.countSteps()).toBe(source.countSteps());
      const {dbPath} = history;
      if (dbPath === null) throw new Error('Nothing was loaded.');
      const copy = ledgers.ledger(`${++files}.db`, {clock: tickingClock()});
      const {openLedger} = await import('../../../src/ledger/open-ledger.ts');
      const loaded = openLedger(dbPath, {clock: tickingClock(), readonly: true});
      expect(textOf(loaded)).toBe(textOf(source));
      loaded.close();
      expect(verifyLedger(dbPath)).toEqual([]);
      copy.close();
    });
    await fc.assert(property, {numRuns: 6, endOnFailure: true});
  });

  test('into one that has steps, which get on with their numbers', async () => {
    const {place, open} = storeAt(newRepository());
    const history = await open();
    await history.startStep(aDraft(1));
    await history.finishStep(uidOf(1), anOutcome());
    const source = newLedger();
    for (const n of [5, 6]) source.createStep(aDraft(n));
    source.addRollback(aRollback(9, [uidOf(5)]));
    await importIntoDatabase(realStoreDeps(), place, (ledger) => ledger.merge(source.records()));
    const later = await open();
    const known = (await later.listSteps({limit: 9})).map(({id, uid}) => [id, uid]);
    expect(known.map(([id]) => id)).toEqual([3, 2, 1]);
    expect(known).toEqual((await later.listSteps()).map(({id, uid}) => [id, uid]));
    expect(await later.startStep(aDraft(7))).toMatchObject({id: 4});
    expect(await later.listRollbacks()).toMatchObject([{number: 1, uid: uidOf(9)}]);
  });

  test('into one whose numbers it claimed earlier, and has from then on', async () => {
    const {place, open} = storeAt(newRepository());
    const history = await open();
    await history.startStep(aDraft(1));
    await history.finishStep(uidOf(1), anOutcome());
    await history.addRollback(aRollback(8, [uidOf(5)]));
    const source = ledgers.ledger(`${++files}.db`, {clock: tickingClock('2020-01-01T00:00:00.000Z')});
    for (const n of [5, 6]) source.createStep(aDraft(n));
    source.addRollback(aRollback(9, [uidOf(5)]));
    const add = async () =>
      await importIntoDatabase(realStoreDeps(), place, (ledger) => ledger.merge(source.records()));
    expect(await add()).toMatchObject({stepsAdded: 2, rollbacksAdded: 1});
    expect(await add()).toMatchObject({stepsAdded: 0, rollbacksAdded: 0, renumbered: []});
    const later = await open();
    const known = (await later.listSteps({limit: 9})).map(({id, uid}) => [id, uid]);
    expect(known).toEqual([
      [3, uidOf(1)],
      [2, uidOf(6)],
      [1, uidOf(5)],
    ]);
    expect(await later.getStep({kind: 'id', id: 1})).toMatchObject({kind: 'contested'});
    expect(await later.findContested([3, 1])).toContain(1);
    expect((await later.listRunning(9)).map(({id, uid}) => [id, uid])).toEqual([
      [2, uidOf(6)],
      [1, uidOf(5)],
    ]);
    expect((await later.listRollbacks()).map(({number, uid}) => [number, uid]).sort()).toEqual([
      [1, uidOf(9)],
      [2, uidOf(8)],
    ]);
    expect(await later.startStep(aDraft(7))).toMatchObject({id: 4, parentStepId: 3});
  });
});

postgres.describe('the connection', () => {
  test('takes one statement at a time, as the client of the database wants it', async () => {
    const database = databaseAt(postgres.server.ownerUrl);
    const warnings: string[] = [];
    const note = ({message}: Error) => void warnings.push(message);
    process.on('warning', note);
    try {
      const ask = (n: number) => database.query('select $1::int as n, pg_sleep(0.05)', [n]);
      expect(await Promise.all([1, 2, 3].map(ask))).toMatchObject([[{n: 1}], [{n: 2}], [{n: 3}]]);
      const wrong = database.query('select nothing').catch(() => 'wrong');
      expect(await Promise.all([wrong, ask(4)])).toMatchObject(['wrong', [{n: 4}]]);
      await new Promise((resolve) => setImmediate(resolve));
      expect(warnings).toEqual([]);
    } finally {
      process.off('warning', note);
      await database.rest();
    }
  });

  test('is opened again where the server ended it between two records', async () => {
    const history = await storeAt(newRepository()).open();
    await history.startStep(aDraft(1));
    await postgres.server.owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'laforge' and pid <> pg_backend_pid()",
    );
    expect(await history.finishStep(uidOf(1), anOutcome())).toMatchObject({id: 1, status: 'succeeded'});
    expect(await history.publish()).toEqual({kind: 'published'});
  });

  test('that is there again when the agent has ended takes the record of a step that began without it', async () => {
    const wire = await openWire(postgres.server.port);
    wire.cut();
    const {open} = storeAt(newRepository(), {port: wire.port});
    const history = await open();
    expect(history.condition.kind).toBe('unreadable');
    expect(await history.startStep(aDraft(1))).toMatchObject({id: null});
    wire.mend();
    expect(await history.finishStep(uidOf(1), anOutcome())).toMatchObject({id: 1, status: 'succeeded'});
    expect(await history.publish()).toEqual({kind: 'published'});
    await wire.close();
  });

  test('over TLS needs the certificate of the server that the string names', async () => {
    const {server} = postgres;
    const query = async (host: string, more: string) => {
      const database = databaseAt(`${server.url({host})}?sslmode=verify-full${more}`);
      try {
        return await database.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()');
      } catch (error) {
        expect(String(error)).not.toContain(new URL(server.ownerUrl).password);
        return error;
      } finally {
        await database.rest();
      }
    };
    const ours = `&sslrootcert=${server.certificate}`;
    expect(await query('localhost', ours)).toEqual([{ssl: true}]);
    expect(await query('127.0.0.1', ours)).toMatchObject({code: 'unavailable', message: expect.stringContaining('IP')});
    expect(await query('localhost', '')).toMatchObject({message: expect.stringContaining('self-signed certificate')});
    const folder = mkdtempSync(join(tmpdir(), 'laforge-tls-'));
    const [another] = makeCertificate(folder);
    expect(await query('localhost', `&sslrootcert=${another}`)).toMatchObject({code: 'unavailable'});
    rmSync(folder, {recursive: true});
    // Somebody in between says that there is no TLS.
    const between = createServer((socket) => void socket.on('error', () => {}).once('data', () => socket.write('N')));
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    const {port} = Object(between.address());
    const stripped = databaseAt(`${server.url({host: 'localhost', port})}?sslmode=verify-full${ours}`);
    await expect(stripped.query('select 1')).rejects.toThrow(/does not support SSL/);
    between.close();
  });

  test.each(['40001', '40P01', '53300', '57P03', '57P01', '08006'])(
    'asks again after the error %s, and after another one does not',
    async (code) => {
      const {owner} = postgres.server;
      const name = `flaky_${code.toLowerCase()}`;
      // A sequence goes on also where the statement fails.
      await owner.query(`create sequence ${name}_tries`);
      await owner.query(
        `create function ${name}(code text) returns bigint language plpgsql as $$ begin
          if nextval('${name}_tries') < 3 then raise exception using errcode = code; end if;
          return currval('${name}_tries'); end $$`,
      );
      const ask = `select ${name}($1) as tries`;
      expect(await owner.query(ask, [code])).toEqual([{tries: '3'}]);
      await owner.query(`alter sequence ${name}_tries restart`);
      await expect(owner.query(ask, ['22012'])).rejects.toMatchObject({cause: {code: '22012'}});
      expect(await owner.query(`select last_value from ${name}_tries`)).toEqual([{last_value: '1'}]);
    },
  );

  test('to a server that hangs does not hold up the end', async () => {
    const wire = await openWire(postgres.server.port);
    const history = await storeAt(newRepository(), {port: wire.port}).open();
    await history.startStep(aDraft(1));
    wire.freeze();
    await history.close();
    await wire.close();
  });

  test('a server with too few places is asked again, and nothing is lost', async () => {
    const {open} = storeAt(newRepository());
    const histories = await Promise.all(Array.from({length: 30}, () => open()));
    const started = await Promise.all(
      histories.map((history, n) => history.startStep(aDraft(n + 1, {branch: `b${n}`}))),
    );
    for (const history of histories) expect(await history.publish()).toEqual({kind: 'published'});
    expect(started.every(({id}) => id === null || id <= 30)).toBe(true);
    const reader = await open();
    expect((await reader.listSteps()).map(({id}) => id).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({length: 30}, (__, n) => n + 1),
    );
  });
});
