import {describe, expect, test} from '@jest/globals';
import {subtractBefore} from '../../../src/usage/model-shares.ts';

const share = (model: string, input: number, output: number, cost: number | null = null) => ({
  ...{model, input, cacheRead: null, cacheWrite: null, output, reasoning: null, turns: 1, cost},
});

describe('subtractBefore', () => {
  test('takes off what leaves just the calls of the run', () => {
    const totals = [share('a', 15, 3)];
    const before = [[share('a', 10, 2)], []];
    expect(subtractBefore(totals, before, [share('a', 5, 1)])).toMatchObject({
      shares: [{model: 'a', input: 5, output: 1, turns: 0}],
      isProven: true,
    });
    expect(subtractBefore(totals, before, [share('a', 15, 3)])).toEqual({shares: totals, isProven: true});
  });

  test('takes off the first where none does: calls of subagents are in the totals alone', () => {
    const {shares, isProven} = subtractBefore([share('a', 100, 9)], [[share('a', 10, 2)], []], [share('a', 5, 1)]);
    expect({shares, isProven}).toMatchObject({shares: [{input: 90, output: 7}], isProven: false});
  });

  test('leaves out models that the run did not use', () => {
    const totals = [share('a', 10, 2), share('b', 5, 1)];
    expect(subtractBefore(totals, [[share('a', 10, 2)]], []).shares.map(({model}) => model)).toEqual(['b']);
  });

  test('does not make less than nothing of it', () => {
    const {shares} = subtractBefore([share('a', 5, 1)], [[share('a', 10, 2)]], []);
    expect(shares).toMatchObject([{input: Number.NaN, output: Number.NaN}]);
  });
});
