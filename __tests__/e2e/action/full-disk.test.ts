import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {act, errorsOf, tipOf, warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {CAN_MOUNT, smallDisks} from '../../helpers/small-disk.ts';
import {workflowHost} from '../../helpers/workflow.ts';

// Before the sandbox, whose folder is removed after each test.
const mountSmall = smallDisks();
const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);

/** With a subject that is recorded at length: the last few pages are not enough for it. */
const COMMIT = "echo 1 > one.txt; git add one.txt; head -c 300000 /dev/zero | tr '\\0' x | git commit -qF -";
/** Down to the last page: the kernel counts the free ones roughly until there are none. */
const fill = (folder: string) =>
  `cat /dev/zero > '${folder}/fill' 2> /dev/null || for i in {1..40}; do head -c 4096 /dev/zero >> '${folder}/fill' 2> /dev/null || true; done`;

const NOT_RECORDED =
  /The record of step 1 could not be published: .*steps\.db could not be written \(database or disk is full\)/;

// Where nobody may mount a small disk, none can be filled.
(CAN_MOUNT ? describe : describe.skip)('a disk that the agent fills', () => {
  test('under the runner’s temporary folder: its work is pushed and recorded all the same', async () => {
    const host = await startHost();
    const temp = join(sandbox.folder(), 'job-1/_temp');
    mountSmall(temp, 8);
    const job = await host.job();
    const inputs = {run: `${COMMIT}; ${fill(temp)}; echo after the log was full`};
    const main = await job.runOne('step', inputs);
    expect([main.exitCode, errorsOf(main)]).toEqual([0, []]);
    expect(main.log).toContain('\nafter the log was full\n');
    expect(main.outputs).toMatchObject({status: 'succeeded', 'exit-code': '0', pushed: 'pushed', recorded: 'true'});
    expect(await tipOf(sandbox, host)).toBe(main.outputs['commit-sha-after']);
    const losses = warningsOf(main);
    expect(losses.filter((warning) => warning.includes("The agent's log file could not be written"))).toHaveLength(1);
    // Some room was kept for what must be noted then.
    expect(losses.filter((warning) => NOT_RECORDED.test(warning))).toEqual([]);

    rmSync(join(temp, 'fill'));
    const post = await job.runOne('post', inputs, {state: main.state});
    expect([post.exitCode, errorsOf(post), warningsOf(post)]).toEqual([0, [], []]);
    expect((await act(host, 'report', {})).summary).toMatch(/<b>1<\/b><\/a> \| [^|]* \| ✅ succeeded/);
  });

  test('under the work tree: its commits are pushed, and the step fails for the rest that could not be committed', async () => {
    const host = await startHost();
    const work = join(sandbox.folder(), 'job-1/work');
    mountSmall(work, 8);
    const job = await host.job();
    const inputs = {run: `${COMMIT}; head -c 300000 /dev/urandom > left.txt; ${fill(work)}`};
    const run = await job.run('step', inputs);
    expect([run.exitCode, errorsOf(run)]).toEqual([
      1,
      [expect.stringMatching(/what the agent left could not be committed/)],
    ]);
    expect(warningsOf(run)).toEqual([
      expect.stringMatching(/Left uncommitted, because git does not take it: "left\.txt" .*No space left on device/),
      expect.stringMatching(
        /The files that could not be committed \(1\) are kept as an archive: artifact laforge\.files-/,
      ),
    ]);
    expect(run.outputs).toMatchObject({status: 'succeeded', pushed: 'pushed', recorded: 'true'});
    expect(await tipOf(sandbox, host)).toBe(await sandbox.sha(job.workspace));
  });

  test('under the ledger: its result stands, and that the record has no end is one warning', async () => {
    const host = await startHost();
    const disk = join(sandbox.folder(), 'ledger');
    mountSmall(disk, 1);
    const job = await host.job();
    const inputs = {run: `${COMMIT}; ${fill(disk)}`, store: 'file', 'store-path': join(disk, 'steps.db')};
    const main = await job.runOne('step', inputs);
    expect([main.exitCode, errorsOf(main)]).toEqual([0, []]);
    expect(main.outputs).toMatchObject({status: 'succeeded', pushed: 'pushed', recorded: 'false'});
    expect(warningsOf(main)).toEqual([expect.stringMatching(NOT_RECORDED)]);
    expect(warningsOf(main)[0]).toMatch(/It is in .*steps\.db, without its end, until this job ends\.$/);

    rmSync(join(disk, 'fill'));
    const post = await job.runOne('post', inputs, {state: main.state});
    expect([post.exitCode, warningsOf(post)]).toEqual([0, []]);
    const ledger = openLedger(join(disk, 'steps.db'), {clock: systemClock, readonly: true});
    expect(ledger.getStep({kind: 'id', id: 1})).toMatchObject({
      value: {status: 'succeeded', exitCode: 0, pushed: 'pushed'},
    });
    ledger.close();
  });
});
