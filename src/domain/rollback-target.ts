import {RefusedError} from './errors.ts';
import {refuseSeveral} from './found-step.ts';
import {type Sha, type StepRef, shortSha} from './identity.ts';
import type {Lookup} from './ports/ledger.ts';
import type {HistoryCondition} from './ports/store.ts';
import {type Rollback, rollbackName} from './rollback.ts';
import {type Step, stepName} from './step.ts';
import {capital} from './text.ts';
import type {Wording} from './wording.ts';

export type RollbackMode = 'to' | 'before';

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
  readonly wording: Wording;
}

/** A step that a branch may be reset to, as far as the history alone can tell. */
export interface RollbackTarget {
  readonly mode: RollbackMode;
  readonly step: Step;
  readonly branch: string;
  /** The branch's name in the step's record, if it has another one now. */
  readonly formerName: string | null;
  readonly sha: Sha;
}

/**
 * Finds the step, branch and commit that a rollback asks for. A step without a branch, as in LaForge's own files, and
 * one whose branch no longer exists are accepted for the named branch: git has the last word, since the commit must be
 * in that branch's history. Throws RefusedError.
 */
export function findRollbackTarget(facts: TargetFacts): RollbackTarget {
  const step = theStep(facts);
  const {mode, wording} = facts;
  const name = capital(stepName(step));

  if (step.replays !== null)
    throw new RefusedError(
      'not-reversible',
      `${name} is a replay: it is on no branch, so nothing of it is to be taken back.`,
    );
  if (!step.active) throw inactive(name, facts.deactivatedBy, wording);
  if (step.status === 'running') {
    throw new RefusedError('not-reversible', `${name} is still running. Wait until it has ended, or cancel its job.`);
  }
  if (step.status === 'interrupted') {
    throw new RefusedError(
      'not-reversible',
      `${name} was interrupted: its job died and nobody knows where it left its branch. Name a step before it.`,
    );
  }
  const branch = facts.branch ?? step.branch;
  if (branch === null) {
    throw new RefusedError(
      'not-reversible',
      `${name} ran on no branch. Say with ${wording.branch} which one to roll back.`,
    );
  }
  const formerName = step.branch === branch ? null : step.branch;
  if (formerName !== null && !facts.isBranchGone) {
    throw new RefusedError(
      'not-reversible',
      `${name} belongs to the branch ${formerName}, not to ${branch}. Leave ${wording.branch} out, or name a step of ${branch}.`,
    );
  }
  const sha = mode === 'to' ? step.commitShaAfter : step.commitShaBefore;
  if (sha === null) throw noCommit(name, mode);
  return {mode, step, branch, formerName, sha};
}

function theStep({ref, lookup, condition, wording}: TargetFacts): Step {
  const asked = ref.kind === 'id' ? `step ${ref.id}` : `step ${ref.prefix}`;
  switch (lookup.kind) {
    case 'found':
      return lookup.value;
    case 'unknown':
      throw new RefusedError('unknown-step', `There is no ${asked}: ${whyUnknown(condition, wording)}.`);
    case 'ambiguous':
    case 'contested':
      throw refuseSeveral(lookup, capital(asked), 'steps');
  }
}

function whyUnknown(condition: HistoryCondition, wording: Wording): string {
  switch (condition.kind) {
    case 'found':
      return `the history does not have it; ${wording.listSteps}`;
    case 'empty':
      return 'the history is empty, so check the project and the store';
    case 'expired':
      return `the history expired${condition.lastSavedAt === null ? '' : ` (last saved ${condition.lastSavedAt})`}, so its steps can no longer be named`;
    case 'unreadable':
      return `the history could not be read (${condition.reason.replace(/\.$/, '')}), so try again later`;
  }
}

function inactive(name: string, by: Rollback | undefined, wording: Wording): RefusedError {
  if (by === undefined) return new RefusedError('not-reversible', `${name} is inactive. Name an active step.`);
  const rollback = rollbackName(by);
  const way =
    by.branch === null
      ? 'That moved no branch and cannot be taken back, so name an active step.'
      : `Take that back first with ${wording.undo(rollback)}, or name an active step.`;
  return new RefusedError(
    'not-reversible',
    `${name} was rolled back by ${rollback} on ${by.createdAt.slice(0, 10)}. ${way}`,
  );
}

function noCommit(name: string, mode: RollbackMode): RefusedError {
  return new RefusedError(
    'not-reversible',
    mode === 'before'
      ? `${name} began in a repository without commits, so there is nothing before it to go back to. Name a step to keep instead.`
      : `${name} left no commit on record, so there is nothing to go back to. Name another step.`,
  );
}

/** Names the commit that a step ended or began at, in a sentence. */
export function targetName({mode, step, sha}: Pick<RollbackTarget, 'mode' | 'step' | 'sha'>): string {
  return `${shortSha(sha)}, where ${stepName(step)} ${mode === 'to' ? 'ended' : 'began'}`;
}
