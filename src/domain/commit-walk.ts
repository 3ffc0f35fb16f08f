import type {Sha} from './identity.ts';
import type {Commit} from './ports/commits.ts';

/** All that can be reached from a commit, itself included. */
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

/** The commits from one to the other by first parents, newest first; none unless that leads there among these. */
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
