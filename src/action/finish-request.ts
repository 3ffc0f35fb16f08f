import {join} from 'node:path';
import {finishRequest} from '../app/record-run.ts';
import type {StepOptions} from '../app/step-options.ts';
import {badInput, RefusedError} from '../domain/errors.ts';
import {forgeOf} from '../domain/forges.ts';
import type {CommitHost} from '../domain/ports/forge.ts';
import type {Repository} from '../domain/ports/git.ts';
import {settleWithin} from '../domain/within.ts';
import {botOf} from '../git/identity.ts';
import type {FinishStepRequest} from '../usecases/step/step-progress.ts';
import type {ActionStore} from './history-store.ts';
import type {StepInputs} from './inputs.ts';
import {type Job, openPushForge} from './job.ts';

/**
 * The host that signs the step's commits; undefined unless the options ask for it. Throws InputError without a token, or when the
 * repository's name is unknown.
 */
export function commitHostOf(inputs: StepInputs, job: Job, repository: Repository): CommitHost | undefined {
  if (inputs.options.signing?.kind !== 'host') return undefined;
  const forge = openPushForge(inputs, job, repository);
  if (forge !== null) return forge.commits;
  const [why, advice] =
    (inputs.pushToken ?? inputs.githubToken) === null
      ? ['"github-token" is empty', 'Give it, or use ssh']
      : ['the host of this repository and its API are not known', 'Use ssh'];
  throw badInput(`Input "commit-signing" is "api", and ${why}. ${advice}.`);
}

/** Throws RefusedError if the host cannot create commits. If it does not answer, creating one will show. */
export async function checkCommitHost(host: CommitHost, limitMs: number): Promise<void> {
  if ((await settleWithin(host.canCommit(), limitMs, () => null)) !== false) return;
  throw new RefusedError(
    'no-permission',
    `Input "commit-signing" is "api", and this ${host.name} cannot create commits by its API (GraphQL createCommitOnBranch). Use ssh.`,
  );
}

/** The request to finish a step. Main and post must agree on it. */
export function finishInJob(
  job: Job,
  options: StepOptions,
  run: Pick<FinishStepRequest, 'uid' | 'agentConfig' | 'replays'> & {
    readonly repository: Repository;
    readonly folder: string;
    readonly store: ActionStore;
    readonly commitHost?: CommitHost | undefined;
  },
): FinishStepRequest {
  const {repository, folder, store, ...facts} = run;
  return finishRequest(options, repository, {
    ...{...facts, slug: job.slug, workTreeLasts: false},
    bot: botOf(forgeOf(job.env)),
    bundleFile: join(folder, `${facts.uid}.bundle`),
    privatePaths: [folder, ...store.privatePaths],
  });
}
