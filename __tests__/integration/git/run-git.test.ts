import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, test} from '@jest/globals';
import {runGit} from '../../../src/git/run-git.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';

const sandbox = gitSandbox();
const path = process.env.PATH;

afterEach(() => {
  process.env.PATH = path;
  for (const name of Object.keys(process.env)) if (/^(GIT_CONFIG_|INPUT_)/.test(name)) delete process.env[name];
  process.env.GIT_CONFIG_GLOBAL = '/dev/null';
  process.env.GIT_CONFIG_NOSYSTEM = '1';
});

describe('running git', () => {
  test('fails with the command and with what git said, without escape sequences and credentials', async () => {
    const args = [
      '-c',
      'alias.x=!printf "fatal: \\033[31mno https://user:secret@host/o/n\\033[0m\\n" >&2; exit 3',
      'x',
    ];
    await expect(runGit({args, cwd: sandbox.folder()})).rejects.toMatchObject({
      name: 'GitError',
      code: 'git-failed',
      message: expect.stringMatching(/failed: fatal: no https:\/\/host\/o\/n$/),
    });
  });

  test('survives a git that does not read its input', async () => {
    const output = await runGit({args: ['--version'], cwd: sandbox.folder(), input: 'x'.repeat(4_000_000)});
    expect(output.stdout).toMatch(/^git version /);
  });

  test('says what to install where there is no git', async () => {
    process.env.PATH = join(sandbox.folder(), 'nothing');
    mkdirSync(process.env.PATH);
    const run = runGit({args: ['--version'], cwd: sandbox.folder()});
    await expect(run).rejects.toMatchObject({name: 'InputError', code: 'git-missing'});
  });

  test('gives an exit code that is an answer back', async () => {
    const repository = await sandbox.createRepository();
    const args = ['rev-parse', '--verify', '--quiet', 'none'];
    expect((await runGit({args, cwd: repository, allowExit: [1]})).exitCode).toBe(1);
  });

  test("reads the user's configuration until settings are given, and then those alone", async () => {
    const repository = await sandbox.createRepository();
    process.env.GIT_CONFIG_GLOBAL = join(sandbox.folder(), 'global');
    process.env.GIT_CONFIG_COUNT = '1';
    process.env.GIT_CONFIG_KEY_0 = 'lfs.url';
    process.env.GIT_CONFIG_VALUE_0 = 'from the environment';
    sandbox.write(sandbox.folder(), {global: '[user]\n\tname = Global\n[core]\n\thooksPath = evil\n'});
    const list = async (config?: [{key: string; value: string}]) =>
      (await runGit({args: ['config', '--list'], cwd: repository, ...(config && {config})})).stdout.split('\n');
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
    const {stdout} = await runGit({args: ['-c', 'alias.x=!env', 'x'], cwd: sandbox.folder()});
    expect(stdout).toContain('LC_ALL=C\n');
    expect(stdout).not.toContain('secret');
  });
});
