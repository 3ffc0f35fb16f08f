import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Store, StoreName} from '../domain/ports/store.ts';
import type {JobStoreRequest, StoreDeps, StoreRequest} from './store-deps.ts';

interface StoreRow {
  readonly name: StoreName;
  /** Throws InputError, naming what to use instead, if this store can never work here. */
  readonly create: (deps: StoreDeps, request: StoreRequest) => Promise<Store>;
}

/** All stores, each loaded only when used. To add one, add a row here and a folder beside this file. */
export const STORES: readonly StoreRow[] = [
  {
    name: 'artifact',
    create: async (deps, request) =>
      (await import('./artifact/artifact-store.ts')).createArtifactStore(deps, inJob('artifact', request)),
  },
  {
    name: 'cache',
    create: async (deps, request) =>
      (await import('./cache/cache-store.ts')).createCacheStore(deps, inJob('cache', request)),
  },
  {
    name: 'file',
    create: async (deps, request) => (await import('./file/file-store.ts')).createFileStore(deps, request),
  },
  {
    name: 'git',
    create: async (deps, request) => (await import('./git/git-store.ts')).createGitStore(deps, request),
  },
  {
    name: 'postgres',
    create: async (deps, request) => (await import('./postgres/postgres-store.ts')).createPostgresStore(deps, request),
  },
];

function inJob(name: StoreName, {slug, folder, job}: StoreRequest): JobStoreRequest {
  if (job !== null && folder !== null) return {...job, slug, folder};
  throw badInput(
    `The store is "${name}" (--store, or git config laforge.store), which works inside the action alone. Use --store file or --store git.`,
  );
}

/** Creates the store with this name. Throws InputError if there is none, or if it cannot work here. */
export async function createStore(name: StoreName, deps: StoreDeps, request: StoreRequest): Promise<Store> {
  const row = STORES.find((it) => it.name === name);
  if (row === undefined) {
    const names = STORES.map((it) => it.name).join(', ');
    throw badInput(`Input "store" is ${quote(name)}, and there is no such store. Use one of: ${names}.`);
  }
  return row.create(deps, request);
}
