import {RefusedError} from '../domain/errors.ts';
import {isUid, type Sha, type Uid} from '../domain/identity.ts';
import {parseObject} from '../domain/json.ts';
import type {Repository} from '../domain/ports/git.ts';
import {signedRef} from '../domain/refs.ts';
import {type Step, stepName} from '../domain/step.ts';
import {NAMESPACE, signText, type Verified, verifyText} from '../provenance/ssh-signature.ts';
import {formatStatement, parseStatement, type Statement} from '../provenance/statement.ts';

/** A signed statement about a step. It is stored as a commit message under a ref of its own. */
export interface SignedStep {
  readonly uid: Uid;
  /** Null when it is not in our format. */
  readonly statement: Statement | null;
  readonly by: Verified;
}

/** Signs a statement about a step and stores it here and, if its work is pushed, at the remote. Throws GitError, RefusedError. */
export async function attestStep(
  repository: Repository,
  step: Step,
  {slug, keyFile, isPushed}: {readonly slug: string; readonly keyFile: string; readonly isPushed: boolean},
): Promise<void> {
  const payload = formatStatement(step);
  if (payload === null) throw new RefusedError('wrong-place', `how ${stepName(step)} ended is not on record`);
  const signature = await signText(keyFile, payload);
  const message = `${stepName(step)} of ${step.projectId}, signed\n\n${JSON.stringify({payload, signature})}\n`;
  const sha = await repository.createNote(message);
  const update = {ref: signedRef(slug, step.uid), to: sha, expected: null};
  await repository.updateLocalRefs([update]);
  if (!isPushed || repository.remote === null) return;
  const result = await repository.remote.push([update], {atomic: false});
  if (result.kind !== 'pushed') throw new RefusedError('push-refused', `it is only here: ${result.explanation}`);
}

/** Reads all signed statements about a history's steps, here and at the remote, and verifies each signature. */
export async function readSignedSteps(
  repository: Repository,
  {
    slug,
    allowedSigners,
    isOffline,
  }: {readonly slug: string; readonly allowedSigners: string; readonly isOffline: boolean},
): Promise<readonly SignedStep[]> {
  const pattern = signedRef(slug, '*');
  const remote = isOffline ? null : repository.remote;
  const there = remote === null ? new Map<string, Sha>() : await remote.refs([pattern]);
  if (there.size > 0) await remote?.fetch([...there.values()], 1);
  const here = await repository.localRefs(pattern.slice(0, -1));
  // Read both copies: somebody who can change one may not be able to change the other.
  const found = [...here, ...[...there].filter(([ref, sha]) => here.get(ref) !== sha)];
  const signed: SignedStep[] = [];
  for (const [ref, sha] of found) {
    const uid = ref.slice(pattern.length - 1);
    if (isUid(uid)) signed.push(await readSigned(uid, await repository.commitMessage(sha), allowedSigners));
  }
  return signed;
}

async function readSigned(uid: Uid, message: string | null, allowedSigners: string): Promise<SignedStep> {
  const {payload, signature} = parseObject(message?.split('\n\n').slice(1).join('\n\n') ?? '') ?? {};
  const odd: SignedStep = {uid, statement: null, by: {wrong: 'it is no signed statement'}};
  if (typeof payload !== 'string' || typeof signature !== 'string') return odd;
  const by = await verifyText(payload, signature, {allowedSigners, namespace: NAMESPACE});
  const statement = parseStatement(payload) ?? null;
  if (statement === null) return odd;
  if (statement.predicate.step_uid !== uid) return {uid, statement, by: {wrong: 'it is about another step'}};
  return {uid, statement, by};
}
