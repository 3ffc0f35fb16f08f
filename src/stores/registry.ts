import {InputError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {ActionsIndex} from '../domain/ports/actions-index.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Store, StoreName} from '../domain/ports/store.ts';
import type {Clock} from '../domain/ports/system.ts';
import type {ClientOptions} from './client/client-process.ts';
import type {StoreDeps} from './store-deps.ts';

export type RegistryDeps = StoreDeps & {readonly clock: Clock};

/** The parts of a job that stores at GitHub's services need. */
interface JobServices extends ClientOptions {
  readonly index: ActionsIndex;
  /** The token for REST. */
  readonly token: string | null;
  /** The days that an artifact is kept. */
  readonly retentionDays: number | null;
  /** The refs whose caches this run may read, first the one it saves to. */
  readonly readableRefs: readonly string[];
}

/** The options for the place of a history. Each store takes those it needs. */
export interface StoreRequest {
  readonly slug: string;
  /** `file`: the steps.db. */
  readonly path: string;
  /** `file`: false where a history that is not there must not begin. */
  readonly create: boolean;
  /** `git`: the opened repository whose remote has the history; null where there is none. */
  readonly repository: Repository | null;
  /** `git`: a folder that outlives every run, for records that the remote refuses. */
  readonly waitingFolder?: string | null;
  /** `git`: a folder of the user's for the loaded states of a history, for a command that only shows it. */
  readonly copyFolder?: string | null;
  /** `file`, `git`: records of this history that lie elsewhere, because its own disk was full. */
  readonly listStrays?: () => readonly string[];
  /**
   * `artifact`, `cache`, `git`: a folder of this step alone, which lasts from its main to its post. Null, for `git`: one
   * that goes when the history is closed.
   */
  readonly folder: string | null;
  /** Null outside of a job. */
  readonly job: JobServices | null;
  /** `postgres`: the connection string, with what names it in sentences; absent where none was given. */
  readonly database?: {readonly url: string; readonly what: string} | null;
  /** `postgres`: names the repository where no remote does. */
  readonly repositoryName?: string | null;
}

interface StoreRow {
  readonly name: StoreName;
  /** Throws InputError, naming what to use instead, where this store can never work. */
  readonly create: (deps: RegistryDeps, request: StoreRequest) => Promise<Store>;
}

/** Every store there is, each loaded only where it is used. A new one is a row here and a folder beside this file. */
export const STORES: readonly StoreRow[] = [
  {
    name: 'artifact',
    create: async (deps, request) => {
      const {index, ...options} = inJob('artifact', request);
      return (await import('./artifact/artifact-store.ts')).createArtifactStore({...deps, index}, options);
    },
  },
  {
    name: 'cache',
    create: async (deps, request) => {
      const {index, ...options} = inJob('cache', request);
      return (await import('./cache/cache-store.ts')).createCacheStore({...deps, index}, options);
    },
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
    create: async (deps, {database = null, repositoryName = null, ...request}) =>
      (await import('./postgres/postgres-store.ts')).createPostgresStore(deps, {...request, database, repositoryName}),
  },
];

function inJob(name: StoreName, {slug, folder, job}: StoreRequest) {
  if (job !== null && folder !== null) return {...job, slug, folder};
  throw new InputError(
    'bad-input',
    `The store is "${name}" (--store, or git config laforge.store), which works inside the action alone. Use --store file or --store git.`,
  );
}

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
