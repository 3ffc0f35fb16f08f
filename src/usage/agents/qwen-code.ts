import {asArray, asObject, asText, dig, digObject, type Json} from '../../domain/json.ts';
import type {AgentReader, AgentSession, Findings, ModelShare, Place, RunEnd, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, findShares, toConfig} from '../call-findings.ts';
import {chooseOwn, withDoubt} from '../choose-sessions.ts';
import {addCounts, type FigureKeys, type Figures, readCount, readFigures, totalOf} from '../figures.ts';
import {addShares, NOTHING_USED, subtractBefore, subtractShares, sumCounts, sumFigures} from '../model-shares.ts';
import {type Growth, readGrowths} from '../read-growth.ts';
import type {RunTime} from '../run-time.ts';
import {newestFiles, ownFolder, watchFiles} from '../session-files.ts';

/**
 * Qwen Code. Best first:
 *
 * 1. the session's totals: the last line of `usage_record.jsonl` that this run wrote, or the last printed `result`,
 *    whichever tells more (a call in the background may end after the `result`);
 * 2. the chat: the finished calls of a run that was killed, or of text mode in versions that write no usage record;
 * 3. the printed `assistant` records.
 *
 * The totals are those of the session since it began, so what it had used before a resumed run is taken off.
 */
export const qwenCode: AgentReader = {
  wants: {types: ['system/init', 'result']},
  begin: async (place) => followRun(await watchSessions(place), place.isResuming),
};

/** Totals, or calls: a share without a model's name is of all models. Undefined: not told. */
type Used = readonly ModelShare[] | undefined;

/** One session on disk. */
interface Session {
  readonly id: string;
  /** The whole session's totals at the end of this run: a run that ended by itself writes them. */
  readonly total: Used;
  /** The same of each process, where several went on with it. */
  readonly totals: readonly (readonly ModelShare[])[];
  /** The session's totals when this run began. */
  readonly before: Used;
  /** True where `before` is complete: a chat lacks the calls in the background. */
  readonly isBeforeWhole: boolean;
  /** The calls of this run that its chat tells. */
  readonly calls: Used;
  /** Calls of the main conversation in this run; null without a chat. */
  readonly turns: number | null;
  /** A call broke off, and may have been tried again. */
  readonly isBroken: boolean;
  readonly isNew: boolean;
  readonly folder: string | undefined;
}

/** One session as it was printed. */
interface Printed {
  /** An `init` that nobody else prints. */
  readonly isOwn: boolean;
  readonly result: Used;
  readonly turns: number | null;
}

interface Run {
  readonly id: string;
  readonly printed: Printed;
  readonly session: Session | undefined;
}

const MOST_SESSIONS = 1000;
const MOST_TOOLS = 200;
const LIMIT_EXIT_CODE = 53;
const NOT_PRINTED: Printed = {isOwn: false, result: undefined, turns: null};
const NOT_KNOWN_BEFORE = 'what its session had used before is not known in full';
const NO_FINAL_RECORD = 'it left no final record, so calls of helper models and one that was cut off are not known';

type Keys = FigureKeys & {readonly total: string};
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

function followRun(readSessions: (run: RunTime) => Promise<readonly Session[]>, isResumed: boolean): AgentSession {
  const printed = new Map<string, Printed>();
  let config: Findings['config'] = {};
  let verdict: Verdict | null = null;
  const update = (id: string, change: Partial<Printed>) => {
    const old = printed.get(id) ?? NOT_PRINTED;
    if (printed.has(id) || printed.size < MOST_SESSIONS) printed.set(id, {...old, ...change});
  };
  return {
    record: (record) => {
      const [id, usage, stats] = [asText(record.session_id), asObject(record.usage), asObject(record.stats)];
      if (id === undefined || isClaude(record)) return;
      if (record.type === 'system' && record.subtype === 'init') {
        update(id, {isOwn: 'qwen_code_version' in record});
        config = readConfig(record);
      } else if (record.type === 'result' && usage !== undefined) {
        const total = [toShare(readTokens(usage, PRINTED))];
        const finer = readByModel(digObject(stats, 'models'), ['tokens'], STATS);
        const result = stats !== undefined && sizeOf(finer) === sizeOf(total) ? finer : total;
        // It counts a call that failed.
        update(id, {result, turns: record.is_error === true ? null : readCount(record.num_turns)});
        verdict = toVerdict(record);
      }
    },
    finish: async (end) => {
      const {runs, doubt} = await matchRuns(printed, await readSessions(end), end);
      const untold = runs.filter((run) => run.session === undefined && run.printed.result === undefined);
      const calls = await readPrintedCalls(new Set(untold.map((run) => run.id)), end);
      if (runs.length === 0 && !end.isExpected) return null;
      const findings = toFindings({runs, calls, config, isResumed});
      // In text mode, and always at the limit of turns, it prints no record of how it ended.
      const isLimit = verdict === null && end.exitCode === LIMIT_EXIT_CODE;
      return withDoubt({...findings, verdict: isLimit ? {kind: 'turn_limit', text: null} : verdict}, doubt);
    },
  };
}

/** Claude Code's records have these shapes and names as well, and other meanings. */
function isClaude(record: Json): boolean {
  return 'total_cost_usd' in record || 'modelUsage' in record || 'claude_code_version' in record;
}

async function matchRuns(printed: ReadonlyMap<string, Printed>, sessions: readonly Session[], end: RunEnd) {
  const isKept = (id: string) => sessions.some((session) => session.id === id);
  const named = [...printed].filter(([id, {isOwn}]) => isOwn || end.isExpected || isKept(id));
  const ids = new Set(named.map(([id]) => id));
  const {sessions: own, doubt} = await chooseOwn(sessions, ({id}) => ids.has(id), end, named.length);
  const runs = [
    ...named.map(([id, run]): Run => ({id, printed: run, session: own.find((session) => session.id === id)})),
    ...own.filter(({id}) => !ids.has(id)).map((session): Run => ({id: session.id, printed: NOT_PRINTED, session})),
  ];
  return {runs, doubt};
}

/** The printed calls of runs that left nothing better. */
async function readPrintedCalls(ids: ReadonlySet<string>, end: RunEnd): Promise<ReadonlyMap<string, ModelShare>> {
  const calls = new Map<string, ModelShare>();
  if (ids.size === 0) return calls;
  await end.readLog(
    (line) => line.includes('"assistant"'),
    (record) => {
      const [id, usage] = [asText(record.session_id), asObject(dig(record, 'message', 'usage'))];
      if (id === undefined || usage === undefined || !ids.has(id)) return;
      const isMain = (record.parent_tool_use_id ?? null) === null;
      const call = {...toShare(readTokens(usage, PRINTED)), turns: isMain ? 1 : 0};
      const [sum = call] = addShares([calls.get(id), call].filter((share) => share !== undefined));
      // One message is two records, of which the one with its text tells 0 and 0.
      if (totalOf(call) !== 0) calls.set(id, sum);
    },
  );
  return calls;
}

function toFindings(given: {
  readonly runs: readonly Run[];
  readonly calls: ReadonlyMap<string, ModelShare>;
  readonly config: Findings['config'];
  readonly isResumed: boolean;
}): Findings {
  const {runs, calls, config, isResumed} = given;
  const told = runs.map(({id, printed, session}) => {
    const total = greater(session?.total, printed.result);
    const own = calls.get(id);
    const turns = printed.turns ?? session?.turns ?? own?.turns ?? null;
    if (total !== undefined) {
      const {shares: run, isProven} = growthOf(total, session);
      // Calls that the chat tells in full are finer than a `result` of stream-json, which leaves out the thoughts.
      const isSame = session?.calls !== undefined && sizeOf(session.calls) === sizeOf(run);
      const isFiner = isSame && sumFigures(run).reasoning === null;
      const source = total === session?.total ? 'usage_record' : 'result.usage';
      const isKnown = session === undefined ? !isResumed : isProven && (session.isBeforeWhole || isSame);
      return {
        used: isFiner ? session.calls : run,
        turns,
        source,
        reason: !isKnown ? NOT_KNOWN_BEFORE : session?.isBroken ? BROKE_OFF : null,
      };
    }
    const source = session?.calls === undefined ? 'assistant.usage' : 'chats';
    return {used: session?.calls ?? (own === undefined ? [] : [own]), turns, source, reason: NO_FINAL_RECORD};
  });
  const shares = told.flatMap(({used}) => used).map((share) => ({...share, turns: null}));
  const isNamed = shares.some(({model}) => model !== '');
  const findings = findShares(isNamed ? shares : shares.map((share) => ({...share, model: config.model ?? ''})), {
    sessionId: runs.at(-1)?.id ?? null,
    source: told[0]?.source ?? 'usage_record',
    reason: told.find(({reason}) => reason !== null)?.reason ?? null,
  });
  return {...findings, turns: sumCounts(told.map(({turns}) => turns)), config};
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
function readTokens(usage: Json, keys: Keys): Figures {
  const figures = readFigures(usage, keys, 'whole');
  const {input, cacheRead, output, reasoning} = figures;
  const [total, sum] = [readCount(usage[keys.total]), addCounts(input, cacheRead, output, reasoning)];
  const isApart = reasoning !== null && reasoning > 0 && total !== null && total === sum;
  return {
    ...figures,
    // Its records have no such class: what was written to a cache is in the prompt like all the rest.
    cacheWrite: input === null ? null : 0,
    output: isApart ? addCounts(output, reasoning) : output,
  };
}

function readByModel(models: Json | undefined, path: readonly string[], keys: Keys): readonly ModelShare[] {
  return Object.entries(models ?? {}).map(([model, entry]) => {
    return toShare(readTokens(digObject(entry, ...path) ?? {}, keys), model);
  });
}

function toShare(figures: Figures, model: unknown = ''): ModelShare {
  return {...figures, model: asText(model) ?? '', turns: null, cost: null};
}

function sizeOf(used: readonly ModelShare[]): number | null {
  return totalOf(sumFigures(used));
}

function greater(a: Used, b: Used): Used {
  if (a === undefined || b === undefined) return a ?? b;
  return (sizeOf(b) ?? 0) > (sizeOf(a) ?? 0) ? b : a;
}

/** What a session's totals have grown by; unproven where several processes wrote some that its calls do not explain. */
function growthOf(total: readonly ModelShare[], session: Session | undefined) {
  const {totals = [], before, calls = []} = session ?? {};
  if (totals.length < 2) return {shares: subtractTotals(total, before), isProven: true};
  return subtractBefore(totals, [before ?? []], calls);
}

/** Subtracts the totals that a session had before, as finely as both tell them. */
function subtractTotals(now: readonly ModelShare[], before: Used): readonly ModelShare[] {
  if (before === undefined) return now;
  const isFine = now.every(({model}) => model !== '');
  const rest = subtractShares(now, isFine ? addShares(before) : [toShare(sumFigures(before))]);
  return rest.length > 0 ? rest : [toShare(NOTHING_USED)];
}

interface UsageLine {
  readonly id: string;
  readonly project: string | undefined;
  readonly total: readonly ModelShare[];
}

interface ChatLine {
  readonly id: string | undefined;
  readonly cwd: string | undefined;
  readonly kind: 'assistant' | 'response' | 'broken' | 'other';
  readonly share?: ModelShare;
}

const USAGE_FILE = 'usage_record.jsonl';

/**
 * Watches `usage_record.jsonl`, whose lines hold the totals of a session since it began, one for each run that ended by
 * itself, and the chats, which hold each call twice: as what the assistant said, and as telemetry. Old versions have the
 * chats alone.
 */
async function watchSessions(place: Place): Promise<(run: RunTime) => Promise<readonly Session[]>> {
  const variable = place.env.QWEN_RUNTIME_DIR ? 'QWEN_RUNTIME_DIR' : 'QWEN_HOME';
  const matches = (path: string) => path === USAGE_FILE || /^(?:projects|tmp)\/[^/]+\/chats\/[^/]+\.jsonl$/.test(path);
  const files = await watchFiles(place, {...ownFolder(place, variable, '.qwen'), depth: 3, matches});
  return async (run) => {
    const changed = await files.changed(run);
    const usageFile = changed.filter((file) => file.name === USAGE_FILE);
    const [lines] = await readGrowths(usageFile, () => true, pickUsageLine, run);
    // The last line of each session counts: it has the ones before in it.
    const byId = (all: readonly UsageLine[] = []) => new Map(all.map((line) => [line.id, line]));
    const [before, after] = [byId(lines?.before), byId(lines?.after)];
    const {files: chatFiles} = newestFiles(changed.filter((file) => file.name !== USAGE_FILE));
    const chats = (await readGrowths(chatFiles, () => true, pickChatLine, run)).map(toChat);
    const withoutChat = [...after.values()].filter((line) => !chats.some((chat) => chat.id === line.id));
    const noChat = {before: undefined, calls: undefined, turns: null, isBroken: false};
    const all = [
      ...chats,
      ...withoutChat.map(({id, project}) => ({...noChat, id, folder: project, isNew: !before.has(id)})),
    ];
    return all.map((session) => ({
      ...session,
      total: after.get(session.id)?.total,
      totals: (lines?.after ?? []).filter(({id}) => id === session.id).map(({total}) => total),
      before: greater(before.get(session.id)?.total, session.before),
      isBeforeWhole: session.before === undefined || before.has(session.id),
    }));
  };
}

function pickUsageLine(record: Json): UsageLine | undefined {
  const [id, models] = [asText(record.sessionId), asObject(record.models)];
  if (id === undefined || models === undefined) return undefined;
  return {id, project: asText(record.project), total: readByModel(models, [], USAGE_LINE)};
}

function toChat({file, before, after, isNew}: Growth<ChatLine>) {
  const all = [...before, ...after];
  const nameId = file.name.slice(file.name.lastIndexOf('/') + 1, -'.jsonl'.length);
  return {
    id: all.find((line) => line.id !== undefined)?.id ?? nameId,
    folder: all.find((line) => line.cwd !== undefined)?.cwd,
    before: sumLines(before),
    calls: sumLines(after),
    turns: after.filter((line) => line.kind === 'assistant').length,
    isBroken: after.some((line) => line.kind === 'broken'),
    isNew,
  };
}

function pickChatLine(record: Json): ChatLine {
  const [event, usage] = [digObject(record, 'systemPayload', 'uiEvent'), asObject(record.usageMetadata)];
  const base = {id: asText(record.sessionId), cwd: asText(record.cwd)};
  if (record.type === 'assistant' && usage !== undefined)
    return {...base, kind: 'assistant', share: toShare(readTokens(usage, METADATA), record.model)};
  const name = asText(event?.['event.name']);
  if (name?.endsWith('.api_error') && typeof event?.status_code !== 'number') return {...base, kind: 'broken'};
  if (event !== undefined && name?.endsWith('.api_response'))
    return {...base, kind: 'response', share: toShare(readTokens(event, RESPONSE), event.model)};
  return {...base, kind: 'other'};
}

/** Telemetry tells the calls of subagents too, where it is written. */
function sumLines(lines: readonly ChatLine[]): Used {
  const sum = (kind: ChatLine['kind']) => {
    const shares = lines.flatMap((line) => (line.kind === kind ? (line.share ?? []) : []));
    return shares.length === 0 ? undefined : addShares(shares);
  };
  return greater(sum('response'), sum('assistant'));
}
