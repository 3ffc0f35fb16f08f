import type {LedgerBench} from './ledger.ts';
import {type BenchRow, benchRow} from './rows.ts';

/** The size of the history that is the yardstick for larger ones. */
const YARDSTICK = 1_000;
const LIMIT = 3;
/** This covers up to a thousand steps, so sizes cannot be compared and it has no limit. */
const WITHOUT_LIMIT = 'rollback of the last 1,000';

/** Converts a ledger's figures to rows: each operation at each size, then memory of a list and disk space of a step. */
export function ledgerRows({rows, bytesPerStep, listMemoryBytes}: LedgerBench): readonly BenchRow[] {
  return [
    ...rows.flatMap(({operation, msBySteps}) =>
      bySize(`ledger: ${operation}`, 'ms', msBySteps, operation === WITHOUT_LIMIT ? undefined : LIMIT),
    ),
    ...bySize('ledger: memory of a list of the last 50', 'bytes', listMemoryBytes, LIMIT),
    ...bySize('ledger: one step in steps.db', 'bytes', bytesPerStep),
  ];
}

function bySize(
  name: string,
  unit: BenchRow['unit'],
  values: {readonly [steps: number]: number},
  limit?: number,
): readonly BenchRow[] {
  const sizes = Object.keys(values).map(Number);
  const largest = Math.max(...sizes);
  return sizes.map((size) =>
    benchRow({
      name: `${name}, at ${size.toLocaleString('en-US')} steps`,
      value: values[size] ?? 0,
      unit,
      ...(size > YARDSTICK && {yardstick: values[YARDSTICK]}),
      ...(size === largest && {limit}),
    }),
  );
}
