import type {Uid} from '../domain/identity.ts';
import {shortSha} from '../domain/identity.ts';
import {isObject, type Json} from '../domain/json.ts';
import type {Repository} from '../domain/ports/git.ts';
import type {SigningJob, VerifiedBundle} from '../provenance/sigstore-verify.ts';
import {createVerifyText, NAMESPACE, type VerifyText} from '../provenance/ssh-signature.ts';
import {parseStatement, type Statement} from '../provenance/statement.ts';
import {type KeptStatement, readStatements} from './keep-statement.ts';

/** The signer: the holder of a key, or a job. */
export interface Signer {
  /** The name to use in a sentence. */
  readonly principal: string;
  /** Null for a key. */
  readonly job: SigningJob | null;
}

/** A statement about a step that somebody signed. */
export interface SignedStep {
  /** Null if it is unknown which step the statement is about. */
  readonly uid: Uid | null;
  /** Null when it is not in our format. */
  readonly statement: Statement | null;
  readonly by: Signer | {readonly wrong: string};
}

/** The keys and trusted roots to verify statements with. */
export interface Keys {
  /** A file of allowed signers; null if no key is trusted. */
  readonly allowedSigners: string | null;
  /** Verifies bundles, in their order. Loads the trusted roots, so it is called only if there is a bundle. */
  readonly verifyBundles: (bundles: readonly Json[]) => Promise<readonly VerifiedBundle[]>;
}

/** The signers that are trusted, out of those whose signatures are valid. */
export interface Belief {
  /** The name of a key's holder, or the address of a workflow or repository; null to trust all. */
  readonly identity: string | null;
  /** The issuer that must vouch for workflows; null for the forge that their repository is on. */
  readonly issuer: string | null;
}

/** Reads all signed statements about a history's steps, here and at the remote, and verifies each signature. */
export async function readSignedSteps(
  repository: Repository,
  {keys, ...place}: {readonly slug: string; readonly isOffline: boolean; readonly keys: Keys},
): Promise<readonly SignedStep[]> {
  return await verifyStatements(await readStatements(repository, place), keys);
}

export async function verifyStatements(
  kept: readonly Pick<KeptStatement, 'content' | 'uid'>[],
  keys: Keys,
): Promise<readonly SignedStep[]> {
  const {allowedSigners} = keys;
  const verifyText = allowedSigners === null ? null : createVerifyText({allowedSigners, namespace: NAMESPACE});
  const bundles = kept.flatMap(({content}) => (isObject(content.bundle) ? [content.bundle] : []));
  const verified = bundles.length === 0 ? [] : await keys.verifyBundles(bundles);
  const found = new Map(bundles.map((bundle, i) => [bundle, verified[i]]));
  const signed: SignedStep[] = [];
  for (const one of kept) signed.push(await readSigned(one, verifyText, found));
  return signed;
}

async function readSigned(
  {content, uid: ofPlace}: KeptStatement,
  verifyText: VerifyText | null,
  verified: ReadonlyMap<Json, VerifiedBundle | undefined>,
): Promise<SignedStep> {
  const {payload, signature, bundle} = content;
  const tell = (text: string, by: SignedStep['by']): SignedStep => {
    const statement = parseStatement(text) ?? null;
    const uid = statement?.predicate.step_uid ?? ofPlace;
    if (statement === null) return {uid, statement, by: {wrong: 'it is not a signed statement'}};
    if (ofPlace !== null && ofPlace !== uid) return {uid: ofPlace, statement, by: {wrong: 'it is about another step'}};
    return {uid, statement, by};
  };
  const found = isObject(bundle) ? verified.get(bundle) : undefined;
  if (isObject(bundle) && found !== undefined) {
    if ('wrong' in found) return {uid: claimedUid(bundle) ?? ofPlace, statement: null, by: found};
    return tell(found.payload, {principal: jobName(found.job), job: found.job});
  }
  if (typeof payload !== 'string' || typeof signature !== 'string') return tell('', {wrong: ''});
  if (verifyText === null)
    return tell(payload, {wrong: 'a key signed it, and without --allowed-signers no key is trusted'});
  const by = await verifyText(payload, signature);
  return tell(payload, 'wrong' in by ? by : {...by, job: null});
}

/** The step that an unverified bundle claims to be about, so that a message can name it. */
function claimedUid({dsseEnvelope}: Json): Uid | null {
  const payload = isObject(dsseEnvelope) && typeof dsseEnvelope.payload === 'string' ? dsseEnvelope.payload : '';
  return parseStatement(Buffer.from(payload, 'base64').toString())?.predicate.step_uid ?? null;
}

/** Names a job, as in `.github/workflows/agent.yml of github.com/octo/demo at 3434ea5e (refs/heads/main)`. */
function jobName({identity, workflow, repositoryUrl, ref, sha}: SigningJob): string {
  const repository = repositoryUrl ?? '';
  const file = (workflow ?? identity).replace(/@.*$/s, '');
  const name =
    repository !== '' && file.startsWith(`${repository}/`)
      ? `${file.slice(repository.length + 1)} of ${repository.replace(/^https?:\/\//, '')}`
      : identity;
  const at = sha === null ? '' : ` at ${shortSha(sha)}`;
  const called = workflow === null || workflow === identity ? '' : `, which called ${identity},`;
  return `${name}${at}${ref === null ? '' : ` (${ref})`}${called}`;
}
