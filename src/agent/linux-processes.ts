import {readdirSync, readFileSync} from 'node:fs';

/** A living process. It can set its own name. */
export interface LinuxProcess {
  readonly pid: number;
  readonly name: string;
  readonly parent: number;
  readonly group: number;
  /** Start time in clock ticks since boot. It tells the process from a later one with the same id. */
  readonly started: number;
}

/** The index of stat's field 22 when the third is number 0. */
const STARTED = 19;

/** The state of the kernel's process ids at some moment. */
export interface PidMark {
  readonly last: number;
  /** Processes and threads started since boot. */
  readonly begun: number;
}

/**
 * Fewer new processes than this cannot wrap around the ids: kernel.pid_max is at least 32,768, and ids restart at 300.
 */
const SURELY_NO_ROUND = 30_000;

/** Marks the current process ids. Call it before starting the processes to look for. Returns null on other systems. */
export function markPids(): PidMark | null {
  const last = Number(read('.', 'loadavg').split(' ')[4]);
  const begun = Number(/^processes (\d+)$/m.exec(read('.', 'stat'))?.[1]);
  return last > 0 && begun > 0 ? {last, begun} : null;
}

/**
 * Lists living processes from /proc, or returns undefined when there is no /proc. With a mark it skips processes that are
 * surely older: most are, and reading each is the slowest part.
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

/** The highest id that is surely older than the mark; 0 when ids may have wrapped around since. */
function oldestSince(since: PidMark | null): number {
  const now = since === null ? null : markPids();
  if (since === null || now === null) return 0;
  return now.begun - since.begun < SURELY_NO_ROUND && now.last >= since.last ? since.last : 0;
}

/** Reads a living process by its id; null if there is none. */
export function readProcess(pid: number): LinuxProcess | null {
  return parseStat(read(String(pid), 'stat'));
}

/** Parses `pid (name) state ppid pgrp …`, see proc(5). The name may contain spaces and parentheses. Null for a zombie. */
function parseStat(stat: string): LinuxProcess | null {
  const end = stat.lastIndexOf(')');
  const fields = stat.slice(end + 2).split(' ');
  const [state, parent, group] = fields;
  if (end < 0 || state === 'Z' || state === 'X') return null;
  const pid = Number.parseInt(stat, 10);
  const name = stat.slice(stat.indexOf('(') + 1, end);
  return {pid, name, parent: Number(parent), group: Number(group), started: Number(fields[STARTED])};
}

/** Returns true if a process was started with this variable, false also when we may not read its environment. */
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
