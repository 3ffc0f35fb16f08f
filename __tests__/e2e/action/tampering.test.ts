import {readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {expect, test} from '@jest/globals';
import {openLedger} from '../../../src/ledger/open-ledger.ts';
import {systemClock} from '../../../src/system/clock-and-uids.ts';
import {act, errorsOf, warningsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);

/** The steps of a file as a later run sees them, oldest first, with what the record says of each. */
function stepsIn(path: string | undefined) {
  const ledger = openLedger(path ?? '', {clock: systemClock, readonly: true});
  try {
    return ledger.listSteps().toReversed();
  } finally {
    ledger.close();
  }
}

test.each(['artifact', 'cache', 'file', 'git'])(
  'a history that the agent deletes with all our files is as it was, and its step is recorded (%s)',
  async (store) => {
    const host = await startHost();
    const kept = join(sandbox.folder(), 'kept.db');
    const inputs = {store, 'store-path': kept};
    await (await host.job()).run('step', {run: 'echo 1 > one.txt', ...inputs});
    const wiped = await (await host.job()).run('step', {
      // Once more, since the start of the step may still be on its way to the store, from a folder there.
      run: `echo 2 > two.txt; rm -rf "$RUNNER_TEMP"/* "${kept}" || rm -rf "$RUNNER_TEMP"/*`,
      ...inputs,
    });
    expect(errorsOf(wiped)).toEqual([]);
    expect(wiped.outputs).toMatchObject({'step-id': '2', status: 'succeeded', pushed: 'pushed', recorded: 'true'});
    const {outputs} = await act(host, 'step', {run: 'true', ...inputs});
    const [, second, ...rest] = stepsIn(outputs['steps-db']);
    expect(rest).toHaveLength(1);
    expect(second?.commitShaAfter).toBe(wiped.outputs['commit-sha-after']);
    expect(second?.notes.filter((note) => note.includes('.db'))).toEqual(
      store === 'git'
        ? []
        : [expect.stringMatching(/(steps|kept)\.db was deleted while the agent ran, and was put back as it was/)],
    );
  },
);

test('what an agent changes in the history of its run is as it was, and the record says so', async () => {
  const host = await startHost();
  await act(host, 'step', {run: 'echo 1 > one.txt'});
  const forge = `for (const db of process.argv.slice(1))
    new (require('node:sqlite').DatabaseSync)(db).exec('UPDATE steps SET exit_code = 77, active = 0')`;
  const forged = await act(host, 'step', {
    run: `"${process.execPath}" -e "${forge}" "$RUNNER_TEMP"/laforge-*/history/steps.db`,
  });
  expect(forged.outputs).toMatchObject({status: 'succeeded', recorded: 'true'});
  const told = expect.stringMatching(/steps\.db was changed while the agent ran, and was put back as it was\.$/);
  expect(warningsOf(forged)).toEqual([told]);
  const {outputs} = await act(host, 'step', {run: 'true'});
  const steps = stepsIn(outputs['steps-db']);
  expect(steps.map(({exitCode, active}) => [exitCode, active])).toEqual([
    [0, true],
    [0, true],
    [0, true],
  ]);
  expect(steps[1]?.notes).toEqual([told]);
});

test('what the agent writes into the files that the runner reads does not count, and the record says so', async () => {
  const host = await startHost();
  const job = await host.job();
  const files = '"$(dirname "$RUNNER_TEMP")"/_files-*';
  const run = await job.run('step', {
    run: `for folder in ${files}; do
            printf 'step-id<<E\\n77\\nE\\n' >> "$folder/output"; echo LD_PRELOAD=/evil >> "$folder/env"
            rm "$folder/path"; printf 'run-folder<<E\\n/evil\\nE\\n' >> "$folder/state"; echo '# All is well' >> "$folder/step_summary"
          done; echo '{}' > "$RUNNER_TEMP/event.json"`,
  });
  expect(run.outputs).toMatchObject({'step-id': '1', status: 'succeeded', recorded: 'true'});
  expect(run.state['run-folder']).not.toBe('/evil');
  expect(run.summary).toMatch(/^## \S+ LaForge step 1/);
  const read = (name: string) => readFileSync(join(dirname(job.env.RUNNER_TEMP ?? ''), '_files-1', name), 'utf8');
  expect([read('env'), read('path')]).toEqual(['', '']);
  expect(readFileSync(job.env.GITHUB_EVENT_PATH ?? '', 'utf8')).toContain('full_name');
  const [step] = stepsIn(run.outputs['steps-db']);
  expect(step?.notes).toEqual(
    ['ENV', 'PATH', 'OUTPUT', 'STATE', 'STEP_SUMMARY', 'EVENT_PATH'].map(
      (name) => `The agent changed the file of GITHUB_${name}, which the runner reads, and it was put back.`,
    ),
  );
});
