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
 * The commits up to a tip along first parents within this list, and what each merge among them brought in; both oldest
 * first.
 */
export function lineTo<One extends Pick<Commit, 'sha' | 'parents'>>(
  bySha: ReadonlyMap<Sha, One>,
  tip: Sha,
): {readonly line: readonly One[]; readonly brought: ReadonlyMap<Sha, readonly One[]>} {
  const line: One[] = [];
  for (let at = bySha.get(tip); at !== undefined; at = bySha.get(at.parents[0] ?? '')) line.unshift(at);
  const seen = new Set(line.map(({sha}) => sha));
  const brought = new Map<Sha, readonly One[]>();
  for (const commit of line) {
    const side: One[] = [];
    const queue = commit.parents.slice(1);
    for (let sha = queue.pop(); sha !== undefined; sha = queue.pop()) {
      const one = bySha.get(sha);
      if (one === undefined || seen.has(sha)) continue;
      seen.add(sha);
      side.unshift(one);
      queue.push(...one.parents);
    }
    if (side.length > 0) brought.set(commit.sha, side);
  }
  return {line, brought};
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
