import {lineTo} from '../domain/commit-owners.ts';
import {badInput} from '../domain/errors.ts';
import {quote, type Sha} from '../domain/identity.ts';
import type {Landed, LandedCommit} from '../domain/ports/commits.ts';
import type {Clone} from '../domain/ports/git.ts';
import {
  type MergedBy,
  type PullFacts,
  type PullReport,
  type PullWork,
  pullReport,
} from '../domain/report/pull-requests.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The most files whose lines are traced, in one pull request and in all together. */
const MOST_FILES = {ofPull: 200, ofAll: 2_000};

/**
 * Finds, from git alone, which pull requests were merged into a branch: it has the commits of their steps, the same
 * changes in other commits (a rebase, a squash), or a message that names a step. Throws InputError for an unknown
 * branch.
 */
export async function findMerged(repository: Clone, base: string, works: readonly PullWork[]): Promise<PullReport> {
  const tip = await repository.resolve(base);
  if (tip === null)
    throw badInput(`The base is ${quote(base)}, and there is no such branch here. Name one, such as origin/main.`);
  const [first] = works.flatMap(({steps}) => steps.map(({startTime}) => startTime)).sort();
  if (first === undefined) return pullReport(base, []);
  const since = new Date(Date.parse(first) - DAY_MS).toISOString();
  const commits = await repository.landed.commits(tip, since);
  const renames = await repository.landed.renames(tip, since);
  const factsOf = openBranch(repository, tip, commits, renames);
  const found: {work: PullWork; facts: PullFacts}[] = [];
  for (const work of works) found.push({work, facts: await factsOf(work)});
  return pullReport(base, found);
}

/** How and in which commits the work came onto the branch. */
interface Landing {
  readonly by: MergedBy;
  readonly commits: ReadonlySet<Sha>;
  /** These commits contain only lines of steps. */
  readonly isPure: boolean;
}

/** Opens a branch, to ask what became of work in it. */
function openBranch(
  repository: Clone,
  tip: Sha,
  commits: readonly LandedCommit[],
  renames: Awaited<ReturnType<Landed['renames']>>,
): (work: PullWork) => Promise<PullFacts> {
  const {landed} = repository;
  const bySha = new Map(commits.map((commit) => [commit.sha, commit]));
  // `line` has the states of the branch, oldest first.
  const {line, brought} = lineTo(bySha, tip);
  const broughtBy = new Map<Sha, LandedCommit>();
  for (const state of line) {
    for (const {sha} of [state, ...(brought.get(state.sha) ?? [])]) broughtBy.set(sha, state);
  }
  let patches: ReadonlyMap<string, Sha> | undefined;
  const linesAtTip = new Map<string, ReturnType<Landed['linesOf']>>();
  let filesLeft = MOST_FILES.ofAll;

  const factsOf = async (work: PullWork): Promise<PullFacts> => {
    const landing = await findLanding(work);
    if (landing === null || landing === 'unknown') return {...UNKNOWN, merged: landing === null ? false : null};
    const states = [...landing.commits].flatMap((sha) => broughtBy.get(sha) ?? []);
    const merge = line.findLast((state) => states.includes(state));
    if (merge === undefined) return {...UNKNOWN, merged: true, by: landing.by};
    const facts = {merged: true, by: landing.by, mergedAt: merge.committedAt} as const;
    return {...facts, ...(landing.isPure ? await countLines(landing.commits, merge) : UNCOUNTED)};
  };

  const findLanding = async ({steps}: PullWork): Promise<Landing | 'unknown' | null> => {
    const staying = steps.filter(({stayed}) => stayed);
    const own = staying.flatMap(({ownCommits}) => ownCommits);
    const newest = staying.findLast(({ownCommits}) => ownCommits.length > 0);
    const [last] = newest?.ownCommits ?? [];
    if (last === undefined || newest === undefined) return 'unknown';
    // 1. The commits themselves.
    if (bySha.has(last)) return {by: 'ancestry', commits: new Set(own), isPure: true};

    // 2. The same changes in other commits: one by one, or all in one.
    const here = await repository.kindsOf([last], null);
    const isHere = here.get(last) === 'commit';
    if (isHere) {
      const kinds = await repository.kindsOf(own, null);
      const ids = await landed.patchIds(own.filter((sha) => kinds.get(sha) === 'commit'));
      const patches = await patchesOfBranch();
      const same = [...ids.values()].flatMap((id) => patches.get(id) ?? []);
      if (patches.has(ids.get(last) ?? '')) return {by: 'patch', commits: new Set(same), isPure: true};
      const end = newest.after ?? last;
      const fork = await landed.forkOf(tip, end);
      const whole = fork === null ? null : await landed.patchIdOf(fork, end);
      const squash = whole === null ? undefined : patches.get(whole);
      if (squash !== undefined) {
        const isPure = await isAllOwn(end, new Set(own));
        return {by: 'squash', commits: new Set([squash]), isPure};
      }
    }

    // 3. A message that names one of the steps. There is no telling what else is in that commit.
    const uids = new Set(staying.map(({uid}) => uid));
    const naming = commits.filter(({stepUids}) => stepUids.some((uid) => uids.has(uid)));
    if (naming.length > 0) return {by: 'trailer', commits: new Set(naming.map(({sha}) => sha)), isPure: false};
    return isHere ? null : 'unknown';
  };

  /** True when a line of commits has only these since it left the branch. */
  const isAllOwn = async (after: Sha, own: ReadonlySet<Sha>): Promise<boolean> => {
    const {commits, complete} = await repository.commits(tip, after);
    return complete && commits.every(({sha}) => own.has(sha));
  };

  const patchesOfBranch = async (): Promise<ReadonlyMap<string, Sha>> => {
    const single = commits.filter(({parents}) => parents.length < 2).map(({sha}) => sha);
    // Of several commits with the same change, the oldest brought it.
    patches ??= new Map([...(await landed.patchIds(single))].map(([sha, id]) => [id, sha]));
    return patches;
  };

  const countLines = async (commits: ReadonlySet<Sha>, merge: LandedCommit): Promise<Counted> => {
    const paths = new Set<string>();
    for (const sha of commits) {
      const [from = null] = bySha.get(sha)?.parents ?? [];
      for (const file of await repository.diffs.files({from, to: sha, paths: []})) paths.add(file.path);
    }
    if (paths.size > MOST_FILES.ofPull || paths.size > filesLeft) return UNCOUNTED;
    filesLeft -= paths.size;
    const [before = null] = merge.parents;
    const lines = await countAt(commits, {from: merge, at: merge.sha, before}, paths);
    // All questions are about the tip, so each of its files is traced once, as far back as the first of them needs.
    const [first = null] = line[0]?.parents ?? [];
    const surviving = await countAt(commits, {from: merge, at: tip, before: first}, paths);
    const within = async (days: number) => {
      const end = new Date(Date.parse(merge.committedAt) + days * DAY_MS).toISOString();
      const then = line.findLast(({committedAt}) => committedAt <= end) ?? merge;
      const isOver = (line.at(-1)?.committedAt ?? '') > end;
      // Lines that exist now existed then.
      if (surviving === lines) return isOver ? false : null;
      const left = then.sha === tip ? surviving : await countAt(commits, {from: merge, at: then.sha, before}, paths);
      return left < lines ? true : isOver ? false : null;
    };
    const reworked = await within(7);
    return {lines, surviving, reworked, reworked30: reworked === true ? true : await within(30)};
  };

  /** Counts the lines of these commits in a state of the branch, following renames of their files. */
  const countAt = async (
    commits: ReadonlySet<Sha>,
    {from, at, before}: {readonly from: LandedCommit; readonly at: Sha; readonly before: Sha | null},
    paths: ReadonlySet<string>,
  ): Promise<number> => {
    const index = (sha: Sha) => line.findIndex((state) => state.sha === sha);
    const between = line.slice(index(from.sha) + 1, index(at) + 1);
    const nameOf = (path: string) => between.reduce((name, {sha}) => renames.get(sha)?.get(name) ?? name, path);
    let count = 0;
    for (const path of paths) {
      for (const [sha, lines] of await linesOf(at, nameOf(path), before)) {
        if (commits.has(sha)) count += lines;
      }
    }
    return count;
  };

  const linesOf = (at: Sha, path: string, before: Sha | null): ReturnType<Landed['linesOf']> => {
    if (at !== tip) return landed.linesOf(at, path, before);
    const key = `${before} ${path}`;
    const lines = linesAtTip.get(key) ?? landed.linesOf(at, path, before);
    linesAtTip.set(key, lines);
    return lines;
  };

  return factsOf;
}

type Counted = Pick<PullFacts, 'lines' | 'surviving' | 'reworked' | 'reworked30'>;
const UNCOUNTED: Counted = {lines: null, surviving: null, reworked: null, reworked30: null};
const UNKNOWN: PullFacts = {merged: null, by: null, mergedAt: null, ...UNCOUNTED};
