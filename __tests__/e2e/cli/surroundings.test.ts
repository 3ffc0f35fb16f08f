import {chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeIn, PROGRAM} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox, PROGRAM);

const AGENT = ['step', 'run', '--', 'sh', '-c', 'echo new > new.txt'];
const committed = (repository: string, ...at: string[]) => sandbox.git(repository, ...at, 'show', 'HEAD:new.txt');

describe('the folder for temporary files', () => {
  test.each([
    ['the agent', 'rm -rf "$TMPDIR"', 'true'],
    ['the check', 'true', 'rm -rf "$TMPDIR"'],
  ])('may be deleted by %s', async (_what, agent, check) => {
    const repository = await sandbox.createRepository();
    const remote = await sandbox.createBareRemote({from: repository});
    const TMPDIR = join(sandbox.folder(), 'tmp');
    mkdirSync(TMPDIR);
    const run = ['step', 'run', '--push', '--check', check, '--', 'sh', '-c', `${agent}; echo new > new.txt`];
    expect(await laforge(repository, run, {env: {TMPDIR}})).toMatchObject({
      code: 0,
      stderr: expect.not.stringContaining('warning'),
    });
    expect(await committed(remote)).toBe('new');
  });

  test.each([
    ['relative', 'tmp'],
    ['not there', '/nowhere/at/all'],
    ['a file', 'README.md'],
  ])('may be %s', async (_what, TMPDIR) => {
    const repository = await sandbox.createRepository({files: {'.gitignore': 'tmp/\n', 'README.md': 'r\n'}});
    mkdirSync(join(repository, 'tmp'));
    expect(await laforge(repository, AGENT, {env: {TMPDIR}})).toMatchObject({code: 0});
    expect(await committed(repository)).toBe('new');
  });
});

(process.platform === 'linux' ? test : test.skip)(
  'a LAFORGE_HOME in which nothing can be made costs no step, and is not tried for ever',
  async () => {
    const repository = await sandbox.createRepository();
    const env = {LAFORGE_HOME: '/proc/nope', TMPDIR: sandbox.folder()};
    const run = await laforge(repository, AGENT, {env});
    expect(run).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/cannot be made or written: \/proc\/nope\/projects/),
    });
  },
);

// A folder that somebody is in can't be deleted on Windows.
(process.platform === 'win32' ? test.skip : test)('a current folder that is gone is told in a sentence', async () => {
  const folder = join(sandbox.folder(), 'gone');
  mkdirSync(folder);
  const shell = join(sandbox.folder(), 'node-in-gone');
  writeFileSync(shell, `#!/bin/sh\nrmdir "$PWD"; exec '${process.execPath}' "$@"\n`);
  chmodSync(shell, 0o755);
  const {spawnSync} = await import('node:child_process');
  const {PROGRAM} = await import('./laforge.ts');
  const run = spawnSync(shell, [...PROGRAM.slice(1), 'steps'], {cwd: folder, env: sandbox.env(), encoding: 'utf8'});
  expect(run).toMatchObject({
    status: 2,
    stderr: 'laforge: The current folder is gone. Go to one that is there: cd "$HOME"\n',
  });
});

describe('where variables of git lead', () => {
  test('GIT_DIR and GIT_WORK_TREE are followed, as git does it', async () => {
    const repository = await sandbox.createRepository();
    const [gitDir, tree] = [join(sandbox.folder(), 'dot.git'), join(sandbox.folder(), 'tree')];
    await sandbox.git(sandbox.folder(), 'clone', '--quiet', '--bare', repository, gitDir);
    await sandbox.git(gitDir, 'config', 'core.bare', 'false');
    await sandbox.git(gitDir, 'config', 'user.name', 'Dot');
    await sandbox.git(gitDir, 'config', 'user.email', 'dot@files.test');
    mkdirSync(tree);
    const env = {GIT_DIR: gitDir, GIT_WORK_TREE: tree};
    await sandbox.git(sandbox.folder(), `--git-dir=${gitDir}`, `--work-tree=${tree}`, 'reset', '--quiet', '--hard');
    expect(await laforge(tree, AGENT, {env})).toMatchObject({code: 0});
    expect(await committed(tree, `--git-dir=${gitDir}`)).toBe('new');
    expect(await laforge(tree, ['step', 'rollback', '1', '--before', '--yes'], {env})).toMatchObject({code: 0});
    expect(await sandbox.sha(gitDir)).toBe(await sandbox.sha(repository));
  });

  test('a git folder that lies in its work tree by another name is no part of the work, as dotfiles have it', async () => {
    const home = join(sandbox.folder(), 'dotfiles');
    mkdirSync(home);
    const env = {GIT_DIR: join(home, '.cfg'), GIT_WORK_TREE: home};
    await sandbox.git(home, 'init', '--quiet', '--bare', env.GIT_DIR);
    for (const [key, value] of [
      ['core.bare', 'false'],
      ['user.name', 'Dot'],
      ['user.email', 'dot@files.test'],
    ]) {
      await sandbox.git(home, `--git-dir=${env.GIT_DIR}`, 'config', key ?? '', value ?? '');
    }
    const script = 'echo rc > .bashrc; git add .bashrc; git commit -qm own; echo new > .vimrc';
    const run = await laforge(home, ['step', 'run', '--', 'sh', '-c', script], {env});
    expect(run).toMatchObject({code: 0, stderr: expect.not.stringContaining('warning')});
    expect(await sandbox.git(home, `--git-dir=${env.GIT_DIR}`, 'ls-tree', '-r', '--name-only', 'HEAD')).toBe(
      '.bashrc\n.vimrc',
    );
  });

  test.each([
    ['GIT_INDEX_FILE', 'other-index'],
    ['GIT_OBJECT_DIRECTORY', '/nowhere/objects'],
    ['GIT_NAMESPACE', 'x'],
  ])('%s is refused, and nothing is run', async (name, value) => {
    const repository = await sandbox.createRepository();
    const run = await laforge(repository, AGENT, {env: {[name]: value}});
    expect(run).toMatchObject({code: 2, stderr: expect.stringContaining(`${name} is set to "${value}"`)});
    expect(await sandbox.git(repository, 'status', '--porcelain')).toBe('');
  });

  test('what a hook has of its own is followed', async () => {
    const repository = await sandbox.createRepository();
    const env = {GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index'};
    expect(await laforge(repository, AGENT, {env})).toMatchObject({code: 0});
    expect(await committed(repository)).toBe('new');
  });
});

describe('a branch', () => {
  test('in full is that branch', async () => {
    const repository = await sandbox.createRepository();
    const run = await laforge(repository, ['step', 'run', '--branch', 'refs/heads/main', ...AGENT.slice(2)]);
    expect(run.code).toBe(0);
    expect(await sandbox.git(repository, 'for-each-ref', '--format=%(refname)', 'refs/heads')).toBe('refs/heads/main');
    const listed = await laforge(repository, ['steps', '--branch', 'refs/heads/main', '--json']);
    expect(JSON.parse(listed.stdout)).toHaveLength(1);
  });

  test.each([
    ['step run', ['--', 'true']],
    ['step rollback', []],
    ['step undo', []],
    ['steps', []],
    ['usage', []],
  ])('as the remote shows it is refused by %s with the name that was meant', async (command, rest) => {
    const repository = await sandbox.createRepository();
    const run = await laforge(repository, [...command.split(' '), '--branch', 'origin/main', ...rest]);
    expect(run).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^laforge: --branch is "origin\/main".* main /),
    });
  });
});

test('variables that the agent may not see are not seen by a filter either', async () => {
  const repository = await sandbox.createRepository({files: {'.gitattributes': '*.txt filter=env\n', 'a.txt': 'a\n'}});
  const seen = join(sandbox.folder(), 'seen');
  const filter = join(sandbox.folder(), 'filter');
  writeFileSync(filter, `#!/bin/sh\necho "$VISIBLE-$HIDDEN-$HTTPS_PROXY" > '${seen}'\ncat\n`);
  chmodSync(filter, 0o755);
  await sandbox.git(repository, 'config', 'filter.env.clean', filter);
  rmSync(seen, {force: true});
  const env = {VISIBLE: 'visible', HIDDEN: 'hidden', HTTPS_PROXY: 'proxy'};
  const run = await laforge(repository, ['step', 'run', '--env-allow', 'VISIBLE', ...AGENT.slice(2)], {env});
  expect(run.code).toBe(0);
  expect(readFileSync(seen, 'utf8')).toBe('visible--proxy\n');
});
