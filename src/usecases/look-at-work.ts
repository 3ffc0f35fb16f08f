import {branchOfRecord} from '../domain/delivery.ts';
import {type Changes, NO_CHANGES} from '../domain/documents.ts';
import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import {ownCommits} from '../domain/own-commits.ts';
import type {Commit, DiffStat, Identity, Repository} from '../domain/ports/git.ts';
import type {Step} from '../domain/step.ts';
import {attempt} from './attempt.ts';
import {HEADS, headsOf} from './look-before-start.ts';
import type {LeftWork, StepStart} from './step-progress.ts';

/** What a step did to its repository, and where that stands. */
export interface WorkDone {
  /** HEAD when the agent had ended. */
  readonly after: Sha | null;
  /** The commit on top of it that holds what was left uncommitted, beside every branch. */
  readonly kept: Sha | null;
  readonly branch: string | null;
  /** Why the work is not on that branch; null when it is. */
  readonly offBranch: string | null;
  /** Commits of before..after, and the one that was kept. */
  readonly made: ReadonlySet<Sha>;
  readonly changes: Changes;
}

export interface LookAtWorkRequest {
  readonly repository: Repository;
  readonly request: {
    readonly push: 'auto' | 'none';
    readonly agentIdentity: Identity;
    readonly commitAuthor: Identity | null;
  };
  readonly start: StepStart;
  readonly started: Step;
  readonly left: Pick<LeftWork, 'head' | 'kept'>;
  /** When the last commit of the step's own was made, but for the kept one. */
  readonly endTime: Date;
  readonly warn: (message: string) => void;
}

/** Reads everything between where the step began and where it left HEAD. */
export async function lookAtWork(request: LookAtWorkRequest): Promise<WorkDone> {
  const {repository, start, started, left} = request;
  const {head: end, kept} = left;
  const place = branchOfRecord({
    startBranch: started.branch,
    startedDetached: start.head.branch === null,
    endBranch: end.branch,
    endBranchIsNew:
      end.branch !== null && end.branch !== start.head.branch && (await isNewToRemote(request, end.branch)),
  });
  const work = {...place, after: end.sha, kept};
  const last = kept ?? end.sha;
  if (last === null || last === start.head.sha) return {...work, made: new Set(), changes: NO_CHANGES};

  // Where the history is not whole, as after `rm -rf .git`, the work is kept all the same: what is told of it is less.
  const found = await attempt(request.warn, () => repository.commits(start.head.sha, last));
  const commits = found?.commits ?? [];
  const own = await ownOf(request, commits, place.branch ?? '');
  return {
    ...work,
    made: new Set(commits.map((commit) => commit.sha)),
    changes: await changesOf(request, start.head.sha, last, own),
  };
}

/** How many own commits a record names; their count is whole. */
const OWN_COMMITS_KEPT = 100;

/** The lines cannot be counted where contents are missing, as in a partial clone. */
const UNCOUNTED: DiffStat = {filesChanged: 0, insertions: 0, deletions: 0};

async function changesOf(
  {repository, warn}: LookAtWorkRequest,
  from: Sha | null,
  to: Sha,
  own: readonly Commit[],
): Promise<Changes> {
  const stat = (await attempt(warn, () => repository.diffStat(from, to))) ?? UNCOUNTED;
  return {
    own_commits: own.slice(0, OWN_COMMITS_KEPT).map(({sha, subject}) => ({sha, subject})),
    own_commit_count: own.length,
    files_changed: stat.filesChanged,
    insertions: stat.insertions,
    deletions: stat.deletions,
  };
}

/**
 * A branch the remote did not have when the step began; where nothing is pushed, one it was never seen to have. When it
 * could not be looked at, it may have had any.
 */
async function isNewToRemote({request, start, repository}: LookAtWorkRequest, branch: string): Promise<boolean> {
  if (request.push === 'auto') return start.heads?.has(branch) === false;
  const tracked = await repository.localRefs('refs/remotes/');
  return ![...tracked.keys()].some((ref) => ref.split('/').slice(3).join('/') === branch);
}

async function ownOf(
  context: LookAtWorkRequest,
  commits: readonly Commit[],
  branch: string,
): Promise<readonly Commit[]> {
  const {agentIdentity, commitAuthor} = context.request;
  const made = ownCommits({
    commits,
    startTime: context.start.startTime,
    endTime: context.endTime.toISOString(),
    identities: commitAuthor === null ? [agentIdentity] : [agentIdentity, commitAuthor],
    onOtherBranches: new Set(),
  });
  const elsewhere = await onOtherBranches(context, made, branch).catch(unknownIfDown);
  const isKept = ({sha}: Commit) => sha === context.left.kept;
  return commits.filter((commit) => isKept(commit) || (made.includes(commit) && !elsewhere.has(commit.sha)));
}

/** A remote that does not answer says nothing of its branches; who made a commit, and when, is known without it. */
function unknownIfDown(error: unknown): ReadonlySet<Sha> {
  if (error instanceof GitError) return new Set();
  throw error;
}

/**
 * Which of these commits another remote branch has too. A branch that stands where it stood when the step began cannot
 * have what was committed since, so the remote is asked only when another one has moved.
 */
async function onOtherBranches(
  context: LookAtWorkRequest,
  commits: readonly Commit[],
  branch: string,
): Promise<ReadonlySet<Sha>> {
  const {remote} = context.repository;
  if (context.request.push === 'none' || remote === null || commits.length === 0) return new Set();
  const now = headsOf(await remote.refs([`${HEADS}*`]));
  const moved = [...now].some(([name, sha]) => name !== branch && context.start.heads?.get(name) !== sha);
  if (!moved) return new Set();
  const found = new Set<Sha>();
  for (const {sha} of commits) {
    if ((await remote.branchesContaining(sha, branch)).length > 0) found.add(sha);
  }
  return found;
}
