import {undoRollback} from '../usecases/undo-rollback.ts';
import {readUndoInputs} from './inputs.ts';
import {runAction} from './log.ts';
import {moveBranch} from './move-branch.ts';

/** The undo action's main: takes a rollback of a remote branch back. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readUndoInputs();
    await moveBranch(inputs, async (deps, request) => {
      const {rollback, dryRun} = inputs;
      const answer = await undoRollback(deps, {...request, rollback, dryRun});
      const planned = answer.kind === 'planned';
      const plan = planned ? answer.prepared.plan : answer.plan;
      return {
        ...plan,
        kind: 'undo',
        steps: plan.returns,
        stays: null,
        takesBack: plan.rollback,
        displaced: [],
        pinRef: planned ? answer.prepared.pinRef : answer.rollback.pinRef,
        done: planned ? null : answer,
      };
    });
  });
