import {describe, expect, test} from '@jest/globals';
import {findPrice} from '../../../src/usage/prices/find-price.ts';
import {readRun, toLines} from '../../helpers/agent-run.ts';
import {assistant, FILE, SESSION} from '../../helpers/claude-records.ts';
import {CODEX_MODEL, codexOf, rolloutFile} from '../../helpers/codex-runs.ts';
import {add, expectMeasured, T1, T2, T3, unwritten} from '../../helpers/served.ts';

const now = () => new Date(Date.now() + 1000).toISOString();
const BROKE_OFF = expect.stringMatching(/broke off/);

describe('a call that broke off and was tried again makes a run partial', () => {
  const prompt = {
    type: 'user',
    message: {role: 'user', content: 'go'},
    cwd: '$CWD',
    sessionId: SESSION,
    version: '2.1.332',
  };
  const retry = (error: object) => ({
    type: 'system',
    subtype: 'api_error',
    error,
    sessionId: SESSION,
    version: '2.1.332',
  });
  const claude = (error: object) => {
    const after = {[FILE]: toLines([prompt, retry(error), assistant('m1', [100, 0, 0, 10])])};
    return readRun({command: 'claude -p go', after});
  };

  test.each([
    [
      'amid its stream',
      {message: 'Connection error.', connection: {code: 'ECONNRESET'}},
      {state: 'partial', reason: BROKE_OFF},
    ],
    [
      'with a time that ran out',
      {message: 'Request timed out.', connection: null},
      {state: 'partial', reason: BROKE_OFF},
    ],
    ['not: the API refused it', {status: 529, message: '529 overloaded'}, {state: 'measured'}],
    ['not: it never arrived', {message: 'Connection error.', connection: {code: 'ECONNREFUSED'}}, {state: 'measured'}],
  ])('of Claude Code, %s', async (_how, error, state) => {
    expect((await claude(error)).usage).toMatchObject({...state, total_tokens: 110});
  });

  test.each([
    ['of Codex', 'Reconnecting... 1/5 (stream disconnected before completion: Transport error)', {state: 'partial'}],
    ['of Codex, not: the API refused it', 'Reconnecting... 1/5 (unexpected status 500)', {state: 'measured'}],
  ])('%s', async (_who, message, state) => {
    const {prompt: started, usage} = {prompt: {type: 'turn.started'}, usage: {input_tokens: 10, output_tokens: 1}};
    const stdout = toLines([
      ...[
        {type: 'thread.started', thread_id: '01a226ca-7864-70b3-8b10-a99baba1b1d6'},
        started,
        {type: 'error', message},
      ],
      {type: 'turn.completed', usage: {...usage, cached_input_tokens: 0}},
    ]);
    expect((await readRun({command: 'codex exec --json go', stdout})).usage).toMatchObject({
      ...state,
      total_tokens: 11,
    });
  });

  const PI = '.pi/agent/sessions/--work--/2026-11-28T16-12-48-560Z_01a222ee-3e30-7766-82d6-9ce91900af67.jsonl';
  const said = (id: string, more: object) => {
    const usage = {input: 100, output: 50, cacheRead: 0, cacheWrite: 0, cost: {total: 0.1}};
    const message = {role: 'assistant', provider: 'p', model: 'm', stopReason: 'stop', responseId: id, usage, ...more};
    return {type: 'message', id, timestamp: now(), message};
  };
  const session = {
    type: 'session',
    version: 3,
    id: '01a222ee-3e30-7766-82d6-9ce91900af67',
    timestamp: now(),
    cwd: '$CWD',
  };
  const pi = async (...records: readonly object[]) =>
    (await readRun({command: 'pi -p x', after: {[PI]: toLines([session, ...records])}})).usage;
  const nothing = {input: 0, output: 0, cacheRead: 0, cacheWrite: 0, cost: {total: 0}};

  test.each([
    ['with what had been told of it', {errorMessage: 'terminated'}, {state: 'partial', reason: BROKE_OFF, turns: 2}],
    [
      'with nothing',
      {errorMessage: 'Connection error', usage: nothing},
      {state: 'partial', reason: BROKE_OFF, turns: 1},
    ],
    ['not: the API refused it', {errorMessage: '529 overloaded', usage: nothing}, {state: 'measured', turns: 1}],
  ])('of Pi, %s', async (_how, more, state) => {
    expect(await pi(said('a', {stopReason: 'error', responseId: undefined, ...more}), said('b', {}))).toMatchObject(
      state,
    );
  });

  test('what a fork of Pi used to sum its conversation up is counted, and is no turn', async () => {
    const usage = {input: 900, output: 30, cacheRead: 0, cacheWrite: 0, cost: {total: 0.2}};
    const summary = {type: 'compaction', id: 'c', timestamp: now(), model: 'm', usage};
    expect(await pi(said('a', {}), summary)).toMatchObject({state: 'measured', total_tokens: 1080, turns: 1});
  });
});

test('a record of the whole session has the calls of Kimi Code in it already, and one may name no model', async () => {
  const usage = {inputOther: 700, output: 60, inputCacheRead: 300, inputCacheCreation: 0};
  const record = (more: object) => ({type: 'usage.record', agentId: 'main', usage, time: Date.now() + 1000, ...more});
  const folder = {type: 'profile.bind', agentId: 'main', environmentDisclosure: {cwd: '$CWD'}, time: Date.now() + 1000};
  const lines = [folder, record({usageScope: 'turn'}), record({}), record({usageScope: 'session'})];
  const after = {'.kimi-code/sessions/wd_repo_1f2e/session_1/agents/main/wire.jsonl': toLines(lines)};
  const {usage: used} = await readRun({command: 'kimi -p x', after});
  expect(used).toMatchObject({total_tokens: 2120, turns: 2, state: 'measured', models: []});
});

test('Kimi Code names its model by an alias, and by its own name where it asks it', async () => {
  const usage = {inputOther: 700, output: 60, inputCacheRead: 300, inputCacheCreation: 0};
  const row = (type: string, more: object) => ({type, agentId: 'main', time: Date.now() + 1000, ...more});
  const lines = [
    row('profile.bind', {environmentDisclosure: {cwd: '$CWD'}}),
    row('llm.request', {modelAlias: 'mine', model: 'kimi-k2.5'}),
    row('usage.record', {model: 'mine', usage}),
  ];
  const after = {'.kimi-code/sessions/wd_repo_1f2e/session_1/agents/main/wire.jsonl': toLines(lines)};
  expect((await readRun({command: 'kimi -p x', after})).usage).toMatchObject({
    models: ['kimi-k2.5'],
    cost_estimated: true,
  });
});

test('the agents of a workflow of Claude Code are subagents, and its journal is no session', async () => {
  const folder = FILE.replace(/\.jsonl$/, '/subagents/workflows/wf_1');
  const agent = {...assistant('m2', [50, 0, 0, 5]), isSidechain: true};
  const partial = {...assistant('m2', [50, 0, 0, 1]), isSidechain: true};
  const after = {
    [FILE]: toLines([assistant('m1', [100, 0, 0, 10])]),
    [`${folder}/agent-a1.jsonl`]: toLines([partial, agent]),
    [`${folder}/journal.jsonl`]: toLines([{type: 'result', agentId: 'a1', result: {usage: {output_tokens: 9}}}]),
  };
  const {usage} = await readRun({command: 'claude -p go', after});
  expect(usage).toMatchObject({total_tokens: 165, turns: 1, state: 'measured', session_id: SESSION});
});

test("a total of Codex before the first word on the model is that model's", async () => {
  const {meta, count, answer} = codexOf('0.169.0');
  const thread = '01a226ca-7864-70b3-8b10-a99baba1b1d6';
  const context = {timestamp: now(), type: 'turn_context', payload: {model: CODEX_MODEL}};
  const file = `.codex/sessions/2026/11/29/rollout-2026-11-29T10-00-00-${thread}.jsonl`;
  const after = {[file]: toLines([meta(thread), count(T1, T1), context, count(T2, T2), answer])};
  const {usage} = await readRun({command: 'codex exec go', after});
  expect(usage).toMatchObject({models: [CODEX_MODEL]});
});

describe("the running totals of a Codex thread that are not one call's more", () => {
  const codex = codexOf('0.139.0');
  const thread = '01a226ca-7864-70b3-8b10-a99baba1b1d6';
  const wide = {...unwritten(T3), input: 80_000_000};
  const usageOf = async (counts: readonly object[]) => {
    const rows = [codex.meta(thread), ...codex.begin, codex.context(), codex.prompt, ...counts, ...codex.complete];
    return (await readRun({command: 'codex exec go', after: {[rolloutFile(thread)]: toLines(rows)}})).usage;
  };
  const [one, two] = [unwritten(T1), unwritten(T2)];

  test('fall in the middle, and go on from less', async () => {
    const counts = [codex.count(add(wide, one), add(wide, one)), codex.count(add(one, two), two)];
    expectMeasured(await usageOf(counts), add(wide, one, two));
  });

  test('are those of another limit, which the thread has a total of its own for', async () => {
    const against = (limit: string, count: ReturnType<typeof codex.count>) => ({
      ...count,
      payload: Object.assign({}, count.payload, {rate_limits: {limit_id: limit}}),
    });
    const counts = [
      against('codex', codex.count(one, one)),
      against('codex_other', codex.count(add(wide, two), two)),
      against('codex', codex.count(add(one, two), two)),
      against('codex_other', codex.count(add(wide, two, one), one)),
    ];
    expectMeasured(await usageOf(counts), add(one, two, two, one));
  });
});

test('the review that Codex has of what it is about to do has the price of the model that makes it', async () => {
  const at = new Date('2026-11-01T00:00:00Z');
  const price = async (model: string) => (await findPrice(model, at, {}))?.price;
  expect(await price('codex-auto-review')).toEqual(await price('gpt-5.6-luna'));
  expect(await price('codex-auto-review')).toMatchObject({input: 0.2, output: 1.2});
});

test('a cost of 0 that Pi tells for tokens is none, and a summary that it only prints is missing', async () => {
  const usage = {input: 100, output: 50, cacheRead: 0, cacheWrite: 0, cost: {total: 0}};
  const message = {role: 'assistant', provider: 'p', stopReason: 'stop', responseId: 'a', usage};
  const session = {type: 'session', version: 3, id: 's1', timestamp: now(), cwd: '$CWD'};
  const pi = async (model: string, ...more: readonly object[]) => {
    const stdout = toLines([session, {type: 'message_end', message: {...message, model}}, ...more]);
    return (await readRun({command: 'pi -p --mode json --no-session x', stdout})).usage;
  };
  expect(await pi('claude-sonnet-4-5')).toMatchObject({state: 'measured', cost: 0.00105, cost_estimated: true});
  expect(await pi('deepseek-r1:free')).toMatchObject({cost: 0, cost_estimated: false});
  const summary = {type: 'compaction_end', reason: 'threshold', aborted: false, result: {summary: 'x'}};
  expect(await pi('m', summary)).toMatchObject({state: 'partial', reason: expect.stringMatching('summed')});
  const used = {...summary, result: {summary: 'x', usage: {...usage, input: 900}}};
  expect(await pi('m', used)).toMatchObject({state: 'measured', total_tokens: 1100, turns: 1});
});
