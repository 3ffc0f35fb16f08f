import {describe, expect, test} from '@jest/globals';
import type {Findings} from '../../../src/usage/agent-reader.ts';
import {BROKE_OFF} from '../../../src/usage/call-findings.ts';
import {type Testimony, withTestimony} from '../../../src/usage/telemetry/second-witness.ts';
import type {ToldCall} from '../../../src/usage/telemetry/told-calls.ts';

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

function told(output: number, more: Partial<Testimony> = {}): Testimony {
  const share = {...findings(output).figures, model: 'm1', turns: 1, cost: 0.5};
  const call: ToldCall = {agent: 'a', id: '1', session: 's2', share};
  return {calls: [call], hasLost: false, isOverfull: false, exitCode: 0, ...more};
}

describe('records and telemetry', () => {
  test('count by the records where nothing was told', () => {
    expect(withTestimony(findings(10), {...told(10), calls: []})).toEqual(findings(10));
    expect(withTestimony(null, {...told(10), calls: []})).toBeNull();
  });

  test('count by what was told where there are no records', () => {
    const expected = {source: 'telemetry', state: 'measured', reason: null, cost: 0.5, turns: 1, sessionId: 's2'};
    expect(withTestimony(null, told(10))).toMatchObject(expected);
    expect(withTestimony(findings(0, UNKNOWN), told(10))).toMatchObject({...expected, config: {model: 'm1'}});
  });

  test('that say the same leave whole records as they are, and prove others whole', () => {
    expect(withTestimony(findings(10), told(10))).toEqual(findings(10));
    const proven = {state: 'measured', reason: null, source: 'session file, confirmed by telemetry'};
    expect(withTestimony(findings(10, PARTIAL), told(10))).toMatchObject(proven);
  });

  test('prove nothing when the run was cut off, a call broke, or a post was too much', () => {
    const aborted = findings(10, {...PARTIAL, verdict: {kind: 'aborted', text: null}});
    expect(withTestimony(aborted, told(10))).toEqual(aborted);
    for (const doubt of [
      {exitCode: 1},
      {exitCode: 137},
      {exitCode: null},
      {exitCode: 124},
      {hasLost: true},
      {isOverfull: true},
    ]) {
      expect(withTestimony(findings(10, PARTIAL), told(10, doubt))).toEqual(findings(10, PARTIAL));
      expect(withTestimony(null, told(10, doubt))).toMatchObject({state: 'partial', reason: expect.any(String)});
    }
  });

  test('prove nothing where the records tell of a call that broke off, which Codex does not send', () => {
    const broken = findings(10, {state: 'partial', reason: BROKE_OFF});
    expect(withTestimony(broken, told(10))).toEqual(broken);
    expect(withTestimony(broken, told(30))).toMatchObject({figures: {output: 30}, state: 'partial', reason: BROKE_OFF});
  });

  test('name no difference where an agent stopped at its budget, whose last call it does not send', () => {
    const stopped = findings(30, {verdict: {kind: 'budget', text: null}});
    expect(withTestimony(stopped, told(10, {exitCode: 1}))).toEqual(stopped);
    expect(withTestimony(stopped, told(10))).toEqual(stopped);
  });

  test('count by the one that has all of the other and more', () => {
    const more = withTestimony(findings(10, PARTIAL), told(30));
    expect(more).toMatchObject({figures: {output: 30}, source: 'telemetry', state: 'measured', sessionId: 's1'});
    expect(withTestimony(findings(30, PARTIAL), told(10))).toEqual(findings(30, PARTIAL));
  });

  test('that should both be whole and differ are both named', () => {
    const disagreement = (records: number, telemetry: number) =>
      `session file has ${records} tokens, telemetry ${telemetry}`;
    expect(withTestimony(findings(10), told(30))).toMatchObject({
      figures: {output: 30},
      disagreement: disagreement(110, 130),
    });
    expect(withTestimony(findings(30), told(10))).toEqual(findings(30, {disagreement: disagreement(130, 110)}));
    const other = findings(30, {figures: {...findings(30).figures, input: 50}});
    expect(withTestimony(other, told(10))).toEqual({...other, disagreement: disagreement(80, 110)});
  });
});
