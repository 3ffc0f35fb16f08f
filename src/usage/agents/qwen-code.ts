import {asArray, asObject, asText, dig, digObject, type Json} from '../../domain/json.ts';
import type {Findings, ModelShare, RunEnd, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, findShares, firstReason, oneCall, toConfig} from '../call-findings.ts';
import {addCounts, type FigureKeys, readCount, totalOf} from '../figures.ts';
import {callsOf, describedBy, type Run, readPrinted, type Told, tellEach, totalsOf} from '../follow-sessions.ts';
import {
  addShares,
  NOTHING_USED,
  readShare,
  subtractBefore,
  subtractShares,
  sumCounts,
  sumFigures,
  toShare,
} from '../model-shares.ts';
import {timeOf, toCallTime, toTime} from '../run-time.ts';
import type {Fact} from '../session-facts.ts';
import {ownFolder} from '../session-files.ts';

/** A chat has each call twice: as what the assistant said, and as telemetry, which has those of subagents too. */
interface QwenFact extends Fact {
  readonly kind?: 'assistant' | 'response';
  readonly turns?: number | null;
}

type Used = readonly ModelShare[];
type Keys = FigureKeys & {readonly total: string};

const MOST_TOOLS = 200;
const LIMIT_EXIT_CODE = 53;
const USAGE_FILE = 'usage_record.jsonl';
/** `usage` of a printed `result` or `assistant` record has Claude Code's names, and does not tell the thoughts. */
const PRINTED: Keys = {
  ...{input: 'input_tokens', cacheRead: 'cache_read_input_tokens', output: 'output_tokens', total: 'total_tokens'},
};
/** `stats` of the `result` that `-o json` prints. */
const STATS: Keys = {
  ...{input: 'prompt', cacheRead: 'cached', output: 'candidates', reasoning: 'thoughts', total: 'total'},
};
/** `models` of a line of `usage_record.jsonl`. */
const USAGE_LINE: Keys = {
  ...{input: 'inputTokens', cacheRead: 'cachedTokens', output: 'outputTokens'},
  ...{reasoning: 'thoughtsTokens', total: 'totalTokens'},
};
/** `usageMetadata` of an `assistant` line of a chat. */
const METADATA: Keys = {
  ...{input: 'promptTokenCount', cacheRead: 'cachedContentTokenCount', output: 'candidatesTokenCount'},
  ...{reasoning: 'thoughtsTokenCount', total: 'totalTokenCount'},
};
/** The `uiEvent` of an `api_response` in a chat. */
const RESPONSE: Keys = {
  ...{input: 'input_token_count', cacheRead: 'cached_content_token_count', output: 'output_token_count'},
  ...{reasoning: 'thoughts_token_count', total: 'total_token_count'},
};

/**
 * Qwen Code. Best first:
 *
 * 1. the session's totals: the last line of `usage_record.jsonl` that this run wrote (one for each run that ended by itself),
 *    or the last printed `result`, whichever tells more (a call in the background may end after the `result`);
 * 2. the chat: the finished calls of a run that was killed, or of text mode in versions that write no usage record;
 * 3. the printed `assistant` records.
 *
 * The totals are those of the session since it began, so what it had used before a resumed run is taken off.
 */
export const qwenCode = describedBy<QwenFact>(
  {types: ['system/init', 'result']},
  (place) => {
    const variable = place.env.QWEN_RUNTIME_DIR ? 'QWEN_RUNTIME_DIR' : 'QWEN_HOME';
    const matches = (path: string) =>
      path === USAGE_FILE || /^(?:projects|tmp)\/[^/]+\/chats\/[^/]+\.jsonl$/.test(path);
    return {
      files: [{...ownFolder(place, variable, '.qwen'), depth: 3, matches}],
      wants: () => true,
      pick: (record, name) => (name === USAGE_FILE ? pickUsageLine(record) : pickChatLine(record)),
      isShared: (name) => name === USAGE_FILE,
      sessionOf: (name) => name.slice(name.lastIndexOf('/') + 1, -'.jsonl'.length),
      pickPrinted,
      tell: tellEach((run, told) => tellSession(run, told, place.isResuming)),
    };
  },
  {name: 'qwen-code.api_response', pick: pickTold},
);

function pickPrinted(record: Json): QwenFact | undefined {
  const [session, usage, stats] = [asText(record.session_id), asObject(record.usage), asObject(record.stats)];
  // Claude Code's records have these shapes and names as well, and other meanings.
  const isClaude = 'total_cost_usd' in record || 'modelUsage' in record || 'claude_code_version' in record;
  if (session === undefined || isClaude) return undefined;
  if (record.type === 'system') return {session, isHint: !('qwen_code_version' in record), config: readConfig(record)};
  if (record.type !== 'result' || usage === undefined) return undefined;
  const all = [readTokens(usage, PRINTED)];
  const finer = readByModel(digObject(stats, 'models'), ['tokens'], STATS);
  const total = stats !== undefined && sizeOf(finer) === sizeOf(all) ? finer : all;
  // It counts a call that failed.
  const turns = record.is_error === true ? null : readCount(record.num_turns);
  return {session, isHint: true, total, turns, verdict: toVerdict(record)};
}

function pickUsageLine(record: Json): QwenFact | undefined {
  const [session, models] = [asText(record.sessionId), asObject(record.models)];
  if (session === undefined || models === undefined) return undefined;
  return {session, folder: asText(record.project), total: readByModel(models, [], USAGE_LINE)};
}

function pickChatLine(record: Json): QwenFact {
  const [event, usage] = [digObject(record, 'systemPayload', 'uiEvent'), asObject(record.usageMetadata)];
  const base = {session: asText(record.sessionId), folder: asText(record.cwd)};
  if (record.type === 'assistant' && usage !== undefined)
    return {...base, kind: 'assistant', call: oneCall(readTokens(usage, METADATA, record.model), true)};
  const name = asText(event?.['event.name']);
  if (name?.endsWith('.api_error') && typeof event?.status_code !== 'number') return {...base, gap: BROKE_OFF};
  if (event !== undefined && name?.endsWith('.api_response'))
    return {
      ...{...base, kind: 'response'},
      call: {...oneCall(readTokens(event, RESPONSE, event.model), true), ...readTime(record, event)},
    };
  return base;
}

function readTime(record: Json, event: Json) {
  const [end, took] = [timeOf(record), readCount(event.duration_ms)];
  return toCallTime(toTime((end ?? Number.NaN) - (took ?? Number.NaN)), end);
}

/** Telemetry has the same event. */
function pickTold(told: Json) {
  const call = oneCall(readTokens(told, RESPONSE, told.model), !told.subagent_name);
  return {id: told.response_id, session: told['session.id'], call};
}

async function tellSession({id, printed, disk}: Run<QwenFact>, {end}: Told<QwenFact>, isResumed: boolean) {
  const {before = [], after = [], parts = []} = disk ?? {};
  const result = printed.findLast(({total}) => total !== undefined);
  const config = printed.findLast((fact) => fact.config !== undefined)?.config ?? {};
  const [totals, totalBefore] = [totalsOf(after), totalsOf(before).at(-1)];
  const [calls, callsBefore] = [linesOf(after), linesOf(before)];
  const total = greater(totals.at(-1), result?.total);
  const said = total === undefined && disk === undefined ? await readPrintedCalls(id, end) : [];
  const hasChat = parts.some(({file}) => file.name !== USAGE_FILE);
  // In text mode, and always at the limit of turns, it prints no record of how it ended.
  const limit: Verdict | null = end.exitCode === LIMIT_EXIT_CODE ? {kind: 'turn_limit', text: null} : null;
  const counted = hasChat ? after.filter(({kind}) => kind === 'assistant').length : null;
  const known = {
    ...{sessionId: id, config, verdict: printed.findLast(({verdict}) => verdict !== undefined)?.verdict ?? limit},
    turns: result?.turns ?? counted ?? sumCounts(said.map(({turns}) => turns)),
    timed: calls,
  };
  const find = (used: Used, source: string, reason: string | null) =>
    findShares(
      used.map((share) => ({...share, model: share.model || (config.model ?? '')})),
      {...known, source, reason},
    );
  if (total === undefined) {
    const used = calls ?? said;
    const reason = 'it left no final record, so calls of helper models and one that was cut off are not known';
    return find(used, calls === undefined ? 'assistant.usage' : 'chats', reason);
  }
  const {shares, isProven} = growthOf(total, totals, greater(totalBefore, callsBefore), calls ?? []);
  // The chat's calls are finer, where they are all; but it lacks the calls in the background.
  const isListed = calls !== undefined && sizeOf(calls) === sizeOf(shares);
  const isBeforeKnown = callsBefore === undefined || totalBefore !== undefined || isListed;
  const isKnown = disk === undefined ? !isResumed : isProven && isBeforeKnown;
  return find(
    isListed ? calls : shares,
    total === totals.at(-1) ? 'usage_record' : 'result.usage',
    firstReason(
      [!isKnown, 'what its session had used before is not known in full'],
      [after.some(({gap}) => gap !== undefined), BROKE_OFF],
    ),
  );
}

/** The printed calls of a run that left nothing better. */
async function readPrintedCalls(session: string | null, end: RunEnd): Promise<Used> {
  if (session === null) return [];
  return await readPrinted(end, ['"assistant"'], (record) => {
    const usage = digObject(record, 'message', 'usage');
    if (usage === undefined || record.session_id !== session) return undefined;
    const call = oneCall(readTokens(usage, PRINTED), (record.parent_tool_use_id ?? null) === null);
    // One message is two records, of which the one with its text tells 0 and 0.
    return totalOf(call) === 0 ? undefined : call;
  });
}

function readConfig(init: Json): Findings['config'] {
  const tools = asArray(init.tools).filter((tool) => typeof tool === 'string');
  const [version, mode] = [asText(init.qwen_code_version), asText(init.permission_mode)];
  return {
    ...{metadata: {}, ...toConfig(asText(init.model), {agent_version: version, permission_mode: mode})},
    ...(tools.length === 0 ? {} : {tools: tools.slice(0, MOST_TOOLS)}),
  };
}

function toVerdict(result: Json): Verdict {
  const text = asText(result.subtype) ?? null;
  if (result.is_error !== true && text === 'success') return {kind: 'completed', text};
  return {kind: text === 'error_max_turns' ? 'turn_limit' : 'failed', text};
}

/**
 * The prompt includes what came from cache, also under the names that Claude Code gives to the uncached part alone. The
 * candidates include the thoughts, unless the total says that they stand beside them, as Gemini's API has it.
 */
function readTokens(usage: Json, keys: Keys, model?: unknown): ModelShare {
  const share = readShare(usage, keys, 'whole', model);
  const {input, cacheRead, output, reasoning} = share;
  const [total, sum] = [readCount(usage[keys.total]), addCounts(input, cacheRead, output, reasoning)];
  const isApart = reasoning !== null && reasoning > 0 && total !== null && total === sum;
  return {
    ...share,
    // Its records have no such class: what was written to a cache is in the prompt like all the rest.
    cacheWrite: input === null ? null : 0,
    output: isApart ? addCounts(output, reasoning) : output,
  };
}

function readByModel(models: Json | undefined, path: readonly string[], keys: Keys): Used {
  return Object.entries(models ?? {}).map(([model, entry]) => {
    return readTokens(asObject(dig(entry, ...path)) ?? {}, keys, model);
  });
}

function sizeOf(used: Used): number | null {
  return totalOf(sumFigures(used));
}

function greater(a: Used | undefined, b: Used | undefined): Used | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return (sizeOf(b) ?? 0) > (sizeOf(a) ?? 0) ? b : a;
}

/**
 * The growth of a session's totals, as finely as both tell them. Unproven if several processes wrote totals that its
 * calls do not explain.
 */
function growthOf(total: Used, totals: readonly Used[], before: Used | undefined, calls: Used) {
  if (totals.length > 1) return subtractBefore(totals, [before ?? []], calls);
  if (before === undefined) return {shares: total, isProven: true};
  const isFine = total.every(({model}) => model !== '');
  const rest = subtractShares(total, isFine ? addShares(before) : [toShare(sumFigures(before))]);
  return {shares: rest.length > 0 ? rest : [NOTHING_USED], isProven: true};
}

/** The calls by whichever kind tells more; undefined where neither tells any. */
function linesOf(facts: readonly QwenFact[]): Used | undefined {
  const [responses, said] = (['response', 'assistant'] as const).map((kind) => {
    const calls = callsOf(facts.filter((fact) => fact.kind === kind));
    return calls.length === 0 ? undefined : calls;
  });
  return greater(responses, said);
}
