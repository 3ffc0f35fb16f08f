import type {Ledger, MergeReport} from '../domain/ports/ledger.ts';
import {checkPath} from './check-path.ts';
import {openDatabase} from './database.ts';
import {identifyFile} from './identify-file.ts';
import {readLaForgeRecords} from './laforge-rows.ts';
import {checkIntegrity, notALedger, withStoreErrors} from './sqlite-errors.ts';

/** LaForge's files are small, and this one is read at once. */
const MAX_BYTES = 1024 ** 3;

/**
 * Adds the steps of a file that LaForge wrote, which stays as it is. Into an empty ledger they come with their numbers;
 * in one that has steps those keep theirs and the imported ones are given the next. Importing again adds what is new.
 */
export function importLaForge(path: string, ledger: Ledger): MergeReport {
  checkPath(path, {mayBeMissing: false, maxBytes: MAX_BYTES});
  const records = withStoreErrors(path, () => {
    const db = openDatabase(path, {readonly: true});
    try {
      const {kind} = identifyFile(db, path);
      if (kind === 'empty') throw notALedger(path, 'it is empty');
      if (kind === 'ledger') throw notALedger(path, "it is one of ours already, for laforge merge, and not LaForge's");
      checkIntegrity(db, path);
      return readLaForgeRecords(db, path);
    } finally {
      db.close();
    }
  });
  // LaForge's claims are older than ours and would take the numbers that commits and comments already name.
  return ledger.merge(ledger.countSteps() === 0 ? records : {...records, stepClaims: [], rollbackClaims: []});
}
