import {describe, expect, test} from '@jest/globals';
import {claudeCode} from '../../../src/usage/agents/claude-code.ts';
import {jsonLines, type Scenario, watchScenario} from '../../helpers/agent-scenario.ts';
import {
  apiUsage,
  assistant,
  type Call,
  costState,
  FILE,
  figures,
  modelUsage,
  result,
  SESSION,
  toolResult,
} from '../../helpers/claude-records.ts';

const watch = (scenario: Scenario) => watchScenario(claudeCode, scenario);
const FIRST: Call = [100, 20, 3000, 40];
const SECOND: Call = [7, 11, 130, 17];
const BOTH: Call = [107, 31, 3130, 57];

describe('a session that goes on', () => {
  const before = {[FILE]: jsonLines(assistant('m1', FIRST), costState(FIRST, 0.5))};
  const during = {[FILE]: `${before[FILE]}${jsonLines(assistant('m2', SECOND), costState(BOTH, 0.7))}`};

  test('counts what this run added, from its file alone', async () => {
    const found = await watch({before, during, args: ['--continue']});
    expect(found).toMatchObject({state: 'measured', source: 'cost-state', cost: 0.2, turns: 1});
    expect(found?.figures).toMatchObject(figures(SECOND));
  });

  test('and of one that was forked in the same run, not the first one again', async () => {
    const fork = SESSION.replace('1111', '3333');
    const copied = {...assistant('m2', SECOND), sessionId: fork};
    const third: Call = [1, 2, 3, 4];
    const forked = jsonLines(copied, {...assistant('m3', third), sessionId: fork});
    const silent = {
      [FILE]: jsonLines(assistant('m2', SECOND)),
      [FILE.replace(SESSION, fork)]: forked,
    };
    const found = await watch({during: silent, args: ['-p', '--fork-session']});
    expect(found).toMatchObject({state: 'measured', turns: 2, figures: figures([8, 13, 133, 21])});
  });

  test('and from the results of two processes that go on with it at once', async () => {
    const third: Call = [1, 2, 3, 4];
    const withThird: Call = [101, 22, 3003, 44];
    const own = jsonLines(
      assistant('m2', SECOND),
      assistant('m3', third),
      costState(BOTH, 0.7),
      costState(withThird, 0.6),
    );
    const beside = {[FILE]: `${before[FILE]}${own}`};
    const first = result(BOTH, 0.7, {usage: apiUsage(SECOND)});
    const stdout = jsonLines(first, result(withThird, 0.6, {usage: apiUsage(third)}));
    const found = await watch({before, during: beside, stdout, args: ['--continue']});
    expect(found?.figures).toMatchObject(figures([8, 13, 133, 21]));
    expect(found?.state).toBe('measured');
    const reason = expect.stringMatching(/two processes/);
    for (const silent of ['', jsonLines(first)])
      expect(await watch({before, during: beside, stdout: silent})).toMatchObject({state: 'partial', reason});
  });

  test('and from a result that tells the whole session', async () => {
    const stdout = jsonLines(result(BOTH, 0.7, {usage: apiUsage(SECOND)}));
    const found = await watch({before, during, stdout});
    expect(found?.figures).toMatchObject(figures(SECOND));
    expect(found).toMatchObject({state: 'measured', cost: 0.2});
  });

  test('and from one that says what it added', async () => {
    const since = {'claude-sonnet-4-5': modelUsage(SECOND, 0.2)};
    const stdout = jsonLines(result(BOTH, 0.7, {model_usage_since_last_result: since}));
    const found = await watch({stdout});
    expect(found?.figures).toMatchObject(figures(SECOND));
    expect(found?.cost).toBe(0.2);
  });

  test('is the whole figure of its process in versions that begin anew', async () => {
    const old = {[FILE]: jsonLines(assistant('m1', FIRST, {version: '2.1.197'}))};
    const grown = {[FILE]: `${old[FILE]}${jsonLines(assistant('m2', SECOND, {version: '2.1.197'}))}`};
    const found = await watch({before: old, during: grown, stdout: jsonLines(result(SECOND, 0.2))});
    expect(found?.figures).toMatchObject(figures(SECOND));
  });

  test('is partial where the files of the older runs are elsewhere', async () => {
    const stdout = jsonLines(result(BOTH, 0.7, {usage: apiUsage(SECOND)}));
    const found = await watch({stdout, args: ['--resume', SESSION]});
    expect(found).toMatchObject({state: 'partial', cost: null, source: 'result.usage'});
    expect(found?.figures).toMatchObject(figures(SECOND));
  });

  test('is not counted again where an old version copies it into a new file', async () => {
    const copies = [assistant('m1', FIRST, {requestId: undefined}), assistant('m2', SECOND, {version: '1.0.123'})];
    const found = await watch({
      before: {'.claude/projects/-work-repo/aaaa.jsonl': jsonLines(assistant('m1', FIRST))},
      during: {[FILE]: jsonLines(...copies)},
      args: ['-c'],
    });
    expect(found?.figures).toMatchObject(figures(SECOND));
    expect(found?.state).toBe('partial');
  });
});

describe('several results', () => {
  test('of one process go on, so the last one counts', async () => {
    const stdout = jsonLines(
      result(FIRST, 0.5, {result_index: 0}),
      result(BOTH, 0.7, {result_index: 1, usage: apiUsage(SECOND)}),
    );
    const found = await watch({stdout});
    expect(found?.figures).toMatchObject(figures(BOTH));
    expect(found?.cost).toBe(0.7);
  });

  test('of one session in two processes of an old version are added up', async () => {
    const found = await watch({stdout: jsonLines(result(FIRST, 0.5), result(SECOND, 0.2))});
    expect(found?.figures).toMatchObject(figures(BOTH));
    expect(found?.cost).toBeCloseTo(0.7);
  });

  test('of two sessions are added up', async () => {
    const found = await watch({stdout: jsonLines(result(FIRST, 0.5), result(SECOND, 0.2, {session_id: 'other'}))});
    expect(found?.figures).toMatchObject(figures(BOTH));
  });

  test('that are the same one, shown on both streams, count once', async () => {
    const line = jsonLines(result(FIRST, 0.5));
    expect((await watch({stdout: line, stderr: line}))?.figures).toMatchObject(figures(FIRST));
  });
});

describe('without a result', () => {
  test('a message counts once, with the most that a copy tells', async () => {
    const placeholder = assistant('m1', [100, 20, 3000, 2]);
    const found = await watch({during: {[FILE]: jsonLines(placeholder, assistant('m1', FIRST), placeholder)}});
    expect(found?.figures).toMatchObject(figures(FIRST));
    expect(found).toMatchObject({state: 'measured', source: 'session file', turns: 1, cost: null});
  });

  test('subagents are in files of their own, of two kinds', async () => {
    const agent = (id: string, call: Call) => assistant(id, call, {isSidechain: true});
    const found = await watch({
      during: {
        [FILE]: jsonLines(assistant('m1', FIRST)),
        [FILE.replace('.jsonl', '/subagents/agent-a.jsonl')]: jsonLines(agent('s1', SECOND)),
        '.claude/projects/-work-repo/agent-b.jsonl': jsonLines(agent('s2', [1, 0, 0, 1])),
      },
    });
    expect(found?.figures).toMatchObject(figures([108, 31, 3130, 58]));
    expect(found?.turns).toBe(1);
  });

  test('what was printed of the calls tells the input, and that the output is not known', async () => {
    const init = {
      type: 'system',
      subtype: 'init',
      session_id: SESSION,
      apiKeySource: 'none',
      model: 'm',
      tools: ['Bash'],
    };
    const call = {...assistant('m1', [5, 6, 7, 2]), session_id: SESSION};
    const found = await watch({stdout: jsonLines(init, call, call)});
    expect(found?.figures).toEqual({input: 5, cacheWrite: 6, cacheRead: 7, output: null, reasoning: null});
    expect(found).toMatchObject({state: 'partial', config: {model: 'm', tools: ['Bash']}});
  });

  test.each([
    [
      'an interruption',
      [{type: 'user', message: {content: [{type: 'text', text: '[Request interrupted by user]'}]}}],
      'aborted',
    ],
    ['a tool, where the exit code alone tells', [toolResult()], undefined],
    ['its limit of turns', [toolResult(), {type: 'attachment', attachment: {type: 'max_turns_reached'}}], 'turn_limit'],
    ['an error of the API', [{type: 'assistant', isApiErrorMessage: true, message: {model: '<synthetic>'}}], 'failed'],
    ['an answer', [], 'completed'],
    ['a command of the CLI', [{type: 'user', message: {content: '/cost'}}], undefined],
  ])('the file tells that it ended with %s', async (_what, last, kind) => {
    const found = await watch({during: {[FILE]: jsonLines(assistant('m1', FIRST), ...last)}});
    expect(found?.verdict?.kind).toBe(kind);
  });

  test('an answer by a schema is no interruption', async () => {
    const asked = assistant('m1', FIRST, {
      stop: 'tool_use',
      copyOf: {content: [{type: 'tool_use', name: 'StructuredOutput'}]},
    });
    const found = await watch({during: {[FILE]: jsonLines(asked, toolResult())}});
    expect(found).toMatchObject({state: 'measured', verdict: {kind: 'completed'}});
  });
});

describe('what the result says of the run', () => {
  test.each([
    [{subtype: 'error_max_turns', is_error: false}, {kind: 'turn_limit', text: 'error_max_turns'}, 'measured'],
    [{subtype: 'error_max_budget_usd', is_error: true}, {kind: 'budget', text: 'error_max_budget_usd'}, 'measured'],
    [{is_error: true, api_error_status: 529}, {kind: 'failed', text: 'API error 529'}, 'measured'],
    [
      {subtype: 'error_during_execution', is_error: true, terminal_reason: 'aborted_streaming'},
      {kind: 'aborted', text: 'aborted_streaming'},
      'partial',
    ],
    [{}, {kind: 'completed', text: 'success'}, 'measured'],
  ])('%j', async (more, verdict, state) => {
    expect(await watch({stdout: jsonLines(result(FIRST, 0.5, more))})).toMatchObject({verdict, state});
  });
});

describe('sessions of somebody else', () => {
  const other = '.claude/projects/-elsewhere/99999999-2222-4333-8444-555555555555.jsonl';

  test('that go on meanwhile in the same folder are not counted', async () => {
    const before = {[other]: jsonLines(assistant('o1', FIRST))};
    const during = {[other]: `${before[other]}${jsonLines(assistant('o2', FIRST))}`};
    expect(await watch({before, during, isExpected: false})).toBeNull();
    const own = {...during, [FILE]: jsonLines(assistant('m1', SECOND))};
    expect((await watch({before, during: own}))?.figures).toMatchObject(figures(SECOND));
  });

  test('that begin meanwhile in another folder are not counted', async () => {
    const during = {[other]: jsonLines(assistant('o1', FIRST, {cwd: '/somewhere/else'}))};
    expect(await watch({during, isExpected: false})).toBeNull();
    const own = {...during, [FILE]: jsonLines(assistant('m1', SECOND))};
    expect((await watch({during: own}))?.figures).toMatchObject(figures(SECOND));
  });

  test('CLAUDE_CONFIG_DIR names the folder of the sessions', async () => {
    const during = {[FILE.replace('.claude', 'own')]: jsonLines(assistant('m1', FIRST))};
    const found = await watch({during, env: {CLAUDE_CONFIG_DIR: '$HOME/own'}, isExpected: false});
    expect(found?.figures).toMatchObject(figures(FIRST));
  });
});
