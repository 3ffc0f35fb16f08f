import type {ForeignCommit} from './documents.ts';
import type {Sha} from './identity.ts';
import type {Commit} from './ports/commits.ts';
import type {CommitTraces} from './ports/work-tree.ts';
import type {Step} from './step.ts';

/** The reasons why a commit of before..after is not the step's own. */
type ForeignReason =
  | 'known'
  | 'fetched'
  | 'at-remote'
  | 'not-asked'
  | 'unclear'
  | 'other-work-tree'
  | 'after-agent'
  | 'shared-work-tree';

/** The known origins of the commits of before..after. The sets may hold other commits too. */
export interface CommitOrigins extends Omit<CommitTraces, 'pushed'> {
  /** Our own commit, beside the branch, of what the agent left uncommitted. */
  readonly kept: Sha | null;
  /** Commits that were in the clone, or reachable from it, when the step began. */
  readonly known: ReadonlySet<Sha>;
  /** Commits reachable from something that was fetched. */
  readonly fetched: ReadonlySet<Sha>;
  /** Commits reachable from a ref of the remote now; null if the remote could not be asked. */
  readonly atRemote: ReadonlySet<Sha> | null;
  /** True if another step ran in the same work tree, so nobody can tell whose a commit is. */
  readonly isShared?: boolean;
}

export interface ToldCommits {
  readonly own: readonly Commit[];
  readonly foreign: readonly (ForeignCommit & {readonly reason: ForeignReason})[];
}

/**
 * Tells which commits of before..after a step made. Names and dates do not count: an own commit was in no ref and no
 * reflog of the clone when the step began, and did not come from elsewhere while it ran. In doubt a commit is foreign.
 */
export function tellCommits(commits: readonly Commit[], origins: CommitOrigins): ToldCommits {
  const own: Commit[] = [];
  const foreign: (ForeignCommit & {readonly reason: ForeignReason})[] = [];
  for (const commit of commits) {
    const {sha, subject} = commit;
    const reason = whyForeign(sha, origins);
    if (reason === null) own.push(commit);
    else foreign.push({sha, subject, reason});
  }
  return {own, foreign};
}

function whyForeign(sha: Sha, origins: CommitOrigins): ForeignReason | null {
  if (sha === origins.kept) return null;
  if (origins.isShared && !origins.known.has(sha)) return 'shared-work-tree';
  if (origins.known.has(sha)) return 'known';
  if (origins.madeElsewhere.has(sha)) return 'other-work-tree';
  if (origins.made.has(sha)) return null;
  if (origins.madeLater.has(sha)) return 'after-agent';
  if (origins.fetched.has(sha)) return 'fetched';
  if (origins.atRemote?.has(sha)) return 'at-remote';
  if (!origins.hasFetched) return null;
  return origins.atRemote === null ? 'not-asked' : 'unclear';
}

const REASONS: Readonly<Record<ForeignReason, (step: string) => string>> = {
  known: (step) => `here before ${step} began`,
  fetched: (step) => `fetched while ${step} ran`,
  'at-remote': (step) => `at the remote when ${step} ended, and nothing shows that it was made here`,
  'not-asked': (step) => `perhaps fetched while ${step} ran, since the remote could not be asked`,
  unclear: (step) => `perhaps fetched while ${step} ran, since nothing shows that it was made here`,
  'other-work-tree': (step) => `made in another work tree while ${step} ran`,
  'shared-work-tree': (step) => `made while ${step} shared its work tree with another step`,
  'after-agent': (step) => `made after the agent of ${step} had ended`,
};

/** Explains, as a clause about the commit, why it is not the step's own. */
export function sayForeign(reason: string, step: string): string {
  const say = Object.entries(REASONS).find(([word]) => word === reason)?.[1];
  return say === undefined ? `not made by ${step}` : say(step);
}

/**
 * Maps commits to the steps that made them, by the steps' records. If a record names only some of its commits, or none
 * as in LaForge's own files, the rest are those of before..after in this list. Commits that no step made are absent.
 */
export function findOwners(commits: readonly Commit[], steps: readonly Step[]): ReadonlyMap<Sha, Step> {
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  const owners = new Map<Sha, Step>();
  for (const step of steps) {
    for (const sha of recordedCommits(step, bySha)) {
      if (bySha.has(sha) && !owners.has(sha)) owners.set(sha, step);
    }
  }
  return owners;
}

function recordedCommits(step: Step, bySha: ReadonlyMap<Sha, Commit>): readonly Sha[] {
  const {changes, startTime, endTime} = step;
  if (changes === null) {
    // LaForge records no commits. The dates rule out only what others had made before or after.
    const [start, end] = [Math.floor(Date.parse(startTime) / 1000) * 1000, Date.parse(endTime ?? '')];
    const time = (sha: Sha) => Date.parse(bySha.get(sha)?.committedAt ?? '');
    return commitsBetween(step, bySha).filter((sha) => time(sha) >= start && time(sha) <= end);
  }
  const listed = changes.own_commits.map((commit) => commit.sha);
  const foreign = changes.foreign_commits ?? [];
  const isCut = changes.own_commit_count > listed.length;
  if (!isCut || (changes.foreign_commit_count ?? 0) > foreign.length) return listed;
  const others = new Set(foreign.map(({sha}) => sha));
  return [...listed, ...commitsBetween(step, bySha).filter((sha) => !others.has(sha))];
}

/** The commits of before..after within this list. */
function commitsBetween(step: Step, bySha: ReadonlyMap<Sha, Commit>): readonly Sha[] {
  const parents = (sha: Sha) => bySha.get(sha)?.parents ?? [];
  const old = reachableFrom(step.commitShaBefore ?? '', parents);
  return [...reachableFrom(step.commitShaAfter ?? '', parents)].filter((sha) => bySha.has(sha) && !old.has(sha));
}

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
