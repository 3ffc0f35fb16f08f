import {expect, test} from '@jest/globals';
import {gitSandbox} from '../helpers/git-sandbox.ts';
import {KILL_STORIES} from '../helpers/kill/kill-stories.ts';
import {workflowHost} from '../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const HOURS = 3_600_000;

/** Of all points every nth, from a first one: `KILL_EVERY=10 KILL_FROM=3`. */
const every = Number(process.env.KILL_EVERY ?? 1);
const from = Number(process.env.KILL_FROM ?? 0);

test.each(KILL_STORIES)(
  '%s, killed at every point between two effects: nothing is lost, and the next run goes on',
  async (_name, prepare) => {
    const kills = await prepare(sandbox, startHost);
    const points = (await kills.effects()).filter((_, index) => index % every === from % every);
    expect(points.length).toBeGreaterThan(0);
    const faults: string[] = [];
    for (const target of points) faults.push(...(await kills.killAt(target)));
    expect(faults).toEqual([]);
  },
  5 * HOURS,
);
