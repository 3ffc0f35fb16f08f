import type {Ledger} from '../domain/ports/ledger.ts';
import type {LedgerRecords} from '../domain/records.ts';

/**
 * Merges what other runs saved into a ledger. Hands back a sentence for each step that has another number by it: people
 * may have read the old one.
 */
export function mergeIntoLedger(ledger: Ledger, others: Iterable<LedgerRecords>): readonly string[] {
  const numbers = new Map<string, {readonly from: number; to: number}>();
  for (const records of others) {
    for (const {uid, from, to} of ledger.merge(records).renumbered) {
      const known = numbers.get(uid);
      if (known !== undefined) known.to = to;
      else if (from !== null) numbers.set(uid, {from, to});
    }
  }
  return [...numbers]
    .filter(([, {from, to}]) => from !== to)
    .map(
      ([uid, {from, to}]) => `Step ${from} is step ${to} now: a parallel run had taken that number first (uid ${uid}).`,
    );
}
