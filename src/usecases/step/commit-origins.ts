import type {CommitOrigins} from '../../domain/commit-owners.ts';
import {GitError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import type {Commit} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {WorkTree} from '../../domain/ports/work-tree.ts';
import {HEADS} from '../../domain/refs.ts';
import type {StepStart} from './step-progress.ts';

const NONE: ReadonlySet<Sha> = new Set();

/**
 * Finds where the commits before..after came from. Commits that the reflogs show to be made here need no more; for the
 * others it asks what the clone knew before, what was fetched, and what the remote has now.
 */
export async function findOrigins(
  repository: Clone & Pick<WorkTree, 'commitTraces'>,
  start: StepStart,
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
  {heads}: StepStart,
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
