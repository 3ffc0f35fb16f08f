import {describe, expect, test} from '@jest/globals';
import {InputError} from '../../../src/domain/errors.ts';
import {parseBudgets, parseTokens, parseUsd, toLimits} from '../../../src/domain/option-values.ts';

describe('an amount', () => {
  test.each([
    ['2', 2],
    ['2.50', 2.5],
    ['$0.05', 0.05],
    ['$ 3', 3],
  ])('of dollars may be written %j', (text, amount) => {
    expect(parseUsd(text, 'Input "max-cost-usd"')).toBe(amount);
  });

  test.each([
    ['1', 1],
    ['500000', 500_000],
    ['500k', 500_000],
    ['2M', 2_000_000],
    ['1.1m', 1_100_000],
  ])('of tokens may be written %j', (text, amount) => {
    expect(parseTokens(text, 'Input "max-tokens"')).toBe(amount);
  });

  test.each(['', '0', '-1', '1e3', '2,50', '2 EUR', 'Infinity', '2M', 'two'])('%j is none of dollars', (text) => {
    expect(() => parseUsd(text, 'Input "max-cost-usd"')).toThrow(
      `Input "max-cost-usd" is ${JSON.stringify(text)}. Use an amount in US dollars above 0, such as 2.50.`,
    );
  });

  test.each(['', '0', '-1', '0.5', '1.5', '2 M', '2G', '999999999999999M', 'many'])('%j is none of tokens', (text) => {
    expect(() => parseTokens(text, '--max-tokens')).toThrow(
      `--max-tokens is ${JSON.stringify(text)}. Use a number of tokens from 1, such as 500000 or 2M.`,
    );
  });
});

describe('budgets', () => {
  test('are one a line, and empty lines are none', () => {
    const text =
      '20 USD per day\n\n  5 USD per pull request \n2M tokens per branch\n$100 per project\n500k tokens per DAY\n';
    expect(parseBudgets(text, 'Input "budget"')).toEqual([
      {amount: 20, unit: 'usd', per: 'day'},
      {amount: 5, unit: 'usd', per: 'pull_request'},
      {amount: 2_000_000, unit: 'tokens', per: 'branch'},
      {amount: 100, unit: 'usd', per: 'project'},
      {amount: 500_000, unit: 'tokens', per: 'day'},
    ]);
    expect(parseBudgets('\n \n', 'Input "budget"')).toEqual([]);
    const shared =
      '$500 per organization per month\n9 USD per organisation\n1M tokens per team  per DAY\n5 USD per team\n5 USD per team per month';
    expect(parseBudgets(shared, '--budget')).toEqual([
      {amount: 500, unit: 'usd', per: 'organisation_month'},
      {amount: 9, unit: 'usd', per: 'organisation'},
      {amount: 1_000_000, unit: 'tokens', per: 'team_day'},
      {amount: 5, unit: 'usd', per: 'team'},
      {amount: 5, unit: 'usd', per: 'team_month'},
    ]);
  });

  test.each([
    '20 per day',
    '20 EUR per day',
    '2M USD per day',
    '0 USD per day',
    '20 USD per hour',
    '20 USD',
    'USD per day',
    '$20 USD per day',
    '20 USD per day per branch',
  ])('%j is none, and the line is named', (line) => {
    const parse = () => parseBudgets(`1 USD per day\n${line}`, 'Input "budget"');
    expect(parse).toThrow(InputError);
    expect(parse).toThrow(
      `Input "budget" has the line ${JSON.stringify(line)}. Write an amount, USD or tokens, and per `,
    );
  });
});

test('limits of which none is set are null', () => {
  const none = {max_cost_usd: null, max_tokens: null, budgets: [], budget_unknown: 'stop'} as const;
  expect(toLimits(none)).toBeNull();
  expect(toLimits({...none, max_tokens: 1})).toEqual({...none, max_tokens: 1});
});
