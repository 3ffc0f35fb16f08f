import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {prepareKills} from '../../helpers/kill/killed-action.ts';
import {prepareCommandKills} from '../../helpers/kill/killed-command.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const MINUTES = 60_000;

// Of what the soak tests do at every point those that matter most: a branch has moved, and that is not on record.
test.each([
  {action: 'step', store: 'git', process: 'main', name: /^end of git push .*--atomic/},
  {action: 'rollback', store: 'file', process: 'main', name: /^SQLite: INSERT INTO rollbacks/},
] as const)(
  '$action in the store $store, killed before "$name" of $process: nothing is lost, and the next run goes on',
  async ({process, name, ...scenario}) => {
    const kills = await prepareKills(sandbox, await startHost(), scenario);
    expect(await kills.killAt({process, name})).toEqual([]);
  },
  5 * MINUTES,
);

test.each([{verb: 'step rollback', name: /^end of git update-ref/}] as const)(
  'laforge $verb, killed before "$name": nothing is lost, and the next command goes on',
  async ({verb, name}) => {
    const kills = await prepareCommandKills(sandbox, verb);
    expect(await kills.killAt({process: 'main', name})).toEqual([]);
  },
  5 * MINUTES,
);
