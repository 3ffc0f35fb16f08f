/** A figure of the benchmark. `ratio` is the value divided by its yardstick from the same run; null without one. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'bytes' | 'requests';
  readonly ratio: number | null;
  /** The limit on the ratio, if there is one. */
  readonly limit: number | null;
  /** Null without a limit. */
  readonly ok: boolean | null;
}

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: BenchRow['unit'];
  readonly yardstick?: number | undefined;
  readonly limit?: number | undefined;
}

/** Makes a row of a measured figure. A limit without a yardstick counts as missed. */
export function benchRow({name, value, unit, yardstick, limit}: Figure): BenchRow {
  const ratio = yardstick === undefined || yardstick <= 0 ? null : value / yardstick;
  return {
    name,
    value,
    unit,
    ratio,
    limit: limit ?? null,
    ok: limit === undefined ? null : ratio !== null && ratio <= limit,
  };
}

/** The median; of an even number of times, the upper middle one. */
export function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const HEADINGS = ['', 'value', 'unit', 'ratio', 'limit', 'ok'];

/** Formats the rows as a table, names aligned left and everything else right. */
export function rowsToTable(rows: readonly BenchRow[]): string {
  const cells = [HEADINGS, ...rows.map(rowToCells)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return cells.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

/** Returns true if the limit is missed by more than a tenth. */
export function isMissedByFar({ratio, limit, ok}: BenchRow): boolean {
  return ok === false && (ratio === null || limit === null || ratio > limit * 1.1);
}

/** Writes a sentence for each missed limit. */
export function missedLimits(rows: readonly BenchRow[]): readonly string[] {
  return rows
    .filter(({ok}) => ok === false)
    .map(
      ({name, ratio, limit}) =>
        `Missed: ${name} takes ${ratio?.toFixed(2) ?? 'an unknown'} times its yardstick, above ${limit}.`,
    );
}

function rowToCells({name, value, unit, ratio, limit, ok}: BenchRow): readonly string[] {
  const digits = unit === 'ms' ? (value < 10 ? 3 : 1) : 0;
  return [
    name,
    value.toLocaleString('en-US', {minimumFractionDigits: digits, maximumFractionDigits: digits}),
    unit,
    ratio === null ? '' : ratio.toFixed(2),
    limit === null ? '' : String(limit),
    ok === null ? '' : ok ? 'yes' : 'NO',
  ];
}
