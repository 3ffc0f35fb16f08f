import {tmpdir} from 'node:os';
import {resolve} from 'node:path';
import {setSecret} from '@actions/core';
import {givenVariables} from '../agent/agent-env.ts';
import {openForgeOfJob} from '../app/open-forge.ts';
import {badInput, RefusedError, StoreError} from '../domain/errors.ts';
import type {ActionsForge} from '../domain/ports/forge.ts';
import type {Git} from '../domain/ports/git.ts';
import type {Environment, RunProof} from '../domain/ports/system.ts';
import {DEFAULT_SLUG, textToSlug} from '../domain/slug.ts';
import {waitWithin} from '../domain/within.ts';
import {needsPullRequestHead, needsWriteCheck, type RunContext, withPullRequest} from '../domain/workplace.ts';
import {openGit} from '../git/open.ts';
import {readRunContext} from '../github/run-context.ts';
import {readEvent} from '../github/run-event.ts';
import {processProof} from '../system/process-info.ts';
import type {CommonInputs} from './inputs.ts';
import {actionLog} from './log.ts';
import {jobKey} from './run-state.ts';

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
