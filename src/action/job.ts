import {tmpdir} from 'node:os';
import {resolve} from 'node:path';
import {setSecret} from '@actions/core';
import {givenVariables} from '../agent/agent-env.ts';
import {goToBranch} from '../app/go-to-branch.ts';
import {openForgeOfJob} from '../app/open-forge.ts';
import type {StepOptions} from '../app/step-options.ts';
import {badInput, RefusedError, StoreError} from '../domain/errors.ts';
import {forgeOf} from '../domain/forges.ts';
import {DEFAULT_SLUG, quote, textToSlug} from '../domain/identity.ts';
import type {ActionsForge} from '../domain/ports/forge.ts';
import type {Git, Repository} from '../domain/ports/git.ts';
import type {Environment, RunProof, StartTime} from '../domain/ports/system.ts';
import {waitWithin} from '../domain/within.ts';
import {
  decideWorkplace,
  needsPullRequestHead,
  needsWriteCheck,
  type RunContext,
  type Workplace,
  withPullRequest,
} from '../domain/workplace.ts';
import {openGit} from '../git/open.ts';
import {readRunContext} from '../github/run-context.ts';
import {readEvent} from '../github/run-event.ts';
import {processProof} from '../system/process-info.ts';
import type {CommonInputs} from './inputs.ts';
import {actionLog} from './log.ts';
import {jobKey} from './run-note.ts';

/** The job that an action runs in, read once. Nothing else in action/ reads the environment. */
export interface Job {
  readonly env: Environment;
  readonly context: RunContext;
  readonly workspace: string;
  /** RUNNER_TEMP. */
  readonly temporaryDirectory: string;
  readonly projectId: string;
  readonly slug: string;
  readonly git: Git;
  /** The key with which the job's processes seal the files they write for each other. */
  readonly key: string;
  /** Null without a token, a repository or an API to ask. */
  readonly forge: ActionsForge | null;
  /** Ways to prove that a step of another run is over. */
  readonly proofs: readonly RunProof[];
}

/**
 * Reads the job: its context, services and tokens, which are masked in the log. git gets no variable that `env-allow` withholds
 * from the agent.
 */
export function openJob(
  inputs: CommonInputs,
  envAllow: readonly string[] | null = null,
  env: Job['env'] = process.env,
): Job {
  for (const token of [inputs.githubToken, inputs.pushToken]) if (token !== null) setSecret(token);
  const context = readRunContext(env, readEvent(env.GITHUB_EVENT_PATH));
  const temporaryDirectory = env.RUNNER_TEMP || tmpdir();
  const forge = openForgeOfJob(context, env, inputs.githubToken);
  return {
    env,
    context,
    workspace: resolve(env.GITHUB_WORKSPACE || '.'),
    temporaryDirectory,
    projectId: inputs.projectId ?? context.repository?.toLowerCase() ?? DEFAULT_SLUG,
    slug: inputs.projectId === null ? DEFAULT_SLUG : textToSlug(inputs.projectId),
    git: openGit({
      credentials: {pushToken: inputs.pushToken, fallbackToken: inputs.githubToken, serverUrl: context.serverUrl},
      temporaryDirectory,
      markKey: jobKey(env),
      isGiven: givenVariables(envAllow, env),
    }),
    key: jobKey(env),
    forge,
    proofs: [processProof, ...(forge === null ? [] : [forge.runProof])],
  };
}

/** Returns a signal that is aborted when the runner asks us to stop. The end of a terminal under the runner does not. */
export function listenForCancellation(): AbortSignal {
  const cancelled = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancelled.abort());
  process.on('SIGHUP', () => {});
  return cancelled.signal;
}

/** The time limit of a question to GitHub. */
export const QUESTION_MS = 10_000;

/**
 * Adds the head of the run's pull request, which is requested when the event has only its number. If GitHub does not answer,
 * the head stays unknown, and code that needs it says so.
 */
export async function completeContext({context, forge}: Job, limitMs = QUESTION_MS): Promise<RunContext> {
  const number = context.run.pull_request?.number;
  if (number === undefined || forge === null || !needsPullRequestHead(context)) return context;
  try {
    const found = await waitWithin(forge.getPullRequest(number), limitMs, `The head of pull request #${number}`);
    return withPullRequest(context, found);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    actionLog.warn(`The record will not say whose branch pull request #${number} is: ${error.message}`);
    return context;
  }
}

/**
 * Under events that anybody can cause, refuses what needs write access if the initiator does not have it. `what` completes the
 * sentence: `push`, `move a branch`.
 */
export async function checkMayWrite({context, forge}: Job, what: string, limitMs = QUESTION_MS): Promise<void> {
  if (!needsWriteCheck(context)) return;
  const {event} = context.run;
  const {initiator} = context;
  if (forge === null || initiator === null) {
    throw badInput(
      `Under ${event} only somebody with write access may ${what}, and without "github-token" that cannot be checked. Give the input github-token.`,
    );
  }
  if (await waitWithin(forge.canWrite(initiator), limitMs, `Whether ${initiator} may ${what}`)) return;
  throw new RefusedError(
    'no-permission',
    `Under ${event} only somebody with write access may ${what}, and ${initiator} has none. Ask somebody who has to start this run.`,
  );
}

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
  job: Job,
  repository: Pick<Repository, 'remote'>,
  inputs: CommonInputs,
): (() => Promise<boolean | null>) | null {
  const {remote} = repository;
  if (forgeOf(job.env) === 'GitHub' || remote === null) return null;
  return async () => {
    const token = inputs.pushToken ?? inputs.githubToken;
    if (token === null || !(await remote.pushesWith(token))) return null;
    return (await openPushForge(inputs, job, repository)?.mayPush()) ?? null;
  };
}

/** The forge of the work tree's repository, with the token that pushes; null if its API, its name or the token is unknown. */
export function openPushForge(
  {pushToken, githubToken}: CommonInputs,
  {context, env}: Job,
  {remote}: Pick<Repository, 'remote'>,
): ActionsForge | null {
  const repository = remote?.repository?.split('/').slice(-2).join('/') ?? null;
  return openForgeOfJob({...context, repository}, env, pushToken ?? githubToken);
}
