import {commitMessage} from '../domain/commit-message.ts';
import {completeConfig} from '../domain/complete-config.ts';
import type {AgentConfig, RunInfo, UsageReport} from '../domain/documents.ts';
import {describeError, InputError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import {pinPrefix, stepPinRef} from '../domain/pin-refs.ts';
import type {AgentRequest, AgentResult, AgentRunner} from '../domain/ports/agent.ts';
import type {Identity, Repository, WorkTreeSnapshot} from '../domain/ports/git.ts';
import type {History, Publication, Store} from '../domain/ports/store.ts';
import {settlesIds} from '../domain/ports/store.ts';
import type {Clock, Log} from '../domain/ports/system.ts';
import type {Step, StepDraft, StepOutcome} from '../domain/step.ts';
import {statusOf} from '../domain/step-status.ts';
import {type FrontEnd, WORDINGS, type Wording} from '../domain/wording.ts';
import {type Delivered, deliverWork} from './deliver-work.ts';
import {lookAtWork} from './look-at-work.ts';
import {lookBeforeStart} from './look-before-start.ts';
import {reconcilePins} from './reconcile.ts';
import {failureOf, leftSentences, sayCondition, sayPublication, verdictSentences} from './step-sentences.ts';

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
  readonly readUsage: (agent: AgentResult) => Promise<UsageReport>;
  /** Told as soon as the step stands in the ledger, before the agent starts. */
  readonly onStarted?: (step: Step, history: History) => void;
  readonly keepFile: ((path: string) => Promise<string>) | null;
  /** A history of this run alone, for when the real one cannot take the step. */
  readonly fallbackHistory: (reason: string) => History;
}

export interface RecordStepRequest {
  readonly uid: Uid;
  readonly projectId: string;
  readonly slug: string;
  /** What a detached HEAD stands for, such as a pull request's head; null when it stands for nothing. */
  readonly detachedBranch: string | null;
  readonly agentConfig: AgentConfig;
  readonly run: RunInfo;
  readonly prompt: string | null;
  readonly commit: 'auto' | 'none';
  readonly commitTemplate: string | null;
  readonly commitAuthor: Identity | null;
  /** Who commits as the agent: git's own identity, or the one it was given. */
  readonly agentIdentity: Identity;
  readonly push: 'auto' | 'none';
  readonly continueOnAgentError: boolean;
  readonly bundleFile: string;
  /** Absolute paths that are never committed: the ledger and what lies beside it. */
  readonly privatePaths: readonly string[];
  readonly signal: AbortSignal;
  /** Whose words a refusal uses to say what to write. */
  readonly frontEnd: FrontEnd;
}

export interface RecordStepResult {
  readonly step: Step;
  readonly history: History;
  readonly publication: Publication;
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
  const start = await repository.head();
  const remote = request.push === 'auto' ? repository.remote : null;
  const wording = WORDINGS[request.frontEnd];
  if (request.push === 'auto' && remote === null) throw noRemote(repository.root, wording);
  const pinRef = stepPinRef(request.slug, request.uid);
  const atStart = await lookBeforeStart(remote, start, {
    branch: start.branch,
    pins: `${pinPrefix(request.slug)}*`,
    wording,
    pinRef,
  });

  // 2. The history, with what earlier runs could not write into it.
  const opened = await deps.store.open();
  for (const message of opened.warnings) warn(message);
  sayCondition(opened.condition, warn);
  await reconcilePins({history: opened, repository, slug: request.slug, refs: atStart.refs, warn});

  // 3. On record, before the agent starts.
  const before = await repository.snapshot();
  const startTime = deps.clock.now();
  const {history, started} = await startStep(deps, opened, warn, {
    uid: request.uid,
    projectId: request.projectId,
    repository: repository.remote?.repository ?? null,
    branch: start.branch ?? request.detachedBranch,
    commitShaBefore: start.sha,
    agentConfig: request.agentConfig,
    run: request.run,
    startTime: startTime.toISOString(),
    limits: null,
  });
  const settledId = settlesIds(deps.store.name) ? started.id : null;
  deps.onStarted?.(started, history);

  // 4. The agent.
  const agent = await runAgent(deps, request, started, settledId);
  for (const note of agent.notes) warn(note);

  // 5. What it left: committed, looked at, delivered.
  const leftNotes = await commitLeft(repository, request, before, settledId, warn);
  const work = await attempt(warn, () =>
    lookAtWork({repository, request, start, started, atStart, startTime, endTime: deps.clock.now()}),
  );
  const {usage: tokenUsage, config} = await deps.readUsage(agent);
  const status = statusOf(agent, tokenUsage.verdict);
  const verdictNotes = verdictSentences(agent, tokenUsage.verdict);
  for (const note of verdictNotes) warn(note);
  const outcomeOf = (delivered: Delivered): StepOutcome => ({
    status,
    branch: work === undefined ? started.branch : work.branch,
    commitShaAfter: work?.after ?? null,
    agentConfig: completeConfig(request.agentConfig, config),
    endTime: agent.endTime,
    durationMs: agent.durationMs,
    tokenUsage,
    exitCode: agent.exitCode,
    pushed: delivered.pushed,
    pinRef: delivered.pinRef,
    changes: work?.changes ?? null,
    notes: [...agent.notes, ...verdictNotes, ...leftNotes, ...delivered.warnings],
  });
  const delivered: Delivered =
    work === undefined || remote === null
      ? {pushed: 'none', pinRef: null, warnings: []}
      : await deliverWork(
          {repository, remote, history, keepFile: deps.keepFile},
          {...request, ...work, before: start.sha, status, pinRef, tipsAtStart: atStart.heads, outcomeOf},
        );
  for (const message of delivered.warnings) warn(message);

  // 6. The record, finished and published; where it went along with the push, there is nothing left to do.
  const outcome = outcomeOf(delivered);
  const finished = await attempt(warn, () => history.finishStep(started.uid, outcome));
  const step = finished ?? {...started, ...outcome};
  const publication: Publication =
    finished === undefined
      ? {kind: 'kept', where: history.dbPath ?? 'nowhere', reason: 'the end of the step could not be written'}
      : await history.publish();
  sayPublication(publication, step, warn);
  return {step, history, publication, warnings, failure: failureOf(step, agent, {...request, wording})};
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

/** Commits what the agent left, by the rule of the input `commit`. Returns what the record must say about it. */
async function commitLeft(
  repository: Repository,
  request: RecordStepRequest,
  since: WorkTreeSnapshot,
  settledId: number | null,
  warn: (message: string) => void,
): Promise<readonly string[]> {
  if (request.commit === 'none') return [];
  const left = await attempt(warn, async () => {
    const namesBranch = request.commitTemplate?.includes('{branch}') === true;
    const branch = namesBranch ? (await repository.head()).branch : null;
    const facts = {
      stepId: settledId,
      stepUid: request.uid,
      agent: request.agentConfig.name,
      branch,
      prompt: request.prompt,
    };
    return repository.commitLeftovers({
      since,
      message: commitMessage(request.commitTemplate, facts),
      author: request.commitAuthor ?? request.agentIdentity,
      exclude: request.privatePaths,
    });
  });
  if (left === undefined) return ['What the agent left uncommitted could not be committed.'];
  const notes = leftSentences(left);
  for (const note of notes) warn(note);
  return notes;
}

/** Runs what may fail after the agent: its failure is a warning, the result undefined. */
async function attempt<Result>(
  warn: (message: string) => void,
  effect: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await effect();
  } catch (error) {
    warn(describeError(error));
    return undefined;
  }
}

function noRemote(root: string, {pushIsAuto, pushNone}: Wording): InputError {
  return new InputError(
    'bad-input',
    `${pushIsAuto}, but the repository in ${root} has no remote to push to. Add one as origin, or use ${pushNone}.`,
  );
}
