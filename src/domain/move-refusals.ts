import {refusals} from './errors.ts';
import {nameCommit, quote, type Sha, shortSha} from './identity.ts';
import {type DroppedPin, droppedInWords} from './pin-messages.ts';
import type {Commit} from './ports/commits.ts';
import type {FileChange} from './ports/diffs.ts';
import type {Operation} from './ports/work-tree.ts';
import {
  type MoveMode,
  type Rollback,
  type RollbackMode,
  type RollbackTarget,
  rollbackName,
  type UndoTarget,
} from './rollback.ts';
import {quoteForShell} from './shell-words.ts';
import {sayLock} from './start-refusals.ts';
import {type Step, stepName} from './step.ts';
import {capital, listInWords, nameFirst, nameSome, withArticle} from './text.ts';
import type {Wording} from './wording.ts';

/* Refusals to move a branch: of rollbacks, reverts and undos. */

/** The most steps, commits and files that a sentence names. */
const NAMED = 5;

/** The step to roll back to again, or the steps to revert again, latest first, to have what was undone once more. */
export type Repeat =
  | {readonly mode: RollbackMode; readonly step: Step}
  | {readonly mode: 'revert'; readonly steps: readonly Step[]};

export const notReversible = refusals('not-reversible', {
  replay: (step: Step) => `${named(step)} is a replay: it is on no branch, so nothing of it is to be taken back.`,
  inactive: (step: Step, by: Rollback | undefined, words: Wording) => {
    if (by === undefined) return `${named(step)} is inactive. Name an active step.`;
    const way =
      by.branch === null
        ? 'That moved no branch and cannot be taken back, so name an active step.'
        : `Take that back first with ${words.undo(rollbackName(by))}, or name an active step.`;
    return `${named(step)} was rolled back by ${rollbackName(by)} on ${by.createdAt.slice(0, 10)}. ${way}`;
  },
  running: (step: Step) => `${named(step)} is still running. Wait until it has ended, or cancel its job.`,
  interrupted: (step: Step, words: Wording) =>
    `${named(step)} was interrupted: its job died and nobody knows where it left its branch. ${insteadOf(step, words)}`,
  onNoBranch: (step: Step, words: Wording) =>
    `${named(step)} ran on no branch. Say with ${words.branch} which one to roll back.`,
  onOtherBranch: (step: Step, branch: string, words: Wording) =>
    `${named(step)} belongs to the branch ${step.branch}, not to ${branch}. Leave ${words.branch} out, or name a step of ${branch}.`,
  withoutCommit: (step: Step, mode: RollbackMode) =>
    mode === 'before'
      ? `${named(step)} began in a repository without commits, so there is nothing before it to go back to. Name a step to keep instead.`
      : `${named(step)} left no commit on record, so there is nothing to go back to. Name another step.`,
  neverPushed: (step: Step, branch: string) => {
    const where = step.pushed === 'pinned' && step.pinRef !== null ? `: its work is kept at ${step.pinRef}` : '';
    return `${named(step)} was never pushed to ${branch}${where}. Name a step that was.`;
  },
  onlyHere: ({step, branch, sha}: RollbackTarget, words: Wording) =>
    `${named(step)} was never pushed to ${branch}: ${sayOnlyHere(branch, sha, words)}`,
  noLaterStep: (target: RollbackTarget) =>
    `Nothing to roll back: ${target.branch} is at ${targetName(target)}, and no later step of it is active.`,
  mergedOthers: (step: Step, merge: Sha) =>
    `${named(step)} merged commits of others with ${shortSha(merge)}, and which side of that merge is to stay is on no record. Take it back by hand: git revert -m 1 ${merge}`,
  nothingLeft: (names: readonly string[], branch: string, later: readonly LaterCommit[]) => {
    const by = later.length === 0 ? '' : ` The same files were changed since by ${sinceInWords(later)}.`;
    return `Nothing to take back: ${branch} has nothing left of what ${joined(names)} changed.${by}`;
  },
  undoOfUndo: (undo: Rollback, repeat: Repeat | undefined, words: Wording) =>
    `${rollbackName(undo)} is an undo, and an undo is not undone: ${again(repeat, words, ' again')}.`,
  undoneAlready: (rollback: Rollback, repeat: Repeat | undefined, words: Wording) =>
    `${rollbackName(rollback)} is undone already. To have it again, ${again(repeat, words)}.`,
  merged: (applied: Rollback) =>
    `${rollbackName(applied)} only tells that a revert was merged. Name the revert to take it back.`,
  proposed: (proposal: Rollback) =>
    `${rollbackName(proposal)} is a proposal that is not merged, so nothing is to be taken back. Close its pull request if nobody wants it.`,
  movedNoBranch: (rollback: Rollback) =>
    `${rollbackName(rollback)} deactivated steps without moving a branch, so there is nothing to put back.`,
  movedOtherBranch: (rollback: Rollback, branch: string, words: Wording) =>
    `${rollbackName(rollback)} is a rollback of ${rollback.branch}, not of ${branch}. Leave ${words.branch} out, or name a rollback of ${branch}.`,
  otherMode: (rollback: Rollback, own: MoveMode) => {
    const how =
      own === 'revert'
        ? 'added commits, and only commits on top of them take it back'
        : 'moved the branch back, and its undo moves it on again, which forces nothing';
    return `${rollbackName(rollback)} ${how}. Leave the mode out, or say ${own}.`;
  },
  /** With `isDisplacedHere`, the displaced commits are not at the remote either; with `hasMovedOn`, it cannot be undone here as it is. */
  movedOnlyHere: (
    {rollback, branch}: UndoTarget,
    words: Wording,
    {isDisplacedHere, hasMovedOn}: {readonly isDisplacedHere: boolean; readonly hasMovedOn: boolean},
  ) => {
    const here = hasMovedOn ? null : words.hereAlone(branch, null);
    const moved = hasMovedOn ? ', which has moved on since' : '';
    const back = here === null ? '' : ` To take it back in this clone alone: ${here}.`;
    return `Cannot undo ${rollbackName(rollback)} at the remote: it moved ${branch} in this clone alone${moved}${isDisplacedHere ? ', and what it displaced is only here' : ''}.${back}`;
  },
  pinDropped: ({rollback, to}: UndoTarget, dropped: DroppedPin, place: 'remote' | 'local', {remote}: Wording) => {
    const kept = `What ${rollbackName(rollback)} displaced was kept by ${rollback.pinRef ?? ''}, and ${droppedInWords(dropped)}.`;
    return place === 'remote'
      ? `${kept} It cannot be undone any more: no branch has ${shortSha(to)}. Only a clone that still has that commit can bring it back, with git push ${quoteForShell([remote])} ${to}:refs/heads/<a new branch>.`
      : `${kept} It cannot be undone here any more. While git still has that commit, git branch <a new branch> ${to} brings it back.`;
  },
  pinGone: ({rollback, to}: UndoTarget, place: 'remote' | 'local', {remote}: Wording) => {
    const pin = rollback.pinRef ?? '';
    return place === 'remote'
      ? `What ${rollbackName(rollback)} displaced is gone: its pin ${pin} was deleted, and no branch has ${shortSha(to)}.`
      : `What ${rollbackName(rollback)} displaced is not kept in this repository. If the remote has it, get it with ${quoteForShell(['git', 'fetch', remote, `${pin}:${pin}`])} first.`;
  },
  noBranchName: (branch: string) =>
    `${quote(branch)} is no branch of this repository, so there is nothing to reset. Name a step or a branch of it.`,
  noStepToRevert: (branch: string) => `Nothing to take back: no later step of ${branch} is active.`,
  madeNoCommit: (step: Step) => `${named(step)} made no commit, so there is nothing to take back.`,
  noCommitToRevert: (branch: string) => `Nothing to take back: ${branch} has no commit of these steps.`,
  pushedByAgent: (branch: string, putBack: string) =>
    `The agent pushed to ${branch} by itself, and the step did not begin where ${branch} was. Put it back with ${putBack}, if nobody builds on it.`,
  displacedNothing: (rollback: Rollback) => `${rollbackName(rollback)} displaced no commits, so it has no pin.`,
  pinNowhere: (rollback: Rollback) =>
    `${rollbackName(rollback)} has no pin: ${rollback.pinRef} is neither at the remote nor here.`,
});

export const wouldDiscard = refusals('would-discard', {
  unowned: (target: RollbackTarget, commits: readonly Commit[], whyOf: (commit: Commit) => string, words: Wording) => {
    const [many, them, they] = commits.length > 1 ? ['s', 'them', 'they stay'] : ['', 'it', 'it stays'];
    return `Cannot roll back ${target.branch} to ${targetName(target)}: ${commits.length} commit${many} that no step made would go, ${nameCommits(commits, whyOf)}. Move ${them} to another branch first, or say ${words.allowDiscard} (${they} pinned).`;
  },
  ofOthers: (target: RollbackTarget, commits: readonly Commit[], words: Wording) =>
    `Cannot roll back ${target.branch} to ${targetName(target)}: at the remote it has none of the work that would be taken back, only commits of others, ${nameCommits(commits)}. Look with git remote -v whether ${words.remote} leads to the right repository. If this is meant all the same, say ${words.allowDiscard} (what goes stays pinned).`,
});

export const notAnAncestor = refusals('not-an-ancestor', {
  ofTip: (target: RollbackTarget, tip: Sha | null) =>
    `Cannot reset ${target.branch} to ${targetName(target)}: it is not in the history of its tip ${shortSha(tip)}. The branch was rewritten since, or the step is of another repository; name another step.`,
  /** `atRemote` is the remote's tip, which has the step. */
  ofLocalTip: (target: RollbackTarget, tip: Sha | null, atRemote: Sha, words: Wording) =>
    `Cannot reset the local ${target.branch} to ${targetName(target)}: it is not in the history of its tip ${shortSha(tip)}, which was rewritten since. The remote's ${target.branch}, at ${shortSha(atRemote)}, has it: roll back there with ${words.option('push')}, or name another step.`,
  perhaps: (target: RollbackTarget) =>
    `Cannot tell whether ${targetName(target)} is in the history of ${target.branch}: ${SHALLOW}`,
  displaced: ({rollback, branch, from, to}: UndoTarget) =>
    `Cannot undo ${rollbackName(rollback)}: ${shortSha(to)}, which it displaced, does not build on ${shortSha(from)}, where it left ${branch}. Its record is wrong; look at ${rollback.pinRef ?? to}.`,
  revertOnlyHere: ({rollback, branch}: UndoTarget, words: Wording) =>
    `Cannot undo ${rollbackName(rollback)} at the remote: ${sayOnlyHere(branch, null, words)}`,
  stepOnlyHere: (step: Step, branch: string, words: Wording) =>
    `Cannot take back ${stepName(step)} at the remote: ${sayOnlyHere(branch, null, words)}`,
  stepElsewhere: (step: Step, branch: string, tip: Sha, words: Wording) =>
    `Cannot take back ${stepName(step)} on ${branch}: ${shortSha(step.commitShaAfter)}, where it ended, is not in the history of its tip ${shortSha(tip)}. If its work came to another branch, name that with ${words.branch}; if it came there as one squashed commit, revert that commit with git.`,
});

export const notConfirmed = refusals('not-confirmed', {
  cutOff: ({branch, sha}: RollbackTarget, tip: Sha) =>
    `Cannot tell which commits leave ${branch}: the history between ${shortSha(sha)} and ${shortSha(tip)} is cut off here. Check out with fetch-depth: 0.`,
  pinMoved: ({rollback, branch, to}: UndoTarget) =>
    `The pin ${rollback.pinRef ?? ''} does not keep ${shortSha(to)}, which ${rollbackName(rollback)} says it displaced. Somebody moved it; look at both before moving ${branch} by hand.`,
  displaced: ({rollback, from, to}: UndoTarget) =>
    `Cannot tell whether ${shortSha(to)}, which ${rollbackName(rollback)} displaced, builds on ${shortSha(from)}: ${SHALLOW}`,
  reverted: ({rollback, branch}: UndoTarget) =>
    `Cannot tell whether ${branch} has what ${rollbackName(rollback)} reverted: ${SHALLOW}`,
  workOf: (step: Step, branch: string) =>
    `Cannot tell what ${stepName(step)} did on ${branch}: the history is cut off here. Check out with fetch-depth: 0.`,
});

const SHALLOW = 'this clone is shallow and could not be deepened. Check out with fetch-depth: 0.';

export const branchGone = refusals('branch-gone', {
  forRollback: ({branch, sha}: RollbackTarget, place: 'remote' | 'local', words: Wording) =>
    place === 'remote'
      ? `${branch} is no longer at the remote, so there is nothing to reset. Name what it was renamed to with ${words.branch}, or push it again first if it is wanted: ${quoteForShell(['git', 'push', words.remote, `${sha}:refs/heads/${branch}`])}`
      : `There is no local branch ${branch}. Check it out first, or name what it was renamed to with ${words.branch}.`,
  forUndo: ({rollback, branch, to}: UndoTarget, place: 'remote' | 'local', words: Wording) =>
    `${isNot(branch, place)}, so ${rollbackName(rollback)} cannot be taken back there. Name what it was renamed to with ${words.branch}. What was displaced is kept at ${rollback.pinRef ?? to}.`,
  forUndoOfRevert: ({rollback, branch}: UndoTarget) =>
    `${branch} is gone, so ${rollbackName(rollback)} cannot be taken back there.`,
  forRevert: (branch: string, place: 'remote' | 'local', words: Wording) =>
    `${isNot(branch, place)}. Name with ${words.branch} the branch that has the step's commits.`,
  meanwhile: (branch: string) => `Cannot move ${branch}: somebody deleted it at the remote meanwhile.`,
});

function isNot(branch: string, place: 'remote' | 'local'): string {
  return place === 'remote' ? `${branch} is no longer at the remote` : `There is no local branch ${branch}`;
}

export const branchMoved = refusals('branch-moved', {
  byRollback: (target: UndoTarget, tip: Sha, later: Rollback, words: Wording) =>
    `${notThere(target, tip)} ${rollbackName(later)} moved it there: take that back first with ${words.undo(rollbackName(later))}.`,
  /** `first` is the step that began where the rollback left the branch. */
  bySteps: (target: UndoTarget, tip: Sha, steps: readonly Step[], first: Step, words: Wording) =>
    `${notThere(target, tip)} ${onTop(steps)}: ${words.beforeStep(stepNumber(first))} leads back there.`,
  putBack: (target: UndoTarget, tip: Sha) =>
    `${notThere(target, tip)} That is where it was before ${rollbackName(target.rollback)}: somebody put it back by hand.`,
  byHand: (target: UndoTarget, tip: Sha, place: 'remote' | 'local') => {
    const [did, theirs] = place === 'remote' ? ['pushed', 'what they pushed'] : ['moved it', 'what is on it'];
    return `${notThere(target, tip)} Somebody ${did} since: keep ${theirs} elsewhere and reset ${target.branch} to ${target.from} first.`;
  },
  lacksHere: ({rollback, branch, from}: UndoTarget, tip: Sha, kept: Sha) =>
    `Cannot undo ${rollbackName(rollback)}: the remote ${branch} stays where it is, and the local one is at ${shortSha(tip)}, not at ${shortSha(from)}. ${mergeByHand(branch, kept)} and undo it then.`,
  withoutRevert: ({rollback, branch, from}: UndoTarget) =>
    `Cannot undo ${rollbackName(rollback)}: its last commit ${shortSha(from)} is not in the history of ${branch} any more, so there is nothing to take back.`,
  whileLooking: (branch: string, tip: Sha) =>
    `${branch} moved at the remote while it was looked at, and ${shortSha(tip)} is gone. Run this again.`,
  meanwhile: (branch: string, from: Sha, tip: Sha, words: Wording) =>
    `Cannot move ${branch}: its tip is now ${shortSha(tip)}, not ${shortSha(from)} as planned. Somebody pushed meanwhile; ${words.planAgain}.`,
});

export const pushRefused = refusals('push-refused', {
  ofProposal: (branch: string, explanation: string) => `Cannot push the proposal to ${branch}: ${explanation}`,
  workflowFiles: (branch: string, to: Sha, main: string, changed: readonly string[]) =>
    `Cannot reset ${branch} to ${shortSha(to)}: its workflow files differ from those of ${main} (${nameSome(changed, 3)}), and the job's own token may not push that. Give push-token a personal access token (scope workflow) or an App token (permission workflows).`,
});

export const dirtyWorkTree = refusals('dirty-work-tree', {
  uncommitted: (paths: readonly string[]) =>
    `The work tree has uncommitted changes: ${nameFirst(paths, NAMED, quote)}. Commit or stash them first.`,
});

export const branchCheckedOut = refusals('branch-checked-out', {
  inOtherWorkTree: (branch: string, others: readonly string[]) =>
    `${branch} is checked out in another worktree, ${others.join(', ')}. Run this there, or check out something else there.`,
});

export const inOperation = refusals('in-operation', {
  /** Ending the operation would move the branch again. */
  ofGit: (branch: string, {name, workTree}: Operation) => {
    const where = workTree === null ? '' : ` in ${workTree}`;
    const end = name === 'bisect' ? 'git bisect reset' : `git ${name} --continue or git ${name} --abort`;
    return `Cannot move ${branch}: ${withArticle(name)} of it is under way${where}. End it there first: ${end}.`;
  },
  lockedBranch: (branch: string, lock: string) => `Cannot move ${branch}: ${sayLock(lock, '')}`,
});

/** A file in which later work is in the way. */
export interface RevertConflict {
  readonly path: string;
  /** The change since; undefined if the file is unchanged or exists on neither side. */
  readonly change: Pick<FileChange, 'status' | 'oldPath'> | undefined;
  readonly later: readonly LaterCommit[];
}

/** A later commit on the branch, and the step that made it; undefined if none did. */
export interface LaterCommit {
  readonly commit: Commit;
  readonly step: Step | undefined;
}

export const revertConflict = refusals('revert-conflict', {
  inFiles: (name: string, branch: string, conflicts: readonly RevertConflict[]) => {
    const rest = conflicts.length - NAMED;
    return `Cannot take back ${name} on ${branch}: ${conflicts.slice(0, NAMED).map(conflictInWords).join(', ')}${rest > 0 ? ` and ${rest} more files` : ''}. Take back what came later first, or change the files by hand.`;
  },
});

const FATES: Readonly<Record<FileChange['status'], string>> = {
  added: 'added',
  deleted: 'removed',
  modified: 'changed the same lines of',
  renamed: 'renamed',
  copied: 'added',
  'type-changed': 'replaced',
};

function conflictInWords({path, change, later}: RevertConflict): string {
  if (later.length === 0) {
    return `${quote(path)} cannot be merged, though no later commit changed it (a file is where its folder was, or a partial clone lacks its contents)`;
  }
  const since = `(${sinceInWords(later)})`;
  if (change === undefined) return `later work stands in the way of ${quote(path)} ${since}`;
  const {status, oldPath} = change;
  const file = status === 'renamed' ? `${quote(oldPath ?? '')} to ${quote(path)}` : quote(path);
  return `later work ${FATES[status]} ${file} ${since}`;
}

function sinceInWords(later: readonly LaterCommit[]): string {
  return nameFirst(later, NAMED, ({commit, step}) => {
    const by = step === undefined ? commit.authorName : stepName(step);
    return `${nameCommit(commit.sha, commit.subject)} by ${by}`;
  });
}

/** Explains what to do if a step's work is in this clone but not at the remote. The caller says why that matters. */
function sayOnlyHere(branch: string, back: Sha | null, words: Wording): string {
  const push = quoteForShell(['git', 'push', words.remote, branch]);
  const here = words.hereAlone(branch, back);
  const or = here === null ? '' : `; or take it back in this clone alone: ${here}`;
  return `its work is only in this clone. Push it first if others may see it: ${push}${or}`;
}

/** The commands that bring a local branch to where the remote one is. */
export function followByHand(branch: string, remote: string): string {
  const reset = quoteForShell(['git', 'reset', '--keep', `${remote}/${branch}`]);
  return `To bring it there, on ${branch}: ${quoteForShell(['git', 'fetch', remote])} and ${reset}`;
}

/** Says how the local branch gets what only it had before a rollback. */
export function mergeByHand(branch: string, kept: Sha): string {
  return `To bring what only the local one had back to it, on ${branch}: ${quoteForShell(['git', 'merge', kept])}`;
}

/** Names the commit that a step ended or began at. */
export function targetName({mode, step, sha}: Pick<RollbackTarget, 'mode' | 'step' | 'sha'>): string {
  return `${shortSha(sha)}, where ${stepName(step)} ${mode === 'to' ? 'ended' : 'began'}`;
}

/** Names commits, each with why it is named. */
export function nameCommits(commits: readonly Commit[], whyOf?: (commit: Commit) => string): string {
  const name = (commit: Commit) => `${nameCommit(commit.sha, commit.subject)}${whyOf ? ` (${whyOf(commit)})` : ''}`;
  return nameFirst(commits, NAMED, name);
}

/** Joins names: `step 3`, `steps 3 and 4`, `steps 3, 4, 5 and 9 more`. */
export function joined(names: readonly string[]): string {
  if (names.length > NAMED) return nameFirst(names, NAMED, String);
  return listInWords(names);
}

/** What to do about a step that nothing can be reset to. */
function insteadOf(step: Step, {allowDiscard}: Wording): string {
  const log = logSince(step);
  return step.parentUid === null
    ? `No step came before it, so look at what it left with ${log}, and take that back with git revert.`
    : `${log} shows what came since it began. To take that back, name a step before it and say ${allowDiscard} (what goes stays pinned).`;
}

/** The command that shows the commits since a step began. Nobody knows which of them are its own. */
export function logSince({commitShaBefore: before, branch}: Step): string {
  return quoteForShell(['git', 'log', `${before === null ? '' : `${shortSha(before)}..`}${branch ?? 'HEAD'}`]);
}

function named(step: Step): string {
  return capital(stepName(step));
}

function stepNumber({id, uid}: Step): string {
  return id === null ? uid : String(id);
}

/** What to do to have the same once more: `roll back with to-step: 3`, `revert with revert-steps: 3`. */
function again(repeat: Repeat | undefined, words: Wording, adverb = ''): string {
  if (repeat === undefined) return `roll back${adverb}`;
  if (repeat.mode === 'revert') {
    return `revert${adverb} with ${nameFirst(repeat.steps, NAMED, (step) => words.revert(stepNumber(step)))}`;
  }
  const {mode, step} = repeat;
  return `roll back${adverb} with ${mode === 'to' ? words.toStep(stepNumber(step)) : words.beforeStep(stepNumber(step))}`;
}

function notThere({rollback, branch, from}: UndoTarget, tip: Sha): string {
  return `Cannot undo ${rollbackName(rollback)}: it left ${branch} at ${shortSha(from)}, and ${branch} is at ${shortSha(tip)} now.`;
}

function onTop(steps: readonly Step[]): string {
  const [latest] = steps;
  if (latest === undefined) return '';
  const others = steps.length - 1;
  return `${named(latest)}${others === 0 ? ' is' : ` and ${others} earlier ${others === 1 ? 'one' : 'ones'} are`} on top of that now`;
}
