import {reachableFrom} from './commit-walk.ts';
import type {ForeignCommit} from './documents.ts';
import type {Sha} from './identity.ts';
import type {Commit} from './ports/commits.ts';
import type {CommitTraces} from './ports/work-tree.ts';
import type {Step} from './step.ts';

/** The reason why a commit of before..after is not the step's own. */
type ForeignReason =
  | 'known'
  | 'fetched'
  | 'at-remote'
  | 'not-asked'
  | 'unclear'
  | 'other-work-tree'
  | 'after-agent'
  | 'shared-work-tree';

/** The known origins of the commits of before..after. A set may name other commits too. */
export interface CommitOrigins extends Omit<CommitTraces, 'pushed'> {
  /** Ours: what the agent had left, committed beside the branch. */
  readonly kept: Sha | null;
  /** The clone showed them, or what leads to them, when the step began. */
  readonly known: ReadonlySet<Sha>;
  /** Something that was fetched leads to them. */
  readonly fetched: ReadonlySet<Sha>;
  /** A ref of the remote leads to them now; null where the remote could not be asked. */
  readonly atRemote: ReadonlySet<Sha> | null;
  /** Another step was under way in the work tree: whose a commit is, nobody can tell. */
  readonly isShared?: boolean;
}

export interface ToldCommits {
  readonly own: readonly Commit[];
  readonly foreign: readonly (ForeignCommit & {readonly reason: ForeignReason})[];
}

/**
 * Tells which commits of before..after a step made. Neither names nor dates count: an own commit was in no ref and no
 * reflog of the clone when the step began, and did not come from elsewhere while it ran. What cannot be told is foreign.
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

/** Says why a commit is not the step's own, as a clause about the commit. */
export function sayForeign(reason: string, step: string): string {
  const say = Object.entries(REASONS).find(([word]) => word === reason)?.[1];
  return say === undefined ? `not made by ${step}` : say(step);
}

/**
 * The step that made each of these commits, by the steps' records. Where a record names only a part of its commits, or none
 * as in LaForge's own files, the others are those of before..after among these. Commits no step made are not in the map.
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
    // LaForge noted no commits, and what others had made before is all that a date can rule out.
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

/** before..after, as far as it lies among these commits. */
function commitsBetween(step: Step, bySha: ReadonlyMap<Sha, Commit>): readonly Sha[] {
  const parents = (sha: Sha) => bySha.get(sha)?.parents ?? [];
  const old = reachableFrom(step.commitShaBefore ?? '', parents);
  return [...reachableFrom(step.commitShaAfter ?? '', parents)].filter((sha) => bySha.has(sha) && !old.has(sha));
}
