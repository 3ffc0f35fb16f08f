import type {AgentConfig} from '../domain/documents.ts';
import {badInput} from '../domain/errors.ts';
import type {Uid} from '../domain/identity.ts';
import type {CommitHost, Signer} from '../domain/ports/forge.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Identity} from '../domain/ports/work-tree.ts';
import type {FinishStepRequest} from '../usecases/step/step-progress.ts';
import type {StepOptions} from './step-options.ts';

interface FinishFacts {
  readonly uid: Uid;
  readonly slug: string;
  readonly repository: Pick<Repository, 'identity'>;
  readonly agentConfig: AgentConfig;
  /** The identity to commit with when neither git nor the user provides one. */
  readonly bot: Identity;
  /** Recreates the commits on the host, signed, if the options ask for it. */
  readonly commitHost?: CommitHost;
  readonly bundleFile: string;
  readonly privatePaths: readonly string[];
  /** False in a job, whose work tree disappears with it. */
  readonly workTreeLasts: boolean;
  readonly isShared?: () => boolean;
}

/** Builds the request to finish a step, for every process that may have to. */
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

function signerOf({signing}: StepOptions, {commitHost}: FinishFacts): Signer | null {
  if (signing?.kind !== 'host') return signing;
  if (commitHost !== undefined) return {kind: 'host', host: commitHost};
  throw badInput('Commits can be signed by the host only where the action runs. Use ssh.');
}
