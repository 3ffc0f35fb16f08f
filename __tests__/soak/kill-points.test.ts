import {expect, test} from '@jest/globals';
import {gitSandbox} from '../helpers/git-sandbox.ts';
import {KILL_STORIES} from '../helpers/kill/kill-stories.ts';
import {GATE_SEED, sample} from '../helpers/soak.ts';
import {workflowHost} from '../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const HOURS = 3_600_000;

test.each(sample(KILL_STORIES, {gate: 2}))(
  `%s, killed at every point that leaves something else (seed ${GATE_SEED}): nothing is lost, and the next run goes on`,
  async (name, prepare) => {
    const kills = await prepare(sandbox, startHost);
    const points = sample(await kills.points(), {gate: 1});
    expect(points.length).toBeGreaterThan(0);
    const faults: string[] = [];
    for (const target of points) faults.push(...(await kills.killAt(target)));
    expect(faults).toEqual([]);
    if (points.length > 1) process.stdout.write(`${name}: ${points.length} points\n`);
  },
  5 * HOURS,
);
