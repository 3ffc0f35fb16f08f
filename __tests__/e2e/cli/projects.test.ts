import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const run = (repository: string, ...options: string[]) =>
  laforge(repository, ['step', 'run', ...options, '--', 'true']);
const stepsJson = async (folder: string, ...args: string[]) =>
  JSON.parse((await laforge(folder, ['steps', '--json', ...args])).stdout);

test('all worktrees of a repository have one project, also inside of a subfolder', async () => {
  const repository = await sandbox.createRepository({name: 'app', files: {'sub/a.txt': 'a'}});
  const worktree = join(sandbox.folder(), 'elsewhere');
  await sandbox.git(repository, 'worktree', 'add', '--quiet', '-b', 'side', worktree);
  await run(repository);
  await run(join(worktree, 'sub'));
  const steps = await stepsJson(repository);
  expect(steps.map(({project_id, branch}: Record<string, unknown>) => [project_id, branch])).toEqual([
    ['app', 'side'],
    ['app', 'main'],
  ]);
  expect(await stepsJson(worktree)).toEqual(steps);
});

test('the project is the owner/repo of origin, without case and however it is reached', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await sandbox.git(repository, 'remote', 'add', 'origin', 'https://github.com/Acme/Widgets.git');
  await run(repository);
  await sandbox.git(repository, 'remote', 'set-url', 'origin', 'git@github.com:acme/widgets');
  await run(repository);
  expect((await stepsJson(repository)).map(({project_id}: Record<string, unknown>) => project_id)).toEqual([
    'acme/widgets',
    'acme/widgets',
  ]);
  expect(await stepsJson(sandbox.folder(), 'ACME/widgets')).toHaveLength(2);
});

test('a history at a remote is shown by name, without a clone, as it was when it was loaded last', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await sandbox.createBareRemote({from: repository});
  await run(repository, '--store', 'git');
  await laforge(repository, ['steps', '--store', 'git']);
  await run(repository, '--store', 'git');
  const outside = sandbox.folder();
  const shown = await laforge(outside, ['steps', 'app', '--json']);
  expect(JSON.parse(shown.stdout)).toMatchObject([{id: 1, status: 'succeeded'}]);
  expect(shown.stderr).toContain('is at a remote. This is the copy of it that was loaded 2');
  const moved = await laforge(repository, ['step', 'rollback', 'app', '1', '--yes']);
  expect(moved).toMatchObject({code: 2, stderr: expect.stringContaining('Work on it in a clone, with --store git.')});
});

test('a machine that has only run steps there has nothing to show without a clone, and says so', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await sandbox.createBareRemote({from: repository});
  expect(await run(repository, '--store', 'git')).toMatchObject({code: 0});
  const listed = await laforge(sandbox.folder(), ['projects', '--json']);
  expect(listed).toEqual({code: 0, stdout: '[]\n', stderr: ''});
  expect(await laforge(sandbox.folder(), ['steps', 'app'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no project "app" on this machine.'),
  });
});

test('another repository of that name is refused, and can be given a name or share the history by name', async () => {
  const one = await sandbox.createRepository({name: 'one/app'});
  const two = await sandbox.createRepository({name: 'two/app'});
  await run(one);
  const refused = await run(two);
  expect(refused).toMatchObject({code: 1, stdout: ''});
  expect(refused.stderr).toBe(
    `laforge: Project "app" on this machine is the history of another repository, ${one}, not of ${two}. ` +
      'Name another project for this one: --project <name>. To share that history, name it: --project app. (LF010)\n',
  );
  expect((await laforge(two, ['steps'])).code).toBe(1);
  expect((await run(two, '--project', 'app-two')).code).toBe(0);
  expect((await run(two, '--project', 'app')).code).toBe(0);
  expect(await stepsJson(one)).toHaveLength(2);
});

test('outside of a repository a project must be named, and then can be read', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await run(repository);
  const outside = join(sandbox.folder(), 'outside');
  mkdirSync(outside);
  const unnamed = await laforge(outside, ['steps']);
  expect(unnamed.code).toBe(2);
  expect(unnamed.stderr).toMatch(/outside" is not in a git work tree\. .* Or name a project: --project <id> /);
  const inside = await laforge(join(repository, '.git'), ['steps']);
  expect(inside.code).toBe(2);
  expect(inside.stderr).toMatch(
    /is a bare repository or inside a \.git folder\. .* Or name a project: --project <id> /,
  );
  expect(await stepsJson(outside, '--project', 'app')).toHaveLength(1);
  expect(await stepsJson(outside, '--db', join(laforgeHomeOf(sandbox), 'projects/app/steps.db'))).toHaveLength(1);
  expect((await laforge(outside, ['step', 'info', 'app', '1'])).stdout).toContain('Step 1: succeeded');
  expect((await laforge(outside, ['step', 'rollback', 'app', '1', '--yes'])).code).toBe(2);
});

test('--db keeps a history in a file of its own', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const db = join(sandbox.folder(), 'own.db');
  const {code, stderr} = await run(repository, '--db', db);
  expect(code).toBe(0);
  expect(stderr).toContain(`laforge step info 1 --db ${db}`);
  expect(await stepsJson(repository, '--db', db)).toMatchObject([{id: 1, project_id: 'app'}]);
  expect(await stepsJson(repository)).toEqual([]);
  expect(existsSync(join(laforgeHomeOf(sandbox), 'projects/app/steps.db'))).toBe(false);
});

test('git config laforge.store is remembered, and a value that is none is named', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await sandbox.git(repository, 'config', 'laforge.store', 'attic');
  const refused = await laforge(repository, ['steps']);
  expect(refused).toMatchObject({code: 2});
  expect(refused.stderr).toContain('git config laforge.store is "attic". Use one of: file, git, postgres.');
  expect((await laforge(repository, ['steps', '--store', 'file'])).code).toBe(0);
  await sandbox.git(repository, 'config', 'laforge.store', 'file');
  expect((await laforge(repository, ['steps'])).code).toBe(0);
});

test('laforge projects shows every project, a damaged one with its fault', async () => {
  await run(await sandbox.createRepository({name: 'app'}), '--agent-config', '{"name": "claude"}');
  const broken = join(laforgeHomeOf(sandbox), 'projects', 'acme', 'broken');
  mkdirSync(broken, {recursive: true});
  writeFileSync(join(broken, 'steps.db'), 'this is no database, whatever it is called\n'.repeat(50));
  const json = await laforge(sandbox.folder(), ['projects', '--json']);
  expect(json).toMatchObject({code: 0, stderr: ''});
  expect(JSON.parse(json.stdout)).toEqual([
    {
      project_id: 'acme/broken',
      path: join(broken, 'steps.db'),
      steps: 0,
      active_steps: 0,
      last_step: null,
      total_tokens: null,
      cost_usd: null,
      estimated_usd: null,
      fault: expect.stringContaining('steps.db'),
    },
    {
      project_id: 'app',
      path: join(laforgeHomeOf(sandbox), 'projects', 'app', 'steps.db'),
      steps: 1,
      active_steps: 1,
      last_step: {id: 1, status: 'succeeded', start_time: expect.stringMatching(/Z$/), agent: 'claude'},
      total_tokens: null,
      cost_usd: null,
      estimated_usd: null,
      fault: null,
    },
  ]);
  const table = (await laforge(sandbox.folder(), ['projects'])).stdout.split('\n');
  expect(table[1]).toMatch(/^acme\/broken +unreadable/);
  expect(table[2]).toMatch(/^app +1 +1 {2}succeeded +just now {2}claude/);
});

test('a project without steps says what to type next', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  expect(await laforge(repository, ['steps'])).toEqual({
    code: 0,
    stdout: 'No steps yet in project app. Record the first one: laforge step run -- <command>\n',
    stderr: '',
  });
  expect((await laforge(repository, ['projects'])).stdout).toContain('Record a first step in a repository');
  expect(existsSync(laforgeHomeOf(sandbox))).toBe(false);
});

test('a mistyped project is not taken for one without steps', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await run(repository);
  expect(await laforge(repository, ['steps', '--project', 'apq'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'laforge: There is no project "apq" on this machine. Did you mean "app"? laforge projects lists them. (LF001)\n',
  });
});

test('lists by branch, status and number', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  await run(repository);
  await laforge(repository, ['step', 'run', '--', 'false']);
  await run(repository, '--branch', 'side');
  const ids = async (...args: string[]) =>
    (await stepsJson(repository, ...args)).map(({id}: Record<string, unknown>) => id);
  expect(await ids('--branch', 'main')).toEqual([2, 1]);
  expect(await ids('--status', 'failed')).toEqual([2]);
  expect(await ids('--limit', '2')).toEqual([3, 2]);
  expect((await laforge(repository, ['steps', '--limit', '1'])).stdout).toContain('2 older: --limit all');
  expect((await laforge(repository, ['steps', '--branch', 'gone'])).stdout).toBe(
    'None of the 3 steps of project app matches (branch "gone"). laforge steps shows them all.\n',
  );
});
