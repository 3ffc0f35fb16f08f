import type {History, Store, StoreName} from '../domain/ports/store.ts';
import type {Clock, Environment, StartTime} from '../domain/ports/system.ts';
import {isLaForgeFile} from '../ledger/identify-file.ts';
import {openLedger} from '../ledger/open-ledger.ts';
import {createLedgerHistory} from '../stores/ledger-history.ts';
import {createStore, type StoreRequest} from '../stores/registry.ts';
import type {StoreDeps} from '../stores/store-deps.ts';
import {systemClock, systemUids} from '../system/clock-and-uids.ts';
import {privateFolder} from '../system/private-folder.ts';
import {copyFolder, type Project, waitingFolder} from '../system/projects.ts';
import {listStrayRecords} from '../system/stray-records.ts';

interface ProjectStoreRequest extends Omit<StoreRequest, 'waitingFolder' | 'copyFolder' | 'listStrays'> {
  readonly name: StoreName;
  readonly project: Project;
  readonly env: Environment;
  /** Given where an agent waits for the history. */
  readonly startTime?: StartTime | undefined;
  /** A file that LaForge wrote stays as it is. Default: it becomes one of ours. */
  readonly keepsLaForgeFile?: boolean;
  /** A state of a history at a remote that an earlier command loaded will do. Default: it is read at the remote. */
  readonly usesCopies?: boolean;
}

/** The store that the history of a project lives in. Throws InputError on one that can never work here. */
export async function createProjectStore(request: ProjectStoreRequest): Promise<Store> {
  const {name, project, env, startTime, keepsLaForgeFile = false, usesCopies = false, ...rest} = request;
  const deps = {
    ...storeDeps(),
    ...(startTime !== undefined && {startTime}),
    turnFolder: name === 'git' ? privateFolder('turns', env) : null,
    ...(name === 'file' &&
      keepsLaForgeFile && {
        openLedger: (path: string) => openLedger(path, {clock: systemClock, readonly: isLaForgeFile(path)}),
      }),
  };
  return createStore(name, deps, {
    ...rest,
    waitingFolder: waitingFolder(project),
    copyFolder: usesCopies ? copyFolder(project) : null,
    listStrays: () => listStrayRecords(strayKey(name, rest.path)),
  });
}

/** The key that tells the records of a history from those of others in the temporary folder. */
export function strayKey(name: StoreName, path: string): string {
  return `${name} ${path}`;
}

/** The dependencies of every store. */
export function storeDeps(): StoreDeps & {readonly clock: Clock} {
  return {
    openLedger: (path) => openLedger(path, {clock: systemClock}),
    admitLedger: async (path) => (await import('../ledger/inspect.ts')).admitLedger(path, systemClock),
    uids: systemUids,
    clock: systemClock,
  };
}

/** A store whose history is of this run alone. There is nothing to publish, so that is always done. */
export function createPassingStore(name: StoreName, path: string): Store {
  return {
    name,
    open: async (): Promise<History> =>
      createLedgerHistory({
        ledger: openLedger(path, {clock: systemClock}),
        condition: {kind: 'empty'},
        warnings: [],
        unpublished: false,
        isShared: false,
        publish: async () => ({kind: 'published'}),
      }),
  };
}
