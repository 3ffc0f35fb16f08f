import {dirname} from 'node:path';
import type {Sha} from '../domain/identity.ts';
import {gitAt, type Location} from './locate.ts';
import type {PrivateRepository} from './private-repository.ts';

/** True when the user's own repository has a commit; what a partial clone could still fetch does not count. */
export async function hasCommit(location: Location, sha: Sha): Promise<boolean> {
  const args = ['cat-file', '-e', `${sha}^{commit}`];
  const output = await gitAt(location, {args, env: {GIT_NO_LAZY_FETCH: '1'}, allowExit: [1, 128]});
  return output.exitCode === 0;
}

/**
 * Brings a commit that was fetched into our private repository into the user's: a shallow clone lacks the target of a
 * reset. The ends of its history come along, so nothing in it points to what is missing.
 */
export async function bringCommit(location: Location, repository: PrivateRepository, sha: Sha): Promise<void> {
  if (await hasCommit(location, sha)) return;
  const ref = `refs/brought/${sha}`;
  await repository.git({args: ['update-ref', ref, sha]});
  const source = dirname(repository.objectDirectory());
  await gitAt(location, {args: ['fetch', ...OPTIONS, '--update-shallow', '--', source, ref], config: []});
}

const OPTIONS = ['--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', '--no-auto-maintenance'];
