import {existsSync, rmSync} from 'node:fs';
import {openLedger} from '../../src/ledger/open-ledger.ts';
import {systemClock} from '../../src/system/clock-and-uids.ts';
import type {GitSandbox} from './git-sandbox.ts';
import {pullsOf} from './github-service/routes-pulls.ts';
import {copyWorld, createWorld, type World} from './github-service/world.ts';
import type {ActionName, ActionRun, Host, HostOptions} from './workflow.ts';

export type Inputs = Readonly<Record<string, string>>;

/** Runs an action in a job of its own, which somebody started by hand. */
export async function act(host: Host, action: ActionName, inputs: Inputs, branch = 'main'): Promise<ActionRun> {
  return (await host.job({event: 'workflow_dispatch', branch})).run(action, inputs);
}

/** So many steps, each with a commit of its own; resolves to where each left the branch. */
export async function makeSteps(
  host: Host,
  count: number,
  {inputs = {}, branch = 'main'}: {readonly inputs?: Inputs; readonly branch?: string} = {},
): Promise<readonly string[]> {
  const shas: string[] = [];
  for (let number = 1; number <= count; number++) {
    const job = await host.job({event: 'workflow_dispatch', branch});
    const {outputs, log} = await job.runOne('step', {run: `echo work > $LAFORGE_STEP_UID.txt`, ...inputs});
    if (outputs.pushed !== 'pushed') throw new Error(log);
    shas.push(outputs['commit-sha-after'] ?? '');
  }
  return shas;
}

/**
 * Starts hosts with a history, told by a key, that actions made once in the test file: each test gets a copy of it.
 * Call it once at the top of a test file.
 */
export function hostsWithHistory(sandbox: GitSandbox, startHost: (options?: HostOptions) => Promise<Host>) {
  const pasts = new Map<string, {readonly world: World; readonly made: readonly string[]; readonly gitPort: number}>();
  return async (
    key: string,
    make: (host: Host) => Promise<readonly string[]>,
    options: HostOptions = {},
  ): Promise<{readonly host: Host; readonly made: readonly string[]}> => {
    const past = pasts.get(key);
    // The address of its repository stands in each record.
    const host = await startHost(past === undefined ? options : {...options, gitPort: past.gitPort});
    const {world} = host.github;
    if (past !== undefined) {
      rmSync(host.remote, {recursive: true});
      copyWorld(past.world, world);
    }
    let made = past?.made ?? [];
    await sandbox.makeOnce(key, host.remote, async () => {
      made = await make(host);
      const copy = createWorld(world.repository, world.forge);
      copyWorld(world, copy);
      pasts.set(key, {world: copy, made, gitPort: Number(new URL(host.git.url).port)});
    });
    return {host, made};
  };
}

/** Everything at the host that an action could change. */
export async function stateOf(sandbox: GitSandbox, host: Host) {
  const {artifacts, caches} = host.github.world;
  const refs = await sandbox.git(host.remote, 'for-each-ref');
  const {comments} = pullsOf(host.github.world);
  return structuredClone({refs, artifacts, caches, comments, recorded: recordedIn(host.store['store-path'] ?? '')});
}

/** What is on record in a file. */
function recordedIn(path: string) {
  if (!existsSync(path)) return null;
  const ledger = openLedger(path, {clock: systemClock, readonly: true});
  try {
    return {steps: ledger.listSteps(), rollbacks: ledger.listRollbacks()};
  } finally {
    ledger.close();
  }
}

/** Where a branch is at the host. */
export function tipOf(sandbox: GitSandbox, host: Host, branch = 'main'): Promise<string> {
  return sandbox.sha(host.remote, `refs/heads/${branch}`);
}

/** Somebody's own commit, on top of main or beside it on another branch. */
export async function pushForeign(sandbox: GitSandbox, host: Host, branch = 'main'): Promise<string> {
  const clone = await sandbox.clone(host.remote);
  const sha = await sandbox.commitFile(clone, 'foreign.txt', 'by hand\n', 'fix by hand');
  await sandbox.git(clone, 'push', '-q', 'origin', `HEAD:refs/heads/${branch}`);
  return sha;
}

/** What a next run sees: number of each step and whether it is active, newest first, and its own parent. */
export async function nextRun(host: Host, inputs: Inputs = {}) {
  const job = await host.job({event: 'workflow_dispatch'});
  const {outputs} = await job.runOne('step', {run: 'true', ...inputs});
  const ledger = openLedger(outputs['steps-db'] ?? '', {clock: systemClock, readonly: true});
  try {
    return {steps: ledger.listSteps().map(({id, active}) => [id, active]), parent: outputs['parent-step-id']};
  } finally {
    ledger.close();
  }
}

export function errorsOf(run: ActionRun): readonly string[] {
  return run.log.match(/^::error::.*/gm) ?? [];
}

export function warningsOf(run: ActionRun): readonly string[] {
  return run.log.match(/^::warning::.*/gm) ?? [];
}
