import {readUndoInputs} from './inputs.ts';
import {runAction} from './log.ts';
import {moveBranch} from './move-branch.ts';
import {undoMove} from './moves.ts';

/** The undo action's main: takes a rollback of a remote branch back. */
export const main = (): Promise<void> =>
  runAction(async () => {
    const inputs = readUndoInputs();
    const {rollback, how: mode, proposal, dryRun} = inputs;
    await moveBranch(inputs, (deps, request) => undoMove(deps, {...request, rollback, mode, dryRun}, proposal));
  });
