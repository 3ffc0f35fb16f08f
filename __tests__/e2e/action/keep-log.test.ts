import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {addRun} from '../../helpers/github-service/world.ts';
import {type Host, workflowHost} from '../../helpers/workflow.ts';
import {laforgeIn} from '../cli/laforge.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const laforge = laforgeIn(sandbox);

/** `laforge log` on a machine where no step ran, with the history that the jobs left. */
const logOf = (
  {github, git, token}: Host,
  db: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
) =>
  laforge(sandbox.folder(), ['log', '--db', db, ...args], {
    env: {GH_TOKEN: token, GITHUB_API_URL: github.url, GITHUB_SERVER_URL: git.url, ...env},
  });

test('what a step and its check printed is kept as an artifact without secrets, and read on another machine', async () => {
  const host = await startHost();
  const db = join(sandbox.folder(), 'steps.db');
  const job = await host.job();
  const common = {store: 'file', 'store-path': db};
  const run = `printf 'one\\033[31m\\377 %s %s\\n' "$DEPLOY_PASSWORD" "${'ghp_'}${'Ab1'.repeat(12)}"; echo x > x; echo two`;
  const inputs = {...common, run, check: 'echo checked', 'keep-log': 'artifact'};
  const step = await job.run('step', inputs, {env: {DEPLOY_PASSWORD: 'hunter2hunter2'}});
  expect(step.log).not.toContain('::warning::');
  const [kept] = host.github.world.artifacts;
  expect(kept?.name).toBe(`laforge.log-${step.outputs['step-uid']}`);

  const read = await logOf(host, db, ['1']);
  expect(read).toEqual({code: 0, stdout: 'one\u001b[31m\ufffd *** ***\ntwo\n', stderr: ''});
  expect((await logOf(host, db, ['1', '--check'])).stdout).toBe('checked\n');
  // The record, which anybody may have made, names no host that the token goes to.
  const asked = host.github.requests.length;
  const elsewhere = await logOf(host, db, ['1'], {GITHUB_SERVER_URL: 'https://git.example.com'});
  expect(elsewhere).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/is not on this machine\. It ran in /),
  });
  expect(host.github.requests).toHaveLength(asked);
  expect((await logOf(host, db, ['1'], {GH_TOKEN: ''})).stderr).toMatch(/keep-log: artifact.* GH_TOKEN/);

  await job.run('step', {...common, run: 'echo three'});
  expect((await logOf(host, db, ['2'])).stderr).toMatch(
    /The output of step 2 is not on this machine\. Its run \d+ has no artifact/,
  );
  if (kept === undefined) return;
  const content = host.github.world.blobs.get(kept.blobId);
  content?.content?.writeUInt8(0xff, 40);
  expect((await logOf(host, db, ['1'])).stderr).toMatch(
    /Artifact laforge\.log-.* it has another digest than was saved/,
  );
  kept.expired = true;
  expect((await logOf(host, db, ['1'])).stderr).toMatch(/has expired\./);
  kept.expired = false;
  // A fork's run may save anything under any name.
  const fork = addRun(host.github.world, {status: 'completed', event: 'pull_request', headBranch: 'x'});
  host.github.world.runs.set(kept.runId, {...fork, id: kept.runId, headRepositoryId: 1});
  expect((await logOf(host, db, ['1'])).stderr).toMatch(/has no artifact with it/);
});
