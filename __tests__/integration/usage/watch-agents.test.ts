import {appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {chooseUsageReader} from '../../../src/usage/registry.ts';
import {jsonLines} from '../../helpers/agent-scenario.ts';
import {apiUsage, assistant, type Call, costState, FILE, result} from '../../helpers/claude-records.ts';

let home: string;
let cwd: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'laforge-watch-'));
  cwd = join(home, 'repo');
  mkdirSync(cwd);
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

interface Run {
  readonly command?: string;
  readonly agent?: string;
  readonly stdout?: string;
  readonly stderr?: string;
  readonly act?: () => void;
  readonly usageFile?: string;
}

/** What is read of a run that prints and does this. */
async function read({command = './agent', agent = 'auto', stdout = '', stderr = '', act, usageFile = ''}: Run) {
  const startTime = Date.now();
  const watch = await chooseUsageReader(agent, 'agent').begin({command, home, cwd, env: {HOME: home}});
  watch.observe(Buffer.from(stdout), 'stdout');
  watch.observe(Buffer.from(stderr), 'stderr');
  act?.();
  const files = {usageFile: join(home, 'usage.json'), logFile: join(home, 'log.txt')};
  writeFileSync(files.logFile, stdout);
  writeFileSync(files.usageFile, usageFile);
  return watch.read({...files, exitCode: 0, startTime, endTime: Date.parse('2026-01-02')});
}

function leave(name: string, ...records: readonly object[]): void {
  mkdirSync(dirname(join(home, name)), {recursive: true});
  appendFileSync(join(home, name), jsonLines(...records).replaceAll('$CWD', cwd));
}

/** Written a minute ago. */
function age(name: string): void {
  const time = Date.now() / 1000 - 60;
  utimesSync(join(home, name), time, time);
}

const CALL: Call = [100, 20, 3000, 40];
const CODEX = jsonLines(
  {type: 'thread.started', thread_id: 't'},
  {type: 'turn.completed', usage: {input_tokens: 1000, cached_input_tokens: 800, output_tokens: 50}},
);

describe('several agents in one step', () => {
  test('are added up, and each is named', async () => {
    const {usage, config} = await read({
      stdout: `${jsonLines(result(CALL, 0.5))}${CODEX}`,
      command: 'claude; codex exec -m gpt-5',
    });
    expect(usage).toMatchObject({
      ...{agents: ['claude-code', 'codex'], source: 'claude-code: result.modelUsage + codex: turn.completed'},
      ...{input_tokens: 300, cache_read_tokens: 3800, cache_write_tokens: 20, output_tokens: 90, total_tokens: 4210},
      ...{models: ['claude-sonnet-4-5', 'gpt-5'], state: 'measured', cost_estimated: true, turns: null},
      verdict: {kind: 'completed'},
    });
    expect(usage.cost).toBeGreaterThan(0.5);
    expect(config.name).toBeUndefined();
  });

  test('are partial when one of them is', async () => {
    leave(FILE, assistant('m0', CALL));
    age(FILE);
    const act = () => leave(FILE.replace('1111', '2222'), assistant('m1', CALL, {stop: null}));
    const {usage} = await read({stdout: CODEX, act});
    expect(usage).toMatchObject({state: 'partial', agents: ['claude-code', 'codex'], total_tokens: 3160 + 1050});
    expect(usage.reason).toMatch(/^claude-code: it was cut off/);
  });

  test('count as completed when the last one asked did it', async () => {
    const failed = jsonLines(result(CALL, 0.5, {is_error: true, api_error_status: 529}));
    expect((await read({stdout: `${failed}${CODEX}`})).usage.verdict).toEqual({kind: 'completed', text: null});
  });
});

describe('an agent that no command names', () => {
  const OLD = '2026-01-01T00:00:00.000Z';
  const young = () => new Date().toISOString();
  const command = 'python ci/agent.py';

  test('is found by the session that began meanwhile in this folder, and nothing older counts', async () => {
    leave(FILE, assistant('m0', CALL, {timestamp: OLD}));
    age(FILE);
    const act = () => leave(FILE.replace('1111', '2222'), assistant('m1', CALL, {timestamp: young()}));
    expect((await read({command, act})).usage).toMatchObject({state: 'measured', total_tokens: 3160});
  });

  test('is not taken for another that goes on with its session meanwhile', async () => {
    leave(FILE, assistant('m0', CALL, {timestamp: OLD}));
    const act = () => leave(FILE, assistant('m1', CALL, {timestamp: young()}));
    expect((await read({command, act})).usage.state).toBe('unknown');
  });

  test('goes on with the session that it prints, less what that had used before', async () => {
    leave(FILE, assistant('m0', CALL, {timestamp: OLD}), {...costState(CALL, 0.5), timestamp: OLD});
    const both: Call = [107, 31, 3130, 57];
    const act = () => leave(FILE, assistant('m1', [7, 11, 130, 17], {timestamp: young()}), costState(both, 0.7));
    const stdout = jsonLines(result(both, 0.7, {usage: apiUsage([7, 11, 130, 17])}));
    expect((await read({command, act, stdout})).usage).toMatchObject({state: 'measured', total_tokens: 165, cost: 0.2});
  });
});

describe('what is shown twice, on both streams,', () => {
  const stats = {
    models: {m: {api: {totalRequests: 1}, tokens: {prompt: 10, candidates: 2, total: 12, cached: 0, thoughts: 0}}},
  };
  const gemini = `${JSON.stringify({response: 'x', stats}, null, 2)}\n`;

  test('counts once', async () => {
    const run = {stdout: `${gemini}TOKEN_USAGE: prompt_tokens=5\n`, stderr: `${gemini}TOKEN_USAGE: prompt_tokens=5\n`};
    expect((await read({...run, command: 'gemini -p x -o json | tee /dev/stderr'})).usage.total_tokens).toBe(12);
    expect((await read({...run, agent: 'laforge-lines'})).usage.prompt_tokens).toBe(5);
  });

  test('counts once where one stream shows it twice, as itself and by jq', async () => {
    const whole = {session_id: '22222222-2222-4222-8222-222222222222', response: 'x', stats};
    const stdout = `${JSON.stringify(whole)}\n${JSON.stringify(whole, null, 2)}\n`;
    const {usage} = await read({stdout, command: 'gemini -p x -o json | tee out.json; jq . out.json'});
    expect(usage).toMatchObject({total_tokens: 12, turns: 1});
  });

  test('and twice where one stream shows it twice', async () => {
    const {usage} = await read({stdout: gemini.repeat(2), stderr: gemini, command: 'gemini -p x; gemini -p x'});
    expect(usage.total_tokens).toBe(24);
  });
});

describe('more sessions than the command starts', () => {
  const begin = () => {
    leave(FILE.replace('1111', '2222'), assistant('o1', CALL));
    leave(FILE, assistant('m1', CALL));
  };

  test("are another's, or nested: only as many count, and that is said", async () => {
    const {usage} = await read({command: 'claude -p x', act: begin});
    expect(usage).toMatchObject({
      state: 'partial',
      total_tokens: 3160,
      reason: expect.stringMatching(/more of its sessions/),
    });
  });

  test('do not count where one that is told is all that it starts', async () => {
    const told = await read({command: 'claude -p x', stdout: jsonLines(result(CALL, 0.5)), act: begin});
    expect(told.usage).toMatchObject({state: 'partial', total_tokens: 3160, cost: 0.5});
  });

  test('are its own where it may start any number', async () => {
    const {usage} = await read({command: 'for i in 1 2; do claude -p x; done', act: begin});
    expect(usage).toMatchObject({state: 'measured', total_tokens: 2 * 3160});
  });
});

describe('what goes before what', () => {
  const lines =
    'TOKEN_USAGE: prompt_tokens=12 completion_tokens=3 cost=0.5\n{"token_usage": {"prompt_tokens": 1, "completion_tokens": 2}}\n';

  test('the usage file goes before the agent, whose word for the run stays', async () => {
    const failed = jsonLines(result(CALL, 0.5, {is_error: true, api_error_status: 529}));
    const {usage} = await read({stdout: failed, usageFile: '{"input_tokens": 1, "output_tokens": 2}'});
    expect(usage).toMatchObject({source: 'LAFORGE_USAGE_FILE', total_tokens: 3, verdict: {kind: 'failed'}});
  });

  test("LaForge's own lines count where no agent is found", async () => {
    const {usage} = await read({stdout: lines});
    expect(usage).toMatchObject({
      ...{prompt_tokens: 13, completion_tokens: 5, total_tokens: 18, input_tokens: null},
      ...{source: 'token usage lines', state: 'measured', cost: 0.5},
    });
  });

  test('what they say in words that are not known is told, also where that is all', async () => {
    const typo = 'TOKEN_USAGE: prompt_tokens=12 completionTokens=3 costs=0.5\n{"token_usage": {"output": 2}}\n';
    const {usage, notes} = await read({stdout: `${typo}${typo}`});
    expect(usage).toMatchObject({prompt_tokens: 24, completion_tokens: null, cost: null, state: 'partial'});
    expect(notes).toEqual([
      'The token usage lines have unknown keys, which are ignored: "completionTokens" (did you mean "completion_tokens"?), "costs" (did you mean "cost"?), "output".',
    ]);
    const nothing = await read({
      stdout: 'TOKEN_USAGE: prompt tokens 12\n{"token_usage": 12}\n',
      agent: 'laforge-lines',
    });
    expect([nothing.usage.state, nothing.notes]).toEqual([
      'unknown',
      [
        expect.stringMatching(
          /^2 token usage lines have no figures in the form of TOKEN_USAGE: .*, and are ignored\.$/,
        ),
      ],
    ]);
    const long = 'a'.repeat(200_000);
    const odd = await read({stdout: `TOKEN_USAGE: ${long}=1 x=1\n{"token_usage": {"${long}": 1, "y": 1}}\n`});
    expect(odd.notes).toEqual([
      'The token usage lines have unknown keys, which are ignored: "y".',
      expect.stringMatching(/^A token usage line has no figures/),
    ]);
    expect((await read({stdout: lines})).notes).toEqual([]);
    expect((await read({stdout: `${typo}${CODEX}`})).notes).toEqual([]);
  });

  test('and not beside an agent, unless they are chosen', async () => {
    expect((await read({stdout: `${lines}${CODEX}`})).usage).toMatchObject({agents: ['codex'], total_tokens: 1050});
    expect((await read({stdout: `${lines}${CODEX}`, agent: 'laforge-lines'})).usage.total_tokens).toBe(18);
  });

  test('a chosen agent is the only one that is read, and is looked for elsewhere too', async () => {
    const stdout = `${jsonLines(result(CALL, 0.5))}${CODEX}`;
    expect((await read({stdout, agent: 'codex'})).usage).toMatchObject({agents: ['codex'], total_tokens: 1050});
    const act = () => leave(FILE, assistant('m1', CALL, {cwd: '/elsewhere'}));
    expect((await read({act, agent: 'claude-code'})).usage.total_tokens).toBe(3160);
    expect((await read({agent: 'none', stdout})).usage.state).toBe('unknown');
  });
});

describe('the cost', () => {
  test('is what the agent states', async () => {
    const {usage} = await read({stdout: jsonLines(result(CALL, 0.5))});
    expect(usage).toMatchObject({cost: 0.5, cost_estimated: false});
    expect(usage).not.toHaveProperty('price_list');
  });

  test('is else estimated by the prices of a list', async () => {
    const {usage} = await read({act: () => leave(FILE, assistant('m1', [100_000, 0, 0, 1000]))});
    expect(usage).toMatchObject({
      cost_estimated: true,
      price_list: expect.stringMatching(/^laforge 20/),
    });
    expect(usage.cost).toBeCloseTo(0.315);
    age(FILE);
    const called = await read({act: () => leave(FILE.replace('1111', '3333'), assistant('m2', CALL))});
    // 100 at 3, 20 at 3.75, 3000 at 0.3 and 40 at 15 USD a million.
    expect(called.usage.cost).toBeCloseTo(0.001875, 9);
  });

  test('is unknown for a model that the list lacks', async () => {
    const {usage} = await read({act: () => leave(FILE, assistant('m1', CALL, {copyOf: {model: 'nobodys-model-1'}}))});
    expect(usage).toMatchObject({cost: null, models: ['nobodys-model-1'], total_tokens: 3160});
  });
});

test('the share of each model is told', async () => {
  const usages = {
    'claude-opus-4-5': {
      inputTokens: 1,
      outputTokens: 2,
      cacheReadInputTokens: 3,
      cacheCreationInputTokens: 4,
      costUSD: 0.4,
    },
    'claude-haiku-4-5': {
      inputTokens: 10,
      outputTokens: 20,
      cacheReadInputTokens: 0,
      cacheCreationInputTokens: 0,
      costUSD: 0.1,
    },
  };
  const {usage, config} = await read({stdout: jsonLines(result(CALL, 0.5, {modelUsage: usages})), command: 'claude'});
  expect(usage.by_model).toEqual([
    {
      ...{model: 'claude-opus-4-5', input_tokens: 1, cache_read_tokens: 3, cache_write_tokens: 4, output_tokens: 2},
      ...{reasoning_tokens: null, cost: 0.4},
    },
    {
      ...{model: 'claude-haiku-4-5', input_tokens: 10, cache_read_tokens: 0, cache_write_tokens: 0, output_tokens: 20},
      ...{reasoning_tokens: null, cost: 0.1},
    },
  ]);
  expect(config).toMatchObject({name: 'claude-code', model: 'claude-opus-4-5'});
});
