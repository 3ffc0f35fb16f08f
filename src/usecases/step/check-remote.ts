import {describeError, GitError, type RefusedError, StoreError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import {pinPatterns, pinRefOf, readPinRef} from '../../domain/pin-refs.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {Head} from '../../domain/ports/work-tree.ts';
import {branchRef, HEADS, headsOf} from '../../domain/refs.ts';
import {type MovedBranch, notStarted} from '../../domain/start-refusals.ts';
import {waitWithin} from '../../domain/within.ts';
import type {Wording} from '../../domain/wording.ts';
import {fetchCommits} from '../fetch-commits.ts';
import {PIN_DEPTH, pinnedCommit} from '../rollback/record-from-pins.ts';
import {findUnpublished} from './measure-work.ts';
import type {FinishStepRequest, StepHost} from './step-progress.ts';

/** The refs of the remote before the agent started: branch tips by short name, and every pin of this history. */
interface RemoteAtStart {
  /** Null when the remote could not be reached. */
  readonly heads: ReadonlyMap<string, Sha> | null;
  readonly refs: ReadonlyMap<string, Sha>;
  /** Why it could not be reached; null when it was. */
  readonly unreached: string | null;
}

const NOTHING: RemoteAtStart = {heads: new Map(), refs: new Map(), unreached: null};

interface RemoteDeps {
  readonly repository: Clone;
  readonly host: Pick<StepHost, 'startTime' | 'mayPush'>;
  readonly words: Wording;
}

/**
 * Checks the remote before an agent costs anything. Refuses when the branch has moved on (in a re-run of an old
 * attempt, say) or when this token may not push, since the work could not reach its branch. A remote that is down now
 * may be back when the agent ends, so it stops nobody.
 */
export async function checkRemote(
  deps: RemoteDeps,
  head: Head,
  request: Pick<FinishStepRequest, 'push' | 'slug' | 'uid' | 'workTreeLasts'>,
): Promise<RemoteAtStart> {
  const {repository, host, words} = deps;
  const {slug, uid, push, workTreeLasts} = request;
  const {remote} = repository;
  if (remote === null || push === 'none') return NOTHING;
  const within = <Answer>(answer: Promise<Answer>) =>
    waitWithin(answer, host.startTime.leftMs('remote'), 'An answer of the remote');
  let refs: ReadonlyMap<string, Sha>;
  try {
    refs = await within(remote.refs([`${HEADS}*`, ...pinPatterns(slug)]));
  } catch (error) {
    if (!isDown(error)) throw error;
    return {heads: null, refs: new Map(), unreached: describeError(error)};
  }
  const heads = headsOf(refs);
  if (head.sha === null) return {heads, refs, unreached: null};

  const {branch} = head;
  const tip = (branch === null ? null : heads.get(branch)) ?? null;
  if (branch !== null && tip !== null && tip !== head.sha)
    throw await movedOn(deps, refs, slug, {branch, tip, head: head.sha});
  // A person's clone may have commits that nobody else is to see yet.
  if (tip === null && workTreeLasts) await refuseUnpublished(deps, heads, head.sha, branch);
  const ref = branch === null ? pinRefOf('step', slug, uid) : branchRef(branch);
  try {
    if (host.mayPush !== null && (await within(host.mayPush())) === false) {
      throw notStarted.mayNotPush(
        `There is no permission to push to ${branch ?? ref}, as the host says of the token. Give the job "permissions: contents: write", or give push-token a personal access token that may.`,
        words,
      );
    }
    const probe = await within(remote.probe([{ref, to: head.sha, expected: tip}]));
    if (probe.kind === 'refused' && probe.code === 'no-permission')
      throw notStarted.mayNotPush(probe.explanation, words);
    if (probe.kind === 'refused' && probe.code === 'ambiguous') throw notStarted.pushRefused(probe.explanation);
  } catch (error) {
    if (!isDown(error)) throw error;
  }
  return {heads, refs, unreached: null};
}

/** Refuses to start on unpublished commits: a push of a new branch or a pin would publish them along with the work. */
async function refuseUnpublished(
  {repository, words}: RemoteDeps,
  heads: ReadonlyMap<string, Sha>,
  head: Sha,
  branch: string | null,
): Promise<void> {
  // A shallow history cannot tell.
  if ([...heads.values()].includes(head) || (await repository.isShallow())) return;
  if ((await findUnpublished(repository, {heads}, [head])).length === 0) return;
  const {subject} = (await repository.commit(head)) ?? {subject: ''};
  throw notStarted.unpublished(branch, head, subject, words);
}

/** True for an error that means only that the remote did not answer. */
function isDown(error: unknown): boolean {
  return error instanceof StoreError || (error instanceof GitError && error.code === 'remote-unreachable');
}

/** The most rollback pins to look at, newest first. */
const PINS_READ = 20;
/** The most commits to look at on top of a displaced one. */
const COMMITS_READ = 50;

/** Says what to do about a branch that has moved. Commits that a rollback displaced must not be pushed again. */
async function movedOn(
  {repository, words}: RemoteDeps,
  refs: ReadonlyMap<string, Sha>,
  slug: string,
  moved: MovedBranch,
): Promise<RefusedError> {
  const {tip, head} = moved;
  const [kept] = [...refs].find(([ref, sha]) => sha === head && readPinRef(ref, slug)?.kind === 'step') ?? [];
  if (kept !== undefined) return notStarted.sincePinned(moved, kept, words);
  const isOnIt = (await repository.isAncestor(head, tip)) === 'yes';
  const displaced = isOnIt ? null : await findDisplaced(repository, refs, slug, moved);
  if (displaced === null) return notStarted.sinceCheckout(moved, isOnIt, words);
  return displaced.sha === head
    ? notStarted.rolledBack(moved, displaced.pin, words)
    : notStarted.builtOnRolledBack(moved, displaced, words);
}

/** Finds the newest checked-out commit that a rollback displaced, and its pin; null when there is none. */
async function findDisplaced(
  repository: Clone,
  refs: ReadonlyMap<string, Sha>,
  slug: string,
  {tip, head}: MovedBranch,
): Promise<{readonly pin: string; readonly sha: Sha} | null> {
  const pins = [...refs]
    .filter(([ref]) => readPinRef(ref, slug)?.kind === 'rollback')
    .sort(([a], [b]) => (a < b ? 1 : -1));
  try {
    for (const [ref, pin] of pins.slice(0, PINS_READ)) {
      if (!(await fetchCommits(repository, [pin], PIN_DEPTH))) continue;
      const kept = await pinnedCommit(repository, pin);
      if (kept === undefined) continue;
      if ((await repository.isAncestor(head, kept)) === 'yes') return {pin: ref, sha: head};
      const {commits} = await repository.commits(tip, head);
      for (const {sha} of commits.slice(0, COMMITS_READ)) {
        if ((await repository.isAncestor(sha, kept)) !== 'yes') continue;
        // A commit that the branch still has was not displaced.
        if ((await repository.isAncestor(sha, tip)) === 'no') return {pin: ref, sha};
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  return null;
}
