import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {GitSandbox} from './git-sandbox.ts';
import type {ActionRun, StartedAction, WorkflowJob} from './workflow.ts';

/** The agent's process id, which is that of its group, once it says that it runs: `echo agent-is-up $$`. */
export async function agentOf(run: StartedAction): Promise<number> {
  const tooSoon = run.ended.then(({log}) => Promise.reject(new Error(log)));
  return Number((await Promise.race([run.logged(/agent-is-up (\d+)\n/), tooSoon]))[1]);
}

/** Whether nothing of a process group runs any more; what only waits to be reaped does not. */
export function isGroupGone(leader: number): boolean {
  const all = execFileSync('ps', ['-A', '-o', 'pgid=,stat='], {encoding: 'utf8'}).trim().split('\n');
  return !all.some((line) => new RegExp(`^\\s*${leader}\\s+[^Z]`).test(line));
}

/** What main noted for post. */
export function noteOf(job: WorkflowJob): string {
  const temp = job.env.RUNNER_TEMP ?? '';
  const note = readdirSync(temp)
    .map((folder) => join(temp, folder, 'run.json'))
    .find(existsSync);
  return note === undefined ? '' : readFileSync(note, 'utf8');
}

/** Runs main until its agent has done its work, and kills it. Resolves to what it saved for post. */
export async function killMain(
  job: WorkflowJob,
  inputs: Readonly<Record<string, string>>,
): Promise<{state: ActionRun['state']; leader: number}> {
  const run = job.start('step', inputs);
  const leader = await agentOf(run);
  run.kill('SIGKILL');
  return {state: (await run.ended).state, leader};
}

/** The pins at a host. */
export async function pinsOf(sandbox: GitSandbox, remote: string): Promise<readonly string[]> {
  const refs = await sandbox.git(remote, 'for-each-ref', '--format=%(refname)', 'refs/laforge/pins/');
  return refs.split('\n').filter((ref) => ref !== '');
}
