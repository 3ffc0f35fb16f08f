import {rollBack} from '../usecases/rollback/roll-back.ts';
import {readRollbackInputs} from './inputs.ts';
import {runAction} from './log.ts';
import {moveBranch} from './move-branch.ts';

/** The rollback action's main: resets a remote branch to a recorded step. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readRollbackInputs();
    await moveBranch(inputs, async (deps, request) => {
      const {step, mode, allowDiscard, dryRun} = inputs;
      const answer = await rollBack(deps, {...request, step, mode, allowDiscard, dryRun});
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
    });
  });
