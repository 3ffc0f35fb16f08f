import {readRollbackInputs} from './inputs.ts';
import {runAction} from './log.ts';
import {moveBranch} from './move-branch.ts';
import {rollbackMove} from './moves.ts';

/** The rollback action's main: resets a remote branch to a recorded step. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readRollbackInputs();
    const {step, mode, allowDiscard, dryRun} = inputs;
    await moveBranch(inputs, (deps, request) => rollbackMove(deps, {...request, step, mode, allowDiscard, dryRun}));
  });
