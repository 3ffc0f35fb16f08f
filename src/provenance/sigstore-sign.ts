import {bundleToJSON} from '@sigstore/bundle';
import {CIContextProvider, DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness} from '@sigstore/sign';
import {StoreError} from '../domain/errors.ts';
import {asText, dig, type Json, parseObject} from '../domain/json.ts';
import type {SigstoreServices} from './sigstore-settings.ts';
import {PAYLOAD_TYPE} from './statement.ts';

/** The audience that a Fulcio wants in a token. */
const AUDIENCE = 'sigstore';
/** The longest that one request may take. */
const TIMEOUT_MS = 8_000;

/** A job's proof of who it is. It is never printed, kept or given to anybody but a Fulcio. */
interface IdToken {
  readonly token: string;
  /** False also where it does not say. */
  readonly isPublic: boolean;
}

/** Asks the runner who this job is. Throws StoreError. */
export async function fetchIdToken(): Promise<IdToken> {
  // The library prefers this variable, which an agent may have set for the end of the job.
  delete process.env.SIGSTORE_ID_TOKEN;
  // Its words could hold what was answered.
  const token = await new CIContextProvider(AUDIENCE).getToken().catch(() => null);
  const claims = parseObject(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());
  if (typeof token !== 'string' || claims === undefined)
    throw new StoreError('unavailable', 'the runner gave no token that says which job this is');
  return {token, isPublic: claims.repository_visibility === 'public'};
}

/**
 * Signs a statement by a key that lives as long as this takes: a Fulcio certifies whose it is, and a log or a clock when
 * that was. Resolves to a Sigstore bundle. Throws StoreError.
 */
export async function signBySigstore(
  payload: string,
  {token}: IdToken,
  {fulcioUrl, rekorUrl, tsaUrl}: SigstoreServices,
): Promise<Json> {
  const limits = {timeout: TIMEOUT_MS, retry: 0};
  const identityProvider = {getToken: async () => token};
  const builder = new DSSEBundleBuilder({
    signer: new FulcioSigner({fulcioBaseURL: fulcioUrl, identityProvider, ...limits}),
    witnesses: [
      ...(rekorUrl === null ? [] : [new RekorWitness({rekorBaseURL: rekorUrl, fetchOnConflict: true, ...limits})]),
      ...(tsaUrl === null ? [] : [new TSAWitness({tsaBaseURL: tsaUrl, ...limits})]),
    ],
  });
  try {
    return {...(bundleToJSON(await builder.create({data: Buffer.from(payload), type: PAYLOAD_TYPE})) as object)};
  } catch (error) {
    throw new StoreError('unavailable', `${whoFailed(error, {fulcioUrl, rekorUrl, tsaUrl})} ${howFailed(error)}`);
  }
}

/** By the code of the library's error. Its words are not repeated: those of a server may hold the token. */
function whoFailed(error: unknown, {fulcioUrl, rekorUrl, tsaUrl}: SigstoreServices): string {
  const code = asText(dig(error, 'code')) ?? '';
  if (code.startsWith('TLOG')) return `the log ${rekorUrl}`;
  return code.startsWith('TSA') ? `the timestamp authority ${tsaUrl}` : `the certificate authority ${fulcioUrl}`;
}

function howFailed(error: unknown): string {
  const status = dig(error, 'cause', 'statusCode');
  return typeof status === 'number' ? `answered ${status}` : 'did not answer as it should';
}
