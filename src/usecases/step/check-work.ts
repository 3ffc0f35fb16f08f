import {mayReachBranch} from '../../domain/delivery.ts';
import {quote} from '../../domain/identity.ts';
import {pinRefOf} from '../../domain/pin-refs.ts';
import type {CheckEnd, RunCheck} from '../../domain/ports/agent.ts';
import type {Commits} from '../../domain/ports/commits.ts';
import type {Head, HeldCheckout, PutBack, PutBackRequest} from '../../domain/ports/work-tree.ts';
import {type StepStatus, stepName} from '../../domain/step.ts';
import {nameSome} from '../../domain/text.ts';
import type {Wording} from '../../domain/wording.ts';
import {warnOnFailure} from '../warn-on-failure.ts';
import {watchWork} from './say-gone.ts';
import type {CheckedWork, EndedStep, FinishStepDeps, FinishStepRequest} from './step-progress.ts';

/**
 * Runs the check on a step's work before it is pushed, if it may be pushed at all. Afterwards HEAD, its branch and the
 * index are as the agent left them, whatever the check does.
 */
export async function checkWork(deps: FinishStepDeps, ended: EndedStep, status: StepStatus): Promise<CheckedWork> {
  const {request, started, settledId, progress} = ended;
  const {check} = deps;
  if (request.onFailure === null || !mayReachBranch(status, request.continueOnAgentError)) return unchecked(status);
  if (check === null) return {...unchecked(status), offBranch: 'the action was killed before its check had ended'};

  const sayTaken = await watchWork(deps, ended);
  const {end, failed, isDestroyed, notes} = await runHeld(deps, request, check, {started, settledId}, (failed) => ({
    files: failed && request.onFailure === 'rollback',
    makeRoomFor: progress.start.head.sha,
  }));
  const taken = isDestroyed ? [] : await sayTaken();
  for (const sentence of taken) deps.warn(sentence);
  return {
    ...unchecked(end.ending === 'cancelled' ? 'cancelled' : failed || isDestroyed ? 'check_failed' : status),
    result: isDestroyed && !failed ? {...end.result, exit_code: DESTROYED_EXIT_CODE} : end.result,
    notes: [...notes, ...taken],
  };
}

/**
 * Runs the check before the agent, and puts back what it changes of HEAD, its branch, the index and the files. In a clone
 * that lasts nothing is put back: nobody can tell the check's changes from what the user saves or commits meanwhile. It has
 * no result when none was asked for or it did not end.
 */
export async function checkStart(
  deps: CheckDeps,
  request: Pick<FinishStepRequest, 'slug' | 'uid' | 'workTreeLasts' | 'isShared'>,
  check: RunCheck,
  step: Pick<EndedStep, 'started' | 'settledId'>,
): Promise<Pick<CheckedWork, 'result' | 'notes'>> {
  const unlock = request.isShared?.() !== true;
  // A new file too would be the agent's work, once it adds all there is.
  const all = () => ({files: true, newFiles: true, makeRoomFor: null, unlock});
  const {end, notes} = await runHeld(deps, request, check, step, request.workTreeLasts ? null : all);
  return {result: end.ending === 'cancelled' ? null : end.result, notes};
}

type CheckDeps = Pick<FinishStepDeps, 'repository' | 'history' | 'words' | 'warn'>;

/** Runs a check, whose code may write to our files, and puts back what it changed. */
async function runHeld(
  {repository, history, words, warn}: CheckDeps,
  {slug, uid}: Pick<FinishStepRequest, 'slug' | 'uid'>,
  check: RunCheck,
  {started, settledId}: Pick<EndedStep, 'started' | 'settledId'>,
  /** Null to leave everything as it is. */
  putsBack: ((failed: boolean) => Omit<PutBackRequest, 'keep'>) | null,
) {
  const held = await warnOnFailure(warn, () => repository.holdCheckout());
  const inspect = await history.guard();
  const end = await check(started, settledId);
  const found = await inspect();
  const failed = end.ending !== 'cancelled' && end.result.exit_code !== 0;
  const leave = async (checkout: HeldCheckout): Promise<readonly string[]> => {
    if (putsBack === null) return leftSentences(await checkout.changedFiles());
    const message = `laforge: what the check of ${stepName(started)} left\n`;
    const keep = {ref: pinRefOf('check', slug, uid), message};
    return putBackSentences(await checkout.putBack({keep, ...putsBack(failed)}));
  };
  const left = held && (await warnOnFailure(warn, () => leave(held)));
  const isDestroyed = held !== undefined && (left === undefined || !(await isThere(repository, held.head)));
  const notes = [
    ...end.notes,
    ...found,
    ...endSentences(end, words),
    ...(left ?? []),
    ...(isDestroyed ? [DESTROYED] : []),
  ];
  for (const note of notes) warn(note);
  return {end, failed, isDestroyed, notes};
}

const DESTROYED = 'The check left a repository that git cannot read, so it counts as failed.';
/** Recorded as the exit code of a check that ended with 0 and destroyed the repository. */
const DESTROYED_EXIT_CODE = 125;

async function isThere(repository: Commits, {sha}: Head): Promise<boolean> {
  try {
    return sha === null || (await repository.resolve(sha)) !== null;
  } catch {
    return false;
  }
}

function unchecked(status: StepStatus): CheckedWork {
  return {status, result: null, notes: [], offBranch: null};
}

function endSentences({ending}: CheckEnd, words: Wording): readonly string[] {
  if (ending !== 'timed_out') return [];
  return [`The check was ended: it ran longer than ${words.called('check-timeout-minutes')} allows.`];
}

function leftSentences(paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  const names = nameSome(paths.map(quote), 5);
  return [`While the check before the agent ran, ${names} changed. They stay, and are no work of the agent.`];
}

function putBackSentences({moved, kept, stays}: PutBack): readonly string[] {
  const what = moved ? 'moved HEAD or its branch, which were put back' : 'changed files, which were put back';
  const where = kept === null ? [] : [`The check ${what}; what it left is kept at ${kept} in this repository.`];
  return stays.length === 0
    ? where
    : [
        ...where,
        `Files could not be put back, where the check put a folder in their place or changed the program of their filter: ${nameSome(stays.map(quote), 5)}.`,
      ];
}
