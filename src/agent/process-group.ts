import {spawn} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import {errnoCode} from '../domain/errors.ts';
import {listProcesses} from './linux-processes.ts';

/** A process in a group. It can set its own name. */
export interface GroupMember {
  readonly pid: number;
  readonly name: string;
}

/** A program with everything that it started in its process group. */
export interface ProcessGroup {
  isAlive(): boolean;
  /** The processes in the group, on Linux. Empty on other systems. */
  members(): readonly GroupMember[];
  signal(signal: NodeJS.Signals): void;
}

/** One stage of ending a group: a signal (null only waits), then the time the group has to end. */
export interface Rung {
  readonly signal: NodeJS.Signals | null;
  readonly graceMs: number;
}

const POLL_MS = 20;
const NAMED_MEMBERS = 5;
/** SIGKILL cannot be handled, but the system may need a moment to carry it out. */
export const KILL: Rung = {signal: 'SIGKILL', graceMs: 2000};

/** The group that the process `leader` leads, by the platform's own means. */
export function processGroup(leader: number, leaderHasEnded: () => boolean): ProcessGroup {
  return process.platform === 'win32' ? windowsTree(leader, leaderHasEnded) : posixGroup(leader);
}

/** Treats two groups as one. */
export function joinGroups(one: ProcessGroup, other: ProcessGroup): ProcessGroup {
  return {
    isAlive: () => one.isAlive() || other.isAlive(),
    members: () => [...new Map([...one.members(), ...other.members()].map((it) => [it.pid, it])).values()],
    signal: (signal) => {
      one.signal(signal);
      other.signal(signal);
    },
  };
}

/** Lists the processes of a group to end a sentence: `: "sleep" (4711), "node" (4712)`, or '' if none is known. */
export function listMembers(members: readonly GroupMember[]): string {
  if (members.length === 0) return '';
  const named = members.slice(0, NAMED_MEMBERS).map(({pid, name}) => `${JSON.stringify(name)} (${pid})`);
  if (members.length > named.length) named.push(`${members.length - named.length} more`);
  return `: ${named.join(', ')}`;
}

/** Tries one rung after another until the group is gone. Resolves to false if it survived the last one. */
export async function endGroup(group: ProcessGroup, rungs: readonly Rung[]): Promise<boolean> {
  for (const {signal, graceMs} of rungs) {
    if (!group.isAlive()) return true;
    if (signal !== null) group.signal(signal);
    // Poll: the system does not notify us when a process that is not our child ends.
    const deadline = performance.now() + graceMs;
    while (group.isAlive() && performance.now() < deadline) {
      // Repeat SIGKILL, since a dying process may have forked. Send other signals once: a second one makes many programs abort.
      if (signal === 'SIGKILL' && process.platform !== 'win32') group.signal(signal);
      await delay(POLL_MS);
    }
  }
  return !group.isAlive();
}

function posixGroup(id: number): ProcessGroup {
  const members = () => listProcesses()?.filter(({group}) => group === id);
  return {
    isAlive: () => {
      if (!takesSignals(id)) return false;
      // In a job container orphans may never be reaped, and a zombie still accepts signals.
      return members()?.length !== 0;
    },
    members: () => members() ?? [],
    signal: (signal) => {
      try {
        process.kill(-id, signal);
      } catch {
        // It just ended, or belongs to another user; the caller checks isAlive next.
      }
    },
  };
}

function takesSignals(id: number): boolean {
  try {
    process.kill(-id, 0);
    return true;
  } catch (error) {
    // EPERM: on Linux the processes belong to another user, on macOS the group has only zombies.
    return process.platform === 'linux' && errnoCode(error) === 'EPERM';
  }
}

/**
 * Windows has no process groups. taskkill ends the tree below the leader, which cannot be found once the leader is gone.
 * SIGINT is skipped, because Ctrl+C in a console has already reached every process in it.
 */
function windowsTree(leader: number, leaderHasEnded: () => boolean): ProcessGroup {
  return {
    isAlive: () => !leaderHasEnded(),
    members: () => [],
    signal: (signal) => {
      if (signal === 'SIGINT') return;
      const options = {stdio: 'ignore', windowsHide: true} as const;
      spawn('taskkill', ['/PID', String(leader), '/T', '/F'], options).on('error', () => {});
    },
  };
}
