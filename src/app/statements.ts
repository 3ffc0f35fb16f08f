import {setTimeout as delay} from 'node:timers/promises';
import {RefusedError} from '../domain/errors.ts';
import {isUid, shortSha, type Uid} from '../domain/identity.ts';
import {isObject, type Json, parseObject} from '../domain/json.ts';
import type {Repository} from '../domain/ports/git.ts';
import {signedRef, statementsRef} from '../domain/refs.ts';
import {type Step, stepName} from '../domain/step.ts';
import type {SigningJob, VerifiedBundle} from '../provenance/sigstore-verify.ts';
import {createVerifyText, NAMESPACE, signText, type VerifyText} from '../provenance/ssh-signature.ts';
import {formatStatement, parseStatement, type Statement} from '../provenance/statement.ts';

/** A stored statement: JSON in the message of a commit. */
export interface KeptStatement {
  readonly content: Json;
  /** The step that its ref names; null for the ref of all statements. */
  readonly uid: Uid | null;
}

/** Attempts to add a statement, since other runs may add theirs at the same moment. */
const TRIES = 8;
const MOST_PAUSE_MS = 400;
const MOST_STATEMENTS = 100_000;
/** Well above the size of a real statement, which has at most a hundred commits and a certificate. */
const MOST_CHARS = 256 * 1024;

/** Stores a statement in this repository and, if the work is pushed, at the remote. Throws GitError, RefusedError. */
export async function keepStatement(
  repository: Repository,
  {title, content}: {readonly title: string; readonly content: Json},
  {slug, isPushed}: {readonly slug: string; readonly isPushed: boolean},
): Promise<void> {
  const ref = statementsRef(slug);
  const message = `${title}\n\n${JSON.stringify(content)}\n`;
  try {
    if (isPushed) await keepThere(repository, ref, message);
  } finally {
    await keepHere(repository, ref, message);
  }
}

async function keepThere({remote, objects}: Repository, ref: string, message: string): Promise<void> {
  if (remote === null || objects === null) return;
  for (let left = TRIES; ; left--) {
    const tip = (await objects.fetchTips([ref])).get(ref) ?? null;
    const [to = null] = await objects.write(tip, [{message, at: new Date(), files: new Map()}]);
    const result = await remote.push([{ref, to, expected: tip}], {atomic: false});
    if (result.kind === 'pushed') return;
    if (result.kind === 'unreachable' || result.code !== 'moved' || left <= 1)
      throw new RefusedError('push-refused', `the remote does not have it: ${result.explanation}`);
    await delay(Math.random() * MOST_PAUSE_MS);
  }
}

async function keepHere(repository: Repository, ref: string, message: string): Promise<void> {
  for (let left = TRIES; ; left--) {
    const expected = (await repository.localRefs(ref)).get(ref) ?? null;
    const to = await repository.createNote(message, expected);
    try {
      return await repository.updateLocalRefs([{ref, to, expected}]);
    } catch (error) {
      if (!(error instanceof RefusedError) || left <= 1) throw error;
    }
  }
}

/** Signs a statement about a step with a key and stores it here and, if its work is pushed, at the remote. Throws GitError, RefusedError. */
export async function attestStep(
  repository: Repository,
  step: Step,
  {slug, keyFile, isPushed}: {readonly slug: string; readonly keyFile: string; readonly isPushed: boolean},
): Promise<void> {
  const payload = statementOf(step, false);
  const signature = await signText(keyFile, payload);
  await keepStatement(repository, {title: titleOf(step), content: {payload, signature}}, {slug, isPushed});
}

/** Formats the statement about a step, to be signed. Throws RefusedError. */
export function statementOf(step: Step, isLate: boolean): string {
  const payload = formatStatement(step, {isLate});
  if (payload !== null) return payload;
  throw new RefusedError('wrong-place', `how ${stepName(step)} ended is not on record`);
}

/** The readable first line of a stored statement. */
export function titleOf(step: Step): string {
  return `${stepName(step)} of ${step.projectId}, signed`;
}

/** Reads all stored statements of a history, here and at the remote, oldest first. Verify their signatures before trusting any. */
export async function readStatements(
  repository: Repository,
  {slug, isOffline}: {readonly slug: string; readonly isOffline: boolean},
): Promise<readonly KeptStatement[]> {
  const [ref, pattern] = [statementsRef(slug), signedRef(slug, '*')];
  const folder = pattern.slice(0, -1);
  const remote = isOffline ? null : repository.remote;
  const there = new Map(remote === null ? [] : await remote.refs([ref, pattern]));
  const tip = there.get(ref);
  if (tip !== undefined) await remote?.fetch([tip]);
  const single = [...there].filter(([name]) => name !== ref);
  if (single.length > 0) await remote?.fetch([...new Set(single.map(([, sha]) => sha))], 1);
  // Read both copies: somebody who can change one may not be able to change the other.
  const here = await repository.localRefs(folder);
  const tips = new Set([tip, (await repository.localRefs(ref)).get(ref)].filter((sha) => sha !== undefined));
  const found = new Map<string, KeptStatement>();
  for (const sha of tips) {
    for (const message of (await repository.messagesOf(sha, MOST_STATEMENTS)).toReversed()) add(message, null);
  }
  for (const [name, sha] of [...here, ...single.filter(([name, sha]) => here.get(name) !== sha)]) {
    const uid = name.slice(folder.length);
    if (isUid(uid)) add((await repository.commitMessage(sha)) ?? '', uid);
  }
  return [...found.values()];

  function add(message: string, uid: Uid | null): void {
    const at = message.indexOf('\n\n');
    const text = at < 0 || message.length > MOST_CHARS ? '' : message.slice(at).trim();
    // A pushed statement is both here and at the remote.
    if (!found.has(`${uid} ${text}`)) found.set(`${uid} ${text}`, {content: parseObject(text) ?? {}, uid});
  }
}

export interface Signer {
  /** The name to use in a sentence. */
  readonly principal: string;
  /** Null for a key. */
  readonly job: SigningJob | null;
}

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
