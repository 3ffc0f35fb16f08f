import {describe, expect, test} from '@jest/globals';
import {codex} from '../../../src/usage/agents/codex.ts';
import {jsonLines, type Scenario, watchScenario} from '../../helpers/agent-scenario.ts';

/** Input with what the cache gave, that part, output, and the part of it that is reasoning. */
type Total = readonly [input: number, cached: number, output: number, reasoning: number];

const watch = (scenario: Scenario) => watchScenario(codex, scenario);
const file = (thread: string) => `.codex/sessions/2026/01/02/rollout-2026-01-02T03-04-05-${thread}.jsonl`;
const usage = ([input, cached, output, reasoning]: Total) => ({
  ...{input_tokens: input, cached_input_tokens: cached},
  ...{output_tokens: output, reasoning_output_tokens: reasoning},
});
const figures = ([input, cached, output, reasoning]: Total) => ({
  ...{input: input - cached, cacheRead: cached, cacheWrite: 0, output, reasoning},
});
const meta = (id: string, more: object = {}) => ({
  type: 'session_meta',
  payload: {id, cwd: '$CWD', cli_version: '0.139.0', ...more},
});
const event = (type: string, more: object = {}) => ({type: 'event_msg', payload: {type, ...more}});
const total = (of: Total) => event('token_count', {info: {total_token_usage: usage(of), last_token_usage: usage(of)}});
const model = (name = 'gpt-5.1-codex') => ({type: 'turn_context', payload: {model: name, approval_policy: 'never'}});
const printed = (thread: string, of: Total) =>
  jsonLines({type: 'thread.started', thread_id: thread}, {type: 'turn.completed', usage: usage(of)});

const FIRST: Total = [1000, 800, 50, 20];
const BOTH: Total = [1700, 1300, 90, 30];
const SECOND: Total = [700, 500, 40, 10];

describe('one thread', () => {
  test('counts each total once, however often it is written', async () => {
    const during = {
      [file('t')]: jsonLines(
        meta('t'),
        model(),
        event('token_count', {info: null}),
        total(FIRST),
        total(FIRST),
        total(BOTH),
      ),
    };
    const found = await watch({during, stdout: printed('t', BOTH)});
    expect(found).toMatchObject({state: 'measured', source: 'turn.completed', turns: 2, sessionId: 't'});
    expect(found?.figures).toEqual(figures(BOTH));
    expect(found?.config).toMatchObject({model: 'gpt-5.1-codex', metadata: {approval_policy: 'never'}});
  });

  test('has the call that summed it up, which no total has', async () => {
    const record = (id: string, used: Total, of: Total) => ({
      type: 'token_usage_record',
      payload: {response_id: id, thread_id: 't', usage: usage(used), thread_token_usage: usage(of)},
    });
    const rows = (...summary: readonly object[]) => ({
      [file('t')]: jsonLines(
        ...[meta('t'), model(), record('r1', FIRST, FIRST), total(FIRST), ...summary],
        ...[record('r2', SECOND, BOTH), total(BOTH), event('task_complete')],
      ),
    });
    const compacted = {type: 'compacted', payload: {message: 'x', compaction_response_id: 'c1'}};
    const used: Total = [900, 850, 30, 0];
    const told = await watch({during: rows(record('c1', used, FIRST), compacted), stdout: printed('t', BOTH)});
    expect(told).toMatchObject({state: 'measured', turns: 2, figures: figures([2600, 2150, 120, 30])});
    const untold = await watch({
      during: rows({type: 'compacted', payload: {message: 'x'}}),
      stdout: printed('t', BOTH),
    });
    expect(untold).toMatchObject({
      state: 'partial',
      reason: expect.stringMatching(/compacted/),
      figures: figures(BOTH),
    });
  });

  test('that two processes go on with at once has the calls of both, and not its past again', async () => {
    const call = (of: Total, used: Total) =>
      event('token_count', {info: {total_token_usage: usage(of), last_token_usage: usage(used)}});
    const before = {[file('t')]: jsonLines(meta('t'), model(), total(FIRST), event('task_complete'))};
    const rows = [
      ...[
        model(),
        model(),
        call([1700, 1300, 90, 30], [700, 500, 40, 10]),
        call([1100, 850, 60, 20], [100, 50, 10, 0]),
      ],
      ...[event('task_complete'), call([1800, 1400, 93, 30], [100, 100, 3, 0]), event('task_complete')],
    ];
    const during = {[file('t')]: `${before[file('t')]}${jsonLines(...rows)}`};
    const found = await watch({
      before,
      during,
      args: ['exec', 'resume', 't'],
      stdout: printed('t', [1100, 850, 60, 20]),
    });
    expect(found).toMatchObject({turns: 3, figures: figures([900, 650, 53, 10])});
  });

  test('that goes on tells both runs, and only the second is of this one', async () => {
    const before = {[file('t')]: jsonLines(meta('t'), model(), total(FIRST), event('task_complete'))};
    const during = {
      [file('t')]: `${before[file('t')]}${jsonLines(total(FIRST), model(), total(BOTH), event('task_complete'))}`,
    };
    const found = await watch({before, during, stdout: printed('t', BOTH)});
    expect(found?.figures).toEqual(figures(SECOND));
    expect(found?.turns).toBe(1);
    const text = await watch({before, during, args: ['exec', 'resume']});
    expect(text).toMatchObject({state: 'measured', source: 'rollout', figures: figures(SECOND)});
  });

  test('shares its tokens among the models it asked', async () => {
    const during = {[file('t')]: jsonLines(meta('t'), model('a'), total(FIRST), model('b'), total(BOTH))};
    const found = await watch({during, stdout: printed('t', BOTH)});
    expect(found?.models).toMatchObject([
      {model: 'a', ...figures(FIRST)},
      {model: 'b', ...figures(SECOND)},
    ]);
  });

  test('with a cache that is written to has that apart', async () => {
    const stdout = jsonLines(
      {type: 'thread.started', thread_id: 't'},
      {type: 'turn.completed', usage: {...usage(FIRST), cache_write_input_tokens: 150}},
    );
    expect((await watch({stdout}))?.figures).toMatchObject({input: 50, cacheRead: 800, cacheWrite: 150});
  });

  test('that keeps no rollout has the model of the command, and no subagents that were not seen', async () => {
    const stdout = printed('t', FIRST);
    expect(await watch({stdout, args: ['-m', 'gpt-5']})).toMatchObject({state: 'measured', config: {model: 'gpt-5'}});
    const spawning = `${stdout}${jsonLines({type: 'item.completed', item: {type: 'collab_tool_call'}})}`;
    expect(await watch({stdout: spawning})).toMatchObject({state: 'partial', reason: 'its subagents left no record'});
  });
});

describe('how it ended', () => {
  const lines = (...last: readonly object[]) => ({
    [file('t')]: jsonLines(meta('t'), event('task_started'), model(), total(FIRST), ...last),
  });
  const item = (more: object) => ({type: 'response_item', payload: more});

  test.each([
    ['finished', [event('task_complete', {last_agent_message: 'done'})], 'measured', 'completed'],
    ['failed', [event('task_complete', {error: {message: 'status 500'}})], 'measured', 'failed'],
    ['interrupted', [event('turn_aborted', {reason: 'interrupted'})], 'partial', 'aborted'],
    ['killed', [], 'partial', 'aborted'],
  ])('%s', async (_how, last, state, kind) => {
    const found = await watch({during: lines(...last), exitCode: 1});
    expect(found).toMatchObject({state, verdict: {kind}, figures: figures(FIRST)});
  });

  test('is told by the exit code where nothing says so: a program may have stopped it at a tool', async () => {
    const stdout = jsonLines({type: 'thread.started', thread_id: 't'}, {type: 'turn.started'});
    for (const run of [{during: lines()}, {stdout}, {stdout, during: lines()}])
      expect((await watch({...run, exitCode: 0}))?.verdict).toBeNull();
  });

  test('is told by the last item in versions that say no more', async () => {
    const old = (last: object) => ({[file('t')]: jsonLines(meta('t'), model(), total(FIRST), item(last))});
    const answered = await watch({during: old({type: 'message', role: 'assistant'})});
    expect(answered).toMatchObject({state: 'measured', verdict: {kind: 'completed'}});
    const killed = await watch({during: old({type: 'function_call_output'}), exitCode: 1});
    expect(killed).toMatchObject({state: 'partial', verdict: {kind: 'aborted'}});
  });

  test('a turn that failed keeps the calls before it', async () => {
    const stdout = jsonLines(
      {type: 'thread.started', thread_id: 't'},
      {type: 'error', message: 'Reconnecting... 1/1'},
      {type: 'turn.failed', error: {message: 'status 500'}},
    );
    const found = await watch({during: lines(), stdout, exitCode: 1});
    expect(found).toMatchObject({state: 'measured', verdict: {kind: 'failed', text: 'status 500'}});
    expect(found?.figures).toEqual(figures(FIRST));
  });
});

describe('subagents', () => {
  const root = {[file('t')]: jsonLines(meta('t'), model(), total(FIRST), event('task_complete'))};
  const child = (more: object, ...totals: readonly object[]) =>
    jsonLines(meta('c', more), model('mini'), ...totals, event('task_complete'));

  test.each([
    [{parent_thread_id: 't'}],
    [{session_id: 't', source: {subagent: {thread_spawn: {parent_thread_id: 't'}}}}],
    [{session_id: 't'}],
  ])('with a rollout that names its thread by %j are added', async (more) => {
    const found = await watch({
      during: {...root, [file('c')]: child(more, total(SECOND))},
      stdout: printed('t', FIRST),
    });
    expect(found?.figures).toEqual(figures(BOTH));
    expect(found).toMatchObject({source: 'turn.completed + rollout', turns: 1, state: 'measured'});
    expect(found?.models.map(({model: name}) => name)).toEqual(['gpt-5.1-codex', 'mini']);
  });

  test('that begin with a copy of what their thread had used count only their own', async () => {
    const forked = child({parent_thread_id: 't', forked_from_id: 't'}, meta('t'), total(FIRST), total(BOTH));
    const found = await watch({during: {...root, [file('c')]: forked}, stdout: printed('t', FIRST)});
    expect(found?.figures).toEqual(figures(BOTH));
  });

  test('that were cut off leave the figure partial', async () => {
    const cut = jsonLines(meta('c', {parent_thread_id: 't'}), event('task_started'), model(), total(SECOND));
    const found = await watch({during: {...root, [file('c')]: cut}, stdout: printed('t', FIRST)});
    expect(found).toMatchObject({state: 'partial', figures: figures(BOTH)});
  });

  test('of threads that are not of this run are not counted', async () => {
    const during = {...root, [file('x')]: jsonLines(meta('x', {cwd: '/elsewhere'}), model(), total(SECOND))};
    expect((await watch({during, stdout: printed('t', FIRST)}))?.figures).toEqual(figures(FIRST));
    expect(await watch({during: {[file('x')]: during[file('x')] ?? ''}, isExpected: false})).toBeNull();
  });
});
