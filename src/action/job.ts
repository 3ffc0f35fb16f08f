import {tmpdir} from 'node:os';
import {resolve} from 'node:path';
import {setSecret} from '@actions/core';
import {givenVariables} from '../agent/agent-env.ts';
import {InputError, RefusedError, StoreError} from '../domain/errors.ts';
import type {CodeHost} from '../domain/ports/code-host.ts';
import type {Git} from '../domain/ports/git.ts';
import type {Environment, RunProof} from '../domain/ports/system.ts';
import {forgeOf} from '../domain/runner-variables.ts';
import {DEFAULT_SLUG, textToSlug} from '../domain/slug.ts';
import {waitWithin} from '../domain/within.ts';
import {needsPullRequestHead, needsWriteCheck, type RunContext, withPullRequest} from '../domain/workplace.ts';
import {openGit} from '../git/open.ts';
import {createCodeHost} from '../github/code-host.ts';
import {type CommentThread, createCommentThread, createUpsertComment, type UpsertComment} from '../github/comment.ts';
import type {GithubAccess} from '../github/connection.ts';
import {readRunContext} from '../github/run-context.ts';
import {readEvent} from '../github/run-event.ts';
import {createRunProof} from '../github/run-proof.ts';
import {processProof} from '../system/process-info.ts';
import type {CommonInputs} from './inputs.ts';
import {actionLog} from './log.ts';
import {jobKey} from './run-state.ts';

/** The job an action runs in. It is read once; nothing else in action/ looks at the environment. */
export interface Job {
  readonly env: Environment;
  readonly context: RunContext;
  readonly workspace: string;
  /** RUNNER_TEMP. */
  readonly temporaryDirectory: string;
  readonly projectId: string;
  readonly slug: string;
  readonly git: Git;
  /** The key by which the processes of the job know again what they wrote. */
  readonly key: string;
  /** Null without a token, a repository or an API to ask. */
  readonly access: GithubAccess | null;
  readonly codeHost: CodeHost | null;
  readonly upsertComment: UpsertComment | null;
  readonly thread: CommentThread | null;
  /** Prove that steps of other runs are over. */
  readonly proofs: readonly RunProof[];
}

/**
 * Reads the job: its context, its services and who it may speak as. The tokens become secrets of the log. git has no
 * variable that `env-allow` keeps from the agent.
 */
export function openJob(
  inputs: CommonInputs,
  envAllow: readonly string[] | null = null,
  env: Job['env'] = process.env,
): Job {
  for (const token of [inputs.githubToken, inputs.pushToken]) if (token !== null) setSecret(token);
  const context = readRunContext(env, readEvent(env.GITHUB_EVENT_PATH));
  const temporaryDirectory = env.RUNNER_TEMP || tmpdir();
  const {apiUrl, repository} = context;
  const access =
    inputs.githubToken === null || apiUrl === null || repository === null
      ? null
      : {forge: forgeOf(env), apiUrl, repository, token: inputs.githubToken};
  return {
    env,
    context,
    workspace: resolve(env.GITHUB_WORKSPACE || '.'),
    temporaryDirectory,
    projectId: inputs.projectId ?? repository?.toLowerCase() ?? DEFAULT_SLUG,
    slug: inputs.projectId === null ? DEFAULT_SLUG : textToSlug(inputs.projectId),
    git: openGit({
      credentials: {pushToken: inputs.pushToken, fallbackToken: inputs.githubToken, serverUrl: context.serverUrl},
      temporaryDirectory,
      markKey: jobKey(env),
      isGiven: givenVariables(envAllow, env),
    }),
    key: jobKey(env),
    access,
    codeHost: access === null ? null : createCodeHost(access),
    upsertComment: access === null ? null : createUpsertComment(access),
    thread: access === null ? null : createCommentThread(access),
    proofs: [
      processProof,
      ...(access === null || context.serverUrl === null ? [] : [createRunProof(access, context.serverUrl)]),
    ],
  };
}

/** A question to GitHub that something waits for. */
export const QUESTION_MS = 10_000;

/**
 * The run's context with the head of its pull request, asked for where the event tells the number only. Where GitHub
 * does not answer it stays unknown: who cannot do without it says so.
 */
export async function completeContext({context, codeHost}: Job, limitMs = QUESTION_MS): Promise<RunContext> {
  const number = context.run.pull_request?.number;
  if (number === undefined || codeHost === null || !needsPullRequestHead(context)) return context;
  try {
    const found = await waitWithin(codeHost.getPullRequest(number), limitMs, `The head of pull request #${number}`);
    return withPullRequest(context, found);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    actionLog.warn(`The record will not say whose branch pull request #${number} is: ${error.message}`);
    return context;
  }
}

/**
 * Under events that anybody can cause, refuses what only people with write access may do. `what` names it: `push`,
 * `roll back`.
 */
export async function checkMayWrite({context, codeHost}: Job, what: string, limitMs = QUESTION_MS): Promise<void> {
  if (!needsWriteCheck(context)) return;
  const {event} = context.run;
  const {initiator} = context;
  if (codeHost === null || initiator === null) {
    throw new InputError(
      'bad-input',
      `Under ${event} only somebody with write access may ${what}, and without "github-token" nobody can be asked who has it. Give the input github-token.`,
    );
  }
  if (await waitWithin(codeHost.canWrite(initiator), limitMs, `Whether ${initiator} may ${what}`)) return;
  throw new RefusedError(
    'no-permission',
    `Under ${event} only somebody with write access may ${what}, and ${initiator} has none. Ask somebody who has to start this run.`,
  );
}
