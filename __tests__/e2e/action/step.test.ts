import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const commit = 'echo one > one.txt; git add .; git -c user.name=A -c user.email=a@b commit -qm one';

describe('the step action', () => {
  test('runs the agent, pushes its work, saves the history and tells the workflow', async () => {
    const host = await startHost();
    const job = await host.job();
    const run = await job.run('step', {run: `echo "hello from $LAFORGE_STEP_UID"; echo left > left.txt`});
    expect(run.log).toContain('hello from');
    expect(run.exitCode).toBe(0);
    const tip = await sandbox.sha(host.remote, 'main');
    expect(run.outputs).toMatchObject({
      'step-id': '1',
      'parent-step-id': '',
      status: 'succeeded',
      branch: 'main',
      'commit-sha-after': tip,
      changed: 'true',
      pushed: 'pushed',
      'exit-code': '0',
      recorded: 'true',
      'total-tokens': '',
      'comment-url': '',
    });
    expect(JSON.parse(run.outputs.step ?? '')).toMatchObject({id: 1, run: {ci: 'github', event: 'push', actor: 'ada'}});
    expect(host.github.world.artifacts.map((artifact) => artifact.name)).toEqual(['laforge-default']);
    expect(run.summary).toContain('LaForge step 1: succeeded');
    const ledger = openLedger(run.outputs['steps-db'] ?? '', {clock: systemClock, readonly: true});
    expect(ledger.listSteps()).toHaveLength(1);
    ledger.close();
    expect(readFileSync(run.outputs['log-file'] ?? '', 'utf8')).toContain('hello from');
  });

  test('finds the history again in the next run, and in the next step of the same job', async () => {
    const host = await startHost();
    const first = await host.job();
    await first.run('step', {run: commit});
    const second = await first.run('step', {run: 'true'});
    const third = await (await host.job()).run('step', {run: 'true'});
    expect([second, third].map(({outputs}) => [outputs['step-id'], outputs['parent-step-id']])).toEqual([
      ['2', '1'],
      ['3', '2'],
    ]);
    expect(host.github.world.artifacts.map((artifact) => artifact.name)).toEqual([
      'laforge-default',
      expect.stringMatching(/^laforge-default-[0-9a-f-]{36}$/),
      'laforge-default',
    ]);
  });

  test('fails the workflow step when the agent fails, and keeps its work on a pin', async () => {
    const host = await startHost();
    const start = await sandbox.sha(host.remote, 'main');
    const run = await (await host.job()).run('step', {run: `${commit}; exit 3`});
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toMatchObject({status: 'failed', 'exit-code': '3', pushed: 'pinned', recorded: 'true'});
    expect(run.log).toContain('::error::The agent of step 1 failed with exit code 3.');
    expect(await sandbox.sha(host.remote, run.outputs['pin-ref'])).toBe(run.outputs['commit-sha-after']);
    expect(await sandbox.sha(host.remote, 'main')).toBe(start);
  });

  test.each(['artifact', 'cache', 'file'])('keeps its history in the store %s', async (store) => {
    const host = await startHost();
    const inputs = {
      store,
      run: 'true',
      ...(store === 'file' ? {'store-path': join(sandbox.folder(), 'steps.db')} : {}),
    };
    const first = await (await host.job()).run('step', inputs);
    const second = await (await host.job()).run('step', inputs);
    expect([first, second].map(({outputs}) => [outputs['step-id'], outputs.recorded])).toEqual([
      ['1', 'true'],
      ['2', 'true'],
    ]);
  });

  test('hands the agent nothing of the runner’s own, and takes no command from it', async () => {
    const host = await startHost();
    const job = await host.job();
    const run = await job.run('step', {
      run: 'env; echo "::set-output name=step-id::99"; echo "::error::forged"; echo "::add-mask::x" >&2',
      prompt: 'Do it.',
      'push-token': 'push-token-0123456789',
    });
    const [before = '', during = '', after = ''] = run.log.split(/::stop-commands::\w+\n|\n::\w{32}::\n/);
    expect(during).toContain('::error::forged');
    expect(before + after).not.toContain('forged');
    expect(during).toContain('LAFORGE_PROMPT=Do it.');
    expect(during).toMatch(/^LAFORGE_STEP_ID=$/m);
    for (const secret of [
      'INPUT_',
      'ACTIONS_RUNTIME_TOKEN',
      'GITHUB_OUTPUT',
      'STATE_',
      job.env.ACTIONS_RUNTIME_TOKEN ?? '?',
    ]) {
      expect(during).not.toContain(secret);
    }
    expect(run.outputs['step-id']).toBe('1');
    const everything = `${run.log.replace(/::add-mask::.*/g, '')}${run.summary}${JSON.stringify(run.outputs)}`;
    for (const token of [host.token, 'push-token-0123456789', job.env.GITHUB_TOKEN ?? '?'])
      expect(everything).not.toContain(token);
  });

  test('pushes with github-token where checkout left no credentials', async () => {
    const host = await startHost();
    const job = await host.job({checkout: 'without-credentials'});
    const env = {GITHUB_SERVER_URL: host.git.url};
    const db = join(sandbox.folder(), 'steps.db');
    const inputs = {run: 'echo a > a', store: 'file', 'store-path': db, comment: 'none'};
    const run = await job.run('step', {...inputs, 'github-token': host.token}, {env});
    expect(run.outputs.pushed).toBe('pushed');
    for (const {authorization} of host.git.requests) expect(authorization.length).toBeLessThan(2);
    expect(readFileSync(db).includes(host.token)).toBe(false);
  });
});

describe('before the agent starts', () => {
  const bad: [string, Record<string, string>, string | RegExp][] = [
    ['a missing run', {run: ''}, 'Input "run" is missing. Give it the shell script that runs the agent.'],
    ['an unknown store', {store: 's3'}, 'Input "store" is "s3". Use one of: artifact, cache, git, file, postgres.'],
    ['an unknown shell', {shell: 'fish'}, /Input "shell" is "fish", which is not a known shell\./],
    ['a malformed agent-config', {'agent-config': '{"model": '}, /Input "agent-config"/],
    [
      'a folder in no work tree',
      {'working-directory': '/'},
      /"\/" is not in a git work tree\. Check a repository out first/,
    ],
    [
      'a branch that begins with a dash',
      {branch: '-x'},
      'Input "branch" is "-x", which git does not accept as a branch name.',
    ],
    ['a store-path in a missing folder', {store: 'file', 'store-path': '/no/such/steps.db'}, /\/no\/such/],
    ['a wrong commit', {commit: 'yes'}, 'Input "commit" is "yes". Use one of: auto, none.'],
    [
      'each of several bad inputs',
      {commit: 'yes', 'max-tokens': 'few', 'budget-unknown': 'ask', 'project-id': 'a//b'},
      /"project-id" is "a\/\/b".* "max-tokens" is "few".* "budget-unknown" is "ask".* "commit" is "yes"/,
    ],
    ['a wrong time-out', {'timeout-minutes': '0'}, 'Input "timeout-minutes" is "0". Use a number of minutes above 0'],
  ];
  test.each(bad)('%s is refused in one sentence, and nothing has changed', async (_name, inputs, message) => {
    const host = await startHost();
    const job = await host.job();
    const run = await job.run('step', {run: 'touch ran', ...inputs});
    const errors = run.log.match(/^::error::.*/gm) ?? [];
    expect(errors).toHaveLength(1);
    if (typeof message === 'string') expect(errors[0]).toContain(message);
    else expect(errors[0]).toMatch(message);
    expect(run.exitCode).toBe(1);
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
    expect(host.github.world.artifacts).toEqual([]);
    expect(await sandbox.git(job.workspace, 'status', '--porcelain')).toBe('');
  });

  test('a store that cannot work here is refused', async () => {
    const host = await startHost();
    const run = await (await host.job()).run(
      'step',
      {run: 'true', store: 'artifact'},
      {env: {ACTIONS_RUNTIME_TOKEN: ''}},
    );
    expect(run.log).toContain('::error::Input "store" is "artifact", which works only where GitHub');
  });
});
