import {cutToWidth, displayWidth, type Paint, toPlainText, type View, wrapWords} from './text.ts';

export interface Column<Row> {
  readonly title: string;
  /** The text of a row's cell. The table makes foreign text safe. */
  readonly cell: (row: Row) => string;
  readonly align?: 'left' | 'right';
  /** The width down to which the column may shrink if the table is too wide. Default: it keeps its width. */
  readonly shrinkTo?: number;
  /** Columns with this are dropped if the table is still too wide, the highest first. Default: the column stays. */
  readonly dropOrder?: number;
  /** Styles a cell, given its padded text. */
  readonly look?: (row: Row, text: string, paint: Paint) => string;
}

export interface TableOptions<Row> extends View {
  /** Dims a whole line, instead of styling its cells. */
  readonly dim?: (row: Row) => boolean;
}

const GAP = '  ';

/**
 * Renders a table, at most as wide as the terminal if its columns can shrink or be dropped, and names the dropped ones. Empty
 * columns are left out.
 */
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
  const shown = dropColumns(filled, width);
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
  const dropped = filled.filter((column) => !shown.includes(column)).map(({column}) => column.title);
  const said = `Too narrow for ${dropped.join(', ')}: a wider terminal or a pipe shows all columns.`;
  const note = dropped.length === 0 ? [] : ['', ...wrapWords(said, width).map((line) => paint('dim', line))];
  return [paint('strong', head.join(GAP).trimEnd()), ...lines, ...note].join('\n');
}

/** Drops columns until the others fit at their minimum widths. */
function dropColumns<
  Shown extends {
    readonly column: Pick<Column<never>, 'dropOrder'>;
    readonly wanted: number;
    readonly least: number | undefined;
  },
>(columns: readonly Shown[], available: number): readonly Shown[] {
  const narrowest = columns.reduce((sum, {wanted, least = wanted}) => sum + Math.min(wanted, least) + GAP.length, 0);
  const first = Math.max(0, ...columns.map(({column}) => column.dropOrder ?? 0));
  if (narrowest - GAP.length <= available || first === 0) return columns;
  return dropColumns(
    columns.filter(({column}) => column.dropOrder !== first),
    available,
  );
}

/** Shrinks columns to fit, always the widest that can shrink. */
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

/** Renders the first items of a list, one a line, and how many more there are. */
export function firstLines<Item>(
  items: readonly Item[],
  most: number,
  line: (item: Item, index: number) => string,
  paint: Paint,
): readonly string[] {
  const more = items.length - most;
  return [...items.slice(0, most).map(line), ...(more > 0 ? [paint('dim', `  and ${more} more`)] : [])];
}

/** Renders the warnings of a plan, one a line. */
export function warningLines(warnings: readonly string[], paint: Paint): readonly string[] {
  return warnings.map((warning) => `${paint('warn', 'warning:')} ${toPlainText(warning)}`);
}

export type Fact = readonly [label: string, value: string];

/** Renders one fact a line, without those that have no value. */
export function factLines(rows: readonly Fact[]): readonly string[] {
  const known = rows.filter(([, value]) => value !== '');
  const width = Math.max(0, ...known.map(([label]) => label.length));
  return known.map(([label, value]) => `  ${label.padEnd(width)}  ${toPlainText(value)}`);
}
