import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {act, errorsOf, makeSteps, nextRun, pushForeign, stateOf, tipOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox, {history: 'file'});

describe('the undo action', () => {
  test('puts branch and steps back as they were, and a second time is refused', async () => {
    const host = await startHost();
    const [one, , three] = await makeSteps(host, 3);
    const rollback = await act(host, 'rollback', {'to-step': '1'});
    expect(rollback.outputs).toMatchObject({'rollback-id': 'R1', 'to-sha': one, recorded: 'true'});
    const before = await stateOf(sandbox, host);
    const plan = await act(host, 'undo', {'dry-run': 'true'});
    expect(plan.outputs).toMatchObject({'rollback-id': '', 'reactivated-steps': '[3,2]', recorded: ''});
    expect(plan.summary).toMatch(/^## 🔍 Plan of an undo of R1 of <code>main<\/code>: nothing has changed\n/);
    expect(plan.summary).toContain('- Latest active step: step 3\n');
    expect(await stateOf(sandbox, host)).toEqual(before);

    const run = await act(host, 'undo', {reason: 'It was fine'});
    expect(run.outputs).toEqual({
      'rollback-id': 'R2',
      branch: 'main',
      'from-sha': one,
      'to-sha': three,
      'pin-ref': expect.stringMatching(/^refs\/laforge\/pins\/default\/[0-9a-f-]{36}$/),
      'reactivated-steps': '[3,2]',
      recorded: 'true',
      'pull-request-url': '',
    });
    expect(run.outputs['pin-ref']).not.toBe(rollback.outputs['pin-ref']);
    expect(run.summary).toMatch(/^## ↩️ Undo R2 of R1\n/);
    expect(run.summary).toContain('- Latest active step: step 3\n');
    expect(await tipOf(sandbox, host)).toBe(three);

    expect(errorsOf(await act(host, 'undo', {'rollback-id': 'R1'}))).toEqual([
      '::error::R1 is undone already. To have it again, roll back with to-step: 1. (LF016)',
    ]);
    expect(errorsOf(await act(host, 'undo', {}))).toEqual([
      '::error::There is no rollback of main left to undo. (LF014)',
    ]);
    expect(await nextRun(host)).toEqual({steps: [4, 3, 2, 1].map((id) => [id, true]), parent: '3'});
    expect((await act(host, 'report', {})).summary).toMatch(/^## LaForge: 4 steps\n/);
  });

  test.each([
    ['1', `Input "rollback-id" is "1", which is a step's number. Undo takes back a rollback: name it as R1`],
    ['S3', `Input "rollback-id" is "S3", which is a step's number. Undo takes back a rollback: name it as R3`],
    ['R0', 'Input "rollback-id" is "R0", which names no rollback.'],
    ['R9', 'There is no R9 in the history.'],
  ])('refuses %s', async (id, message) => {
    const host = await startHost();
    const run = await act(host, 'undo', {'rollback-id': id});
    expect(run.exitCode).toBe(1);
    expect(errorsOf(run)).toEqual([expect.stringContaining(`::error::${message}`)]);
  });

  test('is refused once a step or a person moved the branch on', async () => {
    const host = await startHost();
    await makeSteps(host, 2);
    await act(host, 'rollback', {'to-step': '1'});
    await makeSteps(host, 1);
    expect(errorsOf(await act(host, 'undo', {}))).toEqual([
      expect.stringMatching(
        /Cannot undo R1: it left main at .* Step 3 is on top of that now: before-step: 3 leads back there\./,
      ),
    ]);
    await act(host, 'rollback', {'before-step': '3'});
    const foreign = await pushForeign(sandbox, host);
    expect(errorsOf(await act(host, 'undo', {'rollback-id': 'R2'}))).toEqual([
      expect.stringContaining(`main is at ${foreign.slice(0, 8)} now. Somebody pushed since`),
    ]);
    expect(await tipOf(sandbox, host)).toBe(foreign);
  });
});

// With the store file the undo action is tested above.
describe.each(['cache', 'git'])('with the store %s', (store) => {
  test('a rollback and its undo are in the history of the next run', async () => {
    const host = await startHost();
    const inputs = {store};
    const [one, two] = await makeSteps(host, 2, {inputs});
    const rollback = await act(host, 'rollback', {'to-step': '1', ...inputs});
    expect(rollback.outputs).toMatchObject({'rollback-id': 'R1', 'to-sha': one, recorded: 'true'});
    const undo = await act(host, 'undo', {'rollback-id': 'R1', ...inputs});
    expect(undo.outputs).toMatchObject({
      'rollback-id': 'R2',
      'to-sha': two,
      'reactivated-steps': '[2]',
      recorded: 'true',
      'pull-request-url': '',
    });
    const next = await act(host, 'step', {run: 'true', ...inputs});
    expect(next.outputs).toMatchObject({'step-id': '3', 'parent-step-id': '2', recorded: 'true'});
    const {summary} = await act(host, 'report', inputs);
    expect(summary).toMatch(/^## LaForge: 3 steps\n/);
  });
});

test.each(['cache', 'file', 'git'])('with the store %s a rollback without a history begins none', async (store) => {
  const host = await startHost();
  const path = join(sandbox.folder(), 'steps.db');
  const before = await stateOf(sandbox, host);
  const run = await act(host, 'rollback', {'to-step': '1', store, ...(store === 'file' && {'store-path': path})});
  expect(run.exitCode).toBe(1);
  expect(errorsOf(run)).toHaveLength(1);
  expect(await stateOf(sandbox, host)).toEqual(before);
  expect(existsSync(path)).toBe(false);
});
