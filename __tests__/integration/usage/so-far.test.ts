import {appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import type {Spent} from '../../../src/domain/budget.ts';
import {followUsage} from '../../../src/usage/follow-run.ts';
import {chooseUsageReader} from '../../../src/usage/registry.ts';
import {jsonLines} from '../../helpers/agent-scenario.ts';
import {assistant, FILE, result, SESSION} from '../../helpers/claude-records.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'so-far-'));
});
afterEach(() => rmSync(home, {recursive: true, force: true}));

const file = (name: string) => join(home, name);
const INIT = {
  ...{type: 'system', subtype: 'init', session_id: SESSION, apiKeySource: 'none', tools: ['Bash']},
  model: 'claude-sonnet-4-5',
};

/** A run of this command, of which everything it prints is in the log and observed. */
async function follow(command: string, agent = 'auto') {
  const usage = followUsage(chooseUsageReader(agent, 'agent'), file('usage.json'));
  writeFileSync(file('log'), '');
  const launch = await usage.watch(
    {argv: [], cwd: home, env: {HOME: home}, timeoutMs: null, logFile: file('log'), stdin: 'none'},
    command,
  );
  const ended = new AbortController();
  return {
    ended,
    prints: (text: string) => {
      appendFileSync(file('log'), text);
      launch.observe?.(Buffer.from(text), 'stdout');
    },
    until: (enough: (spent: Spent) => boolean) => usage.until(enough, ended.signal),
    look: async () => {
      let seen: Spent | undefined;
      await usage.until((spent) => {
        seen = spent;
        return true;
      }, ended.signal);
      return seen;
    },
  };
}

function leave(...records: readonly object[]): void {
  mkdirSync(dirname(file(FILE)), {recursive: true});
  appendFileSync(file(FILE), jsonLines(...records).replaceAll('$CWD', home));
}

describe('what was used so far', () => {
  test('grows with the session file, each call once, and is priced by the list', async () => {
    const run = await follow('claude -p x');
    expect(await run.look()).toEqual({costUsd: null, tokens: null});
    const first = assistant('m1', [1000, 0, 0, 100]);
    leave(first, first);
    expect(await run.look()).toEqual({costUsd: 0.0045, tokens: 1100});
    leave(assistant('m2', [0, 0, 1000, 100]));
    expect(await run.look()).toEqual({costUsd: 0.0063, tokens: 2200});
  });

  test("is not what a user's own session uses before that of the agent begins", async () => {
    leave(assistant('m0', [5, 0, 0, 5]));
    const run = await follow('claude -p x');
    leave(assistant('m1', [1000, 0, 0, 100]));
    expect(await run.look()).toEqual({costUsd: null, tokens: null});
  });

  test('is what was printed, where nothing is left', async () => {
    const run = await follow('claude -p x --output-format stream-json --no-session-persistence');
    const call = (id: string) => ({...assistant(id, [1000, 0, 0, 2]), session_id: SESSION});
    run.prints(jsonLines(INIT, call('m1'), call('m1'), call('m2')));
    expect(await run.look()).toEqual({costUsd: 0.00606, tokens: 2004});
    run.prints(jsonLines(result([2000, 0, 0, 300], 0.5)));
    expect(await run.look()).toEqual({costUsd: 0.5, tokens: 2300});
  });

  test('is what a script writes or prints for us', async () => {
    const run = await follow('./my-agent');
    run.prints('TOKEN_USAGE: prompt_tokens=100 completion_tokens=5 cost=0.25\n');
    expect(await run.look()).toEqual({costUsd: 0.25, tokens: 105});
    writeFileSync(file('usage.json'), '{"input_tokens": 10, "cost": 1}\n{"output_tokens": 7, "cost": 2}\n{"half');
    expect(await run.look()).toEqual({costUsd: 3, tokens: 17});
  });

  test('is not known of an agent that nothing reads', async () => {
    const run = await follow('claude -p x', 'none');
    leave(assistant('m1', [1000, 0, 0, 100]));
    expect(await run.look()).toEqual({costUsd: null, tokens: null});
  });
});

describe('the watch over it', () => {
  test('looks again until it is enough', async () => {
    const run = await follow('./my-agent');
    const looks: (number | null)[] = [];
    const seen = await run.until(({tokens}) => {
      looks.push(tokens);
      appendFileSync(file('usage.json'), '{"input_tokens": 10}\n');
      return (tokens ?? 0) > 15;
    });
    expect([seen?.tokens, looks]).toEqual([20, [null, 10, 20]]);
  });

  test('ends with the agent', async () => {
    const run = await follow('./my-agent');
    const looks: Spent[] = [];
    const watched = run.until((spent) => {
      looks.push(spent);
      run.ended.abort();
      return false;
    });
    expect(await watched).toBeNull();
    expect(looks).toHaveLength(1);
    expect(await run.until(() => true)).toBeNull();
  });
});
