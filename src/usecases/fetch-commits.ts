import type {Sha} from '../domain/identity.ts';
import type {Clone} from '../domain/ports/git.ts';

/**
 * Brings commits of the remote here: with their history or, where the clone is shallow, with `depth` of it, since what
 * is asked next deepens as far as it must. False when the remote no longer has one of them.
 */
export async function fetchCommits(repository: Clone, shas: readonly Sha[], depth: number): Promise<boolean> {
  const {remote} = repository;
  if (remote === null) return false;
  return (await repository.isShallow()) ? await remote.fetch(shas, depth) : await remote.fetch(shas);
}
