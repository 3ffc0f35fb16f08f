import {RefusedError} from '../domain/errors.ts';
import {shortSha} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {DisplacedCommit} from '../domain/rollback-plan.ts';
import {type Step, stepName} from '../domain/step.ts';
import {commitsOf} from '../provenance/statement.ts';
import {checkSigned} from './check-signed.ts';
import {readSignedSteps} from './read-signed.ts';
import type {Trust} from './trusted-signers.ts';

/** The work that a move undoes. */
export interface Undone {
  readonly steps: readonly Step[];
  /** The commits that leave the branch. */
  readonly displaced: readonly DisplacedCommit[];
}

/**
 * Checks that trusted statements prove each step that a move undoes, and that these steps made each commit that leaves the
 * branch. Throws RefusedError if not, naming the option that demands it.
 */
export async function requireSigned(
  {repository, slug}: {readonly repository: Repository; readonly slug: string},
  trust: Trust,
  {steps, displaced}: Undone,
  option: string,
): Promise<void> {
  const {proven, findings} = checkSigned(steps, await readSignedSteps(repository, {slug, ...trust}), trust.belief);
  const unproven = steps.filter(({uid}) => !proven.has(uid)).map(stepName);
  const made = new Set([...proven.values()].flatMap(commitsOf));
  const others = displaced
    .filter(({commit, fate}) => fate.kind !== 'elsewhere' && !made.has(commit.sha))
    .map(({commit}) => shortSha(commit.sha));
  if (unproven.length === 0 && others.length === 0) return;
  const what = unproven.length > 0 ? unproven.join(', ') : `who made ${others.join(', ')}`;
  const why = findings.find((finding) => unproven.some((name) => finding.includes(name)));
  throw new RefusedError(
    'not-reversible',
    `No trusted signature proves ${what}${why === undefined ? '' : ` (${why})`}. Leave ${option} out, or look at laforge verify --signed.`,
  );
}
