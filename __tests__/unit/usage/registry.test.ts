import {readdirSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import {InputError} from '../../../src/domain/errors.ts';
import {chooseUsageReader} from '../../../src/usage/registry.ts';

const NOWHERE = {usageFile: '/nowhere/usage.json', logFile: '/nowhere/agent.log'};

test.each(['auto', 'none', 'usage-file'])(
  'the agent may be %s, which knows nothing where nothing is',
  async (agent) => {
    expect(await chooseUsageReader(agent, 'Input "agent"').read(NOWHERE)).toEqual(UNKNOWN_USAGE);
  },
);

test('an agent that nobody knows is refused with a list of those we know', () => {
  expect(() => chooseUsageReader('hal', 'Input "agent"')).toThrow(InputError);
  expect(() => chooseUsageReader('hal', 'Input "agent"')).toThrow(
    'Input "agent" is "hal". Use one of: auto, none, usage-file.',
  );
});

test('every reader in the folder has its row', () => {
  const notReaders = ['registry.ts', 'usage-reader.ts', 'usage-records.ts'];
  const readers = readdirSync('src/usage').filter((file) => !notReaders.includes(file));
  for (const file of readers) {
    const name = file.replace(/\.ts$/, '');
    expect(chooseUsageReader(name, 'Input "agent"').name).toBe(name);
  }
});
