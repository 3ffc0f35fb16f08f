import {GitError} from '../../domain/errors.ts';
import type {Sha} from '../../domain/identity.ts';
import {type DroppedPin, type PinState, parseDroppedMessage} from '../../domain/pin-messages.ts';
import {droppedRef} from '../../domain/pin-refs.ts';
import type {Clone} from '../../domain/ports/git.ts';

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
