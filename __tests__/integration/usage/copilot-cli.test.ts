import {describe, expect, test} from '@jest/globals';
import {copilotCli} from '../../../src/usage/agents/copilot-cli.ts';
import {jsonLines, watchScenario} from '../../helpers/agent-scenario.ts';

const EVENTS = '.copilot/session-state/s1/events.jsonl';
const usage = (input: number, read: number, write: number, output: number, reasoning?: number) => ({
  inputTokens: input,
  cacheReadTokens: read,
  cacheWriteTokens: write,
  outputTokens: output,
  ...(reasoning === undefined ? {} : {reasoningTokens: reasoning}),
});
const start = {type: 'session.start', data: {sessionId: 's1', context: {cwd: '$CWD'}}};
const turn = {type: 'assistant.turn_end', data: {turnId: '0'}};
const call = (id: string, counts: object, model = 'gpt-5') => {
  return {type: 'session.usage_record', data: {usage: {...counts, model, cost: 0, apiCallId: id}}};
};
const shutdown = (modelMetrics: object) => ({
  type: 'session.shutdown',
  // The same figures again, as the program writes them.
  data: {accountingSnapshot: {modelMetrics}, agentMetrics: {main: {modelMetrics}}, totalNanoAiu: 0, modelMetrics},
});
const metrics = (counts: object, count = 1) => ({requests: {count, cost: 0}, usage: counts});

describe('Copilot CLI', () => {
  test('reads the totals by model, with the cache as a part of the input and 0 as no cost', async () => {
    const totals = shutdown({'gpt-5': metrics(usage(100, 60, 10, 20, 7), 2), mini: metrics(usage(5, 0, 0, 1))});
    const during = {[EVENTS]: jsonLines(start, turn, turn, totals)};
    const findings = await watchScenario(copilotCli, {during, isExpected: false});
    expect(findings).toMatchObject({
      figures: {input: 35, cacheRead: 60, cacheWrite: 10, output: 21, reasoning: 7},
      models: [
        {model: 'gpt-5', input: 30, turns: 2},
        {model: 'mini', input: 5},
      ],
      turns: 2,
      sessionId: 's1',
      cost: null,
      source: 'session.shutdown',
      state: 'measured',
    });
  });

  test('counts of a resumed session what its totals have grown by', async () => {
    const first = jsonLines(
      start,
      call('a', usage(100, 60, 0, 20)),
      turn,
      shutdown({'gpt-5': metrics(usage(100, 60, 0, 20))}),
    );
    const added = jsonLines(
      call('b', usage(50, 40, 0, 5)),
      turn,
      shutdown({'gpt-5': metrics(usage(150, 100, 0, 25), 2)}),
    );
    expect(
      await watchScenario(copilotCli, {before: {[EVENTS]: first}, during: {[EVENTS]: first + added}}),
    ).toMatchObject({
      figures: {input: 10, cacheRead: 40, output: 5},
      models: [{model: 'gpt-5', turns: 1}],
      turns: 1,
      state: 'measured',
    });
  });

  test.each([
    ['goes on with what a killed run had used', usage(150, 100, 0, 25)],
    ['begins anew after a killed run', usage(50, 40, 0, 5)],
  ])('counts of totals only the run, where the session %s', async (_name, total) => {
    const killed = jsonLines(start, call('a', usage(100, 60, 0, 20)), turn);
    const added = jsonLines(call('b', usage(50, 40, 0, 5)), turn, shutdown({'gpt-5': metrics(total)}));
    const scenario = {before: {[EVENTS]: killed}, during: {[EVENTS]: killed + added}};
    expect(await watchScenario(copilotCli, scenario)).toMatchObject({
      figures: {input: 10, cacheRead: 40, output: 5},
      state: 'measured',
    });
  });

  test.each([
    ['go on over its processes', usage(150, 100, 0, 25), 'measured'],
    ['begin anew with each process', usage(50, 40, 0, 5), 'measured'],
  ])('counts both of two runs of a session in one step, where its totals %s', async (_name, second, state) => {
    const [one, two] = [usage(100, 60, 0, 20), second];
    const totals = [shutdown({'gpt-5': metrics(one)}), shutdown({'gpt-5': metrics(two)})] as const;
    const rows = [start, call('a', one), totals[0], call('b', usage(50, 40, 0, 5)), totals[1]];
    const expected = {figures: {input: 50, cacheRead: 100, output: 25}, state};
    expect(await watchScenario(copilotCli, {during: {[EVENTS]: jsonLines(...rows)}})).toMatchObject(expected);
    expect(await watchScenario(copilotCli, {during: {[EVENTS]: jsonLines(start, ...totals)}})).toMatchObject({
      ...{state: 'partial', reason: 'what its session had used before is not certain'},
    });
  });

  test('counts both of two processes that go on with a session at once', async () => {
    const [old, one, two] = [usage(10, 0, 0, 1), usage(100, 60, 0, 20), usage(50, 40, 0, 5)];
    const first = jsonLines(start, call('o', old), turn, shutdown({'gpt-5': metrics(old)}));
    // Each adds its own calls to what was there before both.
    const totals = [usage(110, 60, 0, 21), usage(60, 40, 0, 6)].map((counts) => shutdown({'gpt-5': metrics(counts)}));
    const added = jsonLines(call('a', one), call('b', two), turn, turn, ...totals);
    const scenario = {before: {[EVENTS]: first}, during: {[EVENTS]: first + added}};
    expect(await watchScenario(copilotCli, scenario)).toMatchObject({
      ...{figures: {input: 50, cacheRead: 100, output: 25}, turns: 2, state: 'measured'},
    });
  });

  test.each([
    ['a signal ended it amid a call', {type: 'abort', data: {reason: 'user_initiated'}}, 'aborted'],
    [
      'a call broke off',
      {type: 'session.error', data: {errorType: 'query', message: 'Failed to get response'}},
      'failed',
    ],
  ])('knows a part where %s, and no turn of that call, though it says 0', async (_what, event, kind) => {
    const counts = usage(100, 60, 0, 20);
    const rows = [start, call('a', counts), turn, event, turn, shutdown({'gpt-5': metrics(counts)})];
    const result = {type: 'result', sessionId: 's1', exitCode: kind === 'failed' ? 1 : 0, usage: {premiumRequests: 0}};
    const scenario = {during: {[EVENTS]: jsonLines(...rows)}, stdout: jsonLines(result), exitCode: 137};
    expect(await watchScenario(copilotCli, scenario)).toMatchObject({
      ...{figures: {input: 40, output: 20}, turns: 1, state: 'partial', verdict: {kind}},
      reason: expect.stringMatching(/broke off/),
    });
  });

  test('knows a part where a call that broke off was tried again, which it prints alone', async () => {
    const counts = usage(100, 60, 0, 20);
    const during = {[EVENTS]: jsonLines(start, call('a', counts), turn, shutdown({'gpt-5': metrics(counts)}))};
    const failure = (failureKind: string) => jsonLines({type: 'model.call_failure', data: {failureKind}});
    const state = async (stdout: string) => (await watchScenario(copilotCli, {during, stdout}))?.state;
    expect([await state(failure('transport')), await state(failure('api'))]).toEqual(['partial', 'measured']);
  });

  test('adds the calls of a killed run up, each once, as a part', async () => {
    const during = {
      [EVENTS]: jsonLines(start, call('a', usage(100, 60, 0, 20)), call('a', usage(100, 60, 0, 20)), turn),
    };
    expect(await watchScenario(copilotCli, {during, exitCode: null})).toMatchObject({
      figures: {input: 40, cacheRead: 60, output: 20},
      source: 'session.usage_record',
      state: 'partial',
      reason: 'it was cut off before it wrote its totals',
      verdict: null,
    });
  });

  test('knows that a run whose totals list no model used nothing', async () => {
    const error = {type: 'session.error', data: {errorType: 'authentication'}};
    const during = {[EVENTS]: jsonLines(start, turn, error, shutdown({}))};
    const result = {type: 'result', sessionId: 's1', exitCode: 1, usage: {premiumRequests: 0}};
    expect(await watchScenario(copilotCli, {during, stdout: jsonLines(result)})).toMatchObject({
      figures: {input: 0, output: 0},
      state: 'measured',
      verdict: {kind: 'failed', text: 'authentication'},
    });
  });

  test('takes the session that was printed, and leaves others alone that go on meanwhile', async () => {
    const other = '.copilot/session-state/s2/events.jsonl';
    const begun = jsonLines({type: 'session.start', data: {sessionId: 's2', context: {cwd: '$CWD'}}});
    const result = {type: 'result', sessionId: 's1', exitCode: 0, usage: {premiumRequests: 0}};
    const findings = await watchScenario(copilotCli, {
      before: {[other]: begun},
      during: {
        [EVENTS]: jsonLines(start, shutdown({m: metrics(usage(10, 0, 0, 1))})),
        [other]: begun + jsonLines(shutdown({m: metrics(usage(1000, 0, 0, 100))})),
      },
      stdout: jsonLines(result),
      isExpected: false,
    });
    expect(findings).toMatchObject({figures: {input: 10}, verdict: {kind: 'completed'}});
  });

  test('is not found in a folder of another', async () => {
    const elsewhere = {type: 'session.start', data: {sessionId: 's1', context: {cwd: '/elsewhere'}}};
    const during = {[EVENTS]: jsonLines(elsewhere, shutdown({m: metrics(usage(10, 0, 0, 1))}))};
    expect(await watchScenario(copilotCli, {during, isExpected: false})).toBeNull();
    expect(await watchScenario(copilotCli, {during})).toMatchObject({figures: {input: 10}});
  });

  test('does not guess exact figures from the rounded ones on stderr', async () => {
    const stderr = 'Tokens     ↑ 17.3k (13.5k cached) • ↓ 201 (61 reasoning)\nResume     copilot --resume=s1\n';
    expect(await watchScenario(copilotCli, {stderr})).toMatchObject({
      state: 'unknown',
      figures: {input: null, output: null},
    });
  });

  test('looks where COPILOT_HOME says', async () => {
    const during = {
      'other/session-state/s1/events.jsonl': jsonLines(start, shutdown({m: metrics(usage(10, 0, 0, 1))})),
    };
    expect(await watchScenario(copilotCli, {during, env: {COPILOT_HOME: '$HOME/other'}})).toMatchObject({
      figures: {input: 10},
    });
  });
});
