import {type CommitOrigins, type ToldCommits, tellCommits} from '../../domain/commit-owners.ts';
import {branchOfRecord} from '../../domain/delivery.ts';
import {type Changes, MOST_OWN_COMMITS, NO_CHANGES} from '../../domain/documents.ts';
import {GitError} from '../../domain/errors.ts';
import {nameCommit, type Sha, shortSha} from '../../domain/identity.ts';
import type {Commit} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {Head, WorkTree} from '../../domain/ports/work-tree.ts';
import {HEADS, trackedBranch} from '../../domain/refs.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {warnOnFailure} from '../warn-on-failure.ts';
import type {EndedStep, FinishStepDeps, LeftWork, StepStart, WorkDone} from './step-progress.ts';

/** Reads everything from the commit where the step began to the HEAD that it left. */
export async function measureWork(deps: FinishStepDeps, ended: EndedStep, left: LeftWork): Promise<WorkDone> {
  const {warn} = deps;
  const {started} = ended;
  const {push, isShared, replays} = ended.request;
  const {start} = ended.progress;
  const {head: end, kept} = left;
  const place = branchOfRecord({
    startBranch: started.branch,
    startedDetached: start.head.branch === null,
    endBranch: end.branch,
    endBranchIsNew:
      end.branch !== null && end.branch !== start.head.branch && (await isNewToRemote(deps, start, end.branch, push)),
  });
  const work = {...place, after: end.sha, kept, missed: left.missed};
  const last = kept ?? end.sha;
  const uncommitted = left.uncommitted === 0 ? {} : {files_uncommitted: left.uncommitted};
  if (last === null || last === start.head.sha) {
    const changes = left.missed === null ? {...NO_CHANGES, ...uncommitted} : null;
    return {...work, mustStay: null, made: new Set(), notes: [], changes};
  }

  const told = await warnOnFailure(warn, () => tell(deps, ended, {left, last, isShared: isShared?.() === true}));
  // Work that cannot be read is kept, but goes to no branch.
  if (told === undefined) {
    const offBranch = place.offBranch ?? 'its history cannot be read';
    return {...work, offBranch, mustStay: null, made: new Set(), notes: [], changes: null};
  }
  const changes = {...(await changesOf(deps, start.head.sha, last, told)), ...uncommitted};
  const made = new Set([...told.own, ...told.foreign].map(({sha}) => sha));
  const dropped = (await warnOnFailure(warn, () => sayDropped(deps, start, end))) ?? [];
  const staysHere = push === 'none' && replays == null && told.own.length > 0;
  const detached = staysHere ? ((await warnOnFailure(warn, () => sayDetached(deps, start, end))) ?? []) : [];
  const notes = [...dropped, ...detached];
  const begun = kept === null ? [] : ((await warnOnFailure(warn, () => findBegun(deps, start))) ?? []);
  const mustStay = push === 'auto' ? await whyItMustStay(deps, start, [...told.foreign, ...begun]) : null;
  return {...work, mustStay, made, notes, changes};
}

async function tell(
  {repository}: FinishStepDeps,
  {agent, isUnseen, progress}: EndedStep,
  {left, last, isShared}: {readonly left: LeftWork; readonly last: Sha; readonly isShared: boolean},
): Promise<ToldCommits> {
  const {start} = progress;
  // A late process also sees what others have committed since.
  const until = isUnseen && agent.endTime !== null ? new Date(agent.endTime) : null;
  const {commits} = await repository.commits(start.head.sha, last);
  const origins = await findOrigins(repository, start, commits, {kept: left.kept, until});
  return tellCommits(commits, {...origins, isShared});
}

/** Warns of earlier commits that the agent dropped from its branch (`git reset`): soon even the reflog loses them. */
async function sayDropped({repository}: FinishStepDeps, start: StepStart, end: Head): Promise<readonly string[]> {
  const {sha, branch} = start.head;
  if (sha === null || end.sha === null || branch === null || end.branch !== branch) return [];
  if ((await repository.isAncestor(sha, end.sha)) !== 'no' || start.heads?.get(branch) === sha) return [];
  if ([...(await repository.localRefs('refs/')).values()].includes(sha)) return [];
  const lost = await repository.commit(sha);
  if (lost === null) return [];
  const keep = quoteForShell(['git', 'branch', 'before-the-step', sha]);
  return [
    `${branch} no longer leads to ${nameCommit(sha, lost.subject)}, where it was before the step: the agent took it off or rewrote it. To keep it: ${keep}`,
  ];
}

/** Warns of commits on a HEAD that the agent detached: the next checkout leaves them behind. */
async function sayDetached({repository}: FinishStepDeps, start: StepStart, end: Head): Promise<readonly string[]> {
  if (start.head.branch === null || end.sha === null || end.branch !== null) return [];
  if ([...(await repository.localRefs(HEADS)).values()].includes(end.sha)) return [];
  return [`The agent left HEAD detached, so no branch has its work. Keep it: git branch <name> ${shortSha(end.sha)}`];
}

/** The commits of others that an unfinished merge or cherry-pick brings: their files are in what the agent left. */
async function findBegun({repository}: FinishStepDeps, start: StepStart): Promise<ToldCommits['foreign']> {
  const foreign: ToldCommits['foreign'][number][] = [];
  for (const name of ['MERGE_HEAD', 'CHERRY_PICK_HEAD']) {
    const sha = await repository.resolve(name);
    if (sha === null) continue;
    const {commits} = await repository.commits(start.head.sha, sha);
    const origins = await findOrigins(repository, start, commits, {kept: null, until: null});
    foreign.push(...tellCommits(commits, {...origins, isShared: false}).foreign);
  }
  return foreign;
}

async function whyItMustStay(
  {repository, warn}: FinishStepDeps,
  start: StepStart,
  foreign: ToldCommits['foreign'],
): Promise<string | null> {
  const known = foreign.filter(({reason}) => reason === 'known');
  const shas = known.map(({sha}) => sha);
  // A remote that cannot be asked cannot be pushed to either.
  const unpublished = (await warnOnFailure(warn, () => findUnpublished(repository, start, shas))) ?? [];
  const first = known.find(({sha}) => unpublished.includes(sha));
  if (first === undefined) return null;
  const more = unpublished.length > 1 ? ` and ${unpublished.length - 1} more` : '';
  return `it builds on ${nameCommit(first.sha, first.subject)}${more}, which was here before the step and is not at the remote`;
}

async function changesOf(
  {repository, warn}: FinishStepDeps,
  from: Sha | null,
  to: Sha,
  {own, foreign}: ToldCommits,
): Promise<Changes> {
  const stat = await warnOnFailure(warn, () =>
    repository.diffStat(from, to).catch(async (error: unknown) => {
      // After the agent ran `git init` anew, the commit where the step began is gone, which is told by itself.
      if (from !== null && (await repository.commit(from)) === null) return undefined;
      throw error;
    }),
  );
  return {
    own_commits: own.slice(0, MOST_OWN_COMMITS).map(({sha, subject}) => ({sha, subject})),
    own_commit_count: own.length,
    ...(foreign.length > 0 && {
      foreign_commits: foreign.slice(0, MOST_OWN_COMMITS),
      foreign_commit_count: foreign.length,
    }),
    files_changed: stat?.filesChanged ?? null,
    insertions: stat?.insertions ?? null,
    deletions: stat?.deletions ?? null,
  };
}

/**
 * True for a branch that the remote did not have when the step began or, without a push, was never seen to have. False
 * when the remote could not be asked.
 */
async function isNewToRemote(
  {repository}: FinishStepDeps,
  start: StepStart,
  branch: string,
  push: 'auto' | 'none',
): Promise<boolean> {
  if (push === 'auto') return start.heads?.has(branch) === false;
  const tracked = await repository.localRefs('refs/remotes/');
  return ![...tracked.keys()].some((ref) => trackedBranch(ref).branch === branch);
}

const NONE: ReadonlySet<Sha> = new Set();

/**
 * Finds where the commits before..after came from. Commits that the reflogs show to be made here need no more; for the
 * others it asks what the clone knew before, what was fetched, and what the remote has now.
 */
export async function findOrigins(
  repository: Clone & Pick<WorkTree, 'commitTraces'>,
  start: Pick<StepStart, 'clone' | 'heads'>,
  commits: readonly Commit[],
  {kept, until}: {readonly kept: Sha | null; readonly until: Date | null},
): Promise<CommitOrigins> {
  const {clone} = start;
  const shas = commits.map(({sha}) => sha);
  const traces = repository.commitTraces(clone, until);
  const tipsBefore = [...clone.tips, ...(start.heads?.values() ?? [])];
  const known = new Set([...tipsBefore, ...clone.beyondHead]);
  const isPlain = (sha: Sha) => sha === kept || (traces.made.has(sha) && !traces.madeElsewhere.has(sha));
  if (shas.every((sha) => isPlain(sha) && !known.has(sha))) {
    return {...traces, kept, known, fetched: NONE, atRemote: NONE};
  }

  const tracked = [...(await repository.localRefs('refs/remotes/')).values()];
  const fetched = [...traces.fetched, ...tracked.filter((sha) => !traces.pushed.has(sha) && !known.has(sha))];
  const before = await repository.reachedFrom('local', tipsBefore, shas);
  return {
    ...traces,
    kept,
    known: new Set([...known, ...before]),
    fetched: await repository.reachedFrom('local', fetched, shas),
    hasFetched: traces.hasFetched || fetched.length > 0,
    atRemote: await askRemote(repository, start, shas),
  };
}

/**
 * Finds commits from before the step that are not known to be at the remote: pushing anything on top of them would
 * publish somebody's own work. It asks for the remote's refs only when what is known here does not settle it.
 */
export async function findUnpublished(
  {remote, localRefs, reachedFrom}: Clone,
  {heads}: Pick<StepStart, 'heads'>,
  known: readonly Sha[],
): Promise<readonly Sha[]> {
  if (remote === null || known.length === 0) return [];
  const isMissing = (published: ReadonlySet<Sha>) => known.filter((sha) => !published.has(sha));
  const tracked = [...(await localRefs('refs/remotes/')).values(), ...(heads?.values() ?? [])];
  const missing = isMissing(await reachedFrom('local', tracked, known));
  if (missing.length === 0) return [];
  const refs = [...(await remote.refs(['refs/*']))].filter(([ref]) => !ref.startsWith('refs/laforge/'));
  return isMissing(await reachedFrom('local', [...tracked, ...refs.map(([, sha]) => sha)], known));
}

/** Finds the commits that a ref of the remote leads to. A branch that has not moved since the start has none. */
async function askRemote(
  {remote, reachedFrom}: Clone,
  {heads}: Pick<StepStart, 'heads'>,
  shas: readonly Sha[],
): Promise<ReadonlySet<Sha> | null> {
  if (remote === null) return NONE;
  try {
    const refs = [...(await remote.refs(['refs/*']))];
    const asked = new Set(shas);
    const moved = refs.filter(
      ([ref, sha]) =>
        !ref.startsWith('refs/laforge/') &&
        (asked.has(sha) || (ref.startsWith(HEADS) && heads?.get(ref.slice(HEADS.length)) !== sha)),
    );
    return moved.length === 0 ? NONE : await reachedFrom('remote', [...new Set(moved.map(([, sha]) => sha))], shas);
  } catch (error) {
    if (error instanceof GitError && error.code === 'remote-unreachable') return null;
    throw error;
  }
}
