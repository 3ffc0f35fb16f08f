import {readdirSync, readFileSync} from 'node:fs';

/** A process that is alive; its name is its own word for itself. */
export interface LinuxProcess {
  readonly pid: number;
  readonly name: string;
  readonly parent: number;
  readonly group: number;
  /** Its start, in the kernel's ticks since the machine started. A later process of the same id has another one. */
  readonly started: number;
}

/** Field 22 of stat, counted from the third. */
const STARTED = 19;

/** The kernel's progress in giving out process ids at some moment. */
export interface PidMark {
  readonly last: number;
  /** Processes and threads begun since the machine started. */
  readonly begun: number;
}

/** Ids begin again behind the highest, which is 32,768 at the least (kernel.pid_max), and are never given out below 300. */
const SURELY_NO_ROUND = 30_000;

/** Call it before the processes that are looked for begin. Null where the system does not tell. */
export function markPids(): PidMark | null {
  const last = Number(read('.', 'loadavg').split(' ')[4]);
  const begun = Number(/^processes (\d+)$/m.exec(read('.', 'stat'))?.[1]);
  return last > 0 && begun > 0 ? {last, begun} : null;
}

/**
 * All living processes, from /proc; undefined where there is none to read. With a mark only those that may have begun
 * since: most of a machine's processes are older, and to look at each takes longer than all else.
 */
export function listProcesses(since: PidMark | null = null): readonly LinuxProcess[] | undefined {
  if (process.platform !== 'linux') return undefined;
  let entries: readonly string[];
  try {
    entries = readdirSync('/proc');
  } catch {
    return undefined;
  }
  const oldest = oldestSince(since);
  return entries
    .filter((entry) => /^[0-9]+$/.test(entry) && Number(entry) > oldest)
    .flatMap((pid) => parseStat(read(pid, 'stat')) ?? []);
}

/** Ids up to this one were given out before the mark; 0 where that cannot be said, since they may have begun again. */
function oldestSince(since: PidMark | null): number {
  const now = since === null ? null : markPids();
  if (since === null || now === null) return 0;
  return now.begun - since.begun < SURELY_NO_ROUND && now.last >= since.last ? since.last : 0;
}

/** A living process by its id; null for one that is not there, or dead. */
export function readProcess(pid: number): LinuxProcess | null {
  return parseStat(read(String(pid), 'stat'));
}

/** `pid (name) state ppid pgrp …`, see proc(5); the name may hold spaces and parentheses of its own. Null for the dead. */
function parseStat(stat: string): LinuxProcess | null {
  const end = stat.lastIndexOf(')');
  const fields = stat.slice(end + 2).split(' ');
  const [state, parent, group] = fields;
  if (end < 0 || state === 'Z' || state === 'X') return null;
  const pid = Number.parseInt(stat, 10);
  const name = stat.slice(stat.indexOf('(') + 1, end);
  return {pid, name, parent: Number(parent), group: Number(group), started: Number(fields[STARTED])};
}

/** True when a process was started with this variable; false when we may not read its environment. */
export function wasStartedWith(pid: number, name: string, value: string): boolean {
  return `\0${read(String(pid), 'environ')}`.includes(`\0${name}=${value}\0`);
}

function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
