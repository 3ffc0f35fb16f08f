import {ownCeilings} from '../../domain/budget.ts';
import {hasFailedCheck, mayReachBranch} from '../../domain/delivery.ts';
import {completeConfig} from '../../domain/documents.ts';
import {describeError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import {pinRefOf} from '../../domain/pin-refs.ts';
import type {AgentEnd} from '../../domain/ports/agent.ts';
import {boundOutcome} from '../../domain/records.ts';
import type {StepOutcome, StepStatus} from '../../domain/step.ts';
import {type StepPhase, statusOf} from '../../domain/step-status.ts';
import {capital} from '../../domain/text.ts';
import {warnOnFailure} from '../warn-on-failure.ts';
import {budgetSentences} from './budget-sentences.ts';
import {checkWork} from './check-work.ts';
import {keepLeftovers, wasStopped} from './commit-leftovers.ts';
import {bundleWork, type Delivered, deliverWork} from './deliver-work.ts';
import {measureWork} from './measure-work.ts';
import {recordEnd} from './record-end.ts';
import {signWork} from './sign-work.ts';
import type {
  CheckedWork,
  EndedStep,
  FinishedStep,
  FinishStepDeps,
  FinishStepRequest,
  LeftWork,
  StepProgress,
  StepStart,
  WorkDone,
} from './step-progress.ts';
import {sayPublication, verdictSentences} from './step-sentences.ts';

/**
 * Finishes a step whose agent has ended: keeps and delivers its work, writes and publishes its record. Continues from
 * the progress that is noted already. Any failure becomes a warning, because it must not hurt the agent's result.
 */
export async function finishStep(
  deps: FinishStepDeps,
  request: FinishStepRequest,
  ended: EndedStep,
): Promise<FinishedStep> {
  const {history, warn} = deps;
  const {started, agent} = ended;
  let {progress} = ended;
  const note = (part: Partial<StepProgress>) => {
    progress = {...progress, ...part};
    deps.host.note(progress);
  };

  const timed = async <Result>(name: StepPhase['name'], part: () => Promise<Result>): Promise<Result> => {
    const start = deps.clock.now().getTime();
    const result = await part();
    deps.host.onPhase?.({name, start, end: deps.clock.now().getTime()});
    return result;
  };

  // 1. Its leftovers, committed, and all of its work, measured.
  const left = progress.left ?? (await warnOnFailure(warn, () => keepLeftovers(deps, request, ended)));
  if (left !== undefined) note({left});
  const looked =
    left === undefined ? undefined : await warnOnFailure(warn, () => measureWork(deps, request, ended, left));

  for (const sentence of looked?.notes ?? []) warn(sentence);

  // 2. Its usage.
  const {usage: tokenUsage, config} = progress.used ?? (await deps.usage.read(agent));
  note({used: {usage: tokenUsage, config}});
  const verdictNotes = verdictSentences(agent, tokenUsage.verdict);
  const agentStatus = statusOf(agent, tokenUsage.verdict);
  const {ceilings = ownCeilings(started.limits)} = ended;
  const facts = {usage: tokenUsage, status: agentStatus, ceilings, said: agent.notes};
  const budgetNotes = budgetSentences(started, facts, deps.words);
  for (const sentence of [...verdictNotes, ...budgetNotes]) warn(sentence);

  // 3. Its check, before anything is pushed.
  const checked = progress.checked ?? (await timed('check', () => checkWork(deps, request, ended, agentStatus)));
  note({checked});
  const {status} = checked;

  // 4. Signed and delivered.
  const work = looked === undefined ? undefined : await sign(deps, request, ended, looked, checked);
  for (const sentence of work?.notes.slice(looked?.notes.length) ?? []) warn(sentence);
  const besideNotes = left === undefined ? [] : await keepBeside(deps, request, progress.start, left);
  for (const sentence of besideNotes) warn(sentence);
  const outcomeOf = (delivered: Delivered): StepOutcome =>
    boundOutcome({
      status,
      branch: work === undefined || request.keepAside != null ? started.branch : work.branch,
      commitShaAfter: work?.after ?? null,
      agentConfig: completeConfig(request.agentConfig, config),
      endTime: agent.endTime,
      durationMs: agent.durationMs,
      tokenUsage,
      exitCode: agent.exitCode,
      pushed: delivered.pushed,
      pinRef: delivered.pinRef,
      changes: work?.changes ?? null,
      check: checked.result,
      checkBefore: progress.start.checkBefore,
      notes: [
        ...agent.notes,
        ...verdictNotes,
        ...budgetNotes,
        ...(left?.notes ?? []),
        ...(work?.notes ?? []),
        ...checked.notes,
        ...besideNotes,
        ...delivered.warnings,
      ],
    });
  const delivered =
    work === undefined
      ? NOWHERE
      : await timed('push', () =>
          deliver(deps, request, ended, {work, checked, outcomeOf, missed: left?.missed ?? null}),
        );
  for (const message of delivered.warnings) warn(message);
  if (work !== undefined && request.workTreeLasts) await notePush(deps, work, delivered);

  // 5. The record, finished and published, unless it went along with the push.
  const end = await recordEnd(deps, started, outcomeOf(delivered));
  const isTaken = end.lost === null && hasFailedCheck(end.step) && request.onFailure === 'rollback';
  const takenBack =
    isTaken && work !== undefined
      ? await deps.takeBack(deps, request, end.step, {work, heads: progress.start.heads})
      : null;
  const publication = await timed('publish', async () =>
    deps.store.keepRecord(end.lost ?? takenBack?.publication ?? (await history.publish())),
  );
  const step = takenBack === null ? end.step : {...end.step, active: false};
  sayPublication(publication, step, warn);
  return {step, publication, rollback: takenBack?.rollback ?? null, missed: left === undefined ? UNSEEN : left.missed};
}

/** Signs the work if it may go to its branch. */
async function sign(
  {repository}: FinishStepDeps,
  {signer = null, uid, continueOnAgentError}: FinishStepRequest,
  {isLate, progress}: EndedStep,
  work: WorkDone,
  {status, offBranch}: CheckedWork,
): Promise<WorkDone> {
  const isUnseen = isLate && progress.left === null;
  if (signer === null || isUnseen || offBranch !== null || !mayReachBranch(status, continueOnAgentError)) return work;
  return await signWork(repository, {signer, uid, before: progress.start.head.sha}, work);
}

/** In a clone that lasts, our push updates the tracking ref, as the user's own does. */
async function notePush({repository}: FinishStepDeps, {branch, after}: WorkDone, {pushed}: Delivered): Promise<void> {
  if (pushed === 'pushed' && branch !== null && after !== null) await repository.notePush(branch, after);
}

const UNSEEN = 'it could not be looked at';
const NOWHERE: Delivered = {pushed: 'none', pinRef: null, warnings: []};

/** Pushes the work to its branch, else to a pin or a bundle. Without a push, keeps what would go with the job. */
async function deliver(
  {repository, history, store: {keepFile}}: FinishStepDeps,
  request: FinishStepRequest,
  {agent, isLate, progress}: EndedStep,
  done: {
    readonly work: WorkDone;
    readonly checked: CheckedWork;
    readonly missed: string | null;
    readonly outcomeOf: (delivered: Delivered) => StepOutcome;
  },
): Promise<Delivered> {
  const {work, checked, outcomeOf} = done;
  // A commit beside the branch completes the branch's: they stay together.
  const apart = work.kept === null ? null : done.missed;
  const {status} = checked;
  const {start} = progress;
  const remote = request.push === 'auto' ? repository.remote : null;
  const pinRef = pinRefOf('step', request.slug, request.uid);
  if (request.keepAside != null) return await keepAside(request.keepAside, start.head.sha, work, pinRef);
  const [before, after] = [start.head.sha, work.kept ?? work.after];
  const {bundleFile, continueOnAgentError, onFailure, uid} = request;
  if (remote === null) {
    const why = apart === null ? whyGoneWithJob(request, agent, status) : capital(apart);
    if (why === null || after === null || after === before) return NOWHERE;
    const pinned = request.workTreeLasts ? await pinHere(repository, pinRef, after, why) : null;
    if (pinned !== null) return pinned;
    const because = request.workTreeLasts ? `${why}.` : `${why}, and nothing may be pushed.`;
    return bundleWork({repository, keepFile}, {before, pinRef, bundleFile}, after, because);
  }
  if (work.mustStay !== null) {
    const where = `It is only in this work tree, at ${after}. Push those commits first if they may be seen, then this.`;
    return {...NOWHERE, warnings: [`The work was not pushed: ${work.mustStay}. ${where}`]};
  }
  const notLookedAt = isLate && progress.left === null && mayReachBranch(status, continueOnAgentError);
  const offBranch = notLookedAt
    ? 'the action was killed before it could look at the work'
    : (apart ?? work.offBranch ?? checked.offBranch);
  return deliverWork(
    {repository, remote, history, keepFile},
    {
      before,
      after,
      branch: work.branch,
      made: work.made,
      offBranch,
      status,
      continueOnAgentError,
      onFailure,
      tipsAtStart: start.heads,
      pinRef,
      bundleFile,
      uid,
      outcomeOf,
    },
  );
}

/** Pins commits that are neither on the branch nor in the work, else bundles them; says which. */
async function keepBeside(
  {repository, store: {keepFile}, warn}: FinishStepDeps,
  request: FinishStepRequest,
  {head}: StepStart,
  {beside}: LeftWork,
): Promise<readonly string[]> {
  const {remote} = repository;
  if (beside === null || remote === null) return [];
  const pinRef = pinRefOf('beside', request.slug, request.uid);
  const why = await warnOnFailure(warn, async () => {
    const result = await remote.push([{ref: pinRef, to: beside, expected: null}], {atomic: false});
    if (result.kind === 'pushed' || (await remote.refs([pinRef])).get(pinRef) === beside) return null;
    return result.explanation;
  });
  if (why === null) return [`What is beside the branch is kept: git fetch origin ${pinRef} gets it.`];
  const bundleFile = request.bundleFile.replace(/bundle$/, 'beside.bundle');
  const because = `What is beside the branch could not be pinned${why === undefined ? '.' : `: ${why}`}`;
  return (await bundleWork({repository, keepFile}, {before: head.sha, pinRef, bundleFile}, beside, because)).warnings;
}

/** Keeps work that is not meant for a branch. */
async function keepAside(
  keep: NonNullable<FinishStepRequest['keepAside']>,
  before: Sha | null,
  work: WorkDone,
  pinRef: string,
): Promise<Delivered> {
  const after = work.kept ?? work.after;
  if (after === null || after === before) return {pushed: 'unchanged', pinRef: null, warnings: []};
  try {
    await keep(before, after, pinRef);
    return {pushed: 'pinned', pinRef, warnings: []};
  } catch (error) {
    return {...NOWHERE, warnings: [`The work could not be kept: ${describeError(error)}`]};
  }
}

/** Pins work in a repository that lasts; null when it takes no ref or is gone. */
async function pinHere(
  repository: FinishStepDeps['repository'],
  pinRef: string,
  after: Sha,
  why: string,
): Promise<Delivered | null> {
  try {
    await repository.updateLocalRefs([{ref: pinRef, to: after, expected: null}]);
  } catch {
    return null;
  }
  return {pushed: 'pinned', pinRef, warnings: [`${why}. The work is kept in this repository: git show ${pinRef}`]};
}

/** Says why work that may not be pushed would vanish with the job; null when somebody may still pick it up. */
function whyGoneWithJob(request: FinishStepRequest, agent: AgentEnd, status: StepStatus): string | null {
  if (request.workTreeLasts) return null;
  if (wasStopped(agent) || status === 'cancelled') return 'The step was stopped';
  return hasFailedCheck({status}) && request.onFailure === 'rollback' ? 'The check failed' : null;
}
