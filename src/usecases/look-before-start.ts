import {describeError, GitError, RefusedError, StoreError} from '../domain/errors.ts';
import {type Sha, shortSha} from '../domain/identity.ts';
import type {Head, Remote} from '../domain/ports/git.ts';
import type {StartTime} from '../domain/ports/system.ts';
import {waitWithin} from '../domain/wait-within.ts';
import type {Wording} from '../domain/wording.ts';

/** What the remote had before the agent started: branch tips by short name, and every pin of this history. */
export interface RemoteAtStart {
  /** Null when the remote could not be reached. */
  readonly heads: ReadonlyMap<string, Sha> | null;
  readonly refs: ReadonlyMap<string, Sha>;
  /** Why it could not be reached; null when it was. */
  readonly unreached: string | null;
}

const NOTHING: RemoteAtStart = {heads: new Map(), refs: new Map(), unreached: null};
export const HEADS = 'refs/heads/';

export interface LookTarget {
  readonly branch: string | null;
  readonly pins: readonly string[];
  readonly pinRef: string;
  readonly wording: Wording;
  readonly startTime: StartTime;
  /** Asks a host whether we may push, where a trial push does not tell; null where nobody says. */
  readonly mayPush: (() => Promise<boolean | null>) | null;
}

/**
 * One look at the remote before an agent is paid for: refuses when the branch has moved on (a re-run of an old
 * attempt, say) or when this token may not push, since the work could not reach its branch. A remote that is down now
 * may be there when the agent has ended, so that stops nobody.
 */
export async function lookBeforeStart(remote: Remote | null, head: Head, target: LookTarget): Promise<RemoteAtStart> {
  if (remote === null) return NOTHING;
  const within = <Answer>(answer: Promise<Answer>) =>
    waitWithin(answer, target.startTime.leftMs('remote'), 'An answer of the remote');
  let refs: ReadonlyMap<string, Sha>;
  try {
    refs = await within(remote.refs([`${HEADS}*`, ...target.pins]));
  } catch (error) {
    if (!isDown(error)) throw error;
    return {heads: null, refs: new Map(), unreached: describeError(error)};
  }
  const heads = headsOf(refs);
  if (head.sha === null) return {heads, refs, unreached: null};

  const tip = (target.branch === null ? null : heads.get(target.branch)) ?? null;
  if (target.branch !== null && tip !== null && tip !== head.sha)
    throw movedOn(target.branch, tip, head.sha, target.wording);
  const ref = target.branch === null ? target.pinRef : `${HEADS}${target.branch}`;
  try {
    if (target.mayPush !== null && (await within(target.mayPush())) === false) {
      throw mayNotPush(
        `There is no permission to push to ${target.branch ?? target.pinRef}, as the host says of the token. Give the job "permissions: contents: write", or give push-token a personal access token that may.`,
        target,
      );
    }
    const probe = await within(remote.probe([{ref, to: head.sha, expected: tip}]));
    if (probe.kind === 'refused' && probe.code === 'no-permission') throw mayNotPush(probe.explanation, target);
  } catch (error) {
    if (!isDown(error)) throw error;
  }
  return {heads, refs, unreached: null};
}

function mayNotPush(why: string, {wording}: LookTarget): RefusedError {
  return new RefusedError('no-permission', `${why} With ${wording.pushNone} the agent runs without pushing.`);
}

/** What says nothing of the remote but that it did not answer. */
function isDown(error: unknown): boolean {
  return error instanceof StoreError || (error instanceof GitError && error.code === 'remote-unreachable');
}

/** Branch tips by short name out of refs by full name. */
export function headsOf(refs: ReadonlyMap<string, Sha>): ReadonlyMap<string, Sha> {
  return new Map(
    [...refs].filter(([ref]) => ref.startsWith(HEADS)).map(([ref, sha]) => [ref.slice(HEADS.length), sha]),
  );
}

function movedOn(branch: string, tip: Sha, head: Sha, wording: Wording): RefusedError {
  return new RefusedError(
    'branch-moved',
    `The agent was not started: ${branch} is at ${shortSha(tip)} at the remote, but ${shortSha(head)} is checked out, so its work ` +
      `could not be pushed. Check out the branch as it is now, push what is only here, or use ${wording.pushNone}.`,
  );
}
