import {summary} from '@actions/core';
import {createRunFolder} from '../agent/run-folder.ts';
import {historyToView} from '../app/history-to-view.ts';
import {sendRollbackTelemetry, withTrace} from '../app/step-telemetry.ts';
import {WORDINGS} from '../app/wordings.ts';
import {describeError} from '../domain/errors.ts';
import {forgeOf} from '../domain/forges.ts';
import type {Clone} from '../domain/ports/git.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
import {rollbackName} from '../domain/rollback.ts';
import type {Markup} from '../render/escape.ts';
import {renderRollbackSummary, type ShownMove} from '../render/rollback-summary.ts';
import {systemClock, systemUids} from '../system/clock-and-uids.ts';
import {markInterrupted} from '../usecases/mark-interrupted.ts';
import type {MoveResult} from '../usecases/rollback/carry-out-move.ts';
import type {MoveDeps, MoveRequest} from '../usecases/rollback/move-checks.ts';
import {openActionStore, openToRead} from './history-store.ts';
import type {CommonInputs, TelemetryInputs} from './inputs.ts';
import {checkMayWrite, completeContext, type Job, openJob} from './job.ts';
import {actionLog} from './log.ts';
import {rollbackOutputs, setOutputs} from './outputs.ts';
import {updateComment} from './pull-request-comment.ts';

/** A rollback, revert or undo to report: planned only (`done` is null), or carried out. */
export interface Move extends ShownMove {
  readonly done: MoveResult<unknown> | null;
}

type MoveInputs = CommonInputs &
  TelemetryInputs & {
    readonly branch: string | null;
    readonly reason: string | null;
    readonly dryRun: boolean;
  };

/** The additions for a command in a comment: the job is already open, and the answer goes into our comment. */
interface MoveByComment {
  readonly job: Job;
  /** The author of the comment. */
  readonly actor: string;
  readonly answer: (move: Move) => Markup;
}

/** Moves a branch: opens the history, lets `story` plan and carry out the move, and reports it. */
export async function moveBranch(
  inputs: MoveInputs,
  story: (deps: MoveDeps, request: MoveRequest) => Promise<Move>,
  byComment: MoveByComment | null = null,
): Promise<Move> {
  const job = byComment?.job ?? openJob(inputs);
  if (inputs.storeNotice !== null) actionLog.notice(inputs.storeNotice);
  const folder = await createRunFolder(job.temporaryDirectory, null);
  const repository = await job.git.open(job.workspace);
  try {
    const request = {folder: folder.path, uid: systemUids.next(), create: false, repository};
    const store = await openActionStore(inputs, job, request);
    const context = await completeContext(job);
    if (!inputs.dryRun) await checkMayWrite(job, 'move a branch');
    const history = await openToRead(store, actionLog.warn);
    try {
      if (!inputs.dryRun) {
        await markInterrupted({history, proofs: job.proofs, inform: actionLog.info}, {own: context.run});
      }
      const words = WORDINGS[byComment === null ? 'action' : 'comment'];
      const move = await story(
        {
          history,
          repository,
          clock: systemClock,
          uids: systemUids,
          log: actionLog,
          words,
          ...(job.forge && {codeHost: job.forge}),
        },
        {
          projectId: job.projectId,
          slug: job.slug,
          branch: inputs.branch,
          reason: inputs.reason,
          actor: byComment?.actor ?? context.triggeringActor,
          run:
            inputs.otlp.settings === null
              ? context.run
              : withTrace(context.run, {env: job.env, checkRunId: inputs.jobCheckRunId}),
          where: 'remote',
          tokenKind: (await pushesWithJobToken(repository, job, inputs)) ? 'job' : 'other',
        },
      );
      await reportMove({inputs, job, history, move, said: byComment?.answer(move) ?? null});
      const {settings} = inputs.otlp;
      if (settings !== null && move.done !== null)
        await sendRollbackTelemetry(settings, move.done.rollback, move.steps, actionLog.warn);
      return move;
    } finally {
      await history.close();
    }
  } finally {
    await repository.close();
  }
}

/**
 * Returns true on GitHub if pushes use the job's token, which may not change workflow files. A checkout may have configured
 * another token or an ssh key, which can.
 */
async function pushesWithJobToken({remote}: Pick<Clone, 'remote'>, job: Job, inputs: CommonInputs): Promise<boolean> {
  const {githubToken, pushToken} = inputs;
  if (forgeOf(job.env) !== 'GitHub' || remote === null || githubToken === null || pushToken !== null) return false;
  return await remote.pushesWith(githubToken);
}

interface MoveToReport {
  readonly inputs: MoveInputs;
  readonly job: Job;
  readonly history: HistoryReader;
  readonly move: Move;
  readonly said: Markup | null;
}

async function reportMove(told: MoveToReport): Promise<void> {
  const {inputs, job, history, move, said} = told;
  for (const warning of move.warnings) actionLog.warn(warning);
  const proposal = move.done?.proposal ?? null;
  const outputs = {
    rollback: move.done?.rollback ?? null,
    branch: move.branch,
    fromSha: move.from,
    toSha: move.to,
    pinRef: move.done === null ? null : move.pinRef,
    // A proposal has changed no step yet.
    steps: proposal === null ? move.steps.map((step) => step.id ?? step.uid) : [],
    pullRequestUrl: proposal?.pullRequest?.url ?? null,
    recorded: move.done?.recorded ?? null,
  };
  setOutputs(rollbackOutputs(outputs, move.kind === 'undo' ? 'reactivated-steps' : 'deactivated-steps'));
  actionLog.info(sentence(move));
  await writeSummary(told);
  if (move.done === null && said === null) return;
  const request = {job, context: job.context, comment: 'auto' as const, said: said ?? '', ...inputs};
  const comment = await updateComment({...request, branch: move.branch}, history);
  if (comment.warning !== null) actionLog.warn(comment.warning);
  if (said !== null) setOutputs({'comment-url': comment.url ?? ''});
}

async function writeSummary({inputs, job, history, move}: MoveToReport): Promise<void> {
  try {
    const scope = {pullRequest: null, branch: move.branch};
    const view = await historyToView(history, scope, {...inputs, slug: job.slug, context: job.context});
    const text = renderRollbackSummary({
      ...move,
      record: move.done?.rollback ?? null,
      reason: inputs.reason,
      publication: move.done?.publication ?? null,
      history: view,
    });
    await summary.addRaw(text, true).write();
  } catch (error) {
    actionLog.warn(`The job summary could not be written: ${describeError(error)}`);
  }
}

function sentence({done, kind, branch, from, to, steps}: Move): string {
  const names = steps.map((step) => step.id ?? step.uid).join(', ') || 'no step';
  const what = kind === 'undo' ? `${names} active again` : `${names} rolled back`;
  if (done !== null && done.proposal !== null) {
    const {proposal} = done;
    const where = proposal.pullRequest === null ? '' : ` (${proposal.pullRequest.url})`;
    return `${branch} stays at ${from} until ${rollbackName(done.rollback)} is merged from ${proposal.branch}${where}; then: ${what}.`;
  }
  const how = done === null ? 'would be moved' : `was moved by ${rollbackName(done.rollback)}`;
  return `${branch} ${how} from ${from} to ${to}; steps: ${what}.`;
}
