import {describe, expect, test} from '@jest/globals';
import type {Findings} from '../../../src/usage/agent-reader.ts';
import type {ToldCall} from '../../../src/usage/telemetry/told-calls.ts';
import {withTestimony} from '../../../src/usage/telemetry/told-calls.ts';

function findings(output: number, more: Partial<Findings> = {}): Findings {
  const figures = {input: 100, cacheRead: 0, cacheWrite: 0, output, reasoning: null};
  return {
    ...{figures, turns: 1, models: [], sessionId: 's1', cost: null, source: 'session file'},
    ...{state: 'measured', reason: null, verdict: null, config: {model: 'm1'}},
    ...more,
  };
}

const PARTIAL = {state: 'partial', reason: 'it printed no final record'} as const;
const UNKNOWN = {state: 'unknown', reason: 'it left no record of its tokens', sessionId: null} as const;

function told(output: number): readonly ToldCall[] {
  const share = {...findings(output).figures, model: 'm1', turns: 1, cost: 0.5};
  return [{agent: 'a', id: '1', session: 's2', share}];
}

describe('records and telemetry', () => {
  test('count by the records where nothing was told', () => {
    expect(withTestimony(findings(10), [])).toEqual(findings(10));
    expect(withTestimony(null, [])).toBeNull();
  });

  test('count at least by what was told where there are no records', () => {
    const reason = 'a call that broke off or was cut off is not in its telemetry';
    const expected = {source: 'telemetry', state: 'partial', reason, cost: 0.5, turns: 1, sessionId: 's2'};
    expect(withTestimony(null, told(10))).toMatchObject(expected);
    expect(withTestimony(findings(0, UNKNOWN), told(10))).toMatchObject({...expected, config: {model: 'm1'}});
  });

  test('leave the records as they are where they have all that was told, whole or not', () => {
    for (const state of [{}, PARTIAL])
      for (const output of [10, 30])
        expect(withTestimony(findings(output, state), told(10))).toEqual(findings(output, state));
  });

  test('count by what was told where that has all of the records and more', () => {
    const more = withTestimony(findings(10, PARTIAL), told(30));
    expect(more).toMatchObject({figures: {output: 30}, source: 'telemetry', ...PARTIAL, sessionId: 's1'});
  });

  test('are both named where the records should be whole and lack something', () => {
    const disagreement = (records: number, telemetry: number) =>
      `session file has ${records} tokens, telemetry ${telemetry}`;
    expect(withTestimony(findings(10), told(30))).toMatchObject({
      ...{figures: {output: 30}, state: 'partial'},
      disagreement: disagreement(110, 130),
    });
    const other = findings(30, {figures: {...findings(30).figures, input: 50}});
    expect(withTestimony(other, told(10))).toEqual({...other, disagreement: disagreement(80, 110)});
  });

  test('leave the records as they are where a figure that was told cannot be one', () => {
    expect(withTestimony(findings(10), told(Number.NaN))).toEqual(findings(10));
  });
});
