import {existsSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {hostsWithHistory, makeSteps} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {pullsOf} from '../../helpers/github-service/routes-pulls.ts';
import {commentJob, openPull, pullRequestJob, pushBranch} from '../../helpers/pull-request.ts';
import {type Host, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const comments = (host: Host) => pullsOf(host.github.world).comments.map(({body}) => body);
const errors = (log: string) => log.match(/^::(?:error|warning)::.*/gm) ?? [];

const hostWith = hostsWithHistory(sandbox, startHost);

/** A host with step 1 on main and step 2 on fix. */
async function hostWithHistory() {
  const {host} = await hostWith('two branches', async (host) => {
    const [one = ''] = await makeSteps(host, 1);
    await pushBranch(sandbox, host, 'fix');
    return [one, ...(await makeSteps(host, 1, {branch: 'fix'}))];
  });
  return host;
}

const FIGURES = {'success-rate': '1', 'rollback-rate': '0', 'cost-usd': ''};

describe('the report action', () => {
  test("writes the summary of the run's branch, and records nothing", async () => {
    const host = await hostWithHistory();
    const artifacts = host.github.world.artifacts.map(({id}) => id);
    const refs = await sandbox.git(host.remote, 'for-each-ref');
    const run = await (await host.job()).run('report', {});
    expect(run.exitCode).toBe(0);
    expect(run.outputs).toEqual({...FIGURES, 'report-path': '', 'artifact-url': '', 'comment-url': ''});
    expect(run.summary).toMatch(/^## LaForge: 1 step\n/);
    expect(run.summary).toContain('<b>1</b>');
    expect(run.summary).not.toContain('<b>2</b>');
    // The figures are those of the whole history.
    expect(run.summary).toContain('\n### octo/demo: 2 finished steps\n');
    expect(errors(run.log)).toEqual([]);
    expect(host.github.world.artifacts.map(({id}) => id)).toEqual(artifacts);
    expect(await sandbox.git(host.remote, 'for-each-ref')).toBe(refs);
    expect(comments(host)).toEqual([]);
  });

  test.each(['named', "the run's"])('writes the comment of a pull request that is %s', async (which) => {
    const host = await hostWithHistory();
    const pull = await openPull(sandbox, host);
    const named = which === 'named';
    const job = await host.job(named ? {} : pullRequestJob(host, pull));
    const run = await job.run('report', named ? {'pull-request': '7'} : {});
    expect(comments(host)).toEqual([expect.stringContaining('### LaForge: 1 step\n')]);
    expect(comments(host)[0]).toContain('<b>2</b>');
    expect(run.outputs['comment-url']).toMatch(/\/pull\/7#issuecomment-\d+$/);
    expect(run.summary).toMatch(/^## LaForge: 1 step\n/);

    const again = await job.run('report', named ? {'pull-request': '7'} : {});
    expect(again.outputs).toEqual(run.outputs);
    expect(comments(host)).toHaveLength(1);
  });

  test('writes no comment with comment: none', async () => {
    const host = await hostWithHistory();
    await openPull(sandbox, host);
    const run = await (await host.job()).run('report', {'pull-request': '7', comment: 'none'});
    expect(run.outputs['comment-url']).toBe('');
    expect(run.summary).toContain('<b>2</b>');
    expect(comments(host)).toEqual([]);
  });

  test('writes a page, which opens in the browser from the run as it is', async () => {
    const host = await hostWithHistory();
    const job = await host.job();
    symlinkSync(join(sandbox.folder(), 'elsewhere.html'), join(job.workspace, 'report.html'));
    mkdirSync(join(job.workspace, 'report.html.new/theirs'), {recursive: true});
    const run = await job.run('report', {html: 'report.html', since: '30d', by: 'branch', base: 'main'});
    expect(errors(run.log)).toEqual([]);
    const page = readFileSync(join(job.workspace, 'report.html'), 'utf8');
    expect(page).toContain('2 finished steps');
    expect(existsSync(join(sandbox.folder(), 'elsewhere.html'))).toBe(false);
    expect(existsSync(join(job.workspace, 'report.html.new/theirs'))).toBe(true);
    const {world} = host.github;
    const kept = world.artifacts.find(({name}) => name === 'report.html');
    const blob = world.blobs.get(kept?.blobId ?? '');
    expect([blob?.content?.toString('utf8'), blob?.contentType]).toEqual([page, 'text/html']);
    expect(run.outputs).toMatchObject({
      ...FIGURES,
      'report-path': join(job.workspace, 'report.html'),
      'artifact-url': `https://github.com/octo/demo/actions/runs/${kept?.runId}/artifacts/${kept?.id}`,
    });
    expect(run.summary).toContain('| Branch |');
    expect(run.summary).toContain('| Pull requests on main |');
    expect(run.summary).not.toContain('| Actor |');

    const again = await job.run('report', {html: 'report.html'});
    expect(errors(again.log)).toEqual([
      expect.stringMatching(/^::warning::The report is only in .*report\.html, since it could not be uploaded: .*409/),
    ]);
    expect(again.outputs).toMatchObject({'artifact-url': '', 'report-path': run.outputs['report-path']});
  });

  test('names all inputs that cannot be used', async () => {
    const host = await startHost();
    const run = await (await host.job()).run('report', {html: 'laforge-default', since: '1d', until: '7d', by: 'moon'});
    expect(errors(run.log)).toEqual([
      '::error::Input "since" "1d" is not before Input "until" "7d". Nothing can lie between them. ' +
        'Input "by" is "moon". Use one of: day, week, month, agent, model, branch, actor, template. ' +
        'Input "html" is "laforge-default". Name a file that ends with .html. (LF001)',
    ]);
  });

  test("never shows a branch of ours for a fork's of the same name", async () => {
    const host = await hostWithHistory();
    const pull = await openPull(sandbox, host, {headRepository: 'mallory/demo', headRef: 'main'});
    pullsOf(host.github.world).permissions.set('ada', 'write');
    const named = await (await host.job()).run('report', {'pull-request': '7'});
    expect(named.summary).toMatch(/^## LaForge: 0 steps\n/);
    await (await host.job(commentJob(pull, 'ada'))).run('step', {run: 'true', branch: 'help'});
    expect(comments(host)).toEqual([expect.stringContaining('### LaForge: 1 step\n')]);
    expect(comments(host)[0]).toContain('<b>3</b>');
    expect(comments(host)[0]).not.toContain('<b>1</b>');
  });

  test('says that a history is empty, and begins none', async () => {
    const host = await startHost();
    const run = await (await host.job()).run('report', {});
    expect(run.exitCode).toBe(0);
    expect(run.summary).toBe('## LaForge: 0 steps\n\nNo steps yet.\n\n');
    expect(host.github.world.artifacts).toEqual([]);
  });

  test('fails, and leaves the comment as it is, when the history cannot be read', async () => {
    let down = false;
    const host = await startHost({
      intercept: ({path}) => (down && path.includes('/actions/artifacts') ? {status: 503, body: {}} : undefined),
    });
    await pushBranch(sandbox, host, 'fix');
    await openPull(sandbox, host);
    await (await host.job({branch: 'fix'})).run('step', {run: 'true'});
    const before = comments(host);
    down = true;
    const run = await (await host.job({branch: 'fix'})).run('report', {});
    expect(run.exitCode).toBe(1);
    expect(errors(run.log)).toEqual([expect.stringMatching(/^::error::The history could not be read: .*503/)]);
    expect(comments(host)).toEqual(before);
    expect(before).toHaveLength(1);
  });

  test.each([
    ['0', 'Input "pull-request" is "0". Use a whole number from 1.'],
    ['7; rm -rf /', 'Input "pull-request" is "7; rm -rf /". Use a whole number from 1.'],
    ['99', 'Cannot read pull request #99: it is not there'],
  ])('refuses the pull request %s', async (value, message) => {
    const host = await startHost();
    const run = await (await host.job()).run('report', {'pull-request': value});
    expect(run.exitCode).toBe(1);
    expect(errors(run.log)).toEqual([expect.stringContaining(`::error::${message}`)]);
    expect(run.summary).toBe('');
  });
});
