import type {Ledger, MergeReport} from '../domain/ports/ledger.ts';
import type {LedgerRecords} from '../domain/records.ts';

/** The records of a steps.db from outside, every field checked; what cannot be right is set aside. Throws StoreError. */
export async function readForeign(path: string): Promise<LedgerRecords> {
  const [{readForeignLedger}, {systemClock}] = await Promise.all([
    import('../ledger/inspect.ts'),
    import('../system/system-clock.ts'),
  ]);
  return readForeignLedger(path, systemClock);
}

/** Opens a steps.db from outside, of ours or of LaForge, to be added to a ledger. Throws StoreError. */
export async function importerOf(path: string): Promise<(ledger: Ledger) => MergeReport> {
  if (await isLaForgeFile(path)) {
    const {importLaForge} = await import('../ledger/import-laforge.ts');
    return (ledger) => importLaForge(path, ledger);
  }
  const records = await readForeign(path);
  return (ledger) => ledger.merge(records);
}

/** True when LaForge wrote the file. Throws StoreError on a file that is no history at all. */
export async function isLaForgeFile(path: string): Promise<boolean> {
  const [{openDatabase}, {identifyFile}, {withStoreErrors}] = await Promise.all([
    import('../ledger/native-binding.ts'),
    import('../ledger/identify-file.ts'),
    import('../ledger/sqlite-errors.ts'),
  ]);
  return withStoreErrors(path, () => {
    const db = openDatabase(path, {readonly: true, fileMustExist: true});
    try {
      db.pragma('trusted_schema = OFF');
      return identifyFile(db, path).kind === 'laforge';
    } finally {
      db.close();
    }
  });
}
