import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import type {History} from '../../../src/domain/ports/store.ts';
import {createArtifactStore} from '../../../src/stores/artifact/artifact-store.ts';
import {eventually} from '../../helpers/gate.ts';
import {type ArtifactState, addArtifact, addRun, type RunState} from '../../helpers/github-service/world.ts';
import {aDraft, anOutcome, uidOf} from '../../helpers/ledger.ts';
import {
  countRequestsOf,
  createGithubPlace,
  type GithubPlace,
  type GithubRunOptions,
  realStoreDeps,
  STORE_CLIENT,
  saveFiles,
} from '../../helpers/store-places.ts';

const UID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}';

let place: GithubPlace;
beforeEach(async () => {
  place = await createGithubPlace('artifact');
});
afterEach(() => place.remove());

async function open(options?: GithubRunOptions): Promise<History> {
  return (await place.run(options)).open();
}

async function addStep(history: History, n: number) {
  await history.startStep(aDraft(n));
  const step = await history.finishStep(uidOf(n), anOutcome());
  const publication = await history.publish();
  return {step, publication};
}

/** A whole run with one step: started, saved, over. */
async function recordStep(n: number, run: RunState = addRun(place.service.world, {status: 'in_progress'})) {
  const recorded = await addStep(await open({job: {run}}), n);
  place.service.endRun(run.id);
  return recorded;
}

async function listUids(history: History) {
  return (await history.listSteps()).map((step) => step.uid).sort();
}

function newest(): ArtifactState {
  const found = place.service.world.artifacts.toSorted((a, b) => b.id - a.id)[0];
  if (found === undefined) throw new Error('nothing was saved');
  return found;
}

const names = () => place.service.world.artifacts.map((it) => it.name);
const requestsOf = (pattern: RegExp) => place.service.requests.filter((it) => pattern.test(it.path));

describe('saving', () => {
  test('names the first save of a run after the project, and a later step of the job adds a uid at once', async () => {
    const run = addRun(place.service.world, {status: 'in_progress'});
    await addStep(await open({job: {run}}), 1);
    const second = await addStep(await open({job: {run}}), 2);
    expect(second).toMatchObject({step: {id: 2}, publication: {kind: 'published'}});
    expect(names()).toEqual(['laforge-default', expect.stringMatching(new RegExp(`^laforge-default-${UID}$`))]);
    expect(requestsOf(/CreateArtifact/).map((it) => it.status)).toEqual([200, 200, 200, 200]);
  });

  test('takes a name with a uid when another job of the run was faster, and the next run merges both', async () => {
    const run = addRun(place.service.world, {status: 'in_progress'});
    const jobs = [await open({job: {run}}), await open({job: {run}}), await open({job: {run}})];
    const saved = await Promise.all(jobs.map((history, index) => addStep(history, index + 1)));
    expect(saved.map((it) => it.publication.kind)).toEqual(['published', 'published', 'published']);
    // Each name is given once. One that another job is in the middle of saving is not listed yet, and is asked for once more.
    const answers = requestsOf(/CreateArtifact/).map((it) => it.status);
    expect(answers.filter((status) => status === 200)).toHaveLength(6);
    expect(answers.filter((status) => status === 409).length).toBeGreaterThanOrEqual(4);
    expect(new Set(answers)).toEqual(new Set([200, 409]));
    place.service.endRun(run.id);

    const next = await open();
    expect(next.condition).toEqual({kind: 'found'});
    expect(await listUids(next)).toEqual([uidOf(1), uidOf(2), uidOf(3)]);
    expect((await next.listSteps()).map((step) => step.id)).toEqual([3, 2, 1]);
    expect(next.warnings.filter((it) => /^Step 1 is step [23] now/.test(it))).toHaveLength(2);
  });

  test('takes the plain name again in a later attempt of the same run', async () => {
    const run = addRun(place.service.world, {status: 'in_progress'});
    await recordStep(1, run);
    run.attempt = 2;
    run.status = 'in_progress';
    await addStep(await open({job: {run}}), 2);
    expect(names()).toEqual(['laforge-default', 'laforge-default']);
    expect(await listUids(await open())).toEqual([uidOf(1), uidOf(2)]);
  });

  test('never takes away what was saved at the end of a step', async () => {
    for (const n of [1, 2, 3]) await recordStep(n);
    expect(names()).toEqual(['laforge-default', 'laforge-default', 'laforge-default']);
  });

  test('says what the blob store answered, which says nothing itself', async () => {
    place.service.fault = ({kind, method}) => (kind === 'blob' && method === 'PUT' ? '401' : undefined);
    const {publication} = await addStep(await open(), 1);
    expect(publication).toMatchObject({kind: 'kept', reason: 'The service answered 401.'});
  });

  test('is found by another name where a save that failed half-way has the plain one', async () => {
    const run = await place.run();
    place.service.fault = ({path, method}) =>
      path.endsWith('/CreateArtifact') || method === 'PUT' ? '401' : undefined;
    const history = await run.open();
    await history.startStep(aDraft(1));
    // What saves the start has failed before it had a name.
    await eventually(() => requestsOf(/CreateArtifact/).some((it) => it.status === 401));
    await history.finishStep(uidOf(1), anOutcome());
    place.service.fault = ({kind, method}) => (kind === 'blob' && method === 'PUT' ? '401' : undefined);
    expect((await history.publish()).kind).toBe('kept');
    await history.close();
    place.service.fault = undefined;
    expect(await (await run.open()).publish()).toEqual({kind: 'published'});
    const listed = place.service.world.artifacts.filter((it) => it.finalized).map((it) => it.name);
    expect(listed.sort()).toEqual([
      expect.stringMatching(new RegExp(`^laforge-default-${UID}$`)),
      'laforge.running-default',
    ]);
    for (const id of place.service.world.runs.keys()) place.service.endRun(id);
    expect(await listUids(await open())).toEqual([uidOf(1)]);
  });

  test('asks for the retention it was given', async () => {
    await addStep(await open({retentionDays: 5}), 1);
    const days = (Date.parse(newest().expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(4.9);
    expect(days).toBeLessThan(5.1);
  });

  test('hands every signature on to be masked, and prints nothing itself', async () => {
    const printed: string[] = [];
    const write = process.stdout.write;
    process.stdout.write = (chunk: string | Uint8Array) => printed.push(String(chunk)) > 0;
    try {
      await recordStep(1);
      await open();
    } finally {
      process.stdout.write = write;
    }
    const blob = place.service.world.blobs.get(newest().blobId);
    expect(place.secrets).toContain(blob?.signature);
    expect(printed.join('')).toBe('');
  });

  test('makes four requests, one after another, and two to take away the record of the start', async () => {
    const run = await place.run();
    const history = await run.open();
    await history.startStep(aDraft(1));
    await run.startIsSaved();
    expect(await countRequestsOf(place, () => history.publish())).toEqual({total: 6, inSequence: 6});
  });
});

describe('the processes of the client', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'laforge-clients-'));
    const note = `require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'started'))}, process.pid + '\\n');`;
    writeFileSync(join(folder, 'client.cjs'), `${note}\nvoid import(${JSON.stringify(STORE_CLIENT)});\n`);
  });
  afterEach(() => rmSync(folder, {recursive: true}));

  const start = () => place.run({script: join(folder, 'client.cjs')});
  const started = () => readFileSync(join(folder, 'started'), 'utf8').trim().split('\n').map(Number);
  const isGone = (pid: number) => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };

  test('are two for a step: one until its start is saved, one for its end', async () => {
    await recordStep(1);
    const run = await start();
    const history = await run.open();
    await history.startStep(aDraft(2));
    const inspect = await history.guard();
    await run.startIsSaved();
    await eventually(() => started().every(isGone));
    await inspect();
    await history.finishStep(uidOf(2), anOutcome());
    await history.publish();
    expect(started()).toHaveLength(2);
    expect(started().filter((pid) => !isGone(pid))).toEqual([]);
    expect(names()).toEqual(['laforge-default', 'laforge-default']);
  });

  test('end with the history, and before somebody runs who could write to them', async () => {
    await recordStep(1);
    for (const end of ['close', 'guard'] as const) await (await (await start()).open())[end]();
    expect(started()).toHaveLength(2);
    expect(started().filter((pid) => !isGone(pid))).toEqual([]);
  });

  test('are replaced by another when they end by themselves', async () => {
    await recordStep(1);
    const history = await (await start()).open();
    for (const pid of started()) process.kill(pid, 'SIGKILL');
    await eventually(() => started().every(isGone));
    expect(await addStep(history, 2)).toMatchObject({publication: {kind: 'published'}});
  });
});

describe('a step that is running', () => {
  /** A job that saves the start of a step and is never heard of again. */
  async function vanish(n: number, options?: GithubRunOptions) {
    const run = await place.run(options);
    const history = await run.open();
    await history.startStep(aDraft(n));
    await run.startIsSaved();
    return run;
  }

  test('is asked for once, and then in what the next run saved', async () => {
    await vanish(1);
    for (const {id} of place.service.world.runs.values()) place.service.endRun(id);
    await recordStep(2);
    expect(await countRequestsOf(place, open)).toEqual({total: 6, inSequence: 3});
    expect(await listUids(await open())).toEqual([uidOf(1), uidOf(2)]);
  });

  test('is found beside those of other jobs of its run, and when those have ended', async () => {
    const run = addRun(place.service.world, {status: 'in_progress'});
    const first = await place.run({job: {run}});
    const history = await first.open();
    await history.startStep(aDraft(1));
    await first.startIsSaved();
    await vanish(2, {job: {run}});
    await history.finishStep(uidOf(1), anOutcome());
    await history.publish();
    expect(names()).toEqual([expect.stringMatching(new RegExp(`^laforge.running-default-${UID}$`)), 'laforge-default']);
    place.service.endRun(run.id);
    await recordStep(3);
    const steps = await (await open()).listSteps();
    expect(steps.map((it) => [it.uid, it.status]).sort()).toEqual([
      [uidOf(1), 'succeeded'],
      [uidOf(2), 'running'],
      [uidOf(3), 'succeeded'],
    ]);
  });

  test('has its record taken away by a later process of the same step', async () => {
    const run = await vanish(1);
    const post = await run.open();
    await post.finishStep(uidOf(1), anOutcome({status: 'cancelled'}));
    expect(await post.publish()).toEqual({kind: 'published'});
    expect(names()).toEqual(['laforge-default']);
  });

  test('keeps its record while its end could not be saved', async () => {
    const run = await vanish(1);
    const history = await run.open();
    await history.finishStep(uidOf(1), anOutcome());
    place.service.intercept = ({path}) =>
      path.endsWith('CreateArtifact') ? {status: 403, body: {msg: 'no'}} : undefined;
    expect(await history.publish()).toMatchObject({kind: 'kept'});
    expect(names()).toEqual(['laforge.running-default']);
  });

  test('keeps its record when that is the only one by which its run is found', async () => {
    const run = addRun(place.service.world, {status: 'in_progress'});
    // A job that died in the middle of its save has taken the name, and nobody sees it.
    addArtifact(place.service.world, {name: 'laforge-default', runId: run.id, zip: Buffer.from(''), finalized: false});
    const first = await vanish(1, {job: {run}});
    const state = place.service.world.artifacts;
    const [dead, own] = state;
    if (dead === undefined || own === undefined) throw new Error('there are two');
    state[0] = {...dead, runBackendId: own.runBackendId};
    const history = await first.open();
    await history.finishStep(uidOf(1), anOutcome());
    expect(await history.publish()).toEqual({kind: 'published'});
    place.service.endRun(run.id);
    expect(await (await open()).getStep({kind: 'id', id: 1})).toMatchObject({value: {status: 'succeeded'}});
  });

  test('does no harm when its record goes while another run reads it', async () => {
    const run = await vanish(1);
    const history = await run.open();
    await history.finishStep(uidOf(1), anOutcome());
    let published: Promise<unknown> | undefined;
    place.service.intercept = async ({path}) => {
      if (!path.endsWith('/zip') || published !== undefined) return undefined;
      published = history.publish();
      await published;
      return undefined;
    };
    const next = await open();
    await published;
    expect(next.condition.kind).toBe('found');
    expect(await next.listSteps()).toMatchObject([{uid: uidOf(1), status: 'succeeded'}]);
  });

  test('never lets its record decide what the newest save is', async () => {
    await recordStep(1);
    await vanish(2);
    const {world} = place.service;
    const blob = world.blobs.get(newest().blobId);
    if (blob) blob.content = Buffer.from('planted');
    const next = await open();
    expect(next.condition).toEqual({kind: 'found'});
    expect(next.warnings).toEqual([expect.stringMatching(/^Artifact laforge\.running-default .* another digest/)]);
  });

  test('is not read by dozens at once, but later', async () => {
    for (let n = 1; n <= 12; n++) await vanish(n);
    const seen = await listUids(await open());
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(uidOf));
    for (const {id} of place.service.world.runs.values()) place.service.endRun(id);
    await recordStep(20);
    await recordStep(21);
    expect(await listUids(await open())).toHaveLength(14);
  });
});

describe('restoring', () => {
  test('makes six requests, three of them one after another, and two at once where there is nothing', async () => {
    expect(await countRequestsOf(place, open)).toEqual({total: 2, inSequence: 1});
    for (const n of [1, 2, 3]) await recordStep(n);
    expect(await countRequestsOf(place, open)).toEqual({total: 6, inSequence: 3});
  });

  test('finds the newest among hundreds, listed on several pages in any order', async () => {
    const {world} = place.service;
    for (let i = 0; i < 249; i++) {
      const run = addRun(world);
      addArtifact(world, {name: 'laforge-default', runId: run.id, zip: Buffer.from('old'), expired: true});
    }
    // As if those had all been saved before and this history had gone on from them.
    await recordStep(1);
    const history = await open();
    expect(history.condition).toEqual({kind: 'found'});
    expect(await listUids(history)).toEqual([uidOf(1)]);
    expect(requestsOf(/name=laforge-default&page=[123]/)).toHaveLength(6);
  });

  test('reads what a run saves after another run has merged its first save', async () => {
    const slow = addRun(place.service.world, {status: 'in_progress'});
    await addStep(await open({job: {run: slow}}), 1);
    await recordStep(2);
    // The slow run's second step knows nothing of step 2, and its artifact has a name that no list by name shows.
    const late = await open({job: {run: slow}});
    await addStep(late, 3);
    await recordStep(4);
    place.service.endRun(slow.id);
    expect(await listUids(await open())).toEqual([uidOf(1), uidOf(2), uidOf(3), uidOf(4)]);
  });

  test('loses nothing when runs overlap in every way', async () => {
    const slow = addRun(place.service.world, {status: 'in_progress'});
    const first = await open({job: {run: slow}});
    const second = await open({job: {run: slow}});
    await addStep(first, 1);
    await recordStep(2);
    await addStep(second, 3);
    await recordStep(4);
    const fast = await open();
    place.service.endRun(slow.id);
    expect(await listUids(fast)).toEqual([1, 2, 3, 4].map(uidOf));
    await addStep(fast, 5);
    const history = await open();
    expect(await listUids(history)).toEqual([1, 2, 3, 4, 5].map(uidOf));
    expect((await history.listSteps()).map((step) => step.id)).toEqual([5, 4, 3, 2, 1]);
  });

  test('asks for nothing twice once it is merged', async () => {
    const parallel = [await open(), await open()];
    for (const [index, history] of parallel.entries()) await addStep(history, index + 1);
    for (const run of place.service.world.runs.values()) place.service.endRun(run.id);
    await recordStep(3);
    expect(await countRequestsOf(place, open)).toEqual({total: 6, inSequence: 3});
  });

  test('does not believe that a run is gone whose artifacts are listed', async () => {
    await recordStep(1);
    place.service.intercept = ({path}) =>
      /\/actions\/runs\//.test(path) ? {status: 404, body: {message: 'Not Found'}} : undefined;
    expect((await open()).condition).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(/^GitHub lists artifacts of run \d+ and says that there is no such run\.$/),
    });
  });

  test("ignores what a fork's run saved under the same name", async () => {
    const fork = addRun(place.service.world, {headRepositoryId: 666, status: 'in_progress'});
    await recordStep(1, fork);
    expect(await open()).toMatchObject({condition: {kind: 'empty'}, warnings: []});
    await recordStep(2);
    await recordStep(3, addRun(place.service.world, {headRepositoryId: 666, status: 'in_progress'}));
    expect(await listUids(await open())).toEqual([uidOf(2)]);
  });

  test('ignores an artifact whose run GitHub no longer tells', async () => {
    await recordStep(1);
    place.service.world.runs.delete(newest().runId);
    expect((await open()).condition).toEqual({kind: 'empty'});
  });

  test('says that a history has expired, and since when, and begins a new one', async () => {
    await recordStep(1);
    newest().expired = true;
    const history = await open();
    expect(history.condition).toEqual({kind: 'expired', lastSavedAt: newest().createdAt});
    expect((await history.startStep(aDraft(2))).id).toBe(1);
  });

  test('takes a download that GitHub has no more for an expired one', async () => {
    await recordStep(1);
    place.service.intercept = ({path}) =>
      path.endsWith('/zip') ? {status: 410, body: {message: 'Artifact has expired'}} : undefined;
    expect((await open()).condition).toMatchObject({kind: 'expired'});
  });

  test('warns when the newest save expired before older ones', async () => {
    await recordStep(1);
    await recordStep(2);
    newest().expired = true;
    const history = await open();
    expect(history.condition).toEqual({kind: 'found'});
    expect(history.warnings).toEqual([
      expect.stringMatching(/^Artifact laforge-default .* has expired before older saves/),
    ]);
  });

  test('names the permission that is missing', async () => {
    const history = await open({job: {permissions: {contents: 'write'}}});
    expect(history.condition).toEqual({
      kind: 'unreadable',
      reason:
        'GitHub did not say which artifacts are named laforge-default (403, Resource not accessible by integration). Give the job "permissions: actions: read".',
    });
  });

  test('merges the record of the very first run, which could not read, into a history that begins with it', async () => {
    await addStep(await open({job: {permissions: {contents: 'write'}}}), 1);
    const history = await open();
    expect(history.condition).toEqual({kind: 'found'});
    expect((await history.listSteps()).map((step) => [step.id, step.uid])).toEqual([[1, uidOf(1)]]);
  });
});

describe('what cannot be trusted', () => {
  test('does not go on from an older save when the newest is no ledger, and says which one to delete', async () => {
    await recordStep(1);
    await saveFiles(place, 'laforge-default', {'steps.db': 'DROP TABLE steps'});
    const {id} = newest();
    const history = await open();
    expect(history.condition).toEqual({
      kind: 'unreadable',
      reason: expect.stringMatching(
        new RegExp(
          `^Artifact laforge-default \\(id ${id}, run \\d+\\), the newest save of the history, cannot be trusted: `,
        ),
      ),
    });
    place.service.world.artifacts.splice(-1);
    expect(await listUids(await open())).toEqual([uidOf(1)]);
  });

  test('leaves out, with a warning, an older save that is no ledger', async () => {
    const run = addRun(place.service.world, {status: 'in_progress'});
    const history = await open({job: {run}});
    await saveFiles(place, 'laforge-default', {'steps.db': 'DROP TABLE steps'}, {run});
    await addStep(history, 1);
    const next = await open();
    expect(next.condition).toEqual({kind: 'found'});
    expect(next.warnings).toEqual([
      expect.stringMatching(/^Artifact laforge-default .* was left out of the history: /),
    ]);
    expect(await listUids(next)).toEqual([uidOf(1)]);
  });

  test('refuses content whose digest is not the one that was saved', async () => {
    await recordStep(1);
    newest().digest = `sha256:${'0'.repeat(64)}`;
    expect((await open()).condition).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('its content has another digest than was saved.'),
    });
  });

  test('does not download more than a history can have', async () => {
    await recordStep(1);
    newest().size = 2 ** 40;
    const before = place.service.requests.length;
    expect((await open()).condition).toMatchObject({kind: 'unreadable', reason: expect.stringContaining('bytes')});
    expect(place.service.requests.slice(before).filter((it) => it.path.endsWith('/zip'))).toEqual([]);
  });

  test('leaves out a record by itself that is malformed', async () => {
    await recordStep(1);
    await saveFiles(place, 'laforge-default', {
      'record.json': '{"format":"laforge-fragment","version":1,"records":{}}',
    });
    const history = await open();
    expect(history.condition).toEqual({kind: 'found'});
    expect(await listUids(history)).toEqual([uidOf(1)]);
    expect(history.warnings).toEqual([
      expect.stringMatching(
        /^Artifact laforge-default \(id \d+, run \d+\) was left out of the history: .* no list of records\.$/,
      ),
    ]);
  });
});

describe('where there is no artifact service', () => {
  const create = (env: Record<string, string>) =>
    createArtifactStore(realStoreDeps(), {
      index: {artifactsNamed: never, artifactsOfRun: never, isRunCompleted: never, cachesWithPrefix: never},
      ...{slug: 'default', folder: '/nowhere', token: 't', env, script: '', maskSecret: () => {}, retentionDays: null},
    });
  const never = () => Promise.reject(new Error('nobody is asked'));

  test('refuses at once outside of a job, and says what to use', () => {
    expect(() => create({ACTIONS_RESULTS_URL: 'https://x'})).toThrow(
      'Input "store" is "artifact", which works only where GitHub\'s own service is, and ACTIONS_RUNTIME_TOKEN is not set here. Use "git", which keeps the history in the repository, or "file" with a store-path that lasts.',
    );
  });

  test("refuses on a GitHub server of one's own", () => {
    const env = {
      ACTIONS_RESULTS_URL: 'https://x',
      ACTIONS_RUNTIME_TOKEN: 't',
      GITHUB_SERVER_URL: 'https://git.example.com',
    };
    expect(() => create(env)).toThrow('git.example.com has no such service');
  });
});
