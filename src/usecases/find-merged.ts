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
  const branch = new Branch(repository, tip, commits, renames);
  const found: {work: PullWork; facts: PullFacts}[] = [];
  for (const work of works) found.push({work, facts: await branch.factsOf(work)});
  return pullReport(base, found);
}

/** How and in which commits the work came onto the branch. */
interface Landing {
  readonly by: MergedBy;
  readonly commits: ReadonlySet<Sha>;
  /** These commits contain only lines of steps. */
  readonly isPure: boolean;
}

class Branch {
  readonly #repository: Clone;
  readonly #landed: Landed;
  readonly #tip: Sha;
  readonly #commits: readonly LandedCommit[];
  readonly #bySha: ReadonlyMap<Sha, LandedCommit>;
  /** The states of the branch, oldest first. */
  readonly #line: readonly LandedCommit[];
  readonly #broughtBy = new Map<Sha, LandedCommit>();
  readonly #renames: ReadonlyMap<Sha, ReadonlyMap<string, string>>;
  #patches: ReadonlyMap<string, Sha> | undefined;
  readonly #linesAtTip = new Map<string, ReturnType<Landed['linesOf']>>();
  #filesLeft = MOST_FILES.ofAll;

  constructor(
    repository: Clone,
    tip: Sha,
    commits: readonly LandedCommit[],
    renames: Awaited<ReturnType<Landed['renames']>>,
  ) {
    this.#renames = renames;
    this.#repository = repository;
    this.#landed = repository.landed;
    this.#tip = tip;
    this.#commits = commits;
    this.#bySha = new Map(commits.map((commit) => [commit.sha, commit]));
    const {line, brought} = lineTo(this.#bySha, tip);
    this.#line = line;
    for (const state of line) {
      for (const {sha} of [state, ...(brought.get(state.sha) ?? [])]) this.#broughtBy.set(sha, state);
    }
  }

  async factsOf(work: PullWork): Promise<PullFacts> {
    const landing = await this.#find(work);
    if (landing === null || landing === 'unknown') return {...UNKNOWN, merged: landing === null ? false : null};
    const states = [...landing.commits].flatMap((sha) => this.#broughtBy.get(sha) ?? []);
    const merge = this.#line.findLast((state) => states.includes(state));
    if (merge === undefined) return {...UNKNOWN, merged: true, by: landing.by};
    const facts = {merged: true, by: landing.by, mergedAt: merge.committedAt} as const;
    return {...facts, ...(landing.isPure ? await this.#lines(landing.commits, merge) : UNCOUNTED)};
  }

  async #find({steps}: PullWork): Promise<Landing | 'unknown' | null> {
    const staying = steps.filter(({stayed}) => stayed);
    const own = staying.flatMap(({ownCommits}) => ownCommits);
    const newest = staying.findLast(({ownCommits}) => ownCommits.length > 0);
    const [last] = newest?.ownCommits ?? [];
    if (last === undefined || newest === undefined) return 'unknown';
    // 1. The commits themselves.
    if (this.#bySha.has(last)) return {by: 'ancestry', commits: new Set(own), isPure: true};

    // 2. The same changes in other commits: one by one, or all in one.
    const here = await this.#repository.kindsOf([last], null);
    const isHere = here.get(last) === 'commit';
    if (isHere) {
      const kinds = await this.#repository.kindsOf(own, null);
      const ids = await this.#landed.patchIds(own.filter((sha) => kinds.get(sha) === 'commit'));
      const patches = await this.#patchesOfBranch();
      const same = [...ids.values()].flatMap((id) => patches.get(id) ?? []);
      if (patches.has(ids.get(last) ?? '')) return {by: 'patch', commits: new Set(same), isPure: true};
      const end = newest.after ?? last;
      const fork = await this.#landed.forkOf(this.#tip, end);
      const whole = fork === null ? null : await this.#landed.patchIdOf(fork, end);
      const squash = whole === null ? undefined : patches.get(whole);
      if (squash !== undefined) {
        const isPure = await this.#isAllOwn(end, new Set(own));
        return {by: 'squash', commits: new Set([squash]), isPure};
      }
    }

    // 3. A message that names one of the steps. There is no telling what else is in that commit.
    const uids = new Set(staying.map(({uid}) => uid));
    const naming = this.#commits.filter(({stepUids}) => stepUids.some((uid) => uids.has(uid)));
    if (naming.length > 0) return {by: 'trailer', commits: new Set(naming.map(({sha}) => sha)), isPure: false};
    return isHere ? null : 'unknown';
  }

  /** True when a line of commits has only these since it left the branch. */
  async #isAllOwn(after: Sha, own: ReadonlySet<Sha>): Promise<boolean> {
    const {commits, complete} = await this.#repository.commits(this.#tip, after);
    return complete && commits.every(({sha}) => own.has(sha));
  }

  async #patchesOfBranch(): Promise<ReadonlyMap<string, Sha>> {
    const single = this.#commits.filter(({parents}) => parents.length < 2).map(({sha}) => sha);
    // Of several commits with the same change, the oldest brought it.
    this.#patches ??= new Map([...(await this.#landed.patchIds(single))].map(([sha, id]) => [id, sha]));
    return this.#patches;
  }

  async #lines(commits: ReadonlySet<Sha>, merge: LandedCommit): Promise<Counted> {
    const paths = new Set<string>();
    for (const sha of commits) {
      const [from = null] = this.#bySha.get(sha)?.parents ?? [];
      for (const file of await this.#repository.diffs.files({from, to: sha, paths: []})) paths.add(file.path);
    }
    if (paths.size > MOST_FILES.ofPull || paths.size > this.#filesLeft) return UNCOUNTED;
    this.#filesLeft -= paths.size;
    const [before = null] = merge.parents;
    const lines = await this.#count(commits, {from: merge, at: merge.sha, before}, paths);
    // All questions are about the tip, so each of its files is traced once, as far back as the first of them needs.
    const [first = null] = this.#line[0]?.parents ?? [];
    const surviving = await this.#count(commits, {from: merge, at: this.#tip, before: first}, paths);
    const within = async (days: number) => {
      const end = new Date(Date.parse(merge.committedAt) + days * DAY_MS).toISOString();
      const then = this.#line.findLast(({committedAt}) => committedAt <= end) ?? merge;
      const isOver = (this.#line.at(-1)?.committedAt ?? '') > end;
      // Lines that exist now existed then.
      if (surviving === lines) return isOver ? false : null;
      const left =
        then.sha === this.#tip ? surviving : await this.#count(commits, {from: merge, at: then.sha, before}, paths);
      return left < lines ? true : isOver ? false : null;
    };
    const reworked = await within(7);
    return {lines, surviving, reworked, reworked30: reworked === true ? true : await within(30)};
  }

  /** Counts the lines of these commits in a state of the branch, following renames of their files. */
  async #count(
    commits: ReadonlySet<Sha>,
    {from, at, before}: {readonly from: LandedCommit; readonly at: Sha; readonly before: Sha | null},
    paths: ReadonlySet<string>,
  ): Promise<number> {
    const index = (sha: Sha) => this.#line.findIndex((state) => state.sha === sha);
    const between = this.#line.slice(index(from.sha) + 1, index(at) + 1);
    const nameOf = (path: string) => between.reduce((name, {sha}) => this.#renames.get(sha)?.get(name) ?? name, path);
    let count = 0;
    for (const path of paths) {
      for (const [sha, lines] of await this.#linesOf(at, nameOf(path), before)) {
        if (commits.has(sha)) count += lines;
      }
    }
    return count;
  }

  #linesOf(at: Sha, path: string, before: Sha | null): ReturnType<Landed['linesOf']> {
    if (at !== this.#tip) return this.#landed.linesOf(at, path, before);
    const key = `${before} ${path}`;
    const lines = this.#linesAtTip.get(key) ?? this.#landed.linesOf(at, path, before);
    this.#linesAtTip.set(key, lines);
    return lines;
  }
}

type Counted = Pick<PullFacts, 'lines' | 'surviving' | 'reworked' | 'reworked30'>;
const UNCOUNTED: Counted = {lines: null, surviving: null, reworked: null, reworked30: null};
const UNKNOWN: PullFacts = {merged: null, by: null, mergedAt: null, ...UNCOUNTED};
