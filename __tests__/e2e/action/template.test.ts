import {expect, test} from '@jest/globals';
import {errorsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {killMain} from '../../helpers/killed-action.ts';
import {openPull, pullRequestJob, pushBranch} from '../../helpers/pull-request.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});

const template = (word: string) => `inputs: {title: {required: true}}
prompt: ${word} \${{ inputs.title }} #12
run: |
  echo agent-is-up $$
  echo "$LAFORGE_PROMPT" > work.txt
  [ -z "$HANG" ] || sleep 30
record-prompt: true
commit-message: 'made: \${{ inputs.title }}'
`;

/** A host whose main and whose pull request 7 have a template of the same name, and another text. */
async function hostWithTemplates() {
  const host = await startHost();
  const clone = await sandbox.clone(host.remote);
  await sandbox.commitFile(clone, '.laforge/steps/fix.yml', template('base'));
  await sandbox.git(clone, 'push', '-q', 'origin', 'HEAD:main');
  await pushBranch(sandbox, host, 'fix');
  const head = await sandbox.clone(host.remote, {args: ['--branch', 'fix']});
  await sandbox.commitFile(head, '.laforge/steps/fix.yml', template('head'));
  await sandbox.git(head, 'push', '-q', 'origin', 'HEAD:fix');
  return {host, blob: await sandbox.sha(clone, 'HEAD:.laforge/steps/fix.yml')};
}

test('a pull request uses the template of its base, and its inputs are text wherever they come from', async () => {
  const {host, blob} = await hostWithTemplates();
  const title = `"; touch pwned; echo " \${{ inputs.title }} $(id)`;
  const job = await host.job(pullRequestJob(host, await openPull(sandbox, host)));
  const inputs = {template: 'fix', 'template-inputs': `title: ${JSON.stringify(title)}`};
  const run = await job.run('step', inputs);
  expect([run.exitCode, run.outputs.pushed]).toEqual([0, 'pushed']);
  expect(run.log).toContain('In template "fix", line 2, a YAML comment cuts prompt short before');
  expect(JSON.parse(run.outputs.step ?? '')).toMatchObject({
    prompt: {text: `base ${title}`},
    template: {name: 'fix', blob, inputs: {title}},
  });
  const files = await sandbox.git(host.remote, 'show', '--format=%s', '--name-only', 'fix');
  expect(files).toBe(`made: ${title}\n\nwork.txt`);

  const refused = await job.run('step', {template: 'fxi', 'template-inputs': '{}'});
  expect(errorsOf(refused)).toEqual([expect.stringContaining('no file .laforge/steps/fxi.yml on main')]);
  expect(errorsOf(await job.run('step', {template: 'fix'}))).toEqual([
    expect.stringContaining('needs the input "title"'),
  ]);
});

test('the post of a killed action goes by the template that its main had', async () => {
  const {host} = await hostWithTemplates();
  const job = await host.job({branch: 'fix', env: {HANG: '1'}});
  const {state} = await killMain(job, {template: 'fix', 'template-inputs': 'title: it'});
  const post = await job.runOne('post', {template: 'fix', 'template-inputs': 'title: it'}, {state});
  expect(errorsOf(post)).toEqual([]);
  expect(post.log).toMatch(/^Step 1 interrupted in/m);
});
