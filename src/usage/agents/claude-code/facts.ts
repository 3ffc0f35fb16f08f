import {asArray, asObject, dig, digText, type Json} from '../../../domain/json.ts';
import {type Growth, readGrowths} from '../../read-growth.ts';
import type {RunTime} from '../../run-time.ts';
import type {ChangedFile} from '../../session-files.ts';
import {type Account, type Message, readCostState, readMessage} from './records.ts';

/** The last thing in the main conversation. `cut`: in the middle of something; `unanswered`: a prompt, or a command of the CLI. */
export type SessionEnd = 'finished' | 'turn_limit' | 'api_error' | 'interrupted' | 'cut' | 'unanswered';

/** The part of a session file's record that counts. */
export type Fact =
  | {readonly kind: 'message'; readonly message: Message; readonly origin: Origin}
  | {readonly kind: 'account'; readonly account: Account; readonly origin: null}
  | {readonly kind: 'compacted'; readonly origin: null}
  | {readonly kind: 'retry'; readonly isBroken: boolean; readonly origin: null}
  | {readonly kind: 'request'; readonly request: ModelRequest; readonly origin: null}
  | {readonly kind: 'prompt' | 'tool_result' | 'api_error' | 'turn_limit' | 'interrupted'; readonly origin: Origin};

/** The parameters of a call; newer versions keep them. */
export interface ModelRequest {
  readonly model: string | null;
  readonly maxTokens: number | null;
  readonly temperature: number | null;
}

interface Origin {
  readonly sessionId: string | null;
  readonly cwd: string | null;
  readonly version: string | null;
}

const MARKS = ['"assistant"', '"user"', '"cost-state"', '"max_turns_reached"', '"compact_boundary"'].concat([
  '"api_error"',
]);
const REQUEST = '"api-request"';
/** A request that was kept with all that was sent is not worth the reading. */
const LONGEST_REQUEST = 64 * 1024;

/** Reads session files, apart for the run and for what is older. Never throws. */
export function readFacts(files: readonly ChangedFile[], run: RunTime): Promise<readonly Growth<Fact>[]> {
  const isWanted = (line: Buffer) =>
    MARKS.some((mark) => line.includes(mark)) || (line.length < LONGEST_REQUEST && line.includes(REQUEST));
  return readGrowths(files, isWanted, readFact, run);
}

function readFact(record: Json): Fact | undefined {
  if (record.type === 'cost-state') return {kind: 'account', account: readCostState(record), origin: null};
  if (record.type === 'api-request') {
    const params = asObject(record.params);
    const [maxTokens, temperature] = [toNumber(params?.max_tokens), toNumber(params?.temperature)];
    return {kind: 'request', request: {model: digText(params, 'model') ?? null, maxTokens, temperature}, origin: null};
  }
  if (record.subtype === 'compact_boundary') return {kind: 'compacted', origin: null};
  if (record.subtype === 'api_error') return {kind: 'retry', isBroken: isBroken(record), origin: null};
  const origin = {
    sessionId: digText(record, 'sessionId') ?? null,
    cwd: digText(record, 'cwd') ?? null,
    version: digText(record, 'version') ?? null,
  };
  if (asObject(record.attachment)?.type === 'max_turns_reached') return {kind: 'turn_limit', origin};
  if (record.type === 'assistant') {
    const message = readMessage(record);
    if (message !== undefined) return {kind: 'message', message, origin};
    return record.isApiErrorMessage === true ? {kind: 'api_error', origin} : undefined;
  }
  if (record.type !== 'user' || record.isMeta === true || record.isSidechain === true) return undefined;
  const content = asArray(asObject(record.message)?.content);
  const isInterrupted = content.some(
    (item) => digText(item, 'text')?.startsWith('[Request interrupted by user') === true,
  );
  const isResult = content.some((item) => digText(item, 'type') === 'tool_result');
  return {kind: isInterrupted ? 'interrupted' : isResult ? 'tool_result' : 'prompt', origin};
}

/** Never reached the API: the name was not found, or nobody listened. */
const UNREACHED = /refused|ENOTFOUND|EAI_AGAIN|FailedToOpenSocket|UNREACH/i;

/** A call broke off without an answer of the API, and may have been charged. */
function isBroken({error, cause}: Json): boolean {
  return typeof dig(error, 'status') !== 'number' && !UNREACHED.test(JSON.stringify([error, cause]));
}

function toNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** Versions before 2.1 record neither all calls of helper models nor, reliably, how a message ended. */
export function isOld(version: string | null): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major < 2 || (major === 2 && minor < 1);
}

/** Versions before 2.1.61 may leave only the beginning of a message's output, and not how it ended. */
export function hasPlaceholders(version: string | null): boolean {
  const [major = 0, minor = 0, patch = 0] = (version ?? '').split('.').map(Number);
  return isOld(version) || (major === 2 && minor === 1 && patch < 61);
}

/** Tells from these facts how the main conversation ended. */
export function endOf(facts: readonly Fact[], wasOld: boolean): SessionEnd {
  const last = facts.findLast((fact) => fact.origin !== null && !(fact.kind === 'message' && !fact.message.isMain));
  if (last === undefined || last.origin === null || last.kind === 'prompt') return 'unanswered';
  const asked = facts.findLast((fact) => fact.kind === 'message' && fact.message.isMain);
  // An answer by a schema is given with this tool, and nothing is asked after it.
  const isAnswer = asked?.kind === 'message' && asked.message.tools.includes('StructuredOutput');
  if (last.kind === 'tool_result') return isAnswer ? 'finished' : 'cut';
  if (last.kind !== 'message') return last.kind;
  const {stopReason, tools} = last.message;
  // Older versions write some messages without why they stopped; one that calls a tool is not the last.
  if (stopReason === null) return wasOld && tools.length === 0 ? 'finished' : 'cut';
  return (stopReason === 'tool_use' || tools.length > 0) && !isAnswer ? 'cut' : 'finished';
}
