import {existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {zstdCompressSync} from 'node:zlib';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import type {History} from '../../../src/domain/ports/store.ts';
import {createCacheStore} from '../../../src/stores/cache/cache-store.ts';
import {HISTORY_FOLDER} from '../../../src/stores/cache/fetch.ts';
import {createTar, type TarMember} from '../../helpers/archives.ts';
import {addRun, type CacheState} from '../../helpers/github-service/world.ts';
import {aDraft, anOutcome, uidOf} from '../../helpers/ledger.ts';
import {
  countRequestsOf,
  createGithubPlace,
  type GithubPlace,
  type GithubRunOptions,
  realStoreDeps,
  saveFiles,
} from '../../helpers/store-places.ts';

const MAIN = 'refs/heads/main';

let place: GithubPlace;
beforeEach(async () => {
  place = await createGithubPlace('cache');
});
afterEach(() => place.remove());

async function open(options?: GithubRunOptions): Promise<History> {
  return (await place.run(options)).open();
}

async function recordStep(n: number, options?: GithubRunOptions) {
  const history = await open(options);
  await history.startStep(aDraft(n));
  await history.finishStep(uidOf(n), anOutcome());
  const publication = await history.publish();
  return {condition: history.condition, publication};
}

async function listUids(history: History) {
  return (await history.listSteps()).map((step) => step.uid).sort();
}

function newest(): CacheState {
  const found = place.service.world.caches.findLast((it) => it.key.startsWith('laforge/default/'));
  if (found === undefined) throw new Error('nothing was saved');
  return found;
}

describe('saving', () => {
  test('takes a key of its own each time, under the slug of the history', async () => {
    await recordStep(1);
    await recordStep(2);
    const keys = place.service.world.caches.map((it) => it.key).filter((it) => !it.includes('~running/'));
    expect(new Set(keys).size).toBe(2);
    for (const key of keys) expect(key).toMatch(/^laforge\/default\/[0-9a-f-]{36}$/);
  });

  test('writes the path the same way in every folder, so that entries of other runners are found', async () => {
    await recordStep(1);
    await recordStep(2);
    expect(new Set(place.service.world.caches.map((it) => it.version)).size).toBe(1);
  });

  test('tells a save that was denied from one that was made, and what to do', async () => {
    const {publication} = await recordStep(1, {job: {cacheScopes: {read: [MAIN], write: null}}});
    expect(publication).toMatchObject({
      kind: 'kept',
      reason: expect.stringMatching(
        /^GitHub does not let this run write caches .*cache write denied: .* Use the store "artifact" there\.$/,
      ),
    });
    expect(existsSync(publication.kind === 'kept' ? publication.where : '')).toBe(true);
  });

  test("says so when the job's cache-mode allows no writing, and asks nobody", async () => {
    const history = await open({env: {ACTIONS_CACHE_MODE: 'read'}});
    await history.startStep(aDraft(1));
    const before = place.service.requests.length;
    expect(await history.publish()).toMatchObject({
      kind: 'kept',
      reason:
        'The cache-mode of this job is "read", which does not write caches. Set "cache-mode: write" for the job, or use the store "artifact".',
    });
    expect(place.service.requests).toHaveLength(before);
  });

  test('packs with the programs that were there when the history was opened', async () => {
    const path = process.env.PATH;
    const planted = mkdtempSync(join(tmpdir(), 'laforge-planted-'));
    process.env.PATH = `${planted}:${path}`;
    try {
      const history = await open();
      const trap = join(planted, 'trap');
      for (const name of ['tar', 'gtar', 'zstd', 'zstdmt', 'gzip'])
        writeFileSync(join(planted, name), `#!/bin/sh\nenv > '${trap}'\n`, {mode: 0o755});
      await history.startStep(aDraft(1));
      await history.finishStep(uidOf(1), anOutcome());
      expect(await history.publish()).toEqual({kind: 'published'});
      expect(existsSync(trap)).toBe(false);
    } finally {
      process.env.PATH = path;
      rmSync(planted, {recursive: true});
    }
    expect(await listUids(await open())).toEqual([uidOf(1)]);
  });

  test('makes three requests, one after another', async () => {
    const run = await place.run();
    const history = await run.open();
    await history.startStep(aDraft(1));
    await run.startIsSaved();
    expect(await countRequestsOf(place, () => history.publish())).toEqual({total: 3, inSequence: 3});
  });
});

describe('a step that is running', () => {
  async function vanish(n: number, options?: GithubRunOptions): Promise<void> {
    const run = await place.run(options);
    const history = await run.open();
    await history.startStep(aDraft(n));
    await run.startIsSaved();
  }

  test('is asked for once', async () => {
    await recordStep(1);
    await vanish(2);
    await recordStep(3);
    expect(await countRequestsOf(place, open)).toEqual({total: 3, inSequence: 2});
  });

  test('of another branch is left to that branch', async () => {
    await recordStep(1);
    await vanish(2, {job: {run: addRun(place.service.world, {headBranch: 'topic', status: 'in_progress'})}});
    const job = {run: addRun(place.service.world, {headBranch: 'topic', status: 'in_progress'})};
    expect(await listUids(await open())).toEqual([uidOf(1)]);
    expect(await listUids(await open({job}))).toEqual([uidOf(1), uidOf(2)]);
  });
});

describe('restoring', () => {
  test('makes three requests, two of them one after another', async () => {
    await recordStep(1);
    await recordStep(2);
    expect(await countRequestsOf(place, open)).toEqual({total: 3, inSequence: 2});
  });

  test("leaves nothing in the workspace, and nothing of the client's in the step's folder", async () => {
    await recordStep(1);
    const run = await place.run();
    await run.open();
    expect(existsSync(join(process.cwd(), HISTORY_FOLDER))).toBe(false);
    expect(existsSync(join(run.folder, 'restored'))).toBe(false);
  });

  test('reads the default branch from another branch, and saves to that branch alone', async () => {
    await recordStep(1);
    const branch = () => ({
      job: {run: addRun(place.service.world, {headBranch: 'topic', status: 'in_progress'})},
    });
    expect(await recordStep(2, branch())).toMatchObject({condition: {kind: 'found'}});
    expect(newest().ref).toBe('refs/heads/topic');
    expect(await listUids(await open(branch()))).toEqual([uidOf(1), uidOf(2)]);
    expect(await listUids(await open())).toEqual([uidOf(1)]);
  });

  test('takes caches of branches it cannot read for no history', async () => {
    await recordStep(1, {job: {run: addRun(place.service.world, {headBranch: 'topic', status: 'in_progress'})}});
    expect((await open()).condition).toEqual({kind: 'empty'});
  });

  test('merges what parallel runs of one branch saved', async () => {
    const parallel = [await open(), await open()];
    for (const [index, history] of parallel.entries()) {
      await history.startStep(aDraft(index + 1));
      await history.publish();
    }
    const next = await open();
    expect(await listUids(next)).toEqual([uidOf(1), uidOf(2)]);
    expect(next.warnings).toEqual([expect.stringMatching(/^Step 1 is step 2 now/)]);
    await next.startStep(aDraft(3));
    await next.publish();
    expect(await countRequestsOf(place, open)).toEqual({total: 3, inSequence: 2});
  });

  test('does not take a miss for an empty history when GitHub lists one', async () => {
    await recordStep(1);
    const {caches} = place.service.world;
    const entry = newest();
    caches.splice(caches.indexOf(entry), 1, {...entry, version: 'of a runner with another compression'});
    expect((await open()).condition).toEqual({
      kind: 'unreadable',
      reason: expect.stringMatching(/another system, or one without zstd.* GitHub lists 1 caches of this history\.$/),
    });
  });

  test('does not take a failure of the client for an empty history', async () => {
    place.service.intercept = ({path}) =>
      path.endsWith('DownloadURL')
        ? {status: 403, body: {code: 'denied', msg: 'cache read denied: no scopes'}}
        : undefined;
    expect((await open()).condition).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('GitHub does not let this run read caches'),
    });
  });

  test('does not take a miss for an empty history when nobody can say whether there is one', async () => {
    expect((await open({job: {permissions: {contents: 'write'}}})).condition).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('"permissions: actions: read"'),
    });
  });

  test('goes on, with a warning, when it has the newest and only the list is missing', async () => {
    await recordStep(1);
    const history = await open({job: {permissions: {contents: 'write'}}});
    expect(history.condition).toEqual({kind: 'found'});
    expect(history.warnings).toEqual([expect.stringContaining('"permissions: actions: read"')]);
    expect(await listUids(history)).toEqual([uidOf(1)]);
  });

  test("says so when the job's cache-mode allows no reading, and asks nobody", async () => {
    await recordStep(1);
    const before = place.service.requests.length;
    expect((await open({env: {ACTIONS_CACHE_MODE: 'write-only'}})).condition).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('The cache-mode of this job is "write-only"'),
    });
    expect(place.service.requests).toHaveLength(before);
  });
});

describe('what cannot be trusted', () => {
  test('does not open a newest entry that is no ledger', async () => {
    await recordStep(1);
    await saveFiles(place, 'laforge/default/zzz', {'steps.db': 'DROP TABLE steps'});
    expect((await open()).condition).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(/^Cache laforge\/default\/zzz was left out of the history: .* Delete it/),
    });
  });

  test('leaves out, with a warning, an entry beside the newest that is no ledger', async () => {
    const history = await open();
    await saveFiles(place, 'laforge/default/aaa', {'steps.db': 'DROP TABLE steps'});
    await history.startStep(aDraft(1));
    await history.publish();
    const next = await open();
    expect(next.condition).toEqual({kind: 'found'});
    expect(next.warnings).toEqual([
      expect.stringMatching(/^Cache laforge\/default\/aaa was left out of the history: /),
    ]);
  });
});

describe('an archive that somebody made by hand', () => {
  const HOSTILE: readonly (readonly [string, (outside: string) => readonly TarMember[]])[] = [
    ['an absolute path', (outside) => [{name: outside, content: 'planted'}]],
    [
      'a path that leads up',
      (outside) => [{name: `${HISTORY_FOLDER}/../../../../../..${outside}`, content: 'planted'}],
    ],
    [
      'a link that leads out of its folder',
      (outside) => [
        {name: `${HISTORY_FOLDER}/steps.db`, type: '2', linkname: outside},
        {name: `${HISTORY_FOLDER}/steps.db`, content: 'planted'},
      ],
    ],
  ];
  let outside: string;
  beforeEach(() => {
    outside = join(mkdtempSync(join(tmpdir(), 'laforge-outside-')), 'planted');
  });
  afterEach(() => rmSync(dirname(outside), {recursive: true}));

  /** Puts an archive in the place of what the newest entry holds. */
  function replaceNewest(members: readonly TarMember[]): void {
    const blob = place.service.world.blobs.get(newest().blobId);
    if (blob === undefined) throw new Error('the entry has no blob');
    blob.content = zstdCompressSync(createTar(members));
  }

  test.each(HOSTILE)('with %s writes nothing outside, and its history is not gone on with', async (_, members) => {
    await recordStep(1);
    replaceNewest(members(outside));
    const run = await place.run();
    const history = await run.open();
    expect(history.condition).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringMatching(
        /^Cache laforge\/default\/\S+ was left out of the history: it holds ".*", which is no plain file in laforge-history\. Delete it/,
      ),
    });
    expect(existsSync(outside)).toBe(false);
    expect(readdirSync(run.folder)).toEqual([]);
  });

  test('is left out with a warning beside a sound one', async () => {
    const parallel = [await open(), await open()];
    await parallel[0]?.startStep(aDraft(1));
    await parallel[0]?.publish();
    replaceNewest([{name: outside, content: 'planted'}]);
    await parallel[1]?.startStep(aDraft(2));
    await parallel[1]?.publish();
    const next = await open();
    expect(next.condition).toEqual({kind: 'found'});
    expect(next.warnings).toEqual([expect.stringMatching(/^Cache \S+ was left out of the history: it holds "/)]);
    // The record of the first one's start may have arrived by itself before.
    expect(await listUids(next)).toContain(uidOf(2));
    expect(existsSync(outside)).toBe(false);
  });
});

test('refuses at once where there is no cache service, and says what to use', () => {
  const never = () => Promise.reject(new Error('nobody is asked'));
  const index = {artifactsNamed: never, artifactsOfRun: never, isRunCompleted: never, cachesWithPrefix: never};
  const options = {slug: 'default', folder: '/nowhere', index, readableRefs: [], script: '', maskSecret: () => {}};
  expect(() => createCacheStore(realStoreDeps(), {...options, env: {ACTIONS_RUNTIME_TOKEN: 't'}})).toThrow(
    'Input "store" is "cache", which works only where GitHub\'s own service is, and ACTIONS_RESULTS_URL is not set here. Use "git", which keeps the history in the repository, or "file" with a store-path that lasts.',
  );
});
