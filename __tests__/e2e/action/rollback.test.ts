import {describe, expect, test} from '@jest/globals';
import {
  act,
  errorsOf,
  hostsWithHistory,
  type Inputs,
  makeSteps,
  nextRun,
  stateOf,
  tipOf,
} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {openPull, pushBranch} from '../../helpers/pull-request.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});
const hostWith = hostsWithHistory(sandbox, startHost);
const hostWithSteps = () => hostWith('two steps', (host) => makeSteps(host, 2));

describe('the rollback action', () => {
  test('moves the branch, pins what it displaces, deactivates the steps and tells everybody', async () => {
    const host = await startHost();
    const [one, , three] = await makeSteps(host, 3);
    const run = await act(host, 'rollback', {'to-step': '1', reason: 'It broke <b>everything</b>'});
    expect(run.exitCode).toBe(0);
    const pinRef = run.outputs['pin-ref'] ?? '';
    expect(run.outputs).toEqual({
      'rollback-id': 'R1',
      branch: 'main',
      'from-sha': three,
      'to-sha': one,
      'pin-ref': expect.stringMatching(/^refs\/laforge\/pins\/default\/[0-9a-f-]{36}$/),
      'deactivated-steps': '[3,2]',
      recorded: 'true',
      'pull-request-url': '',
    });
    expect(await tipOf(sandbox, host)).toBe(one);
    expect(await sandbox.sha(host.remote, `${pinRef}^`)).toBe(three);
    expect(run.summary).toMatch(/^## ↩️ Rollback R1\n/);
    expect(run.summary).toContain(`- Displaced commits stay at: <code>${pinRef}</code>\n`);
    expect(run.summary).toContain('- Reason: It broke &#60;b&#62;everything&#60;/b&#62;\n');
    expect(run.summary).toContain('- By: ada\n');
    expect(run.summary).toContain('- step 3 ✅ succeeded');
    expect(run.log).toContain(`main was moved by R1 from ${three} to ${one}; steps: 3, 2 rolled back.`);
    expect(run.log).not.toMatch(/^::(warning|error)::/m);
    expect(await nextRun(host)).toEqual({
      steps: [
        [4, true],
        [3, false],
        [2, false],
        [1, true],
      ],
      parent: '1',
    });
  });

  test('rolls the step back too with before-step', async () => {
    const {host, made} = await hostWithSteps();
    const [one] = made;
    const run = await act(host, 'rollback', {'before-step': 'S2'});
    expect(run.outputs).toMatchObject({'to-sha': one, 'deactivated-steps': '[2]'});
    expect(await tipOf(sandbox, host)).toBe(one);
  });

  test("strikes the steps through in the branch's pull request, and an undo takes the strokes away", async () => {
    const host = await startHost();
    await pushBranch(sandbox, host, 'fix');
    await makeSteps(host, 2, {branch: 'fix'});
    await openPull(sandbox, host);
    // The run is about main; the branch is the step's.
    const run = await act(host, 'rollback', {'to-step': '1'});
    expect(run.outputs.branch).toBe('fix');
    const comments = () => pullsOf(host.github.world).comments.map(({body}) => body);
    expect(comments()).toEqual([expect.stringContaining('### LaForge: 2 steps, 1 rolled back')]);
    expect(comments()[0]).toMatch(
      /<del><a [^|]*<b>2<\/b><\/a><\/del> \| .* \| <del>✅ succeeded, .*<\/del> ↩️ rolled back by R1/,
    );
    expect(comments()[0]).toMatch(/\| <a [^|]*<b>1<\/b><\/a> \| [^|]* \| ✅ succeeded/);
    expect(comments()[0]).toContain('<code>rollback-id: R1</code>');

    await act(host, 'undo', {'rollback-id': 'R1'});
    expect(comments()).toEqual([expect.stringContaining('### LaForge: 2 steps\n')]);
    expect(comments()[0]).not.toContain('<del>');
  });

  test('tells the plan of a dry run and changes nothing', async () => {
    const {host, made} = await hostWithSteps();
    const [one, two] = made;
    const before = await stateOf(sandbox, host);
    const run = await act(host, 'rollback', {'to-step': '1', 'dry-run': 'true'});
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toEqual({
      'rollback-id': '',
      branch: 'main',
      'from-sha': two,
      'to-sha': one,
      'pin-ref': '',
      'deactivated-steps': '[2]',
      recorded: '',
      'pull-request-url': '',
    });
    expect(run.summary).toMatch(/^## 🔍 Plan of a rollback of <code>main<\/code>: nothing has changed\n/);
    expect(run.summary).toContain('- step 2 ✅ succeeded');
    expect(run.log).toContain(`main would be moved from ${two} to ${one}; steps: 2 rolled back.`);
    expect(await stateOf(sandbox, host)).toEqual(before);
  });

  test('says that the branch stays when the steps that go left no commit', async () => {
    const {host, made} = await hostWithSteps();
    await act(host, 'step', {run: 'true'});
    const run = await act(host, 'rollback', {'to-step': '2', 'dry-run': 'true'});
    expect(run.log).toContain(`main stays at ${made[1]}; steps: 3 rolled back.`);
  });

  const bad: [string, Inputs, string][] = [
    [
      'both inputs',
      {'to-step': '1', 'before-step': '2'},
      'More than one of "to-step", "before-step" and "revert-steps" is given. Give exactly one',
    ],
    ['neither input', {}, 'None of "to-step", "before-step" and "revert-steps" is given. Give exactly one'],
    [
      'a step that is none',
      {'to-step': '$(id)'},
      'Input "to-step" is "$(id)", which names no step. Use a step\'s number (3 or S3)',
    ],
    ['a wrong dry-run', {'to-step': '1', 'dry-run': 'yes'}, 'Input "dry-run" is "yes". Use one of: true, false.'],
    [
      'an empty history',
      {'to-step': '1'},
      'There is no step 1: the history is empty, so check the project and the store.',
    ],
  ];
  test.each(bad)('refuses %s in one sentence, and nothing has changed', async (_name, inputs, message) => {
    const host = await startHost();
    const before = await stateOf(sandbox, host);
    const run = await act(host, 'rollback', inputs);
    expect(run.exitCode).toBe(1);
    expect(errorsOf(run)).toEqual([expect.stringContaining(`::error::${message}`)]);
    expect(run.outputs).toEqual({});
    expect(await stateOf(sandbox, host)).toEqual(before);
  });
});

describe('a branch that takes pull requests alone', () => {
  test('is proposed to, and the revert counts once it is merged', async () => {
    const {host} = await hostWithSteps();
    pullsOf(host.github.world).rules.set('main', ['pull_request']);
    const tip = await tipOf(sandbox, host);
    const permissions = {actions: 'read', contents: 'write', 'pull-requests': 'write'} as const;
    const job = await host.job({event: 'workflow_dispatch', branch: 'main', permissions});
    const run = await job.run('rollback', {'to-step': '1', mode: 'auto', 'auto-merge': 'true'});
    expect(run.log).toMatch(/main stays at \w+ until R1 is merged from laforge\/revert-\w{8} \(http/);
    expect(run.outputs).toMatchObject({
      'rollback-id': 'R1',
      'deactivated-steps': '[]',
      recorded: 'true',
      'pull-request-url': expect.stringMatching(/^http/),
    });
    expect(await tipOf(sandbox, host)).toBe(tip);
    const [pull] = pullsOf(host.github.world).pulls;
    expect(pull).toMatchObject({title: 'Revert step 2', text: expect.stringContaining('Laforge-Reverts: ')});
    expect(pullsOf(host.github.world).autoMerges).toHaveLength(1);

    await sandbox.git(host.remote, 'update-ref', 'refs/heads/main', `refs/heads/${pull?.headRef}`);
    expect(await nextRun(host)).toEqual({
      steps: [
        [3, true],
        [2, false],
        [1, true],
      ],
      parent: '1',
    });
  });

  test('is asked again although it has moved on since, and the larger proposal replaces the one it covers', async () => {
    const {host} = await hostWithSteps();
    const permissions = {actions: 'read', contents: 'write', 'pull-requests': 'write'} as const;
    const propose = async () => {
      const job = await host.job({event: 'workflow_dispatch', branch: 'main', permissions});
      return await job.run('rollback', {'to-step': '1', mode: 'revert', 'pull-request': 'always'});
    };
    const first = await propose();
    await act(host, 'step', {run: 'echo later > later.txt'});
    const second = await propose();
    expect([first, second].map((run) => [errorsOf(run), run.outputs['rollback-id']])).toEqual([
      [[], 'R1'],
      [[], 'R2'],
    ]);
    const {pulls, comments} = pullsOf(host.github.world);
    const number = pulls[0]?.number;
    expect(pulls.map(({state, title}) => [state, title])).toEqual([
      ['closed', 'Revert step 2'],
      ['open', 'Revert steps 3, 2'],
    ]);
    expect(comments.filter(({pullRequest}) => pullRequest === number).map(({body}) => body)).toEqual([
      `R2 (#${pulls[1]?.number}) takes the steps of R1 back too, so this one is closed.`,
    ]);
    expect(second.log).toContain(`Pull request #${number} is closed: R2 covers what R1 proposed.`);
    await propose();
    expect(comments.filter(({pullRequest}) => pullRequest === number)).toHaveLength(1);
  });
});
