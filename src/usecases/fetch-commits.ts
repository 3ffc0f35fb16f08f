import type {Sha} from '../domain/identity.ts';
import type {Clone} from '../domain/ports/git.ts';

/**
 * Fetches commits from the remote: with their history or, in a shallow clone, with this `depth` of it, since later
 * questions deepen it as far as they need. False when the remote no longer has one of them.
 */
export async function fetchCommits(repository: Clone, shas: readonly Sha[], depth: number): Promise<boolean> {
  const {remote} = repository;
  if (remote === null) return false;
  return (await repository.isShallow()) ? await remote.fetch(shas, depth) : await remote.fetch(shas);
}

export async function isHere(repository: Clone, sha: Sha): Promise<boolean> {
  return (await repository.kindsOf([sha], null)).get(sha) === 'commit';
}

/** True when a commit is here, if need be after fetching it, or the ref that keeps it. */
export async function bringCommit(repository: Clone, sha: Sha, ref: string | null): Promise<boolean> {
  if (await isHere(repository, sha)) return true;
  return (await repository.remote?.fetch([ref ?? sha])) === true && (await isHere(repository, sha));
}

/** Fetches commits of which some may be gone: all at once, or one by one if that fails. */
export async function fetchSome(repository: Clone, shas: readonly Sha[], depth: number): Promise<void> {
  if (shas.length === 0 || (await fetchCommits(repository, shas, depth))) return;
  for (const sha of shas) await fetchCommits(repository, [sha], depth);
}
