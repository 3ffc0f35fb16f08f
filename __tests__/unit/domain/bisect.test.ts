import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import {WORDINGS} from '../../../src/app/wordings.ts';
import {
  bisect,
  bisectFlaky,
  type NextMove,
  NO_RESULTS,
  namesFile,
  posterior,
  type StateResults,
  suspicion,
} from '../../../src/domain/bisect.ts';
import {notBisectable} from '../../../src/domain/history-refusals.ts';
import {bySize, tries} from '../../helpers/soak.ts';

/** Searches as a use case does, and counts the tests. */
function search(
  states: number,
  test: (state: number) => 'passed' | 'failed' | 'untestable',
  next: (results: readonly StateResults[], tests: number) => NextMove,
  begin: readonly number[] = [],
): {readonly end: Exclude<NextMove, {kind: 'test'}>; readonly tests: number} {
  const results: StateResults[] = Array.from({length: states}, () => NO_RESULTS);
  const look = (state: number) => {
    const old = results[state] ?? NO_RESULTS;
    const verdict = test(state);
    results[state] = verdict === 'untestable' ? {...old, untestable: true} : {...old, [verdict]: old[verdict] + 1};
  };
  for (const state of begin) look(state);
  for (let tests = begin.length; ; tests++) {
    const move = next(results, tests);
    if (move.kind !== 'test') return {end: move, tests};
    look(move.state);
  }
}

describe('a check that always tells the same', () => {
  test('finds what a look at every state finds, with no more tests than halving takes', () => {
    const cases = fc
      .integer({min: 2, max: 400})
      .chain((states) => fc.tuple(fc.constant(states), fc.integer({min: 1, max: states - 1})));
    fc.assert(
      fc.property(cases, ([states, culprit]) => {
        const {end, tests} = search(states, (state) => (state >= culprit ? 'failed' : 'passed'), bisect);
        expect(end).toEqual({kind: 'found', culprit, confidence: 1});
        expect(tests).toBeLessThanOrEqual(Math.ceil(Math.log2(states - 1)));
      }),
      tries(500),
    );
  });

  test('leaves out what cannot be tested, and names all that is left when that is more than one', () => {
    const {end} = search(
      9,
      (state) => (state === 4 || state === 5 ? 'untestable' : state >= 6 ? 'failed' : 'passed'),
      bisect,
    );
    expect(end).toEqual({kind: 'unclear', suspects: [4, 5, 6], confidence: 1});
    const around = search(9, (state) => (state === 4 ? 'untestable' : state >= 7 ? 'failed' : 'passed'), bisect);
    expect(around.end).toEqual({kind: 'found', culprit: 7, confidence: 1});
  });
});

describe('a check that is wrong at times', () => {
  /** Numbers from 0 to 1 that are the same in every run. */
  function random(seed: number): () => number {
    let state = seed;
    return () => {
      state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
      return state / 4_294_967_296;
    };
  }

  test.each([
    ['fails one time in five where all is well', 0.2, 1],
    ['passes one time in five where something is broken', 0, 0.8],
    ['fails one time in five, where something is broken alone', 0, 0.2],
    ['is wrong one time in five either way', 0.2, 0.8],
  ])('and %s is believed too soon in no more cases than it says', (_name, rateOfGood, rateOfBad) => {
    const next = random(7);
    const runs = bySize({gate: 25, soak: 125});
    let wrong = 0;
    let unclear = 0;
    for (let run = 0; run < runs; run++) {
      const states = 2 + Math.floor(next() * 20);
      const culprit = 1 + Math.floor(next() * (states - 1));
      // Of one half of them nothing is suspected beforehand, of the other an innocent one most of all.
      const prior = run % 2 === 0 ? [] : Array.from({length: states}, () => 1 + Math.floor(next() * 32));
      prior[culprit] = 1;
      const {end} = search(
        states,
        (state) => (next() < (state >= culprit ? rateOfBad : rateOfGood) ? 'failed' : 'passed'),
        (results, tests) => bisectFlaky(results, {confidence: 0.95, left: 400 - tests, prior}),
        [0, states - 1, 0, states - 1],
      );
      if (end.kind === 'unclear') unclear++;
      else if (end.culprit !== culprit) wrong++;
    }
    expect(wrong / runs).toBeLessThanOrEqual(0.05);
    expect(unclear / runs).toBeLessThan(0.02);
  });

  test('is asked sooner about what is suspected, and less often than without', () => {
    const next = random(11);
    const runs = 40;
    const tests = {with: 0, without: 0};
    for (let run = 0; run < runs; run++) {
      const culprit = 1 + Math.floor(next() * 29);
      const prior = Array.from({length: 30}, (_, state) => (state === culprit ? 24 : 2));
      for (const way of ['with', 'without'] as const) {
        const rules = way === 'with' ? {prior} : {};
        const test = (state: number) => (next() < (state >= culprit ? 0.8 : 0.2) ? 'failed' : 'passed');
        const ask = (results: readonly StateResults[], made: number) =>
          bisectFlaky(results, {confidence: 0.95, left: 400 - made, ...rules});
        tests[way] += search(30, test, ask, [0, 29, 0, 29]).tests;
      }
    }
    expect(tests.with).toBeLessThan(tests.without);
    const facts = {lines: 0, failedItsCheck: false, isNamed: false};
    expect([suspicion(facts), suspicion({...facts, lines: 99}), suspicion({...facts, isNamed: true})]).toEqual([
      1, 3, 4,
    ]);
    expect(suspicion({lines: 1e9, failedItsCheck: true, isNamed: true})).toBe(32);
    const failure = 'FAIL /tmp/x/src/date.ts:12\nother.ts';
    const named = ['src/date.ts', 'date.ts', 'rc/date.ts', 'src/date.t', 'her.ts'].map((path) =>
      namesFile(failure, path),
    );
    expect(named).toEqual([true, true, false, false, false]);
  });

  test('is asked where what is likely is parted in two', () => {
    const results = Array.from({length: 5}, () => NO_RESULTS);
    expect(posterior(results).map((one) => Number(one.toFixed(2)))).toEqual([0, 0.25, 0.25, 0.25, 0.25]);
    expect(bisectFlaky(results, {confidence: 0.9, left: 5})).toEqual({kind: 'test', state: 2});
    expect(bisectFlaky(results, {confidence: 0.9, left: 0})).toMatchObject({kind: 'unclear', suspects: [1, 2, 3, 4]});
  });
});

test('a search that cannot begin names what its front end takes', () => {
  const {message} = notBisectable.failsAtStart('4f2c91ab', WORDINGS.action);
  expect(message).toBe(
    'The check already fails at 4f2c91ab. Name an earlier step where it passes with the input "good".',
  );
});
