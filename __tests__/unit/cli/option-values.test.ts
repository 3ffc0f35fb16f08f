import {expect, test} from '@jest/globals';
import {limitOr, oneOf, parseLimit} from '../../../src/cli/arguments.ts';

test('a limit is a number of steps or all of them', () => {
  expect(parseLimit('20')).toBe(20);
  expect(limitOr(parseLimit('all'), 20)).toBeNull();
  expect([limitOr(undefined, 20), limitOr(7, 20)]).toEqual([20, 7]);
});

test.each(['0', '-1', '2.5', '1e3', '', 'ten'])('refuses %p as a limit', (text) => {
  expect(() => parseLimit(text)).toThrow(`--limit is ${JSON.stringify(text)}.`);
});

test('says which words an option takes', () => {
  const parse = oneOf('--commit', ['auto', 'none']);
  expect(parse('none')).toBe('none');
  expect(() => parse('always')).toThrow('--commit is "always". Use one of: auto, none.');
});
