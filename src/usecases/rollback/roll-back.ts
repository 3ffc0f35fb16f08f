import {orThrow} from '../../domain/errors.ts';
import {type StepRef, shortSha, type Uid} from '../../domain/identity.ts';
import {formatPinMessage} from '../../domain/pin-record.ts';
import {rollbackPinRef} from '../../domain/pin-refs.ts';
import type {Remote, Repository} from '../../domain/ports/git.ts';
import {boundRollback} from '../../domain/records.ts';
import {branchRef} from '../../domain/refs.ts';
import type {RollbackDraft} from '../../domain/rollback.ts';
import {isLaterStep, type RollbackPlan} from '../../domain/rollback-plan.ts';
import {findRollbackTarget, type RollbackMode, type RollbackTarget} from '../../domain/rollback-target.ts';
import {WORDINGS} from '../../domain/wording.ts';
import {moveBranch} from './branch-move.ts';
import {changesOf, type KeptRollback, keepRollback} from './keep-rollback.ts';
import {type LocalMove, planLocalReset, sayLeft} from './local-move.ts';
import {
  checkBranchName,
  checkWorkflowFiles,
  checkWorkTree,
  isGone,
  type Lookout,
  lookBeforeMove,
  type MoveDeps,
  type MoveRequest,
  remoteTip,
  warnOfPullRequest,
} from './move-checks.ts';
import {surveyBranch} from './survey-branch.ts';

export interface RollbackRequest extends MoveRequest {
  readonly step: StepRef;
  readonly mode: RollbackMode;
  /** Also displace commits that no step made. They are pinned like the others. */
  readonly allowDiscard: boolean;
  /** For a local rollback, a remote that keeps its pin too: what an undo there begins from. */
  readonly keepAt?: Remote | null;
}

/** A rollback looked at from all sides and not begun: what is shown to people before they agree. */
export interface PreparedRollback {
  readonly request: RollbackRequest;
  /** For `both`, what happens at the remote, with the steps and warnings of the local branch added. */
  readonly plan: RollbackPlan;
  readonly uid: Uid;
  readonly pinRef: string;
  readonly remote: Remote | null;
  readonly local: LocalMove;
  readonly unrecorded: readonly RollbackDraft[];
}

export interface RollbackResult extends KeptRollback {
  readonly kind: 'rolled-back';
  readonly plan: RollbackPlan;
  readonly local: LocalMove;
}

/** Rolls a branch back or, as a dry run, only says what that would do. Throws RefusedError, having changed nothing. */
export async function rollBack(
  deps: MoveDeps,
  request: RollbackRequest & {readonly dryRun: boolean},
): Promise<RollbackResult | {readonly kind: 'planned'; readonly prepared: PreparedRollback}> {
  const prepared = await prepareRollback(deps, request);
  return request.dryRun ? {kind: 'planned', prepared} : await carryOutRollback(deps, prepared);
}

/** Plans a rollback. Changes nothing, anywhere: not a ref, not the history. Throws RefusedError when a rule says no. */
export async function prepareRollback(deps: MoveDeps, request: RollbackRequest): Promise<PreparedRollback> {
  const {repository} = deps;

  // 1. The step, by what the history knows of it.
  const lookout = await lookBeforeMove(deps, request);
  const target = await chooseTarget(repository, lookout, request);
  const {branch} = target;
  await checkBranchName(repository, branch);
  if (request.where !== 'remote' && request.mayBeDirty !== true) await checkWorkTree(repository, branch);

  // 2. The branch, by what git knows of it.
  const survey = {
    repository,
    history: lookout.view,
    target,
    allowDiscard: request.allowDiscard,
    wording: WORDINGS[request.frontEnd],
  };
  const {remote, refs} = lookout;
  if (remote === null) {
    const tip = await repository.resolve(branchRef(branch));
    const plan = orThrow(await surveyBranch({...survey, place: 'local', tip}));
    return finish(deps, request, lookout, plan, {kind: 'move', from: plan.from, to: plan.to});
  }
  const tip = await remoteTip(repository, refs, branch);
  const plan = orThrow(await surveyBranch({...survey, place: 'remote', tip}));

  // 3. What the remote would say, as far as it can be known before asking.
  await checkWorkflowFiles(deps, request, {remote, ...plan, refs});
  const closing = await warnOfPullRequest(deps, {refs, branch, to: plan.to});
  const warned: RollbackPlan = closing === undefined ? plan : {...plan, warnings: [...plan.warnings, closing]};
  if (request.where === 'remote') return finish(deps, request, lookout, warned, {kind: 'none'});

  // 4. The local branch, which may be elsewhere.
  const local = await planLocalReset(repository, branch, plan.to);
  if (local.kind !== 'move' || local.from === plan.from) return finish(deps, request, lookout, warned, local);
  const localPlan = orThrow(await surveyBranch({...survey, place: 'local', tip: local.from}));
  return finish(deps, request, lookout, joinPlans(warned, localPlan), local);
}

/**
 * Carries a prepared rollback out: the branch moves from exactly the tip that was planned, what it displaces is pinned
 * in the same push, then it is recorded and published. Throws RefusedError when the branch did not move.
 */
export async function carryOutRollback(deps: MoveDeps, prepared: PreparedRollback): Promise<RollbackResult> {
  const {request, plan, uid, pinRef} = prepared;
  const draft = boundRollback({
    uid,
    kind: 'rollback',
    projectId: request.projectId,
    undoes: null,
    repository: deps.repository.remote?.repository ?? null,
    branch: plan.branch,
    target: {mode: plan.mode, stepUid: plan.step.uid},
    fromSha: plan.from,
    toSha: plan.to,
    pinRef,
    stepUids: plan.goes.map((step) => step.uid),
    actor: request.actor,
    reason: request.reason,
    run: request.run,
    createdAt: deps.clock.now().toISOString(),
  });
  const local = await moveBranch(deps, {
    ...prepared,
    ...plan,
    keepAt: request.keepAt ?? null,
    pinMessage: (from) => formatPinMessage({...draft, fromSha: from}, plan.goes),
    changes: changesOf(prepared.unrecorded, draft),
    wording: WORDINGS[request.frontEnd],
  });
  const kept = await keepRollback(deps, draft, prepared.unrecorded);
  const left = sayLeft(deps.log, plan.branch, local);
  return {kind: 'rolled-back', ...kept, plan, local, warnings: [...kept.warnings, ...left]};
}

async function chooseTarget(
  repository: Repository,
  lookout: Lookout,
  request: RollbackRequest,
): Promise<RollbackTarget> {
  const {step: ref, mode, branch} = request;
  const {view} = lookout;
  const lookup = await view.findStep(ref);
  const found = lookup.kind === 'found' ? lookup.value : undefined;
  const rollbacks = found === undefined || found.active ? [] : await view.listRollbacks();
  const deactivatedBy = rollbacks.find(
    ({kind, undoneBy, stepUids}) => kind === 'rollback' && undoneBy === null && stepUids.includes(found?.uid ?? ''),
  );
  const own = found?.branch ?? null;
  const isBranchGone = own !== null && branch !== null && own !== branch && (await isGone(repository, lookout, own));
  return orThrow(
    findRollbackTarget({
      ...{ref, mode, lookup, condition: view.condition, branch, isBranchGone, deactivatedBy},
      wording: WORDINGS[request.frontEnd],
    }),
  );
}

function joinPlans(remote: RollbackPlan, local: RollbackPlan): RollbackPlan {
  const seen = new Set(remote.goes.map(({uid}) => uid));
  const goes = [...remote.goes, ...local.goes.filter(({uid}) => !seen.has(uid))].sort((a, b) =>
    isLaterStep(a, b) ? -1 : 1,
  );
  const shas = new Set(remote.displaced.map(({commit}) => commit.sha));
  const more = local.displaced.filter(({commit}) => !shas.has(commit.sha));
  return {
    ...remote,
    goes,
    displaced: [...more, ...remote.displaced],
    warnings: [
      ...remote.warnings,
      ...local.warnings.filter((warning) => !remote.warnings.includes(warning)),
      `The local ${remote.branch} is at ${shortSha(local.from)} and the remote one at ${shortSha(remote.from)}; both go to ${shortSha(remote.to)}.`,
    ],
  };
}

function finish(
  deps: MoveDeps,
  request: RollbackRequest,
  {remote, unrecorded}: Lookout,
  plan: RollbackPlan,
  local: LocalMove,
): PreparedRollback {
  const uid = deps.uids.next();
  return {request, plan, uid, pinRef: rollbackPinRef(request.slug, uid), remote, local, unrecorded};
}
