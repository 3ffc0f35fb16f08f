import {goToBranch} from '../app/go-to-branch.ts';
import type {StepOptions} from '../app/step-options.ts';
import {InputError, RefusedError} from '../domain/errors.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {StartTime} from '../domain/ports/system.ts';
import {forgeOf} from '../domain/runner-variables.ts';
import {decideWorkplace, type RunContext, type Workplace} from '../domain/workplace.ts';
import {createCodeHost} from '../github/code-host.ts';
import type {CommonInputs} from './inputs.ts';
import {checkMayWrite, type Job} from './job.ts';
import {actionLog} from './log.ts';

type PlaceToWork = Extract<Workplace, {kind: 'go'}>;

/**
 * Decides where the step works. Throws before anything has changed when the work would land where nobody meant it, when
 * whoever started the run may not write, or when git refuses the name of the branch.
 */
export async function decidePlace(request: {
  readonly job: Job;
  readonly context: RunContext;
  readonly options: StepOptions;
  readonly repository: Repository;
  readonly startTime: StartTime;
}): Promise<PlaceToWork> {
  const {job, context, options, repository, startTime} = request;
  const place = decideWorkplace({
    context,
    head: await repository.head(),
    remoteRepository: repository.remote?.repository?.split('/').slice(1).join('/') ?? null,
    requestedBranch: options.branch,
    push: options.push,
  });
  if (place.kind === 'refused') throw new RefusedError('wrong-place', place.message);
  if (options.push === 'auto') {
    await startTime.count(() => checkMayWrite(job, 'push', startTime.leftMs('questions')));
  }
  if (place.switchTo !== null && !(await repository.isBranchName(place.switchTo))) {
    throw new InputError(
      'bad-input',
      `Input "branch" is ${quote(place.switchTo)}, which git takes for no branch name. Use another.`,
    );
  }
  return place;
}

/** Goes there: checks out the branch that was asked for, or stays. */
export async function goToPlace(
  repository: Repository,
  place: PlaceToWork,
  {push}: Pick<StepOptions, 'push'>,
): Promise<void> {
  if (place.switchTo !== null) await goToBranch(repository, place.switchTo, push, actionLog);
  for (const warning of place.warnings) actionLog.warn(warning);
}

/**
 * Asks the forge whether the token that pushes may push, where a trial push does not tell: Gitea lets one pass for anybody
 * who may read. Null on GitHub, where it tells; the answer is null when something else than our tokens pushes.
 */
export function askMayPush(
  {access, env}: Job,
  {remote}: Pick<Repository, 'remote'>,
  {pushToken, githubToken}: CommonInputs,
): (() => Promise<boolean | null>) | null {
  if (forgeOf(env) === 'GitHub' || access === null || remote === null) return null;
  const repository = remote.repository?.split('/').slice(-2).join('/');
  return async () => {
    const token = pushToken ?? githubToken;
    if (token === null || repository === undefined || !(await remote.pushesWith(token))) return null;
    return await createCodeHost({...access, repository, token}).mayPush();
  };
}
