import {RefusedError} from '../../domain/errors.ts';
import {stepOf, stepsOf} from '../../domain/found-step.ts';
import {unknownRollback} from '../../domain/history-refusals.ts';
import {type RollbackRef, type Sha, shortSha} from '../../domain/identity.ts';
import {
  branchGone,
  branchMoved,
  followByHand,
  mergeByHand,
  notAnAncestor,
  notReversible,
  type Repeat,
} from '../../domain/move-refusals.ts';
import {parsePinMessage} from '../../domain/pin-messages.ts';
import {droppedRef, pinPrefix, readAnyPinRef} from '../../domain/pin-refs.ts';
import type {Lookup} from '../../domain/ports/ledger.ts';
import {branchRef} from '../../domain/refs.ts';
import {
  isInForce,
  isProposal,
  type MoveMode,
  type Rollback,
  rollbackName,
  type UndoTarget,
} from '../../domain/rollback.ts';
import {
  findUndoTarget,
  onlyRecorded,
  planUndo,
  refuseUnfit,
  revertIsGone,
  type UndoFacts,
  type UndoPlan,
} from '../../domain/undo-plan.ts';
import {wordsAt} from '../../domain/wording.ts';
import {fetchCommits, listBetween} from '../fetch-commits.ts';
import {findDroppedPin} from '../pins/list-pins.ts';
import type {LocalMove} from './branch-move.ts';
import {buildReverts} from './build-reverts.ts';
import {
  type HistoryView,
  isGone,
  type MoveDeps,
  type MoveOfBranches,
  type MoveRequest,
  type PreparedMove,
  prepareMove,
  type RefsAndHistory,
  remoteTip,
  sayRemoteStays,
  tipOf,
} from './move-checks.ts';
import {PIN_DEPTH, pinnedCommit} from './record-from-pins.ts';

/** The most steps to search for those that moved the branch on. */
const STEPS_LOOKED_AT = 500;

export interface UndoRequest extends MoveRequest {
  /** Null: the latest rollback that is not undone, of `branch` or else of the checked-out branch. */
  readonly rollback: RollbackRef | null;
  /** Default: whatever fits. A reset is undone by moving the branch, a revert by reverting it. */
  readonly mode?: MoveMode;
}

/** Plans an undo. Changes neither refs nor the history. Throws RefusedError when a rule forbids it. */
export async function prepareUndo(deps: MoveDeps, request: UndoRequest): Promise<PreparedMove<UndoPlan>> {
  return await prepareMove(deps, request, {
    chooseTarget: (seen) => chooseTarget(deps, seen, request),
    plan: async (asked, target) => {
      const seen = await withItsPin(asked, request.slug, target.rollback);
      return target.rollback.kind === 'revert'
        ? await planUndoOfRevert(deps, request, seen, target)
        : await planMoveBack(deps, request, seen, target);
    },
    record: ({rollback, returns, from, to}) => ({
      ...{kind: 'undo', undoes: rollback.uid, target: null, stepUids: rollback.stepUids, steps: returns},
      // A reset is undone by moving the branch: there are no commits to propose.
      canBeProposed: rollback.kind === 'revert' && from !== to,
    }),
  });
}

/** Adds the rollback's pin, and the note in its place, if another history's name is on it: one was imported, or renamed. */
async function withItsPin(seen: RefsAndHistory, slug: string, {pinRef}: Rollback): Promise<RefsAndHistory> {
  const {repository, remote, refs, localPins} = seen;
  if (pinRef === null || pinRef.startsWith(pinPrefix(slug)) || readAnyPinRef(pinRef) === undefined) return seen;
  const note = droppedRef(pinRef);
  return {
    ...seen,
    refs: new Map([...refs, ...(remote === null ? [] : await remote.refs([pinRef, note]))]),
    localPins: new Map([...localPins, ...(await repository.localRefs(pinRef)), ...(await repository.localRefs(note))]),
  };
}

async function planMoveBack(
  {repository, words}: MoveDeps,
  request: UndoRequest,
  asked: RefsAndHistory,
  target: UndoTarget,
): Promise<MoveOfBranches<UndoPlan>> {
  const {view} = asked;
  const {branch} = target;
  const localTip = request.where === 'remote' ? null : await repository.resolve(branchRef(branch));
  const atRemote = asked.remote === null ? null : await remoteTip(asked, branch);
  // Only the local branch was rolled back: the remote one is still where the undo leads.
  const hasMoved = target.from !== target.to;
  const isLocal = asked.remote === null || (hasMoved && atRemote === target.to && localTip === target.from);
  const seen = isLocal ? {...asked, remote: null} : asked;
  const {remote} = seen;
  const asOnRecord = await askHistory(view, target);
  const tip = isLocal ? localTip : atRemote;
  const here = await displacedHere(asked, target);
  const displaced = tip === target.from ? await findDisplaced(seen, target, here) : 'gone';
  const wasPushed = asOnRecord.covered.length === 0 || asOnRecord.covered.some(({pushed}) => pushed !== 'none');
  const hasMovedOn = localTip !== null && localTip !== target.from;
  // The remote branch, which that rollback never moved, is wherever others brought it.
  if (!isLocal && tip !== target.from && (await isOnlyHere(seen, target)))
    throw notReversible.movedOnlyHere(target, words, {isDisplacedHere: !wasPushed, hasMovedOn});
  if (displaced === 'gone' && !wasPushed && (await isOnlyHere(seen, target)))
    throw notReversible.movedOnlyHere(target, words, {isDisplacedHere: true, hasMovedOn});
  const plan = planUndo({
    ...asOnRecord,
    target,
    place: remote === null ? 'local' : 'remote',
    tip,
    displaced,
    dropped: displaced === 'gone' ? await findDropped(seen, target) : null,
    ancestry:
      displaced === 'kept' ? await repository.isAncestor(target.from, remote === null ? here : target.to) : 'unknown',
    words: wordsAt(words, repository.remote),
  });
  const local: LocalMove =
    remote === null ? {kind: 'move', from: plan.from, to: here} : await planLocal(seen, target, {tip: localTip, here});
  const stays =
    asked.remote === null && plan.returns.some(({pushed}) => pushed === 'pushed')
      ? await sayRemoteStays(
          repository,
          branch,
          `stays where ${rollbackName(plan.rollback)} left it`,
          (tip) => tip === plan.from,
        )
      : [];
  const warnings = [
    ...plan.warnings,
    ...stays,
    ...sentencesOf(plan, local, {isLocalAlone: isLocal && asked.remote !== null, isHereAlone: remote === null}),
  ];
  return {plan: {...plan, warnings}, remote, local};
}

/**
 * Plans a revert of a revert, on top of everything since. When nothing is left of it, because somebody reverted it with
 * git, the undo is only recorded: otherwise its steps could never be taken back again.
 */
async function planUndoOfRevert(
  deps: MoveDeps,
  request: UndoRequest,
  seen: RefsAndHistory,
  target: UndoTarget,
): Promise<MoveOfBranches<UndoPlan>> {
  const {rollback, branch, from, to} = target;
  const {repository} = seen;
  const tip = await tipOf(seen, branch);
  if (tip === null) throw branchGone.forUndoOfRevert(target);
  const reached = await repository.isAncestor(from, tip);
  if (reached === 'no' && (await isOnlyHere(seen, target))) throw notAnAncestor.revertOnlyHere(target, deps.words);
  const gone = revertIsGone(target, reached);
  if (gone === undefined) await listBetween(repository, branchRef(branch), {from: to, to: from});
  else if (reached === 'unknown' || !(await canBring(seen, [from, to]))) throw gone;
  const things = [{name: rollbackName(rollback), uid: rollback.uid, works: [{before: to, after: from}]}];
  const built = await buildReverts(deps, request, seen, {branch, tip, things, squash: false, mayBeIdle: true}).catch(
    (error) => {
      throw gone !== undefined && error instanceof RefusedError ? gone : error;
    },
  );
  const {plan: move, remote, local, idle} = built;
  if (gone !== undefined && idle.length === 0) throw gone;
  const warnings = [...idle.map(() => onlyRecorded(rollback, branch)), ...move.warnings];
  const {covered: returns} = await askHistory(seen.view, target);
  return {plan: {...move, rollback, returns, warnings}, remote, local};
}

/** True when the remote has nothing of a rollback: only this clone has its pin and the moved branch. */
async function isOnlyHere(
  {repository, remote, refs}: RefsAndHistory,
  {rollback: {pinRef}, branch, from}: UndoTarget,
): Promise<boolean> {
  if (remote === null || pinRef === null || refs.has(pinRef) || (await repository.resolve(pinRef)) === null)
    return false;
  const tip = await repository.resolve(branchRef(branch));
  return tip !== null && (await repository.isAncestor(from, tip)) === 'yes';
}

/** True when these commits are here, if need be after fetching them by name, since no branch may have them any more. */
async function canBring({repository, remote}: RefsAndHistory, shas: readonly Sha[]): Promise<boolean> {
  const found = await Promise.all(shas.map(async (sha) => await repository.resolve(sha)));
  return found.every((sha) => sha !== null) || (remote !== null && (await fetchCommits(repository, shas, 1)));
}

/** Warns when only one of the branches moves, or when each goes back to its own commit. */
function sentencesOf(
  {branch, from, to}: UndoPlan,
  local: LocalMove,
  {isLocalAlone, isHereAlone}: {readonly isLocalAlone: boolean; readonly isHereAlone: boolean},
): readonly string[] {
  const others =
    local.kind === 'move' && local.to !== to
      ? `The local ${branch} goes to ${shortSha(local.to)}, where it was before the rollback: it had other commits than the remote one`
      : null;
  if (isLocalAlone) {
    const moves = others === null ? 'so only the local one moves.' : 'so it stays.';
    const there = `The remote ${branch} is at ${shortSha(to)} already, ${moves}`;
    return others === null ? [there] : [there, `${others}.`];
  }
  if (others === null) return [];
  return [isHereAlone ? `${others}.` : `${others}, which ${from === to ? 'stays at' : 'goes to'} ${shortSha(to)}.`];
}

async function chooseTarget(
  {repository, words}: MoveDeps,
  seen: RefsAndHistory,
  request: UndoRequest,
): Promise<UndoTarget> {
  const {view} = seen;
  const {rollback: ref} = request;
  const branch = request.branch ?? (ref === null ? (await repository.head()).branch : null);
  if (ref === null && branch === null) throw unknownRollback.withoutBranch();
  const lookup: Lookup<Rollback> = ref === null ? await latestOf(view, branch ?? '') : await view.getRollback(ref);
  const repeat = lookup.kind === 'found' ? await findRepeat(view, lookup.value) : undefined;
  if (lookup.kind === 'found') refuseUnfit(lookup.value, request.mode ?? 'auto');
  const own = lookup.kind === 'found' ? lookup.value.branch : null;
  const claimants = lookup.kind === 'contested' ? await view.listRollbacks() : [];
  const applied =
    lookup.kind === 'found' && isProposal(lookup.value)
      ? (await view.listRollbacks()).find(({kind, undoes}) => kind === 'applied' && undoes === lookup.value.uid)
      : undefined;
  const isBranchGone = own !== null && branch !== null && own !== branch && (await isGone(seen, own));
  return findUndoTarget({
    ...{ref, lookup, claimants, condition: view.condition, branch, isBranchGone, repeat, applied},
    words,
  });
}

/** Finds what to name to have the rollback, or the one that an undo took back, once more. */
async function findRepeat(view: HistoryView, rollback: Rollback): Promise<Repeat | undefined> {
  const undone =
    rollback.undoes === null ? rollback : (await view.listRollbacks()).find(({uid}) => uid === rollback.undoes);
  if (undone?.kind === 'revert') {
    const steps = await stepsOf(view, undone.stepUids);
    return steps.length === 0 ? undefined : {mode: 'revert', steps};
  }
  if (undone?.target == null) return undefined;
  const step = await stepOf(view, undone.target.stepUid);
  return step && {mode: undone.target.mode, step};
}

async function latestOf(view: HistoryView, branch: string): Promise<Lookup<Rollback>> {
  const rollbacks = await view.listRollbacks({branch});
  const latest = rollbacks.find(isInForce);
  return latest === undefined ? {kind: 'unknown'} : {kind: 'found', value: latest};
}

async function askHistory(
  view: HistoryView,
  {rollback, branch, from}: UndoTarget,
): Promise<Pick<UndoFacts, 'rollbacks' | 'stepsSince' | 'covered'>> {
  const rollbacks = await view.listRollbacks({branch});
  const steps = await view.listSteps({branch, limit: STEPS_LOOKED_AT});
  return {
    rollbacks: rollbacks.filter(isInForce),
    stepsSince: steps.filter(
      (step) => step.active && (step.startTime > rollback.createdAt || step.commitShaBefore === from),
    ),
    covered: await stepsOf(view, rollback.stepUids),
  };
}

/**
 * Tells if the displaced tip is still kept, by the rollback's own pin or else by a branch. A SHA that only a record
 * names is not fetched by itself: hosts also serve commits of forks that way.
 */
async function findDisplaced(
  {repository, remote, refs, localPins}: RefsAndHistory,
  {rollback, to}: UndoTarget,
  here: Sha,
): Promise<UndoFacts['displaced']> {
  const pin = (remote === null ? localPins : refs).get(rollback.pinRef ?? '');
  if (pin !== undefined && (remote === null || (await fetchCommits(repository, [pin], PIN_DEPTH)))) {
    return (await pinnedCommit(repository, pin)) === (remote === null ? here : to) ? 'kept' : 'odd';
  }
  if (remote === null) return 'gone';
  return (await remote.branchesContaining(to, '')).length > 0 ? 'kept' : 'gone';
}

/**
 * Finds the commit that the rollback took the local branch off. The record names only that of the remote one, which may
 * have been another, and the pin here keeps each clone's own: its message is the rollback's, with that commit.
 */
async function displacedHere({repository, localPins}: RefsAndHistory, {rollback, from, to}: UndoTarget): Promise<Sha> {
  const pin = localPins.get(rollback.pinRef ?? '');
  if (pin === undefined) return to;
  const draft = parsePinMessage(await repository.commitMessage(pin));
  if (draft?.uid !== rollback.uid || draft.toSha !== from) return to;
  return (await pinnedCommit(repository, pin)) === draft.fromSha ? (draft.fromSha ?? to) : to;
}

async function findDropped(
  {repository, refs, localPins}: RefsAndHistory,
  {rollback}: UndoTarget,
): Promise<UndoFacts['dropped']> {
  if (rollback.pinRef === null) return null;
  return await findDroppedPin(repository, {remoteRefs: refs, localRefs: localPins}, rollback.pinRef);
}

/** Plans the local branch: it goes back to what its own pin keeps, which may differ from the remote branch's. */
async function planLocal(
  {repository, remote, localPins}: RefsAndHistory,
  target: UndoTarget,
  {tip, here}: {readonly tip: Sha | null; readonly here: Sha},
): Promise<LocalMove> {
  const {rollback, branch, from, to} = target;
  if (tip === null || tip === here) return {kind: 'none'};
  if (tip !== from) {
    const isLacking = here !== to && (await repository.isAncestor(here, tip)) !== 'yes';
    if (tip === to && !isLacking) return {kind: 'none'};
    // The remote branch stays, so nothing at all would come back.
    if (isLacking && from === to) throw branchMoved.lacksHere(target, tip, here);
    const advice = isLacking ? mergeByHand(branch, here) : followByHand(branch, remote?.name ?? 'origin');
    return {kind: 'left', reason: `it is at ${shortSha(tip)}, not at ${shortSha(from)}. ${advice}`};
  }
  const pin = localPins.get(rollback.pinRef ?? '');
  const isKept = pin === undefined || (await pinnedCommit(repository, pin)) === here;
  return isKept && (await repository.isAncestor(from, here)) === 'yes'
    ? {kind: 'move', from, to: here}
    : {
        kind: 'left',
        reason: `its own pin does not keep what it had. ${followByHand(branch, remote?.name ?? 'origin')}`,
      };
}
