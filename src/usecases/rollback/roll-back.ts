import {type Sha, type StepRef, shortSha} from '../../domain/identity.ts';
import {followByHand, notAnAncestor} from '../../domain/move-refusals.ts';
import type {Commits} from '../../domain/ports/commits.ts';
import type {Remote} from '../../domain/ports/remote.ts';
import {branchRef, trackedBranch} from '../../domain/refs.ts';
import {isInForce, type RollbackMode, type RollbackTarget} from '../../domain/rollback.ts';
import {findRollbackTarget, type RollbackPlan, type TargetFacts} from '../../domain/rollback-plan.ts';
import {latestFirst} from '../../domain/step.ts';
import {wordsAt} from '../../domain/wording.ts';
import type {LocalMove} from './branch-move.ts';
import {
  isGone,
  type MoveDeps,
  type MoveOfBranches,
  type MoveRequest,
  type PreparedMove,
  prepareMove,
  type RefsAndHistory,
  remoteTip,
  sayRemoteStays,
  warnOfPullRequest,
} from './move-checks.ts';
import {surveyBranch} from './survey-branch.ts';

export interface RollbackRequest extends MoveRequest {
  readonly step: StepRef;
  readonly mode: RollbackMode;
  /** Also displace commits that no step made. They are pinned like the others. */
  readonly allowDiscard: boolean;
  /** A remote that also keeps the pin of a local rollback, so that an undo there can start from it. */
  readonly keepAt?: Remote | null;
}

/**
 * Plans a rollback. For `both`, the plan describes the remote's move, with the local branch's steps and warnings added.
 * Changes neither refs nor the history. Throws RefusedError when a rule forbids it.
 */
export async function prepareRollback(deps: MoveDeps, request: RollbackRequest): Promise<PreparedMove<RollbackPlan>> {
  return await prepareMove(deps, request, {
    chooseTarget: (seen) => chooseTarget(deps, seen, request),
    plan: (seen, target) => planRollback(deps, request, seen, target),
    record: ({mode, step, goes}) => ({
      ...{kind: 'rollback', undoes: null, target: {mode, stepUid: step.uid}},
      ...{stepUids: goes.map(({uid}) => uid), steps: goes, canBeProposed: false},
      keepAt: request.keepAt ?? null,
    }),
  });
}

async function planRollback(
  deps: MoveDeps,
  request: RollbackRequest,
  seen: RefsAndHistory,
  target: RollbackTarget,
): Promise<MoveOfBranches<RollbackPlan>> {
  const {repository} = deps;
  const {remote} = seen;
  const {branch} = target;
  const survey = async (place: 'local' | 'remote', tip: Sha | null) =>
    await surveyBranch({
      ...{repository, history: seen.view, target, allowDiscard: request.allowDiscard},
      words: wordsAt(deps.words, repository.remote),
      ...{place, tip},
    });
  if (remote === null) {
    const tip = await repository.resolve(branchRef(branch));
    await refuseRewritten(deps, target, tip);
    const plan = await survey('local', tip);
    const stays = await sayRemoteStays(
      repository,
      branch,
      'still has what leaves it here',
      async (tip) => tip !== plan.to && (await repository.isAncestor(plan.to, tip)) === 'yes',
    );
    const warnings = [...plan.warnings, ...stays];
    return {plan: {...plan, warnings}, remote, local: {kind: 'move', from: plan.from, to: plan.to}};
  }
  const found = await survey('remote', await remoteTip(seen, branch));
  const closing = await warnOfPullRequest(deps.codeHost, seen, found);
  const plan = closing === undefined ? found : {...found, warnings: [...found.warnings, closing]};
  if (request.where === 'remote') return {plan, remote, local: {kind: 'none'}};

  // The local branch may have another tip.
  const local = await planLocalReset(repository, branch, plan.to, remote.name);
  if (local.kind !== 'move' || local.from === plan.from) return {plan, remote, local};
  return {plan: joinPlans(plan, await survey('local', local.from)), remote, local};
}

/** Refuses a step that the remote branch has and the local one has not, as after its history was rewritten here. */
async function refuseRewritten({repository, words}: MoveDeps, target: RollbackTarget, tip: Sha | null): Promise<void> {
  const {branch, sha} = target;
  if (tip === null || (await repository.isAncestor(sha, tip)) !== 'no') return;
  for (const [ref, seen] of await repository.localRefs('refs/remotes/')) {
    if (trackedBranch(ref).branch === branch && (await repository.isAncestor(sha, seen)) === 'yes')
      throw notAnAncestor.ofLocalTip(target, tip, seen, words);
  }
}

/** Finds the step, branch and commit that a rollback asks for. Throws RefusedError. */
export async function chooseTarget(
  {words}: MoveDeps,
  seen: RefsAndHistory,
  request: Pick<RollbackRequest, 'step' | 'mode' | 'branch'>,
): Promise<RollbackTarget> {
  const {step: ref, mode, branch} = request;
  const found = await lookUp(seen, ref);
  const own = found.lookup.kind === 'found' ? found.lookup.value.branch : null;
  const isBranchGone = own !== null && branch !== null && own !== branch && (await isGone(seen, own));
  return findRollbackTarget({...found, ref, mode, branch, isBranchGone, words});
}

/** Collects what the history says about a named step. */
export async function lookUp(
  {view}: RefsAndHistory,
  ref: StepRef,
): Promise<Pick<TargetFacts, 'lookup' | 'condition' | 'deactivatedBy'>> {
  const lookup = await view.getStep(ref);
  const found = lookup.kind === 'found' ? lookup.value : undefined;
  const rollbacks = found === undefined || found.active ? [] : await view.listRollbacks();
  const deactivatedBy = rollbacks.find((it) => isInForce(it) && it.stepUids.includes(found?.uid ?? ''));
  return {lookup, condition: view.condition, deactivatedBy};
}

function joinPlans(remote: RollbackPlan, local: RollbackPlan): RollbackPlan {
  const seen = new Set(remote.goes.map(({uid}) => uid));
  const goes = latestFirst([...remote.goes, ...local.goes.filter(({uid}) => !seen.has(uid))]);
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

/** Plans the local branch when the remote one goes back: it follows if the target is one of its ancestors too. */
async function planLocalReset(repository: Commits, branch: string, to: Sha, remote: string): Promise<LocalMove> {
  const from = await repository.resolve(branchRef(branch));
  if (from === null || from === to) return {kind: 'none'};
  if ((await repository.isAncestor(to, from)) === 'yes') return {kind: 'move', from, to};
  const reason = `it is at ${shortSha(from)}, which does not build on ${shortSha(to)}. ${followByHand(branch, remote)}`;
  return {kind: 'left', reason};
}
