import {describeError, GitError, RefusedError} from '../../domain/errors.ts';
import {type Sha, shortSha} from '../../domain/identity.ts';
import type {Commit, SigningKey} from '../../domain/ports/commits.ts';
import type {Repository} from '../../domain/ports/git.ts';
import {branchRef} from '../../domain/refs.ts';
import type {WorkDone} from './measure-work.ts';

interface SignRequest {
  readonly key: SigningKey;
  /** Where the step began. */
  readonly before: Sha | null;
}

/**
 * Makes a step's own commits again with signatures, and moves its branch here to them: nothing else about them differs.
 * Commits of others, and what the agent has pushed already, stay as they are. Work that cannot be signed goes to no
 * branch, for the reason in the answer.
 */
export async function signWork(repository: Repository, {key, before}: SignRequest, work: WorkDone): Promise<WorkDone> {
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
    const signed = await signAll(repository, key, {
      commits: new Map(commits.map((commit) => [commit.sha, commit])),
      isSigned: (sha) => own.has(sha) && !published.has(sha),
      tip: after,
    });
    const now = (sha: Sha) => signed.get(sha) ?? sha;
    await follow(repository, branch, after, now(after));
    return {
      ...work,
      after: now(after),
      made: new Set([...work.made].map(now)),
      changes: {
        ...changes,
        own_commits: changes.own_commits.map((commit) =>
          now(commit.sha) === commit.sha ? commit : {...commit, sha: now(commit.sha), replaces: commit.sha},
        ),
      },
    };
  } catch (error) {
    if (!(error instanceof GitError || error instanceof RefusedError)) throw error;
    return {...work, offBranch: `its commits could not be signed: ${describeError(error)}`};
  }
}

/** The commits of the step that the agent has pushed to the branch by itself. */
async function publishedOf(
  repository: Repository,
  branch: string,
  made: ReadonlySet<Sha>,
  before: Sha | null,
): Promise<ReadonlySet<Sha>> {
  const ref = branchRef(branch);
  const tip = (await repository.remote?.refs([ref]))?.get(ref);
  if (tip === undefined || !made.has(tip)) return new Set();
  return new Set((await repository.commits(before, tip)).commits.map(({sha}) => sha));
}

interface Signing {
  readonly commits: ReadonlyMap<Sha, Commit>;
  readonly isSigned: (sha: Sha) => boolean;
  readonly tip: Sha;
}

/** The new commits by those they take the place of, parents first. */
async function signAll(repository: Repository, key: SigningKey, {commits, isSigned, tip}: Signing) {
  const signed = new Map<Sha, Sha>();
  const seen = new Set<Sha>();
  const stack = [tip];
  for (let sha = stack.at(-1); sha !== undefined; sha = stack.at(-1)) {
    const parents = commits.get(sha)?.parents ?? [];
    const open = parents.filter((parent) => commits.has(parent) && !seen.has(parent));
    if (open.length > 0) {
      stack.push(...open);
      continue;
    }
    stack.pop();
    if (seen.has(sha)) continue;
    seen.add(sha);
    const now = parents.map((parent) => signed.get(parent) ?? parent);
    if (isSigned(sha)) signed.set(sha, await repository.signCommit({sha, parents: now, key}));
    else if (now.some((parent, index) => parent !== parents[index])) {
      throw new RefusedError('push-refused', `${shortSha(sha)}, which the step did not make, builds on them`);
    }
  }
  return signed;
}

/** The checked-out branch follows: the files are the same. One that was moved meanwhile stays where it is. */
async function follow(repository: Repository, branch: string, from: Sha, to: Sha): Promise<void> {
  if (from === to || (await repository.resolve(branchRef(branch))) !== from) return;
  await repository.resetBranch(branch, from, to, null);
}
