import {ownCeilings} from '../../domain/budget.ts';
import {hasFailedCheck, mayReachBranch} from '../../domain/delivery.ts';
import {completeConfig, NO_CHANGES} from '../../domain/documents.ts';
import {describeError} from '../../domain/errors.ts';
import type {HistoryWriter, Publication, StepStore} from '../../domain/ports/store.ts';
import {boundOutcome} from '../../domain/records.ts';
import {type Step, type StepOutcome, UNKNOWN_OUTCOME} from '../../domain/step.ts';
import {type StepPhase, statusOf} from '../../domain/step-status.ts';
import {sayOnce, warnOnFailure} from '../warn-on-failure.ts';
import {budgetSentences} from './check-budgets.ts';
import {checkWork} from './check-work.ts';
import {keepLeftovers} from './commit-leftovers.ts';
import {type Delivered, deliverWork, keepBeside, NOWHERE} from './deliver-work.ts';
import {measureWork} from './measure-work.ts';
import {signWork} from './sign-work.ts';
import type {CheckedWork, EndedStep, FinishedStep, FinishStepDeps, StepProgress, WorkDone} from './step-progress.ts';
import {failureOf, refusedSentence, sayPublication, verdictSentences} from './step-sentences.ts';

/**
 * Finishes a step whose agent has ended: keeps and delivers its work, writes and publishes its record. Continues from
 * the progress that is noted already. Any failure becomes a warning, because it must not hurt the agent's result.
 */
export async function finishStep(given: FinishStepDeps, ended: EndedStep): Promise<FinishedStep> {
  // Each part that meets the same trouble, such as a repository that is gone, would tell of it.
  const deps = {...given, warn: sayOnce(given.warn)};
  const {history, warn} = deps;
  const {request, started, agent} = ended;
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

  const say = (sentences: readonly string[]) => {
    for (const sentence of sentences) warn(sentence);
    return sentences;
  };

  // 1. Its leftovers, committed, and all of its work, measured.
  const left = progress.left ?? (await warnOnFailure(warn, () => keepLeftovers(deps, ended)));
  if (left !== undefined) note({left});
  const looked = left === undefined ? undefined : await warnOnFailure(warn, () => measureWork(deps, ended, left));

  say(looked?.notes ?? []);

  // 2. Its usage.
  const used = progress.used ?? (await deps.usage.read(agent));
  note({used});
  const {usage: tokenUsage, config} = used;
  const usageNotes = say([...(used.notes ?? []), ...verdictSentences(agent, tokenUsage.verdict)]);
  const agentStatus = statusOf(agent, tokenUsage.verdict);
  const {ceilings = ownCeilings(started.limits)} = ended;
  const facts = {usage: tokenUsage, status: agentStatus, ceilings, said: agent.notes};
  const budgetNotes = say(budgetSentences(started, facts, deps.words));

  // 3. Its check, before anything is pushed.
  const checked = progress.checked ?? (await timed('check', () => checkWork(deps, ended, agentStatus)));
  note({checked});
  const {status} = checked;

  // 4. Signed and delivered.
  const work = looked === undefined ? undefined : await sign(deps, ended, looked, checked);
  say(work?.notes.slice(looked?.notes.length) ?? []);
  const besideNotes = left === undefined ? [] : say(await keepBeside(deps, ended, left));
  const outcomeOf = (delivered: Delivered): StepOutcome =>
    boundOutcome({
      status,
      branch: work === undefined || request.replays != null ? started.branch : work.branch,
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
        ...usageNotes,
        ...budgetNotes,
        ...(left?.notes ?? []),
        ...(work?.notes ?? []),
        ...checked.notes,
        ...besideNotes,
        ...delivered.warnings,
      ],
    });
  const delivered =
    work === undefined ? NOWHERE : await timed('push', () => deliverWork(deps, ended, {work, checked, outcomeOf}));
  say(delivered.warnings);
  // In a clone that lasts, our push updates the tracking ref, as the user's own does.
  if (request.workTreeLasts && delivered.pushed === 'pushed' && work?.branch != null && work.after !== null)
    await deps.repository.notePush(work.branch, work.after);

  // 5. The record, finished and published, unless it went along with the push.
  const end = await recordEnd(deps, started, outcomeOf(delivered));
  const isTaken = end.lost === null && hasFailedCheck(end.step) && request.onFailure === 'rollback';
  // Loaded only then, because it pulls in all the code of a rollback.
  const {rollBackFailedCheck} = isTaken ? await import('./roll-back-failed-check.ts') : {};
  const takenBack = work === undefined ? undefined : await rollBackFailedCheck?.(deps, ended, end.step, work);
  const publication = await timed('publish', async () =>
    deps.store.keepRecord(end.lost ?? takenBack?.publication ?? (await history.publish())),
  );
  const step = takenBack == null ? end.step : {...end.step, active: false};
  sayPublication(publication, step, warn);
  const missed = left === undefined ? 'it could not be looked at' : left.missed;
  const rollback = takenBack?.rollback ?? null;
  const overBudget = progress.agent?.overBudget;
  const failure = failureOf({step, rollback, missed, overBudget}, request, deps.words);
  return {step, publication, rollback, failure, history};
}

/** Signs the work if it may go to its branch. */
async function sign(
  {repository}: FinishStepDeps,
  {request: {signer = null, uid, continueOnAgentError}, isUnseen, progress}: EndedStep,
  work: WorkDone,
  {status, offBranch}: CheckedWork,
): Promise<WorkDone> {
  if (signer === null || isUnseen || offBranch !== null || !mayReachBranch(status, continueOnAgentError)) return work;
  return await signWork(repository, {signer, uid, before: progress.start.head.sha}, work);
}

/** Records a step as refused: its agent never started, it took no time and changed nothing. */
export async function refuseStep(
  {history, warn}: Pick<FinishStepDeps, 'history' | 'warn'>,
  started: Step,
  why: {readonly refusal: string; readonly notes: readonly string[]; readonly isPushed: boolean},
): Promise<FinishedStep> {
  const outcome: StepOutcome = {
    ...UNKNOWN_OUTCOME,
    status: 'refused',
    branch: started.branch,
    commitShaAfter: started.commitShaBefore,
    agentConfig: started.agentConfig,
    endTime: started.startTime,
    durationMs: 0,
    pushed: why.isPushed ? 'unchanged' : 'none',
    changes: NO_CHANGES,
    notes: [`The agent was not started: ${why.refusal}.`, ...why.notes],
  };
  const {step, lost} = await recordEnd({history}, started, outcome);
  const publication = lost ?? (await history.publish());
  sayPublication(publication, step, warn);
  return {step, publication, rollback: null, failure: refusedSentence(started, why.refusal), history};
}

/**
 * Writes a step's end into its history. Never throws: when the history does not take it, on a full disk for example, it
 * has only the step's start, and `lost` says where the whole record is.
 */
export async function recordEnd(
  {history, store}: {readonly history: HistoryWriter; readonly store?: Pick<StepStore, 'keepEnd'>},
  started: Step,
  outcome: StepOutcome,
): Promise<{readonly step: Step; readonly lost: Publication | null}> {
  try {
    return {step: await history.finishStep(started.uid, outcome), lost: null};
  } catch (error) {
    const reason = describeError(error);
    const where = history.dbPath === null ? 'no file' : `${history.dbPath}, without its end`;
    const lost: Publication = {kind: 'kept', where, reason};
    const kept = await store?.keepEnd?.(started, outcome, reason).catch(() => lost);
    return {step: {...started, ...outcome}, lost: kept ?? lost};
  }
}
