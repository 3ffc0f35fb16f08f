import {type Ceiling, formatBudget, isShared} from '../../domain/budget.ts';
import {chainOf} from '../../domain/chain.ts';
import {type Budget, NO_AGENT_USAGE, type RunInfo, type UsageOfRun} from '../../domain/documents.ts';
import {badInput, describeError, errnoCode, type InputError} from '../../domain/errors.ts';
import type {AgentResult, StepAgent, UsageFollower} from '../../domain/ports/agent.ts';
import type {Remote} from '../../domain/ports/remote.ts';
import {type History, type StepStore, settlesIds} from '../../domain/ports/store.ts';
import type {Log} from '../../domain/ports/system.ts';
import {boundDraft, cutSentence} from '../../domain/records.ts';
import {HEADS, TAGS} from '../../domain/refs.ts';
import {withRepositoryId} from '../../domain/repository-key.ts';
import {notStarted} from '../../domain/start-refusals.ts';
import type {Step, StepDraft} from '../../domain/step.ts';
import type {Wording} from '../../domain/wording.ts';
import {markInterrupted} from '../mark-interrupted.ts';
import {finishMoves} from '../rollback/finish-moves.ts';
import {reconcileLocalPins, reconcilePins} from '../rollback/record-from-pins.ts';
import {warnOnFailure} from '../warn-on-failure.ts';
import {checkBudgets, othersUnseen, watchCeilings} from './check-budgets.ts';
import {checkRemote} from './check-remote.ts';
import {checkStart} from './check-work.ts';
import {finishStep, refuseStep} from './finish-step.ts';
import type {
  FinishedStep,
  FinishStepDeps,
  FinishStepRequest,
  StepHost,
  StepProgress,
  StepStart,
} from './step-progress.ts';
import {sayCondition, sayUnreached} from './step-sentences.ts';

export interface RecordStepDeps extends Pick<FinishStepDeps, 'repository' | 'clock' | 'words'> {
  readonly store: StepStore;
  readonly agent: StepAgent;
  readonly usage: UsageFollower;
  readonly log: Log;
  readonly host: StepHost;
}

export interface RecordStepRequest
  extends FinishStepRequest,
    Pick<StepDraft, 'projectId' | 'prompt' | 'setup' | 'template' | 'limits' | 'labels'> {
  /** The branch that a detached HEAD stands for, such as a pull request's head; null for none. */
  readonly detachedBranch: string | null;
  readonly run: RunInfo;
  /** False when the history is this run's alone, as in a fork. */
  readonly hasHistory: boolean;
  readonly signal: AbortSignal;
}

/**
 * Runs an agent as one recorded step. A failure before the agent starts is thrown, and nothing has changed; a later one
 * is a warning, because recording must not hurt the agent's result. The caller closes the history.
 */
export async function recordStep(deps: RecordStepDeps, request: RecordStepRequest): Promise<FinishedStep> {
  const {repository, store, host, words} = deps;
  const {startTime: time} = host;
  const {warn, info} = deps.log;
  const {slug} = request;

  // 1. Where the step begins, and whether its work could reach its branch. Local branches move only in a work tree that
  // lasts.
  const lock = request.commit === 'none' && request.push === 'none' ? null : await repository.findLock();
  if (lock !== null) throw notStarted.locked(lock);
  const movesLocally = request.workTreeLasts;
  const behind = movesLocally ? await time.count(() => finishMoves({repository, warn}, slug)) : null;
  const head = await repository.head();
  const remote = request.push === 'auto' ? repository.remote : null;
  if (remote !== null && behind?.has(head.branch ?? '')) throw notStarted.behindRemote(head.branch ?? '', words);
  if (request.push === 'auto' && remote === null) throw noRemote(repository.root, words);
  const shared = request.limits?.budgets.find(isShared);
  if (shared !== undefined && store.name !== 'postgres') throw cannotShare(shared, words);
  const atStart = await time.count(() => checkRemote(deps, head, request));
  if (atStart.unreached !== null) info(sayUnreached(atStart.unreached));

  // 2. The history, completed with what earlier runs could not record.
  const opened = await time.count(() => store.open());
  for (const message of opened.warnings) warn(message);
  sayCondition(opened.condition, atStart.unreached, {warn, info});
  const pins = {history: opened, repository, warn};
  await time.count(() => reconcilePins(pins, {slug, refs: atStart.refs, place: 'remote'}, time.leftMs('pins')));
  // Pins of local moves are in this repository.
  if (movesLocally) await time.count(() => reconcileLocalPins(pins, slug, time.leftMs('pins')));
  const running = {history: opened, proofs: host.proofs, inform: info, words};
  await time.count(() => markInterrupted(running, {own: request.run, limitMs: time.leftMs('pins')}));

  // 3. The record of the start, before the agent starts.
  const [workTree, clone, branches, tags, chain] = await Promise.all([
    repository.snapshot(),
    repository.cloneState(),
    movesLocally ? repository.localRefs(HEADS) : undefined,
    remote === null && !movesLocally ? undefined : repository.localRefs(TAGS),
    time.count(() => chainOf(opened)),
  ]);
  const {replays = null} = request;
  const name = replays === null ? (repository.remote?.repository ?? null) : replays.repository;
  const {draft, cuts} = boundDraft({
    uid: request.uid,
    projectId: request.projectId,
    repository: name,
    branch: head.branch ?? request.detachedBranch,
    commitShaBefore: head.sha,
    agentConfig: request.agentConfig,
    run: {...withRepositoryId(request.run, name), ...addressOf(repository.remote, request)},
    startTime: deps.clock.now().toISOString(),
    limits: request.limits,
    prompt: request.prompt,
    setup: request.setup,
    template: request.template,
    replays: replays?.uid ?? null,
    labels: request.labels,
    chain,
  });
  const asFound: StepStart = {
    ...{head, workTree, clone, heads: atStart.heads, checkBefore: null, draft},
    ...(branches !== undefined && {localRefs: new Map([...branches, ...(tags ?? [])])}),
    ...(remote !== null && tags !== undefined && {tags}),
  };
  host.note({start: asFound, ...NOT_YET});
  if (cuts.length > 0) warn(cutSentence(cuts));
  const {history, started} = await time.count(() => startStep(deps, opened, warn, draft));
  const settledId = settlesIds(store.name) ? started.id : null;

  // 4. The budget.
  const isSeen = !settlesIds(store.name) || started.id !== null;
  const asked = {
    step: started,
    isUsageRead: deps.usage.isRead,
    hasHistory: request.hasHistory,
    isSeen,
    words,
    limitMs: time.leftMs('record'),
  };
  const {refusal, ceilings, notes, remarks} = await time.count(() => checkBudgets(history, asked));
  for (const note of notes) warn(note);
  for (const remark of remarks) info(remark);
  if (request.limits !== null && request.limits.budgets.length > 0 && !settlesIds(store.name))
    warn(othersUnseen(store.name));
  if (refusal !== null) {
    return await refuseStep({history, warn}, started, {refusal, notes, isPushed: remote !== null});
  }
  host.onStarted(started, history);

  // 5. The check before the agent. Whatever it leaves behind does not count as the agent's work.
  const {checkBefore} = deps.agent;
  const before = {started, settledId};
  const found = checkBefore && (await checkStart({repository, history, words, warn}, request, checkBefore, before));
  const start: StepStart =
    found === null
      ? asFound
      : {
          ...asFound,
          checkBefore: found.result,
          workTree: (await warnOnFailure(warn, () => repository.snapshot())) ?? workTree,
          clone: (await warnOnFailure(warn, () => repository.cloneState())) ?? clone,
        };
  if (found !== null) host.note({start, ...NOT_YET});

  // 6. The agent, which may write to our files.
  const inspect = await history.guard();
  const {ran, used} = await runAgent(deps, started, settledId, ceilings, request.signal);
  const ended = {...ran, notes: [...ran.notes, ...(await inspect())]};
  for (const note of ended.notes) warn(note);
  const agent = {...ended, notes: [...notes, ...(found?.notes ?? []), ...ended.notes]};
  const progress: StepProgress = {start, ...NOT_YET, agent, used};
  host.note(progress);

  // 7. The work is kept and delivered, the record finished and published.
  const {usage, clock} = deps;
  const {check} = deps.agent;
  const ending = {request, started, settledId, agent, ceilings, progress, isUnseen: false};
  const finishDeps = {repository, history, store, usage, check, clock, host, words, warn};
  return await finishStep(finishDeps, ending);
}

const NOT_YET: Omit<StepProgress, 'start'> = {agent: null, left: null, used: null, checked: null};

/** Records the step as running. A history that cannot take it is replaced by one for this run alone. */
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
    const history = deps.store.fallback(describeError(error));
    return {history, started: await history.startStep(draft)};
  }
}

/** The errors of a program that exists and cannot be run. */
const NOT_RUN: ReadonlySet<string> = new Set(['EACCES', 'ENOEXEC', 'ENOTDIR', 'E2BIG']);

/** Runs the agent. One that cannot be started ends with 127 or 126, as in a shell, and a note says why. */
async function runAgent(
  deps: RecordStepDeps,
  started: Step,
  settledId: number | null,
  ceilings: readonly Ceiling[],
  signal: AbortSignal,
): Promise<{readonly ran: AgentResult; readonly used: UsageOfRun | null}> {
  try {
    const watched = watchCeilings(ceilings, deps.usage, deps.words);
    const result = await deps.agent.run(started, settledId, {...watched.request, signal});
    return {ran: watched.explain(result), used: null};
  } catch (error) {
    const endTime = deps.clock.now();
    const code = errnoCode(error instanceof Error ? error.cause : null) ?? '';
    const ran: AgentResult = {
      ending: 'exited',
      exitCode: NOT_RUN.has(code) ? 126 : 127,
      startTime: started.startTime,
      endTime: endTime.toISOString(),
      durationMs: Math.max(0, endTime.getTime() - Date.parse(started.startTime)),
      notes: [`The agent could not be started: ${describeError(error)}`],
    };
    return {ran, used: code === 'ENOENT' || NOT_RUN.has(code) ? {usage: NO_AGENT_USAGE, config: {}} : null};
  }
}

/** What tells the remote of a step from another one where no name does. */
function addressOf(remote: Remote | null, {replays}: Pick<RecordStepRequest, 'replays'>): Partial<RunInfo> {
  const address = replays === null ? (remote?.addressSha256 ?? null) : null;
  return address === null ? {} : {remote_sha256: address};
}

function noRemote(root: string, words: Wording): InputError {
  return badInput(
    `${words.pushIsAuto}, but the repository in ${root} has no remote to push to. Add one as origin, or use ${words.set('push', 'none')}.`,
  );
}

function cannotShare(budget: Budget, words: Wording): InputError {
  return badInput(
    `The budget of ${formatBudget(budget)} in ${words.option('budget')} is for many repositories, and only the store postgres knows more than one. Use that store, or a budget per project.`,
  );
}
