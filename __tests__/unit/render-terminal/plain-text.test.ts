import {expect, test} from '@jest/globals';
import {decodeChunks, toPlainLines, toPlainText} from '../../../src/render/terminal/text.ts';

test('shows an escape sequence instead of obeying it', () => {
  expect(toPlainText('\u001b[31mred\u001b[0m \u0007\u0000')).toBe('␛[31mred␛[0m ␇␀');
  expect(toPlainText('\u009b31m\u007f')).toBe('�31m␡');
});

test('keeps several lines on one', () => {
  expect(toPlainText('first\r\nsecond\tthird\u2028fourth')).toBe('first second third fourth');
});

test('shows characters that turn the reading direction or hide', () => {
  expect(toPlainText('safe\u202egnp.exe\u2066\u200b')).toBe('safe�gnp.exe��');
  expect(toPlainText('\ud800 alone')).toBe('� alone');
});

test('leaves words of any script and joined emoji alone', () => {
  expect(toPlainText('naïve 日本語 עברית 👨‍👩‍👧')).toBe('naïve 日本語 עברית 👨‍👩‍👧');
});

test('gives no command to a runner whose log it stands in, by neither way of writing one', () => {
  expect(toPlainText('##[set-output name=step-id;]5')).toBe('## [set-output name=step-id;]5');
  expect(toPlainText('a model ##[save-state name=a]b')).toBe('a model ## [save-state name=a]b');
  expect(toPlainText('\u0085 \u00a0::add-mask::a')).toBe('  \u00a0: :add-mask::a');
  expect(toPlainLines('one\n  ::error::two\r::stop-commands::x\nC++::three')).toBe(
    'one\n  : :error::two ::stop-commands::x\nC++::three',
  );
});

test('text in pieces is whole wherever it was cut, and what is missing at its end is shown as missing', () => {
  const bytes = Buffer.from('a≈b');
  for (let cut = 0; cut <= bytes.length; cut++)
    expect([...decodeChunks([bytes.subarray(0, cut), bytes.subarray(cut)])].join('')).toBe('a≈b');
  expect([...decodeChunks([bytes.subarray(0, 3)])].join('')).toBe('a\ufffd');
});
