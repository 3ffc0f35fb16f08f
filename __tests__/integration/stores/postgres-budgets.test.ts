import {PassThrough} from 'node:stream';
import {afterEach, beforeAll, expect, test} from '@jest/globals';
import {Client} from 'pg';
import {main} from '../../../src/cli/index.ts';
import {type BudgetFacts, leftOf} from '../../../src/domain/budget.ts';
import type {Budget, Limits} from '../../../src/domain/documents.ts';
import {StoreError} from '../../../src/domain/errors.ts';
import type {History} from '../../../src/domain/ports/store.ts';
import type {StepDraft} from '../../../src/domain/step.ts';
import {createLogin, type Login} from '../../../src/stores/postgres/logins.ts';
import {createPostgresStore} from '../../../src/stores/postgres/postgres-store.ts';
import {eventually} from '../../helpers/gate.ts';
import {aDraft, anOutcome, uidOf} from '../../helpers/ledger.ts';
import {onPostgres} from '../../helpers/on-postgres.ts';
import {databaseAt, openWire, type PostgresServer} from '../../helpers/postgres.ts';
import {realStoreDeps} from '../../helpers/store-places.ts';
import {aUsage} from '../../helpers/usages.ts';

const postgres = onPostgres('The tests of shared budgets are', {max_connections: '60'});

const opened: History[] = [];
const onTestEnd: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of onTestEnd.splice(0)) await end();
  for (const history of opened.splice(0)) await history.close();
});

let organisations = 0;
const newOrganisation = () => `github.com/org${++organisations}`;
let steps = 0;

const perDay: Budget = {amount: 5, unit: 'usd', per: 'organisation_day'};
const limit = (max_cost_usd: number | null): Limits => ({
  ...{max_cost_usd, max_tokens: null, budgets: [perDay]},
  budget_unknown: 'warn',
});
const TODAY = new Date().toISOString();

async function openHistory(repository: string, login: Parameters<PostgresServer['url']>[0] = {}): Promise<History> {
  const database = {url: postgres.server.url(login), what: 'store-url'};
  const place = {slug: 'default', repository: null, repositoryName: repository, database, folder: null};
  const history = await createPostgresStore(realStoreDeps(), place).open();
  opened.push(history);
  return history;
}

/** Begins a step that asks for budgets; how it is let in is in the answer. */
async function begin(history: History, draft: Partial<StepDraft>, budgets: readonly Budget[] = [perDay]) {
  const uid = uidOf(++steps);
  const limits = {...(draft.limits ?? limit(1)), budgets};
  const step = await history.startStep(aDraft(steps, {uid, startTime: TODAY, ...draft, limits}));
  const facts: BudgetFacts[] = [];
  for (const budget of budgets)
    facts.push(...[await history.shared?.countFor(step, budget)].filter((it) => it != null));
  return {uid, step, facts, isIn: facts.every((it) => leftOf(it) > 0)};
}
function raise(): never {
  throw new Error('There is no history.');
}
const costing = (cost: number) => anOutcome({tokenUsage: aUsage([900, 0, 0, 100], {cost})});

postgres.describe('a budget of an organisation', () => {
  test('counts what steps of its other repositories used today, and what running ones reserved', async () => {
    const organisation = newOrganisation();
    const [web, api] = [await openHistory(`${organisation}/web`), await openHistory(`${organisation}/api`)];
    const first = await begin(web, {limits: limit(2)});
    expect(first.facts).toEqual([expect.objectContaining({used: 0, reserved: 0, running: 0})]);
    const second = await begin(api, {limits: limit(4)});
    expect(second.facts).toEqual([expect.objectContaining({used: 0, reserved: 2, running: 1, unbounded: 0})]);
    await web.finishStep(first.uid, costing(1.5));
    const third = await begin(web, {});
    // Of the four dollars of the second there was room for three.
    expect(third.facts).toEqual([expect.objectContaining({used: 1.5, steps: 1, reserved: 3, running: 1})]);
    await api.finishStep(second.uid, costing(3.4));
    const fourth = await begin(api, {});
    expect([fourth.isIn, fourth.facts[0]?.used, fourth.facts[0]?.reserved]).toEqual([false, 4.9, 0.5]);
  });

  test('leaves out another organisation, and steps of an earlier day', async () => {
    const organisation = newOrganisation();
    const history = await openHistory(`${organisation}/web`);
    const old = await begin(history, {startTime: '2026-01-01T00:00:00.000Z'});
    await history.finishStep(old.uid, costing(9));
    const other = await openHistory(`${newOrganisation()}/web`);
    await other.finishStep((await begin(other, {})).uid, costing(9));
    expect((await begin(history, {})).facts[0]).toMatchObject({used: 0, steps: 0});
    const forever: Budget = {...perDay, per: 'organisation'};
    expect((await begin(history, {}, [forever])).facts[0]).toMatchObject({used: 9, steps: 1});
  });

  test('lets in no more of twenty that begin at once than there is room for', async () => {
    const organisation = newOrganisation();
    const all = await Promise.all(
      Array.from({length: 20}, async (_, index) => begin(await openHistory(`${organisation}/r${index}`), {})),
    );
    expect(all.filter(({isIn}) => isIn)).toHaveLength(5);
  }, 60_000);

  test('is overshot by no more than the own limits of those that ran at once', async () => {
    const organisation = newOrganisation();
    const histories = await Promise.all(Array.from({length: 6}, (_, n) => openHistory(`${organisation}/r${n}`)));
    const own = [0.5, 1.5, 2, 0.75, 3, 1];
    let [used, atOnce] = [0, 0];
    for (let isOpen = true; isOpen; ) {
      const begun = await Promise.all(histories.map((history, n) => begin(history, {limits: limit(own[n] ?? 1)})));
      const running = begun.flatMap(({isIn, uid}, n) =>
        isIn ? [{uid, history: histories[n], cost: own[n] ?? 1}] : [],
      );
      isOpen = running.length > 0;
      atOnce = Math.max(atOnce, running.length);
      // As dear as their own limits allow, whatever was left when they began.
      await Promise.all(running.map(({uid, history, cost}) => history?.finishStep(uid, costing(cost))));
      used += running.reduce((sum, {cost}) => sum + cost, 0);
    }
    expect(used).toBeGreaterThanOrEqual(5);
    expect(used).toBeLessThan(5 + Math.max(...own) * atOnce);
    expect((await begin(histories[0] ?? raise(), {})).facts[0]).toMatchObject({used, reserved: 0});
  }, 60_000);

  test('says of running steps without a limit that they have none, and of ended ones what is not known', async () => {
    const history = await openHistory(`${newOrganisation()}/web`);
    await begin(history, {limits: limit(null)});
    const second = await begin(history, {});
    await history.finishStep(second.uid, anOutcome());
    expect((await begin(history, {})).facts[0]).toMatchObject({unbounded: 1, running: 1, unknown: 1, used: 0});
  });

  test('is free of a step that was interrupted', async () => {
    const organisation = newOrganisation();
    const history = await openHistory(`${organisation}/web`);
    const dead = await begin(history, {limits: limit(5)});
    expect((await begin(history, {})).isIn).toBe(false);
    await history.interruptSteps(new Map([[dead.uid, 'its run is over']]), 5000);
    expect((await begin(history, {})).facts[0]).toMatchObject({reserved: 0});
  });
});

postgres.describe('a runner that is killed while its step begins', () => {
  const forever: Budget = {amount: 1000, unit: 'usd', per: 'organisation'};
  const count = async (sql: string, repository: string) => {
    const [row] = await postgres.server.owner.query(`select count(*) from ${sql} where repository = $1`, [repository]);
    return Number(row?.count);
  };

  test('has taken a number and reserved, or neither, wherever that happens', async () => {
    const organisation = newOrganisation();
    const isRecorded = await Promise.all(
      Array.from({length: 60}, async (_, index) => {
        const repository = `${organisation}/r${index}`;
        const wire = await openWire(postgres.server.port);
        wire.cutAfter(index);
        const {uid} = await begin(await openHistory(repository, {port: wire.port}), {}, [forever]).catch(() => ({
          uid: null,
        }));
        await wire.close();
        const later = await openHistory(repository);
        const [records, reservations] = [
          await count('laforge.records', repository),
          await count('laforge.reservations', repository),
        ];
        expect([index, records]).toEqual([index, reservations]);
        const next = await begin(later, {}, [forever]);
        expect(next.step.id).toBe(records + 1);
        const running = await later.listRunning(5);
        await later.interruptSteps(new Map(running.map((it) => [it.uid, 'its run is over'])), 5000);
        expect(running.some((it) => it.uid === uid)).toBe(records === 1 && uid !== null);
        return records === 1;
      }),
    );
    // Some were cut off before they had a number, and some after.
    expect(new Set(isRecorded).size).toBe(2);
    const last = await begin(await openHistory(`${organisation}/last`), {}, [forever]);
    expect(last.facts[0]).toMatchObject({reserved: 0, running: 0});
  }, 60_000);

  test('holds up nobody, and what it had asked for is done as a whole or not at all', async () => {
    const organisation = newOrganisation();
    const {owner} = postgres.server;
    const blocker = new Client({connectionString: postgres.server.ownerUrl});
    onTestEnd.push(() => blocker.end());
    await blocker.connect();
    for (const isServerTold of [false, true]) {
      const repository = `${organisation}/${isServerTold ? 'told' : 'cut'}`;
      const wire = await openWire(postgres.server.port);
      const history = await openHistory(repository, {port: wire.port});
      // Everybody waits between the claim and the reservation.
      await blocker.query('begin');
      await blocker.query('lock table laforge.reservations in exclusive mode');
      const uid = uidOf(++steps);
      const begun = history.startStep(aDraft(1, {uid, startTime: TODAY, limits: {...limit(1), budgets: [forever]}}));
      const waiting = "select pid from pg_stat_activity where wait_event_type = 'Lock' and query like 'with added%'";
      await eventually(async () => (await owner.query(waiting)).length === 1);
      wire.cut();
      if (isServerTold) await owner.query(`select pg_terminate_backend(pid) from (${waiting}) w`);
      await blocker.query('commit');
      expect((await begun).id).toBeNull();
      await eventually(async () => (await owner.query(waiting)).length === 0);
      const made = isServerTold ? 0 : 1;
      await eventually(async () => (await count('laforge.records', repository)) === made);
      expect(await count('laforge.reservations', repository)).toBe(made);
      expect((await begin(await openHistory(repository), {}, [forever])).step.id).toBe(made + 1);
      await wire.close();
    }
  }, 30_000);
});

postgres.describe('a budget of a team', () => {
  const perTeam: Budget = {amount: 10, unit: 'tokens', per: 'team_month'};
  test('counts the steps with its label alone', async () => {
    const history = await openHistory(`${newOrganisation()}/web`);
    const ours = await begin(history, {labels: {team: 'payments'}}, [perTeam]);
    await history.finishStep(ours.uid, costing(1));
    const theirs = await begin(history, {labels: {team: 'web'}}, [perTeam]);
    expect([theirs.isIn, theirs.facts[0]?.used]).toEqual([true, 0]);
    const again = await begin(history, {labels: {team: 'payments'}}, [perTeam]);
    expect([again.isIn, again.facts[0]?.used]).toEqual([false, 1000]);
    expect((await begin(history, {}, [perTeam])).facts).toEqual([]);
  });
});

postgres.describe('a hostile runner with a login of one repository', () => {
  let login: Login;
  let organisation: string;
  beforeAll(async () => {
    organisation = newOrganisation();
    login = await createLogin(postgres.server.owner, {role: 'writer', repository: `${organisation}/web`, until: null});
    const other = await openHistory(`${organisation}/api`);
    await other.finishStep((await begin(other, {})).uid, costing(2));
    await begin(other, {});
  });
  const ask = async (sql: string, values: readonly unknown[] = []) => {
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

  test('learns the sum of its organisation, and is let in or not like everybody', async () => {
    const history = await openHistory(`${organisation}/web`, login);
    expect((await begin(history, {})).facts[0]).toMatchObject({used: 2, reserved: 1, running: 1});
  });

  test('learns nothing of another organisation', async () => {
    expect(await ask('select * from laforge.spent($1, null, null, $2)', ['github.com/org1', ''])).toEqual([]);
    expect(await ask('select laforge.last_place($1) as place', ['github.com/org1'])).toEqual([{place: '0'}]);
  });

  test('learns nothing of it by operators and functions of its own, which come first in its search path', async () => {
    const {owner} = postgres.server;
    await owner.query('create schema open');
    await owner.query('grant create, usage on schema open to public');
    const database = databaseAt(postgres.server.url(login));
    for (const [type, other] of [
      ['text', 'text'],
      ['text', 'name'],
      ['bigint', 'integer'],
    ])
      await database.query(
        `create function open.yes(${type}, ${other}) returns boolean language sql as 'select true';
        create operator open.= (leftarg = ${type}, rightarg = ${other}, function = open.yes)`,
      );
    await database.query(
      `create function open.pg_has_role(name, text, text) returns boolean language sql as 'select true';
      create function open.pg_has_role(name, oid, text) returns boolean language sql as 'select true';
      create function open.substring(text, text) returns text language sql as $$ select 'github.com/org1' $$;
      create function open.array_agg(text) returns text[] language sql as $$ select array['${organisation}/api'] $$`,
    );
    await database.query("select set_config('search_path', 'open, pg_catalog', false)");
    const [mine] = await database.query("select 'a'::text = 'b'::text as own");
    expect(mine).toEqual({own: true});
    expect(await database.query("select * from laforge.spent('github.com/org1', null, null, '')")).toEqual([]);
    expect(await database.query('select laforge.own_repositories() as own')).toEqual([{own: [`${organisation}/web`]}]);
    await database.rest();
    await owner.query('drop schema open cascade');
  });

  test('sees no reservation of another repository', async () => {
    expect(await ask(`select * from laforge.reservations where repository = '${organisation}/api'`)).toEqual([]);
  });

  test.each([
    ['reserves for another repository', (name: string) => [`${name}/api`, 'x1', 5, name, 1], /row-level security/],
    ['reserves less than nothing', (name: string) => [`${name}/web`, 'x2', -5e9, name, 1], /check constraint/],
    ['takes a place ahead of others', (name: string) => [`${name}/web`, 'x3', 5, name, 2], /row-level security/],
    ['takes none', (name: string) => [`${name}/web`, 'x4', 5, name, null], /row-level security/],
  ] as const)('never %s', async (_, values, reason) => {
    const answer = await ask(
      `insert into laforge.reservations (repository, project, uid, team, started_at, ends_at, cost_nano_usd, budgets, place)
        values ($1, 'default', $2, '', now(), now() + interval '1 day', $3, '[]', laforge.last_place($4) + $5)`,
      values(organisation),
    );
    expect(answer).toBeInstanceOf(StoreError);
    expect(String(answer)).toMatch(reason);
  });

  test.each([
    'delete from laforge.reservations',
    'update laforge.reservations set cost_nano_usd = 0',
    'drop function laforge.spent(text, text, timestamptz, text)',
    'create or replace function laforge.spent(text, text, timestamptz, text) returns int language sql as $$ select 1 $$',
  ])('may not: %s', async (sql) => {
    expect(await ask(sql)).toBeInstanceOf(StoreError);
  });
});

postgres.describe('laforge fleet budgets', () => {
  const laforge = async (...args: readonly string[]) => {
    const streams = {stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough()};
    const status = await main(
      args,
      {LAFORGE_DATABASE_URL: postgres.server.ownerUrl, NO_COLOR: '1', COLUMNS: '200'},
      streams,
    );
    return {status, stdout: String(streams.stdout.setEncoding('utf8').read() ?? '')};
  };

  test('shows what is used, reserved and left of each', async () => {
    const organisation = newOrganisation();
    const history = await openHistory(`${organisation}/web`);
    await history.finishStep((await begin(history, {labels: {team: 'web'}})).uid, costing(1.25));
    await begin(history, {labels: {team: 'web'}, limits: limit(2)}, [perDay, {...perDay, per: 'team'}]);
    const pattern = `${organisation.split('/')[1]}/*`;
    const shown = await laforge('fleet', 'budgets', '--repository', pattern);
    expect(shown.stdout.split('\n')[1]).toMatch(
      /github\.com\/org\d+ .* 5 USD per organisation per day +1\.25 USD +2 USD +1\.75 USD +1/,
    );
    const {budgets} = JSON.parse((await laforge('fleet', 'budgets', '--repository', pattern, '--json')).stdout);
    expect(budgets).toEqual([
      expect.objectContaining({organisation, team: null, per: 'organisation_day', used: 1.25, reserved: 2, left: 1.75}),
      expect.objectContaining({organisation, team: 'web', per: 'team', used: 1.25, reserved: 2, left: 1.75}),
    ]);
    const usage = await laforge('fleet', 'usage', '--repository', pattern, '--by', 'organisation,team', '--json');
    expect(JSON.parse(usage.stdout).groups).toEqual([
      expect.objectContaining({organisation, team: 'web', steps: 1, cost_usd: 1.25}),
    ]);
  });

  test('shows them whatever a login wrote that holds none, or is of no time', async () => {
    const organisation = newOrganisation();
    const login = await createLogin(postgres.server.owner, {
      role: 'writer',
      repository: `${organisation}/web`,
      until: null,
    });
    await begin(await openHistory(`${organisation}/web`, login), {});
    const database = databaseAt(postgres.server.url(login));
    for (const [uid, startedAt, budgets] of [
      ['x1', 'now', '{}'],
      ['x2', 'infinity', JSON.stringify([perDay])],
    ]) {
      await database.query(
        `insert into laforge.reservations (repository, project, uid, team, started_at, ends_at, budgets, place)
          values ($1, 'default', $2, '', $3, now(), $4, laforge.last_place($5) + 1)`,
        [`${organisation}/web`, uid, startedAt, budgets, organisation],
      );
    }
    await database.rest();
    const shown = await laforge('fleet', 'budgets', '--json');
    expect(shown.status).toBe(0);
    expect(JSON.parse(shown.stdout).budgets).toContainEqual(expect.objectContaining({organisation, reserved: 1}));
  });

  test('says where there are none', async () => {
    const shown = await laforge('fleet', 'budgets', '--repository', 'nobody/*');
    expect(shown.stdout).toBe('No step of the last 35 days shares a budget.\n');
  });
});
