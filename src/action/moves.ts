import type {Undone} from '../app/check-signed.ts';
import {repositoryKey} from '../domain/repository-key.ts';
import type {PlannedMove} from '../domain/rollback.ts';
import {latestFirst, type Step} from '../domain/step.ts';
import {type DryRun, type MoveResult, type ProposalOptions, planOrMove} from '../usecases/rollback/carry-out-move.ts';
import type {MoveDeps} from '../usecases/rollback/move-checks.ts';
import type {PreparedMove} from '../usecases/rollback/prepare-move.ts';
import {prepareRevert, type RevertRequest} from '../usecases/rollback/revert-steps.ts';
import {prepareRollback, type RollbackRequest} from '../usecases/rollback/roll-back.ts';
import {prepareUndo, type UndoRequest} from '../usecases/rollback/undo-rollback.ts';
import type {Move} from './move-branch.ts';

/** Looks at what a move undoes before it does. Throws RefusedError. */
export type CheckUndone = (undone: Undone) => Promise<void>;
const noCheck: CheckUndone = async () => {};

/** Plans or carries out a rollback. Throws RefusedError before anything changes. */
export async function rollbackMove(
  deps: MoveDeps,
  request: RollbackRequest & {readonly dryRun: DryRun},
  check: CheckUndone = noCheck,
): Promise<Move> {
  const {prepared, done} = await planOrMove(deps, request, prepareRollback, undefined, ({record, plan}) =>
    check({steps: record.steps, displaced: plan.displaced}),
  );
  const {plan} = prepared;
  return {...plan, kind: 'rollback', steps: plan.goes, takesBack: null, ...fateOf(prepared, done)};
}

/** Plans or carries out a revert. Throws RefusedError before anything changes. */
export async function revertMove(
  deps: MoveDeps,
  request: RevertRequest & {readonly dryRun: DryRun},
  options: ProposalOptions,
  check: CheckUndone = noCheck,
): Promise<Move> {
  const {prepared, done} = await planOrMove(deps, request, prepareRevert, options, ({record}) =>
    check({steps: record.steps, displaced: []}),
  );
  const {plan} = prepared;
  return {...plan, kind: 'revert', steps: plan.goes, takesBack: null, displaced: [], ...fateOf(prepared, done)};
}

/** Plans or carries out an undo. Throws RefusedError before anything changes. */
export async function undoMove(
  deps: MoveDeps,
  request: UndoRequest & {readonly dryRun: DryRun},
  options?: ProposalOptions,
): Promise<Move> {
  const {prepared, done} = await planOrMove(deps, request, prepareUndo, options);
  const {plan} = prepared;
  return {
    ...{...plan, kind: 'undo', steps: plan.returns, takesBack: plan.rollback, displaced: []},
    stays: await latestAfter(deps, plan, plan.returns),
    ...fateOf(prepared, done),
  };
}

function fateOf<Plan extends PlannedMove>(
  {pinRef}: PreparedMove<Plan>,
  done: MoveResult<Plan> | null,
): Pick<Move, 'pinRef' | 'done'> {
  return {pinRef: done === null ? pinRef : done.rollback.pinRef, done};
}

/** The step that is latest after the undo: one that returns, or one that stayed active. */
async function latestAfter(
  {history, repository}: MoveDeps,
  {branch}: {readonly branch: string},
  returns: readonly Step[],
): Promise<Step | null> {
  const name = repository.remote?.repository ?? null;
  // Use the repository id that the returning steps have, which stays when a repository is renamed.
  const key = returns[0] === undefined ? {repository: name, repositoryId: null} : repositoryKey(returns[0]);
  const active = await history.getLatestActiveStep(key, branch);
  const [latest = null] = latestFirst([...returns, ...(active === undefined ? [] : [active])]);
  return latest;
}
