import {execFile, execFileSync} from 'node:child_process';
import {cpSync, existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, test} from '@jest/globals';
import {ACTION_FOLDERS} from '../../../scripts/action-folders.ts';
import {OLDEST_RUNNER_NODE, oldestRunnerNode} from '../../../scripts/prepare-tests.ts';
import {errorsOf} from '../../helpers/action-story.ts';
import {gitSandbox} from '../../helpers/git-sandbox.ts';
import {DIST} from '../../helpers/warm-bundle.ts';
import {type ActionName, workflowHost} from '../../helpers/workflow.ts';

const sandbox = gitSandbox();
const startHost = workflowHost(sandbox);

const versionOf = (node: string) => execFileSync(node, ['-p', 'process.versions.node'], {encoding: 'utf8'}).trim();

describe.each([
  ['that the oldest supported runner brings', oldestRunnerNode()],
  ['of the project', process.execPath],
])('under the Node %s', (_name, node) => {
  test('a step, another, a rollback and an undo work', async () => {
    const host = await startHost();
    const act = async (action: ActionName, inputs: Readonly<Record<string, string>>) =>
      (await host.job()).run(action, inputs, {node});
    const one = await act('step', {run: 'echo 1 > one.txt'});
    const two = await act('step', {run: 'echo 2 > two.txt'});
    const [first, second] = [one.outputs['commit-sha-after'], two.outputs['commit-sha-after']];
    const rollback = await act('rollback', {'to-step': '1'});
    expect(rollback.outputs).toMatchObject({
      'rollback-id': 'R1',
      'from-sha': second,
      'to-sha': first,
      recorded: 'true',
    });
    const undo = await act('undo', {});
    expect(undo.outputs).toMatchObject({'rollback-id': 'R2', 'to-sha': second, recorded: 'true'});
    const report = await act('report', {});
    for (const run of [one, two, rollback, undo, report]) {
      expect([run.exitCode, errorsOf(run)]).toEqual([0, []]);
      expect(run.log).not.toMatch(/warning/i);
    }
  });
});

test('the oldest supported runner brings the Node that is said', () => {
  expect(versionOf(oldestRunnerNode())).toBe(OLDEST_RUNNER_NODE);
});

test('dist alone, with no node_modules anywhere above it, runs a step and a rollback', async () => {
  const host = await startHost();
  const dist = join(sandbox.folder(), 'laforge/step-action/v1/dist');
  cpSync(DIST, dist, {recursive: true});
  for (let folder = dist; folder !== dirname(folder); folder = dirname(folder)) {
    expect(existsSync(join(folder, 'node_modules'))).toBe(false);
  }
  const step = await (await host.job()).run('step', {run: 'echo 1 > one.txt'}, {dist});
  expect(step.outputs).toMatchObject({'step-id': '1', pushed: 'pushed', recorded: 'true'});
  const rollback = await (await host.job()).run('rollback', {'before-step': '1'}, {dist});
  expect(rollback.outputs).toMatchObject({'rollback-id': 'R1', recorded: 'true'});
});

/** A Node that takes itself for an old one, and the old ones that this machine has. */
const pretend = (version: string) =>
  `data:text/javascript,Object.defineProperty(process, 'versions', {value: {...process.versions, node: '${version}'}})`;
const TOO_OLD = [
  {name: 'that says it is 22.12', command: [process.execPath, '--import', pretend('22.12.0')]},
  ...['/usr/bin/node', '/usr/local/bin/node']
    .filter((node) => existsSync(node) && /^(18|20)\./.test(versionOf(node)))
    .map((node) => ({name: `in ${node}`, command: [node]})),
];

describe.each(TOO_OLD)('under a Node $name', ({command}) => {
  const run = (file: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
    new Promise<{exitCode: number | null; stdout: string; stderr: string}>((resolve) => {
      const [node = '', ...options] = command;
      const child = execFile(
        node,
        [...options, join(DIST, file), ...args],
        {cwd: sandbox.folder(), env: {...sandbox.env(), ...env}},
        (_error, stdout, stderr) => resolve({exitCode: child.exitCode, stdout, stderr}),
      );
    });

  test.each(['step', 'post', ...ACTION_FOLDERS])('the action %s says which runner to use', async (name) => {
    const ended = await run(`${name}.js`, [], {GITHUB_ACTIONS: 'true', RUNNER_TEMP: sandbox.folder()});
    expect(ended).toEqual({
      exitCode: 1,
      stdout: expect.stringMatching(
        /^::error::LaForge needs Node 22.13 or later, and this runner started it on Node \d+\.\d+\.\d+\. Update the runner to 2\.327\.1 or later, on a platform that has Node 24\.\n$/,
      ),
      stderr: '',
    });
  });

  test('the command says what to type instead', async () => {
    const ended = await run('laforge.js', ['step', 'run', '--', 'sh', '-c', "echo 'a b'"], {});
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout).toBe('');
    expect(ended.stderr).toMatch(
      /^laforge: LaForge needs Node 22.13 or later, and this is Node \d+\.\d+\.\d+\. Run: npx --yes node@24 \S+ step run -- sh -c 'echo '\\''a b'\\'''\n$/,
    );
  });
});
