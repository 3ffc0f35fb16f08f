import {spawn} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import {errnoCode} from '../domain/errors.ts';
import {listProcesses} from './linux-processes.ts';

/** A process that is still in a group; its name is its own word for itself. */
export interface GroupMember {
  readonly pid: number;
  readonly name: string;
}

/** Everything a program started and did not take out of its group. */
export interface ProcessGroup {
  isAlive(): boolean;
  /** The processes in the group, as Linux tells them. Empty on other systems. */
  members(): readonly GroupMember[];
  signal(signal: NodeJS.Signals): void;
}

/** One stage of ending a group: a signal (null only waits) and how long the group has to go afterwards. */
export interface Rung {
  readonly signal: NodeJS.Signals | null;
  readonly graceMs: number;
}

const POLL_MS = 20;
const NAMED_MEMBERS = 5;
/** SIGKILL needs no grace, but the system may need a moment to carry it out. */
export const KILL: Rung = {signal: 'SIGKILL', graceMs: 2000};

/** The group that the process `leader` began, by whatever the platform has for it. */
export function processGroup(leader: number, leaderHasEnded: () => boolean): ProcessGroup {
  return process.platform === 'win32' ? windowsTree(leader, leaderHasEnded) : posixGroup(leader);
}

/** Two groups as one. */
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

/** The processes of a group, as the end of a sentence: `: "sleep" (4711), "node" (4712)`; '' when none is known. */
export function listMembers(members: readonly GroupMember[]): string {
  if (members.length === 0) return '';
  const named = members.slice(0, NAMED_MEMBERS).map(({pid, name}) => `${JSON.stringify(name)} (${pid})`);
  if (members.length > named.length) named.push(`${members.length - named.length} more`);
  return `: ${named.join(', ')}`;
}

/** Climbs the rungs until nobody of the group is left. False when somebody outlived the last one. */
export async function endGroup(group: ProcessGroup, rungs: readonly Rung[]): Promise<boolean> {
  for (const {signal, graceMs} of rungs) {
    if (!group.isAlive()) return true;
    if (signal !== null) group.signal(signal);
    // Nothing announces the end of a process that is not our child, so we look.
    const deadline = performance.now() + graceMs;
    while (group.isAlive() && performance.now() < deadline) {
      // Who is killed may have forked on the way; gentler signals are sent once, for programs take a second one amiss.
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
      // In a job container nobody may reap orphans, and a dead process that was not reaped still takes signals.
      return members()?.length !== 0;
    },
    members: () => members() ?? [],
    signal: (signal) => {
      try {
        process.kill(-id, signal);
      } catch {
        // It has just ended, or belongs to another user; whether it is alive is asked next.
      }
    },
  };
}

function takesSignals(id: number): boolean {
  try {
    process.kill(-id, 0);
    return true;
  } catch (error) {
    // EPERM: Linux says so of other users' processes, macOS of a group that has only dead ones.
    return process.platform === 'linux' && errnoCode(error) === 'EPERM';
  }
}

/**
 * Windows has no process groups: the tree below the leader is ended at once, and cannot be found any more when the
 * leader is gone. SIGINT is left out, because a console's Ctrl+C has reached everything in it already.
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
