import type {Sha} from '../domain/identity.ts';
import type {Commit} from '../domain/ports/commits.ts';
import type {Clone} from '../domain/ports/git.ts';
import type {Remote} from '../domain/ports/remote.ts';

/** The last depth is git's own value for everything. */
const DEPTHS = [50, 1000, 2_147_483_647];

/**
 * Fetches commits from the remote: with their history or, in a shallow clone, with this `depth` of it, since later
 * questions deepen it as far as they need. False when the remote no longer has one of them.
 */
export async function fetchCommits(repository: Clone, shas: readonly Sha[], depth: number): Promise<boolean> {
  const {remote} = repository;
  if (remote === null) return false;
  return (await repository.isShallow()) ? await remote.fetch(shas, depth) : await remote.fetch(shas);
}

/** The tip of a ref at the remote now; null when there is none. */
export async function tipOf(remote: Remote, ref: string): Promise<Sha | null> {
  return (await remote.refs([ref])).get(ref) ?? null;
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

/** Lists all commits from..to below a ref. A shallow history is deepened as needed, at last to its beginning. */
export async function listBetween(
  repository: Clone,
  ref: string,
  {from, to}: {readonly from: Sha | null; readonly to: Sha},
): Promise<{readonly commits: readonly Commit[]; readonly complete: boolean}> {
  const areHere = async () => {
    for (const sha of [from, to]) if (sha !== null && (await repository.resolve(sha)) === null) return false;
    return true;
  };
  for (const depth of DEPTHS) {
    // git accepts no range that begins at a commit behind the shallow boundary.
    if (await areHere()) {
      const found = await repository.commits(from, to);
      if (found.complete) return found;
    }
    await repository.remote?.fetch([ref], depth);
  }
  return (await areHere()) ? await repository.commits(from, to) : {commits: [], complete: false};
}
