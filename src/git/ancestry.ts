import {GitError} from '../domain/errors.ts';
import type {Sha} from '../domain/identity.ts';
import type {Ancestry} from '../domain/ports/git.ts';
import {type Connection, type FetchOptions, missingCommits, WHOLE_DEPTH} from './connection.ts';
import type {PrivateRepository} from './private-repository.ts';
import {lastWords} from './run-git.ts';

/** How far a shallow history is deepened, step by step, before all of it is fetched. */
const STEPS = [50, 400, 3200];

/** What one repository can say. `at` names what must be fetched before it can say more. */
type Look =
  | {readonly answer: 'yes' | 'no'}
  | {readonly answer?: never; readonly kind: 'cut' | 'absent'; readonly at: readonly Sha[]};

/**
 * In a shallow clone git takes "not seen" for "no ancestor". Here a yes is given as soon as it shows; a no only on a
 * history without boundaries, which is deepened for it in growing steps, commits alone; `unknown` when that fails.
 */
export async function findAncestor(
  repository: PrivateRepository,
  connection: Connection | null,
  ancestor: Sha,
  descendant: Sha,
): Promise<Ancestry> {
  if (ancestor === descendant) return 'yes';
  try {
    let look = await lookFor(repository, ancestor, descendant);
    for (const step of [...STEPS, null]) {
      if (look.answer !== undefined) return look.answer;
      const history = repository.forHistory();
      if (!(await connection?.fetch(history, look.at, fetchOptions(look.kind, step)))) return 'unknown';
      look = await lookFor(history, ancestor, descendant);
    }
    return look.answer ?? 'unknown';
  } catch (error) {
    if (error instanceof GitError) return 'unknown';
    throw error;
  }
}

/** What is not here has no boundary to deepen from: it is fetched to a depth of its own. */
function fetchOptions(kind: 'cut' | 'absent', step: number | null): FetchOptions {
  if (step === null) return {depth: WHOLE_DEPTH, commitsOnly: true};
  return kind === 'cut' ? {deepen: step, commitsOnly: true} : {depth: step, commitsOnly: true};
}

async function lookFor(repository: PrivateRepository, ancestor: Sha, descendant: Sha): Promise<Look> {
  const args = ['merge-base', '--is-ancestor', ancestor, descendant];
  const output = await repository.git({args, allowExit: [1, 128]});
  if (output.exitCode === 0) return {answer: 'yes'};
  if (output.exitCode === 128) {
    const missing = await missingCommits(repository, [ancestor, descendant]);
    if (missing.includes(descendant)) return {kind: 'absent', at: [descendant]};
    if (missing.length === 0) throw new GitError('git-failed', `git merge-base failed: ${lastWords(output)}`);
  }
  const boundaries = repository.shallowBoundaries();
  if (boundaries.size === 0) return {answer: 'no'};
  const {stdout} = await repository.git({args: ['rev-list', '--end-of-options', descendant, '--']});
  const cut = stdout.split('\n').filter((sha) => boundaries.has(sha));
  return cut.length === 0 ? {answer: 'no'} : {kind: 'cut', at: cut};
}
