import {existsSync, mkdirSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {errorsOf, warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {openPull, pullRequestJob} from '../../helpers/pull-request.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});

test('a leg of a matrix runs one try beside the branch, pins it, and says what all tries say', async () => {
  const host = await startHost();
  const first = await host.job();
  const run = {
    run: 'echo "right $LAFORGE_PROMPT" > result.txt',
    prompt: 'make it right',
    check: 'grep -q right result.txt',
  };
  expect((await first.run('step', run)).outputs).toMatchObject({'step-id': '1', status: 'succeeded', pushed: 'pushed'});
  const tip = await sandbox.sha(host.remote, 'main');

  const same = await (await host.job()).run('replay', {step: '1'});
  expect([same.exitCode, errorsOf(same)]).toEqual([0, []]);
  expect(same.outputs).toMatchObject({'step-id': '2', status: 'succeeded', verdict: ''});
  expect(JSON.parse(same.outputs.step ?? '')).toMatchObject({active: false, branch: null, pushed: 'pinned'});
  const pinned = await sandbox.git(host.remote, 'show', `${same.outputs['pin-ref']}:result.txt`);
  expect(pinned).toBe('right make it right');

  const look = 'git remote > result.txt; (env | grep -c "TOKEN=" >> result.txt) || true';
  const other = await (await host.job()).run('replay', {step: '1', run: look, 'max-cost-usd': '1'});
  expect(other.outputs).toMatchObject({'step-id': '3', status: 'check_failed', verdict: 'more_tries'});
  expect(await sandbox.git(host.remote, 'show', `${other.outputs['pin-ref']}:result.txt`)).toBe('0');
  expect(JSON.parse(other.outputs.lanes ?? '')).toMatchObject([
    {name: 'observed', passed: 1, of: 1},
    {name: 'same', passed: 1, of: 1},
    {name: 'other', passed: 0, of: 1},
  ]);
  expect(other.summary).toContain('Too few tries to decide');

  const shown = await (await host.job()).run('replay', {step: '1', run: look, lane: 'none'});
  expect(shown.outputs).toMatchObject({verdict: 'more_tries'});
  expect(shown.outputs['step-id'] ?? '').toBe('');
  expect(await sandbox.sha(host.remote, 'main')).toBe(tip);

  const clone = await sandbox.clone(host.remote);
  const template = `inputs: {word: {required: true}}
prompt: say \${{ inputs.word }}
run: echo "right $LAFORGE_PROMPT" > result.txt
`;
  await sandbox.commitFile(clone, '.laforge/steps/say.yml', template);
  await sandbox.git(clone, 'push', '-q', 'origin', 'HEAD:main');
  const inputs = {step: '1', template: 'say', 'template-inputs': '{"word": "less"}'};
  const byTemplate = await (await host.job()).run('replay', inputs);
  expect(byTemplate.outputs).toMatchObject({'step-id': '4', status: 'succeeded'});
  expect(await sandbox.git(host.remote, 'show', `${byTemplate.outputs['pin-ref']}:result.txt`)).toBe('right say less');

  const fork = await host.job(pullRequestJob(host, await openPull(sandbox, host, {headRepository: 'mallory/demo'})));
  expect(errorsOf(await fork.run('replay', {step: '1'}))).toEqual([expect.stringContaining("a fork's pull request")]);
});

test('the post of a try that was refused before its agent says nothing', async () => {
  const host = await startHost();
  const first = await host.job();
  mkdirSync(join(first.workspace, 'out'));
  const step = await first.run('step', {store: 'git', run: 'true', 'working-directory': 'out'});
  expect(step.outputs.status).toBe('succeeded');
  const job = await host.job();
  const refused = await job.runOne('replay', {step: '1', store: 'git'});
  expect(errorsOf(refused)).toEqual([expect.stringContaining('which is not in the work tree of its commit')]);
  const {state} = refused;
  for (const options of [{state}, {state, env: {ACTIONS_RUNTIME_TOKEN: 'another'}}])
    expect((await job.runOne('try-post', {store: 'git'}, options)).log).toBe('');
});

test('the post of a killed try begins no history where the one of the try is gone', async () => {
  const host = await startHost();
  const place = {store: 'file', 'store-path': join(sandbox.folder(), 'steps.db')};
  await (await host.job()).run('step', {...place, run: '[ -z "$LAFORGE_REPLAY" ] || { echo up; sleep 30; }'});
  const job = await host.job();
  const main = job.start('replay', {...place, step: '1'});
  await main.logged(/^up$/m);
  main.kill('SIGKILL');
  const {state} = await main.ended;
  rmSync(place['store-path']);
  const post = await job.runOne('try-post', place, {state});
  expect([post.exitCode, errorsOf(post)]).toEqual([0, []]);
  expect(warningsOf(post).at(-1)).toContain('The action was killed while a try ran');
  expect(existsSync(place['store-path'])).toBe(false);
});

test.each(['artifact', 'git'])(
  'a try whose job is killed is ended by the post in the store %s, and made again',
  async (store) => {
    const host = await startHost();
    await (await host.job()).run('step', {store, run: '[ -z "$LAFORGE_REPLAY" ] || { echo up; sleep 30; }'});
    const job = await host.job();
    const main = job.start('replay', {step: '1', store});
    await main.logged(/^up$/m);
    main.kill('SIGKILL');
    const {state} = await main.ended;
    const post = await job.runOne('try-post', {store}, {state});
    expect(warningsOf(post)).toEqual([
      expect.stringMatching(/^::warning::The agent still ran/),
      expect.stringMatching(/^::warning::The action was killed while a try ran.*The try, step 2, counts for nothing/),
    ]);
    const again = job.start('replay', {step: '1', store, times: '1'});
    await again.logged(/^up$/m);
    again.kill('SIGINT');
    const cancelled = await again.ended;
    expect(cancelled.outputs).toMatchObject({'step-id': '3', status: 'cancelled', recorded: 'true'});
    expect((await job.runOne('try-post', {store}, {state: cancelled.state})).log).toBe('');
    const run = 'echo quick > quick.txt';
    const third = await (await host.job()).run('replay', {step: '1', store, run, times: '1'});
    expect(third.outputs).toMatchObject({'step-id': '4', status: 'succeeded'});
    const none = await (await host.job()).run('replay', {step: '1', store, run, times: '1'});
    expect([none.exitCode, none.outputs['step-id'] ?? '']).toEqual([0, '']);
    expect(none.log).toContain('Input "times" is 1, and 1 of those tries are on record already: no more are made.');
    const listed = await (await host.job()).run('report', {store});
    expect(listed.log).not.toContain('running');
    const steps = await (await host.job()).run('step', {store, run: 'true'});
    expect(steps.log).not.toContain('interrupted');
  },
);
