import {describe, expect, test} from '@jest/globals';
import {decide, fisherTest, shiftOf} from '../../../src/domain/compare-lanes.ts';
import {bySize} from '../../helpers/soak.ts';

describe('the exact test', () => {
  // R: fisher.test(matrix(c(...), 2))$p.value
  test.each([
    [5, 5, 0, 5, 0.007937],
    [5, 5, 1, 5, 0.047619],
    [3, 10, 8, 10, 0.069779],
    [1, 10, 11, 14, 0.002759],
    [0, 5, 0, 5, 1],
  ])('of %i/%i against %i/%i is what R says', (a, ofA, b, ofB, p) => {
    expect(fisherTest({passed: a, of: ofA}, {passed: b, of: ofB})).toBeCloseTo(p, 5);
    expect(fisherTest({passed: b, of: ofB}, {passed: a, of: ofA})).toBeCloseTo(p, 5);
  });
});

describe('the shift', () => {
  // R: wilcox.test(b, a, conf.int = TRUE)
  test('is the one of Hodges and Lehmann, with the exact interval', () => {
    const a = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46];
    const b = [1.15, 0.88, 0.9, 0.74, 1.21];
    const shift = shiftOf(a, b);
    expect(shift?.estimate).toBeCloseTo(-0.305, 6);
    expect(shift?.low).toBeCloseTo(-0.76, 6);
    expect(shift?.high).toBeCloseTo(0.15, 6);
  });

  test('has no interval where there are too few values to bound it', () => {
    expect(shiftOf([1], [3, 5])).toEqual({estimate: 3, low: null, high: null});
    expect(shiftOf([], [1])).toBeNull();
  });
});

describe('the verdict', () => {
  test('claims nothing under five tries a lane, and nothing without a check', () => {
    expect(decide({passed: 0, of: 4}, {passed: 9, of: 9}, true)).toMatchObject({verdict: 'more_tries', neededTries: 5});
    expect(decide({passed: 0, of: 9}, {passed: 9, of: 9}, false)).toMatchObject({verdict: 'no_clear_winner'});
  });

  test.each([
    [0, 5, 5, 5, 'better', null],
    [5, 5, 0, 5, 'worse', null],
    [5, 5, 5, 5, 'no_clear_winner', null],
    [2, 5, 4, 5, 'more_tries', 16],
  ])('of %i/%i against %i/%i', (a, ofA, b, ofB, verdict, neededTries) => {
    expect(decide({passed: a, of: ofA}, {passed: b, of: ofB}, true)).toMatchObject({verdict, neededTries});
  });

  test('calls the same agent better in at most one of twenty replays, also by who looks again and again', () => {
    const replays = bySize({gate: 100, soak: 1_000});
    const random = seeded(20261129);
    const pass = (share: number, count: number) =>
      Array.from({length: count}, () => random() < share).filter(Boolean).length;
    for (const share of [0.1, 0.3, 0.5, 0.8, 0.95]) {
      let better = 0;
      for (let replay = 0; replay < replays; replay++) {
        const lanes = {same: {passed: 0, of: 0}, other: {passed: 0, of: 0}};
        // As people do: five tries, and more while there is no claim.
        for (const more of [5, 5, 10]) {
          for (const lane of [lanes.same, lanes.other]) {
            lane.passed += pass(share, more);
            lane.of += more;
          }
          const {verdict} = decide(lanes.same, lanes.other, true);
          if (verdict === 'better') better++;
          if (verdict === 'better' || verdict === 'worse') break;
        }
      }
      expect([share, better <= replays / 20]).toEqual([share, true]);
    }
  });
});

/** Park and Miller's generator. */
function seeded(seed: number): () => number {
  let state = seed % 2_147_483_647;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
