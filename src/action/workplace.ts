import {goToBranch} from '../app/go-to-branch.ts';
import {openForgeOfJob} from '../app/open-forge.ts';
import type {StepOptions} from '../app/step-options.ts';
import {badInput} from '../domain/errors.ts';
import {forgeOf} from '../domain/forges.ts';
import {quote} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {StartTime} from '../domain/ports/system.ts';
import {decideWorkplace, type RunContext, type Workplace} from '../domain/workplace.ts';
import type {CommonInputs} from './inputs.ts';
import {checkMayWrite, type Job} from './job.ts';
import {actionLog} from './log.ts';

/**
 * Decides where the step works. Before anything changes, throws if the work would land in the wrong place, if whoever started
 * the run has no write access, or if git rejects the branch name.
 */
export async function decidePlace(request: {
  readonly job: Job;
  readonly context: RunContext;
  readonly options: StepOptions;
  readonly repository: Repository;
  readonly startTime: StartTime;
}): Promise<Workplace> {
  const {job, context, options, repository, startTime} = request;
  const place = decideWorkplace({
    context,
    head: await repository.head(),
    remoteRepository: repository.remote?.repository?.split('/').slice(1).join('/') ?? null,
    requestedBranch: options.branch,
    push: options.push,
  });
  if (options.push === 'auto') {
    await startTime.count(() => checkMayWrite(job, 'push', startTime.leftMs('questions')));
  }
  if (place.switchTo !== null && !(await repository.isBranchName(place.switchTo))) {
    throw badInput(
      `Input "branch" is ${quote(place.switchTo)}, which git does not accept as a branch name. Use another.`,
    );
  }
  return place;
}

/** Checks out the requested branch, if any, and prints the warnings. */
export async function goToPlace(
  repository: Repository,
  place: Workplace,
  {push}: Pick<StepOptions, 'push'>,
): Promise<void> {
  if (place.switchTo !== null) await goToBranch(repository, place.switchTo, push, actionLog);
  for (const warning of place.warnings) actionLog.warn(warning);
}

/**
 * Returns a function that asks the forge whether the pushing token may push. Needed where a dry-run push does not tell: Gitea
 * accepts one from anybody who may read. Null on GitHub, where it does. The answer is null if pushes do not use our tokens.
 */
export function askMayPush(
  {context, env}: Job,
  {remote}: Pick<Repository, 'remote'>,
  {pushToken, githubToken}: CommonInputs,
): (() => Promise<boolean | null>) | null {
  if (forgeOf(env) === 'GitHub' || remote === null) return null;
  const repository = remote.repository?.split('/').slice(-2).join('/');
  return async () => {
    const token = pushToken ?? githubToken;
    if (token === null || repository === undefined || !(await remote.pushesWith(token))) return null;
    return (await openForgeOfJob({...context, repository}, env, token)?.mayPush()) ?? null;
  };
}
