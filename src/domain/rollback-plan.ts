import {reachableFrom, sayForeign} from './commit-owners.ts';
import {contestedId, unknownStep} from './history-refusals.ts';
import type {Sha, StepRef} from './identity.ts';
import {
  branchGone,
  nameCommits,
  notAnAncestor,
  notConfirmed,
  notReversible,
  targetName,
  wouldDiscard,
} from './move-refusals.ts';
import type {Ancestry, Commit} from './ports/commits.ts';
import type {Lookup} from './ports/ledger.ts';
import type {HistoryCondition} from './ports/store.ts';
import {isSameRepository, repositoryKey} from './repository-key.ts';
import {type PlannedMove, type Rollback, type RollbackMode, type RollbackTarget, rollbackName} from './rollback.ts';
import {isLaterStep, type Step, stepName} from './step.ts';
import {capital, nameFirst} from './text.ts';
import type {Wording} from './wording.ts';

/** The facts from the history about the named step, before git is asked. */
export interface TargetFacts {
  readonly ref: StepRef;
  readonly mode: RollbackMode;
  readonly lookup: Lookup<Step>;
  readonly condition: HistoryCondition;
  /** The branch that the user named; null for the step's own. */
  readonly branch: string | null;
  /** True if the step's own branch no longer exists, as after a rename. Determined only if another branch was named. */
  readonly isBranchGone: boolean;
  /** The rollback that deactivated the step; undefined if it is active. */
  readonly deactivatedBy: Rollback | undefined;
  readonly words: Wording;
}

/**
 * Finds the step, branch and commit that a rollback asks for. A step without a branch, as in LaForge's own files, and
 * one whose branch no longer exists are accepted for the named branch: git has the last word, since the commit must be
 * in that branch's history. Throws RefusedError.
 */
export function findRollbackTarget(facts: TargetFacts): RollbackTarget {
  const step = theStep(facts);
  const {mode, words} = facts;
  if (step.replays !== null) throw notReversible.replay(step);
  if (!step.active) throw notReversible.inactive(step, facts.deactivatedBy, words);
  if (step.status === 'running') throw notReversible.running(step);
  if (step.status === 'interrupted') throw notReversible.interrupted(step, words);
  const branch = facts.branch ?? step.branch;
  if (branch === null) throw notReversible.onNoBranch(step, words);
  const formerName = step.branch === branch ? null : step.branch;
  if (formerName !== null && !facts.isBranchGone) throw notReversible.onOtherBranch(step, branch, words);
  const sha = mode === 'to' ? step.commitShaAfter : step.commitShaBefore;
  if (sha === null) throw notReversible.withoutCommit(step, mode);
  return {mode, step, branch, formerName, sha};
}

function theStep({ref, lookup, condition, words}: TargetFacts): Step {
  const asked = ref.kind === 'id' ? `step ${ref.id}` : `step ${ref.prefix}`;
  switch (lookup.kind) {
    case 'found':
      return lookup.value;
    case 'unknown':
      throw unknownStep.inHistory(asked, condition, words);
    case 'ambiguous':
    case 'contested':
      throw contestedId.several(lookup, capital(asked), 'steps');
  }
}

/** The facts from git and the history about a branch tip and the step to go back to. */
export interface RollbackFacts {
  readonly target: RollbackTarget;
  readonly place: 'remote' | 'local';
  /** The branch's tip now; null if the branch does not exist. */
  readonly tip: Sha | null;
  /** Tells if the target commit is in the tip's history. */
  readonly ancestry: Ancestry;
  /**
   * Tells if the step's work is in the tip's history. Looked up only if the record says that the work was not pushed.
   */
  readonly reached: Ancestry;
  /** True if the remote lacks the step's work and this clone's branch has it. Determined only if `reached` is `no`. */
  readonly onlyHere?: boolean;
  /** The commits of target..tip, newest first. `complete` is false if a shallow boundary hides some. */
  readonly displaced: {readonly commits: readonly Commit[]; readonly complete: boolean};
  /**
   * Steps, newest first: all later ones of the branch, the next older active one, and every owner of a displaced
   * commit.
   */
  readonly steps: readonly Step[];
  /** The repository's present name; the target step may have been recorded under another. */
  readonly repository: string | null;
  /** The digest of the remote's address, if that names no repository. */
  readonly addressSha256?: string | null;
  /** True if all steps are of this repository, whatever name they were recorded under. */
  readonly ofOneRepository?: boolean;
  /** The step that made each of these commits. */
  readonly owners: ReadonlyMap<Sha, Step>;
  /** The revert, or the undo of a revert, that made each of these commits. */
  readonly reverts: ReadonlyMap<Sha, Rollback>;
  /** The other remote branches that still have commits that no step of the branch made. */
  readonly elsewhere: ReadonlyMap<Sha, readonly string[]>;
  readonly allowDiscard: boolean;
  readonly words: Wording;
}

/** A commit that leaves the branch. The pin keeps all of them reachable. */
export interface DisplacedCommit {
  readonly commit: Commit;
  readonly fate:
    | {readonly kind: 'own'; readonly step: Step}
    /** A revert, or the undo of a revert, made it. */
    | {readonly kind: 'revert'; readonly rollback: Rollback}
    /** No step made it, and no other remote branch has it. */
    | {readonly kind: 'discarded'}
    /** These remote branches still have it. */
    | {readonly kind: 'elsewhere'; readonly branches: readonly string[]};
}

export interface RollbackPlan extends PlannedMove {
  readonly mode: RollbackMode;
  readonly step: Step;
  /** The steps that become inactive, newest first. */
  readonly goes: readonly Step[];
  /** The latest step of the branch that stays active, which is the next step's parent. */
  readonly stays: Step | null;
  /** Newest first. */
  readonly displaced: readonly DisplacedCommit[];
}

const BRANCHES_NAMED = 5;

/** Plans the reset of a branch to where a step ended or began. Changes nothing. Throws RefusedError when a rule forbids it. */
export function planRollback(facts: RollbackFacts): RollbackPlan {
  const {target, tip} = facts;
  const {branch} = target;
  if (tip === null) throw branchGone.forRollback(target, facts.place, facts.words);
  refuseUnreached(facts);
  if (!facts.displaced.complete) throw notConfirmed.cutOff(target, tip);

  const displaced = facts.displaced.commits.map((commit) => ({commit, fate: fateOf(commit, facts)}));
  const discarded = displaced.filter(({fate}) => fate.kind === 'discarded').map(({commit}) => commit);
  if (discarded.length > 0 && !facts.allowDiscard)
    throw wouldDiscard.unowned(target, discarded, whyForeign(facts), facts.words);

  const goes = stepsThatGo(facts, displaced);
  if (isOfOthersAlone(facts, goes, displaced))
    throw wouldDiscard.ofOthers(target, facts.displaced.commits, facts.words);
  if (tip === target.sha && goes.length === 0) throw notReversible.noLaterStep(target);
  return {
    mode: target.mode,
    step: target.step,
    branch,
    from: tip,
    to: target.sha,
    goes,
    stays: facts.steps.find((step) => step.active && isOfBranch(step, facts) && !goes.includes(step)) ?? null,
    displaced,
    warnings: warningsOf(facts, goes, displaced),
  };
}

/**
 * True if a step is of the branch that moves. A step without branch and repository (LaForge's) is if git finds it
 * there.
 */
export function isOfBranch(
  step: Step,
  facts: Pick<RollbackFacts, 'target' | 'repository' | 'ofOneRepository' | 'displaced'>,
): boolean {
  const {target, repository, ofOneRepository, displaced} = facts;
  if (step.uid === target.step.uid) return true;
  if (step.branch !== null) {
    const isHere =
      ofOneRepository ||
      step.repository === repository ||
      isSameRepository(repositoryKey(step), repositoryKey(target.step));
    return isHere && (step.branch === target.branch || isOfFormerName(step, facts));
  }
  if (target.step.branch !== null || step.repository !== null) return false;
  return step.commitShaAfter === target.sha || displaced.commits.some(({sha}) => sha === step.commitShaAfter);
}

/** A former name of the branch may have held other work too, so only steps whose commits are on this branch count. */
function isOfFormerName(step: Step, {target, displaced}: Pick<RollbackFacts, 'target' | 'displaced'>): boolean {
  if (step.branch !== target.formerName) return false;
  return step.commitShaAfter === target.sha || displaced.commits.some(({sha}) => sha === step.commitShaAfter);
}

function stepsThatGo(facts: RollbackFacts, displaced: readonly DisplacedCommit[]): readonly Step[] {
  const {target} = facts;
  const displacedOwners = new Set(displaced.flatMap(({fate}) => (fate.kind === 'own' ? [fate.step.uid] : [])));
  return facts.steps.filter((step) => {
    if (!step.active) return false;
    if (step.uid === target.step.uid) return target.mode === 'before';
    return displacedOwners.has(step.uid) || (isOfBranch(step, facts) && isLaterStep(step, target.step));
  });
}

/**
 * True if steps whose work was pushed go, and the remote's branch has none of it, only commits of others: an agent may
 * have had the remote lead to another repository, where the steps never were.
 */
function isOfOthersAlone(
  {place, allowDiscard}: RollbackFacts,
  goes: readonly Step[],
  displaced: readonly DisplacedCommit[],
): boolean {
  if (place === 'local' || allowDiscard || displaced.length === 0) return false;
  return (
    displaced.every(({fate}) => fate.kind === 'elsewhere') &&
    goes.some((step) => step.pushed === 'pushed' && step.commitShaAfter !== step.commitShaBefore)
  );
}

function fateOf(commit: Commit, facts: RollbackFacts): DisplacedCommit['fate'] {
  const step = facts.owners.get(commit.sha);
  const branches = facts.elsewhere.get(commit.sha) ?? [];
  const rollback = facts.reverts.get(commit.sha);
  if (step !== undefined && (isOfBranch(step, facts) || branches.length === 0)) return {kind: 'own', step};
  if (rollback !== undefined) return {kind: 'revert', rollback};
  return branches.length === 0 ? {kind: 'discarded'} : {kind: 'elsewhere', branches};
}

/** Refuses if the branch does not have the target commit, or cannot be told to. */
function refuseUnreached({target, tip, ancestry, reached, onlyHere, place, words}: RollbackFacts): void {
  const {step, branch} = target;
  const recordedElsewhere = step.pushed === 'pinned' || step.pushed === 'bundled' || step.pushed === 'none';
  if (place === 'remote' && recordedElsewhere && reached === 'no') {
    // Pinned work is at the remote too.
    throw onlyHere && step.pinRef === null
      ? notReversible.onlyHere(target, words)
      : notReversible.neverPushed(step, branch);
  }
  if (ancestry === 'no') throw notAnAncestor.ofTip(target, tip);
  if (ancestry === 'unknown') throw notAnAncestor.perhaps(target);
}

/** Explains, by the steps' records, why a commit is no step's own. */
function whyForeign(facts: RollbackFacts): (commit: Commit) => string {
  const {
    steps,
    target,
    displaced: {commits},
  } = facts;
  const parents = new Map(commits.map((commit) => [commit.sha, commit.parents]));
  const killed = steps.flatMap((step) => {
    const {status, commitShaBefore: before, commitShaAfter} = step;
    const isThere = before !== null && (before === target.sha || parents.has(before));
    if (status !== 'interrupted' || commitShaAfter !== null || !isThere || !isOfBranch(step, facts)) return [];
    return [{step, older: reachableFrom(before, (sha) => parents.get(sha) ?? [])}];
  });
  return ({sha}) => {
    for (const step of steps) {
      const found = step.changes?.foreign_commits?.find((foreign) => foreign.sha === sha);
      if (found !== undefined) return sayForeign(found.reason, stepName(step));
    }
    const since = killed.find(({older}) => !older.has(sha));
    if (since !== undefined)
      return `came since ${stepName(since.step)} began, which was interrupted, so perhaps its agent's`;
    return 'on the record of no step';
  };
}

function isAtOtherRemote(
  {pushed, repository, run}: Step,
  facts: Pick<RollbackFacts, 'place' | 'ofOneRepository' | 'repository' | 'addressSha256'>,
): boolean {
  if (facts.place === 'local' || facts.ofOneRepository === true || pushed !== 'pushed') return false;
  const was = repository ?? run?.remote_sha256 ?? null;
  const now = facts.repository ?? facts.addressSha256 ?? null;
  return was !== null && now !== null && was !== now;
}

function warningsOf(
  facts: RollbackFacts,
  goes: readonly Step[],
  displaced: readonly DisplacedCommit[],
): readonly string[] {
  const {target, repository} = facts;
  const discarded = displaced.filter(({fate}) => fate.kind === 'discarded').map(({commit}) => commit);
  const warnings: string[] = [];
  // A new name of the same repository cannot be told from another one that the remote leads to.
  const atOther = goes.filter((step) => isAtOtherRemote(step, facts));
  const [other] = atOther;
  if (other !== undefined)
    warnings.push(
      `The work of ${nameFirst(atOther, BRANCHES_NAMED, stepName)} was pushed to ${other.repository ?? 'another address'}, and this moves ${target.branch} ${repository === null ? 'at the address that the remote has now' : `of ${repository}`}. Unless that is a new ${repository === null || other.repository === null ? 'address' : 'name'} of the same repository, the work stays there: set the remote back first.`,
    );
  for (const step of goes) {
    if (step.status === 'running') {
      warnings.push(
        `${capital(stepName(step))} is still running; it goes too, and what it does next will not reach ${target.branch}.`,
      );
    } else if (step.uid !== target.step.uid && !isLaterStep(step, target.step)) {
      warnings.push(`${capital(stepName(step))} goes too: commits of its own are above ${targetName(target)}.`);
    } else if (step.branch !== null && step.branch !== target.branch && step.branch !== target.formerName) {
      warnings.push(`${capital(stepName(step))} of ${step.branch} goes too: its commits are nowhere else.`);
    }
  }
  if (discarded.length > 0) {
    warnings.push(`Commits that no step made go too and stay pinned: ${nameCommits(discarded)}.`);
  }
  const reverts = new Set(displaced.flatMap(({fate}) => (fate.kind === 'revert' ? [fate.rollback] : [])));
  const ownUids = new Set(displaced.flatMap(({fate}) => (fate.kind === 'own' ? [fate.step.uid] : [])));
  for (const rollback of reverts) {
    const below = rollback.stepUids.filter((uid) => !ownUids.has(uid));
    if (rollback.undoneBy !== null || rollback.kind !== 'revert' || below.length === 0) continue;
    warnings.push(
      `The commits of ${rollbackName(rollback)}, a revert, go too: what it took back is on ${target.branch} again, while its steps stay inactive.`,
    );
  }
  const elsewhere = displaced.filter(({fate}) => fate.kind === 'elsewhere');
  const branches = new Set(elsewhere.flatMap(({fate}) => (fate.kind === 'elsewhere' ? fate.branches : [])));
  if (elsewhere.length > 0) {
    const named = nameCommits(elsewhere.map(({commit}) => commit));
    warnings.push(
      `Other remote branches (${[...branches].slice(0, BRANCHES_NAMED).join(', ')}) keep commits that leave ${target.branch}: ${named}.`,
    );
  }
  return warnings;
}
