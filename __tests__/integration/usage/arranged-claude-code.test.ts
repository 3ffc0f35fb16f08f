import {symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {type AgentRun, readRun, reverseKeys, toLines, toNow} from '../../helpers/agent-run.ts';
import {type ClaudeVersion, claudeOf, costOf, MODEL, sessionFile, sessionFiles} from '../../helpers/claude-runs.ts';
import {AUX, add, expectMeasured, expectPartial, expectUnknown, S1, S2, T1, T2, T3, T4} from '../../helpers/served.ts';

const VERSIONS: readonly ClaudeVersion[] = ['1.0.123', '2.0.71', '2.1.197', '2.1.330'];
const OLD: readonly ClaudeVersion[] = ['1.0.123', '2.0.71'];
const SESSION = '11111111-2222-4333-8444-555555555555';
const OTHER = '99999999-2222-4333-8444-555555555555';
const HAIKU = 'claude-haiku-4-5-20251001';
const MAIN = add(T1, T2, T3);
const COMMAND = 'claude -p "Create hello.txt" --model claude-sonnet-4-5 --output-format json';
const TEXT = 'claude -p "Create hello.txt"';

const usageOf = async (run: AgentRun) => (await readRun(run)).usage;

describe.each(VERSIONS)('Claude Code %s', (version) => {
  const claude = claudeOf(version);
  const isOld = OLD.includes(version);
  const isNewest = version === '2.1.330';
  const conversation = claude.conversation(SESSION, [T1, T2, T3]);
  const end = (usage: Parameters<typeof claude.costState>[1]) => (isNewest ? [claude.costState(SESSION, usage)] : []);

  test('json with helper calls under other models counts each model once', async () => {
    const models = {[HAIKU]: add(AUX, AUX, AUX), 'claude-sonnet-4-5-20250929': AUX, [MODEL]: MAIN};
    const usage = await usageOf({
      command: COMMAND,
      stdout: toLines([claude.result(SESSION, MAIN, models)]),
      after: sessionFiles(SESSION, [...conversation, ...end(models)]),
    });
    expectMeasured(usage, add(MAIN, AUX, AUX, AUX, AUX));
    expect(usage).toMatchObject({
      ...{turns: 3, session_id: SESSION, source: 'claude-code: result.modelUsage', cost_estimated: false},
      ...{models: [HAIKU, 'claude-sonnet-4-5-20250929', MODEL], verdict: {kind: 'completed'}},
      cost: Number(costOf(models).toFixed(10)),
    });
    expect(usage.by_model?.map((share) => [share.model, share.input_tokens])).toEqual([
      [HAIKU, 3 * AUX.input],
      ['claude-sonnet-4-5-20250929', AUX.input],
      [MODEL, MAIN.input],
    ]);
  });

  test('json with the keys in another order, fields nobody knows and Windows line ends', async () => {
    const record = {...claude.result(SESSION, MAIN, {[MODEL]: MAIN}), a_new_field: {deep: [1, {type: 'result'}]}};
    const unknown = {type: 'a-new-kind', usage: {input_tokens: 5}, message: {id: 'x', usage: {output_tokens: 7}}};
    const rows = [...conversation, unknown, ...end({[MODEL]: MAIN})].map(reverseKeys);
    const stdout = toLines([unknown, reverseKeys(record), unknown]).replaceAll('\n', '\r\n');
    const after = {[sessionFile(SESSION)]: toLines(rows).replaceAll('\n', '\r\n')};
    expectMeasured(await usageOf({command: COMMAND, stdout, after, chunk: 7}), MAIN);
    const text = await usageOf({command: TEXT, stdout: 'Done.\r\n', after});
    if (isOld) expectPartial(text, MAIN, /helper models/);
    else expectMeasured(text, MAIN);
  });

  test('the stream, its tools and its model', async () => {
    const calls = [T1, T2, T3].flatMap((served, i) => claude.printed(SESSION, served, {id: `m${i}`}));
    const records = [claude.init(SESSION), ...calls, claude.result(SESSION, MAIN, {[MODEL]: MAIN})];
    const {usage, config} = await readRun({command: COMMAND, stdout: toLines(records.map(reverseKeys))});
    expectMeasured(usage, MAIN);
    expect(usage.turns).toBe(3);
    expect(config).toMatchObject({name: 'claude-code', model: MODEL, metadata: {permission_mode: 'acceptEdits'}});
    expect(config.tools).toContain('Bash');
  });

  test('text mode: what its session file proves', async () => {
    const usage = await usageOf({
      command: TEXT,
      stdout: 'Done: hello.txt says hello.\n',
      after: sessionFiles(SESSION, [...conversation, ...end({[MODEL]: MAIN})]),
    });
    if (isOld) expectPartial(usage, MAIN, /helper models/);
    else expectMeasured(usage, MAIN);
    expect(usage).toMatchObject({turns: 3, session_id: SESSION, verdict: {kind: 'completed'}});
    expect(usage.cost).toBeCloseTo(costOf({[MODEL]: MAIN}), 9);
    expect(usage.cost_estimated).toBe(!isNewest);
  });

  test('how its model was asked, where that is kept', async () => {
    const asked = {
      type: 'api-request',
      sessionId: SESSION,
      params: {model: MODEL, max_tokens: 32_000, temperature: 0.2},
    };
    const helper = {type: 'api-request', sessionId: SESSION, params: {model: HAIKU, max_tokens: 1}};
    const rows = [asked, ...conversation, helper, ...end({[MODEL]: MAIN})];
    const {config} = await readRun({command: TEXT, after: sessionFiles(SESSION, rows)});
    expect(config).toMatchObject({max_tokens: 32_000, temperature: 0.2, metadata: {agent_version: version}});
  });

  test('text mode with a subagent', async () => {
    const sub = (id: string, served: typeof S1, callsTool: boolean) =>
      claude.call(served, {id, session: SESSION, isSidechain: true, callsTool, model: HAIKU});
    const rows = [...sub('s1', S1, true), ...sub('s2', S2, false)];
    const folder = sessionFile(SESSION).replace(/[^/]*$/, '');
    const main = claude.conversation(SESSION, [T1, T2]);
    const after =
      version === '1.0.123'
        ? sessionFiles(SESSION, [...main.slice(0, 4), ...rows, ...main.slice(4)])
        : version === '2.0.71'
          ? sessionFiles(SESSION, main, {[`${folder}agent-1a2b.jsonl`]: toLines(rows)})
          : sessionFiles(SESSION, [...main, ...end({[MODEL]: add(T1, T2), [HAIKU]: add(S1, S2)})], {
              [`${folder}${SESSION}/subagents/agent-1a2b.jsonl`]: toLines(rows),
            });
    const usage = await usageOf({command: TEXT, stdout: 'Done.\n', after});
    const all = add(T1, T2, S1, S2);
    if (isOld) expectPartial(usage, all, /helper models/);
    else expectMeasured(usage, all);
    expect(usage).toMatchObject({turns: 2, models: [MODEL, HAIKU]});
  });

  test.each([
    ['at its limit of turns', {subtype: 'error_max_turns'}, 'turn_limit', isOld ? 0 : 1],
    ['at its budget', {subtype: 'error_max_budget_usd', is_error: true}, 'budget', 1],
  ])('a run that stops %s', async (_how, more, kind, exitCode) => {
    const used = add(T1, T2);
    const record = claude.result(
      SESSION,
      used,
      {[MODEL]: used},
      {is_error: !isOld, num_turns: 3, ...more, result: undefined},
    );
    const rows = [...claude.conversation(SESSION, [T1, T2]), claude.toolResult(SESSION), ...end({[MODEL]: used})];
    const usage = await usageOf({
      command: COMMAND,
      stdout: toLines([record]),
      after: sessionFiles(SESSION, rows),
      exitCode,
    });
    expectMeasured(usage, used);
    expect(usage).toMatchObject({turns: 2, verdict: {kind}});
  });

  test('text mode at its limit of turns', async () => {
    const rows = [
      ...claude.conversation(SESSION, [T1, T2, T3]).slice(0, isOld ? 7 : 9),
      ...end({[MODEL]: add(T1, T2)}),
    ];
    const stdout = 'Error: Reached max turns (2)';
    const usage = await usageOf({command: TEXT, stdout, exitCode: isOld ? 0 : 1, after: sessionFiles(SESSION, rows)});
    if (isOld) expectPartial(usage, add(T1, T2), /helper models/);
    else expectMeasured(usage, add(T1, T2));
    expect(usage).toMatchObject({turns: 2, verdict: {kind: 'turn_limit'}});
  });

  test('a run whose calls fail keeps those before', async () => {
    const status = isOld ? {} : {api_error_status: 529};
    const text = {result: 'API Error: 529 {"type":"error"}', is_error: true, ...status};
    const usage = await usageOf({
      command: COMMAND,
      stdout: toLines([claude.result(SESSION, T1, {[MODEL]: T1}, text)]),
      exitCode: 1,
    });
    expectMeasured(usage, T1);
    expect(usage.verdict?.kind).toBe('failed');
    const lost = {result: 'API Error: Request timed out.', is_error: true, ...(isOld ? {} : {api_error_status: null})};
    const timedOut = await usageOf({
      command: COMMAND,
      stdout: toLines([claude.result(SESSION, T1, {[MODEL]: T1}, lost)]),
      exitCode: 1,
    });
    expectPartial(timedOut, T1, /without an answer/);
  });

  test.each([
    ['SIGTERM, json', COMMAND, '', 143],
    ['SIGINT, text', TEXT, 'Execution error', 0],
  ])('%s: what its files prove, and that it was cut off', async (_how, command, stdout, exitCode) => {
    const finished = [...claude.conversation(SESSION, [T1, T2]).slice(0, isOld ? 4 : 5), ...end({[MODEL]: T1})];
    const rows = exitCode === 0 ? [...finished, claude.interruption(SESSION)] : finished;
    const usage = await usageOf({command, stdout, exitCode, after: sessionFiles(SESSION, rows)});
    expectPartial(usage, T1, isOld ? /helper models/ : /cut off/);
    expect(usage).toMatchObject({turns: 1, verdict: {kind: 'aborted'}});
  });

  test('killed while a tool runs: the call is there, its answer is not', async () => {
    const rows = [
      claude.prompt(SESSION),
      ...claude.call(T1, {id: 'm1', session: SESSION, callsTool: true, outputs: ['final']}),
    ];
    const usage = await usageOf({command: TEXT, exitCode: null, after: sessionFiles(SESSION, rows)});
    expectPartial(usage, T1, isOld ? /helper models/ : /cut off/);
    expect(usage.verdict?.kind).toBe('aborted');
  });

  test('two results of one process go on; the last one is the whole', async () => {
    const both = {[MODEL]: add(MAIN, T4), [HAIKU]: AUX};
    const first = claude.result(SESSION, MAIN, {[MODEL]: MAIN, [HAIKU]: AUX}, isNewest ? {result_index: 0} : {});
    const second = claude.result(SESSION, T4, both, isNewest ? {result_index: 1} : {});
    const rows = [...conversation, claude.prompt(SESSION), ...claude.call(T4, {id: 'm9', session: SESSION})];
    const usage = await usageOf({
      command: 'claude -p --input-format stream-json --output-format stream-json --verbose',
      stdout: toLines([claude.init(SESSION), first, claude.init(SESSION), second]),
      after: sessionFiles(SESSION, rows),
    });
    expectMeasured(usage, add(MAIN, T4, AUX));
    expect(usage).toMatchObject({turns: 4, cost: Number(costOf(both).toFixed(10))});
  });

  test('nothing kept, nothing printed but text: unknown, also beside the session of another folder', async () => {
    const foreign = claudeOf(version)
      .conversation(OTHER, [T1])
      .map((row) => ({...row, cwd: '/somewhere/else'}));
    const usage = await usageOf({
      command: `${TEXT} --no-session-persistence`,
      stdout: 'Done.\n',
      after: {[`.claude/projects/-somewhere-else/${OTHER}.jsonl`]: toLines(foreign)},
    });
    expectUnknown(usage);
  });

  test('nothing kept, but a result', async () => {
    const stdout = toLines([claude.result(SESSION, MAIN, {[MODEL]: MAIN})]);
    const after = sessionFiles(OTHER, claude.conversation(OTHER, [T1]));
    expectMeasured(await usageOf({command: `${COMMAND} --no-session-persistence`, stdout, after}), MAIN);
  });

  test('writing to the cache for an hour is estimated at its own price', async () => {
    const said = claude.call(T1, {id: 'm1', session: SESSION, hourWrite: T1.write, outputs: ['final']});
    const usage = await usageOf({command: TEXT, after: sessionFiles(SESSION, [claude.prompt(SESSION), ...said])});
    expect(usage.cost).toBeCloseTo((T1.input * 3 + T1.write * 6 + T1.read * 0.3 + T1.output * 15) / 1e6, 9);
    expect(usage.cost_estimated).toBe(true);
  });
});

describe('a session that goes on', () => {
  const others = (version: ClaudeVersion) =>
    Object.fromEntries(
      Array.from({length: 30}, (_, i) => {
        const id = `${String(i).padStart(8, '0')}-2222-4333-8444-555555555555`;
        return [sessionFile(id), toLines(claudeOf(version).conversation(id, [T4], `other${i}-`))];
      }),
    );

  describe.each(['2.0.71', '2.1.197', '2.1.330'] as const)('in %s', (version) => {
    const claude = claudeOf(version);
    const isNewest = version === '2.1.330';
    const before = [
      ...claude.conversation(SESSION, [T1, T2, T3]),
      ...(isNewest ? [claude.costState(SESSION, {[MODEL]: MAIN})] : []),
    ];
    const whole = isNewest ? add(MAIN, T4) : T4;
    const added = [claude.prompt(SESSION), ...claude.call(T4, {id: 'm9', session: SESSION})];
    const after = [...before, ...added, ...(isNewest ? [claude.costState(SESSION, {[MODEL]: whole})] : [])];
    const result = claude.result(SESSION, T4, {[MODEL]: whole});

    test.each([
      ['json', `${COMMAND} --continue`, toLines([result])],
      [
        'stream-json',
        `${COMMAND} --resume ${SESSION}`,
        toLines([
          claude.init(SESSION),
          {
            ...result,
            ...(isNewest ? {model_usage_since_last_result: claude.result(SESSION, T4, {[MODEL]: T4}).modelUsage} : {}),
          },
        ]),
      ],
      ['text', `${TEXT} -c`, 'Done.\n'],
    ])('%s: only what this run added, beside the files of other runs', async (mode, command, stdout) => {
      const usage = await usageOf({
        ...{command, stdout},
        before: {...others(version), ...sessionFiles(SESSION, before)},
        after: sessionFiles(SESSION, after),
      });
      if (version === '2.0.71' && mode === 'text') expectPartial(usage, T4, /helper models/);
      else expectMeasured(usage, T4);
      expect(usage).toMatchObject({turns: 1, session_id: SESSION});
      expect(usage.cost).toBeCloseTo(costOf({[MODEL]: T4}), 9);
    });

    test('of which nothing is kept', async () => {
      const usage = await usageOf({
        command: `${COMMAND} --resume ${SESSION} --no-session-persistence`,
        stdout: toLines([result]),
        before: sessionFiles(SESSION, before),
      });
      expectMeasured(usage, T4);
    });

    test('and has subagents', async () => {
      const rows = claude.call(S1, {id: 's1', session: SESSION, isSidechain: true});
      const folder = sessionFile(SESSION).replace(/[^/]*$/, '');
      const name = version === '2.0.71' ? `${folder}agent-9.jsonl` : `${folder}${SESSION}/subagents/agent-9.jsonl`;
      const printed = claude.result(SESSION, T4, {[MODEL]: add(whole, S1)});
      const run = {before: sessionFiles(SESSION, before), after: sessionFiles(SESSION, after, {[name]: toLines(rows)})};
      expectMeasured(await usageOf({...run, command: `${COMMAND} -c`, stdout: toLines([printed])}), add(T4, S1));
    });

    test('and is killed', async () => {
      const cut = [
        ...before,
        claude.prompt(SESSION),
        ...claude.call(T4, {id: 'm9', session: SESSION, callsTool: true}),
      ];
      const usage = await usageOf({
        ...{command: `${COMMAND} -c`, exitCode: 143},
        ...{before: sessionFiles(SESSION, before), after: sessionFiles(SESSION, cut)},
      });
      expectPartial(usage, T4, version === '2.0.71' ? /helper models/ : /cut off/);
    });
  });

  test('in a file of its own that begins as a copy (1.0.123), beside the files of other runs', async () => {
    const claude = claudeOf('1.0.123');
    const old = claude.conversation(OTHER, [T1, T2, T3]);
    const copies = [T1, T2, T3].flatMap((served, i) =>
      claude.call(served, {id: `m${i}`, session: SESSION, callsTool: i < 2, isCopied: true}),
    );
    const own = [claude.prompt(SESSION), ...claude.call(T4, {id: 'm9', session: SESSION})];
    const run = {
      before: {...sessionFiles(OTHER, old), ...others('1.0.123')},
      after: sessionFiles(SESSION, [...copies, ...own]),
    };
    const text = await usageOf({...run, command: `${TEXT} --continue`, stdout: 'Done.\n'});
    expectPartial(text, T4, /helper models/);
    expect(text.turns).toBe(1);
    const stdout = toLines([claude.result(SESSION, T4, {[MODEL]: T4, [HAIKU]: AUX}, {num_turns: 9})]);
    const json = await usageOf({...run, command: `${COMMAND} --continue`, stdout});
    expectMeasured(json, add(T4, AUX));
    expect(json.turns).toBe(1);
  });

  test('as a fork: what it was copied from is not counted again', async () => {
    const claude = claudeOf('2.1.330');
    const old = [...claude.conversation(OTHER, [T1, T2, T3]), claude.costState(OTHER, {[MODEL]: MAIN})];
    const copies = claude.conversation(SESSION, [T1, T2, T3]);
    const own = [claude.prompt(SESSION), ...claude.call(T4, {id: 'm9', session: SESSION})];
    for (const whole of [T4, add(MAIN, T4)]) {
      const usage = await usageOf({
        command: `${COMMAND} --resume ${OTHER} --fork-session`,
        stdout: toLines([claude.result(SESSION, T4, {[MODEL]: whole})]),
        before: sessionFiles(OTHER, old),
        after: sessionFiles(SESSION, [...copies, ...own, claude.costState(SESSION, {[MODEL]: whole})]),
      });
      expectMeasured(usage, T4);
    }
  });

  test('twice in one step', async () => {
    const claude = claudeOf('2.1.330');
    const first = claude.result(SESSION, MAIN, {[MODEL]: MAIN});
    const second = claude.result(SESSION, T4, {[MODEL]: add(MAIN, T4)});
    const rows = [...claude.conversation(SESSION, [T1, T2, T3]), ...claude.call(T4, {id: 'm9', session: SESSION})];
    const usage = await usageOf({
      command: `${COMMAND}; ${COMMAND} --continue`,
      stdout: toLines([first, second]),
      after: sessionFiles(SESSION, [...rows, claude.costState(SESSION, {[MODEL]: add(MAIN, T4)})]),
    });
    expectMeasured(usage, add(MAIN, T4));
  });

  test('twice in one step, of a version whose results do not go on, with subagents', async () => {
    const claude = claudeOf('2.1.197');
    const first = claude.result(SESSION, T4, {[MODEL]: T4});
    const second = claude.result(SESSION, T2, {[MODEL]: add(T2, T1, T3)});
    const subs = [T1, T3].flatMap((served, i) =>
      claude.call(served, {id: `s${i}`, session: SESSION, isSidechain: true}),
    );
    const rows = [...claude.conversation(SESSION, [T4]), ...claude.call(T2, {id: 'm9', session: SESSION})];
    const usage = await usageOf({
      command: `${COMMAND}; ${COMMAND} --continue`,
      stdout: toLines([first, second]),
      after: sessionFiles(SESSION, rows, {
        [`${sessionFile(SESSION).slice(0, -6)}/subagents/agent-1.jsonl`]: toLines(subs),
      }),
    });
    expectMeasured(usage, add(T1, T2, T3, T4));
  });
});

describe('where its files are', () => {
  const claude = claudeOf('2.1.197');
  const rows = toLines(claude.conversation(SESSION, [T1, T2, T3]));

  test.each<[string, Partial<AgentRun> & {readonly file: string}]>([
    [
      'in a folder that a variable names',
      {file: 'elsewhere/projects/p/s.jsonl', env: {CLAUDE_CONFIG_DIR: '$HOME/elsewhere'}},
    ],
    [
      'in a folder that the command names',
      {file: 'work/repo/repo/.ci/projects/p/s.jsonl', command: `CLAUDE_CONFIG_DIR=.ci ${TEXT}`},
    ],
    [
      'in a folder that the script exports',
      {file: 'x y/projects/p/s.jsonl', command: `export CLAUDE_CONFIG_DIR="$HOME/x y"\n${TEXT}`},
    ],
    ['in another home', {file: 'tmp/.claude/projects/p/s.jsonl', command: `HOME=~/tmp ${TEXT}`}],
    ['in .config', {file: '.config/claude/projects/p/s.jsonl'}],
    ['in a folder of Windows', {file: '.claude/projects/C--Users-me-work-repo/s.jsonl'}],
  ])('%s', async (_where, {file, ...run}) => {
    expectMeasured(await usageOf({command: TEXT, ...run, after: {[file]: rows}}), MAIN);
  });

  test.each([
    ['in a folder below', '$CWD/packages/a'],
    ['in a folder below that is gone', '$CWD/gone/a'],
    ['in its folder by another name', '$HOME/link'],
    ['in a folder below by another name that is gone', '$HOME/link/gone/a'],
  ])('of a session %s', async (_where, folder) => {
    const after = toNow({[sessionFile(SESSION)]: rows.replaceAll('$CWD', folder)});
    const prepare = (home: string, cwd: string) => symlinkSync(cwd, join(home, 'link'));
    expectMeasured(await usageOf({command: './agent', after, prepare}), MAIN);
  });

  test('not of one in a folder that is named alike, or that no path is', async () => {
    for (const folder of ['$CWD-2', '/', 'repo', '', 'C:\\\\work\\\\repo', `/${'x/'.repeat(10_000)}`]) {
      const after = {[sessionFile(SESSION)]: rows.replaceAll('$CWD', folder)};
      expectUnknown(await usageOf({command: './agent', after}));
    }
  });
});
