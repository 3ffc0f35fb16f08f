import {existsSync} from 'node:fs';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from '@jest/globals';
import type {Chain} from '../../src/domain/documents.ts';
import {STORE_NAMES} from '../../src/domain/ports/store.ts';
import {verifyChain} from '../../src/ledger/chain.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {createGitPlace} from '../helpers/git-place.ts';
import {aDraft, anOutcome, aRollback, shaOf, tickingClock, uidOf} from '../helpers/ledger.ts';
import {
  findPostgres,
  hasPooler,
  NO_POSTGRES,
  type PostgresServer,
  startPooler,
  startPostgres,
} from '../helpers/postgres.ts';
import {createPostgresPlace} from '../helpers/postgres-place.ts';
import {createFilePlace, createGithubPlace, type StorePlace} from '../helpers/store-places.ts';
import {aUsage} from '../helpers/usages.ts';

const PLACES: Readonly<Record<string, () => Promise<StorePlace>>> = {
  artifact: () => createGithubPlace('artifact'),
  cache: () => createGithubPlace('cache'),
  file: createFilePlace,
  git: createGitPlace,
  postgres: async () => {
    if (server === null) throw new Error('The server is not up.');
    return await createPostgresPlace(server);
  },
};

let server: PostgresServer | null = null;
let pooler: Awaited<ReturnType<typeof startPooler>> | null = null;
beforeAll(async () => {
  if (findPostgres() === null) return console.warn(`The contract of the store postgres is ${NO_POSTGRES}.`);
  server = await startPostgres();
  if (hasPooler()) pooler = await startPooler(server);
  else console.warn('The contract of the store postgres is tried without a pooler (apt-get install pgbouncer).');
});
afterAll(async () => {
  await pooler?.stop();
  await server?.stop();
});

const POOLED = 'postgres behind a pooler in transaction mode';
/** Stores that can be tried on this machine. */
const NAMES = STORE_NAMES.flatMap((name): readonly string[] => {
  if (name !== 'postgres') return [name];
  return findPostgres() === null ? [] : [name, ...(hasPooler() ? [POOLED] : [])];
});

/** Runs one step from beginning to end in a run of its own, and publishes it. */
async function recordStep(place: StorePlace, n: number, slug?: string) {
  const run = await place.run(slug === undefined ? {} : {slug});
  const history = await run.open();
  const started = await history.startStep(aDraft(n));
  const finished = await history.finishStep(uidOf(n), anOutcome());
  const publication = await history.publish();
  await history.close();
  return {condition: history.condition, warnings: history.warnings, started, finished, publication};
}

test('every store there is has a place to be tested in', () => {
  expect(Object.keys(PLACES).sort()).toEqual([...STORE_NAMES].sort());
});

describe.each(NAMES)('the store %s', (name) => {
  let place: StorePlace;
  beforeEach(async () => {
    place =
      name === POOLED && server !== null && pooler !== null
        ? await createPostgresPlace(server, pooler.port)
        : await (PLACES[name] ?? createFilePlace)();
  });
  afterEach(() => place.remove());

  test('begins a history where there is none, brings it back in the next run, and goes on with its numbers', async () => {
    expect(await recordStep(place, 1)).toMatchObject({
      condition: {kind: 'empty'},
      warnings: [],
      started: {id: 1, status: 'running', parentStepId: null},
      finished: {id: 1, status: 'succeeded'},
      publication: {kind: 'published'},
    });
    const second = await recordStep(place, 2);
    expect(second).toMatchObject({condition: {kind: 'found'}, warnings: [], started: {id: 2, parentUid: uidOf(1)}});
    const history = await (await place.run()).open();
    expect((await history.listSteps()).map((it) => [it.id, it.uid, it.status])).toEqual([
      [2, uidOf(2), 'succeeded'],
      [1, uidOf(1), 'succeeded'],
    ]);
    expect(await history.countSteps()).toBe(2);
    expect(existsSync(history.dbPath ?? '')).toBe(true);
    // It has nothing to publish, and so asks for nothing.
    place.breakReading();
    expect(await history.publish()).toEqual({kind: 'published'});
  });

  test('tells what all steps used, and which records to name, so that what is taken out or changed later is told', async () => {
    const usage = aUsage([100, 300, 100, 50], {cost: 1.5});
    for (const n of [1, 2, 3]) {
      const history = await (await place.run()).open();
      const branch = `branch-${n}`;
      await history.startStep(aDraft(n, {branch, chain: {seen: await history.tips()}}));
      await history.finishStep(uidOf(n), anOutcome({tokenUsage: usage, branch}));
      expect(await history.sumUsage()).toMatchObject({steps: n, totalTokens: n * 550, costUsd: n * 1.5});
      expect(await history.sumUsage({branch: 'branch-1'})).toMatchObject({steps: 1, totalTokens: 550});
      if (n === 2) await history.addRollback(aRollback(9, [uidOf(2)], {chain: {seen: await history.tips()}}));
      await history.publish();
      await history.close();
    }
    const history = await (await place.run()).open();
    const steps = (await history.listSteps()).toReversed();
    const namesOf = (chain: Chain | null | undefined) => chain?.seen.map(({uid, number}) => [uid, number]);
    expect(steps.map(({chain}) => namesOf(chain))).toEqual([[], [[uidOf(1), 1]], [[uidOf(9), 1]]]);
    expect((await history.listRollbacks()).map(({chain}) => namesOf(chain))).toEqual([[[uidOf(2), 2]]]);
    expect(namesOf({seen: await history.tips()})).toEqual([[uidOf(3), 3]]);
    const ledger = openLedger(history.dbPath ?? '', {clock: tickingClock(), readonly: true});
    expect(verifyChain(ledger)).toMatchObject({findings: [], tips: await history.tips(), chained: 4});
    ledger.close();
    await history.close();
  });

  test('brings back rollbacks and undos', async () => {
    await recordStep(place, 1);
    const history = await (await place.run()).open();
    const rollback = await history.addRollback(aRollback(9, [uidOf(1)]));
    expect(rollback.number).toBe(1);
    expect(await history.publish()).toEqual({kind: 'published'});
    const next = await (await place.run()).open();
    expect(await next.listRollbacks()).toMatchObject([{uid: uidOf(9), number: 1}]);
    expect(await next.getStep({kind: 'id', id: 1})).toMatchObject({kind: 'found', value: {active: false}});
    expect(
      await next.getLatestActiveStep({repository: 'github.com/octo/repo', repositoryId: null}, 'main'),
    ).toBeUndefined();
  });

  test('goes on with its steps when a repository gets its first remote, and so its name, and when it loses it', async () => {
    const names = [null, 'github.com/octo/repo', 'github.com/octo/repo', null];
    const tip = shaOf(999);
    for (const [at, repository] of names.entries()) {
      const history = await (await place.run()).open();
      const started = await history.startStep(
        aDraft(at + 1, {repository, branch: 'main', ...(at > 0 && {commitShaBefore: tip})}),
      );
      expect(started.parentUid).toBe(at === 0 ? null : at === 3 && name !== 'git' ? uidOf(1) : uidOf(at));
      await history.finishStep(uidOf(at + 1), anOutcome({branch: 'main', commitShaAfter: tip}));
      await history.publish();
      await history.close();
    }
  });

  test('takes no step of a repository without a name for the parent in another one', async () => {
    const history = await (await place.run()).open();
    await history.startStep(aDraft(1, {repository: null, branch: 'main'}));
    await history.finishStep(uidOf(1), anOutcome({branch: 'main'}));
    await history.publish();
    const next = await (await place.run()).open();
    const {parentUid} = await next.startStep(aDraft(2, {branch: 'main'}));
    // The store git is in the repository itself.
    expect(parentUid).toBe(name === 'git' ? uidOf(1) : null);
  });

  test('keeps histories of different projects apart, though one slug begins like the other', async () => {
    await recordStep(place, 1, 'demo');
    const other = await recordStep(place, 2, 'demo-2');
    expect(other).toMatchObject({condition: {kind: 'empty'}, started: {id: 1}});
    expect(await recordStep(place, 3, 'demo')).toMatchObject({condition: {kind: 'found'}, started: {id: 2}});
  });

  test('publishes from a later process of the same step what the first one left unfinished', async () => {
    await recordStep(place, 1);
    const run = await place.run();
    const main = await run.open();
    await main.startStep(aDraft(2));
    await main.close();

    const post = await run.open();
    expect(await post.finishStep(uidOf(2), anOutcome({status: 'cancelled'}))).toMatchObject({id: 2});
    expect(await post.publish()).toEqual({kind: 'published'});

    const next = await (await place.run()).open();
    expect(await next.getStep({kind: 'id', id: 2})).toMatchObject({value: {uid: uidOf(2), status: 'cancelled'}});
  });

  test('notes of a running step that its run is over, and a late finish of its own run wins all the same', async () => {
    await recordStep(place, 1);
    const run = await place.run();
    const own = await run.open();
    await own.startStep(aDraft(2));
    await run.startIsSaved();

    const other = await (await place.run()).open();
    expect(other.warnings).toEqual([]);
    expect((await other.listSteps()).map((it) => [it.id, it.status])).toEqual([
      [2, 'running'],
      [1, 'succeeded'],
    ]);
    expect(await other.listRunning(5)).toMatchObject([{uid: uidOf(2), id: 2, run: null}]);
    expect(
      await other.interruptSteps(
        new Map([
          [uidOf(2), 'it is over.'],
          [uidOf(1), 'as well'],
        ]),
        5_000,
      ),
    ).toEqual([uidOf(2)]);
    expect(await other.publish()).toEqual({kind: 'published'});
    const interrupted = {id: 2, status: 'interrupted', branch: 'main', active: true, endTime: null, exitCode: null};
    const third = await (await place.run()).open();
    expect(await third.listRunning(5)).toEqual([]);
    expect(await third.getStep({kind: 'id', id: 2})).toMatchObject({
      value: {...interrupted, notes: ['It never said how it ended: it is over.']},
    });
    expect(await third.getStep({kind: 'id', id: 1})).toMatchObject({value: {status: 'succeeded'}});
    expect(await third.findContested([1, 2])).toEqual([]);

    await own.finishStep(uidOf(2), anOutcome({status: 'failed', exitCode: 3}));
    expect(await own.publish()).toEqual({kind: 'published'});
    const last = await (await place.run()).open();
    expect(await last.getStep({kind: 'id', id: 2})).toMatchObject({value: {status: 'failed', exitCode: 3, notes: []}});
    expect(await last.countSteps()).toBe(2);
  });

  test('lets a later process of the same step finish what another run took for over', async () => {
    const run = await place.run();
    const main = await run.open();
    await main.startStep(aDraft(1));
    await run.startIsSaved();
    await main.close();
    const other = await (await place.run()).open();
    expect(other.condition).toEqual({kind: 'found'});
    await other.interruptSteps(new Map([[uidOf(1), 'it is over.']]), 5_000);
    await other.publish();

    const post = await run.open();
    const ending = anOutcome({status: 'interrupted', exitCode: null, notes: ['The action was ended.']});
    await post.finishStep(uidOf(1), ending);
    expect(await post.publish()).toEqual({kind: 'published'});
    const next = await (await place.run()).open();
    expect(await next.getStep({kind: 'id', id: 1})).toMatchObject({
      value: {status: 'interrupted', commitShaAfter: ending.commitShaAfter, notes: ['The action was ended.']},
    });
    expect(await next.interruptSteps(new Map([[uidOf(1), 'it is over.']]), 5_000)).toEqual([]);
  });

  test('says that a history cannot be read, keeps the record by itself, and the next healthy run merges it', async () => {
    await recordStep(place, 1);
    place.breakReading();
    const alone = await recordStep(place, 2);
    expect(alone).toMatchObject({
      condition: {kind: 'unreadable', reason: expect.stringMatching(/\S/)},
      started: {id: null, uid: uidOf(2), status: 'running'},
      finished: {id: null, status: 'succeeded'},
      publication: {kind: 'fragment', where: expect.stringMatching(/\S/)},
    });
    place.heal();
    const healthy = await recordStep(place, 3);
    expect(healthy).toMatchObject({condition: {kind: 'found'}, started: {id: 3}});
    const history = await (await place.run()).open();
    expect((await history.listSteps()).map((it) => [it.id, it.uid])).toEqual([
      [3, uidOf(3)],
      [2, uidOf(2)],
      [1, uidOf(1)],
    ]);
  });

  test('tells in an unreadable history just what this run added', async () => {
    await recordStep(place, 1);
    place.breakReading();
    const history = await (await place.run()).open();
    expect(history.dbPath).toBeNull();
    expect(await history.listSteps()).toEqual([]);
    await history.startStep(aDraft(2));
    expect(await history.getStep({kind: 'uid', prefix: uidOf(2).slice(0, 13)})).toMatchObject({kind: 'found'});
    expect(await history.getStep({kind: 'id', id: 1})).toEqual({kind: 'unknown'});
    await history.addRollback(aRollback(9, [uidOf(2)]));
    expect(await history.listSteps({active: true})).toEqual([]);
  });
});

// A file store writes where the ledger is: there is nothing else that could refuse the record.
describe.each(['artifact', 'cache'] as const)('the store %s', (name) => {
  test('keeps the record in a file when the service takes nothing, and says why', async () => {
    const place = await createGithubPlace(name);
    try {
      place.service.intercept = ({path}) =>
        /Create(Artifact|CacheEntry)$/.test(path) ? {status: 403, body: {code: 'denied', msg: 'not today'}} : undefined;
      const {publication} = await recordStep(place, 1);
      expect(publication).toMatchObject({kind: 'kept', reason: expect.stringMatching(/not today|did not take it/)});
      expect(publication.kind === 'kept' && existsSync(publication.where)).toBe(true);
    } finally {
      await place.remove();
    }
  });
});
