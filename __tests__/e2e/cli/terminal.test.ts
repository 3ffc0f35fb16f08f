import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {createGate, eventually} from '../../helpers/gate.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn, type Outcome, PROGRAM} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox, PROGRAM);

const SCRIPT = '/usr/bin/script';
/** A pseudo-terminal comes from util-linux's script, whose options other systems do not have. */
const onTerminal = process.platform === 'linux' && existsSync(SCRIPT) ? test : test.skip;

/** Runs `laforge` on a pseudo-terminal and types `answer` at its question. Resolves to the exit status and all it showed. */
function laforgeOnTerminal(
  cwd: string,
  args: readonly string[],
  answer: string | (() => Promise<string>),
  env: Record<string, string> = {},
) {
  const command = [...PROGRAM, ...args].map((part) => `'${part}'`).join(' ');
  return new Promise<{code: number | null; screen: string}>((resolve, reject) => {
    const child = spawn(SCRIPT, ['-qefc', command, '/dev/null'], {
      cwd,
      env: {...sandbox.env(), SHELL: '/bin/sh', TERM: 'xterm', LAFORGE_HOME: laforgeHomeOf(sandbox), ...env},
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let screen = '';
    let answered = answer === '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      screen += chunk;
      if (answered || !screen.includes('Proceed? [y/N]')) return;
      answered = true;
      if (typeof answer === 'string') child.stdin.write(answer);
      else answer().then((typed) => child.stdin.write(typed), reject);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({code, screen}));
  });
}

async function twoSteps(): Promise<string> {
  const repository = await sandbox.createRepository({name: 'app'});
  for (const name of ['one', 'two']) await laforge(repository, ['step', 'run', '--', 'sh', '-c', `echo > ${name}.txt`]);
  return repository;
}

onTerminal('a rollback asks, and y goes on', async () => {
  const repository = await twoSteps();
  const {code, screen} = await laforgeOnTerminal(repository, ['step', 'rollback', '1'], 'y\r');
  expect(screen).toContain('Step 1 stays, step 2 goes, main moves from');
  expect(screen).toContain('R1: main is at');
  expect(code).toBe(0);
});

onTerminal('a step that begins while a rollback asks keeps its branch', async () => {
  const repository = await twoSteps();
  const [gate, up] = [createGate(sandbox.folder()), join(sandbox.folder(), 'up')];
  const steps: Promise<Outcome>[] = [];
  const beginStep = async () => {
    steps.push(laforge(repository, ['step', 'run', '--', 'sh', '-c', `touch '${up}'; ${gate.wait}`]));
    await eventually(() => existsSync(up));
    return 'y\r';
  };
  const {code, screen} = await laforgeOnTerminal(repository, ['step', 'rollback', '1'], beginStep);
  gate.open();
  expect(await Promise.all(steps)).toMatchObject([{code: 0}]);
  expect(screen).toContain('The branch was not moved: a step is running');
  expect(code).toBe(1);
});

onTerminal.each([
  ['n', 'n\r'],
  ['nothing', '\r'],
  ['the end of input', '\u0004'],
  ['Ctrl-C', '\u0003'],
])('%s changes nothing', async (_name, answer) => {
  const repository = await twoSteps();
  const tip = await sandbox.sha(repository);
  const {code, screen} = await laforgeOnTerminal(repository, ['step', 'rollback', '1'], answer);
  expect(screen).toContain('laforge: nothing was changed.');
  expect(code).toBe(1);
  expect(await sandbox.sha(repository)).toBe(tip);
});

onTerminal('colours there, and not with NO_COLOR', async () => {
  const repository = await twoSteps();
  const coloured = await laforgeOnTerminal(repository, ['steps'], '');
  expect(coloured.screen).toContain('\u001b[32msucceeded\u001b[39m');
  const plain = await laforgeOnTerminal(repository, ['steps'], '', {NO_COLOR: '1'});
  expect(plain.screen).not.toContain('\u001b[');
  expect((await laforge(repository, ['steps'])).stdout).not.toContain('\u001b[');
});
