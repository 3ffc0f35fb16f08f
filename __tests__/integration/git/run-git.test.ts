import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {afterEach, describe, expect, test} from '@jest/globals';
import {captureEnvironment, USERS_GIT} from '../../../src/git/git-environment.ts';
import {findPrograms} from '../../../src/git/programs.ts';
import {runGit} from '../../../src/git/run-git.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const {PATH: path, GIT_CONFIG_GLOBAL: globalConfig} = process.env;

afterEach(() => {
  process.env.PATH = path;
  for (const name of Object.keys(process.env)) if (/^(GIT_CONFIG_|INPUT_)/.test(name)) delete process.env[name];
  process.env.GIT_CONFIG_GLOBAL = globalConfig;
  process.env.GIT_CONFIG_NOSYSTEM = '1';
});

describe('running git', () => {
  test('fails with the command and with what git said, without escape sequences and credentials', async () => {
    const args = [
      '-c',
      'alias.x=!printf "fatal: \\033[31mno https://user:secret@host/o/n\\033[0m\\n" >&2; exit 3',
      'x',
    ];
    await expect(runGit({as: USERS_GIT, args, cwd: sandbox.folder()})).rejects.toMatchObject({
      name: 'GitError',
      code: 'git-failed',
      message: expect.stringMatching(/failed: fatal: no https:\/\/host\/o\/n$/),
    });
  });

  test('survives a git that does not read its input', async () => {
    const output = await runGit({
      as: USERS_GIT,
      args: ['--version'],
      cwd: sandbox.folder(),
      input: 'x'.repeat(4_000_000),
    });
    expect(output.stdout).toMatch(/^git version /);
  });

  test('says what to install where there is no git', async () => {
    process.env.PATH = join(sandbox.folder(), 'nothing');
    mkdirSync(process.env.PATH);
    const run = runGit({as: USERS_GIT, args: ['--version'], cwd: sandbox.folder()});
    await expect(run).rejects.toMatchObject({name: 'InputError', code: 'git-missing'});
  });

  test('gives an exit code that is an answer back', async () => {
    const repository = await sandbox.createRepository();
    const args = ['rev-parse', '--verify', '--quiet', 'none'];
    expect((await runGit({as: USERS_GIT, args, cwd: repository, allowExit: [1]})).exitCode).toBe(1);
  });

  test("reads the user's configuration until settings are given, and then those alone", async () => {
    const repository = await sandbox.createRepository();
    process.env.GIT_CONFIG_GLOBAL = join(sandbox.folder(), 'global');
    process.env.GIT_CONFIG_COUNT = '1';
    process.env.GIT_CONFIG_KEY_0 = 'lfs.url';
    process.env.GIT_CONFIG_VALUE_0 = 'from the environment';
    sandbox.write(sandbox.folder(), {global: '[user]\n\tname = Global\n[core]\n\thooksPath = evil\n'});
    const list = async (config?: [{key: string; value: string}]) => {
      const environment = captureEnvironment(process.env, () => true);
      const captured = {kind: 'captured', environment, programs: findPrograms([])} as const;
      const as = config === undefined ? USERS_GIT : {...captured, config};
      return (await runGit({as, args: ['config', '--list'], cwd: repository})).stdout.split('\n');
    };
    expect(await list()).toEqual(expect.arrayContaining(['user.name=Global', 'lfs.url=from the environment']));
    const captured = await list([{key: 'lfs.url', value: 'captured'}]);
    expect(captured).toContain('lfs.url=captured');
    expect(captured).not.toContain('user.name=Global');
    expect(captured).not.toContain('lfs.url=from the environment');
    // A later entry wins.
    expect((await list()).findLast((line) => line.startsWith('core.hookspath='))).toBe('core.hookspath=/dev/null');
  });

  test("keeps the runner's inputs from what git starts", async () => {
    process.env.INPUT_PUSH_TOKEN = 'secret';
    const {stdout} = await runGit({as: USERS_GIT, args: ['-c', 'alias.x=!env', 'x'], cwd: sandbox.folder()});
    expect(stdout).toContain('LC_MESSAGES=C\n');
    expect(stdout).not.toContain('secret');
  });

  test('is not what the trace of a global configuration tells of', async () => {
    process.env.GIT_CONFIG_GLOBAL = join(sandbox.folder(), 'global');
    const trace = join(sandbox.folder(), 'trace');
    sandbox.write(sandbox.folder(), {global: `[trace2]\n\teventTarget = ${trace}\n\tenvVars = PATH\n`});
    await runGit({as: USERS_GIT, args: ['--version'], cwd: sandbox.folder()});
    expect(existsSync(trace)).toBe(false);
  });

  test('takes 40 MB on one line, in a moment', async () => {
    const before = performance.now();
    const args = ['-c', 'alias.x=!head -c 40000000 /dev/zero | tr "\\0" x', 'x'];
    const {stdout} = await runGit({as: USERS_GIT, args, cwd: sandbox.folder()});
    expect(stdout).toHaveLength(40_000_000);
    expect(performance.now() - before).toBeLessThan(10_000);
  });

  test('ends what prints more than its reader can take', async () => {
    const args = ['-c', 'alias.x=!yes', 'x'];
    const run = runGit({as: USERS_GIT, args, cwd: sandbox.folder(), maxBytes: 1_000_000});
    await expect(run).rejects.toMatchObject({code: 'git-stopped', message: expect.stringContaining('printed more')});
  });

  test('ends a remote that does not answer, with all that git has started for it', async () => {
    const pid = join(sandbox.folder(), 'pid');
    const args = ['-c', `alias.x=!sleep 600 & echo $! > '${pid}'; wait`, 'x'];
    const output = await runGit({as: USERS_GIT, args, cwd: sandbox.folder(), limitMs: 1_000, allowExit: 'any'});
    expect(output).toMatchObject({exitCode: 128, stderr: expect.stringContaining('within 1 seconds (timed out)')});
    // Gone, or dead and not yet taken note of.
    const state = spawnSync('ps', ['-o', 'stat=', '-p', readFileSync(pid, 'utf8').trim()], {encoding: 'utf8'}).stdout;
    expect(state.trim()).toMatch(/^(Z.*)?$/);
  });

  (process.platform === 'linux' ? test : test.skip)(
    'ends a git that is at work for long when we are killed',
    async () => {
      const pid = join(sandbox.folder(), 'pid');
      const args = ['-c', `alias.x=!echo $$ > '${pid}'; exec sleep 600`, 'x'];
      const command = JSON.stringify({as: USERS_GIT, args, cwd: sandbox.folder()});
      const module = join(import.meta.dirname, '../../../src/git/run-git.ts');
      const program = `import(${JSON.stringify(module)}).then(({runGit}) => runGit(${command}))`;
      const {pid: own = 0} = spawn(process.execPath, ['-e', program], {env: sandbox.env(), stdio: 'ignore'});
      const show = (...options: string[]) =>
        spawnSync('ps', ['-o', 'stat=,args=', ...options], {encoding: 'utf8'}).stdout;
      while (!show('--ppid', String(own)).includes('kill -s TERM')) await delay(20);
      process.kill(own, 'SIGKILL');
      while (/^[^Z\s]/.test(show('-p', readFileSync(pid, 'utf8').trim()))) await delay(20);
    },
  );

  // Elsewhere it is ended too, after a quarter of an hour.
  (process.platform === 'linux' ? test : test.skip)('ends where a pipe lies in the place of a file', async () => {
    const repository = await sandbox.createRepository();
    execFileSync('mkfifo', [join(repository, '.gitignore')]);
    const run = runGit({as: USERS_GIT, args: ['status', '--porcelain'], cwd: repository, allowExit: 'any'});
    await expect(run).rejects.toMatchObject({code: 'git-stopped', message: expect.stringContaining('find . -type p')});
  });

  // A transfer may wait long for a remote, and has children to wait for.
  (process.platform === 'linux' ? test : test.skip)('ends a fetch at a pipe in the place of a file', async () => {
    const repository = await sandbox.createRepository();
    const remote = await sandbox.createBareRemote({from: repository});
    execFileSync('mkfifo', [join(repository, '.git/objects/info/alternates')]);
    const args = ['fetch', '--quiet', remote, 'main'];
    const run = runGit({as: USERS_GIT, args, cwd: repository, limitMs: 60_000});
    await expect(run).rejects.toMatchObject({code: 'git-stopped', message: expect.stringContaining('find . -type p')});
  });

  test('says so where its folder is gone', async () => {
    const run = runGit({as: USERS_GIT, args: ['status'], cwd: join(sandbox.folder(), 'gone')});
    await expect(run).rejects.toThrow('git status has no folder to run in');
  });
});
