import {describeError, GitError, RefusedError} from '../../domain/errors.ts';
import {type Sha, shortSha} from '../../domain/identity.ts';
import {parsePinMessage} from '../../domain/pin-messages.ts';
import {movingPrefix, movingRef, pinPatterns, pinRefOf} from '../../domain/pin-refs.ts';
import type {Clone, Repository} from '../../domain/ports/git.ts';
import {branchRef, HEADS} from '../../domain/refs.ts';
import {KINDS_IN_WORDS, type RollbackDraft} from '../../domain/rollback.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import {fetchCommits} from '../fetch-commits.ts';
import {sayUnremoved} from './branch-move.ts';
import {checkWorkTree} from './move-checks.ts';
import {branchAgrees, localPins, pinnedCommit} from './record-from-pins.ts';

interface FinishDeps {
  readonly repository: Repository;
  readonly warn: (message: string) => void;
}

/** A move that was stopped after the remote branch had moved and before the local one did. */
interface StoppedMove {
  readonly draft: RollbackDraft & {readonly branch: string};
  readonly note: {readonly ref: string; readonly sha: Sha};
  readonly from: Sha;
  /** The local branch now: `from`, or commits on top of it. */
  readonly tip: Sha;
  readonly to: Sha;
}

/**
 * Moves local branches whose rollback or undo was stopped after its push: they still have what was rolled back, one
 * `git push` away from the remote. Returns the branches that cannot follow yet, after a warning for each.
 */
export async function finishMoves(deps: FinishDeps, slug: string): Promise<ReadonlySet<string>> {
  const {repository, warn} = deps;
  const stays = new Set<string>();
  try {
    const notes = await repository.localRefs(movingPrefix(slug));
    if (notes.size === 0 || repository.remote === null) return stays;
    const refs = await repository.remote.refs([`${HEADS}*`, ...pinPatterns(slug)]);
    for (const [ref, sha] of notes) {
      const move = await findStopped(repository, slug, {ref, sha}, refs);
      if (move === null) await repository.updateLocalRefs([{ref, to: null, expected: sha}]);
      else if (!(await follow(deps, move))) stays.add(move.draft.branch);
    }
  } catch (error) {
    if (!(error instanceof GitError || error instanceof RefusedError)) throw error;
    warn(`A rollback or an undo was stopped here, and what became of it could not be seen: ${describeError(error)}`);
  }
  return stays;
}

/** Reads the noted move if it has happened at the remote and the local branch is as it was; else null. */
async function findStopped(
  repository: Clone,
  slug: string,
  note: StoppedMove['note'],
  refs: ReadonlyMap<string, Sha>,
): Promise<StoppedMove | null> {
  const draft = parsePinMessage(await repository.commitMessage(note.sha));
  const from = await pinnedCommit(repository, note.sha);
  if (draft?.branch == null || draft.pinRef === null || movingRef(draft.pinRef) !== note.ref) return null;
  const {branch, pinRef} = draft;
  const tip = await repository.resolve(branchRef(branch));
  if (from === undefined || tip === null) return null;
  // Commits on top of what a rollback moved away bring it back to the remote with the next push.
  const isOnTop = draft.kind === 'rollback' && (await repository.isAncestor(from, tip)) === 'yes';
  if (tip !== from && !isOnTop) return null;
  if (!refs.has(pinRef) || !(await branchAgrees(repository, {refs, place: 'remote'}, draft))) return null;
  const to = draft.kind === 'undo' ? await keptBy(repository, slug, draft) : draft.toSha;
  return to === null ? null : {draft: {...draft, branch}, note, from, tip, to};
}

/** Finds the target of the local branch in an undo: the commit that the rollback's own local pin keeps. */
async function keptBy(repository: Clone, slug: string, {undoes, toSha}: RollbackDraft): Promise<Sha | null> {
  const pin = undoes === null ? undefined : (await localPins(repository, slug)).get(pinRefOf('rollback', slug, undoes));
  if (pin === undefined) return toSha;
  const isOfRevert = parsePinMessage(await repository.commitMessage(pin))?.kind === 'revert';
  return (isOfRevert ? null : await pinnedCommit(repository, pin)) ?? toSha;
}

async function follow({repository, warn}: FinishDeps, {draft, note, from, tip, to}: StoppedMove): Promise<boolean> {
  const {branch, kind, pinRef} = draft;
  const what = `${branch} was moved to ${shortSha(draft.toSha)} at the remote by ${KINDS_IN_WORDS[kind]} and the local ${branch} has not followed.`;
  if (tip !== from) {
    const rebase = quoteForShell(['git', 'rebase', '--onto', to, from, branch]);
    warn(`${what} It has commits on top of what was moved away. Do not push it: bring them along with ${rebase}`);
    return false;
  }
  let unremoved: readonly string[];
  try {
    await checkWorkTree(repository, branch);
    await fetchCommits(repository, [to], 1);
    unremoved = await repository.resetBranch(branch, from, to, pinRef === null ? null : {ref: pinRef, sha: note.sha});
  } catch (error) {
    if (!(error instanceof GitError || error instanceof RefusedError)) throw error;
    warn(`${what} It cannot follow yet: ${describeError(error)} Do not push it: it has what was moved away.`);
    return false;
  }
  await repository.updateLocalRefs([{ref: note.ref, to: null, expected: note.sha}]);
  warn(`${what} Now it has.`);
  for (const sentence of sayUnremoved(branch, unremoved)) warn(sentence);
  return true;
}
