import {describe, expect, test} from '@jest/globals';
import {
  type AgentRun,
  parseLines,
  type Recorded,
  readRun,
  recorded,
  reverseKeys,
  toLines,
} from '../../helpers/agent-run.ts';
import {
  add,
  expectMeasured,
  expectPartial,
  expectUnknown,
  S1,
  S2,
  type Served,
  T1,
  T2,
  T3,
  T4,
  unwritten,
} from '../../helpers/served.ts';

type Row = Readonly<Record<string, unknown>>;
const usageOf = async (run: AgentRun) => (await readRun(run)).usage;
const MAIN = add(T1, T2, T3);
const only = (run: Recorded, pattern: RegExp) => Object.entries(run.files).filter(([name]) => pattern.test(name));

describe('Copilot CLI', () => {
  const COMMAND = 'copilot -p "Create hello.txt" --allow-all-tools';
  const json = recorded('copilot-1.0.102/json-anthropic');
  const [[file = '', text = ''] = []] = only(json, /events\.jsonl$/);
  const events = parseLines(text);
  const session = /session-state\/([^/]+)\//.exec(file)?.[1] ?? '';
  const usage = ({input, write, read, output, reasoning}: Served) => ({
    ...{inputTokens: input + write + read, outputTokens: output, cacheReadTokens: read, cacheWriteTokens: write},
    reasoningTokens: reasoning,
  });
  const record = (id: string, served: Served, model = 'claude-sonnet-4-5', more: Row = {}): Row => ({
    type: 'session.usage_record',
    data: {usage: {model, ...usage(served), cost: 0, apiCallId: id, accounting: {usageId: id}}},
    ...more,
  });
  const shutdown = (models: Readonly<Record<string, Served>>): Row => {
    const modelMetrics = Object.fromEntries(
      Object.entries(models).map(([model, served]) => [model, {requests: {count: 3, cost: 0}, usage: usage(served)}]),
    );
    const data = {accountingSnapshot: {modelMetrics}, agentMetrics: {main: {modelMetrics}}, modelMetrics};
    return {type: 'session.shutdown', data};
  };
  const SONNET = 'claude-sonnet-4-5';
  const first = events.filter(({type}) => type !== 'session.shutdown');
  const whole = [...first, shutdown({[SONNET]: MAIN})];
  const turnEnd = {type: 'assistant.turn_end', data: {turnId: '9'}};
  const again = [...whole, {type: 'session.resume', data: {}}, record('r9', T4), turnEnd];

  test.each([
    ['json', `${COMMAND} --output-format json`, json.stdout, ''],
    ['text', COMMAND, 'Done.\n', `Tokens     ↑ 17.3k • ↓ 201\nResume     copilot --resume=${session}\n`],
    ['sent to a file', `${COMMAND} > out.txt 2>&1`, '', ''],
  ])('%s', async (_how, command, stdout, stderr) => {
    const after = {[file]: toLines(whole.map(reverseKeys)).replaceAll('\n', '\r\n')};
    const {usage: told, config} = await readRun({command, stdout, stderr, after, chunk: 19});
    expectMeasured(told, MAIN);
    expect(told).toMatchObject({turns: 3, session_id: session, models: [SONNET], cost_estimated: true});
    expect(config.metadata).toMatchObject({agent_version: '1.0.102'});
  });

  test('a call that broke off and was tried again makes it partial, also in text mode, by the wait for its answer', async () => {
    const broken = recorded('copilot-1.0.102/broken-json');
    const [[path = '', kept = ''] = []] = only(broken, /events\.jsonl$/);
    const stderr = `Resume     copilot --resume=${/session-state\/([^/]+)\//.exec(path)?.[1]}\n`;
    const printed = {command: `${COMMAND} --output-format json`, stdout: broken.stdout, after: {[path]: kept}};
    const silent = {command: `${COMMAND} > out.txt 2>&1`, after: {[path]: kept}};
    const text = {command: COMMAND, stdout: 'Done.\n', stderr, after: {[path]: kept}};
    expect((await usageOf(printed)).reason).toMatch(/^a call broke off without an answer/);
    for (const run of [silent, text])
      expect(await usageOf(run)).toMatchObject({
        ...{state: 'partial', total_tokens: (await usageOf(printed)).total_tokens},
        reason: 'a call may have broken off and been tried again, which its text mode does not say',
      });
    // Where no answer kept its turn waiting, none broke off.
    const prompt = kept.replaceAll('10:40:58.671Z', '10:41:00.330Z');
    expect(await usageOf({...text, after: {[path]: prompt}})).toMatchObject({state: 'measured'});
  });

  test('beside another session of the folder, the one that is named', async () => {
    const other = file.replace(session, 'ffffffff-0000-4000-8000-000000000000');
    const stderr = `Resume     copilot --resume=${session}\n`;
    const foreign = toLines([...events.slice(0, 1), shutdown({[SONNET]: T4})]).replaceAll(session, 'other');
    expectPartial(
      await usageOf({command: COMMAND, stderr, after: {[other]: foreign, [file]: toLines(whole)}}),
      MAIN,
      /more of its/,
    );
  });

  test('subagents and their models are in the totals', async () => {
    const models = {[SONNET]: MAIN, 'claude-haiku-4-5': add(S1, S2)};
    const usage = await usageOf({command: COMMAND, after: {[file]: toLines([...first, shutdown(models)])}});
    expectMeasured(usage, add(MAIN, S1, S2));
    expect(usage.by_model?.map(({model, output_tokens}) => [model, output_tokens])).toEqual([
      [SONNET, MAIN.output],
      ['claude-haiku-4-5', add(S1, S2).output],
    ]);
  });

  test.each([
    ['its second shutdown goes on', again, shutdown({[SONNET]: add(MAIN, T4)})],
    ['its second shutdown begins anew', again, shutdown({[SONNET]: T4})],
  ])('resume: %s', async (_how, rows, last) => {
    const run = {
      command: `${COMMAND} --continue`,
      before: {[file]: toLines(whole)},
      after: {[file]: toLines([...rows, last])},
    };
    const usage = await usageOf(run);
    expectMeasured(usage, T4);
    expect(usage.turns).toBe(1);
  });

  test('resume of a run that was killed', async () => {
    const killed = [...events.slice(0, 1), record('k1', T1)];
    const rows = [...killed, {type: 'session.resume', data: {}}, record('k2', T4)];
    for (const total of [add(T1, T4), T4]) {
      const after = {[file]: toLines([...rows, shutdown({[SONNET]: total})])};
      expectMeasured(await usageOf({command: `${COMMAND} --continue`, before: {[file]: toLines(killed)}, after}), T4);
    }
    const odd = {[file]: toLines([...rows, shutdown({[SONNET]: add(T2, T4)})])};
    const usage = await usageOf({command: `${COMMAND} --continue`, before: {[file]: toLines(killed)}, after: odd});
    expect(usage).toMatchObject({state: 'partial', reason: expect.stringMatching(/not certain/)});
  });

  test('killed: each call once', async () => {
    const rows = [
      ...events.slice(0, 1),
      record('k1', T1),
      record('k1', T1),
      record('k2', S1, 'claude-haiku-4-5', {agentId: 'a'}),
    ];
    for (const exitCode of [null, 130, 143]) {
      const usage = await usageOf({command: COMMAND, exitCode, after: {[file]: toLines(rows)}});
      expectPartial(usage, add(T1, S1), /cut off/);
    }
  });

  test('an error keeps the calls before it', async () => {
    const rows = [...events.slice(0, 1), record('k1', T1), {type: 'session.error', data: {errorType: 'query'}}];
    const stdout = toLines([{type: 'result', sessionId: session, exitCode: 1, usage: {premiumRequests: 0}}]);
    const run = {command: `${COMMAND} --output-format json`, stdout, exitCode: 1};
    const usage = await usageOf({...run, after: {[file]: toLines([...rows, shutdown({[SONNET]: T1})])}});
    expectMeasured(usage, T1);
    expect(usage.verdict).toEqual({kind: 'failed', text: 'query'});
  });

  test('another home, and sessions of another folder', async () => {
    const after = {[file.replace('.copilot/', 'ci/')]: toLines(whole)};
    expectMeasured(await usageOf({command: `COPILOT_HOME=~/ci ${COMMAND}`, after}), MAIN);
    const foreign = {[file]: toLines(whole).replaceAll('$CWD', '/somewhere/else')};
    expectUnknown(await usageOf({command: './agent', after: foreign}));
  });
});

describe('Cline', () => {
  const COMMAND = 'cline --json "Create hello.txt"';
  const json = recorded('cline-3.0.65/json');
  const [[headFile = '', headText = ''] = []] = only(json, /sessions\/[^/]+\/[^/.]+\.json$/);
  const [[messagesFile = '', messagesText = ''] = []] = only(json, /\.messages\.json$/);
  const head = JSON.parse(headText);
  const messages = JSON.parse(messagesText);
  const usage = ({input, write, read, output}: Served, cost: number) => ({
    ...{inputTokens: input + write + read, outputTokens: output, cacheReadTokens: read, cacheWriteTokens: write},
    totalCost: cost,
  });
  const withTotals = (total: Served, cost = 0.5, more: Row = {}) => {
    const totals = {usage: usage(total, cost), aggregateUsage: usage(total, cost)};
    return JSON.stringify({...head, metadata: {...head.metadata, ...totals}, ...more});
  };
  const said = (id: string, served: Served, model = 'claude-sonnet-4-5') => ({
    ...{id, role: 'assistant', content: [], modelInfo: {id: model, provider: 'anthropic'}},
    metrics: {...usage(served, 0), cost: 0.1},
  });
  const withMessages = (...more: readonly Row[]) =>
    JSON.stringify({...messages, messages: [...messages.messages, ...more]});
  const result = (total: Served, more: Row = {}): Row => ({
    ...{ts: 't', type: 'run_result', finishReason: 'completed', iterations: 1, model: {id: 'claude-sonnet-4-5'}},
    ...{usage: usage(total, 0.5), aggregateUsage: usage(total, 0.5)},
    ...more,
  });
  const before = {[headFile]: headText, [messagesFile]: messagesText};

  test('json, with the keys in another order and Windows line ends', async () => {
    const stdout = toLines(parseLines(json.stdout).map(reverseKeys)).replaceAll('\n', '\r\n');
    const usage = await usageOf({command: COMMAND, stdout, after: before, chunk: 23});
    expectMeasured(usage, MAIN);
    expect(usage).toMatchObject({cost: 0.02049465, cost_estimated: false, turns: 3, verdict: {kind: 'completed'}});
  });

  test('text, and sent to a file', async () => {
    const {usage, config} = await readRun({command: 'cline "Create hello.txt" > out.txt', after: before});
    expectMeasured(usage, MAIN);
    expect(config).toMatchObject({model: 'claude-sonnet-4-5-20250929', metadata: {agent_version: '3.0.65'}});
    expect(usage).toMatchObject({turns: 3, session_id: head.session_id, verdict: {kind: 'completed'}});
  });

  test.each([
    ['both go on', add(MAIN, T4), add(MAIN, T4)],
    ['the printed one is of this run', T4, add(MAIN, T4)],
    ['the kept one is of this run', add(MAIN, T4), T4],
    ['both are of this run', T4, T4],
  ])('resume: %s', async (_how, printed, kept) => {
    const usage = await usageOf({
      ...{command: `${COMMAND} --continue`, stdout: toLines([result(printed)]), before},
      after: {[headFile]: withTotals(kept), [messagesFile]: withMessages(said('msg_9', T4))},
    });
    expectMeasured(usage, T4);
    expect(usage.turns).toBe(1);
  });

  test('an error of authentication uses nothing', async () => {
    const nothing = {input: 0, write: 0, read: 0, output: 0, reasoning: 0};
    const failed = result(nothing, {
      finishReason: 'error',
      usage: {...usage(nothing, 0)},
      aggregateUsage: {...usage(nothing, 0)},
    });
    const usage_ = await usageOf({command: COMMAND, stdout: toLines([failed]), exitCode: 1});
    expectMeasured(usage_, nothing);
    expect(usage_.verdict).toEqual({kind: 'failed', text: 'error'});
  });

  test('killed, fresh and resumed', async () => {
    const running = {...head, status: 'running', metadata: {}};
    const cut = {...messages, messages: [said('m1', T1)]};
    const fresh = {[headFile]: JSON.stringify(running), [messagesFile]: JSON.stringify(cut)};
    expectPartial(await usageOf({command: COMMAND, exitCode: null, after: fresh}), T1, /cut off/);
    const resumed = {
      [headFile]: JSON.stringify({...head, status: 'running'}),
      [messagesFile]: withMessages(said('m9', T4)),
    };
    expectPartial(await usageOf({command: `${COMMAND} -c`, exitCode: null, before, after: resumed}), T4, /cut off/);
  });

  test('a folder that the command names', async () => {
    const after = Object.fromEntries(
      Object.entries(before).map(([name, text]) => [name.replace('.cline/', 'ci/'), text]),
    );
    expectMeasured(await usageOf({command: `CLINE_DIR=~/ci ${COMMAND}`, after}), MAIN);
  });
});

describe('Continue', () => {
  const COMMAND = 'cn -p --auto "Create hello.txt"';
  const [[file = '', text = ''] = []] = only(recorded('continue-cli-1.5.47/json'), /sessions\/[^/]+-[^/]+\.json$/);
  const session = JSON.parse(text);
  const said = (usage: Row) => ({message: {role: 'assistant', content: 'x', usage}, contextItems: []});
  const chat = ({input, read, output, reasoning}: Served, model = 'gpt-4.1') => ({
    ...{prompt_tokens: input + read, completion_tokens: output, total_tokens: input + read + output},
    prompt_tokens_details: {cached_tokens: read, audio_tokens: 0},
    completion_tokens_details: {reasoning_tokens: reasoning, audio_tokens: 0},
    ...{model, cost_cents: 0},
  });
  const anthropic = ({input, write, read, output}: Served) => ({
    ...{prompt_tokens: input, completion_tokens: output, total_tokens: input + output},
    prompt_tokens_details: {cache_write_tokens: write, cache_read_tokens: read, cached_tokens: read},
    ...{model: 'claude-sonnet-4-5', cost_cents: 0},
  });
  const totals = (prompt: number, {write, read, output}: Served) => ({
    ...{totalCost: 0.001, promptTokens: prompt, completionTokens: output},
    promptTokensDetails: {cachedTokens: read, cacheWriteTokens: write},
  });
  const [c1, c2, c3, c4] = [T1, T2, T3, T4].map(unwritten) as [Served, Served, Served, Served];
  const of = (usages: readonly Row[], usage: Row) => JSON.stringify({...session, history: usages.map(said), usage});
  const promptOf = (served: Served) => served.input + served.read;

  test.each([
    ['json', `${COMMAND} --format json`, recorded('continue-cli-1.5.47/json').stdout],
    ['text', COMMAND, 'Done.\n'],
  ])('Anthropic, %s', async (_how, command, stdout) => {
    const usage = await usageOf({command, stdout, after: {[file]: JSON.stringify(reverseKeys(session))}});
    expectMeasured(usage, MAIN);
    expect(usage).toMatchObject({turns: 3, cost_estimated: true, session_id: session.sessionId});
    expect(usage.cost).toBeCloseTo(0.02049465, 6);
  });

  test('OpenAI, whose prompt has the cache in it', async () => {
    const main = add(c1, c2, c3);
    const usage = await usageOf({
      command: COMMAND,
      after: {[file]: of([chat(c1), chat(c2), chat(c3)], totals(promptOf(main), main))},
    });
    expectMeasured(usage, main);
    expect(usage).toMatchObject({reasoning_tokens: main.reasoning, models: ['gpt-4.1']});
  });

  test('a provider that tells no cache is not known in full', async () => {
    const {prompt_tokens, completion_tokens, total_tokens, model} = chat(c1, 'gpt-5.1');
    const bare = {prompt_tokens, completion_tokens, total_tokens, model};
    const usage = await usageOf({
      command: COMMAND,
      after: {[file]: of([bare], totals(promptOf(c1), {...c1, read: 0}))},
    });
    expect(usage).toMatchObject({state: 'partial', total_tokens: 6118, reason: expect.stringMatching(/every kind/)});
  });

  test.each([
    ['Anthropic', anthropic, T4, totals(MAIN.input + T4.input, add(MAIN, T4))],
    ['OpenAI', chat, c4, totals(MAIN.input + promptOf(c4), add(MAIN, c4))],
  ])('resume with %s', async (_how, told, served, usage) => {
    const after = JSON.stringify({...session, history: [...session.history, said(told(served))], usage});
    const run = {command: `${COMMAND} --resume`, before: {[file]: text}, after: {[file]: after}};
    expectMeasured(await usageOf(run), served);
  });

  test('killed', async () => {
    const after = {[file]: of([anthropic(T1)], totals(T1.input, T1))};
    expectPartial(await usageOf({command: COMMAND, exitCode: null, after}), T1, /cut off/);
  });

  test('a folder that the command names', async () => {
    const after = {[file.replace('.continue/', 'ci/')]: text};
    expectMeasured(await usageOf({command: `export CONTINUE_GLOBAL_DIR="$HOME/ci"; ${COMMAND}`, after}), MAIN);
  });
});

describe('opencode', () => {
  const json = recorded('opencode-1.0.152/json');
  const COMMAND = 'opencode run -m anthropic/claude-sonnet-4-5 "Create hello.txt"';
  const reversed = Object.fromEntries(
    Object.entries(json.files).map(([name, text]) => [name, JSON.stringify(reverseKeys(JSON.parse(text)))]),
  );

  test.each([
    ['json', `${COMMAND} --format json`, toLines(parseLines(json.stdout).map(reverseKeys)).replaceAll('\n', '\r\n')],
    ['text', COMMAND, 'Done.\n'],
    ['sent to a file', `timeout 10m ${COMMAND} --format json | jq . > out.json`, ''],
  ])('%s: with the keys in another order', async (_how, command, stdout) => {
    const {usage, config} = await readRun({command, stdout, after: reversed, chunk: 29});
    expectPartial(usage, {...MAIN, reasoning: 0}, /titles/);
    expect(config).toMatchObject({model: 'claude-sonnet-4-5', metadata: {agent_version: '1.0.152'}});
    expect(usage).toMatchObject({turns: 3, cost_estimated: false, verdict: {kind: 'completed'}});
    expect(usage.cost).toBeCloseTo(0.02049465, 9);
  });

  test('a folder that the command names', async () => {
    const after = Object.fromEntries(
      Object.entries(json.files).map(([name, text]) => [name.replace('.local/share/', 'ci/'), text]),
    );
    expectPartial(await usageOf({command: `XDG_DATA_HOME=~/ci ${COMMAND}`, after}), MAIN, /titles/);
    expectUnknown(await usageOf({command: COMMAND, after}));
  });
});
