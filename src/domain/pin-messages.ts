import {name, sentence} from './documents.ts';
import {quote, shortSha} from './identity.ts';
import {parseObject, toSortedJson} from './json.ts';
import {nullable, object, Reading, sha, timestamp, type ValueOf, WRONG} from './kinds.ts';
import {draftToJson, isProposal, jsonToDraft, type RollbackDraft, rollbackDraft} from './rollback.ts';
import {type Step, stepName} from './step.ts';
import {nameFirst} from './text.ts';

/** Stands alone on the line before the record. */
const MARKER = 'Laforge-Rollback-Record-1:';
/** Some two hundred thousand steps' uids; a longer message is not read. */
const MAX_MESSAGE_LENGTH = 8_000_000;
const STEPS_NAMED = 10;

/**
 * The message of the commit a pin points at: a subject and a few lines for people who meet it in `git log`, then the
 * record as one line of JSON, by which a rollback whose record was never published is found again.
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
  // Quoted, it is one line: nothing a person wrote as a reason can pass for the marker below.
  if (draft.reason !== null) lines.push(`Reason: ${quote(draft.reason)}`);
  return [...lines, '', ...draftLines(draft), ''].join('\n');
}

/** The last two lines of a message that carries a record. */
function draftLines(draft: RollbackDraft): readonly string[] {
  return [MARKER, JSON.stringify(draftToJson(draft))];
}

/** `steps 14, 15`, with a count instead of the names beyond the tenth. */
export function nameSteps(steps: readonly Pick<Step, 'id' | 'uid'>[]): string {
  if (steps.length === 0) return 'no steps';
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return stepName(only);
  return `steps ${nameFirst(steps, STEPS_NAMED, ({id, uid}) => (id === null ? uid : String(id)))}`;
}

/**
 * Reads the record out of a pin's commit message. Anybody who may push can write such a message, so anything odd - a
 * second marker, a missing or unknown key, a value of another shape - makes it undefined.
 */
export function parsePinMessage(message: string | null): RollbackDraft | undefined {
  if (message === null || message.length > MAX_MESSAGE_LENGTH) return undefined;
  const lines = message.trimEnd().split('\n');
  if (lines.filter((line) => line === MARKER).length !== 1 || lines.at(-2) !== MARKER) return undefined;
  const json = parseObject(lines.at(-1) ?? '');
  const draft = json === undefined ? WRONG : rollbackDraft.read(jsonToDraft(json), new Reading(true));
  if (json === undefined || draft === WRONG || !isOfAMove(draft)) return undefined;
  // What says more or less than the record that we would have written is not ours. Older versions knew no chain.
  return toSortedJson({chain: null, ...json}) === toSortedJson(draftToJson(draft)) ? draft : undefined;
}

/** True for what moved a branch or proposes to, as all does that has a pin. */
function isOfAMove(draft: RollbackDraft): boolean {
  const {kind, undoes, target, branch, fromSha, toSha, pinRef, stepUids} = draft;
  const isWhole = fromSha !== null && pinRef !== null && branch !== null && branch !== '';
  const hasMoved = toSha !== null || isProposal(draft);
  const fitsItsKind = (undoes !== null) === (kind === 'undo') && (target !== null) === (kind === 'rollback');
  return isWhole && hasMoved && kind !== 'applied' && fitsItsKind && new Set(stepUids).size === stepUids.length;
}

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

const DROPPED_MARKER = 'Laforge-Dropped-Pin-1: ';

/**
 * The message of the commit, without parent and files, that notes a dropped pin: a subject for people, what was dropped
 * as one line of JSON and, of a rollback's or an undo's pin, the record it carried.
 */
export function formatDroppedMessage(dropped: DroppedPin, draft: RollbackDraft | null): string {
  const {ref, actor, reason, at} = dropped;
  const lines = [`laforge: ${actor === null ? '' : `${oneLine(actor)} `}dropped the pin ${ref}`, ''];
  if (reason !== null) lines.push(`Reason: ${quote(reason)}`, '');
  lines.push(`${DROPPED_MARKER}${JSON.stringify({ref, sha: dropped.sha, actor, reason, at})}`);
  return [...lines, ...(draft === null ? [] : ['', ...draftLines(draft)]), ''].join('\n');
}

/** The note within the bounds of one, so that it can be read back. */
export function boundDroppedPin(dropped: DroppedPin): DroppedPin {
  const found = droppedPin.read(dropped, new Reading(false));
  return found === WRONG ? dropped : found;
}

/** Reads such a message back. Anybody who may push can write one: undefined where it does not fit the pin's ref. */
export function parseDroppedMessage(message: string | null, pinRef: string): DroppedPin | undefined {
  if (message === null || message.length > MAX_MESSAGE_LENGTH) return undefined;
  const line = message.split('\n').find((one) => one.startsWith(DROPPED_MARKER));
  const found = droppedPin.read(parseObject(line?.slice(DROPPED_MARKER.length) ?? ''), new Reading(true));
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
