import {expect, test} from '@jest/globals';
import {warningsOf} from '../../helpers/action-story.ts';
import {createGate} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {killMain, pinsOf} from '../../helpers/killed-action.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const WORK = 'echo 1 > one.txt; git add one.txt; git commit -qm one; echo half > half.txt';

test('a step whose action is killed while its agent runs is bundled with what it left where nothing may be pushed', async () => {
  const host = await startHost();
  const gate = createGate(sandbox.folder());
  const job = await host.job();
  const inputs = {run: `${WORK}; echo agent-is-up $$; ${gate.wait}`, push: 'none', commit: 'none'};
  const {state} = await killMain(job, inputs);
  const post = await job.start('post', inputs, {state}).ended;
  expect(warningsOf(post).at(-1)).toMatch(
    /It is kept as a git bundle: artifact laforge\.bundle-[0-9a-f-]+ of this run/,
  );
  expect(host.github.world.artifacts.map(({name}) => name)).toContainEqual(expect.stringMatching(/^laforge\.bundle-/));
  expect(await pinsOf(sandbox, host.remote)).toEqual([]);
});
