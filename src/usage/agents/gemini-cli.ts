import {asObject, asText, digObject, type Json} from '../../domain/json.ts';
import {optionValue} from '../agent-command.ts';
import type {AgentReader, AgentSession, Findings, Place, RunEnd, Verdict} from '../agent-reader.ts';
import {chooseSessions, withDoubt} from '../choose-sessions.ts';
import {hasFigures, NO_FIGURES, readCount} from '../figures.ts';
import {addShares, sumCounts, sumFigures} from '../model-shares.ts';
import type {RunTime} from '../run-time.ts';
import {type GeminiChat, watchGeminiChats} from './gemini-chats.ts';
import {type GeminiTotals, readJsonStats, readStreamStats} from './gemini-tokens.ts';

/**
 * Gemini CLI. Best first:
 *
 * 1. the final record on stdout (`stats` of the document of `-o json`, or of the `result` of `-o stream-json`): every
 *    call of this run, also when the session is resumed, and those of helper models;
 * 2. the chat files, where text was printed, stdout went elsewhere, `-o json` failed (it then prints no stats), or the run
 *    was killed: the finished calls of conversations. Those of helpers are not in them: of the router, which chooses a
 *    model where the user names none, and of tools that search the web.
 *
 * A `result` of stream-json leaves out thoughts and, in old versions, what came from cache: where a chat file tells the
 * same total, its classes are taken.
 */
export const geminiCli: AgentReader = {
  wants: {types: ['init', 'result'], marks: ['"stats":{']},
  begin: async (place) => followRun(await watchGeminiChats(place), namesModel(place)),
};

/** One run of the program as it was printed. */
interface Printed {
  readonly sessionId: string | undefined;
  readonly totals: GeminiTotals | undefined;
}

/** A run of it, and what its chat file says. */
interface Run extends Printed {
  readonly chat: GeminiChat | undefined;
}

const ASKING_TOOLS = ['web_fetch', 'google_web_search'];
const MOST_RUNS = 1000;
const LIMIT_EXIT_CODE = 53;
/** After so many turns a helper model is asked whether the run goes round in circles. */
const LOOP_CHECK_TURNS = 30;
const MIXED = 'what its tools had a model read is counted as output, for its record does not tell them apart';
const NO_FINAL_RECORD = 'it printed no final record, so calls of helper models and one that was cut off are not known';

function followRun(readChats: (run: RunTime) => Promise<readonly GeminiChat[]>, isModelNamed: boolean): AgentSession {
  const printed: Printed[] = [];
  let started: string | undefined;
  let model: string | undefined;
  let verdict: Verdict | null = null;
  /** The API's own answer was what it failed with, so that no call was cut off. */
  let hasAnswer = false;
  const failed = new Set<string>();
  const add = (run: Printed) => {
    if (printed.length < MOST_RUNS) printed.push(run);
  };

  return {
    record: (record) => {
      const [stats, error] = [asObject(record.stats), asObject(record.error)];
      if (record.type === 'init' && asText(record.session_id) !== undefined && record.subtype === undefined) {
        if (started !== undefined) add({sessionId: started, totals: undefined});
        started = asText(record.session_id);
        model = asText(record.model);
      } else if (record.type === 'result' && stats?.total_tokens !== undefined && asText(record.status) !== undefined) {
        add({sessionId: started, totals: readStreamStats(stats)});
        started = undefined;
        verdict = toVerdict(record.status === 'success', error);
      } else if (record.type === undefined && digObject(stats, 'models') !== undefined && 'response' in record) {
        add({sessionId: asText(record.session_id), totals: readJsonStats(stats ?? {})});
        verdict = toVerdict(error === undefined, error);
      } else if (record.type === undefined && error !== undefined && 'code' in error) {
        // What `-o json` prints on stderr when it fails. Others print the like; only a chat of this id is evidence.
        const id = asText(record.session_id);
        if (id !== undefined && failed.size < MOST_RUNS) failed.add(id);
        verdict = toVerdict(false, error);
        const code = readCount(error.code) ?? 0;
        hasAnswer = code === LIMIT_EXIT_CODE || (code >= 400 && code < 600);
      }
    },
    line: () => {},
    finish: async (end) => {
      const {isExpected, exitCode} = end;
      const chats = await readChats(end);
      // A stream that was cut off told its session at least.
      const ids = [
        // Others may print the like; only a chat of this id is evidence.
        ...(isExpected || chats.some(({sessionId}) => sessionId === started) ? [started] : []),
        ...chats.map(({sessionId}) => sessionId).filter((id) => id !== undefined && failed.has(id)),
      ];
      const untold = ids.filter((id) => id !== undefined).map((sessionId): Printed => ({sessionId, totals: undefined}));
      const all = [...printed, ...untold].slice(0, MOST_RUNS);
      const {runs, doubt} = matchRuns(all, chats, end);
      if (runs.length === 0 && !isExpected) return null;
      const isEnded = exitCode === 0 || exitCode === LIMIT_EXIT_CODE || hasAnswer;
      const toolRuns = runs.filter(({totals}) => totals?.isStream === true);
      const isMixed = toolRuns.length > 0 && (await asksByTool(end, toolRuns));
      const found = toFindings(runs, verdict, isEnded && isModelNamed);
      const findings = isMixed ? withDoubt(found, MIXED) : found;
      const name = model ?? findings.models[0]?.model;
      const isCut = all.length === MOST_RUNS && findings.state === 'measured';
      const told: Findings = {
        ...findings,
        ...(isCut ? {state: 'partial', reason: 'it ran more often than is counted'} : {}),
        // In text mode the code it ends with is all it says of its limit of turns.
        verdict: verdict ?? (exitCode === LIMIT_EXIT_CODE ? {kind: 'turn_limit', text: null} : null),
        config: name === undefined ? {} : {model: name},
      };
      return withDoubt(told, doubt);
    },
  };
}

/** Each run with what its chat file says; a chat that no record names is of a run that printed none. */
function matchRuns(
  printed: readonly Printed[],
  chats: readonly GeminiChat[],
  end: RunEnd,
): {readonly runs: readonly Run[]; readonly doubt: string | null} {
  const left = new Set(chats);
  /** 0.12 does not print the session's id beside its stats, in which there are calls of helpers as well. */
  const untoldChat = (totals: GeminiTotals | undefined, sessionId: string | undefined) => {
    if (totals === undefined || sessionId !== undefined) return undefined;
    const exact = [...left].find(({total}) => total === totals.total);
    const within = [...left].filter(({total, isHere}) => isHere && (total ?? 0) <= (totals.total ?? 0));
    return exact ?? (within.length === 1 ? within[0] : undefined);
  };
  const runs = printed.map(({sessionId, totals}): Run => {
    const chat =
      [...left].find((one) => sessionId !== undefined && one.sessionId === sessionId) ?? untoldChat(totals, sessionId);
    if (chat !== undefined) left.delete(chat);
    return {sessionId: sessionId ?? chat?.sessionId, totals, chat};
  });
  const known = new Set(runs.map((run) => run.sessionId));
  const others = [...left].filter((chat) => !known.has(chat.sessionId));
  const {sessions: silent, doubt} = chooseSessions(others, end, runs.length);
  return {runs: [...runs, ...silent.map((chat) => ({sessionId: chat.sessionId, totals: undefined, chat}))], doubt};
}

/** True where a tool had a model read something in a run whose chat does not tell all calls. */
async function asksByTool(end: RunEnd, runs: readonly Run[]): Promise<boolean> {
  if (runs.every(({totals, chat}) => chat?.isWhole === true && chat.total === totals?.total)) return false;
  let isAsking = false;
  await end.readLog(
    (line) => {
      isAsking ||= ASKING_TOOLS.some((tool) => line.includes(`"${tool}"`));
      return false;
    },
    () => {},
  );
  return isAsking || runs.some(({chat}) => chat?.hasHelpers === true);
}

/** `hasNoRouter`: the run was not cut off, and no model was asked which model to ask. */
function toFindings(runs: readonly Run[], verdict: Verdict | null, hasNoRouter: boolean): Findings {
  const told = runs.map(({totals, chat}) => {
    if (totals === undefined) return {figures: NO_FIGURES, models: [], turns: null, ...chat};
    const isSame = chat?.isWhole === true && chat.total === totals.total && hasFigures(chat.figures);
    return isSame && totals.turns === null ? chat : totals;
  });
  const figures = sumFigures(told.map((run) => run.figures));
  const isKnown = hasFigures(figures);
  const isInChat = (chat: GeminiChat | undefined) =>
    hasNoRouter && chat?.isWhole === true && !chat.hasHelpers && !chat.isSummedUp && chat.turns < LOOP_CHECK_TURNS;
  const isFinal = runs.length > 0 && runs.every(({totals, chat}) => totals !== undefined || isInChat(chat));
  const isSplit = told.every((run) => run.figures.input !== null);
  const base = {
    figures,
    turns: sumCounts(told.map((run) => run.turns)),
    models: addShares(told.flatMap((run) => run.models)),
    sessionId: runs.findLast((run) => run.sessionId !== undefined)?.sessionId ?? null,
    cost: null,
    source: runs.some((run) => run.totals !== undefined) ? 'stats' : 'chats',
    verdict,
    config: {},
  };
  if (!isKnown) return {...base, state: 'unknown', reason: 'it left no record of its tokens'};
  if (!isFinal) return {...base, state: 'partial', reason: NO_FINAL_RECORD};
  if (!isSplit) return {...base, state: 'partial', reason: 'its record does not tell what came from cache'};
  return {...base, state: 'measured', reason: null};
}

/** True where the user names the model. */
function namesModel({starts, env}: Place): boolean {
  const named = optionValue(starts, '-m', '--model') ?? env.GEMINI_MODEL;
  return named !== undefined && named !== '' && !named.startsWith('auto');
}

function toVerdict(isGood: boolean, error: Json | undefined): Verdict {
  if (isGood) return {kind: 'completed', text: null};
  const text = asText(error?.type) ?? null;
  return {kind: text === 'FatalTurnLimitedError' || error?.code === LIMIT_EXIT_CODE ? 'turn_limit' : 'failed', text};
}
