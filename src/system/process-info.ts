import {createHmac} from 'node:crypto';
import {readFileSync, readlinkSync} from 'node:fs';
import {hostname} from 'node:os';
import type {ProcessInfo, RunInfo} from '../domain/documents.ts';
import {errnoCode} from '../domain/errors.ts';
import type {Environment, RunProof} from '../domain/ports/system.ts';

/** The name of the initial pid namespace of every Linux (PROC_PID_INIT_INO), the one outside of containers. */
const OUTSIDE_CONTAINERS = 'pid:[4026531836]';

/**
 * This process, as its own machine can find it again. Null where that cannot be told: on other systems than Linux, and
 * on a runner of GitHub's, whose machine nobody meets again while others look just like it. Those say so; a runner that
 * says nothing is Gitea's, Forgejo's, act's or one's own.
 */
export function describeProcess(env: Environment): ProcessInfo | null {
  if (env.RUNNER_ENVIRONMENT === 'github-hosted') return null;
  const boot = readLine('/proc/sys/kernel/random/boot_id');
  const namespaces = readNamespaces();
  const stat = readStat(process.pid);
  if (boot === null || namespaces === null || stat === null) return null;
  const machine = readLine('/etc/machine-id');
  return {
    pid: process.pid,
    started: stat.started,
    namespaces,
    boot: digest(boot),
    machine: machine === null ? null : digest(`${machine} ${hostname()}`),
  };
}

/** A run with what it can be found by later: its runner, as GitHub calls it, and this process. */
export function identifyRun(run: RunInfo, env: Environment): RunInfo {
  const runner = env.RUNNER_NAME?.trim() || null;
  const info = describeProcess(env);
  return {...run, ...(runner === null ? {} : {runner}), ...(info === null ? {} : {process: info})};
}

/**
 * Proofs from this machine that a process is gone: one is gone when the machine has started again since, or when in
 * the same namespaces its pid is nobody's, or that of a process which began at another time.
 */
export const processProof: RunProof = {
  proveOver: async ({process: info}) => (info == null ? null : proveGone(info)),
};

function proveGone(info: ProcessInfo): string | null {
  const here = describeProcess({});
  if (here === null) return null;
  if (here.boot !== info.boot) {
    // A container may be started anew, by the same name and from the same image, on any machine at any time.
    const isSameMachine = info.machine !== null && info.machine === here.machine && isOutside(info) && isOutside(here);
    return isSameMachine ? 'the machine it ran on has started again since.' : null;
  }
  if (info.namespaces !== here.namespaces || !isGone(info)) return null;
  return `its process (${info.pid}) is gone from the machine it ran on.`;
}

/** Tells if a process is still there; null when that cannot be told from here. */
export function isUnderWay(info: ProcessInfo | null): boolean | null {
  const here = describeProcess({});
  if (info === null || here === null || info.boot !== here.boot || info.namespaces !== here.namespaces) return null;
  return !isGone(info);
}

function isOutside({namespaces}: ProcessInfo): boolean {
  return namespaces.startsWith(`${OUTSIDE_CONTAINERS} `);
}

function isGone({pid, started}: ProcessInfo): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Of other users' processes /proc may say nothing (hidepid), but a signal still tells whether they are there.
    if (errnoCode(error) === 'ESRCH') return true;
  }
  const stat = readStat(pid);
  return stat !== null && (stat.started !== started || stat.isDead);
}

/** Fields 3 and 22 of proc(5)'s stat. The name before them may hold spaces and parentheses of its own. */
function readStat(pid: number): {readonly started: number; readonly isDead: boolean} | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const started = Number(fields[19]);
    return Number.isSafeInteger(started) && started > 0
      ? {started, isDead: fields[0] === 'Z' || fields[0] === 'X'}
      : null;
  } catch {
    return null;
  }
}

/** Null also where /proc is another namespace's: what it says of a pid is of somebody else then. */
function readNamespaces(): string | null {
  try {
    if (readlinkSync('/proc/self') !== String(process.pid)) return null;
    return `${readlinkSync('/proc/self/ns/pid')} ${readOptionalLink('/proc/self/ns/time')}`;
  } catch {
    return null;
  }
}

/** Kernels before 5.6 have no time namespaces. */
function readOptionalLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return 'time:[]';
  }
}

function readLine(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch {
    return null;
  }
}

/** As machine-id(5) asks for: what leaves the machine is made from its id, and does not tell it. */
function digest(text: string): string {
  return createHmac('sha256', 'laforge').update(text).digest('hex').slice(0, 32);
}
