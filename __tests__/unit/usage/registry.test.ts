import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {InputError} from '../../../src/domain/errors.ts';
import {AGENTS} from '../../../src/usage/agents.ts';
import {chooseUsageReader} from '../../../src/usage/registry.ts';

const PLACE = {command: 'true', home: '/nowhere', cwd: '/nowhere', env: {}};
const RUN = {usageFile: '/nowhere/usage.json', logFile: '/nowhere/log', exitCode: 0, startTime: 0, endTime: 1};

test.each(['auto', 'none', 'usage-file', 'laforge-lines'])('%s knows nothing where nothing is', async (agent) => {
  const watch = await chooseUsageReader(agent, 'Input "agent"').begin(PLACE);
  const notes = agent === 'none' ? {} : {notes: []};
  expect(await watch.read(RUN)).toEqual({usage: UNKNOWN_USAGE, config: {}, ...notes});
});

test.each(AGENTS.map(({name}) => name))(
  '%s, when it is chosen and left nothing, is unknown with a reason',
  async (agent) => {
    const watch = await chooseUsageReader(agent, 'Input "agent"').begin(PLACE);
    const {usage} = await watch.read(RUN);
    expect(usage).toMatchObject({state: 'unknown', agents: [agent], total_tokens: null, cost: null});
    expect(usage.reason).not.toBe('');
  },
);

test('an agent that nobody knows is refused with a list of those we know', () => {
  expect(() => chooseUsageReader('hal', 'Input "agent"')).toThrow(InputError);
  expect(() => chooseUsageReader('hal', 'Input "agent"')).toThrow(
    /^Input "agent" is "hal"\. Use one of: auto, none, usage-file, laforge-lines, claude-code, .*\.$/,
  );
});

test('every file of an agent has its row, and every row its file', async () => {
  const files = readdirSync('src/usage/agents', {withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({name}) => readFileSync(`src/usage/agents/${name}`, 'utf8'));
  const readers = files.flatMap((text) => [
    ...text.matchAll(/export const \w+(?:: AgentReader = | = createOpencodeReader| = describedBy)/g),
  ]);
  expect(new Set(await Promise.all(AGENTS.map(({load}) => load()))).size).toBe(readers.length);
  for (const {name} of AGENTS) expect(chooseUsageReader(name, 'Input "agent"').name).toBe(name);
});
