import {InputError, RefusedError} from '../domain/errors.ts';
import type {CommitHost} from '../domain/ports/commit-host.ts';
import type {Repository} from '../domain/ports/git.ts';
import {settleWithin} from '../domain/within.ts';
import {createCommitHost} from '../github/commit-host.ts';
import type {CommonInputs} from './inputs.ts';
import type {Job} from './job.ts';

/**
 * The host of the work tree's repository, asked with the token that pushes. Throws InputError where there is no token, or
 * nothing to tell it by.
 */
export function openCommitHost(
  {pushToken, githubToken}: CommonInputs,
  {access, context}: Job,
  {remote}: Pick<Repository, 'remote'>,
): CommitHost {
  const repository = remote?.repository?.split('/').slice(-2).join('/');
  const token = pushToken ?? githubToken;
  const apiUrl = access?.apiUrl ?? context.apiUrl;
  if (token !== null && apiUrl !== null && repository !== undefined) {
    return createCommitHost({forge: access?.forge ?? 'GitHub', apiUrl, repository, token});
  }
  const missing = token === null ? '"github-token" is empty' : 'there is no repository of GitHub to ask for it';
  throw new InputError('bad-input', `Input "commit-signing" is "api", and ${missing}. Give it, or say ssh.`);
}

/** Throws RefusedError where the host is known to make no commits. One that does not say is asked when it is to make them. */
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
    `Input "commit-signing" is "api", and this ${host.name} makes no commits by its API (GraphQL createCommitOnBranch). Say ssh.`,
  );
}
