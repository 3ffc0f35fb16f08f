import {describe, expect, test} from '@jest/globals';
import {
  parseFlag,
  parseLabels,
  parseMinutes,
  parseWholeNumber,
  parseWord,
  splitNames,
} from '../../../src/domain/option-values.ts';

const WHAT = 'Input "x"';

describe('minutes', () => {
  test('may be a fraction, and become milliseconds', () => {
    expect(parseMinutes('30', WHAT)).toBe(1_800_000);
    expect(parseMinutes('0.5', WHAT)).toBe(30_000);
    expect(parseMinutes('35500', WHAT)).toBe(2_130_000_000);
  });

  test.each(['0', '-1', '5m', '', '36000', 'Infinity', '0.000001'])('are not %p', (text) => {
    expect(() => parseMinutes(text, '--timeout-minutes')).toThrow(
      `--timeout-minutes is ${JSON.stringify(text)}. Use a number of minutes above 0, such as 30 (35000 at most).`,
    );
  });
});

test('a word is one of those that are known, which the message names', () => {
  expect(parseWord('none', ['auto', 'none'], WHAT)).toBe('none');
  expect(() => parseWord('always', ['auto', 'none'], WHAT)).toThrow('Input "x" is "always". Use one of: auto, none.');
});

test('a flag is true or false', () => {
  expect([parseFlag('true', WHAT), parseFlag('false', WHAT)]).toEqual([true, false]);
  expect(() => parseFlag('yes', WHAT)).toThrow('Input "x" is "yes". Use one of: true, false.');
});

test.each(['0', '-1', '1.5', '1e3', ''])('a whole number is not %p', (text) => {
  expect(() => parseWholeNumber(text, WHAT)).toThrow('Use a whole number from 1.');
});

test('names have commas, blanks or line ends between them', () => {
  expect(splitNames('A, B C\nD,')).toEqual(['A', 'B', 'C', 'D']);
});

describe('labels', () => {
  test('are names with values, one a line or with commas between them', () => {
    expect(parseLabels(' team=payments, cost-centre=4711\nwhy=it = that ', WHAT)).toEqual({
      team: 'payments',
      'cost-centre': '4711',
      why: 'it = that',
    });
    expect(parseLabels(' \n', WHAT)).toBeNull();
  });

  test.each(['payments', 'team=', '=x', 'Team=x', `team=${'x'.repeat(101)}`, 'team=a\tb', '__proto__=x'])(
    'are not %j',
    (text) => {
      expect(() => parseLabels(text, '--labels')).toThrow(
        /^--labels has ".+"\. Write name=value, such as team=payments/,
      );
    },
  );

  test('have one value each', () => {
    const twice = () => parseLabels('team=a,why=x\nteam=b', '--labels');
    expect(twice).toThrow('--labels has "team" twice. Give each name one value.');
  });

  test('are twenty at most', () => {
    const many = Array.from({length: 21}, (_, index) => `l${index}=x`).join(',');
    expect(() => parseLabels(many, '--labels')).toThrow('--labels has 21 labels. Give at most 20.');
  });
});
