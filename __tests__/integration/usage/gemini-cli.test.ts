import {createHash} from 'node:crypto';
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {geminiCli} from '../../../src/usage/agents/gemini-cli.ts';
import {jsonLines, watchScenario} from '../../helpers/agent-scenario.ts';

const CHATS = '.gemini/tmp/repo/chats';
const T1 = {input: 6017, output: 60, cached: 3001, thoughts: 41, tool: 0, total: 6118};
const T2 = {input: 5540, output: 44, cached: 5004, thoughts: 13, tool: 0, total: 5597};
const message = (id: string, tokens: object, model = 'gemini-2.5-pro') => ({
  id,
  type: 'gemini',
  content: '',
  tokens,
  model,
});
const header = (sessionId: string, hash = 'other') => ({sessionId, projectHash: hash, kind: 'main'});
const stats = (models: object) => JSON.stringify({response: 'Done.', stats: {models, tools: {}}}, null, 2);
const tokens = (prompt: number, cached: number, candidates: number, thoughts: number, tool = 0) => {
  return {prompt, cached, candidates, thoughts, tool, total: prompt + candidates + thoughts + tool};
};

describe('Gemini CLI, as its final record tells', () => {
  test('adds up the models, of which each counts its cache within the prompt and its thoughts beside the output', async () => {
    const stdout = stats({
      'gemini-3-pro': {api: {totalRequests: 4}, tokens: tokens(100, 60, 10, 5), roles: {main: {totalRequests: 3}}},
      'gemini-3-flash': {
        api: {totalRequests: 1},
        tokens: tokens(30, 0, 2, 0),
        roles: {utility_router: {totalRequests: 1}},
      },
    });
    const findings = await watchScenario(geminiCli, {stdout, isExpected: false});
    expect(findings).toMatchObject({
      figures: {input: 70, cacheRead: 60, cacheWrite: 0, output: 17, reasoning: 5},
      turns: 3,
      state: 'measured',
      verdict: {kind: 'completed'},
      config: {model: 'gemini-3-pro'},
    });
    expect(findings?.models.map(({model, input}) => [model, input])).toEqual([
      ['gemini-3-pro', 40],
      ['gemini-3-flash', 30],
    ]);
  });

  test('counts the prompt of a tool as input', async () => {
    const stdout = stats({m: {tokens: tokens(100, 60, 10, 5, 7)}});
    expect((await watchScenario(geminiCli, {stdout}))?.figures).toMatchObject({input: 47, output: 15});
  });

  test('counts two runs of one session both: the stats are those of the run', async () => {
    const stdout = [1, 2].map(() => stats({m: {tokens: tokens(10, 0, 1, 0)}})).join('\n');
    expect((await watchScenario(geminiCli, {stdout}))?.figures).toMatchObject({input: 20, output: 2});
  });

  test('of a stream that tells no cache takes the chat of the same total, and without one leaves the input unknown', async () => {
    const stdout = jsonLines(
      {type: 'init', session_id: 's1', model: 'gemini-2.5-pro'},
      {type: 'result', status: 'success', stats: {total_tokens: 6118, input_tokens: 6017, output_tokens: 60}},
    );
    const chat = {[`${CHATS}/session-1.json`]: JSON.stringify({...header('s1'), messages: [message('a', T1)]})};
    expect(await watchScenario(geminiCli, {stdout, during: chat})).toMatchObject({
      figures: {input: 3016, cacheRead: 3001, output: 101, reasoning: 41},
      state: 'measured',
      turns: 1,
    });
    expect(await watchScenario(geminiCli, {stdout})).toMatchObject({
      figures: {input: null, cacheRead: null, output: 101, reasoning: 41},
      state: 'partial',
      reason: 'its record does not tell what came from cache',
    });
  });

  test('prefers a final record that tells more than the chat: helper models are in it alone', async () => {
    const stdout = jsonLines(
      {type: 'init', session_id: 's1', model: 'auto'},
      {
        type: 'result',
        status: 'success',
        stats: {total_tokens: 6200, input_tokens: 6090, output_tokens: 65, cached: 3001, input: 3089},
      },
    );
    const during = {[`${CHATS}/session-1.jsonl`]: jsonLines(header('s1'), message('a', T1))};
    expect(await watchScenario(geminiCli, {stdout, during})).toMatchObject({
      figures: {input: 3089, cacheRead: 3001, output: 110, reasoning: 45},
      state: 'measured',
    });
  });

  test('keeps a run that failed apart from one that came to its limit of turns', async () => {
    const error = (type: string, code: number) =>
      JSON.stringify({session_id: 's', error: {type, message: 'm', code}}, null, 2);
    const verdictOf = async (stderr: string) =>
      (await watchScenario(geminiCli, {stderr: `log\n${stderr}\nlog\n`}))?.verdict;
    expect(await verdictOf(error('FatalTurnLimitedError', 53))).toEqual({
      kind: 'turn_limit',
      text: 'FatalTurnLimitedError',
    });
    const during = {[`${CHATS}/session-1.jsonl`]: jsonLines(header('s1'), message('a', T1))};
    const text = await watchScenario(geminiCli, {during, exitCode: 53});
    expect(text?.verdict).toEqual({kind: 'turn_limit', text: null});
    expect(await verdictOf(error('Error', 401))).toEqual({kind: 'failed', text: 'Error'});
  });
});

describe('Gemini CLI, as its chat files tell', () => {
  test('counts a message once that was written again with its tool calls, in a list or in a line', async () => {
    const lines = jsonLines(
      header('s1'),
      message('a', T1),
      {$set: {messages: [message('a', T1)]}},
      message('a', T1),
      message('b', T2),
    );
    const findings = await watchScenario(geminiCli, {during: {[`${CHATS}/session-1.jsonl`]: lines}});
    expect(findings).toMatchObject({
      figures: {input: 3552, cacheRead: 8005, cacheWrite: 0, output: 158, reasoning: 54},
      turns: 2,
      sessionId: 's1',
      source: 'chats',
      state: 'partial',
    });
  });

  test('counts of a session that is resumed only what the run adds', async () => {
    const name = `${CHATS}/session-1.jsonl`;
    const first = jsonLines(header('s1'), message('a', T1));
    const findings = await watchScenario(geminiCli, {
      before: {[name]: first},
      during: {[name]: first + jsonLines({$set: {sessionId: 's1', messages: [message('a', T1)]}}, message('b', T2))},
    });
    expect(findings).toMatchObject({figures: {input: 536, cacheRead: 5004, output: 57}, turns: 1, sessionId: 's1'});
  });

  test('counts of a document of an older version only what the run adds, also where a newer one goes on with it', async () => {
    const older = JSON.stringify({...header('s1'), messages: [message('a', T1)]});
    const grown = JSON.stringify({...header('s1'), messages: [message('a', T1), message('b', T2)]});
    const before = {[`${CHATS}/session-1.json`]: older};
    const same = await watchScenario(geminiCli, {before, during: {[`${CHATS}/session-1.json`]: grown}});
    expect(same?.figures).toMatchObject({input: 536, output: 57});
    const moved = jsonLines(header('s1'), message('a', T1), message('b', T2));
    const newer = await watchScenario(geminiCli, {before, during: {[`${CHATS}/session-1.jsonl`]: moved}});
    expect(newer?.figures).toMatchObject({input: 536, output: 57});
  });

  test('may lack a call in a document of an older version, which adds one that only used a tool to the message before', async () => {
    const used = (...names: readonly string[]) => ({toolCalls: names.map((name) => ({name, status: 'success'}))});
    const stateOf = async (...names: readonly string[]) => {
      const messages = [{...message('a', T1), ...used(...names)}, message('b', T2)];
      const chat = JSON.stringify({...header('s1'), messages});
      const during = {[`${CHATS}/session-1.json`]: chat};
      const run = {args: ['-p', 'x', '-m', 'gemini-2.5-pro'], during};
      return (await watchScenario(geminiCli, run))?.state;
    };
    expect(await stateOf('run_shell_command')).toBe('measured');
    expect(await stateOf('run_shell_command', 'run_shell_command')).toBe('partial');
  });

  test('adds subagents to the session that started them', async () => {
    const findings = await watchScenario(geminiCli, {
      during: {
        [`${CHATS}/session-1.jsonl`]: jsonLines(header('s1'), message('a', T1)),
        [`${CHATS}/s1/sub.jsonl`]: jsonLines({...header('sub'), kind: 'subagent'}, message('c', T2, 'gemini-flash')),
      },
    });
    expect(findings).toMatchObject({figures: {input: 3552, output: 158}, turns: 1, sessionId: 's1'});
    expect(findings?.models.map((share) => share.model).toSorted()).toEqual(['gemini-2.5-pro', 'gemini-flash']);
  });

  test('is taken for its own without its name only where a session began in the folder of the run', async () => {
    const lines = jsonLines(header('s1'), message('a', T1));
    const elsewhere = {during: {[`${CHATS}/session-1.jsonl`]: lines}, isExpected: false};
    expect(await watchScenario(geminiCli, elsewhere)).toBeNull();
    const findings = await watchScenario(geminiCli, {
      isExpected: false,
      act: (home, cwd) => {
        const hash = createHash('sha256').update(cwd).digest('hex');
        mkdirSync(join(home, CHATS), {recursive: true});
        writeFileSync(join(home, CHATS, 'session-1.jsonl'), jsonLines(header('s1', hash), message('a', T1)));
      },
    });
    expect(findings?.figures).toMatchObject({input: 3016});
  });

  test('looks where GEMINI_CLI_HOME says', async () => {
    const during = {[`other/${CHATS}/session-1.jsonl`]: jsonLines(header('s1'), message('a', T1))};
    const findings = await watchScenario(geminiCli, {during, env: {GEMINI_CLI_HOME: '$HOME/other'}});
    expect(findings?.figures).toMatchObject({input: 3016});
  });

  test.each([
    ['the user names the model', ['-m', 'gemini-2.5-pro'], 0, [], 'measured'],
    ['a router may have chosen it', [], 0, [], 'partial'],
    ['the user leaves it to a router', ['--model=auto-gemini-3'], 0, [], 'partial'],
    ['a tool asked a model', ['-m', 'gemini-2.5-pro'], 0, [{name: 'web_fetch'}], 'partial'],
    ['an edit asked a model', ['-m', 'gemini-2.5-pro'], 0, [{name: 'replace'}], 'partial'],
    ['the run came to its limit of turns', ['-m', 'gemini-2.5-pro'], 53, [], 'measured'],
    ['the run failed', ['-m', 'gemini-2.5-pro'], 1, [], 'partial'],
  ])('is all there is where %s: %j, exit code %d', async (_name, args, exitCode, toolCalls, state) => {
    const during = {[`${CHATS}/session-1.jsonl`]: jsonLines(header('s1'), {...message('a', T1), toolCalls})};
    expect(await watchScenario(geminiCli, {during, args, exitCode})).toMatchObject({state, figures: {input: 3016}});
  });

  test('is found without its name by the folder its model was told, and by the id of a run that failed', async () => {
    const text = '<session_context>\n- **Workspace Directories:**\n  - $CWD\n- **Directory Structure:**\n';
    const told = {$set: {messages: [{id: 'u', type: 'user', content: [{text}]}]}};
    const during = {[`${CHATS}/session-1.jsonl`]: jsonLines(header('s1'), told, message('a', T1))};
    expect(await watchScenario(geminiCli, {during, isExpected: false})).toMatchObject({figures: {input: 3016}});
    const other = {[`${CHATS}/session-1.jsonl`]: jsonLines(header('s1'), message('a', T1))};
    const stderr = JSON.stringify({session_id: 's1', error: {type: 'Error', message: '', code: 500}}, null, 2);
    expect(await watchScenario(geminiCli, {during: other, stderr, isExpected: false})).toMatchObject({
      figures: {input: 3016},
      verdict: {kind: 'failed'},
    });
    expect(await watchScenario(geminiCli, {stderr, isExpected: false})).toBeNull();
  });

  test('is unknown, and not 0, where it was named and left nothing', async () => {
    expect(await watchScenario(geminiCli, {})).toMatchObject({state: 'unknown', figures: {input: null, output: null}});
  });
});
