import type {Sha, Uid} from '../../domain/identity.ts';
import {formatPinMessage} from '../../domain/pin-record.ts';
import {rollbackPinRef} from '../../domain/pin-refs.ts';
import type {Remote} from '../../domain/ports/remote.ts';
import {boundRollback} from '../../domain/records.ts';
import type {RollbackDraft} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';
import {moveBranch} from './branch-move.ts';
import {changesOf, type KeptRollback, keepRollback} from './keep-rollback.ts';
import {type LocalMove, sayLeft} from './local-move.ts';
import {
  checkBranchName,
  checkWorkflowFiles,
  checkWorkTree,
  type Lookout,
  lookBeforeMove,
  type MoveDeps,
  type MoveRequest,
} from './move-checks.ts';

/** The part of a plan by which the branch moves. */
interface PlannedMove {
  readonly branch: string;
  readonly from: Sha;
  readonly to: Sha;
}

/** A plan with the branches that it moves: the remote's unless `remote` is null, and the local one as `local` says. */
export interface MoveOfBranches<Plan> {
  readonly plan: Plan;
  readonly remote: Remote | null;
  readonly local: LocalMove;
}

/** A move of a branch looked at from all sides and not begun: what is shown to people before they agree. */
export interface PreparedMove<Request, Plan> extends MoveOfBranches<Plan> {
  readonly request: Request;
  readonly uid: Uid;
  readonly pinRef: string;
  readonly unrecorded: readonly RollbackDraft[];
}

export interface MoveResult<Kind, Plan> extends KeptRollback {
  readonly kind: Kind;
  readonly plan: Plan;
  readonly local: LocalMove;
}

/** The differences between the moves, before anything moves. Both may throw RefusedError. */
interface MoveStory<Target, Plan> {
  /** Finds what is asked for, by what the history knows of it. */
  readonly chooseTarget: (lookout: Lookout) => Promise<Target>;
  /** Plans, by what git knows of the branch. */
  readonly plan: (lookout: Lookout, target: Target) => Promise<MoveOfBranches<Plan>>;
}

/** Plans a move. Changes nothing, anywhere: not a ref, not the history. Throws RefusedError when a rule says no. */
export async function prepareMove<
  Request extends MoveRequest,
  Target extends {readonly branch: string},
  Plan extends PlannedMove,
>(deps: MoveDeps, request: Request, story: MoveStory<Target, Plan>): Promise<PreparedMove<Request, Plan>> {
  const {repository} = deps;
  const lookout = await lookBeforeMove(deps, request);
  const target = await story.chooseTarget(lookout);
  await checkBranchName(repository, target.branch);
  if (request.where !== 'remote' && request.mayBeDirty !== true) await checkWorkTree(repository, target.branch);

  const {plan, remote, local} = await story.plan(lookout, target);
  const {branch, to} = plan;
  if (remote !== null) await checkWorkflowFiles(deps, request, {remote, refs: lookout.refs, branch, to});
  const uid = deps.uids.next();
  const {unrecorded} = lookout;
  return {request, plan, uid, pinRef: rollbackPinRef(request.slug, uid), remote, local, unrecorded};
}

/** The record of a move, as far as its kind decides. */
interface MoveRecord extends Pick<RollbackDraft, 'kind' | 'undoes' | 'target' | 'stepUids'> {
  /** The steps that become inactive or active again, for the pin's message. */
  readonly steps: readonly Step[];
  /** A remote that keeps the pin of a local move too: an undo there begins from it. */
  readonly keepAt: Remote | null;
}

/**
 * Carries a prepared move out: the branch moves from exactly the tip that was planned, a pin in the same push keeps what
 * it displaces and carries the record, then that is recorded and published. Throws RefusedError when the branch did not
 * move.
 */
export async function carryOutMove<Plan extends PlannedMove>(
  deps: MoveDeps,
  prepared: PreparedMove<MoveRequest, Plan>,
  {kind, undoes, target, stepUids, steps, keepAt}: MoveRecord,
): Promise<KeptRollback & {readonly plan: Plan; readonly local: LocalMove}> {
  const {request, plan, uid, pinRef, remote, unrecorded} = prepared;
  const {branch, from, to} = plan;
  const draft = boundRollback({
    uid,
    kind,
    projectId: request.projectId,
    undoes,
    repository: deps.repository.remote?.repository ?? null,
    branch,
    target,
    fromSha: from,
    toSha: to,
    pinRef,
    stepUids,
    actor: request.actor,
    reason: request.reason,
    run: request.run,
    createdAt: deps.clock.now().toISOString(),
  });
  const local = await moveBranch(deps, {
    branch,
    from,
    to,
    remote,
    keepAt,
    local: prepared.local,
    pinRef,
    pinMessage: (tip) => formatPinMessage({...draft, fromSha: tip}, steps),
    changes: changesOf(unrecorded, draft),
    wording: deps.words,
  });
  const kept = await keepRollback(deps, draft, unrecorded);
  const left = sayLeft(deps.log, branch, local);
  return {...kept, plan, local, warnings: [...kept.warnings, ...left]};
}
