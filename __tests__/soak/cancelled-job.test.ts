import {setTimeout as delay} from 'node:timers/promises';
import {expect, test} from '@jest/globals';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {systemClock} from '../../src/system/clock-and-uids.ts';
import {act, errorsOf} from '../helpers/action-story.ts';
import {gitSandbox} from '../helpers/git-sandbox.ts';
import {agentOf, isGroupGone, pinsOf} from '../helpers/killed-action.ts';
import {bySize, sample} from '../helpers/soak.ts';
import {workflowHost} from '../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const WORK = 'echo 1 > one.txt; git add one.txt; git commit -qm one; echo half > half.txt';

// The runner's own times, which the gate shortens.
const GIVEN_MS = bySize({gate: [750, 250, 0], soak: [7500, 2500, 0]});
const HABITS = [
  ['does as it is told', ''],
  ['listens to nobody', "trap '' INT TERM HUP;"],
  ['has left its group', "trap '' INT TERM; setsid bash -c \"trap '' INT TERM; sleep 300\" &"],
] as const;

test.each(sample(HABITS, {gate: 1}))(
  'a job cancelled as the runner does it, with an agent that %s: its work is kept and its record true',
  async (_how, habits) => {
    const host = await startHost();
    const job = await host.job();
    const inputs = {run: `${habits} ${WORK}; echo agent-is-up $$; while :; do sleep 1; done`};
    const run = job.start('step', inputs);
    const leader = await agentOf(run);
    let isOver = false;
    const ended = run.ended.finally(() => {
      isOver = true;
    });
    for (const [index, signal] of (['SIGINT', 'SIGTERM', 'SIGKILL'] as const).entries()) {
      if (!isOver) run.kill(signal);
      await Promise.race([ended, delay(GIVEN_MS[index])]);
    }
    const main = await ended;
    const post = await job.runOne('post', inputs, {state: main.state});
    expect([post.exitCode, errorsOf(post), isGroupGone(leader)]).toEqual([0, [], true]);
    const [pin = ''] = await pinsOf(sandbox, host.remote);
    expect(await sandbox.git(host.remote, 'ls-tree', '--name-only', pin)).toMatch(/half\.txt\none\.txt/);
    const next = await act(host, 'step', {run: 'true'});
    const ledger = openLedger(next.outputs['steps-db'] ?? '', {clock: systemClock, readonly: true});
    expect(ledger.getStep({kind: 'id', id: 1})).toMatchObject({
      value: {status: 'cancelled', pushed: 'pinned', pinRef: pin, changes: {own_commit_count: 2}},
    });
    expect(ledger.countSteps()).toBe(2);
    ledger.close();
  },
  5 * 60_000,
);
