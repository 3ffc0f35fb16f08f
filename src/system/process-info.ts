import {createHmac} from 'node:crypto';
import {readlinkSync} from 'node:fs';
import {hostname} from 'node:os';
import {basename} from 'node:path';
import type {ProcessInfo, RunInfo} from '../domain/documents.ts';
import {errnoCode} from '../domain/errors.ts';
import type {Environment, RunProof} from '../domain/ports/system.ts';
import {readRegularFile} from '../files/regular-file.ts';

/** Linux's initial pid namespace (PROC_PID_INIT_INO), the one outside of containers. */
const OUTSIDE_CONTAINERS = 'pid:[4026531836]';

/**
 * Describes this process so that a later one on the same machine can tell whether it still runs. Returns null on systems
 * other than Linux, and on a GitHub-hosted runner: its machine is discarded, and other machines look the same. The runner
 * of Gitea, Forgejo or act does not set RUNNER_ENVIRONMENT.
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

/** Adds to a run what identifies it later: the name of its runner, and this process. */
export function identifyRun(run: RunInfo, env: Environment): RunInfo {
  const runner = env.RUNNER_NAME?.trim() || null;
  const info = describeProcess(env);
  return {...run, ...(runner === null ? {} : {runner}), ...(info === null ? {} : {process: info})};
}

/**
 * Proves on this machine that a process is gone: the machine has rebooted since, or in the same namespaces no process has
 * its pid, or the process that has it started at another time.
 */
export const processProof: RunProof = {
  proveOver: async ({process: info}) => (info == null ? null : proveGone(info)),
};

/** The proof that a process is gone, as a sentence; null without one. */
export function proveGone(info: ProcessInfo): string | null {
  const here = describeProcess({});
  if (here === null) return null;
  if (here.boot !== info.boot) {
    // Machine id and host name do not identify a container: one from the same image and with the same name can start anywhere.
    const isSameMachine = info.machine !== null && info.machine === here.machine && isOutside(info) && isOutside(here);
    return isSameMachine ? 'the machine it ran on has started again since.' : null;
  }
  if (info.namespaces !== here.namespaces || !isGone(info)) return null;
  return `its process (${info.pid}) is gone from the machine it ran on.`;
}

/** Returns whether a process still runs; null when that cannot be determined from here. */
export function isUnderWay(info: ProcessInfo | null): boolean | null {
  const here = describeProcess({});
  if (info === null || here === null || info.boot !== here.boot || info.namespaces !== here.namespaces) return null;
  return !isGone(info);
}

/**
 * True when we were started to outlive our terminal: by `nohup`, or by a shell that ignores its hangup. Node forgets at its
 * start that the signal was ignored, so this asks for what else there is to see: the name of the program that the shell
 * started (bash, zsh and ksh tell it), the write-only /dev/null that nohup gives in place of a terminal, and our parent.
 */
export function outlivesTerminal({_: startedAs = ''}: Environment): boolean {
  if (basename(startedAs) === 'nohup') return true;
  const status = readLine(`/proc/${process.ppid}/status`) ?? '';
  const ignored = /^SigIgn:\s*[0-9a-f]*([0-9a-f])$/m.exec(status)?.[1] ?? '0';
  return Number.parseInt(ignored, 16) % 2 === 1 || isWriteOnlyNull();
}

function isWriteOnlyNull(): boolean {
  const flags = /^flags:\s*[0-7]*([0-7])$/m.exec(readLine('/proc/self/fdinfo/0') ?? '')?.[1] ?? '0';
  return Number(flags) % 4 === 1 && readLink('/proc/self/fd/0') === '/dev/null';
}

function isOutside({namespaces}: ProcessInfo): boolean {
  return namespaces.startsWith(`${OUTSIDE_CONTAINERS} `);
}

function isGone({pid, started}: ProcessInfo): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // /proc may hide other users' processes (hidepid), but signal 0 still shows whether one exists.
    if (errnoCode(error) === 'ESRCH') return true;
  }
  const stat = readStat(pid);
  return stat !== null && (stat.started !== started || stat.isDead);
}

/** Reads fields 3 and 22 of /proc/PID/stat. The name before them may contain spaces and parentheses. */
function readStat(pid: number): {readonly started: number; readonly isDead: boolean} | null {
  const stat = readRegularFile(`/proc/${pid}/stat`)?.toString('latin1') ?? '';
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const started = Number(fields[19]);
  if (!Number.isSafeInteger(started) || started <= 0) return null;
  return {started, isDead: fields[0] === 'Z' || fields[0] === 'X'};
}

/** Returns null also when /proc belongs to another pid namespace: its pids are not ours then. */
function readNamespaces(): string | null {
  const pids = readLink('/proc/self/ns/pid');
  if (pids === null || readLink('/proc/self') !== String(process.pid)) return null;
  // Kernels before 5.6 have no time namespaces.
  return `${pids} ${readLink('/proc/self/ns/time') ?? 'time:[]'}`;
}

function readLink(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function readLine(path: string): string | null {
  return readRegularFile(path)?.toString('utf8').trim() || null;
}

/** Hashes an id before it leaves the machine, as machine-id(5) asks. */
function digest(text: string): string {
  return createHmac('sha256', 'laforge').update(text).digest('hex').slice(0, 32);
}
