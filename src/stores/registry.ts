import {badInput} from '../domain/errors.ts';
import type {Store, StoreName} from '../domain/ports/store.ts';
import type {JobStoreRequest, StoreDeps, StoreRequest} from './store-deps.ts';

/**
 * Creates the store with this name, which is loaded only now. Throws InputError, naming what to use instead, if it can
 * never work here. To add a store, add its name to `STORE_NAMES`, a row here and a folder beside this file.
 */
export async function createStore(name: StoreName, deps: StoreDeps, request: StoreRequest): Promise<Store> {
  switch (name) {
    case 'artifact':
      return (await import('./artifact/artifact-store.ts')).createArtifactStore(deps, inJob(name, request));
    case 'cache':
      return (await import('./cache/cache-store.ts')).createCacheStore(deps, inJob(name, request));
    case 'file':
      return (await import('./file/file-store.ts')).createFileStore(deps, request);
    case 'git':
      return (await import('./git/git-store.ts')).createGitStore(deps, request);
    case 'postgres':
      return (await import('./postgres/postgres-store.ts')).createPostgresStore(deps, request);
  }
}

function inJob(name: StoreName, {slug, folder, job}: StoreRequest): JobStoreRequest {
  if (job !== null && folder !== null) return {...job, slug, folder};
  throw badInput(
    `The store is "${name}" (--store, or git config laforge.store), which works inside the action alone. Use --store file or --store git.`,
  );
}
