import {checkSigned} from '../app/check-signed.ts';
import {readSignedSteps} from '../app/read-signed.ts';
import {RefusedError} from '../domain/errors.ts';
import {shortSha} from '../domain/identity.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {DisplacedCommit} from '../domain/rollback-plan.ts';
import {type Step, stepName} from '../domain/step.ts';
import {commitsOf} from '../provenance/statement.ts';
import type {CliContext} from './context.ts';
import {readTrust, type SignerOptions} from './signer-options.ts';

/** The work that a move undoes. */
interface Undone {
  readonly steps: readonly Step[];
  /** The commits that leave the branch. */
  readonly displaced: readonly DisplacedCommit[];
}

/**
 * Checks that trusted statements prove each step that a move undoes, and that these steps made each commit that leaves the
 * branch. Throws RefusedError if not.
 */
export async function requireSigned(
  context: CliContext,
  {repository, slug}: {readonly repository: Repository; readonly slug: string},
  options: SignerOptions,
  {steps, displaced}: Undone,
): Promise<void> {
  const trust = readTrust(context, options, repository);
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
    `No trusted signature proves ${what}${why === undefined ? '' : ` (${why})`}. Leave --signed out, or look at laforge verify --signed.`,
  );
}
