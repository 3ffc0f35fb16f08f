import {describe, expect, test} from '@jest/globals';
import {qwenCode} from '../../../src/usage/agents/qwen-code.ts';
import {jsonLines, watchScenario} from '../../helpers/agent-scenario.ts';

const USAGE = '.qwen/usage_record.jsonl';
const CHAT = '.qwen/projects/-work-repo/chats/s1.jsonl';
const init = {
  type: 'system',
  subtype: 'init',
  session_id: 's1',
  model: 'qwen3',
  qwen_code_version: '0.24.4',
  tools: ['edit', 7],
};
const result = (usage: object, more: object = {}) => {
  return {type: 'result', subtype: 'success', session_id: 's1', is_error: false, num_turns: 3, usage, ...more};
};
const usageLine = (input: number, cached: number, output: number, thoughts: number, sessionId = 's1') => ({
  sessionId,
  project: '$CWD',
  models: {
    qwen3: {
      requests: 3,
      inputTokens: input,
      cachedTokens: cached,
      outputTokens: output,
      thoughtsTokens: thoughts,
      totalTokens: input + output,
    },
  },
});
const said = (prompt: number, cached: number, output: number, thoughts: number) => ({
  type: 'assistant',
  sessionId: 's1',
  cwd: '$CWD',
  model: 'qwen3',
  usageMetadata: {
    promptTokenCount: prompt,
    cachedContentTokenCount: cached,
    candidatesTokenCount: output,
    thoughtsTokenCount: thoughts,
    totalTokenCount: prompt + output,
  },
});
const telemetry = (prompt: number, cached: number, output: number, thoughts: number) => ({
  type: 'system',
  sessionId: 's1',
  systemPayload: {
    uiEvent: {
      'event.name': 'qwen-code.api_response',
      model: 'qwen3',
      input_token_count: prompt,
      cached_content_token_count: cached,
      output_token_count: output,
      thoughts_token_count: thoughts,
      total_token_count: prompt + output,
    },
  },
});

describe('Qwen Code', () => {
  test('counts the cache within the input, whatever Claude Code means by the same names', async () => {
    const usage = {input_tokens: 17312, output_tokens: 201, cache_read_input_tokens: 13518, total_tokens: 17513};
    expect(await watchScenario(qwenCode, {stdout: jsonLines(init, result(usage)), isExpected: false})).toMatchObject({
      figures: {input: 3794, cacheRead: 13518, cacheWrite: 0, output: 201, reasoning: null},
      turns: 3,
      sessionId: 's1',
      cost: null,
      state: 'measured',
      verdict: {kind: 'completed', text: 'success'},
      config: {model: 'qwen3', tools: ['edit']},
    });
  });

  test('reads a provider that tells no cache', async () => {
    const findings = await watchScenario(qwenCode, {
      stdout: jsonLines(init, result({input_tokens: 10, output_tokens: 2})),
    });
    expect(findings).toMatchObject({figures: {input: 10, cacheRead: null, output: 2}, state: 'measured'});
  });

  test('takes the thoughts from the stats, and from the chat where the result has none', async () => {
    const usage = {input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 60, total_tokens: 120};
    const stats = {models: {qwen3: {tokens: {prompt: 100, candidates: 20, total: 120, cached: 60, thoughts: 9}}}};
    const printed = await watchScenario(qwenCode, {stdout: JSON.stringify([init, result(usage, {stats})])});
    expect(printed?.figures).toMatchObject({input: 40, output: 20, reasoning: 9});
    const during = {[CHAT]: jsonLines(telemetry(100, 60, 20, 8), said(100, 60, 20, 8))};
    const chat = await watchScenario(qwenCode, {stdout: jsonLines(init, result(usage)), during});
    expect(chat?.figures).toMatchObject({input: 40, output: 20, reasoning: 8});
  });

  test('adds thoughts that a total shows to stand beside the candidates', async () => {
    const stats = {models: {gemini: {tokens: {prompt: 100, candidates: 20, total: 129, cached: 60, thoughts: 9}}}};
    const usage = {input_tokens: 100, output_tokens: 29, cache_read_input_tokens: 60};
    const findings = await watchScenario(qwenCode, {stdout: jsonLines(init, result(usage, {stats}))});
    expect(findings?.figures).toMatchObject({output: 29, reasoning: 9});
  });

  test('takes off what the session had used before: its totals are those since it began', async () => {
    const before = {
      [USAGE]: jsonLines(usageLine(17312, 13518, 201, 61)),
      [CHAT]: jsonLines(said(17312, 13518, 201, 61)),
    };
    const during = {
      [USAGE]: before[USAGE] + jsonLines(usageLine(29523, 20000, 260, 70)),
      [CHAT]: before[CHAT] + jsonLines(said(5984, 5724, 47, 5)),
    };
    const usage = {input_tokens: 29523, output_tokens: 260, cache_read_input_tokens: 20000, total_tokens: 29783};
    for (const stdout of ['', jsonLines(init, result(usage))]) {
      expect(await watchScenario(qwenCode, {before, during, stdout})).toMatchObject({
        figures: {input: 5729, cacheRead: 6482, output: 59, reasoning: 9},
        models: [{model: 'qwen3', input: 5729, output: 59}],
        state: 'measured',
      });
    }
  });

  test('takes off the calls of a run that was killed before it could write totals', async () => {
    const before = {[CHAT]: jsonLines(said(100, 60, 20, 5))};
    const during = {
      [CHAT]: before[CHAT] + jsonLines(said(50, 0, 10, 0)),
      [USAGE]: jsonLines(usageLine(150, 60, 30, 5)),
    };
    expect(await watchScenario(qwenCode, {before, during})).toMatchObject({
      figures: {input: 50, cacheRead: 0, output: 10},
    });
  });

  test('of totals that were printed and written takes the greater: a call in the background may end later', async () => {
    const usage = {input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 60, total_tokens: 120};
    const during = {[USAGE]: jsonLines(usageLine(130, 60, 25, 5))};
    const findings = await watchScenario(qwenCode, {stdout: jsonLines(init, result(usage)), during});
    expect(findings?.figures).toMatchObject({input: 70, output: 25});
  });

  test('counts each call of a killed run once, though its chat has it twice', async () => {
    const during = {[CHAT]: jsonLines(telemetry(100, 60, 20, 5), said(100, 60, 20, 5), telemetry(30, 0, 4, 1))};
    expect(await watchScenario(qwenCode, {during, exitCode: null})).toMatchObject({
      figures: {input: 70, cacheRead: 60, output: 24, reasoning: 6},
      turns: 1,
      source: 'chats',
      state: 'partial',
    });
  });

  test('falls back on printed messages, of whose two records one tells 0', async () => {
    const assistant = (usage: object, parent: string | null = null) => {
      return {type: 'assistant', session_id: 's1', parent_tool_use_id: parent, message: {usage}};
    };
    const stdout = jsonLines(
      init,
      assistant({input_tokens: 0, output_tokens: 0}),
      assistant({input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 60}),
      assistant({input_tokens: 10, output_tokens: 2, cache_read_input_tokens: 0}, 'task'),
    );
    expect(await watchScenario(qwenCode, {stdout, exitCode: null})).toMatchObject({
      figures: {input: 50, cacheRead: 60, output: 22},
      turns: 1,
      state: 'partial',
    });
  });

  test('says how a run failed, and that it came to its limit of turns', async () => {
    const failed = result({input_tokens: 1, output_tokens: 1}, {subtype: 'error_during_execution', is_error: true});
    const verdict = {kind: 'failed', text: 'error_during_execution'};
    expect(await watchScenario(qwenCode, {stdout: jsonLines(init, failed), exitCode: 0})).toMatchObject({verdict});
    const limit = await watchScenario(qwenCode, {exitCode: 53, during: {[USAGE]: jsonLines(usageLine(9, 0, 1, 0))}});
    expect(limit?.verdict).toEqual({kind: 'turn_limit', text: null});
  });

  test('does not take a result of Claude Code for its own', async () => {
    const usage = {input_tokens: 10, output_tokens: 2, cache_read_input_tokens: 3};
    const claude = {...result(usage), total_cost_usd: 0.1, modelUsage: {}};
    const stdout = jsonLines(
      {type: 'system', subtype: 'init', session_id: 's1', claude_code_version: '2.1.330'},
      claude,
    );
    expect(await watchScenario(qwenCode, {stdout, isExpected: false})).toBeNull();
    expect(await watchScenario(qwenCode, {stdout: jsonLines(result(usage)), isExpected: false})).toBeNull();
  });

  test('is found without its name by a session in the folder of the run, and not by one elsewhere', async () => {
    const during = {[CHAT]: jsonLines(said(100, 60, 20, 5))};
    expect(await watchScenario(qwenCode, {during, isExpected: false})).toMatchObject({figures: {input: 40}});
    const elsewhere = {[CHAT]: during[CHAT]?.replaceAll('$CWD', '/elsewhere') ?? ''};
    expect(await watchScenario(qwenCode, {during: elsewhere, isExpected: false})).toBeNull();
  });

  test('looks where QWEN_HOME says', async () => {
    const during = {'other/usage_record.jsonl': jsonLines(usageLine(9, 0, 1, 0))};
    expect(await watchScenario(qwenCode, {during, env: {QWEN_HOME: '$HOME/other'}})).toMatchObject({
      figures: {input: 9},
    });
  });
});
