import {describe, expect, test} from '@jest/globals';
import {cline} from '../../../src/usage/agents/cline.ts';
import {jsonLines, watchScenario} from '../../helpers/agent-scenario.ts';

const counts = (input: number, read: number, write: number, output: number) => {
  return {inputTokens: input, cacheReadTokens: read, cacheWriteTokens: write, outputTokens: output};
};
const head = (usage: object | undefined, status = 'completed', cwd = '$CWD') =>
  JSON.stringify({session_id: 's1', status, model: 'claude', cwd, metadata: {usage, aggregateUsage: usage}});
const call = (id: string, usage: object, cost: number, model = 'claude') => {
  return {id, role: 'assistant', modelInfo: {id: model}, metrics: {...usage, cost}};
};
const messages = (...all: readonly object[]) => JSON.stringify({messages: [{id: 'u', role: 'user'}, ...all]});
const files = (headText: string, messagesText: string) => ({
  '.cline/data/sessions/s1/s1.json': headText,
  '.cline/data/sessions/s1/s1.messages.json': messagesText,
});
const runResult = (usage: object, finishReason = 'completed') => {
  return {
    ts: 't',
    type: 'run_result',
    finishReason,
    iterations: 2,
    usage,
    aggregateUsage: usage,
    model: {id: 'claude'},
  };
};
const T1 = call('a', counts(100, 60, 10, 20), 0.5);
const T2 = call('b', counts(50, 40, 0, 5), 0.25);
const BOTH = {...counts(150, 100, 10, 25), totalCost: 0.75};

describe('Cline', () => {
  test('reads what was printed, with the cache as a part of the input, and its cost', async () => {
    const stdout = jsonLines(runResult(BOTH));
    expect(await watchScenario(cline, {stdout, isExpected: false})).toMatchObject({
      figures: {input: 40, cacheRead: 100, cacheWrite: 10, output: 25, reasoning: null},
      cost: 0.75,
      turns: 2,
      source: 'run_result.aggregateUsage',
      state: 'measured',
      verdict: {kind: 'completed', text: 'completed'},
      config: {model: 'claude'},
    });
  });

  test('reads what the session holds, where text was printed, and does not count it twice where both are there', async () => {
    const during = files(head(BOTH), messages(T1, T2));
    for (const stdout of ['Done.\n', jsonLines(runResult(BOTH))]) {
      expect(await watchScenario(cline, {during, stdout, isExpected: false})).toMatchObject({
        figures: {input: 40, cacheRead: 100, cacheWrite: 10, output: 25},
        models: [{model: 'claude', turns: 2}],
        cost: 0.75,
        turns: 2,
        sessionId: 's1',
        state: 'measured',
      });
    }
  });

  test('names the model of each call', async () => {
    const other = call('b', counts(50, 40, 0, 5), 0.25, 'gpt');
    const findings = await watchScenario(cline, {during: files(head(BOTH), messages(T1, other))});
    expect(findings?.models.map(({model, input}) => [model, input])).toEqual([
      ['claude', 30],
      ['gpt', 10],
    ]);
  });

  test('has subagents in its totals that are in none of its messages', async () => {
    const total = {...counts(1000, 100, 10, 90), totalCost: 2};
    expect(await watchScenario(cline, {during: files(head(total), messages(T1))})).toMatchObject({
      figures: {input: 890, output: 90},
      cost: 2,
      state: 'measured',
    });
  });

  test.each([
    ['of all its runs', BOTH],
    ['of the last run alone', {...counts(50, 40, 0, 5), totalCost: 0.25}],
  ])('counts of a resumed session only this run, where its totals are those %s', async (_name, total) => {
    const before = files(head({...counts(100, 60, 10, 20), totalCost: 0.5}), messages(T1));
    expect(await watchScenario(cline, {before, during: files(head(total), messages(T1, T2))})).toMatchObject({
      figures: {input: 10, cacheRead: 40, cacheWrite: 0, output: 5},
      cost: 0.25,
      turns: 1,
      state: 'measured',
    });
  });

  test('counts of a killed run its messages, as a part, also in a session that had totals', async () => {
    const scenario = {during: files(head(undefined, 'running'), messages(T1)), exitCode: null};
    expect(await watchScenario(cline, scenario)).toMatchObject({
      figures: {input: 30, cacheRead: 60, cacheWrite: 10, output: 20},
      cost: 0.5,
      source: 'messages.metrics',
      state: 'partial',
      verdict: null,
    });
    const old = {...counts(100, 60, 10, 20), totalCost: 0.5};
    const before = files(head(old), messages(T1));
    const killed = {before, during: files(head(old), messages(T1, T2)), exitCode: null};
    expect(await watchScenario(cline, killed)).toMatchObject({figures: {input: 10, output: 5}, state: 'partial'});
  });

  test('falls back on printed calls, whose totals stand beside them', async () => {
    const event = (usage: object, cost: number) => {
      return {
        ts: 't',
        type: 'agent_event',
        event: {type: 'usage', ...usage, cost, totalInputTokens: 150, totalCost: 9},
      };
    };
    const stdout = jsonLines(event(counts(100, 60, 10, 20), 0.5), event(counts(50, 40, 0, 5), 0.25));
    expect(await watchScenario(cline, {stdout, exitCode: null})).toMatchObject({
      figures: {input: 40, cacheRead: 100, cacheWrite: 10, output: 25},
      cost: 0.75,
      turns: 2,
      state: 'partial',
    });
  });

  test.each([
    ['error', 'failed'],
    ['aborted', 'aborted'],
    ['max_iterations', 'turn_limit'],
  ])('says that a run ended with %s', async (reason, kind) => {
    const findings = await watchScenario(cline, {stdout: jsonLines(runResult(BOTH, reason))});
    expect(findings?.verdict).toEqual({kind, text: reason});
  });

  test('takes a cost of 0 for tokens as none', async () => {
    const findings = await watchScenario(cline, {stdout: jsonLines(runResult({...BOTH, totalCost: 0}))});
    expect(findings?.cost).toBeNull();
  });

  test('is not found in a folder of another', async () => {
    const during = files(head(BOTH, 'completed', '/elsewhere'), messages(T1, T2));
    expect(await watchScenario(cline, {during, isExpected: false})).toBeNull();
  });

  test('looks where CLINE_DATA_DIR says', async () => {
    const during = {'other/sessions/s1/s1.json': head(BOTH)};
    expect(await watchScenario(cline, {during, env: {CLINE_DATA_DIR: '$HOME/other'}})).toMatchObject({
      figures: {input: 40},
    });
  });
});
