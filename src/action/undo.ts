import {isLaterStep} from '../domain/rollback-plan.ts';
import type {Step} from '../domain/step.ts';
import type {MoveDeps} from '../usecases/rollback/move-checks.ts';
import {undoRollback} from '../usecases/rollback/undo-rollback.ts';
import {readUndoInputs} from './inputs.ts';
import {runAction} from './log.ts';
import {moveBranch} from './move-branch.ts';

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
        stays: await latestAfter(deps, plan, plan.returns),
        takesBack: plan.rollback,
        displaced: [],
        pinRef: planned ? answer.prepared.pinRef : answer.rollback.pinRef,
        done: planned ? null : answer,
      };
    });
  });
