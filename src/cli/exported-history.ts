import {compareClaims} from '../domain/claims.ts';
import type {Ledger} from '../domain/ports/ledger.ts';
import type {ExportedHistory} from './export-format.ts';

export const NOTHING_EXPORTED: ExportedHistory = {
  steps: [],
  rollbacks: [],
  stepClaims: [],
  rollbackClaims: [],
  setAside: [],
};

/**
 * Everything in a ledger, oldest first, in an order that follows from the records alone: two ledgers with the same
 * records are exported alike, byte for byte.
 */
export function exportedHistory(ledger: Ledger): ExportedHistory {
  const {stepClaims, rollbackClaims, setAside = []} = ledger.records();
  return {
    steps: ledger.listSteps().toReversed(),
    rollbacks: ledger.listRollbacks().toReversed(),
    stepClaims: [...stepClaims].sort(compareClaims),
    rollbackClaims: [...rollbackClaims].sort(compareClaims),
    setAside,
  };
}
