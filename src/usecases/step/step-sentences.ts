import {hasFailedCheck, mayReachBranch} from '../../domain/delivery.ts';
import type {AgentVerdict} from '../../domain/documents.ts';
import {STEP_CODES} from '../../domain/errors.ts';
import {lastSaved} from '../../domain/history-refusals.ts';
import {type Sha, shortSha} from '../../domain/identity.ts';
import type {AgentEnd, AgentResult} from '../../domain/ports/agent.ts';
import type {HistoryCondition, Publication} from '../../domain/ports/store.ts';
import type {DoubtfulPath, LeftOut, LeftOutReason, LeftoverCommit} from '../../domain/ports/work-tree.ts';
import {type Rollback, rollbackName} from '../../domain/rollback.ts';
import {type Step, stepName} from '../../domain/step.ts';
import {asSentence, capital, nameFirst} from '../../domain/text.ts';
import type {Wording} from '../../domain/wording.ts';
import type {FinishedStep, FinishStepRequest} from './step-progress.ts';

type Say = (message: string) => void;

const PATHS_NAMED = 5;
const STASHES_NAMED = 5;
const TAKEN_UP = 'the next laforge command or step of this project on this machine publishes it';

/** Says what it means that the remote did not answer before the start: nothing is lost by that yet. */
export function sayUnreached(reason: string): string {
  const why = reason.startsWith('The remote ') ? reason : `The remote could not be looked at: ${reason}`;
  return `${asSentence(why)} The agent runs all the same. Should its branch have moved on, its work is kept beside it.`;
}

/**
 * Reports an expired or unreadable history. The latter is no warning yet: that depends on where the record goes. A reason
 * that was `told` of the remote is not quoted again.
 */
export function sayCondition(
  condition: HistoryCondition,
  told: string | null,
  {warn, info}: {warn: Say; info: Say},
): void {
  if (condition.kind === 'expired') {
    warn(
      `The history of this project has expired in its store${lastSaved(condition)}: a new one begins here, with step 1.`,
    );
  }
  if (condition.kind === 'unreadable' && condition.reason === told) {
    info('The history, which is at this remote, could not be read either.');
  } else if (condition.kind === 'unreadable') {
    info(`The history could not be read: ${asSentence(condition.reason)} The agent runs all the same.`);
  }
}

/** Says where the record is when it is not in its store. */
export function sayPublication(publication: Publication, step: Step, warn: Say): void {
  if (publication.kind === 'fragment') {
    warn(
      `The record of ${stepName(step)} is in the store by itself (${publication.where}), for the next run to merge, since the history could not be continued: ${asSentence(publication.reason)}`,
    );
  }
  if (publication.kind === 'kept' || publication.kind === 'waiting') {
    const {kind, where} = publication;
    const place = kind === 'kept' ? `It is in ${where}.` : `It waits in ${where}: ${TAKEN_UP}.`;
    warn(`The record of ${stepName(step)} could not be published: ${asSentence(publication.reason)} ${place}`);
  }
}

/** Says what was left uncommitted, and why. */
export function leftSentences(left: LeftoverCommit): readonly string[] {
  const sentences =
    left.kind === 'withheld' ? [`What the agent left uncommitted was not committed: ${left.reason}`] : [];
  const doubtful = left.kind === 'committed' ? doubtfulSentences(left.doubtful ?? []) : [];
  return [...sentences, ...leftOutSentences(left.leftOut), ...doubtful];
}

function doubtfulSentences(paths: readonly DoubtfulPath[]): readonly string[] {
  if (paths.length === 0) return [];
  return [
    `What the agent left is committed with files that are usually kept out of git, as secrets or installed packages: ${list(paths)}. If they should not be there, name them in .gitignore, take the step back, and replace a secret that was pushed.`,
  ];
}

/** Names files that are in no commit, by the reasons why. */
export function leftOutSentences(leftOut: readonly LeftOut[]): readonly string[] {
  const sentences: string[] = [];
  for (const [reason, why] of Object.entries(WHY_LEFT_OUT)) {
    const found = leftOut.filter((out) => out.reason === reason);
    if (found.length === 0) continue;
    const [detail] = found.flatMap((out) => out.detail ?? []);
    const paths = list(found);
    sentences.push(`Left uncommitted, because ${why}: ${paths}${detail === undefined ? '' : ` (${detail})`}.`);
  }
  return sentences;
}

/** Names stashes by their commits alone: their messages may be somebody else's words. */
export function doubtfulStashSentences([first, ...more]: readonly Sha[]): readonly string[] {
  if (first === undefined) return [];
  const names = nameFirst([first, ...more], STASHES_NAMED, (sha) => shortSha(sha));
  return [
    `New in the stash, but perhaps not of this step, and so left there: ${names}. To see what the first has: git stash show -p ${first}`,
  ];
}

/** Names files in the agent's commits that are not its own work, such as changes that somebody had staged. */
export function takenSentences(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  return [
    `The agent committed changes from before the step, so its commits are not all its own work: ${list(paths.map((path) => ({path})))}.`,
  ];
}

/** Names the places of commits that the checked-out branch does not lead to. */
export function besideSentences(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  return [
    `The agent left commits that the checked-out branch does not lead to, on ${list(names.map((path) => ({path})))}.`,
  ];
}

/** Why a file was left out. The ledger needs no word: it is where it belongs. */
const WHY_LEFT_OUT: Readonly<Record<Exclude<LeftOutReason, 'ledger'>, string>> = {
  'dirty-before': 'it had changes before the step began',
  'older-folder': 'git ignored or skipped the folder before the step began, so nobody can tell what is new in it',
  carried: 'it was there before the step under another name',
  alike: 'it is in a stash and may have been there before the step under another name, as its size or content says',
  stashed: 'it was in the stash before the step began',
  'git-folder':
    'it is a git folder that has commits of this repository, perhaps with what nobody has pushed, or settings that may hold a credential',
  submodule: 'it is a repository of its own',
  'was-submodule': 'it lay in a submodule that the agent removed',
  unpublished: 'it is a repository of its own, and nobody else has its commit',
  filter: 'its filter was not configured when the step began, which git lfs install would do, for example',
  'filter-changed': 'a program of its filter was changed while the agent ran, and is not run',
  untracked: 'the agent took it out of git and left it on disk',
  'not-in-index': 'the index has none of the files, which is no decision to take them out of git',
  unreadable: 'it cannot be read',
  'not-a-file': 'it is a pipe, a socket or a device',
  refused: 'git does not take it',
};

/** States the agent's own verdict when its exit code does not show it. */
export function verdictSentences(
  agent: Pick<AgentEnd, 'ending' | 'exitCode'>,
  verdict: AgentVerdict | null | undefined,
): readonly string[] {
  if (agent.ending !== 'exited' || agent.exitCode !== 0 || verdict == null || verdict.kind === 'completed') return [];
  const how = {
    failed: 'it failed',
    turn_limit: 'it came to its limit of turns',
    budget: 'it used up its budget',
    aborted: 'it was interrupted',
  }[verdict.kind];
  const word = verdict.text === null ? '' : ` (${verdict.text})`;
  return [`The agent ended with exit code 0, but by its own record ${how}${word}.`];
}

export function refusedSentence(step: Step, refusal: string): string {
  const name = stepName(step);
  return `${capital(name)} was refused: ${asSentence(refusal)} (${STEP_CODES.refused})`;
}

interface Failing extends Pick<FinishedStep, 'step' | 'rollback'>, Pick<AgentResult, 'overBudget'> {
  /** Why part of the agent's work was not committed; null when all was. */
  readonly missed: string | null;
}

/** Says why the workflow step fails; null when it does not. */
export function failureOf(
  {step, rollback, missed, overBudget}: Failing,
  {continueOnAgentError, push}: Pick<FinishStepRequest, 'continueOnAgentError' | 'push'>,
  words: Wording,
): string | null {
  if (hasFailedCheck(step)) return continueOnAgentError ? null : checkFailure(step, rollback, words);
  if (!mayReachBranch(step.status, continueOnAgentError)) return agentFailure(step, overBudget, words);
  const isBeside = push === 'auto' && step.pushed !== 'pushed' && step.pushed !== 'unchanged';
  if (isBeside || missed !== null) {
    const reason = missed === null ? '' : `, since ${missed}`;
    const more = step.notes.length > 0 ? ': see the warnings above' : '';
    const what = step.pushed === 'pushed' ? 'Some of the work' : 'The work';
    return `${what} of ${stepName(step)} did not reach ${step.branch ?? 'a branch'}${reason}${more}. (${STEP_CODES.missedBranch})`;
  }
  return null;
}

function checkFailure(step: Step, rollback: Rollback | null, words: Wording): string {
  const code = step.check === null ? '' : ` with exit code ${step.check.exit_code}`;
  const what = `The check of ${stepName(step)} failed${code}`;
  if (rollback === null)
    return `${what}.${step.pinRef === null ? '' : ` Its work is kept at ${step.pinRef}.`} (${STEP_CODES.checkFailed})`;
  const name = rollbackName(rollback);
  return `${what}, and ${step.branch ?? 'its branch'} is where the step found it (${name}). To have the work all the same, use ${words.undo(name, rollback.fromSha)}. (${STEP_CODES.checkFailed})`;
}

function agentFailure(step: Step, overBudget: AgentResult['overBudget'], words: Wording): string {
  switch (step.status) {
    case 'timed_out':
      return `The agent of ${stepName(step)} was ended: it ran longer than ${words.called('timeout-minutes')} allows.`;
    case 'over_budget':
      return `The agent of ${stepName(step)} was ended: ${overBudget ?? 'it used more than it may'}.`;
    case 'cancelled':
      return `The agent of ${stepName(step)} was cancelled.`;
    default:
      return step.exitCode === 0
        ? `The agent of ${stepName(step)} failed by its own record, although it ended with exit code 0.`
        : `The agent of ${stepName(step)} failed with exit code ${step.exitCode}.`;
  }
}

function list(paths: readonly Pick<LeftOut, 'path' | 'files' | 'from'>[]): string {
  return nameFirst(paths, PATHS_NAMED, ({path, files, from}) => {
    const count = files === undefined ? '' : ` (${files} file${files === 1 ? '' : 's'})`;
    return `${JSON.stringify(path)}${count}${from === undefined ? '' : ` (from ${JSON.stringify(from)})`}`;
  });
}
