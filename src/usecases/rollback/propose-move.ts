import {describeError, GitError, InputError, RefusedError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import {formatPinMessage, nameSteps} from '../../domain/pin-record.ts';
import {proposalPinRef} from '../../domain/pin-refs.ts';
import {boundRollback} from '../../domain/records.ts';
import {branchRef, proposalBranch} from '../../domain/refs.ts';
import {proposalBody} from '../../domain/revert-plan.ts';
import {type Rollback, type RollbackDraft, rollbackToDraft} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';
import {changesOf, type KeptRollback, keepRollback} from './keep-rollback.ts';
import type {LocalMove} from './local-move.ts';
import type {MoveDeps, MoveRequest} from './move-checks.ts';
import type {PreparedMove} from './prepare-move.ts';

/** The commits of a move, and what they take back. */
interface ProposedPlan {
  readonly branch: string;
  readonly from: Sha;
  readonly to: Sha;
}

/** The record of a proposal, as far as its kind decides. */
interface ProposalRecord extends Pick<RollbackDraft, 'kind' | 'undoes' | 'stepUids'> {
  readonly steps: readonly Step[];
}

/** `push`: onto the branch; `propose`: onto a branch of its own; `auto`: where the branch takes no push, the latter. */
export type Way = 'push' | 'propose' | 'auto';

export interface ProposalOptions {
  readonly way: Way;
  /** Have the host merge the pull request once its rules allow it. */
  readonly autoMerge: boolean;
}

/** A proposal that is on a branch of its own. `pullRequest` is null where no host could be asked for one. */
export interface Proposal {
  readonly branch: string;
  readonly pullRequest: {readonly number: number; readonly url: string} | null;
}

export interface ProposedMove extends KeptRollback {
  readonly local: LocalMove;
  readonly proposal: Proposal;
}

/**
 * Proposes a revert instead of moving the branch: its commits go to a branch of their own, with a pull request where a
 * host can be asked. Asked again, the same proposal is brought up to date. Throws RefusedError where nothing was pushed.
 */
export async function proposeMove<Plan extends ProposedPlan>(
  deps: MoveDeps,
  prepared: PreparedMove<MoveRequest, Plan>,
  record: ProposalRecord,
  options: ProposalOptions,
): Promise<ProposedMove> {
  const {history, repository, clock, log, codeHost} = deps;
  const {request, plan, unrecorded, remote} = prepared;
  if (remote === null) {
    throw new InputError(
      'bad-environment',
      'A proposal is pushed to a remote, and only the local branch is asked for.',
    );
  }
  const earlier = findProposal(await history.listRollbacks({branch: plan.branch}), record);
  const uid = earlier?.uid ?? prepared.uid;
  const pinRef = proposalPinRef(request.slug, uid);
  const draft: RollbackDraft =
    earlier === undefined
      ? boundRollback({
          ...{uid, kind: record.kind, undoes: record.undoes, stepUids: record.stepUids, pinRef, target: null},
          projectId: request.projectId,
          repository: remote.repository,
          branch: plan.branch,
          fromSha: plan.from,
          toSha: null,
          actor: request.actor,
          reason: request.reason,
          run: request.run,
          createdAt: clock.now().toISOString(),
        })
      : rollbackToDraft(earlier);

  const branch = proposalBranch(uid);
  const refs = await remote.refs([branchRef(branch), pinRef]);
  const changes = earlier === undefined ? changesOf(unrecorded, draft) : [];
  if (!(await isThere(deps, refs.get(branchRef(branch)), plan))) {
    const pin = await repository.createPinCommit(plan.to, formatPinMessage(draft, record.steps));
    const updates = [
      {ref: branchRef(branch), to: plan.to, expected: refs.get(branchRef(branch)) ?? null},
      {ref: pinRef, to: pin, expected: refs.get(pinRef) ?? null},
    ];
    const result = await history.pushWith(changes, (along) => remote.push([...updates, ...along], {atomic: true}));
    if (result.kind === 'unreachable') throw new GitError('remote-unreachable', result.explanation);
    if (result.kind === 'refused') {
      throw new RefusedError('push-refused', `Cannot push the proposal to ${branch}: ${result.explanation}`);
    }
  }
  const kept: KeptRollback =
    earlier === undefined
      ? await keepRollback(deps, draft, unrecorded)
      : {rollback: earlier, recorded: true, publication: null, warnings: []};
  const warnings = [...kept.warnings];
  let pullRequest: Proposal['pullRequest'] = null;
  if (codeHost !== undefined) {
    try {
      const verb = record.kind === 'undo' ? 'Bring back' : 'Revert';
      const title = `${verb} ${nameSteps(record.steps)}`;
      const body = proposalBody({...record, rollback: kept.rollback, from: plan.from, reason: request.reason});
      pullRequest = await codeHost.propose({head: branch, base: plan.branch, title, body});
      if (options.autoMerge) await codeHost.mergeWhenAllowed(pullRequest.number);
    } catch (error) {
      const warning = `The proposal is on ${branch}, and its pull request is not as it should be: ${describeError(error)}`;
      log.warn(warning);
      warnings.push(warning);
    }
  }
  return {...kept, warnings, local: {kind: 'none'}, proposal: {branch, pullRequest}};
}

/** Moves the branch or, where that is asked for or is the only way, proposes to. */
export async function moveOrPropose<Done>(
  {codeHost}: MoveDeps,
  branch: string,
  way: Way,
  story: {readonly move: () => Promise<Done>; readonly propose: () => Promise<Done>},
): Promise<Done> {
  if (way === 'push') return await story.move();
  if (way === 'propose' || (await codeHost?.rulesOf(branch)) === 'by-pull-request') return await story.propose();
  try {
    return await story.move();
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'branch-protected') return await story.propose();
    throw error;
  }
}

/** The proposal of the same thing that waits to be merged. */
function findProposal(rollbacks: readonly Rollback[], record: ProposalRecord): Rollback | undefined {
  const wanted = new Set(record.stepUids);
  return rollbacks.find(
    (it) =>
      it.isProposed &&
      it.kind === record.kind &&
      it.undoes === record.undoes &&
      it.stepUids.length === wanted.size &&
      it.stepUids.every((uid) => wanted.has(uid)),
  );
}

/** True when the branch of the proposal has the same files on top of the same tip already. */
async function isThere({repository}: MoveDeps, tip: Sha | undefined, plan: ProposedPlan): Promise<boolean> {
  if (tip === undefined || !(await repository.remote?.fetch([tip], 50))) return false;
  const isOnTip = (await repository.isAncestor(plan.from, tip)) === 'yes';
  return isOnTip && (await repository.treeOf(tip)) === (await repository.treeOf(plan.to));
}
