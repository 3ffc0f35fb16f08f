import {describeError, GitError, RefusedError, type RefusedErrorCode} from '../../domain/errors.ts';
import {quote, type Sha, shortSha} from '../../domain/identity.ts';
import {branchGone, branchMoved} from '../../domain/move-refusals.ts';
import {movingRef} from '../../domain/pin-refs.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {PushRefusalCode, PushResult, RefUpdate, Remote} from '../../domain/ports/remote.ts';
import type {Change, History} from '../../domain/ports/store.ts';
import type {Log} from '../../domain/ports/system.ts';
import {branchRef} from '../../domain/refs.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {nameFirst} from '../../domain/text.ts';
import type {Wording} from '../../domain/wording.ts';
import {tipOf} from '../fetch-commits.ts';

/**
 * The move of the local branch, and once it is made the files that could not be removed. `left`: it stays as it is, for the
 * reason given.
 */
export type LocalMove =
  | {readonly kind: 'none'}
  | {readonly kind: 'move'; readonly from: Sha; readonly to: Sha; readonly unremoved?: readonly string[]}
  | {readonly kind: 'left'; readonly reason: string};

/** A branch to move from exactly one commit to another, and the pin that keeps its old tip. */
interface BranchMove {
  readonly branch: string;
  readonly from: Sha;
  readonly to: Sha;
  readonly pin: {readonly ref: string; readonly sha: Sha};
  readonly words: Wording;
}

/** A move of the remote branch, the local one, or both, the remote one first. */
interface Move extends Omit<BranchMove, 'pin'> {
  /** Null when only the local branch moves. */
  readonly remote: Remote | null;
  /** A remote that also keeps the pin of a local move, although its branch stays. */
  readonly keepAt?: Remote | null;
  readonly local: LocalMove;
  readonly pinRef: string;
  /** The message of the pin's commit when it keeps `from`. */
  readonly pinMessage: (from: Sha) => string;
  /** The record of the move. */
  readonly changes: readonly Change[];
}

interface BranchMoveDeps {
  readonly repository: Clone;
  readonly history: Pick<History, 'pushWith'>;
  readonly log: Pick<Log, 'warn'>;
}

/** Moves the branches and returns what became of the local one. Throws when the leading branch did not move. */
export async function moveBranch(deps: BranchMoveDeps, move: Move): Promise<LocalMove> {
  const {repository, history} = deps;
  const {branch, remote, local, changes} = move;
  const pinOf = async (from: Sha) => ({
    ref: move.pinRef,
    sha: await repository.createPinCommit(from, move.pinMessage(from)),
  });
  const pin = await pinOf(move.from);
  const localPin = local.kind !== 'move' || local.from === move.from ? pin : await pinOf(local.from);
  const moveLocal = async (): Promise<LocalMove> => {
    if (local.kind !== 'move') return local;
    return {...local, unremoved: await repository.resetBranch(branch, local.from, local.to, localPin)};
  };
  if (remote === null) {
    const moved = await moveLocal();
    if (move.keepAt != null) await keepPin(deps, move.keepAt, pin, changes);
    return moved;
  }
  const moving = {...move, pin};
  // Noted before the push: if we are killed between it and the local move, the next command moves the local branch.
  const note: RefUpdate = {ref: movingRef(move.pinRef), to: localPin.sha, expected: null};
  if (local.kind === 'move') await repository.updateLocalRefs([note]);
  const forget = async () => {
    if (local.kind === 'move') await repository.updateLocalRefs([{...note, to: null, expected: localPin.sha}]);
  };
  const result = await history.pushWith(changes, (along) => pushMove(remote, moving, along));
  if (result.kind === 'refused') {
    await forget();
    throw await refusal(remote, moving, result);
  }
  // The remote branch has moved by now, so a failure is only reported.
  const moved = await moveLocal().catch((error): LocalMove => ({kind: 'left', reason: describeError(error)}));
  // After the local move, which brings the commits.
  await repository.notePush(branch, move.to);
  // The note of a branch that could not follow stays, and the next command tries again.
  if (moved.kind === local.kind) await forget();
  return moved;
}

const MOST_NAMED = 5;

/** Tells people of files that git left on disk: they look like their own now, and the next step would take them for that. */
export function sayUnremoved(branch: string, paths: readonly string[]): readonly string[] {
  if (paths.length === 0) return [];
  const command = quoteForShell(['rm', '--', ...paths.slice(0, MOST_NAMED)]);
  return [
    `${branch} moved, but this user could not remove ${nameFirst(paths, MOST_NAMED, quote)}, which ${paths.length === 1 ? 'lies' : 'lie'} there without git now. Remove what nobody needs as a user who may write to its folder, in the top folder: ${command}`,
  ];
}

/** Pushes a local move's pin, with the record that it carries. The branch has moved, so a failure is only a warning. */
async function keepPin(
  {history, log}: BranchMoveDeps,
  remote: Remote,
  {ref, sha}: BranchMove['pin'],
  changes: readonly Change[],
): Promise<void> {
  const failed = (reason: string) =>
    log.warn(`The pin ${ref} could not be pushed, so an undo can only happen here: ${reason}`);
  try {
    const update: RefUpdate = {ref, to: sha, expected: null};
    const result = await history.pushWith(changes, (along) =>
      remote.push([update, ...along], {atomic: along.length > 0}),
    );
    if (result.kind !== 'pushed') failed(result.explanation);
  } catch (error) {
    failed(describeError(error));
  }
}

/**
 * Moves the branch and creates its pin in one atomic push, with `along`. On a host without atomic pushes the pin goes
 * first, and `along` cannot go. Throws GitError when the remote cannot be reached to tell the outcome.
 */
async function pushMove(remote: Remote, move: BranchMove, along: readonly RefUpdate[]): Promise<Settled> {
  const {branch, from, to, pin} = move;
  const pinUpdate: RefUpdate = {ref: pin.ref, to: pin.sha, expected: null};
  const branchUpdate: RefUpdate = {ref: branchRef(branch), to, expected: from};
  const all = [branchUpdate, pinUpdate, ...along];
  const result = await settle(remote, move, 'pin', await remote.push(all, {atomic: true}));
  if (result.kind === 'refused' && !WHOLE.has(result.code)) await undoHalf(remote, move, result.explanation);
  if (result.kind === 'pushed' || result.code !== 'no-atomic' || along.length > 0) return result;

  const pinned = await settle(remote, move, 'pin', await remote.push([pinUpdate], {atomic: false}));
  if (pinned.kind === 'refused') return pinned;
  const moved = await settle(remote, move, 'branch', await remote.push([branchUpdate], {atomic: false}));
  if (moved.kind === 'pushed') return moved;
  // The pin claims that the branch was moved. If it cannot be deleted, its readers compare it with the branch.
  await remote.push([{ref: pin.ref, to: null, expected: pin.sha}], {atomic: false});
  return moved;
}

/** Refusals that leave everything as it was. */
const WHOLE: ReadonlySet<PushRefusalCode> = new Set(['moved', 'no-atomic']);

/**
 * Moves the branch back after half a push. git's own server skips a hidden ref in an atomic push and does the rest:
 * then the branch has moved and nothing keeps what was displaced. Throws GitError when that fails, naming what was
 * displaced.
 */
async function undoHalf(remote: Remote, {branch, from, to, pin}: BranchMove, explanation: string): Promise<void> {
  const ref = branchRef(branch);
  const refs = await remote.refs([ref, pin.ref]);
  if (from === to || refs.get(ref) !== to || refs.get(pin.ref) === pin.sha) return;
  const back = await remote.push([{ref, to: from, expected: to}], {atomic: false});
  if (back.kind === 'pushed') return;
  throw new GitError(
    'git-failed',
    `The remote moved ${branch} to ${shortSha(to)} and took no pin of what it displaced: ${explanation} Putting it back failed: ${back.explanation} Keep what was displaced with git push ${quoteForShell([remote.name])} ${from}:refs/heads/<a new branch>.`,
  );
}

type Settled = Exclude<PushResult, {readonly kind: 'unreachable'}>;

/** Finds out if a push whose answer was lost has arrived: by the ref that it set, or the pin when it set both. */
async function settle(
  remote: Remote,
  {branch, from, to, pin}: BranchMove,
  witness: 'pin' | 'branch',
  result: PushResult,
): Promise<Settled> {
  if (result.kind !== 'unreachable') return result;
  const ref = branchRef(branch);
  const unknown = `${result.explanation} Whether ${branch} was moved from ${shortSha(from)} to ${shortSha(to)} is not known; if it was, the next run finds ${pin.ref} and records it.`;
  let refs: ReadonlyMap<string, Sha>;
  try {
    refs = await remote.refs([ref, pin.ref]);
  } catch (error) {
    throw new GitError('remote-unreachable', unknown, {cause: error});
  }
  const arrived = witness === 'pin' ? refs.get(pin.ref) === pin.sha : refs.get(ref) === to;
  if (arrived) return {kind: 'pushed'};
  const still = witness === 'pin' || refs.get(ref) === from;
  throw new GitError(
    'remote-unreachable',
    still ? `${result.explanation} Nothing has moved: ${branch} is as it was.` : unknown,
  );
}

async function refusal(
  remote: Remote,
  {branch, from, words}: BranchMove,
  result: Exclude<Settled, {readonly kind: 'pushed'}>,
): Promise<RefusedError> {
  if (result.code !== 'moved') {
    return new RefusedError(refusalCode(result.code), `Cannot move ${branch}: ${result.explanation}`);
  }
  const tip = await tipOf(remote, branchRef(branch));
  if (tip === null) return branchGone.meanwhile(branch);
  if (tip === from) return new RefusedError('push-refused', `Cannot move ${branch}: ${result.explanation}`);
  return branchMoved.meanwhile(branch, from, tip, words);
}

function refusalCode(code: PushRefusalCode): RefusedErrorCode {
  if (code === 'protected' || code === 'rules') return 'branch-protected';
  return code === 'no-permission' ? 'no-permission' : 'push-refused';
}
