import {setFailed, summary} from '@actions/core';
import {historyToView} from '../app/history-to-view.ts';
import {describeError} from '../domain/errors.ts';
import {type History, isStored, type Publication} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import {isForkRun, type RunContext} from '../domain/workplace.ts';
import {renderStepSummary} from '../render/summary.ts';
import {endLine, workPlace} from '../render/terminal/end-line.ts';
import type {StepInputs} from './inputs.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';
import {type Outputs, setOutputs, stepOutputs, totalOutputs} from './outputs.ts';
import type {CommentOutcome} from './pull-request-comment.ts';

interface StepReport {
  readonly inputs: StepInputs;
  readonly job: Job;
  readonly context: RunContext;
  /** Null if no agent was started. */
  readonly logFile: string | null;
  readonly step: Step;
  readonly history: History;
  readonly publication: Publication;
  readonly comment: CommentOutcome;
  /** The reason for the workflow step to fail; null if it does not. */
  readonly failure: string | null;
}

/** Reports how the step ended: to the workflow (outputs), to people (summary) and to the runner (success or failure). */
export async function reportStep(report: StepReport): Promise<void> {
  const {inputs, context, step, history, publication, comment} = report;
  // A fragment counts as recorded: the next run that can read the history merges it.
  const recorded = isStored(publication) && !isForkRun(context);
  setOutputs({
    ...stepOutputs(step, {stepsDb: history.dbPath, logFile: report.logFile, recorded}),
    ...(await totalsSoFar(report)),
    'comment-url': comment.url ?? '',
  });
  if (comment.warning !== null) actionLog.warn(comment.warning);
  actionLog.info(logLine(step, publication));
  if (report.failure === null && step.status !== 'succeeded') actionLog.notice(explainSuccess(step));
  await writeSummary(report);

  const failures = report.failure === null ? [] : [report.failure];
  if (inputs.options.requireRecord && !recorded)
    failures.push('The record could not be published (require-record: true).');
  if (failures.length > 0) setFailed(failures.join(' '));
}

/** Describes the end of the step in one log line, since not every runner shows summaries. */
export function logLine(step: Step, publication: Publication): string {
  const parts = [endLine(step), workPlace(step), isStored(publication) ? '' : 'its record is not published'];
  const line = parts.filter((part) => part !== '').join('; ');
  return `${capital(line)}.`;
}

/** Explains why the workflow step succeeds although its agent did not. Nothing else in the job shows it. */
function explainSuccess(step: Step): string {
  return `The workflow goes on (continue-on-agent-error: true) although ${endLine({...step, changes: null, tokenUsage: null})}.`;
}

/** Sums up the usage of the step's branch and of the history; empty if it could not be read. */
async function totalsSoFar({step, history}: StepReport): Promise<Outputs> {
  try {
    if (history.condition.kind === 'unreadable') return totalOutputs({branch: null, project: null});
    const branch = step.branch === null ? null : await history.sumUsage({branch: step.branch});
    return totalOutputs({branch, project: await history.sumUsage()});
  } catch (error) {
    actionLog.warn(`The usage of the whole history could not be summed up: ${describeError(error)}`);
    return totalOutputs({branch: null, project: null});
  }
}

/** Writes the job summary: the step in detail, with its branch's history. A failure here does not affect the step. */
export async function writeSummary({
  inputs,
  job,
  context,
  step,
  history,
  publication,
  logFile,
}: Omit<StepReport, 'comment' | 'failure'>): Promise<void> {
  try {
    const scope = {pullRequest: null, branch: step.branch};
    const view = await historyToView(history, scope, {...inputs, slug: job.slug, context});
    const text = renderStepSummary({...view, step, publication: isForkRun(context) ? null : publication, logFile});
    await summary.addRaw(text, true).write();
  } catch (error) {
    actionLog.warn(`The job summary could not be written: ${describeError(error)}`);
  }
}
