import {asArray, asObject, asText, dig, type Json} from '../../domain/json.ts';
import type {AgentReader, AgentSession, Findings, RunEnd, Verdict} from '../agent-reader.ts';
import {chooseSessions, withDoubt} from '../choose-sessions.ts';
import {addFigures, type Figures, hasFigures, NO_FIGURES, readCount, totalOf} from '../figures.ts';
import {addShares, sumCounts, sumFigures} from '../model-shares.ts';
import type {RunTime} from '../run-time.ts';
import {greater, type QwenSession, watchQwenFiles} from './qwen-files.ts';
import {type QwenTotals, readPrintedUsage, readStats, subtractTotals} from './qwen-tokens.ts';

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
  begin: async (place) => followRun(await watchQwenFiles(place), place.isResuming),
};

/** One session as it was printed. */
interface Printed {
  /** An `init` that nobody else prints. */
  readonly isOwn: boolean;
  readonly result: QwenTotals | undefined;
  readonly turns: number | null;
}

const MOST_SESSIONS = 1000;
const MOST_TOOLS = 200;
const LIMIT_EXIT_CODE = 53;
const NOT_PRINTED: Printed = {isOwn: false, result: undefined, turns: null};

function followRun(readSessions: (run: RunTime) => Promise<readonly QwenSession[]>, isResumed: boolean): AgentSession {
  const printed = new Map<string, Printed>();
  let config: Findings['config'] = {};
  let verdict: Verdict | null = null;
  const update = (id: string, change: Partial<Printed>) => {
    const old = printed.get(id) ?? NOT_PRINTED;
    if (printed.has(id) || printed.size < MOST_SESSIONS) printed.set(id, {...old, ...change});
  };

  return {
    record: (record) => {
      const id = asText(record.session_id);
      if (id === undefined || isClaude(record)) return;
      const usage = asObject(record.usage);
      if (record.type === 'system' && record.subtype === 'init') {
        update(id, {isOwn: 'qwen_code_version' in record});
        config = readConfig(record);
      } else if (record.type === 'result' && usage !== undefined) {
        const figures = readPrintedUsage(usage);
        const stats = asObject(record.stats);
        const finer = stats === undefined ? undefined : readStats(stats);
        const total = {figures, models: []};
        const result = finer !== undefined && totalOf(finer.figures) === totalOf(figures) ? finer : total;
        // It counts a call that failed.
        update(id, {result, turns: record.is_error === true ? null : readCount(record.num_turns)});
        verdict = toVerdict(record);
      }
    },
    line: () => {},
    finish: async (end) => {
      const {runs, doubt} = matchRuns(printed, await readSessions(end), end);
      const untold = runs.filter((run) => run.session === undefined && run.printed.result === undefined);
      const calls = await readPrintedCalls(new Set(untold.map((run) => run.id)), end);
      if (runs.length === 0 && !end.isExpected) return null;
      const findings = toFindings({runs, calls, config, isResumed});
      // In text mode, and always at the limit of turns, it prints no record of how it ended.
      const isLimit = verdict === null && end.exitCode === LIMIT_EXIT_CODE;
      return withDoubt({...findings, verdict: isLimit ? {kind: 'turn_limit', text: null} : verdict, config}, doubt);
    },
  };
}

/** Claude Code's records have these shapes and names as well, and other meanings. */
function isClaude(record: Json): boolean {
  return 'total_cost_usd' in record || 'modelUsage' in record || 'claude_code_version' in record;
}

interface Run {
  readonly id: string;
  readonly printed: Printed;
  readonly session: QwenSession | undefined;
}

function matchRuns(
  printed: ReadonlyMap<string, Printed>,
  sessions: readonly QwenSession[],
  end: RunEnd,
): {readonly runs: readonly Run[]; readonly doubt: string | null} {
  const sessionsById = new Map(sessions.map((session) => [session.id, session]));
  const named = [...printed].filter(([id, {isOwn}]) => isOwn || end.isExpected || sessionsById.has(id));
  const ids = new Set(named.map(([id]) => id));
  const others = sessions.filter((session) => !ids.has(session.id));
  const {sessions: silent, doubt} = chooseSessions(others, end, named.length);
  const runs = [
    ...named.map(([id, run]) => ({id, printed: run, session: sessionsById.get(id)})),
    ...silent.map((session) => ({id: session.id, printed: NOT_PRINTED, session})),
  ];
  return {runs, doubt};
}

interface PrintedCalls {
  readonly figures: Figures;
  readonly turns: number;
}

/** Adds up the printed calls of runs that left nothing better. */
async function readPrintedCalls(ids: ReadonlySet<string>, end: RunEnd): Promise<ReadonlyMap<string, PrintedCalls>> {
  const calls = new Map<string, PrintedCalls>();
  if (ids.size === 0) return calls;
  const wants = (line: Buffer) => line.includes('"assistant"');
  await end.readLog(wants, (record) => {
    const [id, usage] = [asText(record.session_id), asObject(dig(record, 'message', 'usage'))];
    if (id === undefined || usage === undefined || !ids.has(id)) return;
    const figures = readPrintedUsage(usage);
    // One message is two records, of which the one with its text tells 0 and 0.
    if (totalOf(figures) === 0) return;
    const old = calls.get(id) ?? {figures: NO_FIGURES, turns: 0};
    const isMain = (record.parent_tool_use_id ?? null) === null;
    calls.set(id, {figures: addFigures(old.figures, figures), turns: old.turns + (isMain ? 1 : 0)});
  });
  return calls;
}

function toFindings(given: {
  readonly runs: readonly Run[];
  readonly calls: ReadonlyMap<string, PrintedCalls>;
  readonly config: Findings['config'];
  readonly isResumed: boolean;
}): Findings {
  const {runs, calls, config, isResumed} = given;
  const told = runs.map(({id, printed, session}) => {
    const total = greater(session?.total, printed.result);
    const own = calls.get(id);
    const turns = printed.turns ?? session?.turns ?? own?.turns ?? null;
    if (total !== undefined) {
      const run = subtractTotals(total, session?.before);
      // Calls that the chat tells in full are finer than a `result` of stream-json, which leaves out the thoughts.
      const isSame = session?.calls !== undefined && totalOf(session.calls.figures) === totalOf(run.figures);
      const isFiner = isSame && run.figures.reasoning === null;
      const source = total === session?.total ? 'usage_record' : 'result.usage';
      const isKnown = session === undefined ? !isResumed : session.isBeforeWhole || isSame;
      return {...(isFiner ? session.calls : run), turns, source, reason: isKnown ? null : NOT_KNOWN_BEFORE};
    }
    const reason = NO_FINAL_RECORD;
    if (session?.calls !== undefined) return {...session.calls, turns, source: 'chats', reason};
    return {figures: own?.figures ?? NO_FIGURES, models: [], turns, source: 'assistant.usage', reason};
  });
  const figures = sumFigures(told.map((run) => run.figures));
  const models = addShares(told.flatMap((run) => run.models)).filter((share) => share.model !== '');
  const reason = told.find((run) => run.reason !== null)?.reason ?? null;
  const isKnown = hasFigures(figures);
  return {
    figures,
    turns: sumCounts(told.map((run) => run.turns)),
    models: models.length === 0 && config.model ? [{...figures, model: config.model, turns: null, cost: null}] : models,
    sessionId: runs.at(-1)?.id ?? null,
    cost: null,
    source: told[0]?.source ?? 'usage_record',
    state: !isKnown ? 'unknown' : reason === null ? 'measured' : 'partial',
    reason: isKnown ? reason : 'it left no record of its tokens',
    verdict: null,
    config,
  };
}

const NOT_KNOWN_BEFORE = 'what its session had used before is not known in full';
const NO_FINAL_RECORD = 'it left no final record, so calls of helper models and one that was cut off are not known';

function readConfig(init: Json): Findings['config'] {
  const tools = asArray(init.tools).filter((tool) => typeof tool === 'string');
  const model = asText(init.model);
  const [version, mode] = [asText(init.qwen_code_version), asText(init.permission_mode)];
  return {
    metadata: {
      ...(version === undefined ? {} : {agent_version: version}),
      ...(mode === undefined ? {} : {permission_mode: mode}),
    },
    ...(model === undefined ? {} : {model}),
    ...(tools.length === 0 ? {} : {tools: tools.slice(0, MOST_TOOLS)}),
  };
}

function toVerdict(result: Json): Verdict {
  const text = asText(result.subtype) ?? null;
  if (result.is_error !== true && text === 'success') return {kind: 'completed', text};
  return {kind: text === 'error_max_turns' ? 'turn_limit' : 'failed', text};
}
