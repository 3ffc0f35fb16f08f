import {type ChildProcess, spawn} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {afterEach} from '@jest/globals';
import type {GitSandbox} from '../git-sandbox.ts';
import {copyStepAction, writeCheckoutAction} from './action-sources.ts';
import {collect, endGroup, freePort, type JudgedRun} from './processes.ts';

export interface ActOptions {
  /** With the artifact server that act brings along. */
  readonly artifacts?: boolean;
}

export interface Act {
  /** The bare repository that the work reaches over file://. */
  readonly remote: string;
  /** A folder that lasts from run to run. */
  readonly disk: string;
  /** Starts the steps as one job. */
  start(
    steps: string,
    options?: ActOptions,
  ): Promise<{readonly child: ChildProcess; readonly ended: Promise<JudgedRun>}>;
  run(steps: string, options?: ActOptions): Promise<JudgedRun>;
}

/** Runs workflows on act in host mode, with this project and a checkout in place of what it would download. */
export function actRunner(sandbox: GitSandbox, program: string): () => Promise<Act> {
  const running = new Set<ChildProcess>();
  afterEach(() => {
    for (const child of running) endGroup(child);
    running.clear();
  });
  return async () => {
    const folder = sandbox.folder();
    const seed = await sandbox.createRepository({name: 'seed'});
    const remote = await sandbox.createBareRemote({name: 'remote.git', from: seed});
    const work = await sandbox.clone(remote, {name: 'work'});
    // By its remote act knows the name of the repository.
    await sandbox.git(work, 'remote', 'set-url', 'origin', 'https://github.com/octo/demo.git');
    copyStepAction(join(folder, 'step-action'));
    writeCheckoutAction(join(folder, 'checkout'));
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    let runs = 0;
    const start: Act['start'] = async (steps, {artifacts = false} = {}) => {
      const file = join(folder, `workflow-${++runs}.yml`);
      writeFileSync(file, workflow(steps));
      const args = ['workflow_dispatch', '-W', file, ...OPTIONS, '--env', `REMOTE_URL=file://${remote}`];
      const service = artifacts ? await artifactServer(folder) : [];
      const child = spawn(program, [...args, ...replacements(folder), ...service], {
        cwd: work,
        // A group of its own, as on a terminal.
        detached: true,
        env: {...sandbox.env(), PATH: `${dirname(process.execPath)}:${process.env.PATH}`, HOME: join(folder, 'home')},
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      running.add(child);
      return {child, ended: collect(child)};
    };
    return {remote, disk, start, run: async (steps, options) => await (await start(steps, options)).ended};
  };
}

const OPTIONS = [
  ...['-P', 'ubuntu-latest=-self-hosted'],
  '--no-skip-checkout',
  '--action-offline-mode',
  ...['--cache-server-addr', '127.0.0.1'],
];

function workflow(steps: string): string {
  return `on: workflow_dispatch
jobs:
  agent:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
${steps}`;
}

function replacements(folder: string): readonly string[] {
  return [
    ...['--local-repository', `laforge/step-action@v1=${join(folder, 'step-action')}`],
    ...['--local-repository', `actions/checkout@v7=${join(folder, 'checkout')}`],
  ];
}

async function artifactServer(folder: string): Promise<readonly string[]> {
  return [
    ...['--artifact-server-path', join(folder, 'artifacts'), '--artifact-server-addr', '127.0.0.1'],
    ...['--artifact-server-port', String(await freePort())],
  ];
}
