import {copyFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createProjectStore} from '../app/create-store.ts';
import {describeError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {History, Publication, Store} from '../domain/ports/store.ts';
import type {StartTime} from '../domain/ports/system.ts';
import {createFragmentHistory} from '../stores/fragment-history.ts';
import type {CliContext} from './context.ts';
import type {Place} from './place.ts';

/** `record` begins a history where there is none; `read` leaves a file of LaForge's as LaForge wrote it. */
type Purpose = 'read' | 'move' | 'record';

/** The store of a place. Throws InputError on one that can never work on a command line. */
export function createPlaceStore(
  {env}: Pick<CliContext, 'env'>,
  place: Place,
  purpose: Purpose,
  startTime?: StartTime,
): Promise<Store> {
  const {storeName: name, project, slug, repository, dbPath: path} = place;
  return createProjectStore({
    ...{name, project, slug, repository, path, env, startTime},
    create: purpose === 'record',
    keepsLaForgeFile: purpose === 'read',
    folder: null,
    job: null,
  });
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
