import {dirname} from 'node:path';
import type {Writable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import type {AgentRequest, AgentResult, AgentRunner} from '../domain/ports/agent.ts';
import type {Clock} from '../domain/ports/system.ts';
import {markPids, readProcess} from './linux-processes.ts';
import {type LogFile, openLog} from './log-file.ts';
import {makeNamedPipes, type NamedPipes} from './output-pipes.ts';
import {observingSink, openSink, type Pump, type Sink, startPump} from './output-tee.ts';
import {endGroup, joinGroups, KILL, type ProcessGroup, processGroup, type Rung} from './process-group.ts';
import {type Exit, signalExitCode, startProcess} from './start-process.ts';
import {describeEnded, describeSurvivors, processesOfStep, STEP_UID_VARIABLE} from './step-processes.ts';

/**
 * The times that an agent has to end. A cancelled workflow step has ten seconds in all: the runner sends SIGINT, 7.5 s
 * later SIGTERM, 2.5 s later it kills us. What is left of them after these belongs to the record.
 */
interface AgentGraces {
  /** The wait between SIGTERM for a timeout and SIGKILL. */
  readonly timeoutMs: number;
  /** The wait between SIGINT for a cancellation and SIGTERM. */
  readonly interruptMs: number;
  /** The wait between that SIGTERM and SIGKILL. */
  readonly terminateMs: number;
  /** The waits for processes that the agent left behind: to end by themselves, and after SIGTERM. */
  readonly leftoverMs: number;
}

interface AgentRunnerDeps {
  /**
   * The streams that show the agent's output. In GitHub Actions both must be the same stream: the runner reads its two apart,
   * so that a command on one could slip past a guard on the other.
   */
  readonly sinks: {readonly stdout: Writable; readonly stderr: Writable};
  readonly clock: Clock;
  /** A folder of this run alone, where its pipes are prepared; without one, beside the log when it starts. */
  readonly folder?: string;
  readonly graces?: Partial<AgentGraces>;
}

const GRACES: AgentGraces = {timeoutMs: 5000, interruptMs: 4000, terminateMs: 2000, leftoverMs: 1000};
const TIMEOUT_EXIT_CODE = 124;
/** setTimeout fires at once for anything longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const OUTPUT_AFTER_CANCEL_MS = 1000;

/** Runs agents as processes of this machine. */
export function createAgentRunner(deps: AgentRunnerDeps): AgentRunner {
  // The first agent's, while others prepare the rest of its start.
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

  // 1. Started, and its output on the way: to the people, and into the log in order of arrival.
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

  // 2. It ends, or is ended, with everything in its group and everything of its step that has left the group.
  const uid = request.env[STEP_UID_VARIABLE];
  const ownGroup = processGroup(agent.pid, () => exit !== undefined);
  const group =
    uid === undefined ? ownGroup : joinGroups(ownGroup, processesOfStep(uid, readProcess(process.pid)?.started, mark));
  const ending = await firstOf(exited, request);
  const notes = await endAgent(ending, group, {...GRACES, ...deps.graces});
  // A process of another user, or one stuck in the kernel, may outlive even SIGKILL; we do not wait for it.
  if (exit === undefined) await Promise.race([exited, delay(KILL.graceMs, undefined, {ref: false})]);
  if (exit === undefined) endedAt = deps.clock.now();

  // 3. What is still in the pipes.
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

/** The reason why the agent ends: whichever comes first. */
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

/** Ends what must end, the gentle way first, and says in notes what a reader would not expect. */
async function endAgent(ending: AgentResult['ending'], group: ProcessGroup, graces: AgentGraces): Promise<string[]> {
  if (ending === 'exited') return endLeftovers(group, graces);
  const rungs: readonly Rung[] =
    ending === 'timed_out' || ending === 'over_budget'
      ? [{signal: 'SIGTERM', graceMs: graces.timeoutMs}, KILL]
      : [{signal: 'SIGINT', graceMs: graces.interruptMs}, {signal: 'SIGTERM', graceMs: graces.terminateMs}, KILL];
  return (await endGroup(group, rungs)) ? [] : [describeSurvivors(group)];
}

async function endLeftovers(group: ProcessGroup, {leftoverMs}: AgentGraces): Promise<string[]> {
  // The last of a pipeline, such as `tee`, outlives its shell by a moment; that is nothing to speak of.
  if (await endGroup(group, [{signal: null, graceMs: leftoverMs}])) return [];
  const left = group.members();
  const gone = await endGroup(group, [{signal: 'SIGTERM', graceMs: leftoverMs}, KILL]);
  return [gone ? describeEnded(left) : describeSurvivors(group)];
}

/** Empties the pipes. A cancelled run has no time for a reader that does not read. */
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
