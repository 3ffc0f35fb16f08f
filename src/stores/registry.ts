import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {ActionsIndex} from '../domain/ports/actions-index.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Store, StoreName} from '../domain/ports/store.ts';
import type {Clock} from '../domain/ports/system.ts';
import type {ClientOptions} from './client/client-process.ts';
import type {StoreDeps} from './deps.ts';

export type RegistryDeps = StoreDeps & {
  /** Asked by stores that live at GitHub. */
  readonly index: ActionsIndex;
  readonly clock: Clock;
};

/** The options for the place of a history. Each store takes those it needs. */
export interface StoreRequest extends ClientOptions {
  readonly slug: string;
  /** `file`: the steps.db. */
  readonly path: string;
  /** `file`: false where a history that is not there must not begin. */
  readonly create: boolean;
  /** `git`: the opened repository whose remote has the history; null, or left out, where there is none. */
  readonly repository?: Repository | null;
  /** `git`: a folder that outlives every run, for records that the remote refuses. */
  readonly waitingFolder?: string | null;
  /** `artifact`, `cache`, `git`: a folder of this step alone, which lasts from its main to its post. */
  readonly folder: string;
  /** `artifact`: the token for REST. */
  readonly token: string | null;
  readonly retentionDays: number | null;
  /** `cache`: the refs whose caches this run may read, first the one it saves to. */
  readonly readableRefs: readonly string[];
}

export interface StoreRow {
  readonly name: StoreName;
  /** Throws InputError, naming what to use instead, where this store can never work. */
  readonly create: (deps: RegistryDeps, request: StoreRequest) => Promise<Store>;
}

/** Every store there is, each loaded only where it is used. A new one is a row here and a folder beside this file. */
export const STORES: readonly StoreRow[] = [
  {
    name: 'artifact',
    create: async (deps, request) => (await import('./artifact/artifact-store.ts')).createArtifactStore(deps, request),
  },
  {
    name: 'cache',
    create: async (deps, request) => (await import('./cache/cache-store.ts')).createCacheStore(deps, request),
  },
  {
    name: 'file',
    create: async (deps, request) => (await import('./file/file-store.ts')).createFileStore(deps, request),
  },
  {
    name: 'git',
    create: async (deps, {repository = null, ...request}) =>
      (await import('./git/git-store.ts')).createGitStore(deps, {...request, repository}),
  },
];

/** The store of this name. Throws InputError when there is none, or it cannot work here. */
export async function createStore(name: StoreName, deps: RegistryDeps, request: StoreRequest): Promise<Store> {
  const row = STORES.find((it) => it.name === name);
  if (row === undefined) {
    const names = STORES.map((it) => it.name).join(', ');
    throw new InputError(
      'bad-input',
      `Input "store" is ${quote(name)}, and there is no such store. Use one of: ${names}.`,
    );
  }
  return row.create(deps, request);
}
