import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import type {Remote} from '../../../../src/domain/ports/remote.ts';
import type {StartTime} from '../../../../src/domain/ports/system.ts';
import {ledgerRef} from '../../../../src/domain/refs.ts';
import {repositoryKey} from '../../../../src/domain/repository-key.ts';
import type {Step} from '../../../../src/domain/step.ts';
import {createGitStore} from '../../../../src/stores/git/git-store.ts';
import {fillHistory} from '../../../helpers/git-fill.ts';
import {createGitPlace, type GitPlace, type GitRunOptions, LEDGER_REF} from '../../../helpers/git-place.ts';
import {aDraft, anOutcome, anUndo, aRollback, uidOf} from '../../../helpers/ledger.ts';
import {realStoreDeps} from '../../../helpers/store-places.ts';

let place: GitPlace;
beforeEach(async () => {
  place = await createGitPlace();
});
afterEach(() => place.remove());

const recordStep = async (n: number, {branch = 'main', ...options}: GitRunOptions & {branch?: string} = {}) => {
  const history = await (await place.run(options)).open();
  const started = await history.startStep(aDraft(n, {branch}));
  const finished = await history.finishStep(uidOf(n), anOutcome({branch}));
  return {started, finished, publication: await history.publish(), history};
};
const subjects = () => place.atRemote('log', '--reverse', '--format=%s', LEDGER_REF).split('\n');
const latestOn = async (branch: string): Promise<number | null | undefined> => {
  const history = await (await place.run()).open();
  const started = await history.startStep(aDraft(0xeee, {branch, uid: uidOf(0x1000 + subjects().length)}));
  return started.parentStepId;
};
/** The same remote, whose pushes go through here. */
const withPush = (remote: Remote, push: Remote['push']): Remote => ({...remote, push});

describe('a history in the repository', () => {
  test('reads like a diary', async () => {
    await recordStep(1);
    await recordStep(2);
    const rollback = aRollback(9, [uidOf(2)]);
    const history = await (await place.run()).open();
    await history.addRollback(rollback);
    await history.addRollback(anUndo(10, rollback, {reason: null}));
    expect(subjects()).toEqual([
      'Step 1 started on main (claude)',
      'Step 1 succeeded on main: pushed',
      'Step 2 started on main (claude)',
      'Step 2 succeeded on main: pushed',
      'R1 rolled main back to 00000001: 1 step inactive (it broke the build)',
      'R2 undid a rollback of main to 00000001: 1 step active again',
    ]);
  });

  test.each([false, true])(
    'that the remote takes and does not show is refused before the agent starts (there already: %s)',
    async (isThere) => {
      if (isThere) await recordStep(1);
      place.atRemote('config', 'uploadpack.hideRefs', 'refs/laforge');
      await expect(recordStep(2)).rejects.toThrow(
        `the remote takes ${LEDGER_REF} without showing it, so that no run could read the history.`,
      );
    },
  );

  test('puts nothing of a branch name or an agent on the terminal of who reads it', async () => {
    const history = await (await place.run()).open();
    await history.startStep(aDraft(1, {branch: 'a\u001b[2Jb\nc\u009b'}));
    const log = place.atRemote('log', '--format=%B', LEDGER_REF);
    expect(log.split('\n')[0]).toBe('Step 1 started on a [2Jb c  (claude)');
    expect(log.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  test('is of the repository at its remote, by whatever name and address that was reached', async () => {
    await recordStep(1);
    const history = await (await place.run()).open();
    const draft = aDraft(2, {repository: 'ssh-alias/octo/renamed'});
    const started = await history.startStep(draft);
    expect(started.parentUid).toBe(uidOf(1));
    const filter = {repository: repositoryKey(draft), branch: 'main'};
    expect([await history.countSteps(filter), (await history.sumUsage(filter)).steps]).toEqual([2, 1]);
    expect((await history.listSteps({...filter, status: 'running'})).map(({uid}) => uid)).toEqual([uidOf(2)]);
    await history.addRollback(aRollback(9, [uidOf(2)]));
    expect((await history.getLatestActiveStep(repositoryKey(draft), 'main'))?.uid).toBe(uidOf(1));
  });

  test('touches nothing of the user: no file, no ref, no setting, no shallowness', async () => {
    const run = await place.run({clone: 'shallow'});
    execFileSync('git', ['fetch', '--quiet', '--depth=1'], {cwd: run.work});
    const before = snapshot(run.work);
    const history = await run.open();
    await history.startStep(aDraft(1));
    await history.finishStep(uidOf(1), anOutcome());
    await history.listSteps();
    await history.addRollback(aRollback(9, [uidOf(1)]));
    expect(snapshot(run.work)).toEqual(before);
  });

  test('settles the number before the agent starts, and tells the parent by the branch alone', async () => {
    await recordStep(1);
    await recordStep(2, {branch: 'other'});
    const third = await recordStep(3);
    expect(third.started).toMatchObject({id: 3, parentStepId: 1, parentUid: uidOf(1), status: 'running', active: true});
    expect(third.started.createdAt).toMatch(/^2026-/);
    expect(third.history.dbPath).toBeNull();
    expect(await third.history.getStep({kind: 'id', id: 3})).toMatchObject({value: third.finished});
    expect(existsSync(third.history.dbPath ?? '')).toBe(true);
  });

  test('knows the latest active step of each branch after rollbacks, undos and steps that changed branches', async () => {
    await recordStep(1);
    await recordStep(2);
    await recordStep(3, {branch: 'other'});
    const history = await (await place.run()).open();
    const rollback = aRollback(9, [uidOf(2), uidOf(3)]);
    await history.addRollback(rollback);
    expect(await latestOn('other')).toBeNull();
    expect(await latestOn('main')).toBe(1);
    const later = await (await place.run()).open();
    await later.addRollback(anUndo(10, rollback));
    // The two steps above began after step 3 and are the latest now.
    expect(await latestOn('main')).toBe(5);
    expect(await latestOn('other')).toBe(4);

    const switching = await (await place.run()).open();
    await switching.startStep(aDraft(0x20));
    await switching.finishStep(uidOf(0x20), anOutcome({branch: 'third'}));
    expect(await latestOn('third')).toBe(8);
    expect(await latestOn('main')).toBe(6);
  });

  test('answers after more branches than a file of heads holds, by the whole history where it must', async () => {
    const run = await place.run();
    const branches = branchesOfOneFile(66);
    await fillHistory(run.repository, 66, (n) => ({branch: branches[n - 1] ?? ''}));
    const last = await (await place.run()).open();
    expect(await last.startStep(aDraft(0xabc, {branch: branches[0] ?? ''}))).toMatchObject({id: 67, parentStepId: 1});
  });

  test('tells the parent of a step that comes in the same push as more branches than a file of heads holds', async () => {
    const {repository} = await place.run();
    const branches = branchesOfOneFile(66);
    await fillHistory(repository, 67, (n) => ({branch: branches[(n - 1) % 66] ?? ''}));
    const history = await (await place.run()).open();
    const found = await history.getStep({kind: 'uid', prefix: uidOf(67)});
    expect(found).toMatchObject({value: {branch: branches[0], parentStepId: 1}});
    expect(await latestOn(branches[0] ?? '')).toBe(67);
    expect(await latestOn(branches[1] ?? '')).toBe(2);
  });

  test('is loaded from segments and messages, with every step as it was recorded', async () => {
    const run = await place.run();
    await fillHistory(run.repository, 600);
    expect(place.atRemote('ls-tree', '-r', '--name-only', LEDGER_REF, 'segments/').split('\n')).toEqual([
      'segments/0/0.ndjson.gz',
      'segments/0/1.ndjson.gz',
    ]);
    const history = await (await place.run()).open();
    const steps = await history.listSteps();
    expect(steps.map((step) => step.id)).toEqual(Array.from({length: 600}, (_, index) => 600 - index));
    expect(steps.at(-1)).toMatchObject({uid: uidOf(1), status: 'succeeded', parentStepId: null});
    expect(steps[0]).toMatchObject({uid: uidOf(600), parentUid: uidOf(599), agentConfig: {name: 'claude'}});
  });

  test('writes the next segment with the record that completes it, and reads on from what it has read', async () => {
    const run = await place.run();
    await fillHistory(run.repository, 254);
    const history = await run.open();
    expect(await history.countSteps()).toBe(254);
    await history.startStep(aDraft(255));
    expect(await history.countSteps()).toBe(255);
    expect(place.atRemote('ls-tree', '--name-only', LEDGER_REF).split('\n')).toEqual(['branches', 'meta.json']);
    await history.finishStep(uidOf(255), anOutcome());
    expect(place.atRemote('ls-tree', '--name-only', LEDGER_REF).split('\n')).toEqual([
      'branches',
      'meta.json',
      'segments',
    ]);
    expect(await (await (await place.run()).open()).listSteps({limit: 1})).toMatchObject([
      {id: 255, status: 'succeeded'},
    ]);
  });

  test('works with a remote that leaves nothing out of a fetch', async () => {
    await place.remove();
    place = await createGitPlace({host: {'uploadpack.allowFilter': 'false'}});
    const run = await place.run();
    await fillHistory(run.repository, 300);
    const {started, finished, history} = await recordStep(301);
    expect([started.id, finished.id, await history.countSteps()]).toEqual([301, 301, 301]);
  });

  test('is refused where there is no remote to keep it', async () => {
    const {repository} = await place.run();
    const alone = {...repository, remote: null, objects: null};
    expect(() => createGitStore(realStoreDeps(), {slug: 'default', repository: alone, folder: null})).toThrow(
      /keeps the history at the remote.*has none/,
    );
  });
});

test('a step that never ended is noted as interrupted, wherever its record is, and no history is loaded for it', async () => {
  const {repository} = await place.run();
  const first = await (await place.run()).open();
  await first.startStep(aDraft(0xaaa));
  for (const count of [10, 300]) {
    await fillHistory(repository, count, (n) => ({uid: uidOf(count + n)}));
    const later = await (await place.run()).open();
    await later.startStep(aDraft(0xbbb + count));
    expect((await later.listRunning(9)).map(({uid}) => uid)).toContain(uidOf(0xaaa));
  }
  const last = await (await place.run()).open();
  const notes = new Map([0xaaa, 0xbbb + 300].map((n) => [uidOf(n), 'it is over.']));
  expect(await last.interruptSteps(notes, 30_000)).toEqual([uidOf(0xaaa), uidOf(0xbbb + 300)]);
  expect(last.dbPath).toBeNull();
  expect(subjects().slice(-2)).toEqual(['Step 1 interrupted on main', 'Step 313 interrupted on main']);
  expect((await last.listRunning(9)).map(({uid}) => uid)).toEqual([uidOf(0xbbb + 10)]);
  expect(await last.getStep({kind: 'id', id: 1})).toMatchObject({value: {status: 'interrupted', uid: uidOf(0xaaa)}});
});

test('a step that ended while another run looked is not noted as interrupted', async () => {
  const own = await (await place.run()).open();
  await own.startStep(aDraft(1));
  const other = await (await place.run()).open();
  await own.finishStep(uidOf(1), anOutcome());
  expect(await other.interruptSteps(new Map([[uidOf(1), 'it is over.']]), 30_000)).toEqual([]);
  expect(subjects()).toEqual(['Step 1 started on main (claude)', 'Step 1 succeeded on main: pushed']);
});

test('a tip that tells of running steps what is not so makes nothing of them', async () => {
  await recordStep(1);
  const tip = place.atRemote('rev-parse', LEDGER_REF);
  const meta = JSON.parse(place.atRemote('show', `${LEDGER_REF}:meta.json`));
  const odd = [
    {uid: uidOf(1), id: 1, n: 2, run: null},
    {uid: uidOf(7), id: 1, n: 1, run: null},
    {uid: uidOf(8), id: 1, n: -1, run: null},
    {uid: '../x', id: 1, n: 1, run: null},
    'odd',
  ];
  const message = place.atRemote('log', '-1', '--format=%B', LEDGER_REF);
  const files = {'meta.json': JSON.stringify({...meta, running: odd})};
  place.forge(`${message}\n`, files, `${tip}^`);
  const history = await (await place.run()).open();
  expect((await history.listRunning(9)).map(({uid}) => uid)).toEqual([uidOf(7), uidOf(1)]);
  const notes = new Map([1, 7].map((n) => [uidOf(n), 'it is over.']));
  expect(await history.interruptSteps(notes, 30_000)).toEqual([]);
  expect(await history.startStep(aDraft(2))).toMatchObject({id: 2});
});

test('a step costs the same after 5,000 records as after 10: in requests, and within a tenth in bytes', async () => {
  const costOf = async (size: number) => {
    await place.remove();
    place = await createGitPlace({http: true});
    await fillHistory((await place.run()).repository, size);
    const run = await place.run();
    return await place.count(async () => {
      const history = await run.open();
      await history.startStep(aDraft(0xaaa));
      await history.finishStep(uidOf(0xaaa), anOutcome());
    });
  };
  const [few, many] = [await costOf(10), await costOf(5_000)];
  expect(many.requests).toBe(few.requests);
  expect(few.requests).toBeLessThanOrEqual(12);
  expect(many.received / few.received).toBeLessThan(1.1);
  expect(many.sent / few.sent).toBeLessThan(1.1);
});

describe('two runs at once', () => {
  test('never have one number: who is later takes the next one', async () => {
    const [a, b] = [await (await place.run()).open(), await (await place.run()).open()];
    expect((await a.startStep(aDraft(1))).id).toBe(1);
    expect((await b.startStep(aDraft(2))).id).toBe(2);
    expect(await b.finishStep(uidOf(2), anOutcome())).toMatchObject({id: 2, parentStepId: 1});
    expect(await a.finishStep(uidOf(1), anOutcome())).toMatchObject({id: 1, parentStepId: null});
    expect(subjects()).toHaveLength(4);
  });

  test('whose start could not be put on record in time begins without a number, and has one from its end on', async () => {
    const noTime: StartTime = {leftMs: (wait) => (wait === 'record' ? 0 : 60_000), count: (work) => work()};
    const [late, other] = [
      await (await place.run({deps: {startTime: noTime}})).open(),
      await (await place.run()).open(),
    ];
    expect(late.condition).toEqual({kind: 'empty'});
    expect((await late.startStep(aDraft(1))).id).toBeNull();
    const {id: taken} = await other.startStep(aDraft(2));
    const {id} = await late.finishStep(uidOf(1), anOutcome());
    expect([taken, id].sort()).toEqual([1, 2]);
    expect(await late.publish()).toEqual({kind: 'published'});
    expect(await late.getStep({kind: 'uid', prefix: uidOf(1)})).toMatchObject({value: {id, status: 'succeeded'}});
  });

  test('see each other in what they read after that', async () => {
    const [a, b] = [await (await place.run()).open(), await (await place.run()).open()];
    await a.startStep(aDraft(1));
    await a.listSteps();
    await b.startStep(aDraft(2));
    await a.finishStep(uidOf(1), anOutcome());
    expect((await a.listSteps()).map((step) => [step.id, step.status])).toEqual([
      [2, 'running'],
      [1, 'succeeded'],
    ]);
  });
});

describe('a remote that is not there', () => {
  const opened = async (push: (remote: Remote) => Remote['push']) => {
    const run = await place.run();
    const {remote} = run.repository;
    if (remote === null) throw new Error('The clone has no remote.');
    const repository = {...run.repository, remote: withPush(remote, push(remote))};
    return {...run, history: await createGitStore(realStoreDeps(), {...run, slug: 'default', repository}).open()};
  };
  const lost = {kind: 'unreachable', explanation: 'The remote hung up.'} as const;

  test('a push that arrived, though its answer was lost, is not made again', async () => {
    let pushes = 0;
    const {history} = await opened((remote) => async (updates, options) => {
      const result = await remote.push(updates, options);
      return ++pushes === 1 ? lost : result;
    });
    expect((await history.startStep(aDraft(1))).id).toBeNull();
    expect(await history.finishStep(uidOf(1), anOutcome())).toMatchObject({id: 1, status: 'succeeded'});
    expect(subjects()).toEqual(['Step 1 started on main (claude)', 'Step 1 succeeded on main: pushed']);
  });

  test('a push that did not arrive is made again, also when others wrote meanwhile', async () => {
    let pushes = 0;
    const {history} = await opened((remote) => async (updates, options) => {
      if (++pushes > 1) return await remote.push(updates, options);
      await recordStep(2);
      return lost;
    });
    expect((await history.startStep(aDraft(1))).id).toBeNull();
    const step: Step = await history.finishStep(uidOf(1), anOutcome());
    expect(step).toMatchObject({id: 2, parentUid: uidOf(2)});
    expect(await history.publish()).toEqual({kind: 'published'});
    expect(subjects().at(-1)).toBe('Step 2 succeeded on main: pushed');
    expect(await history.countSteps()).toBe(2);
  });

  test('the record waits in a file for a later process of the run, which adds it once', async () => {
    const down = await opened(() => async () => lost);
    await down.history.startStep(aDraft(1));
    await down.history.close();
    const post = await createGitStore(realStoreDeps(), {
      slug: 'default',
      repository: (await place.run()).repository,
      folder: down.folder,
    }).open();
    expect(await post.getStep({kind: 'uid', prefix: uidOf(1)})).toMatchObject({value: {status: 'running', id: null}});
    expect(await post.finishStep(uidOf(1), anOutcome({status: 'cancelled'}))).toMatchObject({id: 1});
    expect(subjects()).toEqual(['Step 1 cancelled on main: pushed']);
    expect(existsSync(join(down.folder, 'record.json'))).toBe(false);
    await post.close();
  });

  test('a remote that takes no ref of ours leaves the record in its file, and says why', async () => {
    place.atRemote('config', 'receive.hideRefs', 'refs/laforge');
    const {publication} = await recordStep(1);
    expect(publication).toMatchObject({kind: 'kept', reason: expect.stringContaining('keeps refs/laforge')});
    expect(publication.kind === 'kept' && readFileSync(publication.where, 'utf8')).toContain(uidOf(1));
  });
});

/** Every file of a folder with its content, but git's own notes of when it looked at what. */
function snapshot(folder: string): ReadonlyMap<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((file) => file.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [path, readFileSync(path, 'latin1')];
    }),
  );
}

/** Names of branches whose hashes begin alike. */
function branchesOfOneFile(count: number): readonly string[] {
  const names: string[] = [];
  for (let n = 0; names.length < count; n++) {
    const hash = createHash('sha256')
      .update(JSON.stringify(`b${n}`))
      .digest('hex');
    if (hash.startsWith('5f')) names.push(`b${n}`);
  }
  return names;
}

test('the ref of a history is its slug', () => {
  expect(ledgerRef('default')).toBe(LEDGER_REF);
});
