import {refusals} from './errors.ts';
import {nameCommit, quote, type Sha, shortSha} from './identity.ts';
import {quoteForShell} from './shell-words.ts';
import type {Wording} from './wording.ts';

/** Refusals to start a step's agent: it would work in a wrong place, or its work could not reach its branch. */
export const notStarted = {
  ...refusals('wrong-place', {
    ofNoPullRequest: (event: string | null) =>
      `${ASKED_FOR_HEAD} ${event === null ? 'this run' : `this run (${event})`} belongs to no pull request. Name a branch instead.`,
    headUnknown: (number: number) =>
      `${ASKED_FOR_HEAD} the head of pull request #${number} is not known. Name the branch instead.`,
    headInFork: (number: number, repository: string | null) =>
      `${ASKED_FOR_HEAD} the head of pull request #${number} is in ${repository === null ? 'a fork that is gone' : `the fork ${quote(repository)}`}, which this run cannot push to. Check it out with "ref: refs/pull/${number}/head" and write "push: none".`,
    otherThanHead: (number: number, head: string | null, choices: Choices) =>
      inWrongPlace(
        `this run belongs to pull request #${number}${head === null ? '' : `, whose head is ${quote(head)}`}, but ${quote(choices.branch ?? '')} is checked out`,
        choices,
      ),
    defaultBranch: (event: string | null, choices: Choices) =>
      inWrongPlace(
        choices.branch === null
          ? `under ${event} the default branch is checked out, by its commit`
          : `under ${event} the default branch ${quote(choices.branch)} is checked out`,
        choices,
      ),
  }),
  ...refusals('branch-moved', {
    behindRemote: (branch: string, words: Wording) =>
      `The agent was not started: the local ${branch} still has what was moved away at the remote. Clear what keeps it from following, or use ${words.set('push', 'none')}.`,
    unpublished: (branch: string | null, head: Sha, subject: string, words: Wording) =>
      `The agent was not started: ${branch ?? 'its work'} would publish ${nameCommit(head, subject)}, which is only here. Push it first if it may be seen, begin on what the remote has, or use ${words.set('push', 'none')}.`,
    sinceCheckout: (moved: MovedBranch, isBehind: boolean, words: Wording) => {
      const keep =
        'Push what is only here, or keep it with git branch <name> (the bundle of a step has its work), then go';
      return `${notOnTip(moved)}, so the agent's work could not be pushed. ${isBehind ? 'Go' : keep} on with the branch as it is now: ${toTip(moved, words)}; or use ${words.set('push', 'none')}.`;
    },
    sincePinned: (moved: MovedBranch, pin: string, words: Wording) =>
      `${notOnTip(moved)}, the work of a step that was not pushed (${pin} keeps it). Go on without it: ${toTip(moved, words)}; or use ${words.set('push', 'none')}.`,
    rolledBack: (moved: MovedBranch, pin: string, words: Wording) =>
      `${notOnTip(moved)}, which a rollback took off it (${pin} keeps it). Bring what is checked out along, without pushing it: git fetch, then git reset --keep ${moved.tip}; or use ${words.set('push', 'none')}.`,
    builtOnRolledBack: (moved: MovedBranch, {pin, sha}: {readonly pin: string; readonly sha: Sha}, words: Wording) =>
      `${notOnTip(moved)}, which builds on ${shortSha(sha)}, and a rollback took that off it (${pin} keeps it). Put what is your own onto the branch as it is now, without pushing it as it is: git fetch, then git rebase --onto ${moved.tip} ${sha}; or use ${words.set('push', 'none')}.`,
  }),
  ...refusals('no-permission', {
    mayNotPush: (why: string, words: Wording) =>
      `${why} With ${words.set('push', 'none')} the agent runs without pushing.`,
  }),
  ...refusals('push-refused', {
    pushRefused: (explanation: string) => `The agent was not started: ${explanation}`,
  }),
  ...refusals('in-operation', {
    locked: (lock: string) => `The agent was not started: ${sayLockAtStart(lock)}`,
  }),
};

const ASKED_FOR_HEAD = 'Input "branch" is "pull-request", but';

/** What may be written in place of working on a wrong branch. */
interface Choices {
  /** The checked-out branch; null for a detached HEAD. */
  readonly branch: string | null;
  /** True if the run's pull request can be worked on. */
  readonly pullRequest: boolean;
}

function inWrongPlace(reason: string, {branch, pullRequest}: Choices): string {
  const named = branch === null ? '"branch: NAME"' : `"branch: ${branch}" if that is meant`;
  const choices = pullRequest
    ? `"branch: pull-request" to work on the pull request, ${named}`
    : '"branch: NAME" with the branch to work on, new or not';
  return `The agent was not started: ${reason}, and its work would be pushed there. Write ${choices}, or "push: none".`;
}

/** A branch whose tip at the remote is not what is checked out. */
export interface MovedBranch {
  readonly branch: string;
  readonly tip: Sha;
  readonly head: Sha;
}

function notOnTip({branch, tip, head}: MovedBranch): string {
  return `The agent was not started: ${branch} is at ${shortSha(tip)} at the remote, but ${shortSha(head)} is checked out`;
}

function toTip({branch}: MovedBranch, words: Wording): string {
  return `${quoteForShell(['git', 'fetch', words.remote, branch])} && git reset --keep FETCH_HEAD`;
}

/** `so` is what follows from it. */
export function sayLock(lock: string, so: string): string {
  return `another git is at work here, or was killed, since ${lock} exists${so}. Wait for it, or if there is none: ${quoteForShell(['rm', lock])}`;
}

export const sayLockAtStart = (lock: string) => sayLock(lock, ', so no work could reach the branch');
