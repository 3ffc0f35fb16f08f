import {existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {errorsOf, warningsOf} from '../../helpers/action-story.ts';
import {applyHostRules} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);
const startGitea = () => startHost({forge: 'gitea'});
const NOTICE = '::notice::No store was named, and the artifacts of Gitea are no place for one: the history is kept in';

describe('on Gitea, where no store is named', () => {
  test('step, report, rollback and undo keep their history with git, and each says so once', async () => {
    const host = await startGitea();
    const run = async (action: 'step' | 'report' | 'rollback' | 'undo', inputs: Readonly<Record<string, string>>) => {
      const ran = await (await host.job()).run(action, inputs);
      expect(ran).toMatchObject({exitCode: 0});
      expect(ran.log.split(NOTICE)).toHaveLength(2);
      return ran;
    };
    expect((await run('step', {run: 'echo 1 > a'})).outputs).toMatchObject({'step-id': '1', recorded: 'true'});
    expect((await run('step', {run: 'echo 2 > a'})).outputs).toMatchObject({'step-id': '2', 'parent-step-id': '1'});
    expect((await run('report', {})).summary).toContain('2 steps');
    expect((await run('rollback', {'to-step': '1'})).outputs).toMatchObject({'rollback-id': 'R1', recorded: 'true'});
    expect((await run('undo', {})).outputs).toMatchObject({'rollback-id': 'R2', recorded: 'true'});
  });

  test.each(['artifact', 'cache'])('store %s is refused before the agent starts', async (store) => {
    const job = await (await startGitea()).job();
    const run = await job.run('step', {run: 'touch ran', store});
    expect(run.exitCode).toBe(1);
    expect(run.log).toMatch(/::error::Input "store" is "\w+", which works only where .*Gitea.* Use "git"/);
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
  });
});

describe('on Gitea', () => {
  test('a token that may only read is found out before the agent is paid for', async () => {
    const job = await (await startGitea()).job({permissions: {contents: 'read', actions: 'read'}});
    const run = await job.run('step', {run: 'touch ran'});
    expect(errorsOf(run)).toEqual([
      expect.stringMatching(
        /^::error::There is no permission to push to main, as the host says .*"permissions: contents: write"/,
      ),
    ]);
    expect(existsSync(join(job.workspace, 'ran'))).toBe(false);
  });

  test('an agent that git knows nothing of commits as the account of a job there, also when it is run again', async () => {
    const host = await startGitea();
    const job = await host.job();
    await job.run('step', {run: 'echo 1 > a; git add a; git commit -qm a; echo 2 > b'});
    expect(await sandbox.git(job.workspace, 'log', '-2', '--format=%an <%ae>')).toBe(
      'gitea-actions <teabot@gitea.io>\ngitea-actions <teabot@gitea.io>',
    );
    const {outputs} = await job.run('replay', {step: '1', run: 'echo 3 > b'});
    expect(outputs).toMatchObject({'step-id': '2', status: 'succeeded'});
    const pins = ['for-each-ref', '--format=%(authorname) %(subject)', 'refs/laforge/pins/'];
    expect(await sandbox.git(host.remote, ...pins)).toMatch(/^gitea-actions /);
  });

  test("a job's token may roll back over changed workflow files", async () => {
    const host = await startGitea();
    await (await host.job()).run('step', {run: 'echo 1 > a'});
    await (await host.job()).run('step', {
      run: 'mkdir -p .github/workflows; echo "on: push" > .github/workflows/ci.yml',
    });
    const run = await (await host.job()).run('rollback', {'to-step': '1'});
    expect(run.outputs).toMatchObject({'rollback-id': 'R1', recorded: 'true'});
  });

  test('work that no remote takes is an artifact, or lies on the disk of the runner', async () => {
    const host = await startGitea();
    applyHostRules(host.remote, {preReceive: 'echo "POLICY: no pushes on Sundays" >&2; exit 1'});
    const HOME = join(sandbox.folder(), 'home');
    mkdirSync(HOME, {recursive: true});
    const inputs = {run: 'echo 1 > a', store: 'file', 'store-path': join(HOME, 'steps.db')};
    const shown = await (await host.job()).run('step', inputs, {env: {HOME}});
    expect(warningsOf(shown).join('\n')).toMatch(
      /The remote says: "POLICY: no pushes on Sundays"\..* kept as a git bundle: artifact laforge\.bundle-/,
    );
    // The token of a cancelled job is dead.
    const job = await host.job();
    host.github.world.jobs.clear();
    const kept = await job.run('step', inputs, {env: {HOME}});
    const [, path = ''] = /git bundle: (\/.+\.bundle) on this runner, as long as its disk lasts/.exec(kept.log) ?? [];
    expect(path.startsWith(join(HOME, '.laforge/projects/octo/demo/'))).toBe(true);
    expect(await sandbox.git(job.workspace, 'bundle', 'list-heads', path)).toContain(kept.outputs['commit-sha-after']);
  });
});
