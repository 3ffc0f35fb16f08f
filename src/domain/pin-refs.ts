import {isUid, type Uid} from './identity.ts';

const PINS = 'refs/laforge/pins';
const DROPPED = 'refs/laforge/dropped';
const MOVING = 'refs/laforge/moving';

/** The kinds of pins, each with the prefix of the uid in the ref's name. */
const KINDS = {
  /** Keeps the commits that a rollback displaced or an undo moved away from, and carries its record. */
  rollback: '',
  /** Keeps the commits of a proposed revert, and carries its record. */
  proposal: 'proposed-',
  /** Keeps a step's work that did not reach its branch. */
  step: 'step-',
  /** Keeps the changes by a step's check that were put back. Only in the work tree's own repository. */
  check: 'check-',
  /** Keeps a step's commits that its branch does not contain and was not meant to. */
  beside: 'beside-',
} as const;
type PinKind = keyof typeof KINDS;

/** The prefix of all pins of a history. `*` after it makes the pattern that lists them. */
export function pinPrefix(slug: string): string {
  return `${PINS}/${slug}/`;
}

/** The patterns that list the pins of all histories and the notes about their dropped pins. */
export const ALL_PINS: readonly string[] = [`${PINS}/*`, `${DROPPED}/*`];

/** The patterns that list a history's pins and the notes about its dropped pins. */
export function pinPatterns(slug: string): readonly string[] {
  return [`${pinPrefix(slug)}*`, `${droppedPrefix(slug)}*`];
}

export function pinRefOf(kind: PinKind, slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}${KINDS[kind]}${uid}`;
}

/** Parses the ref of a pin of this history; undefined for any other ref. */
export function readPinRef(ref: string, slug: string): {readonly kind: PinKind; readonly uid: Uid} | undefined {
  for (const kind of ['rollback', 'proposal', 'step', 'check', 'beside'] as const) {
    const uid = uidBehind(ref, `${pinPrefix(slug)}${KINDS[kind]}`);
    if (uid !== undefined) return {kind, uid};
  }
  return undefined;
}

/** Parses the ref of a pin of any history. */
export function readAnyPinRef(ref: string): ReturnType<typeof readPinRef> {
  return readPinRef(ref, ref.split('/')[3] ?? '');
}

/** The prefix of a history's notes about dropped pins. */
export function droppedPrefix(slug: string): string {
  return `${DROPPED}/${slug}/`;
}

/** The ref of the note that says who dropped a pin, when and why. It replaces the pin and keeps none of its commits. */
export function droppedRef(pinRef: string): string {
  return pinRef.replace(PINS, DROPPED);
}

/** The uid of the rollback or undo whose pin was dropped, from the note's ref. */
export function rollbackOfDropped(ref: string, slug: string): Uid | undefined {
  return uidBehind(ref, droppedPrefix(slug));
}

/** The prefix of the local refs that note moves of branches in progress. */
export function movingPrefix(slug: string): string {
  return `${MOVING}/${slug}/`;
}

/**
 * The ref that notes that the local branch must follow the remote one. It is set before the remote branch moves, in
 * this repository only.
 */
export function movingRef(pinRef: string): string {
  return pinRef.replace(PINS, MOVING);
}

function uidBehind(ref: string, prefix: string): Uid | undefined {
  const uid = ref.startsWith(prefix) ? ref.slice(prefix.length) : '';
  return isUid(uid) ? uid : undefined;
}

/** The prefix of all pins of a project, from one of them. */
export function pinFolder(pinRef: string): string {
  return pinRef.slice(0, pinRef.lastIndexOf('/') + 1);
}
