import {join} from 'node:path';
import {finishRequest} from '../app/finish-request.ts';
import type {AgentConfig} from '../domain/documents.ts';
import type {Uid} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import {forgeOf} from '../domain/runner-variables.ts';
import {botOf} from '../git/identity.ts';
import type {FinishStepRequest} from '../usecases/step/step-progress.ts';
import {openCommitHost} from './commit-host.ts';
import type {ActionStore} from './history-store.ts';
import type {StepInputs} from './inputs.ts';
import type {Job} from './job.ts';

/** Says how a step of a job is finished. Main and post must agree on it. */
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
