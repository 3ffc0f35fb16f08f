import type {Sha, Timestamp} from './identity.ts';
import type {Commit, Identity} from './ports/git.ts';
import type {Step} from './step.ts';

/** What decides which commits a step made. */
export interface OwnCommitFacts {
  /** The commits of before..after. */
  readonly commits: readonly Commit[];
  readonly startTime: Timestamp;
  /** When the last thing that commits for the step had ended: the agent, then the commit of what it left. */
  readonly endTime: Timestamp;
  /** Who committed for the step: the agent's identity, and ours for what it left. Null: nobody knows, any will do. */
  readonly identities: readonly Identity[] | null;
  readonly onOtherBranches: ReadonlySet<Sha>;
}

/**
 * The commits of before..after that the step made itself: committed during the run, under the identity the agent had,
 * and on no other remote branch. Git's times are whole seconds, so one of the second the run began in counts.
 */
export function ownCommits(facts: OwnCommitFacts): Commit[] {
  const {identities, onOtherBranches} = facts;
  const start = Math.floor(Date.parse(facts.startTime) / 1000) * 1000;
  const end = Date.parse(facts.endTime);
  return facts.commits.filter((commit) => {
    const time = Date.parse(commit.committedAt);
    const committed =
      identities === null ||
      identities.some(({name, email}) => name === commit.committerName && email === commit.committerEmail);
    return time >= start && time <= end && committed && !onOtherBranches.has(commit.sha);
  });
}

/**
 * Which step made each of these commits, by the steps' records. Where a record names only a part of its commits, or none
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
  const listed = changes?.own_commits.map((commit) => commit.sha) ?? [];
  const whole = changes !== null && changes.own_commit_count <= listed.length;
  if (whole || endTime === null) return listed;

  const commits = commitsBetween(step.commitShaBefore, step.commitShaAfter, bySha);
  const named = new Set(listed);
  const identities =
    changes === null
      ? null
      : commits
          .filter(({sha}) => named.has(sha))
          .map(({committerName, committerEmail}) => ({name: committerName, email: committerEmail}));
  const made = ownCommits({commits, startTime, endTime, identities, onOtherBranches: new Set()});
  return [...listed, ...made.map((commit) => commit.sha)];
}

/** before..after, as far as it lies among these commits. */
function commitsBetween(before: Sha | null, after: Sha | null, bySha: ReadonlyMap<Sha, Commit>): readonly Commit[] {
  const old = reachableFrom(before, bySha);
  return [...reachableFrom(after, bySha).values()].filter(({sha}) => !old.has(sha));
}

function reachableFrom(start: Sha | null, bySha: ReadonlyMap<Sha, Commit>): ReadonlyMap<Sha, Commit> {
  const found = new Map<Sha, Commit>();
  const queue: Sha[] = start === null ? [] : [start];
  for (let sha = queue.pop(); sha !== undefined; sha = queue.pop()) {
    const commit = bySha.get(sha);
    if (commit === undefined || found.has(sha)) continue;
    found.set(sha, commit);
    queue.push(...commit.parents);
  }
  return found;
}
