import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {createRunFolder} from '../../../src/agent/run-folder.ts';
import {parseShell, writeScript} from '../../../src/agent/script.ts';
import {testFolder} from '../../helpers/test-folder.ts';

const folder = testFolder();

function run(shell: string, script: string, directory = folder) {
  const [program = '', ...args] = writeScript(parseShell(shell, 'Input "shell"'), script, directory);
  return spawnSync(program, args, {encoding: 'utf8'});
}

describe('a script', () => {
  test('in bash stops at the first error, also in a pipeline', () => {
    expect(run('bash', 'echo one\nfalse | cat\necho two')).toMatchObject({stdout: 'one\n', status: 1});
  });

  test('in sh stops at the first error', () => {
    expect(run('sh', 'echo one\n(exit 3)\necho two')).toMatchObject({stdout: 'one\n', status: 3});
  });

  test('in a shell that a template names is run by it', () => {
    expect(run('node --no-warnings {0}', 'console.log(process.execArgv[0])')).toMatchObject({
      stdout: '--no-warnings\n',
      status: 0,
    });
  });

  test('is found in a folder whose name has blanks and quotes', () => {
    const odd = join(folder, 'it\'s "a" {0} folder');
    mkdirSync(odd);
    expect(run('bash', 'echo here', odd)).toMatchObject({stdout: 'here\n', status: 0});
  });

  test('is nothing that a shell string could be made of: it is written as it stands', () => {
    const script = 'echo "$(echo hi)" `echo ho` \'$x\'\n';
    const argv = writeScript(parseShell('bash', 'Input "shell"'), script, folder);
    const file = argv.at(-1) ?? '';
    expect(readFileSync(file, 'utf8')).toBe(script);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('for PowerShell fails fast and ends with the code of its last program', () => {
    const argv = writeScript(parseShell('pwsh', 'Input "shell"'), 'agent', folder);
    const file = /^\. '(.*\.ps1)'$/.exec(argv.at(-1) ?? '')?.[1] ?? '';
    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      "$ErrorActionPreference = 'stop'",
      'agent',
      'if ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }',
    ]);
  });

  test('on Windows has the line ends of Windows', () => {
    const argv = writeScript(parseShell('cmd', 'Input "shell"', 'win32'), 'one\r\ntwo\n', folder, 'win32');
    expect(readFileSync(argv.at(-1) ?? '', 'utf8')).toBe('@echo off\r\none\r\ntwo\r\n');
  });

  test('finds doubled braces of a template single, as the runner makes them', () => {
    const shell = parseShell('awk "BEGIN{{print(ARGV[1])}}" {0}', 'Input "shell"');
    const argv = writeScript(shell, 'x', folder);
    expect(execFileSync(argv[0] ?? '', argv.slice(1), {encoding: 'utf8'}).trim()).toBe(argv.at(-1));
  });
});

describe('the folder of a run', () => {
  test('is private and holds the prompt', async () => {
    const made = await createRunFolder(folder, 'fix “it”\n');
    expect(statSync(made.path).mode & 0o777).toBe(0o700);
    expect(readFileSync(made.promptFile ?? '', 'utf8')).toBe('fix “it”\n');
    expect(statSync(made.promptFile ?? '').mode & 0o777).toBe(0o600);
  });

  test('has no prompt file without a prompt, and is another for each run', async () => {
    const [one, two] = [await createRunFolder(folder, null), await createRunFolder(folder, null)];
    expect(one.promptFile).toBeNull();
    expect(one.path).not.toBe(two.path);
  });
});
