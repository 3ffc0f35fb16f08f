import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const agent = (number: number) => [
  'step',
  'run',
  '--',
  'sh',
  '-c',
  `echo ${number} > ${number}.txt && git add . && git commit -qm "add ${number}" && echo left > left-${number}.txt`,
];

test('three steps, the list, the details of one, a rollback and its undo', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  for (const number of [1, 2, 3]) expect(await laforge(repository, agent(number))).toMatchObject({code: 0, stdout: ''});
  const tip = await sandbox.sha(repository);

  // Every step has its number, its parent and two commits: the agent's own, and ours of what it left.
  const steps = JSON.parse((await laforge(repository, ['steps', '--json'])).stdout);
  expect(
    steps.map(({id, parent_step_id, active, status, branch, project_id}: Record<string, unknown>) => ({
      id,
      parent_step_id,
      active,
      status,
      branch,
      project_id,
    })),
  ).toEqual(
    [3, 2, 1].map((id) => ({
      id,
      parent_step_id: id === 1 ? null : id - 1,
      active: true,
      status: 'succeeded',
      branch: 'main',
      project_id: 'app',
    })),
  );
  expect(steps[0]).toMatchObject({
    commit_sha_before: steps[1].commit_sha_after,
    commit_sha_after: tip,
    exit_code: 0,
    pushed: 'none',
    changes: {own_commit_count: 2, files_changed: 2},
    agent_config: {command: expect.stringContaining('git commit')},
  });
  expect((await sandbox.git(repository, 'log', '-1', '--format=%B')).trim()).toMatch(
    new RegExp(`Laforge-Step-Uid: ${steps[0].uid}\nLaforge-Step: 3$`),
  );

  // People see the same.
  const list = await laforge(repository, ['steps']);
  expect(list.stdout).toMatch(/^app: 3 steps in .*steps\.db\n\nSTEP {2}STATUS .*\n {3}3 {2}succeeded {2}main {4}sh/);
  const info = await laforge(repository, ['step', 'info', '2']);
  expect(info.stdout).toContain(`Step 2: succeeded\n  uid        ${steps[1].uid}\n`);
  expect(info.stdout).toContain(`  after      ${steps[1].commit_sha_after}\n`);
  expect(JSON.parse((await laforge(repository, ['step', 'info', steps[1].uid.slice(0, 13), '--json'])).stdout)).toEqual(
    steps[1],
  );

  // A rollback keeps step 1, moves the branch and the files, and pins what it displaced.
  const rolledBack = await laforge(repository, ['step', 'rollback', '1', '--yes', '--reason', 'too much']);
  expect(rolledBack).toMatchObject({code: 0, stderr: ''});
  expect(rolledBack.stdout).toMatch(
    /^Step 1 stays, steps 2 and 3 go, main moves from [0-9a-f]{8} to [0-9a-f]{8}\.\n4 commits leave it/,
  );
  expect(await sandbox.sha(repository)).toBe(steps[2].commit_sha_after);
  expect(existsSync(join(repository, '3.txt'))).toBe(false);
  const pins = await sandbox.git(repository, 'for-each-ref', '--format=%(parent)', 'refs/laforge/pins');
  expect(pins).toBe(tip);
  const after = await laforge(repository, ['steps']);
  expect(after.stdout).toMatch(/3 steps, 2 rolled back[\s\S]* 3 {2}succeeded {2}R1 [\s\S]* 1 {2}succeeded {15}main/);

  // The undo brings back exactly those steps.
  const undone = JSON.parse((await laforge(repository, ['step', 'undo', 'R1', '--yes', '--json'])).stdout);
  expect(undone).toMatchObject({
    kind: 'undo',
    plan: {undoes: {number: 1}, branch: 'main', to_sha: tip, local: 'move'},
    result: {recorded: true, local: 'move', rollback: {number: 2, kind: 'undo'}, warnings: []},
  });
  expect(undone.plan.reactivates.map(({id}: {id: number}) => id)).toEqual([3, 2]);
  expect(await sandbox.sha(repository)).toBe(tip);
  const active = JSON.parse((await laforge(repository, ['steps', '--active', '--json'])).stdout);
  expect(active.map(({id}: {id: number}) => id)).toEqual([3, 2, 1]);

  // Step 2 is the next one's parent again once 3 is rolled back; numbers are not used twice.
  await laforge(repository, ['step', 'rollback', '3', '--before', '--yes']);
  await laforge(repository, agent(4));
  expect(JSON.parse((await laforge(repository, ['step', 'info', '4', '--json'])).stdout)).toMatchObject({
    id: 4,
    parent_step_id: 2,
  });

  expect(existsSync(join(laforgeHomeOf(sandbox), 'projects', 'app', 'steps.db'))).toBe(true);
  expect(await laforge(repository, ['verify'])).toMatchObject({code: 0, stdout: expect.stringContaining('is sound')});
}, 120_000);
