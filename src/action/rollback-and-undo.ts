import type {SignerOptions} from '../app/trusted-signers.ts';
import {RefusedError} from '../domain/errors.ts';
import type {MoveDeps} from '../usecases/rollback/move-checks.ts';
import {nameInSentence, readRollbackInputs, readUndoInputs} from './inputs.ts';
import {actionLog, runAction} from './log.ts';
import {type CheckUndone, type Move, moveBranch, revertMove, rollbackMove, undoMove} from './move-branch.ts';

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
