import type {Uid} from '../../domain/identity.ts';
import {pinRefOf} from '../../domain/pin-refs.ts';
import type {Remote} from '../../domain/ports/remote.ts';
import type {PlannedMove, RollbackDraft} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';
import type {LocalMove} from './branch-move.ts';
import {
  checkBranchName,
  checkWorkflowFiles,
  checkWorkTree,
  type MoveDeps,
  type MoveRequest,
  type RefsAndHistory,
  readRefsAndHistory,
} from './move-checks.ts';

/** A plan and the branches that it moves: the remote's unless `remote` is null, and the local one as `local` says. */
export interface MoveOfBranches<Plan> {
  readonly plan: Plan;
  readonly remote: Remote | null;
  readonly local: LocalMove;
}

/** The part of a move's record that depends on its kind. */
interface MoveRecord extends Pick<RollbackDraft, 'kind' | 'undoes' | 'target' | 'stepUids'> {
  /** The steps that become inactive or active again, for the pin's message. */
  readonly steps: readonly Step[];
  /** False when the branch goes back: then there are no commits to propose. */
  readonly canBeProposed: boolean;
  /** A remote that also keeps the pin of a local move, so that an undo there can start from it. */
  readonly keepAt?: Remote | null;
}

/** A checked move of a branch that has not begun: people see it before they agree. */
export interface PreparedMove<Plan> extends MoveOfBranches<Plan> {
  readonly request: MoveRequest;
  readonly uid: Uid;
  readonly pinRef: string;
  readonly record: MoveRecord;
  readonly unrecorded: readonly RollbackDraft[];
}

/** How the kinds of moves differ before anything moves. The first two may throw RefusedError. */
interface MoveStory<Target, Plan> {
  readonly chooseTarget: (seen: RefsAndHistory) => Promise<Target>;
  /** Plans the move from git's view of the branch. */
  readonly plan: (seen: RefsAndHistory, target: Target) => Promise<MoveOfBranches<Plan>>;
  readonly record: (plan: Plan) => MoveRecord;
}

/** Plans a move. Changes nothing, anywhere: not a ref, not the history. Throws RefusedError when a rule says no. */
export async function prepareMove<Target extends {readonly branch: string}, Plan extends PlannedMove>(
  deps: MoveDeps,
  request: MoveRequest,
  story: MoveStory<Target, Plan>,
): Promise<PreparedMove<Plan>> {
  const {repository} = deps;
  const seen = await readRefsAndHistory(deps, request);
  const target = await story.chooseTarget(seen);
  await checkBranchName(repository, target.branch);
  if (request.where !== 'remote' && request.mayBeDirty !== true) await checkWorkTree(repository, target.branch);

  const {plan, remote, local} = await story.plan(seen, target);
  if (remote !== null && request.tokenKind === 'job') await checkWorkflowFiles(seen, plan);
  const uid = deps.uids.next();
  const {unrecorded} = seen;
  const pinRef = pinRefOf('rollback', request.slug, uid);
  return {request, plan, uid, pinRef, remote, local, record: story.record(plan), unrecorded};
}
