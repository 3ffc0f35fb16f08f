import {refusals} from './errors.ts';
import {type Sha, shortSha, type Uid} from './identity.ts';
import type {Lookup} from './ports/ledger.ts';
import type {HistoryCondition} from './ports/store.ts';
import {KINDS_IN_WORDS, type Rollback, rollbackName} from './rollback.ts';
import {listInWords} from './text.ts';
import type {Wording} from './wording.ts';

/*
 * Refusals of what a history cannot answer: which step or rollback a name stands for, and which step broke something.
 */

export const unknownStep = refusals('unknown-step', {
  inProject: (asked: string, projectId: string, words: Wording) =>
    `Project ${projectId} has no ${asked}; ${words.listSteps}.`,
  inHistory: (asked: string, condition: HistoryCondition, words: Wording) =>
    `There is no ${asked}: ${whyUnknown(condition, words)}.`,
});

function whyUnknown(condition: HistoryCondition, words: Wording): string {
  switch (condition.kind) {
    case 'found':
      return `the history does not have it; ${words.listSteps}`;
    case 'empty':
      return 'the history is empty, so check the project and the store';
    case 'expired':
      return `the history expired${lastSaved(condition)}, so its steps can no longer be named`;
    case 'unreadable':
      return `the history could not be read (${condition.reason.replace(/\.$/, '')}), so try again later`;
  }
}

/** Says when an expired history was last saved, after its name. */
export function lastSaved({lastSavedAt}: Extract<HistoryCondition, {readonly kind: 'expired'}>): string {
  return lastSavedAt === null ? '' : ` (last saved ${lastSavedAt})`;
}

export const unknownRollback = refusals('unknown-rollback', {
  noneLeft: (branch: string | null) => `There is no rollback of ${branch ?? 'any branch'} left to undo.`,
  inHistory: (asked: string, condition: HistoryCondition) =>
    condition.kind === 'expired'
      ? `There is no ${asked} to be found: the history expired${lastSaved(condition)}, so its rollbacks can no longer be named. Their pins still keep what they displaced.`
      : `There is no ${asked} in the history. Check its number, the project and the store.`,
  withoutBranch: () =>
    'No branch is checked out and none is named, so there is no latest rollback to undo. Name the rollback or its branch.',
});

export const contestedId = refusals('contested-id', {
  inProject: (projectId: string, uids: readonly Uid[]) =>
    `Project ${projectId} has ${uids.length} steps whose uids begin so: ${uids.join(', ')}. Give more characters.`,
  /** `nameOf` can describe each by more than its uid. */
  several: (
    {kind, uids}: Extract<Lookup<unknown>, {readonly kind: 'ambiguous' | 'contested'}>,
    asked: string,
    what: 'steps' | 'rollbacks',
    nameOf: (uid: Uid) => string = String,
  ) =>
    kind === 'ambiguous'
      ? `${asked} could be any of ${uids.join(', ')}. Give more characters of the uid.`
      : `${asked} is a number that ${uids.length} ${what} have claimed: ${listInWords(uids.map(nameOf))}. Name the one you mean by its uid.`,
});

/** Describes a rollback that claims a number: `0199… (a rollback of main, 2026-01-01T00:00Z, now R2)`. */
export function claimantInWords(rollback: Rollback): string {
  const {uid, kind, branch, createdAt} = rollback;
  const of = branch === null ? '' : ` of ${branch}`;
  return `${uid} (${KINDS_IN_WORDS[kind]}${of}, ${createdAt.slice(0, 16)}Z, now ${rollbackName(rollback)})`;
}

/** `at` names a state of the branch; `option` is the one to name another end with. */
export const notBisectable = refusals('not-bisectable', {
  unclear: (at: string, end: 'good' | 'bad', words: Wording) =>
    `The check could not tell at ${at}. Name a ${end} step where it can with ${words.option(end)}.`,
  passesAtEnd: (at: string, words: Wording) =>
    `The check passes at ${at}, so nothing there is broken by it. Name a bad step with ${words.option('bad')}.`,
  failsAtStart: (at: string, words: Wording) =>
    `The check already fails at ${at}. Name an earlier step where it passes with ${words.option('good')}.`,
  flaky: (at: string, words: Wording) =>
    `The check both passed and failed at ${at}, so it is flaky. Search again with ${words.option('flaky')}.`,
  signal: (at: string, exitCode: number) =>
    `The check ended with ${exitCode} at ${at}, and so did the search: from 128 on it is a signal, and no answer.`,
  noStep: (branch: string, words: Wording) =>
    `Branch ${branch} has no step. Name another with ${words.option('branch')}.`,
  noCommit: (branch: string, end: 'good' | 'bad', words: Wording) =>
    `Branch ${branch} has no commit for a ${end} end here. Name a step with ${words.option(end)}.`,
  nothingBetween: (branch: string, from: Sha, to: Sha) =>
    `Nothing lies between ${shortSha(from)} and ${shortSha(to)} on ${branch}. Name other steps.`,
  wrongOrder: (from: Sha, to: Sha, words: Wording) =>
    `${noWay(from, to)} it came later. Name the earlier one with ${words.option('good')}, and the later one with ${words.option('bad')}.`,
  apart: (from: Sha, to: Sha) =>
    `${noWay(from, to)} they are not of one branch, or the clone is shallow (git fetch --unshallow).`,
  shallow: () => 'The clone is shallow, and commits between the ends are not here. Run git fetch --unshallow first.',
});

function noWay(from: Sha, to: Sha): string {
  return `${shortSha(from)}, the good end, does not lead to ${shortSha(to)}, the bad one:`;
}
