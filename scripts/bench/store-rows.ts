import {type BenchRow, benchRow} from './rows.ts';
import type {StoreBenchRow} from './stores.ts';

/** Converts a store's requests to rows: for each operation the total, and the longest sequential chain. */
export function storeRows(measured: readonly StoreBenchRow[]): readonly BenchRow[] {
  return measured.flatMap(({store, operation, total, inSequence}) => [
    benchRow({name: `store ${store}: ${operation}`, value: total, unit: 'requests'}),
    benchRow({name: `store ${store}: ${operation}, in sequence`, value: inSequence, unit: 'requests'}),
  ]);
}
