import {copyFileSync, existsSync, renameSync, rmSync} from 'node:fs';
import {createProjectStore, readDatabase} from '../app/create-store.ts';
import {describeError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {History, Publication, StepStore, Store} from '../domain/ports/store.ts';
import type {StartTime} from '../domain/ports/system.ts';
import {fieldsToRecord} from '../domain/records.ts';
import {createFragmentHistory} from '../stores/ledger-history.ts';
import {strayRecord} from '../system/stray-records.ts';
import {type CliContext, createLog} from './context.ts';
import type {HistoryPlace} from './place.ts';
import {beginHistory, waitsForHistory} from './waiting-history.ts';

/**
 * `record` creates a missing history. `read` and `show` leave a file that LaForge wrote unchanged, and `show` may use a local
 * copy of a remote history.
 */
type Purpose = 'show' | 'read' | 'move' | 'record';

/** Creates the store of a place. Throws InputError for a store that cannot work on the command line. */
export function createPlaceStore(
  context: CliContext,
  place: HistoryPlace,
  purpose: Purpose,
  startTime?: StartTime,
): Promise<Store> {
  const {env} = context;
  const {storeName: name, project, names, slug, repository, dbPath: path} = place;
  if (purpose !== 'record' && waitsForHistory(place)) beginHistory(place);
  return createProjectStore({
    ...{name, project, names, slug, repository, path, env, startTime},
    create: purpose === 'record',
    keepsLaForgeFile: purpose === 'read' || purpose === 'show',
    usesCopies: purpose === 'show',
    folder: null,
    job: null,
    database: readDatabase(env),
    ...(purpose === 'move' || purpose === 'record' ? {mirror: place.mirror, warn: createLog(context).warn} : {}),
  });
}

/**
 * Creates a history for one run whose own history cannot take its record. The record is written to the system's temporary
 * folder, which probably does not share the fault. At the end it is moved beside the ledger if possible. The next command or
 * step of the project picks it up from either place.
 */
export function createFallbackHistory(place: HistoryPlace, uid: Uid): (reason: string) => History {
  return (reason) => {
    const file = strayRecord(place.storeName, place.names, uid);
    const draft = `${file}.writing`;
    return createFragmentHistory({
      condition: {kind: 'unreadable', reason},
      file: draft,
      publish: async (): Promise<Publication> => {
        try {
          renameSync(draft, file);
          if (place.storeName !== 'file') return {kind: 'waiting', where: file, reason};
          return {kind: 'fragment', where: moveBeside(file, `${place.dbPath}.record-${uid}.json`), reason};
        } catch (error) {
          if (existsSync(file)) return {kind: 'waiting', where: file, reason};
          return {kind: 'kept', where: draft, reason: `${reason} ${describeError(error)}`};
        }
      },
    });
  };
}

/** Copies a file under another name first, so that a copy cut off by a full disk is never picked up. */
function moveBeside(file: string, target: string): string {
  const copy = `${target}.new`;
  try {
    copyFileSync(file, copy);
    renameSync(copy, target);
  } catch (error) {
    rmSync(copy, {force: true});
    throw error;
  }
  rmSync(file, {force: true});
  return target;
}

/** Returns a function that keeps a step's whole record if the end could not be written to its history. */
export function createEndKeeper(place: HistoryPlace): NonNullable<StepStore['keepEnd']> {
  return async (step, outcome, reason) => {
    const history = createFallbackHistory(place, step.uid)(reason);
    await history.startStep(fieldsToRecord(step, step.parentUid).draft);
    await history.finishStep(step.uid, outcome);
    return await history.publish();
  };
}
