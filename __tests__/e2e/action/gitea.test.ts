import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
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
