import {RefusedError} from '../domain/errors.ts';
import type {MoveDeps} from '../usecases/rollback/move-checks.ts';
import {readRollbackInputs, readUndoInputs} from './inputs.ts';
import {runAction} from './log.ts';
import {type Move, moveBranch} from './move-branch.ts';
import {revertMove, rollbackMove, undoMove} from './moves.ts';

/** The rollback action's main: resets a remote branch to a recorded step, or takes steps back with commits. */
export const rollBackBranch = (): Promise<void> =>
  runAction(async () => {
    const inputs = readRollbackInputs();
    const {of, how, squash, proposal, allowDiscard, dryRun} = inputs;
    await moveBranch(inputs, async (deps, request): Promise<Move> => {
      const revert = () => revertMove(deps, {...request, of, squash, dryRun}, proposal);
      if (of.kind === 'steps' || how === 'revert') return await revert();
      const reset = () => rollbackMove(deps, {...request, ...of, allowDiscard, dryRun});
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
