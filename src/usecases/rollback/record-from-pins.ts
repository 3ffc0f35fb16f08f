import {describeError} from '../../domain/errors.ts';
import {stepsOf} from '../../domain/found-step.ts';
import {DEFAULT_SLUG, type Sha, shortSha, slugToText, type Uid} from '../../domain/identity.ts';
import {parseDroppedMessage, parsePinMessage} from '../../domain/pin-messages.ts';
import {droppedPrefix, pinPrefix, pinRefOf, readPinRef, rollbackOfDropped} from '../../domain/pin-refs.ts';
import type {Commits} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {History} from '../../domain/ports/store.ts';
import {branchRef} from '../../domain/refs.ts';
import {isProposal, KINDS_IN_WORDS, type Rollback, type RollbackDraft, rollbackToDraft} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';
import {nameSome} from '../../domain/text.ts';
import {waitWithin} from '../../domain/within.ts';
import {fetchCommits, fetchSome} from '../fetch-commits.ts';
import {findMerged, type OpenProposal} from './merged-proposals.ts';

interface PinDeps {
  readonly history: Pick<History, 'condition' | 'getStep' | 'findUnrecorded' | 'listRollbacks' | 'addRollback'>;
  readonly repository: Clone;
  readonly warn: (message: string) => void;
}

/** The pins of one history in one place. */
interface PinsThere {
  readonly slug: string;
  readonly place: 'remote' | 'local';
  /** Every branch and every pin of this history at the remote, or the local pins, by full name. */
  readonly refs: ReadonlyMap<string, Sha>;
}

/** Unrecorded pins are recent. Others are from an earlier generation, or odd, and not worth a fetch. */
const PINS_READ = 50;
/** Reaches a pin and the commit that it keeps. */
export const PIN_DEPTH = 2;

/**
 * Records the rollbacks and undos that an earlier run carried out but could not publish. Never throws: what cannot be
 * read or recorded now, within the time limit, is left to the next run, with a warning.
 */
export async function reconcilePins(deps: PinDeps, there: PinsThere, limitMs: number): Promise<readonly Rollback[]> {
  const recorded: Rollback[] = [];
  try {
    const drafts = await waitWithin(findUnrecorded(deps, there), limitMs, 'What their pins say');
    for (const draft of drafts) recorded.push(await deps.history.addRollback(draft));
  } catch (error) {
    deps.warn(`Rollbacks that are not on record yet could not be recorded now: ${describeError(error)}`);
  }
  return recorded;
}

/** Does the same for moves of local branches, and moves the files of one that was stopped before. Never throws. */
export async function reconcileLocalPins(deps: PinDeps, slug: string, limitMs: number): Promise<void> {
  try {
    const refs = await localPins(deps.repository, slug);
    const latest = (await reconcilePins(deps, {slug, refs, place: 'local'}, limitMs)).at(-1);
    if (latest?.branch == null || latest.fromSha === null || latest.toSha === null) return;
    const {branch, fromSha, toSha, kind} = latest;
    if (await deps.repository.finishReset(branch, fromSha, toSha)) {
      const what = KINDS_IN_WORDS[kind];
      deps.warn(
        `${branch} was moved to ${shortSha(toSha)} by ${what} that was stopped before the files had followed. Now they have.`,
      );
    }
  } catch (error) {
    deps.warn(`The pins of this repository could not be read: ${describeError(error)}`);
  }
}

/**
 * Finds the rollbacks and undos that pins describe and the history lacks, oldest first, as far as git and the history
 * confirm them. Anybody who may push can make a pin: odd ones are left out, with one warning for all. Pins of steps
 * that the history no longer has belong to an earlier generation of it and are skipped silently.
 */
export async function findUnrecorded(deps: PinDeps, there: PinsThere): Promise<readonly RollbackDraft[]> {
  const moves = await findUnrecordedMoves(deps, there);
  return [...moves, ...(await findUnrecordedProposals(deps, there, moves))];
}

/** Finds unrecorded proposals, and merges of open ones. Few are ever open, and their pins have a name of their own. */
async function findUnrecordedProposals(
  deps: PinDeps,
  there: PinsThere,
  moves: readonly RollbackDraft[],
): Promise<readonly RollbackDraft[]> {
  const {history, repository} = deps;
  const {slug, refs, place} = there;
  const pins = [...refs].flatMap(([ref, sha]) => {
    const pin = readPinRef(ref, slug);
    return pin?.kind === 'proposal' ? [{ref, sha, uid: pin.uid, isDropped: false}] : [];
  });
  if (pins.length === 0 || place === 'local' || history.condition.kind === 'unreadable') return [];
  const known = new Map((await history.listRollbacks()).map((it) => [it.uid, it]));
  const latest = pins.sort((a, b) => (a.uid < b.uid ? -1 : 1)).slice(-PINS_READ);
  const waiting = latest.filter(({uid}) => known.get(uid)?.isProposed !== false);
  await fetchPins(repository, waiting);

  const found: RollbackDraft[] = [];
  const open: OpenProposal[] = [];
  for (const pin of waiting) {
    const recorded = known.get(pin.uid);
    const proposal = recorded === undefined ? await readPin(repository, slug, pin) : rollbackToDraft(recorded);
    const proposed = await pinnedCommit(repository, pin.sha);
    if (proposal === undefined || !isProposal(proposal) || proposed === undefined) continue;
    const answer =
      proposal.kind === 'undo' ? checkUndo(proposal, [...known.values()]) : await checkSteps(deps, proposal);
    if (recorded === undefined && answer !== 'sound') continue;
    if (recorded === undefined) found.push(proposal);
    open.push({proposal, proposed});
  }
  return [...found, ...(await findMerged({repository, refs, known: [...known.values(), ...moves]}, open))];
}

async function findUnrecordedMoves(deps: PinDeps, there: PinsThere): Promise<readonly RollbackDraft[]> {
  const {history, repository, warn} = deps;
  const {slug, refs, place} = there;
  // An unreadable history does not tell what it has.
  if (history.condition.kind === 'unreadable') return [];
  const pins = listPins(refs, slug);
  if (pins.length === 0) return [];
  const unrecorded = new Set(await history.findUnrecorded(pins.map(({uid}) => uid)));
  if (unrecorded.size === 0) return [];
  const known = await history.listRollbacks();
  const unknown = pins.filter(({uid}) => unrecorded.has(uid)).sort((a, b) => (a.uid < b.uid ? -1 : 1));
  const waiting = unknown.slice(-PINS_READ);
  if (place === 'remote') await fetchPins(repository, waiting);

  const odd: string[] = [];
  const sound: RollbackDraft[] = [];
  for (const pin of waiting) {
    const draft = await readPin(repository, slug, pin);
    const answer = draft === undefined ? 'odd' : await checkPin(deps, place, pin, draft, [...known, ...sound]);
    if (answer === 'odd') odd.push(pin.ref);
    else if (answer === 'sound' && draft !== undefined) sound.push(draft);
  }

  const happened: RollbackDraft[] = [];
  const undone = new Set<Uid>();
  for (const draft of sound.toReversed()) {
    const later = [...known, ...sound].filter(({uid, branch}) => uid > draft.uid && branch === draft.branch);
    const isForward = draft.kind !== 'rollback';
    const settled = undone.has(draft.uid) || (isForward && later.some(({kind}) => kind === 'rollback'));
    if (settled || (await branchAgrees(repository, there, draft))) {
      happened.unshift(draft);
      if (draft.undoes !== null) undone.add(draft.undoes);
    } else odd.push(draft.pinRef ?? draft.uid);
  }
  if (odd.length > 0) {
    warn(
      `${odd.length === 1 ? 'A pin was' : `${odd.length} pins were`} not recorded as a rollback, because git and the history do not confirm it: ` +
        `${nameSome(odd, 3)}. Delete it if nobody needs what it keeps.`,
    );
  }
  return happened;
}

/** A pin, or the note of a dropped pin, which still carries its record. */
interface RecordPin {
  readonly ref: string;
  readonly sha: Sha;
  readonly uid: Uid;
  readonly isDropped: boolean;
}

function listPins(refs: ReadonlyMap<string, Sha>, slug: string): readonly RecordPin[] {
  return [...refs].flatMap(([ref, sha]): readonly RecordPin[] => {
    const pin = readPinRef(ref, slug);
    if (pin?.kind === 'rollback') return [{ref, sha, uid: pin.uid, isDropped: false}];
    const dropped = rollbackOfDropped(ref, slug);
    if (dropped === undefined || refs.has(pinRefOf('rollback', slug, dropped))) return [];
    return [{ref, sha, uid: dropped, isDropped: true}];
  });
}

async function fetchPins(repository: Clone, pins: readonly RecordPin[]): Promise<void> {
  const shas = pins.map(({sha}) => sha);
  await fetchSome(repository, shas, PIN_DEPTH);
}

/** Reads the record in a pin's commit, if it is well formed and belongs to this ref and history. */
async function readPin(
  repository: Clone,
  slug: string,
  {ref, sha, uid, isDropped}: RecordPin,
): Promise<RollbackDraft | undefined> {
  const message = await repository.commitMessage(sha);
  if (isDropped && parseDroppedMessage(message, pinRefOf('rollback', slug, uid)) === undefined) return undefined;
  const draft = parsePinMessage(message);
  if (draft === undefined || draft.uid !== uid || draft.pinRef !== (isDropped ? pinRefOf('rollback', slug, uid) : ref))
    return undefined;
  return slug === DEFAULT_SLUG || draft.projectId === slugToText(slug) ? draft : undefined;
}

/** Returns the commit that a pin keeps: its only parent. */
export async function pinnedCommit(repository: Clone, pin: Sha): Promise<Sha | undefined> {
  const parents = (await repository.commit(pin))?.parents ?? [];
  return parents.length === 1 ? parents[0] : undefined;
}

type Check = 'sound' | 'odd' | 'earlier-generation';

async function checkPin(
  deps: PinDeps,
  place: PinsThere['place'],
  pin: RecordPin,
  draft: RollbackDraft,
  known: readonly RollbackDraft[],
): Promise<Check> {
  const {repository} = deps;
  const {branch, fromSha, toSha} = draft;
  const answer = draft.kind === 'undo' ? checkUndo(draft, known) : await checkSteps(deps, draft);
  if (answer !== 'sound' || branch === null || fromSha === null || toSha === null) return answer;
  const [older, newer] = draft.kind === 'rollback' ? [toSha, fromSha] : [fromSha, toSha];
  // A revert displaces nothing, so no pin keeps its commits.
  if (draft.kind !== 'rollback' && !pin.isDropped && place === 'remote') {
    await fetchCommits(repository, [toSha], 1);
  }
  if (!(await repository.isBranchName(branch))) return 'odd';
  // What it kept was deleted on purpose, so git cannot confirm anything.
  if (pin.isDropped) return 'sound';
  const isBorneOut =
    (await pinnedCommit(repository, pin.sha)) === fromSha && (await repository.isAncestor(older, newer)) === 'yes';
  return isBorneOut ? 'sound' : 'odd';
}

function checkUndo(undo: RollbackDraft, known: readonly RollbackDraft[]): Check {
  const undone = known.find(({uid}) => uid === undo.undoes);
  if (undone === undefined) return 'earlier-generation';
  const isMirror =
    undone.branch === undo.branch &&
    (undone.kind === 'revert' ||
      (undone.kind === 'rollback' && undone.fromSha === undo.toSha && undone.toSha === undo.fromSha)) &&
    undone.stepUids.length === undo.stepUids.length &&
    undone.stepUids.every((uid) => undo.stepUids.includes(uid));
  return isMirror ? 'sound' : 'odd';
}

/** Checks the steps of a rollback: they are of its branch, or their commits were displaced with it. */
async function checkSteps({repository, history}: PinDeps, draft: RollbackDraft): Promise<Check> {
  const {target, stepUids, branch, fromSha, toSha} = draft;
  const uids = target === null ? stepUids : [target.stepUid, ...stepUids];
  const steps = await stepsOf(history, uids);
  if (steps.length === 0) return 'earlier-generation';
  if (steps.length < uids.length || fromSha === null || (toSha === null && draft.kind !== 'revert')) return 'odd';

  const strangers = steps.filter((step) => step.branch !== null && step.branch !== branch);
  if (strangers.length === 0) return 'sound';
  if (draft.kind === 'revert') return (await areAllIn(repository, strangers, fromSha)) ? 'sound' : 'odd';
  if (toSha === null || (await repository.isAncestor(toSha, fromSha)) !== 'yes') return 'odd';
  const {commits} = await repository.commits(toSha, fromSha);
  const displaced = new Set(commits.map(({sha}) => sha));
  return strangers.every((step) => step.changes?.own_commits.some(({sha}) => displaced.has(sha))) ? 'sound' : 'odd';
}

async function areAllIn(repository: Commits, steps: readonly Step[], tip: Sha): Promise<boolean> {
  for (const {commitShaAfter} of steps) {
    if (commitShaAfter === null || (await repository.isAncestor(commitShaAfter, tip)) !== 'yes') return false;
  }
  return true;
}

/**
 * True when the branch agrees with its last recorded move. Without atomic pushes a pin can exist for a move that never
 * happened; then, as after a person's own reset, the branch still has what the rollback displaced.
 */
export async function branchAgrees(
  repository: Clone,
  {refs, place}: Pick<PinsThere, 'refs' | 'place'>,
  draft: RollbackDraft,
): Promise<boolean> {
  const {branch, fromSha, toSha} = draft;
  if (branch === null || fromSha === null || toSha === null) return false;
  const ref = branchRef(branch);
  const tip = place === 'local' ? await repository.resolve(ref) : refs.get(ref);
  if (tip === undefined || tip === null || fromSha === toSha) return true;
  if (place !== 'local') await fetchCommits(repository, [tip], 1);
  return draft.kind === 'rollback'
    ? (await repository.isAncestor(fromSha, tip)) !== 'yes'
    : (await repository.isAncestor(toSha, tip)) === 'yes';
}

/** The local refs to reconcile in the work tree's own repository. */
export async function localPins(repository: Clone, slug: string): Promise<ReadonlyMap<string, Sha>> {
  return new Map([
    ...(await repository.localRefs(pinPrefix(slug))),
    ...(await repository.localRefs(droppedPrefix(slug))),
  ]);
}
