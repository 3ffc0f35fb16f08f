import {RefusedError} from './errors.ts';
import {refuseSeveral} from './found-step.ts';
import {type RollbackRef, type Sha, shortSha, type Uid} from './identity.ts';
import {type DroppedPin, droppedInWords} from './pin-messages.ts';
import type {Ancestry} from './ports/commits.ts';
import type {Lookup} from './ports/ledger.ts';
import type {HistoryCondition} from './ports/store.ts';
import {KINDS_IN_WORDS, type MoveMode, type PlannedMove, type Rollback, rollbackName} from './rollback.ts';
import {sayOnlyHere} from './rollback-plan.ts';
import type {RollbackMode} from './rollback-target.ts';
import {type Step, stepName} from './step.ts';
import {capital} from './text.ts';
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
  readonly repeat: {readonly mode: RollbackMode; readonly step: Step} | undefined;
  readonly wording: Wording;
}

/** A rollback that can be undone, as far as the history alone can tell. */
export interface UndoTarget {
  readonly rollback: Rollback;
  readonly branch: string;
  /** The commit where the rollback left the branch. Its undo begins only there. */
  readonly from: Sha;
  /** The displaced tip or, for a revert, where the branch was before it. */
  readonly to: Sha;
}

/** Finds the rollback that an undo asks for. Throws RefusedError. */
export function findUndoTarget(facts: UndoTargetFacts): UndoTarget {
  const rollback = theRollback(facts);
  const name = rollbackName(rollback);
  if (rollback.kind === 'undo') {
    throw new RefusedError(
      'not-reversible',
      `${name} is an undo, and an undo is not undone: roll back again${again(facts)}.`,
    );
  }
  if (rollback.undoneBy !== null) {
    throw new RefusedError('not-reversible', `${name} is undone already. To have it again, roll back${again(facts)}.`);
  }
  if (rollback.kind === 'applied') {
    throw new RefusedError(
      'not-reversible',
      `${name} only tells that a revert was merged. Name the revert to take it back.`,
    );
  }
  if (rollback.isProposed) {
    throw new RefusedError(
      'not-reversible',
      `${name} is a proposal that is not merged, so nothing is to be taken back. Close its pull request if nobody wants it.`,
    );
  }
  const {branch} = rollback;
  const {fromSha, toSha} = facts.applied ?? rollback;
  if (branch === null || fromSha === null || toSha === null) {
    throw new RefusedError(
      'not-reversible',
      `${name} deactivated steps without moving a branch, so there is nothing to put back.`,
    );
  }
  if (facts.branch !== null && facts.branch !== branch && !facts.isBranchGone) {
    throw new RefusedError(
      'not-reversible',
      `${name} is a rollback of ${branch}, not of ${facts.branch}. Leave ${facts.wording.branch} out, or name a rollback of ${facts.branch}.`,
    );
  }
  return {rollback, branch: facts.branch ?? branch, from: toSha, to: fromSha};
}

function theRollback({ref, lookup, claimants = [], branch, condition}: UndoTargetFacts): Rollback {
  const asked = ref === null ? '' : ref.kind === 'number' ? `R${ref.number}` : `rollback ${ref.prefix}`;
  switch (lookup.kind) {
    case 'found':
      return lookup.value;
    case 'unknown':
      throw ref === null
        ? new RefusedError('unknown-rollback', `There is no rollback of ${branch ?? 'any branch'} left to undo.`)
        : new RefusedError(
            'unknown-rollback',
            condition.kind === 'expired'
              ? `There is no ${asked} to be found: the history expired${condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`}, so its rollbacks can no longer be named. Their pins still keep what they displaced.`
              : `There is no ${asked} in the history. Check its number, the project and the store.`,
          );
    case 'ambiguous':
    case 'contested':
      throw refuseSeveral(lookup, asked, 'rollbacks', (uid) => claimantInWords(uid, claimants));
  }
}

/** Describes a claimant: `0199… (a rollback of main, 2026-01-01T00:00Z, now R2)`. */
function claimantInWords(uid: Uid, claimants: readonly Rollback[]): string {
  const rollback = claimants.find((one) => one.uid === uid);
  if (rollback === undefined) return uid;
  const {kind, branch, createdAt} = rollback;
  const of = branch === null ? '' : ` of ${branch}`;
  return `${uid} (${KINDS_IN_WORDS[kind]}${of}, ${createdAt.slice(0, 16)}Z, now ${rollbackName(rollback)})`;
}

function again({repeat, wording}: UndoTargetFacts): string {
  if (repeat === undefined) return '';
  const name = repeat.step.id === null ? repeat.step.uid : String(repeat.step.id);
  return ` with ${repeat.mode === 'to' ? wording.toStep(name) : wording.beforeStep(name)}`;
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
  readonly wording: Wording;
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
  const how =
    own === 'revert'
      ? 'added commits, and only commits on top of them take it back'
      : 'moved the branch back, and its undo moves it on again, which forces nothing';
  const sentence = `${rollbackName(rollback)} ${how}. Leave the mode out, or say ${own}.`;
  throw new RefusedError('not-reversible', sentence);
}

/** Refuses to undo a revert that is no longer on the branch; undefined if it is. */
export function revertIsGone({rollback, branch, from}: UndoTarget, reached: Ancestry): RefusedError | undefined {
  const name = rollbackName(rollback);
  if (reached === 'yes') return undefined;
  return reached === 'unknown'
    ? new RefusedError(
        'not-confirmed',
        `Cannot tell whether ${branch} has what ${name} reverted: this clone is shallow and could not be deepened. Check out with fetch-depth: 0.`,
      )
    : new RefusedError(
        'branch-moved',
        `Cannot undo ${name}: its last commit ${shortSha(from)} is not in the history of ${branch} any more, so there is nothing to take back.`,
      );
}

/** Refuses to undo a revert at a remote that never saw it. */
export function revertIsOnlyHere({rollback, branch}: UndoTarget, words: Wording): RefusedError {
  const sentence = `Cannot undo ${rollbackName(rollback)} at the remote: ${sayOnlyHere(branch, null, words)}`;
  return new RefusedError('not-an-ancestor', sentence);
}

/**
 * Refuses to undo a reset at a remote that never saw it. With `isDisplacedHere`, the displaced commits are not there
 * either; with `hasMovedOn`, it cannot be undone in this clone as it is either.
 */
export function movedOnlyHere(
  {rollback, branch}: UndoTarget,
  words: Wording,
  {isDisplacedHere, hasMovedOn}: {readonly isDisplacedHere: boolean; readonly hasMovedOn: boolean},
): RefusedError {
  const here = hasMovedOn ? null : words.hereAlone(branch, null);
  const moved = hasMovedOn ? ', which has moved on since' : '';
  const back = here === null ? '' : ` To take it back in this clone alone: ${here}.`;
  return new RefusedError(
    'not-reversible',
    `Cannot undo ${rollbackName(rollback)} at the remote: it moved ${branch} in this clone alone${moved}${isDisplacedHere ? ', and what it displaced is only here' : ''}.${back}`,
  );
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
  const {target, tip} = facts;
  const {rollback, branch, from, to} = target;
  const name = rollbackName(rollback);
  if (tip === null) {
    const where =
      facts.place === 'remote' ? `${branch} is no longer at the remote` : `There is no local branch ${branch}`;
    throw new RefusedError(
      'branch-gone',
      `${where}, so ${name} cannot be taken back there. Name what it was renamed to with ${facts.wording.branch}. What was displaced is kept at ${rollback.pinRef ?? to}.`,
    );
  }
  if (tip !== from) throw notThere(facts, tip);
  if (facts.displaced === 'gone') {
    const pin = rollback.pinRef ?? '';
    if (facts.dropped !== null) throw new RefusedError('not-reversible', wasDropped(facts, facts.dropped));
    throw new RefusedError(
      'not-reversible',
      facts.place === 'remote'
        ? `What ${name} displaced is gone: its pin ${pin} was deleted, and no branch has ${shortSha(to)}.`
        : `What ${name} displaced is not kept in this repository. If the remote has it, get it with git fetch origin ${pin}:${pin} first.`,
    );
  }
  if (facts.displaced === 'odd') {
    throw new RefusedError(
      'not-confirmed',
      `The pin ${rollback.pinRef ?? ''} does not keep ${shortSha(to)}, which ${name} says it displaced. Somebody moved it; look at both before moving ${branch} by hand.`,
    );
  }
  if (facts.ancestry === 'no') {
    throw new RefusedError(
      'not-an-ancestor',
      `Cannot undo ${name}: ${shortSha(to)}, which it displaced, does not build on ${shortSha(from)}, where it left ${branch}. Its record is wrong; look at ${rollback.pinRef ?? to}.`,
    );
  }
  if (facts.ancestry === 'unknown') {
    throw new RefusedError(
      'not-confirmed',
      `Cannot tell whether ${shortSha(to)}, which ${name} displaced, builds on ${shortSha(from)}: this clone is shallow and could not be deepened. Check out with fetch-depth: 0.`,
    );
  }
  return {rollback, branch, from, to, returns: facts.covered, warnings: []};
}

function wasDropped({target, place}: UndoFacts, dropped: DroppedPin): string {
  const {rollback, to} = target;
  const kept = `What ${rollbackName(rollback)} displaced was kept by ${rollback.pinRef ?? ''}, and ${droppedInWords(dropped)}.`;
  return place === 'remote'
    ? `${kept} It cannot be undone any more: no branch has ${shortSha(to)}. Only a clone that still has that commit can bring it back, with git push origin ${to}:refs/heads/<a new branch>.`
    : `${kept} It cannot be undone here any more. While git still has that commit, git branch <a new branch> ${to} brings it back.`;
}

function notThere({target, place, rollbacks, stepsSince, wording}: UndoFacts, tip: Sha): RefusedError {
  const {rollback, branch, from, to} = target;
  const name = rollbackName(rollback);
  const where = `Cannot undo ${name}: it left ${branch} at ${shortSha(from)}, and ${branch} is at ${shortSha(tip)} now.`;
  const later = rollbacks.find(
    (other) => other.uid !== rollback.uid && other.uid > rollback.uid && other.toSha === tip,
  );
  if (later !== undefined) {
    return new RefusedError(
      'branch-moved',
      `${where} ${rollbackName(later)} moved it there: take that back first with ${wording.undo(rollbackName(later))}.`,
    );
  }
  const first = stepsSince.findLast((step) => step.commitShaBefore === from) ?? stepsSince.at(-1);
  if (first !== undefined) {
    const names = first.id === null ? first.uid : String(first.id);
    return new RefusedError(
      'branch-moved',
      `${where} ${onTop(stepsSince)}: ${wording.beforeStep(names)} leads back there.`,
    );
  }
  if (tip === to)
    return new RefusedError(
      'branch-moved',
      `${where} That is where it was before ${name}: somebody put it back by hand.`,
    );
  const did = place === 'remote' ? 'pushed' : 'moved it';
  const theirs = place === 'remote' ? 'what they pushed' : 'what is on it';
  return new RefusedError(
    'branch-moved',
    `${where} Somebody ${did} since: keep ${theirs} elsewhere and reset ${branch} to ${from} first.`,
  );
}

function onTop(steps: readonly Step[]): string {
  const [latest] = steps;
  if (latest === undefined) return '';
  const others = steps.length - 1;
  const name = stepName(latest);
  return `${capital(name)}${others === 0 ? ' is' : ` and ${others} earlier ${others === 1 ? 'one' : 'ones'} are`} on top of that now`;
}
