/** A value of CSV; unknown is empty. */
export type CsvCell = string | number | boolean | null | undefined;

/** One line as RFC 4180 has it, with its end. */
export function formatCsvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(formatCell).join(',')}\r\n`;
}

function formatCell(value: CsvCell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  // A spreadsheet would run a text that begins like a formula; it shows one behind an apostrophe as it is.
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

type CsvRow = Readonly<Record<string, CsvCell>>;

/** Lines that each say by what they are and of which: `day,2026-11-22,3,…`; the total is the first. */
export function formatCsvGroups(
  total: CsvRow,
  groups: readonly (readonly [by: string, name: string | null, row: CsvRow])[],
): string {
  const line = (by: string, name: string | null, row: CsvRow) => formatCsvLine([by, name, ...Object.values(row)]);
  return [
    formatCsvLine(['by', 'name', ...Object.keys(total)]),
    line('total', null, total),
    ...groups.map(([by, name, row]) => line(by, name, row)),
  ].join('');
}
