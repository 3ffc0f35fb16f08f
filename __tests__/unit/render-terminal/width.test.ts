import {expect, test} from '@jest/globals';
import {cutToWidth, displayWidth} from '../../../src/render/terminal/text.ts';

test.each([
  ['plain', 5],
  ['日本語', 6],
  ['한국어', 6],
  ['ｶﾀｶﾅ', 4],
  ['ＡＢ', 4],
  ['e\u0301', 1],
  ['👍🏽', 2],
  ['👨‍👩‍👧', 2],
  ['🇩🇪', 2],
  ['❤️', 2],
  ['…–·', 3],
])('%s takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('cuts with an ellipsis, never through a character', () => {
  expect(cutToWidth('abcdef', 6)).toBe('abcdef');
  expect(cutToWidth('abcdef', 4)).toBe('abc…');
  expect(cutToWidth('日本語', 4)).toBe('日…');
  expect(cutToWidth('👨‍👩‍👧👨‍👩‍👧', 3)).toBe('👨‍👩‍👧…');
  expect(cutToWidth('abc', 0)).toBe('');
});

test('no cut text is wider than it may be', () => {
  const text = 'a日👍e\u0301🇩🇪한 plain';
  for (let width = 0; width < 20; width++) expect(displayWidth(cutToWidth(text, width))).toBeLessThanOrEqual(width);
});
