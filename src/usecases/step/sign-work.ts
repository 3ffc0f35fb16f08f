import {describeError, GitError, RefusedError, StoreError} from '../../domain/errors.ts';
import {type Sha, shortSha, type Uid} from '../../domain/identity.ts';
import type {Commit} from '../../domain/ports/commits.ts';
import type {Signer} from '../../domain/ports/forge.ts';
import type {Clone, Repository} from '../../domain/ports/git.ts';
import {branchRef, signingBranch} from '../../domain/refs.ts';
import {tipOf} from '../fetch-commits.ts';
import type {WorkDone} from './step-progress.ts';

type Signable = Clone & Pick<Repository, 'objects' | 'resetBranch'>;

interface SignRequest {
  readonly signer: Signer;
  readonly uid: Uid;
  /** The commit where the step began. */
  readonly before: Sha | null;
}

/**
 * Recreates a step's own commits with signatures and moves the local branch to them; their files are the same. Commits
 * of others, and those that the agent has pushed already, stay as they are. Work that cannot be signed goes to no
 * branch: `offBranch` says why.
 */
export async function signWork(repository: Signable, request: SignRequest, work: WorkDone): Promise<WorkDone> {
  const {before} = request;
  const {after, branch, changes} = work;
  if (after === null || after === before || changes === null || changes.own_commit_count === 0) return work;
  if (branch === null || work.offBranch !== null || work.kept !== null || work.mustStay !== null) return work;
  try {
    const {commits} = await repository.commits(before, after);
    const own = new Set(changes.own_commits.map(({sha}) => sha));
    if (changes.own_commit_count > own.size) {
      throw new RefusedError(
        'push-refused',
        `it has ${changes.own_commit_count} of its own, and ${own.size} at most are signed`,
      );
    }
    const published = await publishedOf(repository, branch, work.made, before);
    const order = orderOf(commits, (sha) => own.has(sha) && !published.has(sha));
    const {made: signed, notes} = await signAll(repository, request, branch, order);
    const now = (sha: Sha) => signed.get(sha) ?? sha;
    await follow(repository, branch, after, now(after));
    return {
      ...work,
      after: now(after),
      notes: [...work.notes, ...notes],
      made: new Set([...work.made].map(now)),
      changes: {
        ...changes,
        own_commits: changes.own_commits.map((commit) =>
          now(commit.sha) === commit.sha ? commit : {...commit, sha: now(commit.sha), replaces: commit.sha},
        ),
      },
    };
  } catch (error) {
    const isKnown = error instanceof GitError || error instanceof RefusedError || error instanceof StoreError;
    if (!isKnown) throw error;
    return {...work, offBranch: `its commits could not be signed: ${describeError(error)}`};
  }
}

/** Finds the step's commits that the agent has pushed to the branch itself. */
async function publishedOf(
  repository: Clone,
  branch: string,
  made: ReadonlySet<Sha>,
  before: Sha | null,
): Promise<ReadonlySet<Sha>> {
  const {remote} = repository;
  const tip = remote === null ? null : await tipOf(remote, branchRef(branch));
  if (tip === null || !made.has(tip)) return new Set();
  return new Set((await repository.commits(before, tip)).commits.map(({sha}) => sha));
}

/** Lists the commits to sign, parents first. Throws RefusedError when somebody else's commit builds on one. */
function orderOf(newestFirst: readonly Commit[], isSigned: (sha: Sha) => boolean): readonly Commit[] {
  const order: Commit[] = [];
  const again = new Set<Sha>();
  for (const commit of newestFirst.toReversed()) {
    const {sha, parents} = commit;
    if (isSigned(sha)) {
      order.push(commit);
      again.add(sha);
    } else if (parents.some((parent) => again.has(parent))) {
      throw new RefusedError('push-refused', `${shortSha(sha)}, which the step did not make, builds on them`);
    }
  }
  return order;
}

/** Signs the commits; returns the new ones by the old. */
async function signAll(
  repository: Signable,
  {signer, uid}: SignRequest,
  target: string,
  commits: readonly Commit[],
): Promise<{readonly made: ReadonlyMap<Sha, Sha>; readonly notes: readonly string[]}> {
  if (signer.kind === 'host') {
    // Loaded on demand, since it is rare.
    const {remakeAtHost} = await import('./remake-at-host.ts');
    return await remakeAtHost(repository, {host: signer.host, branch: signingBranch(uid), target, commits});
  }
  const made = new Map<Sha, Sha>();
  for (const {sha, parents} of commits) {
    const now = parents.map((parent) => made.get(parent) ?? parent);
    made.set(sha, await repository.signCommit({sha, parents: now, key: signer}));
  }
  return {made, notes: []};
}

/** Moves the local branch along: the files are the same. One that was moved meanwhile stays. */
async function follow(repository: Signable, branch: string, from: Sha, to: Sha): Promise<void> {
  if (from === to || (await repository.resolve(branchRef(branch))) !== from) return;
  await repository.resetBranch(branch, from, to, null);
}
