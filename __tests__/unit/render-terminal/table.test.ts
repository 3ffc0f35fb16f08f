import {expect, test} from '@jest/globals';
import {type Column, renderTable} from '../../../src/render/terminal/table.ts';
import {createPaint, displayWidth, plainPaint} from '../../../src/render/terminal/text.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly note: string;
}

const columns: readonly Column<Row>[] = [
  {title: 'ID', align: 'right', cell: ({id}) => String(id)},
  {title: 'NAME', cell: ({name}) => name, shrinkTo: 4},
  {title: 'NOTE', cell: ({note}) => note, shrinkTo: 4},
];

test('lines up columns, also behind wide characters', () => {
  const rows = [
    {id: 1, name: '日本語', note: 'x'},
    {id: 12, name: 'plain', note: 'y'},
  ];
  expect(renderTable(columns, rows, {width: 80, paint: plainPaint}).split('\n')).toEqual([
    'ID  NAME    NOTE',
    ' 1  日本語  x',
    '12  plain   y',
  ]);
});

test('leaves out a column that has nothing to show', () => {
  expect(renderTable(columns, [{id: 1, name: 'a', note: ''}], {width: 80, paint: plainPaint})).toBe('ID  NAME\n 1  a');
});

test('is no wider than the terminal: the widest column gives way first', () => {
  const rows = [{id: 1, name: 'short', note: 'a note that goes on and on'}];
  const lines = renderTable(columns, rows, {width: 24, paint: plainPaint}).split('\n');
  expect(lines[1]).toBe(' 1  short  a note that …');
  expect(Math.max(...lines.map(displayWidth))).toBe(24);
});

test('columns leave one after the other where shrinking is not enough, and only as many as must', () => {
  const rows = [{id: 1, name: 'a name', note: 'a note'}];
  const leaving: readonly Column<Row>[] = [
    ...columns,
    {title: 'FIRST', cell: () => 'one', dropOrder: 2},
    {title: 'THEN', cell: () => 'two', dropOrder: 1},
  ];
  const heads = [40, 24, 20, 10].map((width) => renderTable(leaving, rows, {width, paint: plainPaint}).split('\n')[0]);
  expect(renderTable(leaving, rows, {width: 20, paint: plainPaint}).split('\n').slice(2)).toEqual([
    '',
    'Too narrow for',
    'FIRST: a wider',
    'terminal or a pipe',
    'shows all columns.',
  ]);
  expect(heads).toEqual([
    'ID  NAME    NOTE    FIRST  THEN',
    'ID  NAME    NOTE    THEN',
    'ID  NAME  NOTE  THEN',
    'ID  NAME  NOTE',
  ]);
});

test('is as wide as it likes where no terminal is', () => {
  const note = 'x'.repeat(500);
  expect(
    renderTable(columns, [{id: 1, name: 'a', note}], {width: Number.POSITIVE_INFINITY, paint: plainPaint}),
  ).toContain(note);
});

test('foreign text cannot add lines or colours', () => {
  const table = renderTable(columns, [{id: 1, name: 'a\nb', note: '\u001b[2J'}], {width: 80, paint: plainPaint});
  expect(table.split('\n')).toEqual(['ID  NAME  NOTE', ' 1  a b   ␛[2J']);
});

test('dims a whole line, whatever its cells look like', () => {
  const paint = createPaint({isTTY: true}, {});
  const looks: readonly Column<Row>[] = [
    {title: 'ID', cell: ({id}) => String(id), look: (_row, text, to) => to('good', text)},
  ];
  const table = renderTable(looks, [{id: 1, name: '', note: ''}], {width: 80, paint, dim: () => true});
  expect(table.split('\n')[1]).toBe('\u001b[2m1\u001b[22m');
});

test.each([
  ['no terminal', {}, {}],
  ['NO_COLOR', {isTTY: true}, {NO_COLOR: '1'}],
  ['a dumb terminal', {isTTY: true}, {TERM: 'dumb'}],
])('does not colour with %s', (_case, stream, env) => {
  expect(createPaint(stream, env)('bad', 'text')).toBe('text');
});

test('colours on a terminal, also with an empty NO_COLOR', () => {
  expect(createPaint({isTTY: true}, {NO_COLOR: ''})('bad', 'text')).toBe('\u001b[31mtext\u001b[39m');
});
