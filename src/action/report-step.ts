import {setFailed} from '@actions/core';
import {historyToView} from '../app/history-to-view.ts';
import {stepToOutputs} from '../app/step-outputs.ts';
import {type Ended, sendStepTelemetry} from '../app/step-telemetry.ts';
import {describeError} from '../domain/errors.ts';
import type {CheckRunRequest, Conclusion} from '../domain/ports/forge.ts';
import {type History, isStored, type Publication} from '../domain/ports/store.ts';
import {type Step, stepToJson} from '../domain/step.ts';
import type {SeenParts} from '../domain/step-status.ts';
import {capital, joinFilled} from '../domain/text.ts';
import {isForkRun, type RunContext} from '../domain/workplace.ts';
import {escapeText} from '../render/escape.ts';
import {renderStepSummary} from '../render/summary.ts';
import {endLine, workPlace} from '../render/terminal/end-line.ts';
import {warnOnFailure} from '../usecases/warn-on-failure.ts';
import type {StepInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog, addToSummary, type Outputs, setOutputs} from './log.ts';

interface StepReport {
  readonly inputs: StepInputs;
  readonly job: Job;
  readonly context: RunContext;
  /** Null if no agent was started. */
  readonly logFile: string | null;
  readonly step: Step;
  readonly history: History;
  readonly publication: Publication;
  readonly commentUrl: string | null;
  readonly failure: string | null;
}

/** Reports how the step ended: to the workflow (outputs), to people (summary) and to the runner (success or failure). */
export async function reportStep(report: StepReport): Promise<void> {
  const {inputs, context, step, history, publication} = report;
  // A fragment counts as recorded: the next run that can read the history merges it.
  const recorded = isStored(publication) && !isForkRun(context);
  setOutputs({
    ...stepOutputs(step, {stepsDb: history.dbPath, logFile: report.logFile, recorded}),
    ...(await totalsSoFar(report)),
    'comment-url': report.commentUrl,
  });
  const failures = report.failure === null ? [] : [report.failure];
  if (inputs.options.requireRecord && !recorded)
    failures.push('The record could not be published (require-record: true).');
  actionLog.info(logLine(step, publication, failures.length > 0));
  if (report.failure === null && step.status !== 'succeeded') {
    // Nothing else in the job shows that its agent did not succeed.
    const ended = endLine({...step, changes: null, tokenUsage: null});
    actionLog.notice(`The workflow goes on (continue-on-agent-error: true) although ${ended}.`);
  }
  await writeSummary(report);

  if (failures.length > 0) setFailed(failures.join(' '));
}

/** The outputs of the step action, except the totals, and `comment-url`, which is known last. */
export function stepOutputs(
  step: Step,
  facts: {readonly stepsDb: string | null; readonly logFile: string | null; readonly recorded: boolean},
): Outputs {
  return {
    ...stepToOutputs(step),
    'token-usage': step.tokenUsage && JSON.stringify(step.tokenUsage),
    step: JSON.stringify(stepToJson(step)),
    'steps-db': facts.stepsDb,
    'log-file': facts.logFile,
    recorded: facts.recorded,
  };
}

/** Describes the end of the step in one log line, since not every runner shows summaries. */
export function logLine(step: Step, publication: Publication, isIncomplete = false): string {
  const parts = [
    endLine(step, isIncomplete),
    workPlace(step),
    isStored(publication) ? '' : 'its record is not published',
  ];
  const line = joinFilled(parts, '; ');
  return `${capital(line)}.`;
}

/** The known usage of the step's branch and of the whole history so far; empty if it could not be read. */
async function totalsSoFar({step, history}: StepReport): Promise<Outputs> {
  const totals = async () => {
    if (history.condition.kind === 'unreadable') return {branch: null, project: null};
    const branch = step.branch === null ? null : await history.sumUsage({branch: step.branch});
    return {branch, project: await history.sumUsage()};
  };
  const {branch, project} = await totals().catch((error: unknown) => {
    actionLog.warn(`The usage of the whole history could not be summed up: ${describeError(error)}`);
    return {branch: null, project: null};
  });
  return {
    'branch-total-tokens': branch?.totalTokens,
    'branch-cost-usd': branch?.costUsd,
    'project-total-tokens': project?.totalTokens,
    'project-cost-usd': project?.costUsd,
  };
}

/** Writes the job summary: the step in detail, with its branch's history. A failure here does not affect the step. */
export async function writeSummary(report: Omit<StepReport, 'commentUrl' | 'failure'>): Promise<void> {
  const {inputs, job, context, step, history, publication, logFile} = report;
  try {
    const scope = {pullRequest: null, branch: step.branch};
    const view = await historyToView(history, scope, {...inputs, slug: job.slug, context});
    const text = renderStepSummary({...view, step, publication: isForkRun(context) ? null : publication, logFile});
    addToSummary(text);
  } catch (error) {
    actionLog.warn(`The job summary could not be written: ${describeError(error)}`);
  }
}

/**
 * Reports an ended step to the services that the user configured: a collector, a webhook, a check run on its commit. They run
 * in parallel, each with its own time limit. Failures are warnings. Never rejects.
 */
export async function notifyServices(
  {otlp, webhook, checkRun, isFork}: Pick<StepInputs, 'otlp' | 'webhook' | 'checkRun'> & {readonly isFork: boolean},
  job: Job,
  {step, rollback}: Ended,
  seen: SeenParts | null,
): Promise<void> {
  const {warn} = actionLog;
  await Promise.all([
    otlp.settings === null ? null : sendStepTelemetry(otlp.settings, {step, rollback, seen, env: job.env, warn}),
    warnOnFailure(warn, async () => {
      if (webhook === null) return;
      const {sendWebhook} = await import('../telemetry/send.ts');
      const problem = await sendWebhook(webhook, step);
      if (problem !== null) warn(problem);
    }),
    warnOnFailure(warn, async () => {
      // A fork's run has no write access.
      const request = checkRun === null || isFork ? null : checkRunOf(checkRun, step);
      if (request !== null) await job.forge?.writeCheckRun(request);
    }),
  ]);
}

/** Builds a step's check run; null if the host has no commit to attach it to. */
export function checkRunOf(name: string, step: Step): CheckRunRequest | null {
  const isThere = step.pushed === 'pushed' || step.pushed === 'unchanged' || step.pushed === 'pinned';
  const sha = (isThere ? step.commitShaAfter : null) ?? step.commitShaBefore;
  if (sha === null) return null;
  const conclusion = conclusionOf(step);
  const line = endLine(step, conclusion !== 'success');
  const place = workPlace(step);
  return {
    name,
    sha,
    conclusion,
    uid: step.uid,
    startedAt: step.startTime,
    endedAt: step.endTime ?? step.startTime,
    title: line,
    summary: escapeText(place === '' ? line : `${line}; ${place}`, 1000),
    url: step.run?.url ?? null,
  };
}

/** A success requires that the step succeeded and its work reached the branch. */
function conclusionOf({status, pushed}: Step): Conclusion {
  if (status === 'succeeded') return pushed === 'pinned' || pushed === 'bundled' ? 'action_required' : 'success';
  if (status === 'refused') return 'action_required';
  return status === 'timed_out' ? 'timed_out' : status === 'cancelled' ? 'cancelled' : 'failure';
}
