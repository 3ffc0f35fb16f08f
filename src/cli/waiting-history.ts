import {dirname} from 'node:path';
import {findBlock, isAbsent} from '../files/regular-file.ts';
import {listFragments} from '../stores/file/fragments-beside.ts';
import {makeFolder} from '../system/folders.ts';
import {claimProject, ledgerPath} from '../system/projects.ts';
import {listStrayRecords} from '../system/stray-records.ts';
import type {HistoryPlace} from './place.ts';

/** Tells whether there are records for a steps.db that nothing has begun yet. */
export function waitsForHistory({storeName, dbPath, names}: HistoryPlace): boolean {
  if (storeName !== 'file' || !isAbsent(dbPath)) return false;
  return listFragments(dbPath).length + listStrayRecords(storeName, names).length > 0;
}

/** Makes the folder of the steps.db that waiting records begin. Without --db, it is the repository's from then on. */
export function beginHistory({project, named, repository, dbPath}: HistoryPlace): void {
  if (findBlock(dbPath) !== null) return;
  if (!named && repository !== null && dbPath === ledgerPath(project)) claimProject(project, repository);
  else makeFolder(dirname(dbPath));
}
