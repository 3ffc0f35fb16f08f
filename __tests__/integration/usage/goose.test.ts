import {cpSync, mkdirSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {describe, expect, test} from '@jest/globals';
import {type AgentRun, readRun, toLines} from '../../helpers/agent-run.ts';

const OLD = ['id TEXT PRIMARY KEY', 'working_dir TEXT', 'created_at TIMESTAMP', 'updated_at TIMESTAMP'].concat(
  ['total', 'input', 'output'].map((name) => `accumulated_${name}_tokens INTEGER`),
  ['provider_name TEXT', 'model_config_json TEXT'],
);
const NEW = [...OLD, 'parent_session_id TEXT', 'accumulated_cost REAL'].concat(
  ['cache_read', 'cache_write'].map((name) => `accumulated_${name}_tokens INTEGER`),
);

/** As Goose writes it: UTC, in whole seconds. */
const time = (age = 0) => new Date(Date.now() - age).toISOString().slice(0, 19).replace('T', ' ');

interface Totals {
  readonly input: number;
  readonly output: number;
  readonly read?: number;
  readonly write?: number;
  readonly cost?: number;
}

/** Writes a session's row, in a database with these columns. */
function keep(home: string, columns: readonly string[], id: string, totals: Totals, more: object = {}): void {
  const path = join(home, '.local/share/goose/sessions/sessions.db');
  mkdirSync(dirname(path), {recursive: true});
  const database = new DatabaseSync(path);
  database.exec(`CREATE TABLE IF NOT EXISTS sessions (${columns.join(', ')})`);
  const {input, output, read, write, cost} = totals;
  const row: Record<string, string | number | null> = {
    ...{id, working_dir: join(home, 'work/repo/repo'), created_at: time(), updated_at: time()},
    ...{accumulated_input_tokens: input, accumulated_output_tokens: output, provider_name: 'anthropic'},
    ...{model_config_json: '{"model_name": "claude-sonnet-4-5", "context_limit": null}'},
    ...(read === undefined ? {} : {accumulated_cache_read_tokens: read}),
    ...(write === undefined ? {} : {accumulated_cache_write_tokens: write}),
    ...(cost === undefined ? {} : {accumulated_cost: cost}),
    ...more,
  };
  const names = Object.keys(row);
  const values = names.map(() => '?').join(', ');
  database
    .prepare(`INSERT OR REPLACE INTO sessions (${names.join(', ')}) VALUES (${values})`)
    .run(...Object.values(row));
  database.close();
}

const usageOf = async (run: Omit<AgentRun, 'command'>, command = 'goose run -t x') =>
  (await readRun({command, ...run})).usage;
const FULL = {input: 124_611, output: 394, read: 112_820, write: 11_777};

/** Writes calls of a session into the ledger, as newer versions do. */
function list(home: string, session: string, calls: readonly Totals[], age = 0): void {
  const database = new DatabaseSync(join(home, '.local/share/goose/sessions/sessions.db'));
  const counts = ['input', 'output', 'cache_read', 'cache_write'].map((name) => `${name}_tokens`);
  database.exec(`CREATE TABLE IF NOT EXISTS usage_ledger (id INTEGER PRIMARY KEY, session_id TEXT,
    created_timestamp INTEGER, model TEXT, ${counts.map((name) => `${name} INTEGER`).join(', ')}, cost REAL)`);
  for (const {input, output, read = 0, write = 0, cost} of calls)
    database
      .prepare('INSERT INTO usage_ledger VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)')
      .run(
        session,
        Math.floor((Date.now() - age) / 1000),
        'claude-haiku-4-5',
        input,
        output,
        read,
        write,
        cost ?? null,
      );
  database.close();
}

describe('the ledger of Goose', () => {
  const past = {created_at: time(3_600_000), updated_at: time(3_600_000)};
  const call = {input: 100, output: 20, read: 60, write: 10};

  test.each(['goose run -t x', './agent'])('has each call, those of subagents too: %s', async (command) => {
    const act = (home: string) => {
      keep(home, NEW, '1', call);
      keep(home, NEW, '2', call, {parent_session_id: '1'});
      list(home, '1', [call, call]);
      list(home, '2', [call]);
    };
    const usage = await usageOf({act}, command);
    expect(usage).toMatchObject({
      ...{input_tokens: 90, cache_read_tokens: 180, cache_write_tokens: 30, output_tokens: 60, turns: 2},
      ...{state: 'measured', source: 'goose: usage_ledger', models: ['claude-haiku-4-5'], cost_estimated: true},
    });
    expect(usage.calls).toHaveLength(3);
  });

  test('counts only for this run', async () => {
    const prepare = (home: string) => {
      keep(home, NEW, '1', call, past);
      list(home, '1', [call, call], 1000);
    };
    const act = (home: string) => {
      keep(home, NEW, '1', {...call, input: 200, output: 40}, {created_at: past.created_at});
      list(home, '1', [call]);
    };
    const usage = await usageOf({prepare, act}, 'goose run --resume -t x');
    expect(usage).toMatchObject({input_tokens: 30, output_tokens: 20, turns: 1});
  });

  test('is a part where the totals of the session have grown by more', async () => {
    const act = (home: string) => {
      keep(home, NEW, '1', {...call, output: 90});
      list(home, '1', [call]);
    };
    const reason = expect.stringMatching(/ledger does not list/);
    expect(await usageOf({act})).toMatchObject({output_tokens: 20, state: 'partial', reason});
  });

  test('lies elsewhere on macOS, and where Block had it', async () => {
    for (const folder of ['.local/share/Block/goose', 'Library/Application Support/goose']) {
      const act = (home: string) => {
        keep(home, NEW, '1', call);
        cpSync(join(home, '.local/share/goose'), join(home, folder), {recursive: true});
        rmSync(join(home, '.local/share/goose'), {recursive: true});
      };
      expect(await usageOf({act})).toMatchObject({input_tokens: 30, state: 'measured'});
    }
  });
});

describe('what Goose used', () => {
  test.each(['goose run -t x', './agent'])('is told by class since 1.4x: %s', async (command) => {
    const usage = await usageOf({act: (home) => keep(home, NEW, '20260819_1', FULL)}, command);
    expect(usage).toMatchObject({
      ...{input_tokens: 14, cache_read_tokens: 112_820, cache_write_tokens: 11_777, output_tokens: 394},
      ...{state: 'measured', session_id: '20260819_1', agents: ['goose'], models: ['claude-sonnet-4-5']},
      ...{source: 'goose: sessions.db', cost_estimated: true},
    });
  });

  test('is told without what came from the cache before that', async () => {
    const usage = await usageOf({act: (home) => keep(home, OLD, '20260301_1', {input: 900, output: 80})});
    expect(usage).toMatchObject({
      ...{prompt_tokens: 900, cache_read_tokens: null, output_tokens: 80, total_tokens: 980, state: 'partial'},
      reason: expect.stringMatching(/cache/),
    });
  });

  test('has as output what its total has beyond the input, where thoughts stand in the total alone', async () => {
    const act = (home: string) =>
      keep(home, NEW, '1', FULL, {accumulated_total_tokens: FULL.input + FULL.output + 600});
    expect(await usageOf({act})).toMatchObject({output_tokens: 994, total_tokens: 125_605});
  });

  test('is of the last of several that began, where the command starts one', async () => {
    const act = (home: string) => {
      keep(
        home,
        NEW,
        's1',
        {input: 10, output: 1, read: 0, write: 0},
        {created_at: time(1000), updated_at: time(1000)},
      );
      keep(home, NEW, 's2', {input: 100, output: 10, read: 0, write: 0});
    };
    expect(await usageOf({act})).toMatchObject({input_tokens: 100, session_id: 's2', state: 'partial'});
  });

  test('is what a session has grown by that it went on with', async () => {
    const past = {created_at: time(3_600_000), updated_at: time(3_600_000)};
    const usage = await usageOf(
      {
        prepare: (home) => keep(home, NEW, '1', {input: 1000, output: 100, read: 600, write: 0, cost: 0.5}, past),
        act: (home) =>
          keep(
            home,
            NEW,
            '1',
            {input: 1700, output: 130, read: 1100, write: 0, cost: 0.75},
            {
              ...{created_at: past.created_at, updated_at: time()},
            },
          ),
      },
      'goose run --resume -t x',
    );
    expect(usage).toMatchObject({
      ...{input_tokens: 200, cache_read_tokens: 500, output_tokens: 30, cost: 0.25, cost_estimated: false},
      state: 'measured',
    });
  });

  test('leaves out sessions that were restored meanwhile, and those of other folders', async () => {
    const past = {created_at: time(3_600_000), updated_at: time(3_600_000)};
    const usage = await usageOf({
      act: (home) => {
        keep(home, NEW, '1', FULL, past);
        keep(home, NEW, '2', {input: 50, output: 5, read: 0, write: 0});
        keep(home, NEW, '3', FULL, {working_dir: '/elsewhere'});
      },
    });
    expect(usage).toMatchObject({input_tokens: 50, output_tokens: 5, session_id: '2', state: 'measured'});
  });

  test('is not certain with subagents, or when it was cut off', async () => {
    const subagent = await usageOf({
      act: (home) => {
        keep(home, NEW, '1', FULL);
        keep(home, NEW, '2', FULL, {parent_session_id: '1'});
      },
    });
    expect(subagent).toMatchObject({input_tokens: 14, state: 'partial', reason: expect.stringMatching(/subagents/)});
    const cut = await usageOf({act: (home) => keep(home, NEW, '1', FULL), exitCode: 137});
    expect(cut).toMatchObject({input_tokens: 14, state: 'partial', reason: expect.stringMatching(/cut off/)});
  });

  test('is what it printed where no session is kept, and nothing of versions that print the last call', async () => {
    const complete = {type: 'complete', total_tokens: 980, input_tokens: 900, output_tokens: 80};
    const printed = {prompt_tokens: 900, output_tokens: 80, state: 'partial', source: 'goose: complete'};
    expect(await usageOf({stdout: toLines([complete])})).toMatchObject(printed);
    const last = await usageOf({stdout: toLines([{type: 'complete', total_tokens: 980}])});
    expect(last).toMatchObject({state: 'unknown', total_tokens: null});
    expect((await usageOf({stdout: toLines([complete])}, './agent')).state).toBe('unknown');
  });
});
