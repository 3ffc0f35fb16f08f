import {isUid, type Uid} from './identity.ts';

const PINS = 'refs/laforge/pins';
const DROPPED = 'refs/laforge/dropped';
const MOVING = 'refs/laforge/moving';

/** The kinds of pins, each with what its name has behind the history's and before the uid. */
const KINDS = {
  /** Keeps what a rollback displaced, or what an undo moved away from, and carries its record. */
  rollback: '',
  /** Keeps the commits of a revert that was proposed, and carries its record. */
  proposal: 'proposed-',
  /** Keeps a step's work that its branch could not take. */
  step: 'step-',
  /** Keeps, in the work tree's own repository alone, what the check of a step changed and was put back. */
  check: 'check-',
  /** Keeps the commits of a step that its branch does not lead to and was not meant to. */
  beside: 'beside-',
} as const;
export type PinKind = keyof typeof KINDS;

/** The beginning of the refs of all pins of one history. With `*` behind it, it is the pattern that lists them. */
export function pinPrefix(slug: string): string {
  return `${PINS}/${slug}/`;
}

/** The patterns that list the pins of one history, and the notes of those that were dropped. */
export function pinPatterns(slug: string): readonly string[] {
  return [`${pinPrefix(slug)}*`, `${droppedPrefix(slug)}*`];
}

/** The ref of a rollback's or a step's pin. */
export function pinRefOf(kind: PinKind, slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}${KINDS[kind]}${uid}`;
}

/** The subject of a pin of this history, by its ref; undefined of anything else. */
export function readPinRef(ref: string, slug: string): {readonly kind: PinKind; readonly uid: Uid} | undefined {
  for (const kind of ['rollback', 'proposal', 'step', 'check', 'beside'] as const) {
    const uid = uidBehind(ref, `${pinPrefix(slug)}${KINDS[kind]}`);
    if (uid !== undefined) return {kind, uid};
  }
  return undefined;
}

/** The beginning of the refs that note dropped pins of one history. */
export function droppedPrefix(slug: string): string {
  return `${DROPPED}/${slug}/`;
}

/** The note of who dropped a pin, when and why: it is set where the pin was taken away, and keeps no commit of it. */
export function droppedRef(pinRef: string): string {
  return pinRef.replace(PINS, DROPPED);
}

/** The rollback or undo whose pin was dropped, by the ref of the note. */
export function rollbackOfDropped(ref: string, slug: string): Uid | undefined {
  return uidBehind(ref, droppedPrefix(slug));
}

/** The beginning of the local refs that note moves of branches under way. */
export function movingPrefix(slug: string): string {
  return `${MOVING}/${slug}/`;
}

/** Notes, in this repository alone, that the local branch is to follow the remote one: set before that moves. */
export function movingRef(pinRef: string): string {
  return pinRef.replace(PINS, MOVING);
}

function uidBehind(ref: string, prefix: string): Uid | undefined {
  const uid = ref.startsWith(prefix) ? ref.slice(prefix.length) : '';
  return isUid(uid) ? uid : undefined;
}

/** The beginning of the refs of all pins of a project, from one of them. */
export function pinFolder(pinRef: string): string {
  return pinRef.slice(0, pinRef.lastIndexOf('/') + 1);
}
