import {GitError, RefusedError, StoreError} from '../../domain/errors.ts';
import {contestedId} from '../../domain/history-refusals.ts';
import {
  parseRollbackRef,
  parseStepRef,
  quote,
  type RollbackRef,
  type Sha,
  type StepRef,
} from '../../domain/identity.ts';
import {notReversible} from '../../domain/move-refusals.ts';
import {
  boundDroppedPin,
  type DroppedPin,
  droppedInWords,
  formatDroppedMessage,
  parsePinMessage,
} from '../../domain/pin-messages.ts';
import {droppedRef} from '../../domain/pin-refs.ts';
import {type Pin, pinName} from '../../domain/pins.ts';
import type {KeptCommit} from '../../domain/ports/commits.ts';
import type {Lookup} from '../../domain/ports/ledger.ts';
import type {PushResult, RefUpdate, Remote} from '../../domain/ports/remote.ts';
import type {HistoryReader, HistoryWriter} from '../../domain/ports/store.ts';
import type {Clock} from '../../domain/ports/system.ts';
import {type Rollback, type RollbackDraft, rollbackName} from '../../domain/rollback.ts';
import {type Step, stepName} from '../../domain/step.ts';
import {listInWords, nameFirst} from '../../domain/text.ts';
import {findUnrecorded} from '../rollback/record-from-pins.ts';
import {findDroppedPin, listPins, type PinDeps, type PinList} from './list-pins.ts';

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
  const warnings = elsewhere.map(
    (pin) =>
      `${pinName(pin)} is not in the history that was read (${request.where}). The record its pin carries stays in the note of the drop, where the next run of that history finds it.`,
  );
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

interface NamedPins {
  /** The pins' names: `R2`, `7`, a uid or its beginning, or a ref. */
  readonly names: readonly string[];
  /** The command that lists pins. */
  readonly listPins: string;
}

type NamingDeps = PinDeps & Pick<NamedPins, 'listPins'>;

/** Finds the named pins, each once. Throws RefusedError when a name fits no pin, or several. */
async function choosePins(deps: PinDeps, list: PinList, {names, listPins}: NamedPins): Promise<readonly Pin[]> {
  const chosen = new Set<Pin>();
  for (const name of names) chosen.add(await choosePin({...deps, listPins}, list, name));
  return [...chosen];
}

async function choosePin(deps: NamingDeps, list: PinList, name: string): Promise<Pin> {
  if (name.startsWith('refs/')) return (await byRef(deps, list, name)) ?? refuseName(deps, name);
  const plain = name.replace(/^step-(?=[0-9a-f]{8})/, '');
  if (/^[rR][0-9]/.test(plain)) return await byRollback(deps, list, parseRollbackRef(plain, 'The pin'));
  const ref = parseStepRef(plain, 'The pin');
  return ref.kind === 'id' ? await byStep(deps, list, ref) : byUid(deps, list, ref.prefix);
}

async function byRef(deps: PinDeps, list: PinList, ref: string): Promise<Pin | undefined> {
  const pin = list.pins.find((one) => one.ref === ref);
  if (pin === undefined) await refuseDropped(deps, list, ref, ref);
  return pin;
}

async function byRollback(deps: NamingDeps, list: PinList, ref: RollbackRef): Promise<Pin> {
  const rollback: Rollback = unique(deps, await deps.history.getRollback(ref), ref, 'rollback');
  const pin = list.pins.find((one) => one.ref === rollback.pinRef);
  if (pin !== undefined) return pin;
  if (rollback.pinRef === null) throw notReversible.displacedNothing(rollback);
  await refuseDropped(deps, list, rollback.pinRef, `${rollbackName(rollback)}'s pin`);
  throw notReversible.pinNowhere(rollback);
}

async function byStep(deps: NamingDeps, list: PinList, ref: StepRef): Promise<Pin> {
  const step: Step = unique(deps, await deps.history.getStep(ref), ref, 'step');
  const pin = list.pins.find(({subject}) => subject.kind === 'step' && subject.uid === step.uid);
  if (pin !== undefined) return pin;
  const name = stepName(step);
  if (step.pinRef !== null) await refuseDropped(deps, list, step.pinRef, `The pin of ${name}`);
  const others = list.pins.filter(
    ({subject}) => subject.kind === 'rollback' && subject.rollback.stepUids.includes(step.uid),
  );
  const kept =
    others.length === 0
      ? `${deps.listPins} lists those that there are.`
      : `Its commits may be among what ${listInWords(others.map(pinName))} displaced: name ${others.length === 1 ? 'that' : 'those'}.`;
  throw new RefusedError('not-reversible', `There is no pin of ${name}. ${kept}`);
}

function byUid(deps: NamingDeps, list: PinList, prefix: string): Pin {
  const found = list.pins.filter((pin) => uidOf(pin)?.startsWith(prefix) === true);
  const [pin] = found;
  if (pin === undefined) return refuseName(deps, prefix);
  if (found.length > 1) {
    throw new RefusedError(
      'contested-id',
      `${found.length} pins have a uid that begins with ${prefix}: ${found.map(({ref}) => ref).join(', ')}. Give more characters.`,
    );
  }
  return pin;
}

function uidOf({subject}: Pin): string | null {
  if (subject.kind === 'rollback') return subject.rollback.uid;
  return subject.kind === 'step' ? subject.uid : null;
}

/** Returns the record that a number or uid names. Throws RefusedError when there is none, or several claimed it. */
function unique<Found>(
  deps: NamingDeps,
  lookup: Lookup<Found>,
  ref: RollbackRef | StepRef,
  what: 'rollback' | 'step',
): Found {
  const name = ref.kind === 'number' ? `R${ref.number}` : ref.kind === 'id' ? `step ${ref.id}` : ref.prefix;
  switch (lookup.kind) {
    case 'found':
      return lookup.value;
    case 'unknown':
      throw new RefusedError(
        what === 'rollback' ? 'unknown-rollback' : 'unknown-step',
        `The history that was read has no ${name}. Name the pin by its uid or its ref, as ${deps.listPins} shows it, or choose another history with --store or --project.`,
      );
    case 'ambiguous':
    case 'contested':
      throw contestedId.several(lookup, name, `${what}s`);
  }
}

async function refuseDropped(deps: PinDeps, list: PinList, pinRef: string, what: string): Promise<void> {
  const dropped = await findDroppedPin(deps.repository, list, pinRef);
  if (dropped === null) return;
  throw new RefusedError('not-reversible', `${what} is gone already: ${droppedInWords(dropped)}.`);
}

function refuseName({listPins}: NamingDeps, name: string): never {
  throw new RefusedError(
    'not-reversible',
    `There is no pin ${quote(name)} at the remote or here. ${listPins} lists those that there are.`,
  );
}
