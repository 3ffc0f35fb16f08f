import {join} from 'node:path';
import {openForgeOfJob} from '../app/open-forge.ts';
import {finishRequest} from '../app/record-run.ts';
import type {AgentConfig} from '../domain/documents.ts';
import {badInput, RefusedError} from '../domain/errors.ts';
import {forgeOf} from '../domain/forges.ts';
import type {Uid} from '../domain/identity.ts';
import type {CommitHost} from '../domain/ports/forge.ts';
import type {Repository} from '../domain/ports/git.ts';
import {settleWithin} from '../domain/within.ts';
import {botOf} from '../git/identity.ts';
import type {FinishStepRequest} from '../usecases/step/step-progress.ts';
import type {ActionStore} from './history-store.ts';
import type {CommonInputs, StepInputs} from './inputs.ts';
import type {Job} from './job.ts';

/**
 * Connects to the host of the work tree's repository, with the token that pushes. Throws InputError without a token, or when
 * the repository's name is unknown.
 */
function openCommitHost(
  {pushToken, githubToken}: CommonInputs,
  {context, env}: Job,
  {remote}: Pick<Repository, 'remote'>,
): CommitHost {
  const repository = remote?.repository?.split('/').slice(-2).join('/');
  const token = pushToken ?? githubToken;
  const forge = openForgeOfJob({...context, repository: repository ?? null}, env, token);
  if (forge !== null) return forge.commits;
  const [why, advice] =
    token === null
      ? ['"github-token" is empty', 'Give it, or use ssh']
      : ['the host of this repository and its API are not known', 'Use ssh'];
  throw badInput(`Input "commit-signing" is "api", and ${why}. ${advice}.`);
}

/** Throws RefusedError if the host cannot create commits. If it does not answer, creating one will show. */
export async function checkCommitHost(
  inputs: CommonInputs,
  job: Job,
  repository: Repository,
  limitMs: number,
): Promise<void> {
  const host = openCommitHost(inputs, job, repository);
  if ((await settleWithin(host.canCommit(), limitMs, () => null)) !== false) return;
  throw new RefusedError(
    'no-permission',
    `Input "commit-signing" is "api", and this ${host.name} cannot create commits by its API (GraphQL createCommitOnBranch). Use ssh.`,
  );
}

/** Builds the request to finish a step. Main and post must agree on it. */
export function finishInJob(
  inputs: StepInputs,
  job: Job,
  run: {
    readonly uid: Uid;
    readonly folder: string;
    readonly repository: Repository;
    readonly store: ActionStore;
    readonly agentConfig: AgentConfig;
  },
): FinishStepRequest {
  const {options} = inputs;
  const {uid, folder, repository, store, agentConfig} = run;
  return finishRequest(options, {
    ...{uid, repository, agentConfig},
    ...(options.signing?.kind === 'host' && {commitHost: openCommitHost(inputs, job, repository)}),
    slug: job.slug,
    bot: botOf(forgeOf(job.env)),
    bundleFile: join(folder, `${uid}.bundle`),
    privatePaths: [folder, ...store.privatePaths],
    workTreeLasts: false,
  });
}
