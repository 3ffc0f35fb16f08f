import {GitError, RefusedError, StoreError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import {boundDroppedPin, type DroppedPin, formatDroppedMessage, parsePinMessage} from '../../domain/pin-messages.ts';
import {droppedRef} from '../../domain/pin-refs.ts';
import {type Pin, pinName} from '../../domain/pins.ts';
import type {KeptCommit} from '../../domain/ports/commits.ts';
import type {PushResult, RefUpdate, Remote} from '../../domain/ports/remote.ts';
import type {HistoryReader, HistoryWriter} from '../../domain/ports/store.ts';
import type {Clock} from '../../domain/ports/system.ts';
import type {RollbackDraft} from '../../domain/rollback.ts';
import {nameFirst} from '../../domain/text.ts';
import {findUnrecorded} from '../rollback/record-from-pins.ts';
import {choosePins, type NamedPins} from './choose-pins.ts';
import {listPins, type PinDeps, type PinList} from './list-pins.ts';

export interface DropDeps extends PinDeps {
  readonly history: HistoryReader & HistoryWriter;
  readonly clock: Clock;
}

interface DropRequest extends NamedPins {
  readonly slug: string;
  readonly actor: string | null;
  readonly reason: string | null;
  /** The history's location, in words. */
  readonly where: string;
}

/** A checked drop that has not begun: people see it before they agree. */
export interface PreparedDrop {
  readonly request: DropRequest;
  readonly pins: readonly Pin[];
  /** The commits that nothing leads to once all of these pins are gone, at the remote and here. */
  readonly lost: readonly KeptCommit[];
  /** Rollbacks and undos that only their pins record: they are added to the history first. */
  readonly unrecorded: readonly RollbackDraft[];
  readonly warnings: readonly string[];
  readonly list: PinList;
}

/** The refs that still lead to dropped commits, as far as this repository can tell. */
interface Remaining {
  /** Remote refs, including those of pull requests, whose tip is one of these commits. */
  readonly remoteRefs: readonly string[];
  readonly localRefs: readonly string[];
  readonly reflog: boolean;
}

export interface DropResult {
  readonly dropped: readonly DroppedPin[];
  readonly remaining: Remaining;
}

/** Finds the named pins and what goes with them. Changes nothing. Throws RefusedError when a name fits no pin. */
export async function prepareDrop(deps: DropDeps, request: DropRequest): Promise<PreparedDrop> {
  const list = await listPins(deps, request.slug);
  if (deps.repository.remote !== null && list.remoteRefs === null) {
    throw new GitError(
      'remote-unreachable',
      'Nothing was dropped: a pin is dropped at the remote and here, or not at all.',
    );
  }
  const pins = await choosePins(deps, list, request);
  const unrecorded = await findRecords(deps, request, list, pins);
  const drafts = new Set(unrecorded.map(({uid}) => uid));
  const elsewhere = pins.filter(
    ({subject}) => subject.kind === 'rollback' && !subject.onRecord && !drafts.has(subject.rollback.uid),
  );
  const warnings = [
    ...elsewhere.map(
      (pin) =>
        `${pinName(pin)} is not in the history that was read (${request.where}). The record its pin carries stays in the note of the drop, where the next run of that history finds it.`,
    ),
  ];
  return {request, pins, lost: await findLost(deps, list, pins), unrecorded, warnings, list};
}

/**
 * Drops pins. First it records what only they record. Then it deletes each ref from exactly the commit it was seen at,
 * and in the same push, or local transaction, puts a note of who dropped it in its place. Throws RefusedError when
 * nothing was dropped.
 */
export async function carryOutDrop(deps: DropDeps, prepared: PreparedDrop): Promise<DropResult> {
  const {repository} = deps;
  const {request, pins, list} = prepared;
  await recordFirst(deps, prepared);

  const at = deps.clock.now().toISOString();
  const dropped: DroppedPin[] = [];
  const remoteUpdates: RefUpdate[] = [];
  const localUpdates: RefUpdate[] = [];
  for (const pin of pins) {
    const sha = pin.remote ?? pin.local ?? '';
    const note = boundDroppedPin({ref: pin.ref, sha, actor: request.actor, reason: request.reason, at});
    const commit = await repository.createNote(
      formatDroppedMessage(note, parsePinMessage(await repository.commitMessage(sha)) ?? null),
    );
    dropped.push(note);
    if (pin.remote !== null) remoteUpdates.push(...updatesOf(pin.ref, pin.remote, commit, list.remoteRefs));
    if (pin.local !== null) localUpdates.push(...updatesOf(pin.ref, pin.local, commit, list.localRefs));
  }
  if (remoteUpdates.length > 0 && repository.remote !== null) await pushDrop(deps, repository.remote, remoteUpdates);
  if (localUpdates.length > 0) await repository.updateLocalRefs(localUpdates);
  return {dropped, remaining: await findRemaining(deps, prepared)};
}

/** Deletes a pin and creates its note, or replaces an earlier one. */
function updatesOf(
  pin: string,
  sha: Sha,
  note: Sha,
  refs: ReadonlyMap<string, Sha> | null,
): readonly [RefUpdate, RefUpdate] {
  const ref = droppedRef(pin);
  return [
    {ref: pin, to: null, expected: sha},
    {ref, to: note, expected: refs?.get(ref) ?? null},
  ];
}

/** Finds the moves that these pins record and the history, which has their steps, does not. */
async function findRecords(
  {history, repository, log}: DropDeps,
  {slug}: DropRequest,
  {remoteRefs, localRefs}: PinList,
  pins: readonly Pin[],
): Promise<readonly RollbackDraft[]> {
  const wanted = pins.flatMap(({subject}) =>
    subject.kind === 'rollback' && !subject.onRecord ? [subject.rollback.uid] : [],
  );
  if (wanted.length === 0) return [];
  const warn = (message: string) => log.warn(message);
  const found = [
    ...(remoteRefs === null
      ? []
      : await findUnrecorded({history, repository, warn}, {slug, refs: remoteRefs, place: 'remote'})),
    ...(await findUnrecorded({history, repository, warn}, {slug, refs: localRefs, place: 'local'})),
  ];
  return wanted.flatMap((uid) => found.find((draft) => draft.uid === uid) ?? []);
}

async function recordFirst({history}: DropDeps, {unrecorded}: PreparedDrop): Promise<void> {
  if (unrecorded.length === 0) return;
  for (const draft of unrecorded) await history.addRollback(draft);
  const publication = await history.publish();
  if (publication.kind === 'published') return;
  throw new StoreError(
    'unwritable',
    `Nothing was dropped: the record that only a pin carries could not be added to the history (${publication.reason}). Run this again when it can be written.`,
  );
}

/** Finds the commits that only these pins lead to. */
async function findLost(
  {repository}: DropDeps,
  {remoteRefs, localRefs}: PinList,
  pins: readonly Pin[],
): Promise<readonly KeptCommit[]> {
  const dropped = new Set(pins.map(({ref}) => ref));
  const records = new Set(
    pins.flatMap(({subject, remote, local}) => (subject.kind === 'rollback' ? [remote, local] : [])),
  );
  const found = new Map<Sha, KeptCommit>();
  for (const [place, refs] of [
    ['remote', remoteRefs],
    ['local', localRefs],
  ] as const) {
    const entries = [...(refs ?? [])];
    const tips = entries.filter(([ref]) => dropped.has(ref)).map(([, sha]) => sha);
    const others = entries.filter(([ref]) => !dropped.has(ref)).map(([, sha]) => sha);
    const commits = (await repository.commitsOnlyOf(place, new Map([['dropped', tips]]), others)).get('dropped');
    for (const commit of commits ?? []) if (!records.has(commit.sha)) found.set(commit.sha, commit);
  }
  return [...found.values()];
}

async function pushDrop({log}: DropDeps, remote: Remote, updates: readonly RefUpdate[]): Promise<void> {
  const push = async (some: readonly RefUpdate[]) => {
    const atomic = await settle(remote, some, await remote.push(some, {atomic: true}));
    return atomic.kind === 'refused' && atomic.code === 'no-atomic'
      ? await settle(remote, some, await remote.push(some, {atomic: false}))
      : atomic;
  };
  let result = await push(updates);
  const refused = result.kind === 'refused' ? result.ref : null;
  if (updates.some(({ref, to}) => to !== null && ref === refused)) {
    // The pins go even without a note. When git's own server refused only the note, they are gone already.
    const refs = await refsAfterPush(remote, updates);
    result = await push(updates.filter(({ref, to}) => to === null && refs.has(ref)));
    if (result.kind === 'pushed')
      log.warn('The remote accepts no note of who dropped the pins, so a later undo cannot say.');
  }
  if (result.kind === 'pushed') return;
  const code = result.kind === 'refused' && result.code === 'no-permission' ? 'no-permission' : 'push-refused';
  throw new RefusedError(code, `The pins were not dropped: ${result.explanation}`);
}

/** Reads the refs after a push whose answer was lost: it may have arrived. */
async function settle(remote: Remote, updates: readonly RefUpdate[], result: PushResult): Promise<PushResult> {
  if (result.kind !== 'unreachable') return result;
  const refs = await refsAfterPush(remote, updates);
  return updates.every(({ref, to}) => (refs.get(ref) ?? null) === to) ? {kind: 'pushed'} : result;
}

async function refsAfterPush(remote: Remote, updates: readonly RefUpdate[]): Promise<ReadonlyMap<string, Sha>> {
  try {
    return await remote.refs(updates.map(({ref}) => ref));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const pins = updates.filter(({to}) => to === null).map(({ref}) => ref);
    throw new GitError(
      'remote-unreachable',
      `Whether the remote dropped ${nameFirst(pins, 3, String)} is not known, since it no longer answers: run this again when it does.`,
      {cause: error},
    );
  }
}

async function findRemaining({repository}: DropDeps, {lost}: PreparedDrop): Promise<Remaining> {
  const shas = new Set(lost.map(({sha}) => sha));
  if (shas.size === 0) return {remoteRefs: [], localRefs: [], reflog: false};
  const here = await repository.keepersOf([...shas]);
  let remoteRefs: readonly string[] = [];
  try {
    const all = (await repository.remote?.refs(['refs/*'])) ?? new Map<string, Sha>();
    remoteRefs = [...all].filter(([, sha]) => shas.has(sha)).map(([ref]) => ref);
  } catch {
    // The pins are gone, which is what counts; the user is told in any case that a host may keep the commits.
  }
  return {remoteRefs, localRefs: here.refs, reflog: here.reflog};
}
