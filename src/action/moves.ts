import {isLaterStep} from '../domain/rollback-plan.ts';
import type {Step} from '../domain/step.ts';
import type {DryRun, MoveDeps} from '../usecases/rollback/move-checks.ts';
import type {ProposalOptions} from '../usecases/rollback/propose-move.ts';
import {type RevertRequest, revertSteps} from '../usecases/rollback/revert-steps.ts';
import {type RollbackRequest, rollBack} from '../usecases/rollback/roll-back.ts';
import {type UndoRequest, undoRollback} from '../usecases/rollback/undo-rollback.ts';
import type {Move} from './move-branch.ts';

/** A rollback as people are told of it. Throws RefusedError, having changed nothing. */
export async function rollbackMove(
  deps: MoveDeps,
  request: RollbackRequest & {readonly dryRun: DryRun},
): Promise<Move> {
  const answer = await rollBack(deps, request);
  const planned = answer.kind === 'planned';
  const plan = planned ? answer.prepared.plan : answer.plan;
  return {
    ...plan,
    kind: 'rollback',
    steps: plan.goes,
    takesBack: null,
    pinRef: planned ? answer.prepared.pinRef : answer.rollback.pinRef,
    done: planned ? null : answer,
  };
}

/** A revert as people are told of it. Throws RefusedError, having changed nothing. */
export async function revertMove(
  deps: MoveDeps,
  request: RevertRequest & {readonly dryRun: DryRun},
  options: ProposalOptions,
): Promise<Move> {
  const answer = await revertSteps(deps, request, options);
  const planned = answer.kind === 'planned';
  const plan = planned ? answer.prepared.plan : answer.plan;
  return {
    ...plan,
    kind: 'revert',
    steps: plan.goes,
    takesBack: null,
    displaced: [],
    pinRef: planned ? answer.prepared.pinRef : answer.rollback.pinRef,
    done: planned ? null : answer,
    ...(answer.kind === 'proposed' && {proposal: answer.proposal}),
  };
}

/** An undo as people are told of it. Throws RefusedError, having changed nothing. */
export async function undoMove(
  deps: MoveDeps,
  request: UndoRequest & {readonly dryRun: DryRun},
  options?: ProposalOptions,
): Promise<Move> {
  const answer = await undoRollback(deps, request, options);
  const planned = answer.kind === 'planned';
  const plan = planned ? answer.prepared.plan : answer.plan;
  return {
    ...plan,
    kind: 'undo',
    steps: plan.returns,
    stays: await latestAfter(deps, plan, plan.returns),
    takesBack: plan.rollback,
    displaced: [],
    pinRef: planned ? answer.prepared.pinRef : answer.rollback.pinRef,
    done: planned ? null : answer,
    ...(answer.kind === 'proposed' && {proposal: answer.proposal}),
  };
}

/** The step that new ones follow once the undo is done: one that comes back, or one that was active all along. */
async function latestAfter(
  {history, repository}: MoveDeps,
  {branch}: {readonly branch: string},
  returns: readonly Step[],
): Promise<Step | null> {
  const active = await history.latestActiveStep(repository.remote?.repository ?? null, branch);
  const [latest = null] = [...returns, ...(active === undefined ? [] : [active])].sort((a, b) =>
    isLaterStep(a, b) ? -1 : 1,
  );
  return latest;
}
