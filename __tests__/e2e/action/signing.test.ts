import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {expect, test} from '@jest/globals';
import {act, errorsOf, tipOf, warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {refuse} from '../../helpers/github-service/routes.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});

test("the step's commits are pushed signed, and the agent is not told the key", async () => {
  const host = await startHost();
  const key = join(sandbox.folder(), 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const allowed = join(sandbox.folder(), 'allowed');
  writeFileSync(allowed, `* ${readFileSync(`${key}.pub`, 'utf8')}`);
  const text = readFileSync(key, 'utf8');
  const [, secret = ''] = text.split('\n');

  const run = [
    `if env | grep -q '${secret.slice(0, 20)}' || tr '\\0' '\\n' < /proc/$PPID/environ | grep -q '${secret.slice(0, 20)}'; then echo SEEN; fi`,
    'echo one > one.txt; git add one.txt; git -c user.name=A -c user.email=a@b.test commit -qm one; echo two > two.txt',
  ].join('\n');
  const step = await act(host, 'step', {run, 'commit-signing': 'ssh', 'ssh-signing-key': text});
  expect(step.log).not.toMatch(/^SEEN/m);
  expect(step.outputs).toMatchObject({status: 'succeeded', pushed: 'pushed'});
  const tip = await tipOf(sandbox, host);
  expect(step.outputs['commit-sha-after']).toBe(tip);
  for (const sha of [tip, `${tip}^`]) {
    await sandbox.git(host.remote, '-c', `gpg.ssh.allowedSignersFile=${allowed}`, 'verify-commit', sha);
  }
  const {changes} = JSON.parse(step.outputs.step ?? '');
  expect(changes.own_commits).toMatchObject([{sha: tip, replaces: expect.stringMatching(/^[0-9a-f]{40}$/)}, {}]);
  expect(step.log.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(secret);

  expect(errorsOf(await act(host, 'step', {run, 'commit-signing': 'ssh'}))).toEqual([
    expect.stringContaining('::error::Input "commit-signing" is "ssh" without a key.'),
  ]);
});

test('GitHub makes the commits again, and what it cannot make is pinned; a host without GraphQL is told from the start', async () => {
  let hasGraphql = true;
  const host = await startHost({
    intercept: ({path}) => (path === '/graphql' && !hasGraphql ? refuse(404, 'Not Found') : undefined),
  });
  const inputs = {'commit-signing': 'api', 'commit-message': 'Agent work'};
  const one = 'echo one > one.txt; git add one.txt; git -c user.name=A -c user.email=a@b.test commit -qm one';
  const step = await act(host, 'step', {...inputs, run: `${one}; echo two > two.txt`});
  expect(step.outputs).toMatchObject({status: 'succeeded', pushed: 'pushed'});
  const tip = await tipOf(sandbox, host);
  expect(step.outputs['commit-sha-after']).toBe(tip);
  const people = await sandbox.git(host.remote, 'log', '-2', '--format=%s by %an, %cn', tip);
  expect(people).toBe('Agent work by github-actions[bot], GitHub\none by github-actions[bot], GitHub');
  expect(await sandbox.git(host.remote, 'log', '-1', '--format=%(trailers:key=Laforge-Step-Uid)', tip)).not.toBe('');
  const replaced = {sha: expect.any(String), replaces: expect.stringMatching(/^[0-9a-f]{40}$/)};
  expect(JSON.parse(step.outputs.step ?? '').changes.own_commits).toMatchObject([{...replaced, sha: tip}, replaced]);
  expect(await sandbox.git(host.remote, 'for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');

  const odd = await act(host, 'step', {...inputs, run: 'echo x > x.sh; chmod +x x.sh'});
  expect(odd.outputs).toMatchObject({status: 'succeeded', pushed: 'pinned'});
  expect(warningsOf(odd).join('\n')).toMatch(/its commits could not be signed: "x\.sh" in \w{8} is executable/);
  expect(await tipOf(sandbox, host)).toBe(tip);

  hasGraphql = false;
  const refused = await act(host, 'step', {...inputs, run: 'touch ran; echo RAN'});
  expect(errorsOf(refused)).toEqual([
    expect.stringMatching(/"commit-signing" is "api", and this GitHub cannot create commits by its API/),
  ]);
  expect(refused.log).not.toMatch(/^RAN/m);
  expect(errorsOf(await act(host, 'step', {...inputs, run: 'true', push: 'none'}))).toEqual([
    expect.stringMatching(/"commit-signing" is "api", and the host makes such commits in the repository/),
  ]);
});

test('a main that was killed while GitHub made its commits is finished by post', async () => {
  let calls = 0;
  // The question and the first commit pass, and the second hangs.
  const host = await startHost({
    intercept: ({path}) => (path === '/graphql' && ++calls === 3 ? new Promise(() => {}) : undefined),
  });
  const job = await host.job({event: 'workflow_dispatch'});
  const one = 'echo one > one.txt; git add one.txt; git -c user.name=A -c user.email=a@b.test commit -qm one';
  const inputs = {'commit-signing': 'api', run: `${one}; echo two > two.txt`};
  const main = job.start('step', inputs);
  for (let tries = 0; calls < 3 && tries < 300; tries++) await delay(100);
  main.kill('SIGKILL');
  const {state} = await main.ended;
  const branches = async () => await sandbox.git(host.remote, 'for-each-ref', '--format=%(refname)', 'refs/heads');
  expect(await branches()).toMatch(/laforge\/sign-[0-9a-f]{12}/);

  await job.runOne('post', inputs, {state});
  expect(await branches()).toBe('refs/heads/main');
  const commits = await sandbox.git(host.remote, 'log', '-2', '--format=%cn', 'main');
  expect(commits).toBe('GitHub\nGitHub');
});
