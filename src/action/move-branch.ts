import type {Undone} from '../app/check-signed.ts';
import {historyToView} from '../app/history-to-view.ts';
import {sendRollbackTelemetry, withTrace} from '../app/step-telemetry.ts';
import type {SignerOptions} from '../app/trusted-signers.ts';
import {WORDINGS} from '../app/wordings.ts';
import {describeError, RefusedError} from '../domain/errors.ts';
import {forgeOf} from '../domain/forges.ts';
import type {Clone} from '../domain/ports/git.ts';
import type {HistoryReader} from '../domain/ports/store.ts';
import {repositoryKey} from '../domain/repository-key.ts';
import {type PlannedMove, rollbackName} from '../domain/rollback.ts';
import {latestFirst, type Step} from '../domain/step.ts';
import type {Markup} from '../render/escape.ts';
import {renderRollbackSummary, type ShownMove} from '../render/rollback-summary.ts';
import {systemClock, systemUids} from '../system/clock-and-uids.ts';
import {markInterrupted} from '../usecases/mark-interrupted.ts';
import {type DryRun, type MoveResult, type ProposalOptions, planOrMove} from '../usecases/rollback/carry-out-move.ts';
import type {MoveDeps, MoveRequest, PreparedMove} from '../usecases/rollback/move-checks.ts';
import {prepareRevert, type RevertRequest} from '../usecases/rollback/revert-steps.ts';
import {prepareRollback, type RollbackRequest} from '../usecases/rollback/roll-back.ts';
import {prepareUndo, type UndoRequest} from '../usecases/rollback/undo-rollback.ts';
import {type CommonInputs, nameInSentence, readRollbackInputs, readUndoInputs, type TelemetryInputs} from './inputs.ts';
import {checkMayWrite, completeContext, type Job, openJob} from './job.ts';
import {actionLog, addToSummary, runAction, setOutputs} from './log.ts';
import {updateComment} from './pull-request-comment.ts';
import {withHistoryAndCode} from './reading.ts';

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
  const context = await completeContext(job);
  if (!inputs.dryRun) await checkMayWrite(job, 'move a branch');
  return await withHistoryAndCode(inputs, job, async ({history, repository}) => {
    if (!inputs.dryRun) {
      await markInterrupted(
        {history, proofs: job.proofs, inform: actionLog.info, words: WORDINGS.action},
        {own: context.run},
      );
    }
    const codeHost = job.forge && {codeHost: job.forge};
    const words = WORDINGS[byComment === null ? 'action' : 'comment'];
    const move = await story(
      {history, repository, clock: systemClock, uids: systemUids, log: actionLog, words, ...codeHost},
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
  });
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
  const {done} = move;
  // A proposal has changed no step yet.
  const steps = done?.proposal == null ? move.steps.map((step) => step.id ?? step.uid) : [];
  setOutputs({
    'rollback-id': done && rollbackName(done.rollback),
    branch: move.branch,
    'from-sha': move.from,
    'to-sha': move.to,
    'pin-ref': done && move.pinRef,
    [move.kind === 'undo' ? 'reactivated-steps' : 'deactivated-steps']: JSON.stringify(steps),
    recorded: done?.recorded,
    'pull-request-url': done?.proposal?.pullRequest?.url,
  });
  actionLog.info(sentence(move));
  await writeSummary(told);
  if (done === null && said === null) return;
  const request = {job, context: job.context, comment: 'auto' as const, said: said ?? '', ...inputs};
  const url = await updateComment({...request, branch: move.branch}, history);
  if (said !== null) setOutputs({'comment-url': url});
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
    addToSummary(text);
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
  if (from === to) return `${branch} stays at ${from}; steps: ${what}.`;
  const how = done === null ? 'would be moved' : `was moved by ${rollbackName(done.rollback)}`;
  return `${branch} ${how} from ${from} to ${to}; steps: ${what}.`;
}

/** Looks at what a move undoes before it does. Throws RefusedError. */
type CheckUndone = (undone: Undone) => Promise<void>;
const noCheck: CheckUndone = async () => {};

/** Plans or carries out a rollback. Throws RefusedError before anything changes. */
export async function rollbackMove(
  deps: MoveDeps,
  request: RollbackRequest & {readonly dryRun: DryRun},
  check: CheckUndone = noCheck,
): Promise<Move> {
  const {prepared, done} = await planOrMove(deps, request, prepareRollback, undefined, ({record, plan}) =>
    check({steps: record.steps, displaced: plan.displaced}),
  );
  const {plan} = prepared;
  return {...plan, kind: 'rollback', steps: plan.goes, takesBack: null, ...fateOf(prepared, done)};
}

/** Plans or carries out a revert. Throws RefusedError before anything changes. */
export async function revertMove(
  deps: MoveDeps,
  request: RevertRequest & {readonly dryRun: DryRun},
  options: ProposalOptions,
  check: CheckUndone = noCheck,
): Promise<Move> {
  const {prepared, done} = await planOrMove(deps, request, prepareRevert, options, ({record}) =>
    check({steps: record.steps, displaced: []}),
  );
  const {plan} = prepared;
  return {...plan, kind: 'revert', steps: plan.goes, takesBack: null, displaced: [], ...fateOf(prepared, done)};
}

/** Plans or carries out an undo. Throws RefusedError before anything changes. */
export async function undoMove(
  deps: MoveDeps,
  request: UndoRequest & {readonly dryRun: DryRun},
  options?: ProposalOptions,
): Promise<Move> {
  const {prepared, done} = await planOrMove(deps, request, prepareUndo, options);
  const {plan} = prepared;
  return {
    ...{...plan, kind: 'undo', steps: plan.returns, takesBack: plan.rollback, displaced: []},
    stays: await latestAfter(deps, plan, plan.returns),
    ...fateOf(prepared, done),
  };
}

function fateOf<Plan extends PlannedMove>(
  {pinRef}: PreparedMove<Plan>,
  done: MoveResult<Plan> | null,
): Pick<Move, 'pinRef' | 'done'> {
  return {pinRef: done === null ? pinRef : done.rollback.pinRef, done};
}

/** The step that is latest after the undo: one that returns, or one that stayed active. */
async function latestAfter(
  {history, repository}: MoveDeps,
  {branch}: {readonly branch: string},
  returns: readonly Step[],
): Promise<Step | null> {
  const name = repository.remote?.repository ?? null;
  // Use the repository id that the returning steps have, which stays when a repository is renamed.
  const key = returns[0] === undefined ? {repository: name, repositoryId: null} : repositoryKey(returns[0]);
  const active = await history.getLatestActiveStep(key, branch);
  const [latest = null] = latestFirst([...returns, ...(active === undefined ? [] : [active])]);
  return latest;
}

/** The rollback action's main: resets a remote branch to a recorded step, or takes steps back with commits. */
export const rollBackBranch = (): Promise<void> =>
  runAction(async () => {
    const inputs = readRollbackInputs();
    const {of, how, squash, proposal, allowDiscard, dryRun, signed} = inputs;
    await moveBranch(inputs, async (deps, request): Promise<Move> => {
      const check = signed === null ? undefined : await checkSignatures(signed, deps, request);
      const revert = () => revertMove(deps, {...request, of, squash, dryRun}, proposal, check);
      if (of.kind === 'steps' || how === 'revert') return await revert();
      const reset = () => rollbackMove(deps, {...request, ...of, allowDiscard, dryRun}, check);
      if (how === 'reset') return await reset();
      if (await isProtected(deps, request.branch, of.step)) return await revert();
      try {
        return await reset();
      } catch (error) {
        if (error instanceof RefusedError && error.code === 'branch-protected') return await revert();
        throw error;
      }
    });
  });

/** The undo action's main: undoes a rollback of a remote branch. */
export const undoRollback = (): Promise<void> =>
  runAction(async () => {
    const inputs = readUndoInputs();
    const {rollback, how: mode, proposal, dryRun} = inputs;
    await moveBranch(inputs, (deps, request) => undoMove(deps, {...request, rollback, mode, dryRun}, proposal));
  });

/** Returns a check that trusted signatures prove what is undone. Throws InputError if there is nothing to trust. */
async function checkSignatures(
  signers: SignerOptions,
  {repository}: MoveDeps,
  {slug}: {readonly slug: string},
): Promise<CheckUndone> {
  const [{requireSigned}, {readTrust}] = await Promise.all([
    import('../app/check-signed.ts'),
    import('../app/trusted-signers.ts'),
  ]);
  const place = {cwd: repository.root, env: process.env, nameOf: nameInSentence, warn: actionLog.warn};
  const trust = readTrust(place, signers, repository);
  return (undone) => requireSigned({repository, slug}, trust, undone, nameInSentence('signed'));
}

/** Returns true if the host refuses force pushes to the branch. Without a named branch it is the step's. */
async function isProtected(
  {history, codeHost}: MoveDeps,
  named: string | null,
  step: Parameters<MoveDeps['history']['getStep']>[0],
): Promise<boolean> {
  const lookup = named === null ? await history.getStep(step) : null;
  const branch = named ?? (lookup?.kind === 'found' ? lookup.value.branch : null);
  if (codeHost === undefined || branch === null) return false;
  const rules = await codeHost.rulesOf(branch);
  return rules === 'no-force' || rules === 'by-pull-request';
}
