import type {RunInfo, UsageReport} from '../domain/documents.ts';
import {describeError, InputError} from '../domain/errors.ts';
import {pinPrefix, stepPinRef} from '../domain/pin-refs.ts';
import type {AgentEnd, AgentRequest, AgentResult, AgentRunner} from '../domain/ports/agent.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {History, Store} from '../domain/ports/store.ts';
import {settlesIds} from '../domain/ports/store.ts';
import type {Clock, Log} from '../domain/ports/system.ts';
import type {Step, StepDraft} from '../domain/step.ts';
import {type FrontEnd, WORDINGS, type Wording} from '../domain/wording.ts';
import {type FinishedStep, type FinishStepRequest, finishStep} from './finish-step.ts';
import {lookBeforeStart} from './look-before-start.ts';
import {reconcilePins} from './reconcile.ts';
import type {NoteProgress, StepProgress, StepStart} from './step-progress.ts';
import {failureOf, sayCondition} from './step-sentences.ts';

/** What the story needs from outside. */
export interface RecordStepDeps {
  readonly repository: Repository;
  readonly store: Store;
  readonly agent: AgentRunner;
  readonly clock: Clock;
  readonly log: Log;
  /** Builds the agent's command, environment and files, once the step has its names. */
  readonly launch: (step: Step, settledId: number | null) => Promise<Omit<AgentRequest, 'signal'>>;
  /** What the agent used, read after it ended. Never throws. */
  readonly readUsage: (agent: AgentEnd) => Promise<UsageReport>;
  /** Told as soon as the step stands in the ledger, before the agent starts. */
  readonly onStarted?: (step: Step, history: History) => void;
  /** Told how far the step has come, from before it is on record. */
  readonly note?: NoteProgress;
  readonly keepFile: ((path: string) => Promise<string>) | null;
  /** A history of this run alone, for when the real one cannot take the step. */
  readonly fallbackHistory: (reason: string) => History;
}

export interface RecordStepRequest extends FinishStepRequest {
  readonly projectId: string;
  /** What a detached HEAD stands for, such as a pull request's head; null when it stands for nothing. */
  readonly detachedBranch: string | null;
  readonly run: RunInfo;
  readonly signal: AbortSignal;
  /** Whose words a refusal uses to say what to write. */
  readonly frontEnd: FrontEnd;
}

export interface RecordStepResult extends FinishedStep {
  readonly history: History;
  /** Everything people were warned of, one sentence each. */
  readonly warnings: readonly string[];
  /** Why the workflow step fails; null when it does not. The agent's failure and work that missed its branch. */
  readonly failure: string | null;
}

/**
 * Runs an agent as one recorded step. What goes wrong before it starts is thrown, and nothing has changed; what goes
 * wrong afterwards is a warning, because the agent's result must not be hurt by the recording. The caller closes the
 * history.
 */
export async function recordStep(deps: RecordStepDeps, request: RecordStepRequest): Promise<RecordStepResult> {
  const {repository} = deps;
  const warnings: string[] = [];
  const warn = (message: string) => {
    warnings.push(message);
    deps.log.warn(message);
  };

  // 1. Where it begins, and whether the work could reach its branch.
  const head = await repository.head();
  const remote = request.push === 'auto' ? repository.remote : null;
  const wording = WORDINGS[request.frontEnd];
  if (request.push === 'auto' && remote === null) throw noRemote(repository.root, wording);
  const atStart = await lookBeforeStart(remote, head, {
    branch: head.branch,
    pins: `${pinPrefix(request.slug)}*`,
    wording,
    pinRef: stepPinRef(request.slug, request.uid),
  });

  // 2. The history, with what earlier runs could not write into it.
  const opened = await deps.store.open();
  for (const message of opened.warnings) warn(message);
  sayCondition(opened.condition, warn);
  await reconcilePins({history: opened, repository, slug: request.slug, refs: atStart.refs, warn});

  // 3. On record, before the agent starts.
  const workTree = await repository.snapshot();
  const startTime = deps.clock.now().toISOString();
  const start: StepStart = {head, workTree, heads: atStart.heads, startTime};
  deps.note?.({start, agent: null, left: null, used: null});
  const {history, started} = await startStep(deps, opened, warn, {
    uid: request.uid,
    projectId: request.projectId,
    repository: repository.remote?.repository ?? null,
    branch: head.branch ?? request.detachedBranch,
    commitShaBefore: head.sha,
    agentConfig: request.agentConfig,
    run: request.run,
    startTime,
    limits: null,
  });
  const settledId = settlesIds(deps.store.name) ? started.id : null;
  deps.onStarted?.(started, history);

  // 4. The agent.
  const agent = await runAgent(deps, request, started, settledId);
  for (const note of agent.notes) warn(note);
  const progress: StepProgress = {start, agent, left: null, used: null};
  deps.note?.(progress);

  // 5. Its work kept and delivered, its record finished and published.
  const finished = await finishStep({...deps, history, warn}, request, {
    started,
    settledId,
    agent,
    progress,
    isLate: false,
  });
  return {...finished, history, warnings, failure: failureOf(finished.step, agent, {...request, wording})};
}

/** Records the step as running; a history that cannot take it is replaced by one of this run alone. */
async function startStep(
  deps: RecordStepDeps,
  opened: History,
  warn: (message: string) => void,
  draft: StepDraft,
): Promise<{history: History; started: Step}> {
  try {
    return {history: opened, started: await opened.startStep(draft)};
  } catch (error) {
    warn(`The step could not be written to its history before it started: ${describeError(error)}`);
    const history = deps.fallbackHistory(describeError(error));
    return {history, started: await history.startStep(draft)};
  }
}

/** Runs the agent. One that cannot be started has ended with 127, as in a shell, and the reason is its note. */
async function runAgent(
  deps: RecordStepDeps,
  request: RecordStepRequest,
  started: Step,
  settledId: number | null,
): Promise<AgentResult> {
  try {
    return await deps.agent.run({...(await deps.launch(started, settledId)), signal: request.signal});
  } catch (error) {
    const endTime = deps.clock.now();
    return {
      ending: 'exited',
      exitCode: 127,
      startTime: started.startTime,
      endTime: endTime.toISOString(),
      durationMs: Math.max(0, endTime.getTime() - Date.parse(started.startTime)),
      notes: [`The agent could not be started: ${describeError(error)}`],
    };
  }
}

function noRemote(root: string, {pushIsAuto, pushNone}: Wording): InputError {
  return new InputError(
    'bad-input',
    `${pushIsAuto}, but the repository in ${root} has no remote to push to. Add one as origin, or use ${pushNone}.`,
  );
}
