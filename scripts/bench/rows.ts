/** One figure of the benchmark. `ratio` is over its yardstick, which was timed in the same run; null without one. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'bytes' | 'requests';
  readonly ratio: number | null;
  /** The largest ratio that is good enough; null where there is none. */
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

/** A row out of a measured figure. A limit without a yardstick to hold it against is not kept. */
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

/** The middle of these times; of an even number, the upper of the two. */
export function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const HEADINGS = ['', 'value', 'unit', 'ratio', 'limit', 'ok'];

/** The rows as lines with aligned columns, names to the left and all else to the right. */
export function rowsToTable(rows: readonly BenchRow[]): string {
  const cells = [HEADINGS, ...rows.map(rowToCells)];
  const widths = HEADINGS.map((_, column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  return cells.map((line) => line.map(pad).join('  ').trimEnd()).join('\n');
}

/** True when a limit is missed by more than a tenth. */
export function isMissedByFar({ratio, limit, ok}: BenchRow): boolean {
  return ok === false && (ratio === null || limit === null || ratio > limit * 1.1);
}

/** A sentence for each limit that is missed. */
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
