import {name, sentence} from './documents.ts';
import {quote} from './identity.ts';
import {parseObject} from './json.ts';
import {nullable, object, Reading, sha, timestamp, type ValueOf, WRONG} from './kinds.ts';
import {draftLines} from './pin-record.ts';
import type {RollbackDraft} from './rollback.ts';

/** The note of a dropped pin. It holds the SHA of the pin's tip and none of the commits. */
const droppedPin = object({
  ref: name,
  /** The SHA the pin pointed at. A host can be asked to remove it by this name. */
  sha,
  actor: nullable(name),
  reason: nullable(sentence),
  at: timestamp,
});
export type DroppedPin = ValueOf<typeof droppedPin>;

/** The state of a pin that a record names. `unknown`: it is not here, and the remote could not be asked. */
export type PinState = {readonly kind: 'kept' | 'gone' | 'unknown'} | ({readonly kind: 'dropped'} & DroppedPin);

const MARKER = 'Laforge-Dropped-Pin-1: ';
const MAX_MESSAGE_LENGTH = 8_000_000;

/**
 * The message of the commit, without parent and files, that notes a dropped pin: a subject for people, what was dropped
 * as one line of JSON and, of a rollback's or an undo's pin, the record it carried.
 */
export function formatDroppedMessage(dropped: DroppedPin, draft: RollbackDraft | null): string {
  const {ref, actor, reason, at} = dropped;
  const lines = [`laforge: ${actor === null ? '' : `${oneLine(actor)} `}dropped the pin ${ref}`, ''];
  if (reason !== null) lines.push(`Reason: ${quote(reason)}`, '');
  lines.push(`${MARKER}${JSON.stringify({ref, sha: dropped.sha, actor, reason, at})}`);
  return [...lines, ...(draft === null ? [] : ['', ...draftLines(draft)]), ''].join('\n');
}

/** The note within the bounds of one, so that it can be read back. */
export function boundDroppedPin(dropped: DroppedPin): DroppedPin {
  const found = droppedPin.read(dropped, new Reading(false));
  return found === WRONG ? dropped : found;
}

/** Reads such a message back. Anybody who may push can write one: undefined where it does not fit the pin's ref. */
export function parseDroppedMessage(message: string, pinRef: string): DroppedPin | undefined {
  if (message.length > MAX_MESSAGE_LENGTH) return undefined;
  const line = message.split('\n').find((one) => one.startsWith(MARKER));
  const found = droppedPin.read(parseObject(line?.slice(MARKER.length) ?? ''), new Reading(true));
  return found === WRONG || found.ref !== pinRef ? undefined : found;
}

/** `ada dropped it on 2026-11-26 (a key was in it)`, as the end of a sentence. */
export function droppedInWords({actor, reason, at}: DroppedPin): string {
  const why = reason === null ? '' : ` (${oneLine(reason)})`;
  return `${actor === null ? 'somebody' : oneLine(actor)} dropped it on ${at.slice(0, 10)}${why}`;
}

/** ` (gone: …)` for a pin that is no more, '' for one that is there, or of which nothing is known. */
export function goneInWords(pin: PinState | undefined): string {
  switch (pin?.kind) {
    case 'dropped':
      return ` (gone: ${droppedInWords(pin)})`;
    case 'gone':
      return ' (gone: it is neither at the remote nor here)';
    case 'kept':
    case 'unknown':
    case undefined:
      return '';
  }
}

function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
}
