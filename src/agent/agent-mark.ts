import {execFileSync} from 'node:child_process';
import {readProcess} from './linux-processes.ts';
import {endGroup, type GroupMember, KILL, processGroup} from './process-group.ts';
import {endProcessesOfStep, processesOfStep} from './step-processes.ts';

/** The leader of an agent's process group, told by when it began from a later process that was given its id. */
export interface AgentMark {
  readonly pid: number;
  readonly started: string;
}

interface FoundAgent {
  /** The agent itself still ran. */
  readonly wasAlive: boolean;
  /** Sentences for people and for the record. */
  readonly notes: readonly string[];
}

/** The wait between SIGTERM and SIGKILL: an agent writes down what it used when it is asked to end. */
const GRACE_MS = 3000;

/** The mark of a process that has just begun; null where the system does not tell. */
export function markAgent(pid: number): AgentMark | null {
  const started = readStarted(pid);
  return started === null ? null : {pid, started};
}

/**
 * Ends what still runs of a step whose own process is gone: the agent's group, where its leader is still the process
 * that was marked, and whatever else carries the step's uid.
 */
export async function endAgentOfStep(mark: AgentMark | null, uid: string): Promise<FoundAgent> {
  const notes: string[] = [];
  const wasAlive = mark !== null && readStarted(mark.pid) === mark.started;
  if (wasAlive) {
    const group = processGroup(mark.pid, () => readStarted(mark.pid) !== mark.started);
    const gone = await endGroup(group, [{signal: 'SIGTERM', graceMs: GRACE_MS}, KILL]);
    notes.push(
      gone
        ? 'The agent still ran after its action had been killed, and was ended.'
        : 'The agent still ran after its action had been killed, and could not be ended. It may still change files.',
    );
  }
  return {wasAlive, notes: [...notes, ...(await endProcessesOfStep(uid))]};
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
