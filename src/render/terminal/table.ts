import {cutToWidth, displayWidth, type Paint, toPlainText} from './text.ts';

export interface Column<Row> {
  readonly title: string;
  /** The text of a row's cell; '' for nothing. The table makes foreign text safe. */
  readonly cell: (row: Row) => string;
  readonly align?: 'left' | 'right';
  /** Gives the column up to this width when the table is too wide; without it the column keeps its width. */
  readonly shrinkTo?: number;
  /** Left out where the table is still too wide then: the highest first. Without it the column always stays. */
  readonly leaves?: number;
  /** The look of a cell, given its padded text. */
  readonly look?: (row: Row, text: string, paint: Paint) => string;
}

export interface TableOptions<Row> {
  readonly width: number;
  readonly paint: Paint;
  /** The look of a whole line, over that of its cells. */
  readonly dim?: (row: Row) => boolean;
}

const GAP = '  ';

/** A table for people, as wide as the terminal at most where its columns can give way. Columns that are empty in every row are left out. */
export function renderTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  {width, paint, dim}: TableOptions<Row>,
): string {
  const texts = columns.map((column) => rows.map((row) => toPlainText(column.cell(row))));
  const filled = columns
    .map((column, index) => ({column, cells: texts[index] ?? []}))
    .filter(({cells}) => cells.some((cell) => cell !== ''))
    .map(({column, cells}) => ({
      column,
      cells,
      wanted: cells.reduce((most, cell) => Math.max(most, displayWidth(cell)), displayWidth(column.title)),
      least: column.shrinkTo,
    }));
  const shown = leaveRoom(filled, width);
  const widths = fitWidths(shown, width);
  const head = shown.map(({column}, at) => pad(column.title, widths[at] ?? 0, column.align));
  const lines = rows.map((row, line) => {
    const dimmed = dim?.(row) === true;
    const cells = shown.map(({column, cells}, at) => {
      const text = pad(cells[line] ?? '', widths[at] ?? 0, column.align);
      return dimmed || column.look === undefined ? text : column.look(row, text, paint);
    });
    const joined = cells.join(GAP).trimEnd();
    return dimmed ? paint('dim', joined) : joined;
  });
  return [paint('strong', head.join(GAP).trimEnd()), ...lines].join('\n');
}

/** The columns without those that leave so that the others, as narrow as they can be, have room. */
function leaveRoom<
  Shown extends {
    readonly column: Pick<Column<never>, 'leaves'>;
    readonly wanted: number;
    readonly least: number | undefined;
  },
>(columns: readonly Shown[], available: number): readonly Shown[] {
  const narrowest = columns.reduce((sum, {wanted, least = wanted}) => sum + Math.min(wanted, least) + GAP.length, 0);
  const first = Math.max(0, ...columns.map(({column}) => column.leaves ?? 0));
  if (narrowest - GAP.length <= available || first === 0) return columns;
  return leaveRoom(
    columns.filter(({column}) => column.leaves !== first),
    available,
  );
}

/** Takes what is too much from the columns that can give way, always from the widest of them. */
function fitWidths(
  columns: readonly {readonly wanted: number; readonly least: number | undefined}[],
  available: number,
): readonly number[] {
  const widths = columns.map(({wanted}) => wanted);
  let excess = widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1) - available;
  while (excess > 0) {
    let widest = -1;
    columns.forEach(({least}, at) => {
      const width = widths[at] ?? 0;
      if (least !== undefined && width > least && width > (widths[widest] ?? 0)) widest = at;
    });
    if (widest < 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess--;
  }
  return widths;
}

function pad(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const cut = cutToWidth(text, width);
  const space = ' '.repeat(Math.max(0, width - displayWidth(cut)));
  return align === 'right' ? space + cut : cut + space;
}
