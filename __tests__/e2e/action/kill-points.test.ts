import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {KILL_STORIES} from '../../helpers/kill/kill-stories.ts';
import {prepareKills} from '../../helpers/kill/killed-action.ts';
import {prepareCommandKills} from '../../helpers/kill/killed-command.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const MINUTES = 60_000;

// A sample of what the soak tests do at every point: where a branch has moved, or work is saved, and is not on record.
test.each([
  {action: 'step', store: 'git', process: 'main', name: /^end of git push .*--atomic/},
  {action: 'step', store: 'artifact', process: 'client 3', name: /^answer to .*FinalizeArtifact/},
  {action: 'rollback', store: 'file', process: 'main', name: /^SQLite: INSERT INTO rollbacks/},
] as const)(
  '$action in the store $store, killed before "$name" of $process: nothing is lost, and the next run goes on',
  async ({process, name, ...scenario}) => {
    const kills = await prepareKills(sandbox, await startHost(), scenario);
    expect(await kills.killAt({process, name})).toEqual([]);
  },
  5 * MINUTES,
);

test.each([
  {verb: 'step rollback', name: /^end of git update-ref/},
  {verb: 'step run', name: /^end of sh/},
] as const)(
  'laforge $verb, killed before "$name": nothing is lost, and the next command goes on',
  async ({verb, name}) => {
    const kills = await prepareCommandKills(sandbox, verb);
    expect(await kills.killAt({process: 'main', name})).toEqual([]);
  },
  5 * MINUTES,
);

// And one point of each story of the soak test, another one each time. The same again: KILL_SEED=….
const seed = Number(process.env.KILL_SEED ?? Date.now() % 100_000);
describe(`with KILL_SEED=${seed}`, () => {
  test.each(KILL_STORIES.map(([name, prepare], index) => ({name, prepare, index})))(
    '$name, killed at one of its points: nothing is lost, and the next run goes on',
    async ({prepare, index}) => {
      const kills = await prepare(sandbox, startHost);
      const points = await kills.effects();
      const target = points[(seed * 31 + index * 7919) % points.length];
      if (target === undefined) throw new Error('It had no effect to be killed before.');
      expect(await kills.killAt(target)).toEqual([]);
    },
    5 * MINUTES,
  );
});
