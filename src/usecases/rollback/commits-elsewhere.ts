import type {Sha} from '../../domain/identity.ts';
import type {Commit, Remote} from '../../domain/ports/git.ts';

/**
 * The remote branches other than `except` that still have each of the commits asked for. A branch that has a commit has
 * its ancestors too, and one that lacks it lacks its descendants, so a line of n commits takes about log n questions.
 */
export async function findElsewhere(
  remote: Remote,
  asked: readonly Commit[],
  graph: readonly Commit[],
  except: string,
): Promise<ReadonlyMap<Sha, readonly string[]>> {
  const parents = new Map(graph.map((commit) => [commit.sha, commit.parents]));
  const children = new Map<Sha, Sha[]>();
  for (const {sha, parents: of} of graph)
    for (const parent of of) children.set(parent, [...(children.get(parent) ?? []), sha]);

  const found = new Map<Sha, readonly string[]>();
  let open = asked.map(({sha}) => sha);
  while (open.length > 0) {
    const sha = open[Math.floor(open.length / 2)] ?? '';
    const branches = await remote.branchesContaining(sha, except);
    for (const one of walk(sha, branches.length > 0 ? parents : children))
      if (!found.has(one)) found.set(one, branches);
    open = open.filter((one) => !found.has(one));
  }
  return found;
}

function walk(start: Sha, next: ReadonlyMap<Sha, readonly Sha[]>): ReadonlySet<Sha> {
  const seen = new Set<Sha>();
  const queue = [start];
  for (let sha = queue.pop(); sha !== undefined; sha = queue.pop()) {
    if (seen.has(sha)) continue;
    seen.add(sha);
    queue.push(...(next.get(sha) ?? []));
  }
  return seen;
}
