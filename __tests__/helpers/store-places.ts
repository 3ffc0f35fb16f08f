import {randomUUID} from 'node:crypto';
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {History, Store, StoreName} from '../../src/domain/ports/store.ts';
import type {Clock} from '../../src/domain/ports/system.ts';
import {createActionsIndex} from '../../src/github/actions-index.ts';
import {admitLedger} from '../../src/ledger/inspect.ts';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {HISTORY_FOLDER} from '../../src/stores/cache/fetch.ts';
import {startClient} from '../../src/stores/client/client-process.ts';
import {createStore} from '../../src/stores/registry.ts';
import type {StoreRequest} from '../../src/stores/store-deps.ts';
import {type StoreDeps, TIME_LIMITS, type TimeLimits} from '../../src/stores/store-deps.ts';
import {systemUids} from '../../src/system/clock-and-uids.ts';
import {runClientsHere} from './client-here.ts';
import {eventually} from './gate.ts';
import {countRequests} from './github-service/request-log.ts';
import {type GithubService, type JobOptions, startGithubService} from './github-service/service.ts';
import {tickingClock} from './ledger.ts';
import {DIST, warmBundle} from './warm-bundle.ts';

/**
 * The program that GitHub's clients run in, started for every run: that of the bundle which was built for the tests, in a
 * third of the time that the sources take; those where there is none.
 */
export const STORE_CLIENT = existsSync(DIST)
  ? join(warmBundle(), 'store-client.js')
  : join(import.meta.dirname, 'store-client.ts');

/** The real ledger, as a program would hand it to a store. */
export function realStoreDeps(): StoreDeps & {readonly clock: Clock} {
  return {
    openLedger: (path) => openLedger(path, {clock: tickingClock()}),
    admitLedger: (path) => admitLedger(path, tickingClock()),
    uids: systemUids,
    clock: tickingClock(),
  };
}

/** One run of a program that has a store. `open` may be called again, as post does after main. */
export interface PlaceRun {
  readonly store: Store;
  readonly folder: string;
  open(): Promise<History>;
  /** Resolves when the start of its step is saved, which happens while the agent runs. */
  startIsSaved(): Promise<void>;
}

/** Somewhere a store keeps histories, with runs that come one after another or at once. */
export interface StorePlace {
  readonly name: StoreName;
  run(options?: RunOptions): Promise<PlaceRun>;
  /** Makes the history unreadable until `heal`. */
  breakReading(): void;
  heal(): void;
  remove(): Promise<void>;
}

export interface RunOptions {
  readonly slug?: string;
}

export interface GithubPlace extends StorePlace {
  readonly service: GithubService;
  readonly secrets: string[];
  run(options?: GithubRunOptions): Promise<PlaceRun>;
  /** The stores' patience, which a test may change at any time. */
  readonly limits: {-readonly [Name in keyof TimeLimits]: number};
}

export interface GithubRunOptions extends RunOptions {
  readonly job?: JobOptions;
  readonly retentionDays?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly readableRefs?: readonly string[];
  /** The program of the clients, in place of the usual one. */
  readonly script?: string;
}

/** A place at the loopback GitHub. */
export async function createGithubPlace(name: 'artifact' | 'cache'): Promise<GithubPlace> {
  runClientsHere();
  const root = mkdtempSync(join(tmpdir(), `laforge-${name}-`));
  const histories: History[] = [];
  const secrets: string[] = [];
  const service = await startGithubService();
  const limits = {...TIME_LIMITS};
  const deps = {...realStoreDeps(), timeLimits: limits};
  return {
    name,
    service,
    secrets,
    limits,
    async run({slug = 'default', job, retentionDays, env: extra, readableRefs, script = STORE_CLIENT} = {}) {
      const variables = service.startJob(job);
      const env = {PATH: process.env.PATH, ...variables, ...extra};
      const folder = join(root, randomUUID());
      const token = variables.GITHUB_TOKEN ?? '';
      const index = createActionsIndex({apiUrl: service.url, repository: 'octo/demo', token});
      const store = await createStore(
        name,
        deps satisfies StoreDeps,
        {
          slug,
          folder,
          path: join(folder, 'unused.db'),
          create: true,
          repository: null,
          job: {
            index,
            token,
            env,
            script,
            maskSecret: (secret) => secrets.push(secret),
            retentionDays: retentionDays ?? null,
            readableRefs: readableRefs ?? [variables.GITHUB_REF ?? '', 'refs/heads/main'],
          },
        } satisfies StoreRequest,
      );
      const startIsSaved = async () => {
        await eventually(() => existsSync(join(folder, 'running.json')));
      };
      return {store, folder, open: () => keep(histories, store.open()), startIsSaved};
    },
    breakReading() {
      service.intercept = ({path}) =>
        path.includes('/actions/artifacts') || path.includes('/actions/caches') || path.endsWith('DownloadURL')
          ? {status: 403, body: {message: 'Resource not accessible by integration', msg: 'cache read denied: no'}}
          : undefined;
    },
    heal() {
      service.intercept = undefined;
    },
    async remove() {
      for (const history of histories) await history.close();
      rmSync(root, {recursive: true, force: true});
      await service.close();
    },
  };
}

/** A place on this machine's disk. */
export async function createFilePlace(): Promise<StorePlace> {
  const root = mkdtempSync(join(tmpdir(), 'laforge-file-'));
  const histories: History[] = [];
  const path = join(root, 'default.db');
  let good: Buffer | undefined;
  return {
    name: 'file',
    async run({slug = 'default'} = {}) {
      const unused = {repository: null, folder: null, job: null};
      const path = join(root, `${slug}.db`);
      const store = await createStore('file', realStoreDeps(), {...unused, slug, path, create: true});
      return {store, folder: root, open: () => keep(histories, store.open()), startIsSaved: async () => {}};
    },
    breakReading() {
      good = existsSync(path) ? readFileSync(path) : undefined;
      const half = (good ?? Buffer.alloc(0)).subarray(0, 4096 + 100);
      writeFileSync(path, half);
    },
    heal() {
      if (good !== undefined) writeFileSync(path, good);
    },
    async remove() {
      for (const history of histories) await history.close();
      rmSync(root, {recursive: true, force: true});
    },
  };
}

/** Requests of a restore that do not wait for each other, by what their paths match. */
const TOGETHER: readonly (readonly RegExp[])[] = [
  [/\/actions\/artifacts\?.*name=laforge-/, /\/actions\/artifacts\?.*name=laforge\.running-/],
  [/\/actions\/artifacts\/\d+\/zip$/, /\/actions\/runs\/\d+$/],
  [/^\/actions-results\//, /\/actions\/runs\/\d+\/artifacts/],
  [/\/GetCacheEntryDownloadURL$/, /\/actions\/caches\?/],
];

/**
 * Counts the requests something makes. Loopback answers so fast that requests seldom overlap: so those that need not
 * wait for each other get their answers when all of them have come. Were one to wait for another, none would get any,
 * and the history would be unreadable.
 */
export async function countRequestsOf(place: GithubPlace, run: () => Promise<unknown>) {
  const before = place.service.requests.length;
  const groups = TOGETHER.map((patterns) => {
    const missing = new Set(patterns);
    let release = () => {};
    const complete = new Promise<undefined>((resolve) => {
      release = () => resolve(undefined);
    });
    const arrive = (path: string) => {
      for (const pattern of patterns) if (pattern.test(path)) missing.delete(pattern);
      if (missing.size === 0) release();
      return complete;
    };
    return {patterns, arrive};
  });
  place.service.intercept = ({method, path}) =>
    method === 'PUT'
      ? undefined
      : groups.find((group) => group.patterns.some((pattern) => pattern.test(path)))?.arrive(path);
  await run();
  place.service.intercept = undefined;
  return countRequests(place.service.requests.slice(before));
}

/** Saves any files with the real client, as a program in a job of ours, hostile or not, could. */
export async function saveFiles(
  place: GithubPlace,
  name: string,
  files: Readonly<Record<string, string | Buffer>>,
  job?: JobOptions,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'laforge-foreign-'));
  const variables = place.service.startJob(job);
  const client = startClient(
    {script: STORE_CLIENT, env: {PATH: process.env.PATH}, maskSecret: () => {}},
    {client: place.name === 'cache' ? 'cache' : 'artifact', folder, variables},
  );
  try {
    const into = join(folder, HISTORY_FOLDER);
    mkdirSync(into);
    for (const [file, content] of Object.entries(files)) writeFileSync(join(into, file), content);
    const paths = Object.keys(files).map((file) => join(into, file));
    await client.call(
      place.name === 'cache'
        ? {kind: 'save-cache', path: HISTORY_FOLDER, key: name}
        : {kind: 'upload-artifact', name, files: paths, folder: into, retentionDays: null, asItIs: false},
      30_000,
    );
  } finally {
    await client.stop();
    rmSync(folder, {recursive: true});
  }
}

async function keep(histories: History[], opening: Promise<History>): Promise<History> {
  const history = await opening;
  const close = history.close;
  let closed = false;
  const kept = {
    ...history,
    close: async () => {
      if (!closed) await close();
      closed = true;
    },
  };
  histories.push(kept);
  return kept;
}
