import type {AgentConfig} from '../../../domain/documents.ts';
import {asArray, asObject, asText, dig, digText, type Json} from '../../../domain/json.ts';
import type {ModelShare, Verdict} from '../../agent-reader.ts';
import {BROKE_OFF, oneCall, toConfig} from '../../call-findings.ts';
import {API_KEYS, type FigureKeys, type Figures, maxFigures, readCost, readCount, readFigures} from '../../figures.ts';
import {readShare, toName} from '../../model-shares.ts';
import type {Fact} from '../../session-facts.ts';

/** A record of Claude Code's, printed or in a session file. */
export interface ClaudeFact extends Fact {
  readonly kind?: 'init' | 'result' | 'message' | 'compacted' | 'request' | SessionEnd;
  readonly message?: Message;
  /** A result's own part, and the usage of the main conversation. Some versions do not tell the first. */
  readonly added?: readonly ModelShare[] | undefined;
  readonly usage?: Figures;
  readonly turns?: number | null;
  /** It stopped amid a call. */
  readonly isCut?: boolean;
  /** A call had to be tried again: it broke off in the middle, or was refused. */
  readonly isRetry?: 'broken' | 'refused';
}

/** How the main conversation ended. `cut`: in the middle of something; `prompt`: unanswered, or a command of the CLI. */
export type SessionEnd = 'finished' | 'turn_limit' | 'api_error' | 'interrupted' | 'cut' | 'prompt' | 'tool_result';

/** One call to a model as a session file or the stream tells of it; of several copies each may know more. */
export interface Message {
  readonly id: string;
  /** In the main conversation, not in a subagent's. */
  readonly isMain: boolean;
  readonly share: ModelShare;
  /** Why it stopped; null while it was still being written. */
  readonly stopReason: string | null;
  /** Copies made for a resumed session have none, in old versions. */
  readonly requestId: string | null;
  /** The tools it calls, by name. */
  readonly tools: readonly string[];
  /** Other calls that its answer took at the API, such as an advisor's, which are not in its own figures. */
  readonly others: readonly ModelShare[];
}

const ACCOUNT_KEYS: FigureKeys = {
  ...{input: 'inputTokens', cacheRead: 'cacheReadInputTokens', cacheWrite: 'cacheCreationInputTokens'},
  ...{output: 'outputTokens', reasoning: 'thinkingTokens'},
};
const TOLD_KEYS: FigureKeys = {
  ...{input: 'input_tokens', cacheRead: 'cache_read_tokens', cacheWrite: 'cache_creation_tokens'},
  output: 'output_tokens',
};
/** A model that no model is: the CLI's own error messages carry its name. */
const SYNTHETIC = '<synthetic>';
const MOST_TOOLS = 1000;
/** Never reached the API: the name was not found, or nobody listened. */
const UNREACHED = /refused|ENOTFOUND|EAI_AGAIN|FailedToOpenSocket|UNREACH/i;

/** Reads what is printed: the `system/init` of a session, and a `result` for each message that was put to it. */
export function pickPrinted(record: Json): ClaudeFact | undefined {
  const session = asText(record.session_id);
  if (session === undefined) return undefined;
  // Qwen Code prints records of the same shape without the first of these keys, Cursor without the second.
  if (record.subtype === 'init' && 'apiKeySource' in record && 'tools' in record) {
    const tools = asArray(record.tools).filter((tool) => typeof tool === 'string');
    const mode = asText(record.permissionMode);
    const config = toConfig(asText(record.model), {
      agent_version: asText(record.claude_code_version),
      permission_mode: mode,
    });
    return {
      session,
      kind: 'init',
      config: {...config, ...(tools.length === 0 ? {} : {tools: tools.slice(0, MOST_TOOLS)})},
    };
  }
  if (record.subtype === 'api_retry')
    return {session, isHint: true, isRetry: record.error_status === null ? 'broken' : 'refused'};
  if (record.type !== 'result' || !('modelUsage' in record || 'total_cost_usd' in record)) return undefined;
  const [usage, since] = [asObject(record.usage) ?? {}, asObject(record.model_usage_since_last_result)];
  return {
    ...{session, kind: 'result', id: asText(record.uuid), added: since && readModelUsage(since)},
    total: readModelUsage(record.modelUsage, record.total_cost_usd),
    ...{usage: readFigures(usage, API_KEYS, 'rest'), turns: readTurns(record), verdict: readVerdict(record)},
    isCut: isAborted(record) || record.subtype === 'error_during_execution',
    gap: isLost(record) ? BROKE_OFF : undefined,
  };
}

/** Reads a record of a session's file, or of a subagent's beside it (2.0), or below it. */
export function pickKept(record: Json, fileName: string): ClaudeFact | undefined {
  const fact = pickOwn(record);
  if (!/(^|\/)agent-[^/]*$/.test(fileName)) return fact;
  const [, above] = /([^/]+)\/subagents\//.exec(fileName) ?? [];
  return fact && {...fact, folder: undefined, parent: above ?? asText(record.sessionId)};
}

/** Reads what telemetry tells of a call. */
export function pickTold(told: Json) {
  const asked = asText(told.query_source) ?? '';
  const share = readShare(told, TOLD_KEYS, 'rest', told.model);
  const call = oneCall(
    {...share, cost: readCost(told.cost_usd)},
    asked === 'sdk' || asked.startsWith('repl_main_thread'),
  );
  const rate = told.speed === 'normal' ? null : toName(told.speed);
  return {
    ...{id: told.request_id, session: told['session.id']},
    call: {...call, hourWrite: readCount(told.cache_creation_1h_tokens), rate},
  };
}

function pickOwn(record: Json): ClaudeFact | undefined {
  if (record.type === 'cost-state') return {total: readCostState(record)};
  if (record.type === 'api-request') return {kind: 'request', config: pickParameters(asObject(record.params) ?? {})};
  if (record.subtype === 'compact_boundary') return {kind: 'compacted'};
  if (record.subtype === 'api_error') return {isRetry: isBroken(record) ? 'broken' : 'refused'};
  const origin = {folder: digText(record, 'cwd'), version: digText(record, 'version')};
  if (digText(record.attachment, 'type') === 'max_turns_reached') return {...origin, kind: 'turn_limit'};
  if (record.type === 'assistant') {
    const message = readMessage(record);
    if (message !== undefined) return {...origin, kind: 'message', message};
    return record.isApiErrorMessage === true ? {...origin, kind: 'api_error'} : undefined;
  }
  if (record.type !== 'user' || record.isMeta === true || record.isSidechain === true) return undefined;
  const content = asArray(dig(record.message, 'content'));
  const isInterrupted = content.some((item) => digText(item, 'text')?.startsWith('[Request interrupted by user'));
  const isResult = content.some((item) => digText(item, 'type') === 'tool_result');
  return {...origin, kind: isInterrupted ? 'interrupted' : isResult ? 'tool_result' : 'prompt'};
}

/** The parameters of a call; newer versions keep them. */
function pickParameters({model, max_tokens, temperature}: Json): Partial<AgentConfig> {
  const isNumber = (value: unknown): value is number =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0;
  return {
    ...toConfig(asText(model), {}),
    ...(isNumber(max_tokens) ? {max_tokens} : {}),
    ...(isNumber(temperature) ? {temperature} : {}),
  };
}

/** A call broke off without an answer of the API, and may have been charged. */
function isBroken({error, cause}: Json): boolean {
  return typeof dig(error, 'status') !== 'number' && !UNREACHED.test(JSON.stringify([error, cause]));
}

/** The `cost-state` at the end of a session file: all of the session since it began. */
export function readCostState(record: Json): readonly ModelShare[] {
  const models = readModelUsage(record.modelUsage, record.totalCostUSD);
  return record.hasUnknownModelCost === true ? models.map((share) => ({...share, cost: null})) : models;
}

/**
 * `modelUsage`: helper models and subagents included. Input is without what the cache gave or took. A cost is none where
 * it says itself that it has no price for the model. `cost`: of all of it.
 */
function readModelUsage(value: unknown, cost?: unknown): readonly ModelShare[] {
  const entries = Object.entries(asObject(value) ?? {}).filter(
    ([model, item]) => asObject(item) && model !== SYNTHETIC,
  );
  return entries.map(([model, item]): ModelShare => {
    const usage = asObject(item);
    const stated = usage?.costUSD ?? (entries.length === 1 ? cost : undefined);
    return {
      ...readShare(usage, ACCOUNT_KEYS, 'rest', model),
      hourWrite: readCount(usage?.cacheCreationEphemeral1hInputTokens),
      cost: usage?.costBasis === 'unknown' ? null : readCost(stated),
    };
  });
}

/** The message of an `assistant` record; undefined when no model wrote it. */
export function readMessage(record: Json): Message | undefined {
  const message = asObject(record.message);
  const [id, usage] = [digText(message, 'id'), asObject(message?.usage)];
  if (message === undefined || id === undefined || usage === undefined || message.model === SYNTHETIC) return undefined;
  const isMain = record.isSidechain !== true && (record.parent_tool_use_id ?? null) === null;
  const model = digText(message, 'model') ?? 'unknown';
  return {
    ...{id, isMain, share: {...readUsage(usage, model, isMain), rate: readRate(usage)}},
    stopReason: digText(message, 'stop_reason') ?? null,
    requestId: digText(record, 'requestId') ?? null,
    tools: asArray(message.content).flatMap((item) => digText(item, 'name') ?? []),
    // The iterations of type `message` add up to the message itself.
    others: asArray(usage.iterations).flatMap((item) => {
      const one = asObject(item);
      return one?.type === undefined || one.type === 'message' ? [] : [readUsage(one, one.model ?? model, false)];
    }),
  };
}

/** `usage` as the API gives it. */
function readUsage(usage: Json, model: unknown, isMain: boolean): ModelShare {
  const hourWrite = readCount(dig(usage.cache_creation, 'ephemeral_1h_input_tokens'));
  return oneCall({...readShare(usage, API_KEYS, 'rest', model), hourWrite}, isMain);
}

/** `us`: the answer was made in the United States alone, as the user asked. */
function readRate({speed, service_tier: tier, inference_geo: geo}: Json): string | null {
  const rate = speed === 'fast' ? speed : tier === 'priority' || tier === 'batch' ? tier : null;
  return [rate, geo === 'us' ? geo : null].filter((one) => one !== null).join('+') || null;
}

/** A message comes once for each block of its content, and older versions write some copies before its end. */
export function mergeCopies(copies: readonly Message[]): readonly Message[] {
  const messages = new Map<string, Message>();
  for (const message of copies) {
    const other = messages.get(message.id);
    const figures = other === undefined ? message.share : maxFigures(other.share, message.share);
    // It is asked right after the record before its first copy: the prompt, what a tool answered, or the request.
    const {time} = message.share;
    const start = other === undefined ? time?.start : other.share.time?.start;
    messages.set(message.id, {
      ...message,
      others: message.others.length > 0 ? message.others : (other?.others ?? []),
      share: {
        ...message.share,
        ...figures,
        hourWrite: message.share.hourWrite ?? other?.share.hourWrite ?? null,
        ...(time && {time: {...time, start: start ?? null}}),
      },
      stopReason: message.stopReason ?? other?.stopReason ?? null,
      requestId: message.requestId ?? other?.requestId ?? null,
    });
  }
  return [...messages.values()];
}

/**
 * Reads the number of calls. At a limit `num_turns` counts one more or less than that, depending on the version, and
 * versions 1.0, whose `modelUsage` has no `contextWindow`, count messages there.
 */
function readTurns(record: Json): number | null {
  if (record.subtype !== 'success' || record.is_error === true) return Number.NaN;
  const [first] = Object.values(asObject(record.modelUsage) ?? {});
  return dig(first, 'contextWindow') === undefined ? Number.NaN : readCount(record.num_turns);
}

/** Versions before 2.1 say `is_error: false` at a turn limit, so the subtype goes first. */
function readVerdict(record: Json): Verdict {
  const subtype = asText(record.subtype) ?? null;
  if (subtype === 'error_max_turns') return {kind: 'turn_limit', text: subtype};
  if (subtype === 'error_max_budget_usd') return {kind: 'budget', text: subtype};
  if (isAborted(record)) return {kind: 'aborted', text: asText(record.terminal_reason) ?? subtype};
  if (record.is_error !== true && subtype === 'success') return {kind: 'completed', text: subtype};
  const status = readCount(record.api_error_status);
  if (status !== null) return {kind: 'failed', text: `API error ${status}`};
  const words = [asText(record.terminal_reason), subtype].filter((word) => word !== 'completed' && word !== 'success');
  return {kind: 'failed', text: words.find((word) => word != null) ?? null};
}

function isAborted(record: Json): boolean {
  return digText(record, 'terminal_reason')?.startsWith('aborted') === true;
}

/** A call ended in an error that is no answer of the API. An answer has a status; versions before 2.1 tell it, or what it means, in the text alone. */
function isLost(record: Json): boolean {
  if (record.is_error !== true || record.subtype !== 'success' || readCount(record.api_error_status) !== null)
    return false;
  return /^API Error(?!:? \(?\d{3})/.test(asText(record.result) ?? '');
}
