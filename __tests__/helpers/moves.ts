import type {PlannedMove} from '../../src/domain/rollback.ts';
import {type DryRun, type MoveResult, planOrMove} from '../../src/usecases/rollback/carry-out-move.ts';
import type {MoveDeps, MoveRequest, PreparedMove} from '../../src/usecases/rollback/move-checks.ts';
import {prepareRevert} from '../../src/usecases/rollback/revert-steps.ts';
import {prepareRollback} from '../../src/usecases/rollback/roll-back.ts';
import {prepareUndo} from '../../src/usecases/rollback/undo-rollback.ts';

/** A move that is known to be carried out. */
function carriedOut<Request extends MoveRequest, Plan extends PlannedMove>(
  prepare: (deps: MoveDeps, request: Request) => Promise<PreparedMove<Plan>>,
) {
  return async (deps: MoveDeps, request: Request & {readonly dryRun: DryRun}): Promise<MoveResult<Plan>> => {
    const {done} = await planOrMove(deps, request, prepare);
    if (done === null) throw new Error('It was only planned.');
    return done;
  };
}

export const rollBack = carriedOut(prepareRollback);
export const revertSteps = carriedOut(prepareRevert);
export const undoRollback = carriedOut(prepareUndo);
