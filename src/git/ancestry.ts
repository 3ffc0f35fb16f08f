import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {Ancestry} from '../domain/ports/commits.ts';
import type {CheckedCommits, Commits} from './checked-commits.ts';
import {type Connection, type FetchOptions, WHOLE_DEPTH} from './connection.ts';
import type {PrivateRepository} from './private-repository.ts';

/** The depths to which a shallow history is fetched, step by step, before all of it is. */
const STEPS = [50, 400, 3200];

/** The answer of one repository. `at` names what must be fetched before it can say more. */
type Look =
  | {readonly answer: 'yes' | 'no'}
  | {readonly answer?: never; readonly kind: 'cut' | 'absent'; readonly at: readonly Sha[]};

export interface AncestryPlace {
  readonly repository: PrivateRepository;
  readonly commits: Commits;
  readonly connection: Connection | null;
}

/**
 * In a shallow clone git takes "not seen" for "no ancestor". Here a yes is given as soon as it shows; a no only on a
 * history without an end, which is deepened for it in growing steps, commits alone; `unknown` when that fails, or when a
 * commit on the way is not what its name says.
 */
export async function findAncestor(
  {repository, commits, connection}: AncestryPlace,
  ancestor: Sha,
  descendant: Sha,
): Promise<Ancestry> {
  if (ancestor === descendant) return 'yes';
  try {
    let look = await lookFor(commits.near, ancestor, descendant);
    for (const step of [...STEPS, null]) {
      if (look.answer !== undefined) return look.answer;
      const fetched = await connection?.fetch(repository.forHistory(), look.at, fetchOptions(look.kind, step));
      if (!fetched) return 'unknown';
      look = await lookFor(commits.far, ancestor, descendant);
    }
    return look.answer ?? 'unknown';
  } catch (error) {
    if (error instanceof GitError) return 'unknown';
    throw error;
  }
}

/** A commit that is not here has no end to deepen from: it is fetched to a depth of its own. */
function fetchOptions(kind: 'cut' | 'absent', step: number | null): FetchOptions {
  if (step === null) return {depth: WHOLE_DEPTH, commitsOnly: true};
  return kind === 'cut' ? {deepen: step, commitsOnly: true} : {depth: step, commitsOnly: true};
}

async function lookFor(commits: CheckedCommits, ancestor: Sha, descendant: Sha): Promise<Look> {
  const {found, walk} = await commits.leadsTo(descendant, ancestor);
  if (found) return {answer: 'yes'};
  if (walk.unread.has(descendant)) return {kind: 'absent', at: [descendant]};
  return walk.ends.size === 0 ? {answer: 'no'} : {kind: 'cut', at: [...walk.ends]};
}
