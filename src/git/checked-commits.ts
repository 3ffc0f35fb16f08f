import {createHash} from 'node:crypto';
import {GitError} from '../domain/errors.ts';
import {isSha, type Sha} from '../domain/identity.ts';
import {type CommitObject, parseCommitObject, parseParents} from './commit-object.ts';
import {readObjects} from './plumbing.ts';
import type {PrivateRepository} from './private-repository.ts';

/** The number of commits to ask one process for. All their bytes are in memory at once. */
const BATCH = 20_000;
/** A history that git cannot list is followed one generation a process, at most this far. */
const MOST_ROUNDS = 200;

/**
 * The commits of a repository, each checked against its hash. git trusts the files it reads, and an agent can replace
 * them: a commit with other parents would make a non-fast-forward push look like a fast-forward. So git only supplies
 * bytes and a guess at the commits needed; ancestry is computed from what was hashed. Every method throws GitError when
 * a commit is not what its name says.
 */
export interface CheckedCommits {
  /** Reads the commits that are here; others are left out. */
  read(shas: readonly Sha[]): Promise<ReadonlyMap<Sha, CommitObject>>;
  /** Lists the commits that the tips lead to and the bases do not, children first. */
  between(bases: readonly Sha[], tips: readonly Sha[]): Promise<Between>;
  /** Tells if a commit leads to another, as far as the history reaches here. For a no, `walk` is all that was seen. */
  leadsTo(descendant: Sha, ancestor: Sha): Promise<{readonly found: boolean; readonly walk: Walk}>;
  /** All commits that the tips lead to, as far as the history reaches here. */
  reachedFrom(tips: readonly Sha[]): Promise<ReadonlySet<Sha>>;
  /** The tips that lead to the commit, as far as the history reaches here. */
  tipsLeadingTo(sha: Sha, tips: readonly Sha[]): Promise<ReadonlySet<Sha>>;
}

interface Between {
  readonly shas: readonly Sha[];
  /** False when a shallow history hides some of them. */
  readonly isWhole: boolean;
}

/** `near`: commits of the user's repository and those we fetched. `far`: also histories completed from the remote. */
export interface Commits {
  readonly near: CheckedCommits;
  readonly far: CheckedCommits;
}

export function openCommits(repository: PrivateRepository): Commits {
  return {near: openCheckedCommits(repository), far: openCheckedCommits(repository.forHistory())};
}

/** Opens the commits that a private repository can see. Each is hashed only once. */
function openCheckedCommits(repository: PrivateRepository): CheckedCommits {
  const graph = new Map<Sha, readonly Sha[]>();
  const commits = new Map<Sha, CommitObject>();

  const take = async (shas: readonly Sha[], use: (sha: Sha, content: Uint8Array) => void): Promise<void> => {
    for (let at = 0; at < shas.length; at += BATCH) {
      const objects = await readObjects(repository.git, shas.slice(at, at + BATCH));
      for (const {sha, type, content} of objects.values()) {
        checkName(sha, type, content);
        if (type === 'commit') use(sha, content);
      }
    }
  };
  const read = async (shas: readonly Sha[]): Promise<ReadonlyMap<Sha, CommitObject>> => {
    const unread = [...new Set(shas)].filter((sha) => isSha(sha) && !commits.has(sha));
    await take(unread, (sha, content) => {
      const commit = parseCommitObject(sha, content);
      commits.set(sha, commit);
      graph.set(sha, commit.parents);
    });
    return new Map(shas.flatMap((sha) => (commits.has(sha) ? [[sha, commits.get(sha) as CommitObject] as const] : [])));
  };
  const readParents = async (shas: readonly Sha[]): Promise<void> => {
    const unread = shas.filter((sha) => !graph.has(sha));
    await take(unread, (sha, content) => graph.set(sha, parseParents(headerOf(content))));
  };

  /** Reads all that the tips lead to. */
  const complete = async (tips: readonly Sha[]): Promise<Walk> => {
    let seen = walk(graph, tips);
    for (let round = 0; seen.unread.size > 0; round++) {
      if (round === MOST_ROUNDS)
        throw new GitError('git-failed', 'The history of this repository cannot be listed. Look at it with git fsck.');
      const known = graph.size;
      await readParents([...new Set([...seen.unread, ...(await guess(repository, [...seen.unread], []))])]);
      if (graph.size === known) break;
      seen = walk(graph, tips);
    }
    return seen;
  };

  return {
    read,

    between: async (bases, tips) => {
      const stop = new Set(bases);
      const guessed = [...tips.filter((sha) => !stop.has(sha)), ...(await guess(repository, tips, bases))];
      await (guessed.length > BATCH ? readParents(guessed) : read(guessed));
      const near = walk(graph, tips, stop);
      // When every line ends at the only base, nothing on the way can be older than it: hashes allow no cycle.
      if (near.unread.size === 0 && (bases.length === 0 || (bases.length === 1 && !near.hasRoot))) {
        return {shas: childrenFirst(graph, near.reached), isWhole: true};
      }
      const [above, below] = [await complete(tips), await complete(bases)];
      const reached = new Set([...above.reached].filter((sha) => !below.reached.has(sha)));
      const isCut = [...above.ends].some((sha) => reached.has(sha)) || tips.some((tip) => above.unread.has(tip));
      const mayHideSome = below.unread.size > 0 && [...reached].some((sha) => graph.get(sha)?.length === 0);
      return {shas: childrenFirst(graph, reached), isWhole: !isCut && !mayHideSome};
    },

    leadsTo: async (descendant, ancestor) => {
      const found = () => walk(graph, [descendant]).reached.has(ancestor);
      if (!found()) await readParents([descendant, ...(await guess(repository, [descendant], [ancestor])), ancestor]);
      if (found()) return {found: true, walk: EMPTY};
      const all = await complete([descendant]);
      return {found: all.reached.has(ancestor), walk: all};
    },

    reachedFrom: async (tips) => (await complete(tips)).reached,

    tipsLeadingTo: async (sha, tips) => {
      await complete([...tips]);
      return tipsLeadingTo(graph, sha, tips);
    },
  };
}

const EMPTY: Walk = {reached: new Set(), unread: new Set(), ends: new Set(), hasRoot: false};

/** git's own list of what the tips lead to and the bases do not. It may be wrong: it only saves processes. */
async function guess(
  repository: PrivateRepository,
  tips: readonly Sha[],
  bases: readonly Sha[],
): Promise<readonly Sha[]> {
  const {stdout} = await repository.git({
    args: ['rev-list', '--ignore-missing', '--stdin'],
    input: [...tips, ...bases.map((sha) => `^${sha}`), ''].join('\n'),
    allowExit: 'any',
  });
  return stdout.split('\n').filter(isSha);
}

function checkName(sha: Sha, type: string, content: Uint8Array): void {
  const hash = createHash(sha.length === 40 ? 'sha1' : 'sha256').update(`${type} ${content.length}\0`);
  if (hash.update(content).digest('hex') === sha) return;
  throw new GitError(
    'git-failed',
    `The ${type} ${sha} is not what its name says: its file was changed. Look at it with git fsck.`,
  );
}

function headerOf(content: Uint8Array): string {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const end = bytes.indexOf('\n\n');
  return bytes.toString('latin1', 0, end < 0 ? bytes.length : end);
}

/** The parents of each commit that was read. */
type CommitGraph = ReadonlyMap<Sha, readonly Sha[]>;

/** The result of a walk towards the parents. */
interface Walk {
  readonly reached: ReadonlySet<Sha>;
  /** Commits that are named as parents or tips but are not in the graph. */
  readonly unread: ReadonlySet<Sha>;
  /** Commits with an unread parent: where a shallow history is cut off. */
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

/** Sorts the commits so that every child precedes its parents; of two lines, the first parent's comes last. */
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

export function tipsLeadingTo(graph: CommitGraph, sha: Sha, tips: Iterable<Sha>): ReadonlySet<Sha> {
  const children = new Map<Sha, Sha[]>([...graph.keys()].map((one) => [one, []]));
  for (const [child, parents] of graph) for (const parent of parents) children.get(parent)?.push(child);
  const {reached} = walk(children, [sha]);
  return new Set([...tips].filter((tip) => reached.has(tip)));
}
