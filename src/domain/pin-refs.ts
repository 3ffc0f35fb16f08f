import {isUid, type Uid} from './identity.ts';

const PINS = 'refs/laforge/pins';
const DROPPED = 'refs/laforge/dropped';
const MOVING = 'refs/laforge/moving';
const STEP = 'step-';
const CHECK = 'check-';
const BESIDE = 'beside-';
const PROPOSED = 'proposed-';

/** The beginning of the refs of all pins of one history. With `*` behind it, it is the pattern that lists them. */
export function pinPrefix(slug: string): string {
  return `${PINS}/${slug}/`;
}

/** The patterns that list the pins of one history, and the notes of those that were dropped. */
export function pinPatterns(slug: string): readonly string[] {
  return [`${pinPrefix(slug)}*`, `${droppedPrefix(slug)}*`];
}

/** Keeps what a rollback displaced, or what an undo moved away from, and carries its record. */
export function rollbackPinRef(slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}${uid}`;
}

/** Keeps a step's work that its branch could not take. */
export function stepPinRef(slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}${STEP}${uid}`;
}

/** Keeps, in the work tree's own repository alone, what the check of a step changed and was put back. */
export function checkPinRef(slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}${CHECK}${uid}`;
}

/** Keeps the commits of a step that its branch does not lead to and was not meant to. */
export function besidePinRef(slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}${BESIDE}${uid}`;
}

/** Keeps the commits of a revert that was proposed, and carries its record. */
export function proposalPinRef(slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}${PROPOSED}${uid}`;
}

/** The proposed revert whose pin this ref is; undefined for anything else. */
export function proposalOfPin(ref: string, slug: string): Uid | undefined {
  return uidBehind(ref, `${pinPrefix(slug)}${PROPOSED}`);
}

/** The rollback or undo whose pin this ref is; undefined for a step's pin and for anything else. */
export function rollbackOfPin(ref: string, slug: string): Uid | undefined {
  return uidBehind(ref, pinPrefix(slug));
}

/** The step whose pin this ref is; undefined for anything else. */
export function stepOfPin(ref: string, slug: string): Uid | undefined {
  return uidBehind(ref, `${pinPrefix(slug)}${STEP}`);
}

/** The step whose check left what this pin keeps; undefined for anything else. */
export function checkOfPin(ref: string, slug: string): Uid | undefined {
  return uidBehind(ref, `${pinPrefix(slug)}${CHECK}`);
}

/** The step whose commits beside its branch this pin keeps; undefined for anything else. */
export function besideOfPin(ref: string, slug: string): Uid | undefined {
  return uidBehind(ref, `${pinPrefix(slug)}${BESIDE}`);
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
