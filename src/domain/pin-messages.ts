import {name, sentence} from './documents.ts';
import {quote, shortSha} from './identity.ts';
import {parseObject, toSortedJson} from './json.ts';
import {nullable, object, Reading, sha, timestamp, type ValueOf, WRONG} from './kinds.ts';
import {draftToJson, isProposal, jsonToDraft, type RollbackDraft, rollbackDraft} from './rollback.ts';
import {type Step, stepName} from './step.ts';
import {nameFirst} from './text.ts';

/** Stands alone on the line before the record. */
const MARKER = 'Laforge-Rollback-Record-1:';
/** Enough for about two hundred thousand uids of steps; a longer message is not read. */
const MAX_MESSAGE_LENGTH = 8_000_000;
const STEPS_NAMED = 10;

/**
 * The message of the commit that a pin points at: a subject and a few lines for people who find it in `git log`, then
 * the record as one line of JSON. If publishing a rollback failed, this is how its record is found.
 */
export function formatPinMessage(draft: RollbackDraft, steps: readonly Pick<Step, 'id' | 'uid'>[]): string {
  const from = shortSha(draft.fromSha);
  const to = shortSha(draft.toSha);
  const names = steps.length === 0 ? '' : ` (${nameSteps(steps)})`;
  const where = isProposal(draft) ? 'proposed' : `from ${from} to ${to}`;
  const lines = [`laforge: ${draft.kind} of ${draft.branch ?? ''} ${where}${names}`, ''];
  if (draft.kind === 'rollback') lines.push(`Keeps the commits that left the branch: git log ${to}..${from}`);
  else if (draft.kind === 'undo') lines.push(`Takes back the rollback ${draft.undoes ?? ''}.`);
  else lines.push('Nothing left the branch: commits on top of it take the steps back.');
  // Quoting keeps the reason on one line, so that no reason can imitate the marker below.
  if (draft.reason !== null) lines.push(`Reason: ${quote(draft.reason)}`);
  return [...lines, '', ...draftLines(draft), ''].join('\n');
}

/** The last two lines of a message with a record. */
function draftLines(draft: RollbackDraft): readonly string[] {
  return [MARKER, JSON.stringify(draftToJson(draft))];
}

/** Names steps: `steps 14, 15`, or a count of those after the tenth. */
export function nameSteps(steps: readonly Pick<Step, 'id' | 'uid'>[]): string {
  if (steps.length === 0) return 'no steps';
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return stepName(only);
  return `steps ${nameFirst(steps, STEPS_NAMED, ({id, uid}) => (id === null ? uid : String(id)))}`;
}

/**
 * Reads the record from a pin's commit message. Anybody who may push can write such a message, so anything odd makes it
 * undefined: a second marker, a missing or unknown key, a value of another shape.
 */
export function parsePinMessage(message: string | null): RollbackDraft | undefined {
  if (message === null || message.length > MAX_MESSAGE_LENGTH) return undefined;
  const lines = message.trimEnd().split('\n');
  if (lines.filter((line) => line === MARKER).length !== 1 || lines.at(-2) !== MARKER) return undefined;
  const json = parseObject(lines.at(-1) ?? '');
  const draft = json === undefined ? WRONG : rollbackDraft.read(jsonToDraft(json), new Reading(true));
  if (json === undefined || draft === WRONG || !isOfAMove(draft)) return undefined;
  // A text that differs from the record we would have written is not ours. Older versions had no chain.
  return toSortedJson({chain: null, ...json}) === toSortedJson(draftToJson(draft)) ? draft : undefined;
}

/** True if a record moved a branch or proposes to. Every record with a pin does. */
function isOfAMove(draft: RollbackDraft): boolean {
  const {kind, undoes, target, branch, fromSha, toSha, pinRef, stepUids} = draft;
  const isWhole = fromSha !== null && pinRef !== null && branch !== null && branch !== '';
  const hasMoved = toSha !== null || isProposal(draft);
  const fitsItsKind = (undoes !== null) === (kind === 'undo') && (target !== null) === (kind === 'rollback');
  return isWhole && hasMoved && kind !== 'applied' && fitsItsKind && new Set(stepUids).size === stepUids.length;
}

/** The note about a dropped pin. It names the SHA of the pin's tip and keeps none of the commits. */
const droppedPin = object({
  ref: name,
  /** The SHA that the pin pointed at. A host can be asked to remove it by this name. */
  sha,
  actor: nullable(name),
  reason: nullable(sentence),
  at: timestamp,
});
export type DroppedPin = ValueOf<typeof droppedPin>;

/**
 * The state of a pin that a record names. `unknown`: it is not in this repository, and the remote could not be asked.
 */
export type PinState = {readonly kind: 'kept' | 'gone' | 'unknown'} | ({readonly kind: 'dropped'} & DroppedPin);

const DROPPED_MARKER = 'Laforge-Dropped-Pin-1: ';

/**
 * The message of the commit that notes a dropped pin, and that has no parent and no files: a subject for people, then
 * the note as one line of JSON. For the pin of a rollback or an undo, its record follows.
 */
export function formatDroppedMessage(dropped: DroppedPin, draft: RollbackDraft | null): string {
  const {ref, actor, reason, at} = dropped;
  const lines = [`laforge: ${actor === null ? '' : `${oneLine(actor)} `}dropped the pin ${ref}`, ''];
  if (reason !== null) lines.push(`Reason: ${quote(reason)}`, '');
  lines.push(`${DROPPED_MARKER}${JSON.stringify({ref, sha: dropped.sha, actor, reason, at})}`);
  return [...lines, ...(draft === null ? [] : ['', ...draftLines(draft)]), ''].join('\n');
}

/** Bounds a note so that it can be read back. */
export function boundDroppedPin(dropped: DroppedPin): DroppedPin {
  const found = droppedPin.read(dropped, new Reading(false));
  return found === WRONG ? dropped : found;
}

/**
 * Reads the note from such a message. Anybody who may push can write one, so it is undefined unless it names this pin.
 */
export function parseDroppedMessage(message: string | null, pinRef: string): DroppedPin | undefined {
  if (message === null || message.length > MAX_MESSAGE_LENGTH) return undefined;
  const line = message.split('\n').find((one) => one.startsWith(DROPPED_MARKER));
  const found = droppedPin.read(parseObject(line?.slice(DROPPED_MARKER.length) ?? ''), new Reading(true));
  return found === WRONG || found.ref !== pinRef ? undefined : found;
}

/** Describes a dropped pin, as the end of a sentence: `ada dropped it on 2026-11-26 (a key was in it)`. */
export function droppedInWords({actor, reason, at}: DroppedPin): string {
  const why = reason === null ? '' : ` (${oneLine(reason)})`;
  return `${actor === null ? 'somebody' : oneLine(actor)} dropped it on ${at.slice(0, 10)}${why}`;
}

/** Says ` (gone: …)` of a pin that no longer exists; '' for one that exists or of which nothing is known. */
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
