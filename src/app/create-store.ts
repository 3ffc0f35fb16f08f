import {badInput} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {History, Store, StoreName} from '../domain/ports/store.ts';
import type {Environment, StartTime} from '../domain/ports/system.ts';
import {DATABASE_VARIABLE} from '../domain/runner-variables.ts';
import {isAbsent} from '../files/regular-file.ts';
import {isLaForgeFile} from '../ledger/identify-file.ts';
import {openLedger} from '../ledger/open-ledger.ts';
import {createLedgerHistory} from '../stores/ledger-history.ts';
import {createStore} from '../stores/registry.ts';
import type {StoreDeps, StoreRequest} from '../stores/store-deps.ts';
import {systemClock, systemUids} from '../system/clock-and-uids.ts';
import {noteOwner} from '../system/folders.ts';
import {copyFolder, type Project, privateFolder, waitingFolder} from '../system/projects.ts';
import {listStrayRecords} from '../system/stray-records.ts';

interface ProjectStoreRequest extends Omit<StoreRequest, 'waitingFolder' | 'copyFolder' | 'listStrays'> {
  readonly name: StoreName;
  readonly project: Project;
  /** The names of records that wait elsewhere for this history. */
  readonly names: readonly string[];
  readonly env: Environment;
  /** Set when an agent waits for the history. */
  readonly startTime?: StartTime | undefined;
  /** Told what goes wrong with the mirror. */
  readonly warn?: (message: string) => void;
  /** Opens a file that LaForge wrote read-only. Default: it is migrated to our schema. */
  readonly keepsLaForgeFile?: boolean;
  /** Accepts a remote history that an earlier command loaded. Default: read it from the remote. */
  readonly usesCopies?: boolean;
}

/** Creates the store for a project's history. Throws InputError for a store that can never work here. */
export async function createProjectStore(request: ProjectStoreRequest): Promise<Store> {
  const {name, project, names, env, startTime, warn, keepsLaForgeFile = false, usesCopies = false, ...rest} = request;
  if (rest.mirror != null && name !== 'postgres') {
    const message = `The mirror is ${quote(rest.mirror)} and the store is ${quote(name)}, which has no mirror. Leave the mirror out, or use the store "postgres".`;
    throw badInput(message);
  }
  const deps = {
    ...storeDeps(),
    ...(startTime !== undefined && {startTime}),
    ...(warn !== undefined && {warn}),
    turnFolder: name === 'git' || rest.mirror === 'git' ? privateFolder('turns', env) : null,
    ...(name === 'file' &&
      keepsLaForgeFile && {
        openLedger: (path: string) =>
          openLedger(path, {clock: systemClock, readonly: !isAbsent(path) && isLaForgeFile(path)}),
      }),
  };
  return createStore(name, deps, {
    ...rest,
    waitingFolder: waitingFolder(project),
    copyFolder: copyFolder(project),
    usesCopies,
    listStrays: () => listStrayRecords(name, names),
  });
}

/** The connection string of the environment. The command line takes no other: other users can read its arguments. */
export function readDatabase(env: Environment): NonNullable<StoreRequest['database']> | null {
  const url = env[DATABASE_VARIABLE];
  return url ? {url, what: DATABASE_VARIABLE} : null;
}

export function storeDeps(): StoreDeps {
  return {
    openLedger: (path) => openLedger(path, {clock: systemClock}),
    admitLedger: async (path) => (await import('../ledger/inspect.ts')).admitLedger(path, systemClock),
    uids: systemUids,
    clock: systemClock,
    onFolder: noteOwner,
  };
}

/** Creates a store whose history exists only for this run. There is nothing to publish, so publishing always succeeds. */
export function createTemporaryStore(name: StoreName, path: string): Store {
  return {
    name,
    open: async (): Promise<History> =>
      createLedgerHistory({
        ledger: openLedger(path, {clock: systemClock}),
        condition: {kind: 'empty'},
        isShared: false,
      }),
  };
}
