import {describeError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import {notReversible} from '../../domain/move-refusals.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {Remote} from '../../domain/ports/remote.ts';
import {branchRef, HEADS, trackedBranch} from '../../domain/refs.ts';
import type {RollbackPlan} from '../../domain/rollback-plan.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {type Step, stepName} from '../../domain/step.ts';
import {fetchCommits, tipOf} from '../fetch-commits.ts';
import {carryOutMove, type MoveResult} from '../rollback/carry-out-move.ts';
import type {MoveDeps} from '../rollback/move-checks.ts';
import {prepareRollback, type RollbackRequest} from '../rollback/roll-back.ts';
import {warnOnFailure} from '../warn-on-failure.ts';
import type {EndedStep, FinishStepDeps, WorkDone} from './step-progress.ts';

/**
 * Rolls back a step whose check failed, also at the remote if the agent itself has pushed, and publishes the rollback
 * with the step. Null when there is nothing to roll back, or when a rule forbids it, which is a warning.
 */
export async function rollBackFailedCheck(
  deps: FinishStepDeps,
  ended: EndedStep,
  step: Step,
  work: WorkDone,
): Promise<MoveResult<RollbackPlan> | null> {
  const {repository, warn} = deps;
  if (work.branch === null || work.after === null || work.after === step.commitShaBefore) return null;
  try {
    const way = await wayBack(deps, ended, step, {work, branch: work.branch});
    if (way === null) return null;
    const moveDeps: MoveDeps = {
      repository,
      history: deps.history,
      clock: deps.clock,
      uids: deps.host.uids,
      log: {info: () => {}, notice: () => {}, warn},
      words: deps.words,
    };
    const prepared = await prepareRollback(moveDeps, {
      projectId: step.projectId,
      slug: ended.request.slug,
      branch: work.branch,
      reason: 'check failed',
      actor: step.run?.actor ?? null,
      run: step.run,
      tokenKind: 'other',
      step: {kind: 'uid', prefix: step.uid},
      mode: 'before',
      mayBeDirty: true,
      ...way,
    });
    return await carryOutMove(moveDeps, prepared);
  } catch (error) {
    const name = repository.remote === null ? work.branch : `${work.branch}, here or at the remote,`;
    warn(`${name} is not where ${stepName(step)} found it, and could not be put back: ${describeError(error)}`);
    return null;
  }
}

type Way = Pick<RollbackRequest, 'where' | 'allowDiscard' | 'keepAt'>;

/**
 * Decides which branch goes back. When only the local one does, its pin is also kept at the remote, so that an undo
 * there finds the work; all commits on it were made during the step, so nobody else loses any.
 */
async function wayBack(
  {repository, warn}: FinishStepDeps,
  {request, progress: {start}}: EndedStep,
  step: Step,
  {work, branch}: {readonly work: WorkDone; readonly branch: string},
): Promise<Way | null> {
  const remote = request.push === 'auto' ? repository.remote : null;
  // An unreachable remote does not prevent putting back what would be pushed to it later.
  const pushed = remote === null ? null : await warnOnFailure(warn, () => findPushed(repository, remote, branch, work));
  if (pushed != null) {
    // The step may have begun elsewhere than on its branch, in a merge checkout for example: that is no place to reset
    // to.
    const found = start.heads?.get(branch);
    if (found !== undefined && found !== step.commitShaBefore)
      throw notReversible.pushedByAgent(branch, pushBack(remote?.name ?? 'origin', branch, pushed, found));
    return {where: 'both', allowDiscard: false, keepAt: null};
  }
  if (request.push === 'none') await warnOfOwnPush(repository, work, branch, step.commitShaBefore, warn);
  const tip = await repository.resolve(branchRef(branch));
  if (tip === null || tip === step.commitShaBefore) return null;
  return {where: 'local', allowDiscard: tip === work.after, keepAt: pushed === undefined ? null : remote};
}

/** Returns the remote branch's tip when it has a commit of the step, which the agent pushed itself; else null. */
async function findPushed(repository: Clone, remote: Remote, branch: string, work: WorkDone): Promise<Sha | null> {
  const tip = await tipOf(remote, branchRef(branch));
  const oldest = work.changes?.own_commits.at(-1);
  if (tip === null || oldest === undefined) return null;
  if (work.made.has(tip)) return tip;
  await fetchCommits(repository, [tip], 1);
  return (await repository.isAncestor(oldest.sha, tip)) === 'no' ? null : tip;
}

/** The command that resets a branch from exactly its present tip. */
function pushBack(remote: string, branch: string, from: Sha, to: Sha): string {
  return quoteForShell(['git', 'push', `--force-with-lease=${branch}:${from}`, remote, `${to}:${HEADS}${branch}`]);
}

/** Warns of a branch that the agent pushed itself, which stays because we may not push. The tracking refs show it. */
async function warnOfOwnPush(
  repository: Clone,
  {made}: WorkDone,
  branch: string,
  before: Sha | null,
  warn: (message: string) => void,
): Promise<void> {
  for (const [ref, sha] of await repository.localRefs('refs/remotes/')) {
    const tracked = trackedBranch(ref);
    if (tracked.branch !== branch || !made.has(sha) || before === null) continue;
    const command = pushBack(tracked.remote, branch, sha, before);
    warn(
      `The agent pushed ${branch} to ${tracked.remote} by itself, and it was left there, since nothing is pushed: ${command}`,
    );
  }
}
