import {asArray, asObject, asText, dig, digObject, digText, type Json} from '../../../domain/json.ts';
import type {ModelShare, Verdict} from '../../agent-reader.ts';
import {BROKE_OFF, oneCall} from '../../call-findings.ts';
import {addCounts, readCount, subtractCounts} from '../../figures.ts';
import {NOTHING_USED, readShare, sumCounts, toShare} from '../../model-shares.ts';
import {timeOf} from '../../run-time.ts';
import type {Fact} from '../../session-facts.ts';

/** A record of Gemini CLI's, printed or in a chat. */
export interface GeminiFact extends Fact {
  /** All of its tokens, as the record adds them up. */
  readonly size?: number | null;
  readonly turns?: number | null;
  /** `-o stream-json` has no class for the prompts of tools. */
  readonly isStream?: boolean;
  /** The API's own answer was what it failed with, so that no call was cut off. */
  readonly hasAnswer?: boolean;
  /** The names of the tools that a message used. */
  readonly tools?: readonly string[];
  /** All messages are written anew. */
  readonly isRewrite?: boolean;
}

export const ASKING_TOOLS = ['web_fetch', 'google_web_search'];
export const LIMIT_EXIT_CODE = 53;
const LONGEST_WORKSPACE = 10_000;
const WORKSPACE = 'Workspace Directories:';
export const MARKS = ['"tokens"', '"projectHash"', '"$set"', WORKSPACE];
const KEYS = {input: 'prompt', cacheRead: 'cached', output: 'candidates', reasoning: 'thoughts', tool: 'tool'};
const TOLD_KEYS = {
  ...{input: 'input_token_count', cacheRead: 'cached_content_token_count', output: 'output_token_count'},
  ...{reasoning: 'thoughts_token_count', tool: 'tool_token_count'},
};
/** The words of a connection that broke, where an answer of the API has its status. */
const BROKEN = /terminated|ECONN|socket|network|fetch failed|timed? ?out|premature/i;

export function isDocument(name: string): boolean {
  return name.endsWith('.json');
}

/** Reads the final record of a run, how a stream began, and what `-o json` prints on stderr when it fails. */
export function pickPrinted(record: Json): GeminiFact | undefined {
  const [stats, error, session] = [asObject(record.stats), asObject(record.error), asText(record.session_id)];
  // Others may print the like of an `init` and of an error; only a chat of this id is evidence.
  if (record.type === 'init' && session !== undefined && record.subtype === undefined)
    return {session, isHint: true, model: asText(record.model)};
  if (record.type === 'result' && stats?.total_tokens !== undefined && asText(record.status) !== undefined) {
    const gap = BROKEN.test(asText(error?.message) ?? '') ? BROKE_OFF : undefined;
    return {...readStreamStats(stats), isStream: true, gap, verdict: toVerdict(record.status === 'success', error)};
  }
  if (record.type !== undefined) return undefined;
  if (digObject(stats, 'models') !== undefined && 'response' in record)
    return {session, ...readJsonStats(stats ?? {}), verdict: toVerdict(error === undefined, error)};
  if (error === undefined || !('code' in error)) return undefined;
  const code = readCount(error.code) ?? 0;
  const hasAnswer = code === LIMIT_EXIT_CODE || (code >= 400 && code < 600);
  return {session, isHint: true, hasAnswer, verdict: toVerdict(false, error)};
}

/** The messages that a line or a document tells: itself, or those under `messages` or `$set.messages`. */
export function pickKept(
  record: Json,
  fileName: string,
  folderOf: (hash: string, workspace: string) => string | undefined,
): readonly GeminiFact[] {
  const rewritten = dig(record, '$set', 'messages');
  const isRewrite = rewritten !== undefined;
  const listed = [record.messages, rewritten].flatMap(asArray);
  const [, parent] = /\/chats\/([^/]+)\//.exec(fileName) ?? [];
  const folder = folderOf(asText(record.projectHash) ?? '', listed.map(readWorkspace).join(''));
  const messages = [record, ...listed].flatMap((one) => pickMessage(one, parent === undefined));
  return [
    {session: parent ?? asText(record.sessionId), folder, isRewrite},
    ...messages.map((message) => ({...message, isRewrite, subagent: parent === undefined ? undefined : fileName})),
  ];
}

/** Newer versions begin a session with a message that names the folders, one a line. */
function readWorkspace(value: unknown): string {
  const text = digText(asArray(dig(value, 'content'))[0], 'text') ?? '';
  const start = text.indexOf(WORKSPACE);
  return start === -1 ? '' : text.slice(start, start + LONGEST_WORKSPACE);
}

/** Subagents, compressions and rewinds leave the tokens of a message what they are: they were used. */
function pickMessage(value: unknown, isMain: boolean): readonly GeminiFact[] {
  const message = asObject(value);
  const [id, tokens] = [asText(message?.id), asObject(message?.tokens)];
  if (message?.type !== 'gemini' || id === undefined || tokens === undefined) return [];
  const tools = asArray(message.toolCalls).map((call) => digText(call, 'name') ?? '');
  const call = oneCall(readTokens(tokens, {...KEYS, input: 'input', output: 'output'}, message.model), isMain);
  return [{id, at: timeOf(message), call, size: readCount(tokens.total), tools}];
}

/** Reads what telemetry tells of a call; older versions do not tell who asked. */
export function pickTold(told: Json) {
  const call = oneCall(readTokens(told, TOLD_KEYS, told.model), told.role === 'main');
  return {session: told['session.id'], call: told.role === undefined ? {...call, turns: null} : call};
}

function toVerdict(isGood: boolean, error: Json | undefined): Verdict {
  if (isGood) return {kind: 'completed', text: null};
  const text = asText(error?.type) ?? null;
  return {kind: text === 'FatalTurnLimitedError' || error?.code === LIMIT_EXIT_CODE ? 'turn_limit' : 'failed', text};
}

/**
 * The `stats` of `-o json`: all calls of the run by model, helpers and subagents included. `input`, where there is one,
 * is the prompt less what came from cache, and so of no use where a tool's own prompt is counted as well.
 */
function readJsonStats(stats: Json): GeminiFact {
  const entries = Object.entries(digObject(stats, 'models') ?? {});
  const models = entries.map(([model, entry]): ModelShare => {
    const turns = countAnswered(digObject(entry, 'api'));
    return {...readTokens(digObject(entry, 'tokens') ?? {}, KEYS, model), turns, calls: turns};
  });
  // Newer ones tell the calls of the main conversation apart from those of routers and the like.
  const main = entries.map(([, entry]) => countAnswered(digObject(entry, 'roles', 'main')));
  const hasRoles = entries.some(([, entry]) => dig(entry, 'roles') !== undefined);
  return {
    total: models.length === 0 ? [NOTHING_USED] : models,
    size: sumCounts(entries.map(([, entry]) => readCount(dig(entry, 'tokens', 'total')))),
    turns: sumCounts(hasRoles ? main : models.map((share) => share.turns)),
  };
}

/** A request that failed and was tried again is counted as one, and as an error. */
function countAnswered(requests: Json | undefined): number | null {
  return subtractCounts(readCount(requests?.totalRequests), readCount(requests?.totalErrors));
}

/** The `stats` of the `result` of `-o stream-json`. */
function readStreamStats(stats: Json): GeminiFact {
  const models = Object.entries(digObject(stats, 'models') ?? {});
  const total = models.map(([model, entry]) => readStreamTokens(asObject(entry) ?? {}, model));
  return {total: total.length === 0 ? [readStreamTokens(stats, '')] : total, size: readCount(stats.total_tokens)};
}

/** Thoughts are told by the total alone, and 0.12 does not tell what came from cache, so that its input cannot be told either. */
function readStreamTokens(tokens: Json, model: string): ModelShare {
  const [prompt, cacheRead] = [readCount(tokens.input_tokens), readCount(tokens.cached)];
  const output = prompt === null ? null : subtractCounts(readCount(tokens.total_tokens), prompt);
  const candidates = readCount(tokens.output_tokens);
  const figures = {
    input: cacheRead === null ? null : subtractCounts(prompt, cacheRead),
    ...{cacheRead, cacheWrite: 0, output},
    reasoning: candidates === null ? null : subtractCounts(output, candidates),
  };
  return toShare(figures, model);
}

/** The prompt includes what came from cache but not a tool's own prompt; the candidates do not include the thoughts. */
function readTokens(tokens: Json, keys: typeof KEYS, model: unknown): ModelShare {
  const told = readShare(tokens, keys, 'whole', model);
  return {
    ...told,
    input: told.input === null ? null : addCounts(told.input, readCount(tokens[keys.tool])),
    // The API has no price for writing to the cache, and no count.
    cacheWrite: 0,
    output: told.output === null ? null : addCounts(told.output, told.reasoning),
  };
}
