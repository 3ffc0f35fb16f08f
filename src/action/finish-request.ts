import {join} from 'node:path';
import type {AgentConfig} from '../domain/documents.ts';
import {forgeOf} from '../domain/forge.ts';
import type {Uid} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import {botOf} from '../git/identity.ts';
import type {FinishStepRequest} from '../usecases/step-progress.ts';
import type {ActionStore} from './history-store.ts';
import type {StepInputs} from './inputs.ts';
import type {Job} from './job.ts';

/** The way a step is finished. Main and post must agree on it. */
export function finishRequest(facts: {
  readonly inputs: StepInputs;
  readonly job: Job;
  readonly uid: Uid;
  readonly folder: string;
  readonly repository: Repository;
  readonly store: ActionStore;
  readonly agentConfig: AgentConfig;
}): FinishStepRequest {
  const {inputs, job, uid, folder, repository, store, agentConfig} = facts;
  return {
    uid,
    slug: job.slug,
    agentConfig,
    commit: inputs.commit,
    commitTemplate: inputs.commitMessage,
    commitAuthor: inputs.commitAuthor,
    agentIdentity: repository.identity ?? inputs.commitAuthor ?? botOf(forgeOf(job.env)),
    push: inputs.push,
    continueOnAgentError: inputs.continueOnAgentError,
    onFailure: inputs.check === null ? null : inputs.onFailure,
    bundleFile: join(folder, `${uid}.bundle`),
    privatePaths: [folder, ...store.privatePaths],
    workTreeLasts: false,
    frontEnd: 'action',
  };
}
