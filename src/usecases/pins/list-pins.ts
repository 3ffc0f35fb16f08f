import {describeError, GitError} from '../../domain/errors.ts';
import {stepOf, stepsOf} from '../../domain/found-step.ts';
import type {Sha} from '../../domain/identity.ts';
import {type DroppedPin, type PinState, parseDroppedMessage, parsePinMessage} from '../../domain/pin-messages.ts';
import {ALL_PINS, droppedRef, pinPrefix, readAnyPinRef} from '../../domain/pin-refs.ts';
import type {Pin, PinSubject} from '../../domain/pins.ts';
import type {DiffStat, KeptCommit} from '../../domain/ports/commits.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {HistoryReader} from '../../domain/ports/store.ts';
import type {Log} from '../../domain/ports/system.ts';
import {HEADS} from '../../domain/refs.ts';
import {projectRollback} from '../../domain/rollback.ts';
import {diffStatOf} from '../../domain/step.ts';
import {fetchSome} from '../fetch-commits.ts';
import {PIN_DEPTH} from '../rollback/record-from-pins.ts';

export interface PinDeps {
  readonly history: HistoryReader;
  readonly repository: Clone;
  readonly log: Log;
}

/** The pins of a history, newest first, and all refs that were read. */
export interface PinList {
  readonly pins: readonly Pin[];
  /** The remote's branches, tags, pins and notes of dropped pins; null when there is no remote or no answer. */
  readonly remoteRefs: ReadonlyMap<string, Sha> | null;
  readonly localRefs: ReadonlyMap<string, Sha>;
}

/** Lists the pins at the remote and in this repository, with their subjects and sizes. Changes nothing. */
export async function listPins(deps: PinDeps, slug: string): Promise<PinList> {
  const {repository, log} = deps;
  const remoteRefs = await lookAtRemote(repository, (why) =>
    log.warn(`The remote could not be asked, so only the pins in this repository are known: ${why}`),
  );
  const localRefs = await repository.localRefs('refs/');
  const names = new Set([...(remoteRefs ?? new Map<string, Sha>()).keys(), ...localRefs.keys()]);
  const ours = new Set<string>();
  for (const ref of names) if (ref.startsWith(pinPrefix(slug)) || (await isOnRecord(deps, ref))) ours.add(ref);
  const refs = [...ours];
  const pinned = refs.flatMap((ref) => remoteRefs?.get(ref) ?? []);
  await fetchSome(repository, pinned, PIN_DEPTH);
  const [remoteAlone, localAlone] = [
    await findAlone(deps, 'remote', remoteRefs, ours),
    await findAlone(deps, 'local', localRefs, ours),
  ];

  const found: Omit<Pin, 'size'>[] = [];
  for (const ref of refs.sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))) {
    const [remote, local] = [remoteRefs?.get(ref) ?? null, localRefs.get(ref) ?? null];
    const subject = await findSubject(deps, ref, remote ?? local ?? '');
    const alone = (remote === null ? localAlone : remoteAlone)?.get(ref) ?? null;
    found.push({ref, remote, local, subject, alone: withoutRecord(alone, subject, remote ?? local)});
  }
  await fetchSome(repository, found.flatMap(farEnd), 1);
  const pins: Pin[] = [];
  for (const pin of found) pins.push({...pin, size: await sizeOf(deps, pin.subject)});
  return {pins, remoteRefs, localRefs};

  /** Sorts by time: a uid begins with its own. */
  function keyOf(ref: string): string {
    return readAnyPinRef(ref)?.uid ?? ref;
  }
}

/** Reads the remote's branches, tags and pins; null without a remote, or when it cannot be asked, which is reported. */
export async function lookAtRemote(
  {remote}: Clone,
  unreached: (why: string) => void,
): Promise<ReadonlyMap<string, Sha> | null> {
  if (remote === null) return null;
  try {
    return await remote.refs([`${HEADS}*`, 'refs/tags/*', ...ALL_PINS]);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    unreached(describeError(error));
    return null;
  }
}

/** The other end of what a remote pin keeps, for its size. */
function farEnd({remote, subject}: Omit<Pin, 'size'>): readonly Sha[] {
  const sha = remote === null || subject.kind !== 'rollback' ? null : subject.rollback.toSha;
  return sha === null ? [] : [sha];
}

async function findAlone(
  {repository, log}: PinDeps,
  place: 'remote' | 'local',
  refs: ReadonlyMap<string, Sha> | null,
  ours: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly KeptCommit[]> | null> {
  if (refs === null) return null;
  const pins = [...refs].filter(([ref]) => ours.has(ref));
  const others = [...refs].filter(([ref]) => !ours.has(ref)).map(([, sha]) => sha);
  try {
    return await repository.commitsOnlyOf(place, new Map(pins.map(([ref, sha]) => [ref, [sha]])), others);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    log.warn(`How much the pins keep is not known: ${describeError(error)}`);
    return null;
  }
}

/** Drops the commit that carries the record: it is ours, and not part of what the pin keeps. */
function withoutRecord(alone: Pin['alone'], subject: PinSubject, pin: Sha | null): Pin['alone'] {
  return subject.kind === 'rollback' && alone !== null ? alone.filter(({sha}) => sha !== pin) : alone;
}

/** True for a pin that a record names though it bears another history's name: one was imported, or has a new name. */
async function isOnRecord({history}: PinDeps, ref: string): Promise<boolean> {
  const pin = readAnyPinRef(ref);
  if (pin === undefined) return false;
  if (pin.kind !== 'rollback' && pin.kind !== 'proposal') return (await stepOf(history, pin.uid)) !== undefined;
  const lookup = await history.getRollback({kind: 'uid', prefix: pin.uid});
  return lookup.kind === 'found' && lookup.value.pinRef === ref;
}

async function findSubject({history, repository}: PinDeps, ref: string, pin: Sha): Promise<PinSubject> {
  const found = readAnyPinRef(ref);
  if (found === undefined) return {kind: 'odd'};
  const {kind, uid} = found;
  if (kind !== 'rollback' && kind !== 'proposal') return {kind, uid, step: (await stepOf(history, uid)) ?? null};
  const lookup = await history.getRollback({kind: 'uid', prefix: uid});
  const known = lookup.kind === 'found' ? lookup.value : undefined;
  const told = known === undefined ? parsePinMessage(await repository.commitMessage(pin)) : undefined;
  const draft = known ?? (told?.uid === uid ? projectRollback(told, []) : undefined);
  if (draft === undefined) return {kind: 'odd'};
  const steps = await stepsOf(history, draft.stepUids);
  return {kind: 'rollback', rollback: draft, onRecord: known !== undefined, steps};
}

/** Returns the size of a pin's content: from a step's record, or from git for a rollback, unless one end is lost. */
async function sizeOf({repository}: PinDeps, subject: PinSubject): Promise<DiffStat | null> {
  if (subject.kind === 'step') {
    const changes = subject.step?.changes;
    return changes == null ? null : diffStatOf(changes);
  }
  if (subject.kind !== 'rollback') return null;
  const {fromSha, toSha} = subject.rollback;
  if (fromSha === null || toSha === null) return null;
  try {
    return await repository.diffStat(toSha, fromSha);
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

/** Finds out what became of pins that records name: by their refs here first, then at the remote. */
export async function findPinStates(
  repository: Clone,
  pinRefs: readonly string[],
): Promise<ReadonlyMap<string, PinState>> {
  const localRefs = await repository.localRefs('refs/laforge/');
  const wanted = pinRefs.filter((ref) => !localRefs.has(ref));
  const states = new Map<string, PinState>(pinRefs.map((ref) => [ref, {kind: 'kept'}]));
  try {
    const asked = wanted.flatMap((ref) => [ref, droppedRef(ref)]);
    const remoteRefs = asked.length === 0 ? null : ((await repository.remote?.refs(asked)) ?? null);
    for (const ref of wanted) {
      if (remoteRefs?.has(ref)) continue;
      const dropped = await findDroppedPin(repository, {remoteRefs, localRefs}, ref);
      states.set(ref, dropped === null ? {kind: 'gone'} : {kind: 'dropped', ...dropped});
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    for (const ref of wanted) states.set(ref, {kind: 'unknown'});
  }
  return states;
}

/** Refs by full name, including the notes of dropped pins. */
export interface NotedRefs {
  readonly remoteRefs: ReadonlyMap<string, Sha> | null;
  readonly localRefs: ReadonlyMap<string, Sha>;
}

/** Reads the note on a dropped pin (by whom, when, why), from the remote or else from here; null when none fits. */
export async function findDroppedPin(
  repository: Clone,
  {remoteRefs, localRefs}: NotedRefs,
  pinRef: string,
): Promise<DroppedPin | null> {
  const ref = droppedRef(pinRef);
  const atRemote = remoteRefs?.get(ref);
  if (atRemote !== undefined) await repository.remote?.fetch([atRemote], 1);
  const sha = atRemote ?? localRefs.get(ref);
  if (sha === undefined) return null;
  return parseDroppedMessage(await repository.commitMessage(sha), pinRef) ?? null;
}
