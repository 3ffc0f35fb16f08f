import {keepStatement, statementOf, titleOf} from '../app/statements.ts';
import {describeError, RefusedError} from '../domain/errors.ts';
import {abilitiesOf, forgeOf} from '../domain/forges.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {Environment} from '../domain/ports/system.ts';
import {type Step, stepName} from '../domain/step.ts';
import {waitWithin} from '../domain/within.ts';
import {readSigstoreServices, type SigstoreServices, servicesFor} from '../provenance/sigstore-settings.ts';
import type {Job} from './job.ts';
import {actionLog} from './log.ts';

export {readSigstoreServices};

const ATTEST_MS = 10_000;

function hasIdToken(env: Environment): boolean {
  return Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL && env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
}

/** Warns of a missing permission before the agent costs anything. */
export function checkIdToken(env: Environment): void {
  if (hasIdToken(env)) return;
  actionLog.warn(
    `Input "attest" is true, and this job has no token to sign with: no statement about the step will be signed. ${abilitiesOf(forgeOf(env).toLowerCase(), env).oidc.message}`,
  );
}

interface AttestRequest {
  readonly step: Step;
  /** The user's own services; null for the default ones. */
  readonly services: SigstoreServices | null;
  readonly isPushed: boolean;
  /** True in post, if main was killed before it signed. */
  readonly isLate: boolean;
}

/**
 * Signs a statement about an ended step as this job, using Sigstore. Stores it as an attestation at the host and in the
 * repository. Reports failures as warnings. Never rejects.
 */
export async function attestInJob(job: Job, repository: Repository, request: AttestRequest): Promise<void> {
  const {step} = request;
  if (step.status === 'refused' || !hasIdToken(job.env)) return;
  try {
    await waitWithin(attest(job, repository, request), ATTEST_MS, 'The signed statement');
  } catch (error) {
    actionLog.warn(`No statement about ${stepName(step)} was signed and kept: ${describeError(error)}`);
  }
}

async function attest(
  {forge, context, slug}: Job,
  repository: Repository,
  {step, services, isPushed, isLate}: AttestRequest,
): Promise<void> {
  const payload = statementOf(step, isLate);
  const {fetchIdToken, signBySigstore} = await import('../provenance/sigstore-sign.ts');
  const token = await fetchIdToken();
  const chosen = services ?? servicesFor(context.serverUrl ?? '', token.isPublic);
  if (chosen === null)
    throw new RefusedError(
      'wrong-place',
      `there is no Sigstore for ${context.serverUrl}. Name yours in LAFORGE_FULCIO_URL and LAFORGE_REKOR_URL`,
    );
  const bundle = await signBySigstore(payload, token, chosen);
  const beside = keepStatement(repository, {title: titleOf(step), content: {bundle}}, {slug, isPushed});
  const [there, problem] = await Promise.all([forge?.keepAttestation(bundle), beside.then(() => null, describeError)]);
  if (there?.kept !== true && problem !== null) throw new RefusedError('push-refused', problem);
  if (problem !== null)
    actionLog.notice(`The statement is stored as an attestation, but not in the repository: ${problem}`);
  if (there?.kept === false && there.why !== null)
    actionLog.notice(`The statement is stored only in the repository. ${there.why}`);
}
