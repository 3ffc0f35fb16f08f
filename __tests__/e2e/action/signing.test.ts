import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {act, errorsOf, tipOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);

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
