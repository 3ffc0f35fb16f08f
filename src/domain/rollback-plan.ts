import {sayForeign} from './commit-owners.ts';
import {RefusedError} from './errors.ts';
import {quote, type Sha, shortSha} from './identity.ts';
import type {Ancestry, Commit} from './ports/commits.ts';
import {isSameRepository, repositoryKey} from './repository-key.ts';
import {type PlannedMove, type Rollback, rollbackName} from './rollback.ts';
import {type RollbackMode, type RollbackTarget, targetName} from './rollback-target.ts';
import {quoteForShell} from './shell-words.ts';
import {isLaterStep, type Step, stepName} from './step.ts';
import {capital, nameFirst} from './text.ts';
import type {Wording} from './wording.ts';

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
  /** True if all steps are of this repository, whatever name they were recorded under. */
  readonly ofOneRepository?: boolean;
  /** The step that made each of these commits. */
  readonly owners: ReadonlyMap<Sha, Step>;
  /** The revert, or the undo of a revert, that made each of these commits. */
  readonly reverts: ReadonlyMap<Sha, Rollback>;
  /** The other remote branches that still have commits that no step of the branch made. */
  readonly elsewhere: ReadonlyMap<Sha, readonly string[]>;
  readonly allowDiscard: boolean;
  readonly wording: Wording;
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

const COMMITS_NAMED = 5;

/** Plans the reset of a branch to where a step ended or began. Changes nothing. Throws RefusedError when a rule forbids it. */
export function planRollback(facts: RollbackFacts): RollbackPlan {
  const {target, tip} = facts;
  const {branch} = target;
  if (tip === null) throw branchGone(facts);
  const refusal = notInHistory(facts);
  if (refusal !== undefined) throw refusal;
  if (!facts.displaced.complete) {
    throw new RefusedError(
      'not-confirmed',
      `Cannot tell which commits leave ${branch}: the history between ${shortSha(target.sha)} and ${shortSha(tip)} is cut off here. ` +
        'Check out with fetch-depth: 0.',
    );
  }

  const displaced = facts.displaced.commits.map((commit) => ({commit, fate: fateOf(commit, facts)}));
  const discarded = displaced.filter(({fate}) => fate.kind === 'discarded').map(({commit}) => commit);
  if (discarded.length > 0 && !facts.allowDiscard) throw wouldDiscard(facts, discarded);

  const goes = stepsThatGo(facts, displaced);
  if (tip === target.sha && goes.length === 0) {
    throw new RefusedError(
      'not-reversible',
      `Nothing to roll back: ${branch} is at ${targetName(target)}, and no later step of it is active.`,
    );
  }
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

function fateOf(commit: Commit, facts: RollbackFacts): DisplacedCommit['fate'] {
  const step = facts.owners.get(commit.sha);
  const branches = facts.elsewhere.get(commit.sha) ?? [];
  const rollback = facts.reverts.get(commit.sha);
  if (step !== undefined && (isOfBranch(step, facts) || branches.length === 0)) return {kind: 'own', step};
  if (rollback !== undefined) return {kind: 'revert', rollback};
  return branches.length === 0 ? {kind: 'discarded'} : {kind: 'elsewhere', branches};
}

function branchGone({target, place, wording}: RollbackFacts): RefusedError {
  const {branch} = target;
  return new RefusedError(
    'branch-gone',
    place === 'remote'
      ? `${branch} is no longer at the remote, so there is nothing to reset. Name what it was renamed to with ${wording.branch}, or push it again first if it is wanted: ${quoteForShell(['git', 'push', 'origin', `${target.sha}:refs/heads/${branch}`])}`
      : `There is no local branch ${branch}. Check it out first, or name what it was renamed to with ${wording.branch}.`,
  );
}

function notInHistory({
  target,
  tip,
  ancestry,
  reached,
  onlyHere,
  place,
  wording,
}: RollbackFacts): RefusedError | undefined {
  const {step, branch} = target;
  const recordedElsewhere = step.pushed === 'pinned' || step.pushed === 'bundled' || step.pushed === 'none';
  if (place === 'remote' && recordedElsewhere && reached === 'no') {
    // Pinned work is at the remote too.
    if (onlyHere && step.pinRef === null) {
      return new RefusedError(
        'not-reversible',
        `${capital(stepName(step))} was never pushed to ${branch}: ${sayOnlyHere(branch, target.sha, wording)}`,
      );
    }
    const where = step.pushed === 'pinned' && step.pinRef !== null ? `: its work is kept at ${step.pinRef}` : '';
    return new RefusedError(
      'not-reversible',
      `${capital(stepName(step))} was never pushed to ${branch}${where}. Name a step that was.`,
    );
  }
  switch (ancestry) {
    case 'yes':
      return undefined;
    case 'no':
      return new RefusedError(
        'not-an-ancestor',
        `Cannot reset ${branch} to ${targetName(target)}: it is not in the history of its tip ${shortSha(tip)}. ` +
          'The branch was rewritten since, or the step is of another repository; name another step.',
      );
    case 'unknown':
      return new RefusedError(
        'not-an-ancestor',
        `Cannot tell whether ${targetName(target)} is in the history of ${branch}: this clone is shallow and could not be deepened. ` +
          'Check out with fetch-depth: 0.',
      );
  }
}

/** Explains what to do if a step's work is in this clone but not at the remote. The caller says why that matters. */
export function sayOnlyHere(branch: string, back: Sha | null, words: Wording): string {
  const push = quoteForShell(['git', 'push', 'origin', branch]);
  const here = words.hereAlone(branch, back);
  const or = here === null ? '' : `; or take it back in this clone alone: ${here}`;
  return `its work is only in this clone. Push it first if others may see it: ${push}${or}`;
}

function wouldDiscard({target, wording, steps}: RollbackFacts, commits: readonly Commit[]): RefusedError {
  const many = commits.length > 1;
  const whyOf = ({sha}: Commit) => {
    for (const step of steps) {
      const found = step.changes?.foreign_commits?.find((foreign) => foreign.sha === sha);
      if (found !== undefined) return sayForeign(found.reason, stepName(step));
    }
    return 'on the record of no step';
  };
  return new RefusedError(
    'would-discard',
    `Cannot roll back ${target.branch} to ${targetName(target)}: ${commits.length} commit${many ? 's' : ''} that no step made would go, ` +
      `${nameCommits(commits, whyOf)}. Move ${many ? 'them' : 'it'} to another branch first, or say ${wording.allowDiscard} (${many ? 'they stay' : 'it stays'} pinned).`,
  );
}

function warningsOf(
  facts: RollbackFacts,
  goes: readonly Step[],
  displaced: readonly DisplacedCommit[],
): readonly string[] {
  const {target} = facts;
  const discarded = displaced.filter(({fate}) => fate.kind === 'discarded').map(({commit}) => commit);
  const warnings: string[] = [];
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
      `Other remote branches (${[...branches].slice(0, COMMITS_NAMED).join(', ')}) keep commits that leave ${target.branch}: ${named}.`,
    );
  }
  return warnings;
}

function nameCommits(commits: readonly Commit[], whyOf?: (commit: Commit) => string): string {
  const name = (commit: Commit) =>
    `${shortSha(commit.sha)} ${quote(commit.subject)}${whyOf ? ` (${whyOf(commit)})` : ''}`;
  return nameFirst(commits, COMMITS_NAMED, name);
}
