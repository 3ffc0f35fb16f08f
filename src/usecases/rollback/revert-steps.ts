import {findOwners} from '../../domain/commit-owners.ts';
import {badInput} from '../../domain/errors.ts';
import type {Sha, StepRef} from '../../domain/identity.ts';
import {branchGone, notAnAncestor, notConfirmed, notReversible} from '../../domain/move-refusals.ts';
import type {Clone} from '../../domain/ports/git.ts';
import {branchRef} from '../../domain/refs.ts';
import {type NamedSteps, type RevertPlan, type TakenBack, worksOf} from '../../domain/revert-plan.ts';
import type {RollbackMode, RollbackTarget} from '../../domain/rollback.ts';
import {findRollbackTarget} from '../../domain/rollback-plan.ts';
import {isLaterStep, latestFirst, type Step, stepName} from '../../domain/step.ts';
import {capital} from '../../domain/text.ts';
import {type Wording, wordsAt} from '../../domain/wording.ts';
import {listBetween} from '../fetch-commits.ts';
import {buildReverts} from './build-reverts.ts';
import {
  type MoveDeps,
  type MoveOfBranches,
  type MoveRequest,
  type PreparedMove,
  prepareMove,
  type RefsAndHistory,
  tipOf,
} from './move-checks.ts';
import {chooseTarget, lookUp} from './roll-back.ts';
import {isOnBranchHere} from './survey-branch.ts';

/** The steps to take back: one, a range, or all that a rollback would. */
export type Reverted =
  | ({readonly kind: 'steps'} & NamedSteps)
  | {readonly kind: 'rollback'; readonly step: StepRef; readonly mode: RollbackMode};

export interface RevertRequest extends MoveRequest {
  readonly of: Reverted;
  /** One commit for all of them. */
  readonly squash: boolean;
}

/** Plans a revert and makes its commits, without a ref yet. Throws RefusedError when a rule forbids it. */
export async function prepareRevert(deps: MoveDeps, request: RevertRequest): Promise<PreparedMove<RevertPlan>> {
  return await prepareMove(deps, request, {
    chooseTarget: (seen) => chooseSteps(deps, seen, request),
    plan: (seen, chosen) => planRevert(deps, request, seen, chosen),
    record: ({goes}) => ({
      ...{kind: 'revert', undoes: null, target: null},
      ...{stepUids: goes.map(({uid}) => uid), steps: goes, canBeProposed: true},
    }),
  });
}

async function planRevert(
  deps: MoveDeps,
  request: RevertRequest,
  seen: RefsAndHistory,
  chosen: ChosenSteps,
): Promise<MoveOfBranches<RevertPlan>> {
  const {words} = deps;
  const {branch} = chosen;
  const tip = await tipOf(seen, branch);
  if (tip === null) throw branchGone.forRevert(branch, seen.remote === null ? 'local' : 'remote', words);
  const {things, goes} = await findWorks(seen.repository, words, {...chosen, tip});
  const {squash} = request;
  const built = await buildReverts(deps, request, seen, {branch, tip, things, squash, mayBeIdle: false});
  const {plan: move, remote, local, commits} = built;
  const idle = new Set(built.idle.map(({uid}) => uid));
  const taken = goes.filter(({uid}) => !idle.has(uid));
  const plan: RevertPlan = {
    ...{...move, goes: taken, commits},
    stays: await latestOther(seen.view, branch, taken),
    warnings: [
      ...built.idle.map(({name}) => `${capital(name)} stays as it is: ${branch} has nothing left of what it changed.`),
      ...move.warnings,
    ],
  };
  return {plan, remote, local};
}

interface ChosenSteps {
  readonly branch: string;
  /** Newest first. Named steps that cannot be taken back are refused; others are skipped. */
  readonly steps: readonly {readonly step: Step; readonly isNamed: boolean}[];
}

async function chooseSteps(deps: MoveDeps, seen: RefsAndHistory, request: RevertRequest): Promise<ChosenSteps> {
  const {of} = request;
  if (of.kind === 'rollback') {
    const {step, branch} = await chooseTarget(deps, seen, {step: of.step, mode: of.mode, branch: request.branch});
    const later = await activeSteps(seen, branch, (one) => isLaterStep(one, step));
    const steps = of.mode === 'before' ? [...later, step] : later;
    if (steps.length === 0) throw notReversible.noStepToRevert(branch);
    return {branch, steps: steps.map((one) => ({step: one, isNamed: false}))};
  }
  const targets: RollbackTarget[] = [];
  for (const ref of of.last === null ? [of.first] : [of.first, of.last]) {
    targets.push(await namedStep(deps, seen, ref, request.branch));
  }
  const [one, other = one] = targets.map(({step}) => step).sort((a, b) => (isLaterStep(a, b) ? 1 : -1));
  const [branch = ''] = targets.map((target) => target.branch);
  if (one === undefined || other === undefined || one.uid === other.uid) {
    return {branch, steps: targets.slice(0, 1).map(({step}) => ({step, isNamed: true}))};
  }
  if (one.branch !== other.branch) {
    throw badInput(
      `${capital(stepName(one))} is of ${one.branch ?? 'no branch'} and ${stepName(other)} of ${other.branch ?? 'none'}. Name steps of one branch, or ${deps.words.branch}.`,
    );
  }
  const within = (step: Step) => isLaterStep(step, one) && isLaterStep(other, step);
  const between = await activeSteps(seen, one.branch ?? branch, within);
  return {
    branch,
    steps: [
      {step: other, isNamed: true},
      ...between.map((step) => ({step, isNamed: false})),
      {step: one, isNamed: true},
    ],
  };
}

/** Finds a named step. Its work may have come to the branch by any way: git tells from its commits. */
async function namedStep(
  {words}: MoveDeps,
  seen: RefsAndHistory,
  ref: StepRef,
  branch: string | null,
): Promise<RollbackTarget> {
  const found = await lookUp(seen, ref);
  return findRollbackTarget({...found, ref, mode: 'to', branch, isBranchGone: true, words});
}

async function activeSteps(
  {view}: RefsAndHistory,
  branch: string,
  isWanted: (step: Step) => boolean,
): Promise<readonly Step[]> {
  const steps = await view.listSteps({branch, active: true});
  return latestFirst(steps.filter((step) => isWanted(step)));
}

async function findWorks(
  repository: Clone,
  words: Wording,
  {branch, steps, tip}: ChosenSteps & {readonly tip: Sha},
): Promise<{readonly things: readonly TakenBack[]; readonly goes: readonly Step[]}> {
  const things: TakenBack[] = [];
  const goes: Step[] = [];
  for (const {step, isNamed} of steps) {
    const {commitShaBefore: before, commitShaAfter: after} = step;
    if (after === null || before === after) {
      if (isNamed) throw notReversible.madeNoCommit(step);
      continue;
    }
    const reached = await repository.isAncestor(after, tip);
    if (reached === 'unknown') throw notConfirmed.workOf(step, branch);
    if (reached === 'no') {
      if (!isNamed) continue;
      throw (await isOnBranchHere(repository, {branch, step}))
        ? notAnAncestor.stepOnlyHere(step, branch, wordsAt(words, repository.remote))
        : notAnAncestor.stepElsewhere(step, branch, tip, words);
    }
    const {commits, complete} = await listBetween(repository, branchRef(branch), {from: before, to: after});
    if (!complete) throw notConfirmed.workOf(step, branch);
    const own = new Set(findOwners(commits, [step]).keys());
    const works = worksOf(step, commits, own);
    if (works.length === 0) continue;
    things.push({name: stepName(step), uid: step.uid, works});
    goes.push(step);
  }
  if (things.length === 0) throw notReversible.noCommitToRevert(branch);
  return {things, goes};
}

async function latestOther(view: RefsAndHistory['view'], branch: string, goes: readonly Step[]): Promise<Step | null> {
  const uids = new Set(goes.map(({uid}) => uid));
  const steps = await view.listSteps({branch, active: true, limit: goes.length + 1});
  return steps.find(({uid}) => !uids.has(uid)) ?? null;
}
