import {expect, test} from '@jest/globals';
import {applyHostRules} from '../../helpers/git-http.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

test('a step in the middle is taken back and brought back, also where the remote takes no force', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const remote = await sandbox.createBareRemote({name: 'remote.git', from: repository});
  for (const name of ['one', 'two', 'three']) {
    const ran = await laforge(repository, ['step', 'run', '--', 'sh', '-c', `echo ${name} > ${name}.txt`]);
    expect(ran.code).toBe(0);
  }
  await sandbox.git(repository, 'push', '--quiet', 'origin', 'main');
  applyHostRules(remote, {
    preReceive: [
      'while read old new ref; do case $ref in refs/heads/main)',
      '  git merge-base --is-ancestor $old $new || { echo "error: GH013: Repository rule violations" >&2; exit 1; };;',
      'esac; done',
    ].join('\n'),
  });

  const planned = await laforge(repository, ['step', 'revert', '2', '--dry-run']);
  expect(planned.stdout).toMatch(
    /^Step 3 stays, step 2 is taken back, main moves from \w{8} to \w{8}\.\n1 commit comes on top of it; what others did since stays:\n {2}\w{8} {2}Revert step 2\n$/,
  );
  const proposed = await laforge(repository, ['step', 'revert', '2', '--propose', '--dry-run']);
  expect(proposed.stdout).toMatch(/^Step 3 stays, step 2 is taken back, main stays at \w{8} until that is merged\.\n/);
  const auto = ['step', 'rollback', '2', '--mode', 'auto', '--push', '--yes'];
  const reverted = await laforge(repository, auto);
  expect(reverted).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(
      /^laforge: Cannot move main: .*GH013.* The steps are taken back with commits instead\.$/m,
    ),
    stdout: expect.stringContaining('step 3 is taken back'),
  });
  const json = await laforge(repository, ['step', 'revert', '1..2', '--squash', '--push', '--yes', '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({
    kind: 'revert',
    plan: {deactivates: [{id: 2}, {id: 1}], commits: [{subject: 'Revert step 2 and step 1'}], local: 'move'},
    result: {rollback: {number: 2, kind: 'revert', undone_by: null}, recorded: true},
  });
  const back = await laforge(repository, ['step', 'undo', 'R1', '--propose', '--dry-run']);
  expect(back.stdout).toMatch(/^R1 is taken back, .*, main stays at \w{8} until that is merged\.\n/);
  const undone = await laforge(repository, ['step', 'undo', 'R1', '--push', '--yes']);
  expect(undone.stdout).toContain('R1 is taken back, step 3 becomes active again');
  expect((await laforge(repository, ['step', 'undo', 'R1', '--push', '--yes'])).stderr).toContain(
    'R1 is undone already. To have it again, revert with laforge step revert 3 --push.',
  );
  expect(await sandbox.git(remote, 'ls-tree', '--name-only', 'main')).toBe('README.md\nthree.txt');
  await sandbox.git(repository, 'branch', '-q', '--set-upstream-to=origin/main');
  expect(await sandbox.git(repository, 'status', '--porcelain', '--branch')).toBe('## main...origin/main');
  expect((await laforge(repository, ['steps'])).stdout).toMatch(/R2/);
  expect((await laforge(repository, ['verify'])).code).toBe(0);
});

test('what moves the branch is not proposed: it says so and moves nothing', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const remote = await sandbox.createBareRemote({name: 'remote.git', from: repository});
  for (const name of ['one', 'two'])
    await laforge(repository, ['step', 'run', '--push', '--', 'sh', '-c', `echo ${name} > ${name}.txt`]);
  const tip = await sandbox.sha(remote, 'main');
  const rollback = ['step', 'rollback', '1', '--yes'];
  expect(await laforge(repository, [...rollback, '--propose'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Add --mode revert.'),
  });
  expect(await sandbox.sha(remote, 'main')).toBe(tip);
  await laforge(repository, [...rollback, '--push']);
  const undo = await laforge(repository, ['step', 'undo', '--propose', '--yes']);
  expect(undo).toMatchObject({code: 2, stderr: expect.stringContaining('Leave it out, and use --push.')});
  expect(await sandbox.sha(remote, 'main')).not.toBe(tip);
});

test('a protected branch: each refusal names the option that goes further, and the last one works', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const remote = await sandbox.createBareRemote({name: 'remote.git', from: repository});
  for (const name of ['one', 'two'])
    await laforge(repository, ['step', 'run', '--push', '--', 'sh', '-c', `echo ${name} > ${name}.txt`]);
  const tip = await sandbox.sha(remote, 'main');
  applyHostRules(remote, {
    preReceive:
      'while read old new ref; do case $ref in refs/heads/main) echo "GH006: Protected branch update failed" >&2; exit 1;; esac; done',
  });
  const rollback = async (...more: readonly string[]) =>
    (await laforge(repository, ['step', 'rollback', '1', '--yes', ...more])).stderr.trimEnd();
  expect(await rollback('--push')).toMatch(/GH006.*\. Add --mode auto .*, and --propose too .*\. \(LF050\)$/);
  const auto = await rollback('--push', '--mode', 'auto');
  expect(auto.match(/GH006/g)).toHaveLength(1);
  expect(auto).toMatch(/The remote refuses these commits for the same reason\. Add --propose .*\. \(LF050\)$/);
  expect(await sandbox.sha(remote, 'main')).toBe(tip);
  expect(await rollback('--mode', 'auto', '--propose')).not.toContain('LF050');
  expect(await sandbox.git(remote, 'for-each-ref', '--format=%(refname)', 'refs/heads')).toMatch(/heads\/laforge/);
});
