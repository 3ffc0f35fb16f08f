import {setTimeout as delay} from 'node:timers/promises';
import {RefusedError} from '../domain/errors.ts';
import {isUid, type Uid} from '../domain/identity.ts';
import {type Json, parseObject} from '../domain/json.ts';
import type {Repository} from '../domain/ports/git.ts';
import {signedRef, statementsRef} from '../domain/refs.ts';
import {type Step, stepName} from '../domain/step.ts';
import {signText} from '../provenance/ssh-signature.ts';
import {formatStatement} from '../provenance/statement.ts';

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
