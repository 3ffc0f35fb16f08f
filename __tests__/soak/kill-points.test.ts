import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../helpers/git-sandbox.ts';
import {prepareKills, STORES} from '../helpers/kill/killed-action.ts';
import {prepareCommandKills} from '../helpers/kill/killed-command.ts';
import {workflowHost} from '../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const HOURS = 3_600_000;

/** Of all points every nth, from a first one: `KILL_EVERY=10 KILL_FROM=3`. */
const every = Number(process.env.KILL_EVERY ?? 1);
const from = Number(process.env.KILL_FROM ?? 0);
const isChosen = (_: unknown, index: number) => index % every === from % every;

describe.each(['step', 'post', 'rollback', 'undo'] as const)(
  '%s killed at every point between two effects',
  (action) => {
    test.each(STORES)(
      'store %s: nothing is lost, and the next run goes on',
      async (store) => {
        const kills = await prepareKills(sandbox, await startHost(), {action, store});
        const faults: string[] = [];
        for (const target of (await kills.effects()).filter(isChosen)) faults.push(...(await kills.killAt(target)));
        expect(faults).toEqual([]);
      },
      5 * HOURS,
    );
  },
);

describe('laforge killed at every point between two effects', () => {
  test.each(['step run', 'step rollback', 'step undo'] as const)(
    '%s: nothing is lost, and the next command goes on',
    async (verb) => {
      const kills = await prepareCommandKills(sandbox, verb);
      const faults: string[] = [];
      for (const target of (await kills.effects()).filter(isChosen)) faults.push(...(await kills.killAt(target)));
      expect(faults).toEqual([]);
    },
    5 * HOURS,
  );
});
