import type {Sha} from './identity.ts';
import type {Commit} from './ports/commits.ts';

/** Everything reachable from a commit, including itself. */
export function reachableFrom(start: Sha, next: (sha: Sha) => readonly Sha[]): ReadonlySet<Sha> {
  const found = new Set<Sha>();
  const queue = [start];
  for (let sha = queue.pop(); sha !== undefined; sha = queue.pop()) {
    if (found.has(sha)) continue;
    found.add(sha);
    queue.push(...next(sha));
  }
  return found;
}

/**
 * The commits from `fromSha` to `toSha` along first parents, newest first; empty if no such line exists within this
 * list.
 */
export function firstParentLine(
  {fromSha, toSha}: {readonly fromSha: Sha | null; readonly toSha: Sha | null},
  bySha: ReadonlyMap<Sha, Commit>,
): readonly Commit[] {
  const line: Commit[] = [];
  for (let at = toSha; at !== fromSha; at = line.at(-1)?.parents[0] ?? null) {
    const commit = bySha.get(at ?? '');
    if (commit === undefined || commit.parents.length === 0) return [];
    line.push(commit);
  }
  return line;
}
