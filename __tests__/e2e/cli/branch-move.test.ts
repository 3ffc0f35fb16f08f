import {chmodSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const work = (repository: string, name: string, ...options: string[]) =>
  laforge(repository, ['step', 'run', ...options, '--', 'sh', '-c', `echo ${name} > ${name}.txt`]);

/** Two steps of a repository, made once and copied. */
async function twoSteps(): Promise<string> {
  await sandbox.beginWith('two steps', async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    for (const name of ['one', 'two']) expect((await work(repository, name)).code).toBe(0);
  });
  return join(sandbox.folder(), 'app');
}

describe('without a terminal', () => {
  test('a rollback shows its plan and wants --yes', async () => {
    const repository = await twoSteps();
    const tip = await sandbox.sha(repository);
    const asked = await laforge(repository, ['step', 'rollback', '1']);
    expect(asked.code).toBe(1);
    expect(asked.stdout).toMatch(/^Step 1 stays, step 2 goes, main moves from /);
    expect(asked.stderr).toBe(
      'laforge: Nothing was changed: there is no terminal to ask on. Look at the plan above, then run it again with --yes. (LF022)\n',
    );
    expect(await sandbox.sha(repository)).toBe(tip);
  });

  test('--dry-run stops after the plan, in words and as JSON', async () => {
    const repository = await twoSteps();
    const tip = await sandbox.sha(repository);
    const words = await laforge(repository, ['step', 'rollback', '1', '--before', '--dry-run']);
    expect(words).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/^No step of the branch stays, steps 1 and 2 go, /),
    });
    const json = await laforge(repository, ['step', 'rollback', '1', '--dry-run', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({
      kind: 'rollback',
      plan: {
        mode: 'to',
        step: {id: 1},
        branch: 'main',
        from_sha: tip,
        stays: {id: 1},
        deactivates: [{id: 2}],
        displaced: [{sha: tip, fate: 'own', step: {id: 2}, branches: []}],
        warnings: [],
      },
      result: null,
    });
    expect(await sandbox.sha(repository)).toBe(tip);
    expect(await sandbox.git(repository, 'for-each-ref', 'refs/laforge')).toBe('');
  });
});

describe('refused, with a sentence and without a change', () => {
  test('an unknown step, an inactive one, nothing to undo', async () => {
    const repository = await twoSteps();
    const unknown = await laforge(repository, ['step', 'rollback', '9', '--yes']);
    expect(unknown).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^laforge: There is no step 9: .*laforge steps.*\n$/),
    });
    expect((await laforge(repository, ['step', 'undo', '--yes'])).code).toBe(1);
    expect((await laforge(repository, ['step', 'undo', 'R1', '--yes'])).stderr).toMatch(/^laforge: .*R1.*\n$/);
    await laforge(repository, ['step', 'rollback', '1', '--yes']);
    const inactive = await laforge(repository, ['step', 'rollback', '2', '--yes']);
    expect(inactive.stderr).toMatch(/Step 2 was rolled back by R1 on .*laforge step undo R1/);
    const info = await laforge(repository, ['step', 'info', '9']);
    expect(info).toMatchObject({
      code: 1,
      stderr: 'laforge: Project app has no step 9; laforge steps lists them. (LF013)\n',
    });
  });

  test('uncommitted changes', async () => {
    const repository = await twoSteps();
    sandbox.write(repository, {'README.md': 'changed'});
    const {code, stderr} = await laforge(repository, ['step', 'rollback', '1', '--yes']);
    expect({code, stderr}).toEqual({code: 1, stderr: expect.stringContaining('uncommitted changes: "README.md"')});
  });

  test('a branch that another worktree has checked out', async () => {
    const repository = await twoSteps();
    const worktree = join(sandbox.folder(), 'elsewhere');
    await sandbox.git(repository, 'worktree', 'add', '--quiet', '-b', 'side', worktree);
    const {code, stderr} = await laforge(worktree, ['step', 'rollback', '1', '--yes']);
    expect({code, stderr}).toEqual({
      code: 1,
      stderr: expect.stringContaining(`checked out in another worktree, ${repository}`),
    });
  });

  test("somebody's own commit, unless --allow-discard; it stays pinned all the same", async () => {
    const repository = await twoSteps();
    const own = await sandbox.commitFile(repository, 'mine.txt', 'mine', 'by hand');
    const refused = await laforge(repository, ['step', 'rollback', '1', '--yes']);
    expect(refused).toMatchObject({code: 1, stderr: expect.stringMatching(/by hand.*--allow-discard/)});
    const done = await laforge(repository, ['step', 'rollback', '1', '--yes', '--allow-discard']);
    expect(done.code).toBe(0);
    expect(done.stdout).toContain('by hand  (no step)');
    expect(await sandbox.git(repository, 'for-each-ref', '--format=%(parent)', 'refs/laforge/pins')).toBe(own);
  });
});

test('a folder that somebody stands in stays, as with git, though a rollback empties it', async () => {
  const repository = await sandbox.createRepository();
  await laforge(repository, ['step', 'run', '--', 'sh', '-c', 'mkdir -p d/e && echo x > d/e/x.txt']);
  const here = join(repository, 'd/e');
  expect(await laforge(here, ['step', 'rollback', '1', '--before', '--yes'])).toMatchObject({code: 0});
  expect(readdirSync(here)).toEqual([]);
  expect(await laforge(here, ['step', 'undo', '--yes'])).toMatchObject({code: 0});
  expect(readdirSync(here)).toEqual(['x.txt']);
});

test('--push moves the branch at the remote too, and pins there what left it', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const remote = await sandbox.createBareRemote({from: repository});
  for (const name of ['one', 'two']) await work(repository, name, '--push');
  const tip = await sandbox.sha(repository);
  const tracked = () => sandbox.sha(repository, 'refs/remotes/origin/main');
  expect(await tracked()).toBe(tip);
  const done = await laforge(repository, ['step', 'rollback', '1', '--push', '--yes', '--json']);
  expect(done).toMatchObject({code: 0, stderr: ''});
  const {plan, result} = JSON.parse(done.stdout);
  expect(result).toMatchObject({recorded: true, local: 'move', rollback: {number: 1, from_sha: tip}});
  expect(await sandbox.sha(remote, 'main')).toBe(plan.to_sha);
  expect([await sandbox.sha(repository, 'main'), await tracked()]).toEqual([plan.to_sha, plan.to_sha]);
  expect(await sandbox.sha(remote, `${plan.pin_ref}^`)).toBe(tip);
  expect((await laforge(repository, ['step', 'undo', '--push', '--yes'])).code).toBe(0);
  expect([await sandbox.sha(remote, 'main'), await tracked()]).toEqual([tip, tip]);
});

test('--push moves no branch of another repository that the agent had the remote lead to', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const remote = await sandbox.createBareRemote({from: repository});
  const other = await sandbox.createBareRemote();
  const theirs = await sandbox.clone(remote);
  for (const name of ['a', 'b']) await sandbox.commitFile(theirs, name, name);
  await sandbox.git(theirs, 'push', '-q', other, 'HEAD:main', 'HEAD:topic');
  const tip = await sandbox.sha(other, 'main');
  const script = `echo one > one.txt; git remote set-url origin ${other}`;
  expect((await laforge(repository, ['step', 'run', '--push', '--', 'sh', '-c', script])).code).toBe(0);
  const pushed = await sandbox.sha(remote, 'main');
  const rollback = ['step', 'rollback', '1', '--before', '--push', '--yes'];
  const refused = await laforge(repository, rollback);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/only commits of others.*git remote -v/)]);
  expect([await sandbox.sha(other, 'main'), await sandbox.sha(remote, 'main')]).toEqual([tip, pushed]);
  // The same repository under another address, as after a move, has the work.
  await sandbox.git(repository, 'remote', 'set-url', 'origin', `file://${remote}`);
  expect((await laforge(repository, rollback)).code).toBe(0);
  expect([await sandbox.sha(other, 'main'), await sandbox.sha(remote, 'main')]).not.toContain(pushed);
});

test('a rollback of pushed work in this clone alone blames nobody, whatever others push meanwhile', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const remote = await sandbox.createBareRemote({from: repository});
  for (const name of ['one', 'two']) await work(repository, name, '--push');
  const refused = async (option: string) => {
    const {code, stderr} = await laforge(repository, ['step', 'undo', option, '--yes']);
    expect([code, stderr]).toEqual([
      1,
      `laforge: Cannot undo R1 at the remote: it moved main in this clone alone. To take it back in this clone alone: leave ${option} out. (LF016)\n`,
    ]);
  };
  await laforge(repository, ['step', 'rollback', '1', '--yes']);
  await refused('--propose');
  const other = await sandbox.clone(remote, {name: 'other'});
  await sandbox.commitFile(other, 'theirs.txt', 'theirs\n');
  await sandbox.git(other, 'push', '-q', 'origin', 'main');
  await refused('--propose');
  await refused('--push');
  expect((await laforge(repository, ['step', 'undo', '--yes'])).code).toBe(0);
});

test('an undo that neither the remote nor this clone can have does not say how it goes here', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await sandbox.createBareRemote({from: repository});
  await work(repository, 'one');
  await laforge(repository, ['step', 'rollback', '1', '--before', '--yes']);
  await work(repository, 'two');
  const {code, stderr} = await laforge(repository, ['step', 'undo', 'R1', '--push', '--yes']);
  expect([code, stderr]).toEqual([
    1,
    'laforge: Cannot undo R1 at the remote: it moved main in this clone alone, which has moved on since, and what it displaced is only here. (LF016)\n',
  ]);
  expect((await laforge(repository, ['step', 'undo', 'R1', '--yes'])).stderr).toContain('LF011');
});

test.each([[['--push']], [[]]])('a rollback of a step that changed nothing can be taken back: %j', async (push) => {
  const repository = await sandbox.createRepository({name: 'app'});
  await sandbox.createBareRemote({from: repository});
  await laforge(repository, ['step', 'run', ...push, '--', 'true']);
  expect((await laforge(repository, ['step', 'rollback', '1', '--before', ...push, '--yes'])).code).toBe(0);
  const undone = await laforge(repository, ['step', 'undo', ...push, '--yes']);
  expect(undone).toMatchObject({code: 0, stderr: '', stdout: expect.stringContaining('step 1 becomes active again')});
});

test('a revert of pushed work in this clone alone is not taken for undone at the remote, which never had it', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await sandbox.createBareRemote({from: repository});
  await work(repository, 'one', '--push');
  await laforge(repository, ['step', 'revert', '1', '--yes']);
  const {code, stderr} = await laforge(repository, ['step', 'undo', '--propose', '--yes']);
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('Cannot undo R1 at the remote: its work is only in this'),
  ]);
  const {stdout} = await laforge(repository, ['step', 'info', '1', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({active: false});
});

test.each([
  ['rollback 2 --before', 'it moved main in this clone alone, and what it displaced is only here'],
  ['rollback 1 --before', 'it moved main in this clone alone, and what it displaced is only here'],
  ['revert 1', 'its work is only in this clone. Push it first if others may see it: git push origin main'],
])('the remote never saw %s, so its undo there is refused and says how it goes here', async (move, why) => {
  const repository = await twoSteps();
  await sandbox.createBareRemote({from: repository});
  await sandbox.git(repository, 'push', '-q', '-f', 'origin', 'main~2:main');
  await laforge(repository, ['step', ...move.split(' '), '--yes']);
  for (const option of ['--propose', '--push']) {
    const {code, stderr} = await laforge(repository, ['step', 'undo', option, '--yes']);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`Cannot undo R1 at the remote: ${why}`)]);
    expect(stderr).toMatch(new RegExp(`take it back in this clone alone: leave ${option} out`));
  }
  expect((await laforge(repository, ['step', 'undo', '--yes'])).code).toBe(0);
});

/** Root may write to every folder, unless this right is taken away. */
const startedBy = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override'] : ([] as const);

// Windows has other rights.
(process.platform === 'win32' ? test.skip : test)(
  'a file that may not be removed, as in a folder of another user, is named, and a move back takes it in again',
  async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const script = 'mkdir d; echo mine > "d/a b.txt"; echo gone > gone.txt';
    await laforge(repository, ['step', 'run', '--', 'sh', '-c', script]);
    chmodSync(join(repository, 'd'), 0o555);
    const back = await laforge(repository, ['step', 'rollback', '1', '--before', '--yes', '--json'], {startedBy});
    chmodSync(join(repository, 'd'), 0o755);
    const sentence =
      'main moved, but this user could not remove "d/a b.txt", which lies there without git now. Remove what nobody needs as a user who may write to its folder, in the top folder: rm -- \'d/a b.txt\'';
    expect(back).toMatchObject({code: 0, stderr: `laforge: warning: ${sentence}\n`});
    expect(JSON.parse(back.stdout).result).toMatchObject({local: 'move', warnings: [sentence]});
    expect(await sandbox.git(repository, 'status', '--porcelain')).toBe('?? d/');
    expect(await laforge(repository, ['step', 'undo', 'R1', '--yes'])).toMatchObject({code: 0, stderr: ''});
    expect(await sandbox.git(repository, 'status', '--porcelain')).toBe('');
    expect(readFileSync(join(repository, 'd', 'a b.txt'), 'utf8')).toBe('mine\n');
  },
);

test('a plan says if the remote leads to another path than the one that the work was pushed to', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const [one, two] = [1, 2].map((n) => join(sandbox.folder(), `remote-${n}.git`));
  for (const remote of [one, two]) await sandbox.git(repository, 'clone', '-q', '--bare', '.', remote ?? '');
  await sandbox.git(repository, 'remote', 'add', 'origin', one ?? '');
  await work(repository, 'one', '--push');
  const plan = async () =>
    JSON.parse(
      (await laforge(repository, ['step', 'rollback', '1', '--before', '--push', '--dry-run', '--json'])).stdout,
    ).plan.warnings;
  await sandbox.git(repository, 'remote', 'set-url', 'origin', `file://${one}/`);
  expect(await plan()).toEqual([]);
  await sandbox.git(repository, 'push', '-q', two ?? '', 'HEAD:main');
  await sandbox.git(repository, 'remote', 'set-url', 'origin', two ?? '');
  expect(await plan()).toEqual([
    'The work of step 1 was pushed to another address, and this moves main at the address that the remote has now. Unless that is a new address of the same repository, the work stays there: set the remote back first.',
  ]);
});

describe('a step that the remote had lost and this clone had', () => {
  const rolledBack = async () => {
    const repository = await sandbox.createRepository({name: 'app'});
    const remote = await sandbox.createBareRemote({from: repository});
    await work(repository, 'one', '--push');
    await work(repository, 'two', '--push');
    const tip = await sandbox.sha(repository);
    await sandbox.git(remote, 'update-ref', 'refs/heads/main', 'main~1');
    expect((await laforge(repository, ['step', 'rollback', '2', '--before', '--push', '--yes'])).code).toBe(0);
    expect(await sandbox.sha(repository)).toBe(await sandbox.sha(repository, `${tip}~1`));
    return {repository, remote, tip};
  };

  test.each([[['--push']], [[]]])('comes back to the local branch with the undo: %j', async (push) => {
    const {repository, remote, tip} = await rolledBack();
    const {code, stderr, stdout} = await laforge(repository, ['step', 'undo', 'R1', ...push, '--yes']);
    expect([code, await sandbox.sha(repository)]).toEqual([0, tip]);
    expect(`${stdout}${stderr}`).toContain(
      `The local main goes to ${tip.slice(0, 8)}, where it was before the rollback`,
    );
    expect(await sandbox.sha(remote, 'main')).toBe(await sandbox.sha(repository, 'main~1'));
    expect(JSON.parse((await laforge(repository, ['verify', '--json'])).stdout)).toMatchObject({
      sound: true,
      findings: [],
    });
  });

  test('is not brought back where the branch has moved on, and the undo says how and waits for it', async () => {
    const {repository, tip} = await rolledBack();
    await sandbox.commitFile(repository, 'mine.txt', 'mine');
    const undo = () => laforge(repository, ['step', 'undo', 'R1', '--push', '--yes']);
    expect(await undo()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`on main: git merge ${tip} and undo`),
    });
    await sandbox.git(repository, 'merge', '-q', '--no-edit', tip);
    expect((await undo()).code).toBe(0);
  });
});
