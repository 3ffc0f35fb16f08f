import {describe, expect, test} from '@jest/globals';
import type {AgentReader, RunEnd} from '../../../src/usage/agent-reader.ts';
import type {Agent} from '../../../src/usage/agents.ts';
import {findShares, oneCall} from '../../../src/usage/call-findings.ts';
import {watchRun} from '../../../src/usage/registry.ts';

const PLACE = {home: '/nowhere', cwd: '/nowhere', env: {}};
const RUN = {usageFile: '/nowhere/usage.json', logFile: '/nowhere/log', exitCode: 0, startTime: 0, endTime: 1};
const CALL = oneCall({input: 5, cacheRead: 0, cacheWrite: 0, output: 2, reasoning: 0, model: 'm', cost: null}, true);

/** An agent `hal` that tells when it was looked for, and what it was shown. */
function anAgent({isPrinted = false} = {}) {
  const seen: string[] = [];
  const reader: AgentReader = {
    wants: {types: ['hal']},
    begin: async ({isLate}) => {
      seen.push(isLate ? 'begun late' : 'begun');
      return {
        record: ({text}) => seen.push(`shown ${text}`),
        line: () => {},
        finish: async ({isExpected}: RunEnd) => {
          seen.push('finished');
          const isThere = isExpected || !isPrinted || seen.includes('shown hello');
          return isThere ? findShares([CALL], {sessionId: null, source: 'calls', reason: null}) : null;
        },
      };
    },
  };
  const load = async () => {
    seen.push('loaded');
    return reader;
  };
  const agent: Agent = {name: 'hal', command: {names: ['hal'], prompt: {}}, load};
  return {agent, seen};
}

const watch = (agent: Agent, command: string, isChosen = false) =>
  watchRun({agents: [agent], isChosen, withLines: true}, {...PLACE, command});

describe('an agent', () => {
  test('that the command names is looked for before the run', async () => {
    const {agent, seen} = anAgent();
    const watched = await watch(agent, 'cd sub && hal run');
    expect(seen).toEqual(['loaded', 'begun']);
    expect((await watched.read(RUN)).usage).toMatchObject({agents: ['hal'], total_tokens: 7});
  });

  test('that the user names as well', async () => {
    const {agent, seen} = anAgent();
    await watch(agent, './run', true);
    expect(seen).toEqual(['loaded', 'begun']);
  });

  test.each([
    './ci/agent.py',
    'make fix',
    'npm run agent',
    'docker run -i image',
    'uvx agent',
    '"$AGENT" -p x',
    'x'.repeat(70_000),
  ])('that a command may start by another name is looked for after it: %.20s', async (command) => {
    const {agent, seen} = anAgent();
    const watched = await watch(agent, command);
    expect(seen).toEqual([]);
    expect((await watched.read(RUN)).usage).toMatchObject({agents: ['hal'], total_tokens: 7});
    expect(seen).toEqual(['loaded', 'begun late', 'finished']);
  });

  test.each(['true', 'set -e\necho hello > out.txt; sleep 1', 'X=1', ''])(
    'is not looked for, nor loaded, where nothing can have started one: %s',
    async (command) => {
      const {agent, seen} = anAgent();
      const watched = await watch(agent, command);
      for (const isRunning of [true, false])
        expect((await watched.read({...RUN, isRunning})).usage.state).toBe('unknown');
      expect(seen).toEqual([]);
    },
  );

  test('is found by what it prints, also before its reader is loaded', async () => {
    const {agent, seen} = anAgent({isPrinted: true});
    const watched = await watch(agent, 'cat out.json');
    for (const part of ['{"type":"hal",', '"text":"hello"}\n', 'no more\n'])
      watched.observe(Buffer.from(part), 'stdout');
    expect((await watched.read(RUN)).usage.total_tokens).toBe(7);
    expect(seen).toEqual(['loaded', 'begun late', 'shown hello', 'finished']);
  });

  test('is not looked for where a plain command prints none of its records', async () => {
    const {agent, seen} = anAgent();
    const watched = await watch(agent, 'echo hello');
    watched.observe(Buffer.from('hello\n'), 'stdout');
    expect((await watched.read(RUN)).usage.state).toBe('unknown');
    expect(seen).not.toContain('finished');
  });

  test('whose reader cannot be loaded costs no run its record', async () => {
    const agent: Agent = {
      name: 'hal',
      command: {names: ['hal'], prompt: {}},
      load: () => Promise.reject(new Error('No such file.')),
    };
    const watched = await watch(agent, 'hal');
    watched.observe(Buffer.from('TOKEN_USAGE: prompt_tokens=5\n'), 'stdout');
    expect((await watched.read(RUN)).usage.prompt_tokens).toBe(5);
  });

  test('that was killed and does not say how it ended is partial, whatever it wrote', async () => {
    const {agent} = anAgent();
    for (const exitCode of [null, 124, 143]) {
      const {usage} = await (await watch(agent, 'hal')).read({...RUN, exitCode});
      expect(usage).toMatchObject({state: 'partial', total_tokens: 7, reason: expect.stringMatching(/killed/)});
    }
    expect((await (await watch(agent, 'hal')).read({...RUN, exitCode: 1})).usage.state).toBe('measured');
  });
});
