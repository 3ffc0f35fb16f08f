import {describe, expect, test} from '@jest/globals';
import {readRun, recorded, toLines, toNow} from '../../helpers/agent-run.ts';

const SESSION = '11111111-1111-4111-8111-111111111111';
const FILE = `.claude/projects/-work/${SESSION}.jsonl`;
const USAGE = {input_tokens: 100, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 10};

/** A record of Claude Code's session file. */
function row(record: object, version = '2.1.197', isSidechain = false) {
  const base = {isSidechain, cwd: '$CWD', sessionId: SESSION, version, timestamp: new Date().toISOString()};
  return {...base, ...record};
}

function said(id: string, changes: {readonly usage?: object; readonly [key: string]: unknown} = {}) {
  const {usage = {}, ...rest} = changes;
  const base = {model: 'claude-sonnet-4-6', id, role: 'assistant', content: [], stop_reason: 'end_turn'};
  return {type: 'assistant', requestId: `req_${id}`, message: {...base, usage: {...USAGE, ...usage}, ...rest}};
}

const prompt = row({type: 'user', message: {role: 'user', content: 'go'}});
const claude = (...records: readonly object[]) =>
  readRun({command: 'claude -p go', after: {[FILE]: toLines([prompt, ...records])}});

describe('a session file is whole only if nothing in it asked a model elsewhere', () => {
  const search = said('m1', {content: [{type: 'tool_use', name: 'WebSearch'}], stop_reason: 'tool_use'});
  const fetch = said('m1', {content: [{type: 'tool_use', name: 'WebFetch'}], stop_reason: 'tool_use'});
  const compaction = {type: 'system', subtype: 'compact_boundary', compactMetadata: {preTokens: 155_000}};

  test.each([
    ['a search', [row(search), row(said('m2'))], /searches/],
    ['a page that was fetched', [row(fetch), row(said('m2'))], /searches/],
    ['a compaction', [row(said('m1')), row(compaction), row(said('m2'))], /compacted/],
    [
      'a placeholder',
      [row(said('m1', {stop_reason: null, usage: {output_tokens: 1}}), '2.1.29')],
      /only the beginning/,
    ],
  ])('%s', async (_what, records, reason) => {
    const {usage} = await claude(...records);
    expect(usage).toMatchObject({state: 'partial', reason: expect.stringMatching(reason)});
  });

  test('but not where the messages are all there is', async () => {
    expect((await claude(row(said('m1')))).usage).toMatchObject({state: 'measured', total_tokens: 110});
  });

  test('and what an advisor or a compaction at the API used is counted', async () => {
    const advisor = {type: 'advisor_message', model: 'claude-opus-4-8', input_tokens: 20_823, output_tokens: 1612};
    const iterations = [{type: 'message', ...USAGE}, advisor];
    const {usage} = await claude(row(said('m1', {usage: {iterations}})));
    expect(usage).toMatchObject({input_tokens: 20_923, output_tokens: 1622, turns: 1, state: 'measured'});
    expect(usage.models).toEqual(['claude-sonnet-4-6', 'claude-opus-4-8']);
  });
});

describe('how a step ended is told by the exit code, unless a final record says otherwise', () => {
  const stopped = [row(said('m1', {content: [{type: 'tool_use', name: 'mcp__app__submit'}], stop_reason: 'tool_use'}))];
  const answered = row({type: 'user', message: {role: 'user', content: [{type: 'tool_result', content: 'ok'}]}});

  test.each([
    ['a program that stops its agent at a tool', [...stopped, answered]],
    ['a message whose end was not written', [row(said('m1', {stop_reason: null}), '2.1.29')]],
  ])('%s', async (_what, records) => {
    const after = toNow({[FILE]: toLines([prompt, ...records])});
    expect((await readRun({command: './agent', after})).usage.verdict).toBeUndefined();
    expect((await readRun({command: './agent', after, exitCode: 143})).usage.verdict?.kind).toBe('aborted');
  });
});

describe('prices of single calls', () => {
  test('those of subagents count as calls', async () => {
    const usage = {input_tokens: 1000, cache_read_input_tokens: 39_000, output_tokens: 500};
    const call = (id: string) => said(id, {model: 'claude-sonnet-4-5-20250929', usage});
    const calls = Array.from({length: 9}, (_, i) => row(call(`s${i}`), '2.1.197', true));
    const after = {
      [FILE]: toLines([prompt, row(call('m'))]),
      [FILE.replace('.jsonl', '/subagents/agent-a1.jsonl')]: toLines(calls),
    };
    expect((await readRun({command: 'claude -p go', after})).usage.cost).toBeCloseTo(0.222, 6);
  });

  test.each([
    ['a fast one', {speed: 'fast'}, 0.3],
    ['one that is answered in the United States alone', {inference_geo: 'us'}, 0.165],
    ['a fast one there', {speed: 'fast', inference_geo: 'us'}, 0.33],
  ])('%s costs more', async (_which, told, cost) => {
    const usage = {input_tokens: 10_000, output_tokens: 4000, ...told};
    expect((await claude(row(said('m1', {model: 'claude-opus-4-8', usage})))).usage.cost).toBeCloseTo(cost, 6);
  });

  test('what Claude Code says it has no price for is no stated cost', async () => {
    const share = {inputTokens: 100_000, outputTokens: 10_000, cacheReadInputTokens: 0, cacheCreationInputTokens: 0};
    const result = {type: 'result', subtype: 'success', is_error: false, num_turns: 1, session_id: SESSION};
    const modelUsage = {'kimi-k2.5': {...share, costUSD: 0.6, contextWindow: 1_000_000, costBasis: 'unknown'}};
    const stdout = toLines([{...result, total_cost_usd: 0.6, usage: USAGE, modelUsage, uuid: 'u'}]);
    const {usage} = await readRun({command: 'claude -p go --output-format json', stdout});
    expect(usage).toMatchObject({cost: 0.09, cost_estimated: true, output_tokens: 10_000});
  });

  test.each([
    ['codex exec --json go', 'priority', 0.2],
    ['codex exec --json go', null, 0.08],
  ])('%s in the tier %j', async (command, tier, cost) => {
    const id = '019a0000-0000-7000-8000-000000000001';
    const total = {input_tokens: 10_000, cached_input_tokens: 0, output_tokens: 1000, reasoning_output_tokens: 200};
    const event = (payload: object) => ({timestamp: new Date().toISOString(), type: 'event_msg', payload});
    const file = toLines([
      {timestamp: new Date().toISOString(), type: 'session_meta', payload: {id, cwd: '$CWD', cli_version: '0.154.0'}},
      event({type: 'thread_settings_applied', thread_settings: {model: 'gpt-5.5', service_tier: tier}}),
      {timestamp: new Date().toISOString(), type: 'turn_context', payload: {cwd: '$CWD', model: 'gpt-5.5'}},
      event({type: 'token_count', info: {total_token_usage: total}}),
      event({type: 'task_complete', last_agent_message: 'ok'}),
    ]);
    const after = {[`.codex/sessions/2026/09/20/rollout-2026-09-20T10-00-00-${id}.jsonl`]: file};
    expect((await readRun({command, after})).usage.cost).toBeCloseTo(cost, 6);
  });

  test('with `--ephemeral` the tier and the model of the command', async () => {
    const usage = {input_tokens: 10_000, cached_input_tokens: 0, output_tokens: 1000, reasoning_output_tokens: 0};
    const stdout = toLines([
      {type: 'thread.started', thread_id: 't'},
      {type: 'turn.completed', usage},
    ]);
    const command = `codex exec --json --ephemeral -c 'model="gpt-5.5"' -c service_tier=fast go`;
    expect((await readRun({command, stdout})).usage).toMatchObject({models: ['gpt-5.5'], cost: 0.2});
  });

  test('requests of Gemini CLI that failed are none', async () => {
    const tokens = {prompt: 500_000, candidates: 300, total: 500_500, cached: 0, thoughts: 200, tool: 0};
    const stats = {models: {'gemini-2.5-pro': {api: {totalRequests: 8, totalErrors: 6}, tokens}}};
    const stdout = toLines([{session_id: 's', response: 'done', stats}]);
    const {usage} = await readRun({command: 'gemini -m gemini-2.5-pro -p go -o json', stdout});
    expect(usage).toMatchObject({
      turns: 2,
      cost: 1.2575,
      ...{price_list: expect.stringMatching(/average length of a call$/), cost_average: true},
      calls: [{source: 'gemini-cli: stats', model: 'gemini-2.5-pro', calls: 2, output_tokens: 500, cost: 1.2575}],
    });
  });
});

test('what tools of Gemini CLI had a model read is not told from its output, and that is said', async () => {
  const model = {total_tokens: 20_600, input_tokens: 500, output_tokens: 100, cached: 0};
  const lines = (tool: string) =>
    toLines([
      {type: 'init', session_id: 's', model: 'gemini-2.5-pro'},
      {type: 'tool_use', tool_name: tool},
      {type: 'result', status: 'success', stats: {...model, models: {'gemini-2.5-flash': model}}},
    ]);
  const read = (tool: string) => readRun({command: 'gemini -p go -o stream-json', stdout: lines(tool)});
  expect((await read('web_fetch')).usage).toMatchObject({state: 'partial', reason: expect.stringMatching(/tools/)});
  expect((await read('read_file')).usage.state).toBe('measured');
});

test('that a conversation of Gemini CLI was compressed shows where all messages are written anew amid the run', async () => {
  const {files} = recorded('gemini-0.61.0/json');
  const name = Object.keys(files).find((path) => path.includes('/chats/')) ?? '';
  const text = files[name] ?? '';
  const command = 'gemini -m gemini-2.5-pro -p x';
  expect((await readRun({command, after: {[name]: text}})).usage).toMatchObject({state: 'measured', turns: 3});
  const rewritten = text.split('\n').find((line) => line.startsWith('{"$set":{"messages"'));
  const {usage} = await readRun({command, after: {[name]: `${text.trimEnd()}\n${rewritten}\n`}});
  expect(usage).toMatchObject({state: 'partial', turns: 3, reason: expect.stringMatching(/helper models/)});
});
