import {existsSync} from 'node:fs';
import {copyFile, mkdir, mkdtemp, rm} from 'node:fs/promises';
import {delimiter, isAbsolute, join} from 'node:path';
import {StoreError} from '../../domain/errors.ts';
import type {Store} from '../../domain/ports/store.ts';
import {pickVariables, startClient} from '../client/client-process.ts';
import {checkService} from '../github-services.ts';
import type {SnapshotConnection} from '../snapshot-service.ts';
import {createSnapshotStore} from '../snapshot-store.ts';
import {type JobStoreRequest, type StoreDeps, TIME_LIMITS} from '../store-deps.ts';
import {
  cacheKeys,
  createCacheFetchers,
  explainMiss,
  explainUnsaved,
  HISTORY_FOLDER,
  mayRead,
  mayWrite,
} from './fetch.ts';
import {restore} from './restore.ts';

type CacheStoreOptions = Omit<JobStoreRequest, 'token' | 'retentionDays'>;

/** The variables that the cache client reads. */
const VARIABLES = [
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_RESULTS_URL',
  'ACTIONS_CACHE_URL',
  'ACTIONS_CACHE_SERVICE_V2',
  'ACTIONS_CACHE_MODE',
  'GITHUB_SERVER_URL',
];

/** Keeps a history in GitHub's cache, separately for each cache scope. Throws InputError if the service is missing. */
export function createCacheStore(deps: StoreDeps, options: CacheStoreOptions): Store {
  checkService('cache', options.env);
  const connection = createConnection(deps, options);
  return createSnapshotStore(deps, {name: 'cache', connect: () => connection}, options.folder);
}

function createConnection(deps: StoreDeps, options: CacheStoreOptions): SnapshotConnection {
  const {env, index, readableRefs} = options;
  const keys = cacheKeys(options.slug);
  const limits = deps.timeLimits ?? TIME_LIMITS;
  // Resolved before the agent runs: it may put programs with these names into an earlier folder of the PATH.
  const path = pathOfPrograms(env.PATH ?? '');
  const variables = {...pickVariables(env, VARIABLES), PATH: path};
  const start = (folder: string, signal: AbortSignal) =>
    startClient(options, {client: 'cache', folder, variables, signal});
  return {
    async restore(folder, {signal, hasTime}) {
      if (!mayRead(env)) throw new StoreError('unreadable', explainMiss(env, []));
      const fetchers = createCacheFetchers(folder, (home) => start(home, signal), limits.restoreMs);
      try {
        return await restore({...deps, index, fetchAll: fetchers.fetchAll}, {keys, readableRefs, env, hasTime});
      } finally {
        await fetchers.stop();
      }
    },
    async save(kind, folder, files, signal) {
      if (!mayWrite(env)) throw new StoreError('unwritable', explainUnsaved(env, []));
      const key = `${keys[kind]}${deps.uids.next()}`;
      const home = await mkdtemp(join(folder, 'save-'));
      const client = start(home, signal);
      try {
        await mkdir(join(home, HISTORY_FOLDER));
        for (const file of files) await copyFile(join(folder, file), join(home, HISTORY_FOLDER, file));
        const {answer, said} = await client.call({kind: 'save-cache', path: HISTORY_FOLDER, key}, limits.publishMs);
        // The client never throws for a failed save: it returns -1 and prints the reason to stdout only.
        if (answer === null || !/^[1-9][0-9]*$/.test(answer))
          throw new StoreError('unwritable', explainUnsaved(env, said));
        return {save: key, name: key, where: `cache ${key}`};
      } finally {
        await client.stop();
        await rm(home, {recursive: true, force: true});
      }
    },
    // Deleting needs a permission that nobody grants for this. Later saves list it as contained, and GitHub evicts old
    // ones.
    discard: null,
    // Nothing to close: each call has its own process, whose folder is part of what it packs and unpacks.
    close: async () => {},
  };
}

/** The programs that the cache client and our stand-in for tar start by name. */
const PROGRAMS = ['tar', 'gtar', 'zstd', 'zstdmt', 'gzip', 'ln'];

/**
 * Reduces a PATH to the folders that hold the first match of each program, in order. On Windows the PATH stays the
 * same.
 */
function pathOfPrograms(path: string): string {
  if (process.platform === 'win32') return path;
  const folders = path.split(delimiter).filter(isAbsolute);
  const used = new Set(PROGRAMS.map((program) => folders.find((folder) => existsSync(join(folder, program)))));
  return folders.filter((folder) => used.has(folder)).join(delimiter);
}
