import type {RefusedError} from './errors.ts';
import {claimantInWords, contestedId, unknownRollback} from './history-refusals.ts';
import type {RollbackRef, Sha, Uid} from './identity.ts';
import {branchGone, branchMoved, notAnAncestor, notConfirmed, notReversible, type Repeat} from './move-refusals.ts';
import type {DroppedPin} from './pin-messages.ts';
import type {Ancestry} from './ports/commits.ts';
import type {Lookup} from './ports/ledger.ts';
import type {HistoryCondition} from './ports/store.ts';
import {type MoveMode, type PlannedMove, type Rollback, rollbackName, type UndoTarget} from './rollback.ts';
import type {Step} from './step.ts';
import type {Wording} from './wording.ts';

/** The facts from the history about the named rollback, before git is asked. */
export interface UndoTargetFacts {
  /** Null for the latest of the branch. */
  readonly ref: RollbackRef | null;
  readonly lookup: Lookup<Rollback>;
  /** All rollbacks that claimed the number, if several did. */
  readonly claimants?: readonly Rollback[];
  readonly condition: HistoryCondition;
  /** The named branch or, without a named rollback, the branch to look at; null for none. */
  readonly branch: string | null;
  /**
   * True if the rollback's own branch no longer exists, as after a rename. Determined only if another branch was named.
   */
  readonly isBranchGone: boolean;
  /** For a proposed revert, the record of where its commits are on the branch. */
  readonly applied?: Rollback | undefined;
  /** The target of the rollback, or of the rollback that an undo took back. Rolling back to it again repeats it. */
  readonly repeat: Repeat | undefined;
  readonly words: Wording;
}

/** Finds the rollback that an undo asks for. Throws RefusedError. */
export function findUndoTarget(facts: UndoTargetFacts): UndoTarget {
  const rollback = theRollback(facts);
  const {repeat, words} = facts;
  if (rollback.kind === 'undo') throw notReversible.undoOfUndo(rollback, repeat, words);
  if (rollback.undoneBy !== null) throw notReversible.undoneAlready(rollback, repeat, words);
  if (rollback.kind === 'applied') throw notReversible.merged(rollback);
  if (rollback.isProposed) throw notReversible.proposed(rollback);
  const {branch} = rollback;
  const {fromSha, toSha} = facts.applied ?? rollback;
  if (branch === null || fromSha === null || toSha === null) throw notReversible.movedNoBranch(rollback);
  if (facts.branch !== null && facts.branch !== branch && !facts.isBranchGone) {
    throw notReversible.movedOtherBranch(rollback, facts.branch, words);
  }
  return {rollback, branch: facts.branch ?? branch, from: toSha, to: fromSha};
}

function theRollback({ref, lookup, claimants = [], branch, condition}: UndoTargetFacts): Rollback {
  const asked = ref === null ? '' : ref.kind === 'number' ? `R${ref.number}` : `rollback ${ref.prefix}`;
  const describe = (uid: Uid) => {
    const claimant = claimants.find((one) => one.uid === uid);
    return claimant === undefined ? uid : claimantInWords(claimant);
  };
  switch (lookup.kind) {
    case 'found':
      return lookup.value;
    case 'unknown':
      throw ref === null ? unknownRollback.noneLeft(branch) : unknownRollback.inHistory(asked, condition);
    case 'ambiguous':
    case 'contested':
      throw contestedId.several(lookup, asked, 'rollbacks', describe);
  }
}

/** The facts from git about the branch, and what has moved it since. */
export interface UndoFacts {
  readonly target: UndoTarget;
  readonly place: 'remote' | 'local';
  readonly tip: Sha | null;
  /** The rollbacks of the branch that are not undone, newest first. */
  readonly rollbacks: readonly Rollback[];
  /**
   * The branch's active steps on top of where the rollback left it, newest first: later ones, and ones that an undo
   * brought back.
   */
  readonly stepsSince: readonly Step[];
  /** Tells if the pin named in the record still keeps the displaced commits. `odd`: the pin is at another commit. */
  readonly displaced: 'kept' | 'gone' | 'odd';
  /** The note about the dropped pin, if somebody dropped it. */
  readonly dropped: DroppedPin | null;
  /** Tells if the displaced tip descends from where the rollback left the branch. */
  readonly ancestry: Ancestry;
  /** The steps that the rollback covered, newest first, as far as the history still has them. */
  readonly covered: readonly Step[];
  readonly words: Wording;
}

export interface UndoPlan extends PlannedMove {
  readonly rollback: Rollback;
  /** The steps that become active again. */
  readonly returns: readonly Step[];
}

/**
 * Refuses a mode that does not fit the rollback. Undoing a reset moves the branch forward, without force. Throws
 * RefusedError.
 */
export function refuseUnfit(rollback: Rollback, mode: MoveMode): void {
  const own: MoveMode = rollback.kind === 'revert' ? 'revert' : 'reset';
  if (mode === 'auto' || mode === own) return;
  throw notReversible.otherMode(rollback, own);
}

/** Refuses to undo a revert that is no longer on the branch; undefined if it is. */
export function revertIsGone(target: UndoTarget, reached: Ancestry): RefusedError | undefined {
  if (reached === 'yes') return undefined;
  return reached === 'unknown' ? notConfirmed.reverted(target) : branchMoved.withoutRevert(target);
}

/** The sentence about undoing a revert that no longer has any effect. */
export function onlyRecorded(rollback: Rollback, branch: string): string {
  return `${branch} has nothing left of what ${rollbackName(rollback)} did: somebody took it back already. The undo is recorded without a commit.`;
}

/**
 * Plans the undo of a rollback. The branch must be exactly where the rollback left it; otherwise later work would be
 * lost. Throws RefusedError.
 */
export function planUndo(facts: UndoFacts): UndoPlan {
  const {target, tip, place, displaced, dropped, ancestry} = facts;
  const {rollback, branch, from, to} = target;
  if (tip === null) throw branchGone.forUndo(target, place, facts.words);
  if (tip !== from) throw notThere(facts, tip);
  if (displaced === 'gone') {
    const {words} = facts;
    throw dropped === null
      ? notReversible.pinGone(target, place, words)
      : notReversible.pinDropped(target, dropped, place, words);
  }
  if (displaced === 'odd') throw notConfirmed.pinMoved(target);
  if (ancestry === 'no') throw notAnAncestor.displaced(target);
  if (ancestry === 'unknown') throw notConfirmed.displaced(target);
  return {rollback, branch, from, to, returns: facts.covered, warnings: []};
}

/** Refuses an undo on a branch that has moved on, by what moved it. */
function notThere({target, place, rollbacks, stepsSince, words}: UndoFacts, tip: Sha): RefusedError {
  const {rollback, from, to} = target;
  const later = rollbacks.find(
    (other) => other.uid !== rollback.uid && other.uid > rollback.uid && other.toSha === tip,
  );
  if (later !== undefined) return branchMoved.byRollback(target, tip, later, words);
  const first = stepsSince.findLast((step) => step.commitShaBefore === from) ?? stepsSince.at(-1);
  if (first !== undefined) return branchMoved.bySteps(target, tip, stepsSince, first, words);
  return tip === to ? branchMoved.putBack(target, tip) : branchMoved.byHand(target, tip, place);
}
