import {quote, shortSha} from './identity.ts';
import {parseObject, toSortedJson} from './json.ts';
import {Reading, WRONG} from './kinds.ts';
import {draftToJson, isProposal, jsonToDraft, type RollbackDraft, rollbackDraft} from './rollback.ts';
import {type Step, stepName} from './step.ts';

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
export function draftLines(draft: RollbackDraft): readonly string[] {
  return [MARKER, JSON.stringify(draftToJson(draft))];
}

/** `steps 14, 15`, with a count instead of the names beyond the tenth. */
export function nameSteps(steps: readonly Pick<Step, 'id' | 'uid'>[]): string {
  if (steps.length === 0) return 'no steps';
  const [only] = steps;
  if (steps.length === 1 && only !== undefined) return stepName(only);
  const names = steps.slice(0, STEPS_NAMED).map(({id, uid}) => (id === null ? uid : String(id)));
  const rest = steps.length - names.length;
  return `steps ${names.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

/**
 * Reads the record out of a pin's commit message. Anybody who may push can write such a message, so anything odd - a
 * second marker, a missing or unknown key, a value of another shape - makes it undefined.
 */
export function parsePinMessage(message: string): RollbackDraft | undefined {
  if (message.length > MAX_MESSAGE_LENGTH) return undefined;
  const lines = message.trimEnd().split('\n');
  if (lines.filter((line) => line === MARKER).length !== 1 || lines.at(-2) !== MARKER) return undefined;
  const json = parseObject(lines.at(-1) ?? '');
  const draft = json === undefined ? WRONG : rollbackDraft.read(jsonToDraft(json), new Reading(true));
  if (json === undefined || draft === WRONG || !isOfAMove(draft)) return undefined;
  // What says more or less than the record that we would have written is not ours.
  return toSortedJson(json) === toSortedJson(draftToJson(draft)) ? draft : undefined;
}

/** True for what moved a branch or proposes to, as all does that has a pin. */
function isOfAMove(draft: RollbackDraft): boolean {
  const {kind, undoes, target, branch, fromSha, toSha, pinRef, stepUids} = draft;
  const isWhole = fromSha !== null && pinRef !== null && branch !== null && branch !== '';
  const hasMoved = toSha !== null || isProposal(draft);
  const fitsItsKind = (undoes !== null) === (kind === 'undo') && (target !== null) === (kind === 'rollback');
  return isWhole && hasMoved && kind !== 'applied' && fitsItsKind && new Set(stepUids).size === stepUids.length;
}
