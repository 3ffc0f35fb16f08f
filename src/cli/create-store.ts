import {copyFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describeError, InputError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {History, Publication, Store} from '../domain/ports/store.ts';
import type {Clock, StartTime} from '../domain/ports/system.ts';
import {openLedger} from '../ledger/open-ledger.ts';
import type {StoreDeps} from '../stores/deps.ts';
import {createFragmentHistory} from '../stores/fragment-history.ts';
import {privateFolder} from '../system/private-folder.ts';
import {waitingFolder} from '../system/projects.ts';
import {systemClock} from '../system/system-clock.ts';
import {systemUids} from '../system/uids.ts';
import type {CliContext} from './context.ts';
import {isLaForgeFile} from './foreign-ledger.ts';
import type {Place} from './place.ts';

/** `record` begins a history where there is none; `read` leaves a file of LaForge's as LaForge wrote it. */
export type Purpose = 'read' | 'move' | 'record';

/** The dependencies of every store of the command line. */
export function storeDeps(): StoreDeps & {readonly clock: Clock} {
  return {
    openLedger: (path) => openLedger(path, {clock: systemClock}),
    admitLedger: async (path: string) => (await import('../ledger/inspect.ts')).admitLedger(path, systemClock),
    uids: systemUids,
    clock: systemClock,
  };
}

/**
 * The store of a place, its code loaded only when it is wanted; `startTime` where a command waits for it before it runs.
 * Throws InputError on one that can never work on a command line.
 */
export async function createPlaceStore(
  {env}: Pick<CliContext, 'env'>,
  place: Place,
  purpose: Purpose,
  startTime?: StartTime,
): Promise<Store> {
  const deps = {...storeDeps(), ...(startTime !== undefined && {startTime})};
  switch (place.storeName) {
    case 'file': {
      const {createFileStore} = await import('../stores/file/file-store.ts');
      return createFileStore(
        {
          ...deps,
          openLedger: async (path) =>
            openLedger(path, {clock: systemClock, readonly: purpose === 'read' && (await isLaForgeFile(path))}),
        },
        {path: place.dbPath, create: purpose === 'record'},
      );
    }
    case 'git': {
      const {createGitStore} = await import('../stores/git/git-store.ts');
      const {slug, repository} = place;
      const turnFolder = privateFolder('turns', env);
      return createGitStore(
        {...deps, turnFolder},
        {slug, repository, folder: null, waitingFolder: waitingFolder(place.project)},
      );
    }
    default:
      throw new InputError(
        'bad-input',
        `The store is "${place.storeName}" (--store, or git config laforge.store), which works inside the action alone. Use --store file or --store git.`,
      );
  }
}

/**
 * The history of one run alone, for when its own cannot take it: the record is written to the system's temporary
 * folder, since whatever is wrong with the other place must not matter here, and at the end put beside the ledger,
 * where the next run finds it.
 */
export function createFallbackHistory(place: Place, uid: Uid): (reason: string) => History {
  const file = join(tmpdir(), `laforge-record-${uid}.json`);
  return (reason) =>
    createFragmentHistory({
      condition: {kind: 'unreadable', reason},
      file,
      publish: async (): Promise<Publication> => {
        const where = `${place.dbPath}.record-${uid}.json`;
        try {
          await copyFile(file, where);
          return {kind: 'fragment', where, reason};
        } catch (error) {
          return {kind: 'kept', where: file, reason: describeError(error)};
        }
      },
    });
}
