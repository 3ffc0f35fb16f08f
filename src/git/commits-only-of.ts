import type {Sha} from '../domain/identity.ts';
import type {KeptCommit} from '../domain/ports/git.ts';
import type {AncestryPlace} from './ancestry.ts';
import {completeHistory} from './complete-history.ts';

/** Two groups or more lead to the commit. */
const SEVERAL = Symbol('several');

/**
 * For each group of tips the commits that it alone leads to, neither another group nor one of the other tips; newest
 * first. With a connection the tips are the remote's and their history is completed; without one they are the user's
 * own, as far as that history reaches.
 */
export async function findCommitsOnlyOf(
  {repository, commits, connection}: AncestryPlace,
  groups: ReadonlyMap<string, readonly Sha[]>,
  others: readonly Sha[],
): Promise<ReadonlyMap<string, readonly KeptCommit[]>> {
  const found = new Map<string, KeptCommit[]>([...groups.keys()].map((name) => [name, []]));
  const tips = [...groups.values()].flat();
  if (tips.length === 0) return found;
  const where = connection === null ? commits.near : commits.far;
  if (connection !== null)
    await completeHistory(connection, repository.forHistory(), [...new Set([...tips, ...others])]);

  const owners = new Map<Sha, string | typeof SEVERAL>();
  const lead = (group: string | typeof SEVERAL, sha: Sha) => {
    const owner = owners.get(sha);
    owners.set(sha, owner === undefined || owner === group ? group : SEVERAL);
  };
  for (const [group, shas] of groups) for (const sha of shas) lead(group, sha);
  const {shas} = await where.between(others, tips);
  for (const {sha, subject, parents} of (await where.read(shas)).values()) {
    // Children come before their parents, so whose a commit is has been settled when it is reached.
    const owner = owners.get(sha) ?? SEVERAL;
    for (const parent of parents) lead(owner, parent);
    if (owner !== SEVERAL) found.get(owner)?.push({sha, subject});
  }
  return found;
}
