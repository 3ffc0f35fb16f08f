import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {createGate, eventually} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {addComment, pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {commentJob, openPull, pullRequestJob, pushBranch} from '../../helpers/pull-request.ts';
import {type Host, type HostOptions, workflowHost} from '../../helpers/workflow.ts';
import {laforgeIn} from '../cli/laforge.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});
const laforge = laforgeIn(sandbox);
const MARKER = '<!-- laforge:default -->\n';

/** The bodies of all comments that pull requests have. */
const comments = (host: Host) => pullsOf(host.github.world).comments.map(({body}) => body);

async function hostWithPull(options: Parameters<typeof openPull>[2] = {}, hostOptions: HostOptions = {}) {
  const host = await startHost(hostOptions);
  if (options.headRepository === undefined) await pushBranch(sandbox, host, options.headRef ?? 'fix');
  return {host, pull: await openPull(sandbox, host, options)};
}

describe('the comment on a pull request', () => {
  test('is one, by its marker and author, and has the step that ran before the pull request was opened', async () => {
    const host = await startHost();
    await pushBranch(sandbox, host, 'fix');
    const early = await (await host.job({branch: 'fix'})).run('step', {run: 'echo 1 > early.txt'});
    expect(early.outputs['comment-url']).toBe('');
    expect(comments(host)).toEqual([]);

    const pull = await openPull(sandbox, host);
    addComment(host.github.world, {pullRequest: 7, login: 'mallory', body: `${MARKER}not ours`});
    const job = await host.job(pullRequestJob(host, pull));
    const second = await job.run('step', {
      run: 'echo 2 > two.txt',
      'agent-config': '{"name": "claude", "model": "opus"}',
    });
    expect(second.exitCode).toBe(0);
    const [, own] = comments(host);
    expect(own).toMatch(/^<!-- laforge:default(?: at [0-9a-f]{40})? -->\n### LaForge: 2 steps\n/);
    expect(own).toMatch(/<b>2<\/b>.*✅ succeeded, \+1&nbsp;−0 \|/);
    expect(own).toMatch(/\*\*Step 2\*\*: claude <code>opus<\/code>, 1 file, \+1 −0/);
    expect(own).toMatch(/<b>1<\/b>.*✅ succeeded/);
    expect(own).toContain('<code>to-step: 1</code>');

    const third = await job.run('step', {run: 'true'});
    expect(comments(host)).toHaveLength(2);
    expect(comments(host)[0]).toBe(`${MARKER}not ours`);
    expect(comments(host)[1]).toContain('### LaForge: 3 steps');
    expect(third.outputs['comment-url']).toBe(second.outputs['comment-url']);
    expect(third.outputs['comment-url']).toMatch(/^https:\/\/github\.com\/octo\/demo\/pull\/7#issuecomment-\d+$/);
    expect(await sandbox.git(host.remote, 'log', '--format=%s', '-3', 'fix')).toContain('propose something');
  });

  test('says that a step is running while its agent runs', async () => {
    const {host, pull} = await hostWithPull();
    const gate = createGate(sandbox.folder());
    const run = (await host.job(pullRequestJob(host, pull))).start('step', {run: gate.wait});
    expect(await eventually(() => comments(host)[0])).toMatch(/\| <a [^|]*<b>1<\/b><\/a> \| [^|]* \| ⏳ running \|/);
    gate.open();
    expect((await run.ended).exitCode).toBe(0);
    expect(comments(host)).toEqual([expect.stringMatching(/<b>1<\/b><\/a> \| [^|]* \| ✅ succeeded, no changes \|/)]);
  });

  test('is also written by a push to the branch', async () => {
    const {host} = await hostWithPull();
    const run = await (await host.job({branch: 'fix'})).run('step', {run: 'true'});
    expect(comments(host)).toEqual([expect.stringContaining('### LaForge: 1 step\n')]);
    expect(run.outputs['comment-url']).toContain('/pull/7#issuecomment-');
  });

  test.each(['github', 'gitea'] as const)('is also written by laforge ci comment, on %s', async (forge) => {
    const {host, pull} = await hostWithPull({}, {forge});
    const job = await host.job(pullRequestJob(host, pull));
    const run = (args: readonly string[], token = host.token) =>
      laforge(job.workspace, args, {env: {...job.env, GITHUB_TOKEN: '', GH_TOKEN: token}});
    const step = await run(['step', 'run', '--store', 'git', '--push', '--', 'touch', 'a']);
    expect(step).toMatchObject({code: 0});
    const write = ['ci', 'comment', '--store', 'git'];
    const told = [await run(write), await run(write), await run(write, '')];
    expect(told.map(({code, stderr}) => [code, stderr])).toEqual([
      [0, expect.stringContaining('the comment on pull request 7 is created')],
      [0, expect.stringContaining('the comment on pull request 7 is unchanged')],
      [2, expect.stringContaining('GH_TOKEN is not set.')],
    ]);
    expect(comments(host)).toEqual([expect.stringContaining('### LaForge: 1 step\n')]);
  });

  test('lets nothing that an agent, a branch or a config says break it, ping anybody or inject HTML', async () => {
    const headRef = 'fix|`@octocat`<img/src=x>';
    const {host, pull} = await hostWithPull({headRef});
    const hostile = '@octocat |x| <img src=x onerror=alert(1)> --> [a](javascript:1) #1 `';
    const run = await (await host.job(pullRequestJob(host, pull))).run('step', {
      run: `echo 1 > 1; git add 1; git commit -qm '${hostile}'; echo 'EOF' ; echo '<!-- laforge:default -->'`,
      'agent-config': JSON.stringify({name: hostile, model: `${hostile}\n| a | b |`}),
    });
    expect(run.outputs).toMatchObject({branch: headRef, pushed: 'pushed'});
    for (const text of [...comments(host), run.summary]) {
      expect(text).not.toMatch(/<img|@octocat|\]\(javascript|\n\| a \| b/);
      expect(text.match(/-->/g)?.length ?? 0).toBeLessThan(/^<!--/.test(text) ? 2 : 5);
      for (const row of text.match(/^\| <a .*/gm) ?? []) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
    }
    expect(comments(host)[0]).toContain('octocat');
  });

  test('is left alone with comment: none', async () => {
    const {host, pull} = await hostWithPull();
    const run = await (await host.job(pullRequestJob(host, pull))).run('step', {run: 'true', comment: 'none'});
    expect(run.outputs).toMatchObject({'comment-url': '', recorded: 'true'});
    expect(host.github.requests.filter(({path}) => /pulls|comments/.test(path))).toEqual([]);
  });

  test('that may not be written costs one warning, which names the permission', async () => {
    const {host, pull} = await hostWithPull();
    const permissions = {contents: 'write', actions: 'read', 'pull-requests': 'read'} as const;
    const run = await (await host.job({...pullRequestJob(host, pull), permissions})).run('step', {run: 'true'});
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({status: 'succeeded', recorded: 'true', 'comment-url': ''});
    const warnings = run.log.match(/^::warning::.*/gm) ?? [];
    expect(warnings).toEqual([
      expect.stringMatching(
        /^::warning::Cannot write the comment on pull request #7: .*"permissions: pull-requests: write".*comment: none/,
      ),
    ]);
  });
});

describe('where a pull request run works', () => {
  test('a merge checkout: the work is pinned, and the warning says what to write', async () => {
    const {host, pull} = await hostWithPull();
    const run = await (await host.job({...pullRequestJob(host, pull), checkout: 'merge'})).run('step', {
      run: 'echo 1 > one.txt',
    });
    expect(run.outputs).toMatchObject({
      status: 'succeeded',
      pushed: 'pinned',
      branch: 'fix',
      'commit-sha-before': pull.mergeSha,
      recorded: 'true',
    });
    expect(run.log).toMatch(/::warning::HEAD is the merge of pull request #7.*with: ref: \$\{\{ github\.head_ref \}\}/);
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain('::error::The work of step 1 did not reach fix: see the warnings above.');
    expect(await sandbox.sha(host.remote, run.outputs['pin-ref'])).toBe(run.outputs['commit-sha-after']);
    expect(await sandbox.sha(host.remote, 'refs/heads/fix')).toBe(pull.headSha);
    expect(JSON.parse(run.outputs.step ?? '').run.pull_request).toEqual({
      number: 7,
      head_ref: 'fix',
      head_sha: pull.headSha,
      head_repository: 'octo/demo',
      base_ref: 'main',
      merge_sha: pull.mergeSha,
    });
  });

  test("a fork's run is shown and recorded nowhere, which one notice says", async () => {
    const {host, pull} = await hostWithPull({headRepository: 'mallory/demo', headRef: 'main'}, {history: 'artifact'});
    const run = await (await host.job(pullRequestJob(host, pull))).run('step', {
      run: 'echo 1 > one.txt',
      push: 'none',
    });
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({status: 'succeeded', branch: 'mallory:main', pushed: 'none', recorded: 'false'});
    expect(run.log.match(/^::notice::.*/gm)).toEqual([
      "::notice::This run belongs to a fork's pull request: its step is shown here and recorded in no history.",
    ]);
    expect(run.log).not.toMatch(/^::(warning|error)::/m);
    expect(run.summary).toContain('✅ LaForge step');
    expect(run.summary).toContain("not in the history: this run is a fork's");
    expect(host.github.world.artifacts).toEqual([]);
    expect(comments(host)).toEqual([]);
    expect(await sandbox.git(host.remote, 'for-each-ref', 'refs/laforge')).toBe('');

    const next = await (await host.job()).run('step', {run: 'true'});
    expect(next.outputs).toMatchObject({'step-id': '1', 'parent-step-id': ''});
  });

  test("a fork's run whose token cannot push is told to write push: none, before its agent starts", async () => {
    const {host, pull} = await hostWithPull({headRepository: 'mallory/demo'});
    host.git.answer(({url}) => (url.includes('receive-pack') ? 403 : 'serve'));
    const job = await host.job(pullRequestJob(host, pull));
    const run = await job.run('step', {run: 'touch ran'});
    expect(run.exitCode).toBe(1);
    expect(run.log.match(/^::error::.*/gm)).toEqual([expect.stringContaining('push: none')]);
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
  });
});

describe('a comment on a pull request', () => {
  test('is refused without branch, saying what to write', async () => {
    const {host, pull} = await hostWithPull({}, {history: 'artifact'});
    pullsOf(host.github.world).permissions.set('ada', 'write');
    const job = await host.job(commentJob(pull, 'ada'));
    const run = await job.run('step', {run: 'touch ran'});
    expect(run.exitCode).toBe(1);
    expect(run.log.match(/^::error::.*/gm)).toEqual([
      expect.stringMatching(
        /belongs to pull request #7, whose head is "fix", but "main" is checked out.*"branch: pull-request"/,
      ),
    ]);
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
    expect(host.github.world.artifacts).toEqual([]);
    expect(comments(host)).toEqual([]);
  });

  test('works on the head of the pull request with branch: pull-request', async () => {
    const {host, pull} = await hostWithPull();
    pullsOf(host.github.world).permissions.set('ada', 'write');
    const main = await sandbox.sha(host.remote, 'main');
    const run = await (await host.job(commentJob(pull, 'ada'))).run('step', {
      run: 'cat proposal.txt; echo 1 > one.txt',
      branch: 'pull-request',
    });
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({branch: 'fix', pushed: 'pushed', 'commit-sha-before': pull.headSha});
    expect(await sandbox.sha(host.remote, 'fix')).toBe(run.outputs['commit-sha-after']);
    expect(await sandbox.sha(host.remote, 'main')).toBe(main);
    expect(comments(host)).toEqual([expect.stringContaining('### LaForge: 1 step\n')]);
  });

  test.each(['read', undefined] as const)('by somebody with permission %s is refused', async (permission) => {
    const {host, pull} = await hostWithPull();
    if (permission !== undefined) pullsOf(host.github.world).permissions.set('mallory', permission);
    const job = await host.job(commentJob(pull, 'mallory'));
    const run = await job.run('step', {run: 'touch ran', branch: 'pull-request'});
    expect(run.log.match(/^::error::.*/gm)).toEqual([
      '::error::Under issue_comment only somebody with write access may push, and mallory has none. Ask somebody who has to start this run. (LF012)',
    ]);
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
    expect(await sandbox.git(job.workspace, 'symbolic-ref', '--short', 'HEAD')).toBe('main');
  });

  test("on a fork's pull request is refused with branch: pull-request", async () => {
    const {host, pull} = await hostWithPull({headRepository: 'mallory/demo'});
    pullsOf(host.github.world).permissions.set('ada', 'write');
    const run = await (await host.job(commentJob(pull, 'ada'))).run('step', {run: 'true', branch: 'pull-request'});
    expect(run.log).toMatch(/::error::.*the head of pull request #7 is in the fork "mallory\/demo"/);
    expect(run.exitCode).toBe(1);
  });
});
