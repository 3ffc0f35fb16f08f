import {randomUUID} from 'node:crypto';
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {formatNdjson} from '../../../src/cli/export-format.ts';
import type {History} from '../../../src/domain/ports/store.ts';
import type {LedgerRecords} from '../../../src/domain/records.ts';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {verifyGitHistory} from '../../../src/stores/git/verify-history.ts';
import {createPostgresStore, importIntoDatabase} from '../../../src/stores/postgres/postgres-store.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {createGitPlace, type GitPlace, LEDGER_REF} from '../../helpers/git-place.ts';
import {A_CHECK, aDraft, anOutcome, anUndo, aRollback, uidOf} from '../../helpers/ledger.ts';
import {ledgerFolder} from '../../helpers/ledger-folder.ts';
import {onPostgres} from '../../helpers/on-postgres.ts';
import {openWire} from '../../helpers/postgres.ts';
import {realStoreDeps} from '../../helpers/store-places.ts';

const postgres = onPostgres('The tests of the mirror are');
let place: GitPlace;
beforeEach(async () => {
  place = await createGitPlace();
});
afterEach(async () => {
  await place.remove();
});
const ledgers = ledgerFolder();

/** A history of a repository of its own, with runs that keep a copy of it. */
function aHistory() {
  const repositoryName = `github.com/mirror/${randomUUID()}`;
  const warnings: string[] = [];
  const options = (port?: number) => ({
    ...{slug: 'default', repositoryName},
    database: {url: postgres.server.url(port === undefined ? {} : {port}), what: 'store-url'},
  });
  return {
    warnings,
    options,
    async open({mirror = 'git', port}: {mirror?: 'git' | null; port?: number} = {}): Promise<History> {
      const {repository, folder} = await place.run();
      const deps = {...realStoreDeps(), warn: (message: string) => void warnings.push(message)};
      return await place.keep(createPostgresStore(deps, {...options(port), repository, folder, mirror}).open());
    },
    /** What the database has, and what the repository has, as exports. */
    async both(): Promise<readonly [string, string]> {
      const {repository, folder} = await place.run();
      const history = await place.keep(
        createPostgresStore(realStoreDeps(), {...options(), repository, folder: null}).open(),
      );
      await history.countSteps();
      mkdirSync(folder, {recursive: true});
      const verified = await verifyGitHistory(
        {...realStoreDeps(), objects: repository.objects ?? raise(), remote: repository.remote ?? raise()},
        'default',
        folder,
      );
      expect(verified).toMatchObject({findings: [], waiting: 0});
      return [exportOf(history.dbPath), exportOf(verified?.ledgerPath ?? null)];
    },
  };
}

function raise(): never {
  throw new Error('The repository has no remote.');
}

function exportOf(path: string | null): string {
  const ledger = openLedger(path ?? raise(), {clock: systemClock, readonly: true});
  try {
    return [...formatNdjson(ledger.contents())].join('');
  } finally {
    ledger.close();
  }
}

async function runStep(history: History, n: number, branch = 'main'): Promise<void> {
  await history.startStep(aDraft(n, {branch}));
  await history.finishStep(uidOf(n), anOutcome({branch}));
  expect(await history.publish()).toEqual({kind: 'published'});
}

postgres.describe('mirror: git', () => {
  test('that begins when steps have been rolled back copies that too', async () => {
    const {open, both} = aHistory();
    const history = await open({mirror: null});
    for (const n of [1, 2]) await runStep(history, n);
    await history.addRollback(aRollback(10, [uidOf(2)]));
    await history.publish();
    await (await open()).publish();
    const [database, repository] = await both();
    expect(repository).toBe(database);
  });

  test('keeps in the repository what the database has, with its numbers, and exports of both are the same', async () => {
    const {open, both, warnings} = aHistory();
    await runStep(await open(), 1);
    const history = await open();
    await history.startStep(aDraft(2));
    await runStep(await open(), 3, 'topic');
    await history.finishStep(uidOf(2), anOutcome({check: {...A_CHECK, exit_code: 1}, status: 'check_failed'}));
    const rollback = aRollback(10, [uidOf(2)]);
    await history.addRollback(rollback);
    await history.addRollback(anUndo(11, rollback));
    await history.publish();
    // One that runs, and is on record as such.
    await (await open()).startStep(aDraft(4));
    await (await open()).publish();

    const [database, repository] = await both();
    expect(repository).toBe(database);
    expect(database.match(/"uid"/g)?.length).toBeGreaterThan(5);
    expect(place.atRemote('log', '--format=%s', LEDGER_REF).split('\n')).toEqual([
      'Step 4 started on main (claude)',
      expect.stringMatching(/^R2 undid/),
      expect.stringMatching(/^R1 rolled main back/),
      'Step 2 check failed on main: pushed',
      'Step 3 succeeded on topic: pushed',
      'Step 3 started on topic (claude)',
      'Step 2 started on main (claude)',
      'Step 1 succeeded on main: pushed',
      'Step 1 started on main (claude)',
    ]);
    expect(warnings).toEqual([]);
    // The store git goes on from there.
    const git = await (await place.run()).open();
    expect(await git.getLatestActiveStep(undefined, 'topic')).toMatchObject({id: 3});
    expect(await git.startStep(aDraft(5, {branch: 'topic'}))).toMatchObject({id: 5, parentStepId: 3});
  });

  test('warns when the repository refuses, fails nothing, and the next run completes the copy', async () => {
    const {open, both, warnings} = aHistory();
    const hook = join(place.bare, 'hooks', 'pre-receive');
    place.atRemote('config', 'core.hooksPath', join(place.bare, 'hooks'));
    writeHook(hook, '#!/bin/sh\nexit 1\n');
    const history = await open();
    await runStep(history, 1);
    expect(await history.getStep({kind: 'id', id: 1})).toMatchObject({kind: 'found', value: {status: 'succeeded'}});
    expect(warnings).toEqual([
      expect.stringMatching(
        /^The record is in the database, and its copy in the repository \(mirror: git\) is not up to date: /,
      ),
    ]);
    expect(place.atRemote('for-each-ref', 'refs/laforge/')).toBe('');
    writeHook(hook, '#!/bin/sh\nexit 0\n');
    await runStep(await open(), 2);
    const [database, repository] = await both();
    expect(repository).toBe(database);
    expect(warnings).toHaveLength(1);
  });

  test('copies a history that is longer than one push, imported or written before, and a run without it leaves it alone', async () => {
    const {open, both, options, warnings} = aHistory();
    const source = ledgers.ledger('source.db');
    const at = '2026-01-01T00:00:00.000Z';
    const uids = Array.from({length: 450}, (_, index) => uidOf(1_000 + index));
    const records: LedgerRecords = {
      steps: uids.map((uid, index) => ({
        draft: aDraft(1_000 + index, {uid, branch: `b${index % 3}`}),
        parentUid: null,
        createdAt: at,
        outcome: anOutcome({branch: `b${index % 3}`}),
      })),
      stepClaims: uids.map((uid, index) => ({uid, number: index + 1, claimedAt: at})),
      rollbacks: [aRollback(20, [uids[449] ?? ''], {branch: 'b2'})],
      rollbackClaims: [{uid: uidOf(20), number: 1, claimedAt: at}],
    };
    source.merge(records);
    await importIntoDatabase(realStoreDeps(), {...options(), repository: null}, (ledger) =>
      ledger.merge(source.records()),
    );
    await runStep(await open({mirror: null}), 1);
    expect(place.atRemote('for-each-ref', 'refs/laforge/')).toBe('');
    await runStep(await open(), 2);
    const [database, repository] = await both();
    expect(repository).toBe(database);
    expect(warnings).toEqual([]);
    const git = await (await place.run()).open();
    expect(await git.getLatestActiveStep(undefined, 'b2')).toMatchObject({id: 447});
  });

  test.each([
    ['fewer records', [2]],
    ['as many', [2, 4]],
    ['more', [2, 4, 5]],
  ])('is not taken for the copy of a database that was made anew and has %s', async (_, steps) => {
    await runStep(await aHistory().open(), 1);
    const before = place.atRemote('rev-parse', LEDGER_REF);
    const {open, both, warnings} = aHistory();
    const history = await open();
    for (const n of steps) await history.startStep(aDraft(n));
    await history.publish();
    expect(warnings).toEqual([
      expect.stringMatching(
        /refs\/laforge\/ledger\/default says that it has 2 records of the database, whose record 2 is another one or none: /,
      ),
    ]);
    expect(place.atRemote('rev-parse', LEDGER_REF)).toBe(before);
    place.atRemote('update-ref', 'refs/laforge/kept/old', LEDGER_REF);
    place.atRemote('update-ref', '-d', LEDGER_REF);
    await runStep(await open(), 3);
    const [database, repository] = await both();
    expect(repository).toBe(database);
    expect(warnings).toHaveLength(1);
  });

  test('skips no record for somebody who may push and writes that it has more than it has', async () => {
    const {open, warnings} = aHistory();
    await runStep(await open(), 1);
    await runStep(await open({mirror: null}), 2);
    const meta = JSON.parse(place.atRemote('show', `${LEDGER_REF}:meta.json`));
    meta.mirrored.row += 2;
    const [message, parent] = [
      place.atRemote('log', '-1', '--format=%B', LEDGER_REF),
      place.atRemote('rev-parse', `${LEDGER_REF}^`),
    ];
    const before = place.forge(`${message}\n`, {'meta.json': `${JSON.stringify(meta)}\n`}, parent);
    await runStep(await open(), 3);
    expect(warnings).toEqual([
      expect.stringContaining('says that it has 4 records of the database, whose record 4 is'),
    ]);
    expect(place.atRemote('rev-parse', LEDGER_REF)).toBe(before);
  });

  test('of runs at once all of it is there, once', async () => {
    const {open, both, warnings} = aHistory();
    const histories = await Promise.all([1, 2, 3, 4].map(() => open()));
    await Promise.all(histories.map((history, index) => runStep(history, index + 1)));
    const [database, repository] = await both();
    expect(repository).toBe(database);
    expect(place.atRemote('rev-list', '--count', LEDGER_REF)).toBe('8');
    expect(warnings).toEqual([]);
  });

  test('what waits at the remote while the database is down is copied once the database has it', async () => {
    const {open, both, warnings} = aHistory();
    const wire = await openWire(postgres.server.port);
    wire.cut();
    const history = await open({port: wire.port});
    await history.startStep(aDraft(1));
    await history.finishStep(uidOf(1), anOutcome());
    expect(await history.publish()).toMatchObject({kind: 'fragment'});
    expect(place.atRemote('for-each-ref', LEDGER_REF)).toBe('');
    await wire.close();
    await runStep(await open(), 2);
    const [database, repository] = await both();
    expect(repository).toBe(database);
    expect(warnings).toEqual([]);
  });
});

function writeHook(path: string, script: string): void {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, script);
  chmodSync(path, 0o755);
}
