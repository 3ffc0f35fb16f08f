import type {Sha} from '../domain/identity.ts';

/** The parents of each commit that was read. */
type CommitGraph = ReadonlyMap<Sha, readonly Sha[]>;

/** The findings of a walk towards the parents. */
export interface Walk {
  readonly reached: ReadonlySet<Sha>;
  /** Commits that are named as parents or tips and are not in the graph. */
  readonly unread: ReadonlySet<Sha>;
  /** Commits of which a parent is unread: where a shallow history is cut off. */
  readonly ends: ReadonlySet<Sha>;
  /** A commit without parents was reached. */
  readonly hasRoot: boolean;
}

/** All commits that the tips lead to, themselves included, without going into `stop`. */
export function walk(graph: CommitGraph, tips: Iterable<Sha>, stop: ReadonlySet<Sha> = new Set()): Walk {
  const reached = new Set<Sha>();
  const unread = new Set<Sha>();
  const ends = new Set<Sha>();
  let hasRoot = false;
  const queue = [...tips];
  for (let sha = queue.pop(); sha !== undefined; sha = queue.pop()) {
    if (reached.has(sha) || unread.has(sha) || stop.has(sha)) continue;
    const parents = graph.get(sha);
    if (parents === undefined) {
      unread.add(sha);
      continue;
    }
    reached.add(sha);
    if (parents.length === 0) hasRoot = true;
    for (const parent of parents) {
      if (!graph.has(parent) && !stop.has(parent)) ends.add(sha);
      queue.push(parent);
    }
  }
  return {reached, unread, ends, hasRoot};
}

/** These commits with every child before its parents; of two lines, the one of the first parent comes last. */
export function childrenFirst(graph: CommitGraph, commits: ReadonlySet<Sha>): readonly Sha[] {
  const waiting = new Map<Sha, number>([...commits].map((sha) => [sha, 0]));
  const parentsOf = (sha: Sha) => (graph.get(sha) ?? []).filter((parent) => waiting.has(parent));
  for (const sha of commits) for (const parent of parentsOf(sha)) waiting.set(parent, (waiting.get(parent) ?? 0) + 1);
  const ready = [...commits].filter((sha) => waiting.get(sha) === 0).reverse();
  const order: Sha[] = [];
  for (let sha = ready.pop(); sha !== undefined; sha = ready.pop()) {
    order.push(sha);
    for (const parent of parentsOf(sha)) {
      const children = (waiting.get(parent) ?? 0) - 1;
      waiting.set(parent, children);
      if (children === 0) ready.push(parent);
    }
  }
  return order;
}

/** The tips that lead to the commit. */
export function tipsLeadingTo(graph: CommitGraph, sha: Sha, tips: Iterable<Sha>): ReadonlySet<Sha> {
  const children = new Map<Sha, Sha[]>([...graph.keys()].map((one) => [one, []]));
  for (const [child, parents] of graph) for (const parent of parents) children.get(parent)?.push(child);
  const {reached} = walk(children, [sha]);
  return new Set([...tips].filter((tip) => reached.has(tip)));
}
