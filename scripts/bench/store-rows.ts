import {type BenchRow, benchRow} from './rows.ts';
import type {StoreBenchRow} from './stores.ts';

/** The requests of a store as rows: of each operation all of them, and the longest chain that waits for each other. */
export function storeRows(measured: readonly StoreBenchRow[]): readonly BenchRow[] {
  return measured.flatMap(({store, operation, total, inSequence}) => [
    benchRow({name: `store ${store}: ${operation}`, value: total, unit: 'requests'}),
    benchRow({name: `store ${store}: ${operation}, in sequence`, value: inSequence, unit: 'requests'}),
  ]);
}
