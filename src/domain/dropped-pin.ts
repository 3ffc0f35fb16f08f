import {isSha, quote, type Sha, type Timestamp} from './identity.ts';
import {draftLines, parsePinMessage} from './pin-record.ts';
import type {RollbackDraft} from './rollback.ts';

/** What stays of a pin that somebody dropped. The commits it kept are not in it, but for the SHA of its tip. */
export interface DroppedPin {
  readonly ref: string;
  /** What the pin pointed at, by which a host can be asked to remove it. */
  readonly sha: Sha;
  readonly actor: string | null;
  readonly reason: string | null;
  readonly at: Timestamp;
}

/** What became of a pin that a record names. `unknown`: it is not here, and the remote could not be asked. */
export type PinState = {readonly kind: 'kept' | 'gone' | 'unknown'} | ({readonly kind: 'dropped'} & DroppedPin);

const MARKER = 'Laforge-Dropped-Pin-1: ';
const MAX_MESSAGE_LENGTH = 8_000_000;

/**
 * The message of the commit, without parent and files, that notes a dropped pin: a subject for people, what was dropped
 * as one line of JSON and, of a rollback's or an undo's pin, the record it carried.
 */
export function formatDroppedMessage(dropped: DroppedPin, draft: RollbackDraft | null): string {
  const {ref, sha, actor, reason, at} = dropped;
  const lines = [`laforge: ${actor === null ? '' : `${oneLine(actor)} `}dropped the pin ${ref}`, ''];
  if (reason !== null) lines.push(`Reason: ${quote(reason)}`, '');
  lines.push(`${MARKER}${JSON.stringify({ref, sha, actor, reason, at})}`);
  return [...lines, ...(draft === null ? [] : ['', ...draftLines(draft)]), ''].join('\n');
}

/** Reads such a message back. Anybody who may push can write one: undefined where it does not fit the pin's ref. */
export function parseDroppedMessage(message: string, pinRef: string): DroppedPin | undefined {
  if (message.length > MAX_MESSAGE_LENGTH) return undefined;
  const line = message.split('\n').find((one) => one.startsWith(MARKER));
  const json = line === undefined ? undefined : parseJson(line.slice(MARKER.length));
  if (json === undefined) return undefined;
  const {ref, sha, actor, reason, at} = json;
  if (ref !== pinRef || typeof sha !== 'string' || !isSha(sha)) return undefined;
  if (!isTextOrNull(actor) || !isTextOrNull(reason)) return undefined;
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return undefined;
  return {ref, sha, actor, reason, at};
}

/** The record that the dropped pin had carried; undefined where there is none. */
export function parseDroppedRecord(message: string): RollbackDraft | undefined {
  return parsePinMessage(message);
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

function parseJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? {...json} : undefined;
  } catch {
    return undefined;
  }
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
