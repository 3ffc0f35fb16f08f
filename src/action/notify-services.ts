import {type EndedStep, sendStepTelemetry} from '../app/step-telemetry.ts';
import type {CheckRunRequest, Conclusion} from '../domain/ports/forge.ts';
import type {Step} from '../domain/step.ts';
import type {StepPhase} from '../domain/step-status.ts';
import {escapeText} from '../render/escape.ts';
import {endLine, workPlace} from '../render/terminal/end-line.ts';
import {warnOnFailure} from '../usecases/warn-on-failure.ts';
import type {StepInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';

/**
 * Reports an ended step to the services that the user configured: a collector, a webhook, a check run on its commit. They run
 * in parallel, each with its own time limit. Failures are warnings. Never rejects.
 */
export async function notifyServices(
  {otlp, webhook, checkRun, isFork}: Pick<StepInputs, 'otlp' | 'webhook' | 'checkRun'> & {readonly isFork: boolean},
  job: Job,
  {step, rollback}: EndedStep,
  phases: readonly StepPhase[] | null,
): Promise<void> {
  const {warn} = actionLog;
  await Promise.all([
    otlp.settings === null ? null : sendStepTelemetry(otlp.settings, {step, rollback, phases, env: job.env, warn}),
    webhook === null ? null : postToWebhook(webhook, step),
    // A fork's run has no write access.
    checkRun === null || isFork ? null : writeCheckRun(checkRun, job, step),
  ]);
}

async function postToWebhook(webhook: NonNullable<StepInputs['webhook']>, step: Step): Promise<void> {
  await warnOnFailure(actionLog.warn, async () => {
    const {sendWebhook} = await import('../telemetry/webhook.ts');
    const problem = await sendWebhook(webhook, step);
    if (problem !== null) actionLog.warn(problem);
  });
}

async function writeCheckRun(name: string, job: Job, step: Step): Promise<void> {
  await warnOnFailure(actionLog.warn, async () => {
    const request = checkRunOf(name, step);
    if (request !== null) await job.forge?.writeCheckRun(request);
  });
}

/** Builds a step's check run; null if the host has no commit to attach it to. */
export function checkRunOf(name: string, step: Step): CheckRunRequest | null {
  const isThere = step.pushed === 'pushed' || step.pushed === 'unchanged' || step.pushed === 'pinned';
  const sha = (isThere ? step.commitShaAfter : null) ?? step.commitShaBefore;
  if (sha === null) return null;
  const line = endLine(step);
  const place = workPlace(step);
  return {
    name,
    sha,
    conclusion: conclusionOf(step),
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
