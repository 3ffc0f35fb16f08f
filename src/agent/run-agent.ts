import {dirname} from 'node:path';
import type {Writable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import type {AgentRequest, AgentResult, AgentRunner} from '../domain/ports/agent.ts';
import type {Clock} from '../domain/ports/system.ts';
import {markPids, readProcess} from './linux-processes.ts';
import {type LogFile, openLog} from './log-file.ts';
import {observingSink, openSink, type Pump, type Sink, startPump} from './output-tee.ts';
import {type Exit, makeNamedPipes, type NamedPipes, signalExitCode, startProcess} from './start-process.ts';
import {
  describeEnded,
  describeSurvivors,
  endGroup,
  joinGroups,
  KILL,
  type ProcessGroup,
  processesOfStep,
  processGroup,
  type Rung,
  STEP_UID_VARIABLE,
} from './step-processes.ts';

/**
 * The times that an agent has to end. A cancelled workflow step has ten seconds in all: the runner sends SIGINT, after 7.5 s
 * SIGTERM, and after another 2.5 s SIGKILL. The time that these leave over is for writing the record.
 */
interface AgentGraces {
  /** After a timeout: the time between SIGTERM and SIGKILL. */
  readonly timeoutMs: number;
  /** After a cancellation: the time between SIGINT and SIGTERM. */
  readonly interruptMs: number;
  /** After a cancellation: the time between SIGTERM and SIGKILL. */
  readonly terminateMs: number;
  /** For processes that the agent left behind: the time to end by themselves, and again after SIGTERM. */
  readonly leftoverMs: number;
}

interface AgentRunnerDeps {
  /**
   * The streams that show the agent's output. In GitHub Actions both must be the same stream: the runner reads stdout and
   * stderr independently, so a command on one could slip past a guard on the other.
   */
  readonly sinks: {readonly stdout: Writable; readonly stderr: Writable};
  readonly clock: Clock;
  /** A private folder of this run, to prepare its pipes in ahead of time. Without it they are made beside the log at start. */
  readonly folder?: string;
  readonly graces?: Partial<AgentGraces>;
}

const GRACES: AgentGraces = {timeoutMs: 5000, interruptMs: 4000, terminateMs: 2000, leftoverMs: 1000};
const TIMEOUT_EXIT_CODE = 124;
/** setTimeout fires immediately for anything longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const OUTPUT_AFTER_CANCEL_MS = 1000;

/** Runs agents as processes of this machine. */
export function createAgentRunner(deps: AgentRunnerDeps): AgentRunner {
  // The first agent's pipes, made while the rest of its start is prepared.
  let ahead = deps.folder === undefined ? null : makeNamedPipes(deps.folder);
  const takePipes = ({logFile}: AgentRequest) => {
    const pipes = ahead ?? makeNamedPipes(dirname(logFile));
    ahead = null;
    return pipes;
  };
  return {run: (request) => runAgent(deps, request, takePipes)};
}

async function runAgent(
  deps: AgentRunnerDeps,
  request: AgentRequest,
  takePipes: (request: AgentRequest) => NamedPipes | null,
): Promise<AgentResult> {
  const startedAt = deps.clock.now();
  if (request.signal.aborted) return describeNotStarted(startedAt);

  // 1. Start the agent and copy its output to the terminal and, in order of arrival, to the log.
  const log = openLog(request.logFile);
  const mark = markPids();
  const agent = await startProcess(request, takePipes(request)).catch(async (error: unknown) => {
    await log.close();
    throw error;
  });
  request.onStarted?.(agent.pid);
  const shown = [openSink(deps.sinks.stdout), openSink(deps.sinks.stderr)];
  const {observe} = request;
  const pumps = [agent.stdout, agent.stderr].map((source, i) => {
    const observed =
      observe === undefined ? [] : [observingSink((chunk) => observe(chunk, i === 0 ? 'stdout' : 'stderr'))];
    return startPump(source, [...shown.slice(i, i + 1), log.sink, ...observed]);
  });
  let exit: Exit | undefined;
  let endedAt = startedAt;
  const exited = agent.exited.then((how) => {
    exit = how;
    endedAt = deps.clock.now();
  });

  // 2. Wait for its end or end it, with its process group and the step's processes that left the group.
  const uid = request.env[STEP_UID_VARIABLE];
  const ownGroup = processGroup(agent.pid, () => exit !== undefined);
  const group =
    uid === undefined ? ownGroup : joinGroups(ownGroup, processesOfStep(uid, readProcess(process.pid)?.started, mark));
  const ending = await firstOf(exited, request);
  const notes = await endAgent(ending, group, {...GRACES, ...deps.graces});
  // A process of another user, or one stuck in the kernel, can survive SIGKILL; do not wait for it.
  if (exit === undefined) await Promise.race([exited, delay(KILL.graceMs, undefined, {ref: false})]);
  if (exit === undefined) endedAt = deps.clock.now();

  // 3. Empty the pipes.
  notes.push(...(await finishOutput(pumps, request.signal)));
  notes.push(...(await closeSinks(shown, log)));

  return {
    ending,
    exitCode: ending === 'timed_out' ? TIMEOUT_EXIT_CODE : (exit?.code ?? signalExitCode(exit?.signal ?? 'SIGKILL')),
    startTime: startedAt.toISOString(),
    endTime: endedAt.toISOString(),
    durationMs: Math.max(0, endedAt.getTime() - startedAt.getTime()),
    notes,
  };
}

/** Resolves to the first reason for the agent to end. */
function firstOf(exited: Promise<void>, request: AgentRequest): Promise<AgentResult['ending']> {
  return new Promise((resolve) => {
    const over = new AbortController();
    const settle = (ending: AgentResult['ending']) => {
      over.abort();
      clearTimeout(timer);
      request.signal.removeEventListener('abort', cancel);
      resolve(ending);
    };
    const cancel = () => settle('cancelled');
    const timer =
      request.timeoutMs === null
        ? undefined
        : setTimeout(() => settle('timed_out'), Math.min(request.timeoutMs, LONGEST_TIMER_MS));
    request.signal.addEventListener('abort', cancel);
    if (request.signal.aborted) cancel();
    exited.then(() => settle('exited'));
    request.isOverBudget?.(over.signal).then((isOver) => {
      if (isOver) settle('over_budget');
    });
  });
}

/** Ends the agent's processes, gently at first. Resolves to notes about anything unexpected. */
async function endAgent(ending: AgentResult['ending'], group: ProcessGroup, graces: AgentGraces): Promise<string[]> {
  if (ending === 'exited') return endLeftovers(group, graces);
  const rungs: readonly Rung[] =
    ending === 'timed_out' || ending === 'over_budget'
      ? [{signal: 'SIGTERM', graceMs: graces.timeoutMs}, KILL]
      : [{signal: 'SIGINT', graceMs: graces.interruptMs}, {signal: 'SIGTERM', graceMs: graces.terminateMs}, KILL];
  return (await endGroup(group, rungs)) ? [] : [describeSurvivors(group)];
}

async function endLeftovers(group: ProcessGroup, {leftoverMs}: AgentGraces): Promise<string[]> {
  // The last process of a pipeline, such as `tee`, may outlive its shell by a moment, which is not worth a note.
  if (await endGroup(group, [{signal: null, graceMs: leftoverMs}])) return [];
  const left = group.members();
  const gone = await endGroup(group, [{signal: 'SIGTERM', graceMs: leftoverMs}, KILL]);
  return [gone ? describeEnded(left) : describeSurvivors(group)];
}

/** Empties the pipes, in limited time if the run was cancelled: a stalled reader must not hold it up. */
async function finishOutput(pumps: readonly Pump[], signal: AbortSignal): Promise<string[]> {
  const over = new AbortController();
  const outOfTime = cancelled(signal, over.signal)
    .then(() => delay(OUTPUT_AFTER_CANCEL_MS, undefined, {signal: over.signal}))
    .then(() => undefined)
    .catch(() => undefined);
  const finishedAll = await Promise.race([Promise.all(pumps.map((pump) => pump.finish())), outOfTime]);
  over.abort();
  for (const pump of pumps) pump.cut();
  if (finishedAll?.every((whole) => whole)) return [];
  return [
    finishedAll === undefined
      ? "The end of the agent's output may be missing: the run was cancelled while it was still being written."
      : 'A process that the agent hid from us kept its output open. What it prints from now on is not shown.',
  ];
}

function cancelled(signal: AbortSignal, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), {once: true, signal: over});
  });
}

async function closeSinks(shown: readonly Sink[], log: LogFile): Promise<string[]> {
  const notes = await log.close();
  const notShown = shown.map((sink) => sink.failure()).find((failure) => failure !== undefined);
  for (const sink of shown) sink.release();
  return [
    ...notes,
    ...(notShown === undefined ? [] : [`The agent's output could not be shown to its end: ${notShown.message}.`]),
  ];
}

function describeNotStarted(at: Date): AgentResult {
  return {
    ending: 'cancelled',
    exitCode: signalExitCode('SIGINT'),
    startTime: at.toISOString(),
    endTime: at.toISOString(),
    durationMs: 0,
    notes: ['The run was cancelled before the agent was started.'],
  };
}
