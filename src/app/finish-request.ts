import type {AgentConfig} from '../domain/documents.ts';
import {InputError} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {CommitHost, Signer} from '../domain/ports/code-host.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Identity} from '../domain/ports/work-tree.ts';
import type {FinishStepRequest, TakeBack} from '../usecases/step/step-progress.ts';
import type {StepOptions} from './step-options.ts';

interface FinishFacts {
  readonly uid: Uid;
  readonly slug: string;
  readonly repository: Pick<Repository, 'identity'>;
  readonly agentConfig: AgentConfig;
  /** The identity to commit with where neither git nor the user gives one. */
  readonly bot: Identity;
  /** Makes the commits again where the options say so. */
  readonly commitHost?: CommitHost;
  readonly bundleFile: string;
  readonly privatePaths: readonly string[];
  /** False in a job, whose work tree goes with it. */
  readonly workTreeLasts: boolean;
  readonly isShared?: () => boolean;
}

/** Says how a step is finished, for every process that has a part in it. */
export function finishRequest(options: StepOptions, facts: FinishFacts): FinishStepRequest {
  const {uid, slug, agentConfig, bundleFile, privatePaths, workTreeLasts, isShared} = facts;
  return {
    ...{uid, slug, agentConfig, bundleFile, privatePaths, workTreeLasts},
    ...(isShared !== undefined && {isShared}),
    commit: options.commit,
    commitTemplate: options.commitMessage,
    commitAuthor: options.commitAuthor,
    signer: signerOf(options, facts),
    agentIdentity: facts.repository.identity ?? options.commitAuthor ?? facts.bot,
    push: options.push,
    continueOnAgentError: options.continueOnAgentError,
    onFailure: options.check?.onFailure ?? null,
  };
}

/** Takes failed work back. It is loaded only when a check has failed: with it comes all that a rollback needs. */
export const takeBack: TakeBack = async (...failed) =>
  (await import('../usecases/step/roll-back-failed-check.ts')).rollBackFailedCheck(...failed);

function signerOf({signing}: StepOptions, {commitHost}: FinishFacts): Signer | null {
  if (signing?.kind !== 'host') return signing;
  if (commitHost !== undefined) return {kind: 'host', host: commitHost};
  throw new InputError('bad-input', 'Commits can be signed by the host only where the action runs. Use ssh.');
}
