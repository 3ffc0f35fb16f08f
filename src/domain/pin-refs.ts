import {isUid, type Uid} from './identity.ts';

const PINS = 'refs/laforge/pins';

/** What every pin of one history's refs begin with; with `*` behind it, the pattern that lists them. */
export function pinPrefix(slug: string): string {
  return `${PINS}/${slug}/`;
}

/** Keeps what a rollback displaced, or what an undo moved away from, and carries its record. */
export function rollbackPinRef(slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}${uid}`;
}

/** Keeps a step's work that its branch could not take. */
export function stepPinRef(slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}step-${uid}`;
}

/** Keeps, in the work tree's own repository alone, what the check of a step changed and was put back. */
export function checkPinRef(slug: string, uid: Uid): string {
  return `${pinPrefix(slug)}check-${uid}`;
}

/** The rollback or undo whose pin this ref is; undefined for a step's pin and for anything else. */
export function rollbackOfPin(ref: string, slug: string): Uid | undefined {
  const prefix = pinPrefix(slug);
  const uid = ref.startsWith(prefix) ? ref.slice(prefix.length) : '';
  return isUid(uid) ? uid : undefined;
}
