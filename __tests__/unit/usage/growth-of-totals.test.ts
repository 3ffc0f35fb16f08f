import {describe, expect, test} from '@jest/globals';
import {subtractBefore} from '../../../src/usage/model-shares.ts';

const share = (model: string, input: number, output: number, cost: number | null = null) => ({
  ...{model, input, cacheRead: null, cacheWrite: null, output, reasoning: null, turns: 1, cost},
});

describe('subtractBefore', () => {
  test('takes off what leaves just the calls of the run', () => {
    const totals = [[share('a', 15, 3)]];
    const before = [[share('a', 10, 2)], []];
    expect(subtractBefore(totals, before, [share('a', 5, 1)])).toMatchObject({
      shares: [{model: 'a', input: 5, output: 1, turns: 0}],
      isProven: true,
    });
    expect(subtractBefore(totals, before, [share('a', 15, 3)])).toEqual({shares: totals[0], isProven: true});
  });

  test('takes off the first where none does: calls of subagents are in the totals alone', () => {
    const {shares, isProven} = subtractBefore([[share('a', 100, 9)]], [[share('a', 10, 2)], []], [share('a', 5, 1)]);
    expect({shares, isProven}).toMatchObject({shares: [{input: 90, output: 7}], isProven: false});
  });

  const [old, one, two] = [share('a', 10, 2), share('a', 5, 1), share('a', 7, 3)];
  test.each([
    ['one after the other', [share('a', 15, 3), share('a', 22, 6)], [one, two]],
    ['at once', [share('a', 15, 3), share('a', 17, 5)], [one, two]],
    ['each anew', [one, two], [one, two]],
  ])('of several processes of one session, %s, leaves the calls of all', (_how, totals, calls) => {
    const {shares, isProven} = subtractBefore(
      totals.map((total) => [total]),
      [[old], []],
      calls,
    );
    expect({shares, isProven}).toMatchObject({shares: [{input: 12, output: 4}], isProven: true});
  });

  test('holds to the calls where nothing explains the totals of several processes', () => {
    const {shares, isProven} = subtractBefore([[share('a', 99, 9)], [share('a', 98, 9)]], [[old]], [one, two]);
    expect({shares, isProven}).toEqual({shares: [one, two], isProven: false});
  });

  test('leaves out models that the run did not use', () => {
    const totals = [[share('a', 10, 2), share('b', 5, 1)]];
    expect(subtractBefore(totals, [[share('a', 10, 2)]], []).shares.map(({model}) => model)).toEqual(['b']);
  });

  test('does not make less than nothing of it', () => {
    const {shares} = subtractBefore([[share('a', 5, 1)]], [[share('a', 10, 2)]], []);
    expect(shares).toMatchObject([{input: Number.NaN, output: Number.NaN}]);
  });
});
