import {type ChildProcess, spawn} from 'node:child_process';
import {rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, expect, test} from '@jest/globals';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {laforgeHomeOf, laforgeIn, PROGRAM} from './laforge.ts';

const sandbox = gitSandbox();
const laforge = laforgeIn(sandbox);

const started: ChildProcess[] = [];
// One that a failed test left behind would keep Jest waiting.
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
});

/** Starts `laforge` and tells how what it prints grows. */
function start(cwd: string, ...args: string[]) {
  const [program = '', ...rest] = [...PROGRAM, ...args];
  const env = {...sandbox.env(), LAFORGE_HOME: laforgeHomeOf(sandbox)};
  const child = spawn(program, rest, {cwd, env, stdio: ['ignore', 'pipe', 'inherit']});
  started.push(child);
  let stdout = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
    for (const watch of watchers) watch();
  });
  return {
    child,
    ended: new Promise<{code: number | null; stdout: string}>((resolve) => {
      child.on('close', (code) => resolve({code, stdout}));
    }),
    printed: (text: string) =>
      new Promise<void>((resolve) => {
        const watch = () => {
          if (stdout.includes(text)) resolve();
        };
        watchers.add(watch);
        watch();
      }),
  };
}

test('log prints what a step printed, follows it until it ends, and steps --watch sees it begin, end and go', async () => {
  const repository = await sandbox.createRepository({name: 'app'});
  const gate = join(sandbox.folder(), 'go');
  const bytes = "printf 'one\\033[31m\\377\\n'";
  const wait = `until [ -e '${gate}' ]; do sleep 0.05; done`;
  const run = (script: string) => start(repository, 'step', 'run', '--check', 'echo checked', '--', 'sh', '-c', script);
  await run(bytes).ended;
  const watching = start(repository, 'steps', '--watch');
  await watching.printed('1 step');
  const second = run(`echo begun; ${wait}; echo x > x; echo last`);
  await second.printed('begun');
  await watching.printed('step 2 running');
  const following = start(repository, 'log', '2', '-f');
  await following.printed('begun');
  expect((await laforge(repository, ['log', '2', '--check'])).stderr).toMatch(/No check of step 2 has begun.*Wait.*-f/);
  const checking = start(repository, 'log', '2', '--check', '-f');
  writeFileSync(gate, '');
  await second.ended;
  expect(await following.ended).toEqual({code: 0, stdout: 'begun\nlast\n'});
  expect(await checking.ended).toEqual({code: 0, stdout: 'checked\n'});
  await watching.printed('step 2 succeeded in ');
  expect((await laforge(repository, ['step', 'revert', '2', '-y'])).code).toBe(0);
  await watching.printed('R1 is a revert of 1 step on main\n');
  watching.child.kill('SIGINT');
  expect((await watching.ended).code).toBe(130);

  expect(await laforge(repository, ['log', '1'])).toEqual({
    code: 0,
    stdout: 'one\u001b[31m\ufffd\n',
    stderr: '',
  });
  expect((await laforge(repository, ['log', '2', '--check'])).stdout).toBe('checked\n');
  await laforge(repository, ['step', 'run', '--', 'true']);
  expect((await laforge(repository, ['log', '3', '--check'])).stderr).toMatch(/No check of step 3 ran.*\(LF013\)/);
  rmSync(join(laforgeHomeOf(sandbox), 'projects/app/runs'), {recursive: true});
  expect(await laforge(repository, ['log', '1'])).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^laforge: The output of step 1 is not on this machine\. .* \(LF033\)\n$/),
  });
  expect((await laforge(repository, ['steps', '--watch', '--json'])).code).toBe(2);
});

test('log -f and steps --watch end when nobody reads what they print, while the step goes on', async () => {
  const repository = await sandbox.createRepository({name: 'left'});
  const gate = join(sandbox.folder(), 'end');
  const talk = `until [ -e '${gate}' ]; do echo more; sleep 0.05; done`;
  const step = start(repository, 'step', 'run', '--', 'sh', '-c', talk);
  await step.printed('more');
  const following = start(repository, 'log', '1', '-f');
  await following.printed('more');
  following.child.stdout.destroy();
  expect((await following.ended).code).toBe(0);
  const watching = start(repository, 'steps', '--watch');
  await watching.printed('1 step');
  watching.child.stdout.destroy();
  expect((await laforge(repository, ['steps', '--json'])).stdout).toContain('"status": "running"');
  writeFileSync(gate, '');
  await step.ended;
  expect((await watching.ended).code).toBe(0);
});
