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
  const {isLaForgeFile} = await import('../ledger/identify-file.ts');
  if (isLaForgeFile(path)) {
    const {importLaForge} = await import('../ledger/import-laforge.ts');
    return (ledger) => importLaForge(path, ledger);
  }
  const records = await readForeign(path);
  return (ledger) => ledger.merge(records);
}
