import {execFileSync} from 'node:child_process';
import {type LinuxProcess, listProcesses, type PidMark, readProcess, wasStartedWith} from './linux-processes.ts';
import {endGroup, type GroupMember, KILL, listMembers, type ProcessGroup, processGroup} from './process-group.ts';

/** Every process of a step has it in its environment, also one that has left the agent's group and lost its parent. */
export const STEP_UID_VARIABLE = 'LAFORGE_STEP_UID';

/** The wait after each of SIGTERM and SIGKILL, in milliseconds. */
const GRACE_MS = 1000;

/**
 * The processes that a step started, found by the step's uid in its environment or by descent from such a process, whatever group and
 * session it is in. Only Linux tells; elsewhere it is always empty. What began before `since`, the process that gave the
 * step its uid, is not asked: most of a machine's processes. `mark`, taken before the agent began, leaves those out sooner.
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
          // It has just ended; whether anybody is left is asked next.
        }
      }
    },
  };
}

/**
 * Ends whatever a step left running, for who comes after the process that ran it: its group is forgotten by then.
 * Resolves to what people and the record must be told, one sentence each.
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
  // A child is younger than its parent and may have a smaller number all the same: until nobody is added.
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const {pid, parent} of processes) if (found.has(parent)) found.add(pid);
  }
  return processes.filter(({pid}) => found.has(pid) && pid !== process.pid);
}

/** The leader of an agent's process group, told by when it began from a later process that was given its id. */
export interface AgentMark {
  readonly pid: number;
  readonly started: string;
}

/** The wait between SIGTERM and SIGKILL: an agent writes down what it used when it is asked to end. */
const LEADER_GRACE_MS = 3000;

/** The mark of a process that has just begun; null where the system does not tell. */
export function markAgent(pid: number): AgentMark | null {
  const started = readStarted(pid);
  return started === null ? null : {pid, started};
}

/**
 * Ends what still runs of a step whose own process is gone: the agent's group, where its leader is still the process
 * that was marked, and whatever else carries the step's uid. Resolves to sentences for people and for the record.
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

/** Lists the processes that still run of a step whose own process is gone. Empty where the system does not tell. */
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
