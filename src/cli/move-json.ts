import type {RevertPlan} from '../domain/revert-plan.ts';
import {type PlannedMove, rollbackToJson} from '../domain/rollback.ts';
import type {DisplacedCommit, RollbackPlan} from '../domain/rollback-plan.ts';
import type {Step} from '../domain/step.ts';
import type {UndoPlan} from '../domain/undo-plan.ts';
import type {MoveResult} from '../usecases/rollback/carry-out-move.ts';
import type {PreparedMove} from '../usecases/rollback/prepare-move.ts';

/** Formats a step as `{id, uid}`; `id` is null until it is settled. */
function stepName({id, uid}: Step): {readonly id: number | null; readonly uid: string} {
  return {id, uid};
}

/** Formats the plan of a rollback for `step rollback --json`. */
export function rollbackPlanToJson(prepared: PreparedMove<RollbackPlan>): Record<string, unknown> {
  const {mode, step, stays, goes, displaced, warnings} = prepared.plan;
  return {
    ...{mode, step: stepName(step), ...branchesToJson(prepared)},
    ...{stays: stays && stepName(stays), deactivates: goes.map(stepName), displaced: displaced.map(displacedToJson)},
    warnings,
  };
}

/** Formats the plan of a revert for `step revert --json`. */
export function revertPlanToJson(prepared: PreparedMove<RevertPlan>): Record<string, unknown> {
  const {stays, goes, commits, warnings} = prepared.plan;
  const steps = {stays: stays && stepName(stays), deactivates: goes.map(stepName)};
  return {...branchesToJson(prepared), ...steps, commits, warnings};
}

/** Formats the plan of an undo for `step undo --json`. */
export function undoPlanToJson(prepared: PreparedMove<UndoPlan>): Record<string, unknown> {
  const {rollback, returns, warnings} = prepared.plan;
  const undoes = {number: rollback.number, uid: rollback.uid};
  return {undoes, ...branchesToJson(prepared), reactivates: returns.map(stepName), warnings};
}

function branchesToJson({plan, pinRef, local}: PreparedMove<PlannedMove>): Record<string, unknown> {
  return {branch: plan.branch, from_sha: plan.from, to_sha: plan.to, pin_ref: pinRef, local: local.kind};
}

/** Formats the result of a move. `local`: the local branch moved (`move`), did not have to (`none`), or was `left` as it is. */
export function moveResultToJson(result: MoveResult<unknown>): Record<string, unknown> {
  const {rollback, recorded, local, warnings, proposal} = result;
  return {
    ...{rollback: rollbackToJson(rollback), recorded, local: local.kind, warnings},
    ...(proposal !== null && {proposal: {branch: proposal.branch}}),
  };
}

/**
 * Formats a displaced commit. `fate`: `own` (made by `step`), `revert` (made by a revert or its undo), `discarded` (made by no
 * step) or `elsewhere` (also on `branches`).
 */
function displacedToJson({commit, fate}: DisplacedCommit): Record<string, unknown> {
  return {
    sha: commit.sha,
    subject: commit.subject,
    fate: fate.kind,
    step: fate.kind === 'own' ? stepName(fate.step) : null,
    branches: fate.kind === 'elsewhere' ? fate.branches : [],
  };
}
