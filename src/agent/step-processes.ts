import {execFileSync, spawn} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import {errnoCode} from '../domain/errors.ts';
import {type LinuxProcess, listProcesses, type PidMark, readProcess, wasStartedWith} from './linux-processes.ts';

/** A process in a group. It can set its own name. */
interface GroupMember {
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
function listMembers(members: readonly GroupMember[]): string {
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

/** Every process of a step inherits this variable, even one that left the agent's group and lost its parent. */
export const STEP_UID_VARIABLE = 'LAFORGE_STEP_UID';

/** The time to end after SIGTERM. */
const GRACE_MS = 1000;

/**
 * The processes of a step in any group or session: those with its uid in their environment, and their descendants. Always
 * empty except on Linux. Processes older than `since`, the start of the process that assigned the uid, are skipped, which
 * are most of a machine's. `mark`, taken before the agent started, skips them earlier.
 */
export function processesOfStep(uid: string, since = 0, mark: PidMark | null = null): ProcessGroup {
  const members = () => findProcesses(uid, since, mark);
  return {
    isAlive: () => members().length > 0,
    members,
    signal: (signal) => {
      for (const {pid} of members()) {
        try {
          process.kill(pid, signal);
        } catch {
          // It just ended; the caller checks isAlive next.
        }
      }
    },
  };
}

/**
 * Ends the processes that a step left running, called after the process that ran it is gone, so that its group is unknown.
 * Resolves to sentences for people and for the record.
 */
export async function endProcessesOfStep(uid: string, graceMs = GRACE_MS): Promise<readonly string[]> {
  const left = processesOfStep(uid);
  const members = left.members();
  if (members.length === 0) return [];
  const gone = await endGroup(left, [{signal: 'SIGTERM', graceMs}, KILL]);
  return [gone ? describeEnded(members) : describeSurvivors(left)];
}

export function describeEnded(members: ReturnType<ProcessGroup['members']>): string {
  return `The agent left processes running, and they were ended${listMembers(members)}.`;
}

export function describeSurvivors(group: ProcessGroup): string {
  return `Processes of the agent could not be ended${listMembers(group.members())}. They may still change files.`;
}

function findProcesses(uid: string, since: number, mark: PidMark | null): readonly LinuxProcess[] {
  const processes = (listProcesses(mark) ?? []).filter(({started}) => started >= since);
  const found = new Set(processes.filter(({pid}) => wasStartedWith(pid, STEP_UID_VARIABLE, uid)).map(({pid}) => pid));
  // Repeat until nothing is added: a child can have a smaller id than its parent.
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const {pid, parent} of processes) if (found.has(parent)) found.add(pid);
  }
  return processes.filter(({pid}) => found.has(pid) && pid !== process.pid);
}

/** The leader of an agent's process group. Its start time tells it from a later process with the same id. */
interface AgentMark {
  readonly pid: number;
  readonly started: string;
}

/** The time between SIGTERM and SIGKILL, in which an agent can write down its usage. */
const LEADER_GRACE_MS = 3000;

/** Marks a process that just started; null on systems without a way to. */
export function markAgent(pid: number): AgentMark | null {
  const started = readStarted(pid);
  return started === null ? null : {pid, started};
}

/**
 * Ends what a step left running when its own process was killed: the agent's group, if its leader is still the marked
 * process, and every process with the step's uid. Resolves to sentences for people and for the record.
 */
export async function endAgentOfStep(mark: AgentMark | null, uid: string): Promise<readonly string[]> {
  const notes: string[] = [];
  if (mark !== null && readStarted(mark.pid) === mark.started) {
    const group = processGroup(mark.pid, () => readStarted(mark.pid) !== mark.started);
    const gone = await endGroup(group, [{signal: 'SIGTERM', graceMs: LEADER_GRACE_MS}, KILL]);
    notes.push(
      gone
        ? 'The agent still ran after its action had been killed, and was ended.'
        : 'The agent still ran after its action had been killed, and could not be ended. It may still change files.',
    );
  }
  return [...notes, ...(await endProcessesOfStep(uid))];
}

/** Lists what a step left running when its own process was killed. Empty on systems that do not tell. */
export function findAgentOfStep(mark: AgentMark | null, uid: string): readonly GroupMember[] {
  const found = processesOfStep(uid).members();
  const isAlive = mark !== null && readStarted(mark.pid) === mark.started;
  return found.length === 0 && isAlive ? [{pid: mark.pid, name: 'the agent'}] : found;
}

function readStarted(pid: number): string | null {
  switch (process.platform) {
    case 'linux': {
      const found = readProcess(pid);
      return found === null ? null : String(found.started);
    }
    case 'darwin':
      return askPs(pid);
    default:
      return null;
  }
}

function askPs(pid: number): string | null {
  try {
    const args = ['-o', 'lstart=', '-p', String(pid)];
    return execFileSync('/bin/ps', args, {encoding: 'utf8', env: {LC_ALL: 'C'}, stdio: 'pipe'}).trim() || null;
  } catch {
    return null;
  }
}
