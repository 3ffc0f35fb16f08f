import {rollbackToJson} from '../domain/rollback.ts';
import type {DisplacedCommit} from '../domain/rollback-plan.ts';
import type {Step} from '../domain/step.ts';
import type {KeptRollback} from '../usecases/rollback/keep-rollback.ts';
import type {Proposal} from '../usecases/rollback/propose-move.ts';
import type {PreparedRevert} from '../usecases/rollback/revert-steps.ts';
import type {PreparedRollback} from '../usecases/rollback/roll-back.ts';
import type {PreparedUndo} from '../usecases/rollback/undo-rollback.ts';

/** `{id, uid}`; the number is null while it is not settled. */
function stepName({id, uid}: Step): {readonly id: number | null; readonly uid: string} {
  return {id, uid};
}

/** The plan of a rollback as `step rollback --json` prints it. */
export function rollbackPlanToJson({plan, pinRef, local}: PreparedRollback): Record<string, unknown> {
  return {
    mode: plan.mode,
    step: stepName(plan.step),
    branch: plan.branch,
    from_sha: plan.from,
    to_sha: plan.to,
    pin_ref: pinRef,
    local: local.kind,
    stays: plan.stays === null ? null : stepName(plan.stays),
    deactivates: plan.goes.map(stepName),
    displaced: plan.displaced.map(displacedToJson),
    warnings: plan.warnings,
  };
}

/** The plan of a revert as `step revert --json` prints it. */
export function revertPlanToJson({plan, pinRef, local}: PreparedRevert): Record<string, unknown> {
  return {
    branch: plan.branch,
    from_sha: plan.from,
    to_sha: plan.to,
    pin_ref: pinRef,
    local: local.kind,
    stays: plan.stays === null ? null : stepName(plan.stays),
    deactivates: plan.goes.map(stepName),
    commits: plan.commits,
    warnings: plan.warnings,
  };
}

/** The plan of an undo as `step undo --json` prints it. */
export function undoPlanToJson({plan, pinRef, local}: PreparedUndo): Record<string, unknown> {
  return {
    undoes: {number: plan.rollback.number, uid: plan.rollback.uid},
    branch: plan.branch,
    from_sha: plan.from,
    to_sha: plan.to,
    pin_ref: pinRef,
    local: local.kind,
    reactivates: plan.returns.map(stepName),
    warnings: plan.warnings,
  };
}

/** The result of a rollback or an undo. `local`: the local branch moved (`move`), did not have to (`none`), or was `left` as it is. */
export function moveResultToJson(
  result: KeptRollback & {readonly local: {readonly kind: string}; readonly proposal?: Proposal},
): Record<string, unknown> {
  return {
    rollback: rollbackToJson(result.rollback),
    recorded: result.recorded,
    local: result.local.kind,
    warnings: result.warnings,
    ...(result.proposal !== undefined && {proposal: {branch: result.proposal.branch}}),
  };
}

/** `fate`: `own` (of `step`), `revert` (a revert or its undo made it), `discarded` (no step made it) or `elsewhere` (on `branches` too). */
function displacedToJson({commit, fate}: DisplacedCommit): Record<string, unknown> {
  return {
    sha: commit.sha,
    subject: commit.subject,
    fate: fate.kind,
    step: fate.kind === 'own' ? stepName(fate.step) : null,
    branches: fate.kind === 'elsewhere' ? fate.branches : [],
  };
}
