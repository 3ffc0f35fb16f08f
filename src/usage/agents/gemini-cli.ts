import {asObject, asText, dig, digObject, type Json} from '../../domain/json.ts';
import {optionValue} from '../agent-command.ts';
import type {AgentReader, AgentSession, Findings, ModelShare, Place, RunEnd, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, findShares} from '../call-findings.ts';
import {chooseSessions, withDoubt} from '../choose-sessions.ts';
import {type Figures, readCount, subtractCounts} from '../figures.ts';
import {NOTHING_USED, sumCounts, sumFigures} from '../model-shares.ts';
import type {RunTime} from '../run-time.ts';
import {ASKING_TOOLS, type Chat, readTokens, type Totals, watchChats} from './gemini-cli/chats.ts';

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
  begin: async (place) => followRun(await watchChats(place), namesModel(place)),
};

/** One run of the program as it was printed. */
interface Printed {
  readonly sessionId: string | undefined;
  readonly totals: Totals | undefined;
  /** `-o stream-json` has no class for the prompts of tools. */
  readonly isStream?: boolean;
}

/** A run of it, and what its chat file says. */
interface Run extends Printed {
  readonly chat: Chat | undefined;
}

const MOST_RUNS = 1000;
const LIMIT_EXIT_CODE = 53;
/** After so many turns a helper model is asked whether the run goes round in circles. */
const LOOP_CHECK_TURNS = 30;
/** The words of a connection that broke, where an answer of the API has its status. */
const BROKEN = /terminated|ECONN|socket|network|fetch failed|timed? ?out|premature/i;
const MIXED = 'what its tools had a model read is counted as output, for its record does not tell them apart';
const NO_FINAL_RECORD = 'it printed no final record, so calls of helper models and one that was cut off are not known';

function followRun(readChats: (run: RunTime) => Promise<readonly Chat[]>, isModelNamed: boolean): AgentSession {
  const printed: Printed[] = [];
  let started: string | undefined;
  let model: string | undefined;
  let verdict: Verdict | null = null;
  /** The API's own answer was what it failed with, so that no call was cut off. */
  let hasAnswer = false;
  let isBroken = false;
  const failed = new Set<string>();
  const add = (run: Printed) => {
    if (printed.length < MOST_RUNS) printed.push(run);
  };
  return {
    record: (record) => {
      const [stats, error, id] = [asObject(record.stats), asObject(record.error), asText(record.session_id)];
      if (record.type === 'init' && id !== undefined && record.subtype === undefined) {
        if (started !== undefined) add({sessionId: started, totals: undefined});
        started = id;
        model = asText(record.model);
      } else if (record.type === 'result' && stats?.total_tokens !== undefined && asText(record.status) !== undefined) {
        add({sessionId: started, totals: readStreamStats(stats), isStream: true});
        started = undefined;
        verdict = toVerdict(record.status === 'success', error);
        isBroken ||= BROKEN.test(asText(error?.message) ?? '');
      } else if (record.type === undefined && digObject(stats, 'models') !== undefined && 'response' in record) {
        add({sessionId: id, totals: readJsonStats(stats ?? {})});
        verdict = toVerdict(error === undefined, error);
      } else if (record.type === undefined && error !== undefined && 'code' in error) {
        // What `-o json` prints on stderr when it fails. Others print the like; only a chat of this id is evidence.
        if (id !== undefined && failed.size < MOST_RUNS) failed.add(id);
        verdict = toVerdict(false, error);
        const code = readCount(error.code) ?? 0;
        hasAnswer = code === LIMIT_EXIT_CODE || (code >= 400 && code < 600);
      }
    },
    finish: async (end) => {
      const {isExpected, exitCode} = end;
      const chats = await readChats(end);
      // A stream that was cut off told its session at least. Others may print the like; only a chat of this id is evidence.
      const isStarted = started !== undefined && (isExpected || chats.some(({sessionId}) => sessionId === started));
      const ids = chats.flatMap(({sessionId}) => (sessionId !== undefined && failed.has(sessionId) ? [sessionId] : []));
      const untold = [...(isStarted ? [started] : []), ...ids].map((sessionId) => ({sessionId, totals: undefined}));
      const all = [...printed, ...untold].slice(0, MOST_RUNS);
      const {runs, doubt} = matchRuns(all, chats, end);
      if (runs.length === 0 && !isExpected) return null;
      const isEnded = exitCode === 0 || exitCode === LIMIT_EXIT_CODE || hasAnswer;
      const found = toFindings(runs, isEnded && isModelNamed);
      const isMixed = await asksByTool(end, runs);
      const name = model ?? found.models[0]?.model;
      const findings: Findings = {
        ...found,
        // In text mode the code it ends with is all it says of its limit of turns.
        verdict: verdict ?? (exitCode === LIMIT_EXIT_CODE ? {kind: 'turn_limit', text: null} : null),
        config: name === undefined ? {} : {model: name},
      };
      const isCut = all.length === MOST_RUNS;
      const doubts = [
        isBroken ? BROKE_OFF : null,
        isMixed ? MIXED : null,
        isCut ? 'it ran more often than is counted' : null,
        doubt,
      ];
      return doubts.reduce(withDoubt, findings);
    },
  };
}

/** Each run with what its chat file says; a chat that no record names is of a run that printed none. */
function matchRuns(
  printed: readonly Printed[],
  chats: readonly Chat[],
  end: RunEnd,
): {readonly runs: readonly Run[]; readonly doubt: string | null} {
  const left = new Set(chats);
  /** 0.12 does not print the session's id beside its stats, in which there are calls of helpers as well. */
  const untoldChat = ({total: all}: Totals) => {
    const exact = [...left].find(({total}) => total === all);
    const within = [...left].filter(({total, isHere}) => isHere && (total ?? 0) <= (all ?? 0));
    return exact ?? (within.length === 1 ? within[0] : undefined);
  };
  const runs = printed.map((run): Run => {
    const {sessionId, totals} = run;
    const named = sessionId === undefined ? undefined : [...left].find((one) => one.sessionId === sessionId);
    const chat = named ?? (totals === undefined || sessionId !== undefined ? undefined : untoldChat(totals));
    if (chat !== undefined) left.delete(chat);
    return {...run, sessionId: sessionId ?? chat?.sessionId, chat};
  });
  const known = new Set(runs.map((run) => run.sessionId));
  const others = [...left].filter((chat) => !known.has(chat.sessionId));
  const {sessions: silent, doubt} = chooseSessions(others, end, runs.length);
  return {runs: [...runs, ...silent.map((chat) => ({sessionId: chat.sessionId, totals: undefined, chat}))], doubt};
}

/** True where a tool had a model read something in a run of stream-json whose chat does not tell all calls. */
async function asksByTool(end: RunEnd, all: readonly Run[]): Promise<boolean> {
  const runs = all.filter(({isStream}) => isStream === true);
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
function toFindings(runs: readonly Run[], hasNoRouter: boolean): Findings {
  const told = runs.map(({totals, chat}): Totals => {
    if (totals === undefined) return chat ?? {shares: [], total: null, turns: null};
    const isSame = chat?.isWhole === true && chat.total === totals.total && chat.shares.length > 0;
    return isSame && totals.turns === null ? chat : totals;
  });
  const isInChat = (chat: Chat | undefined) =>
    hasNoRouter &&
    chat?.isWhole === true &&
    !chat.hasHelpers &&
    !chat.isSummedUp &&
    (chat.turns ?? 0) < LOOP_CHECK_TURNS;
  const isFinal = runs.length > 0 && runs.every(({totals, chat}) => totals !== undefined || isInChat(chat));
  const isSplit = told.every(({shares}) => sumFigures(shares).input !== null);
  const findings = findShares(
    told.flatMap(({shares}) => shares),
    {
      sessionId: runs.findLast((run) => run.sessionId !== undefined)?.sessionId ?? null,
      source: runs.some((run) => run.totals !== undefined) ? 'stats' : 'chats',
      reason: isFinal ? (isSplit ? null : 'its record does not tell what came from cache') : NO_FINAL_RECORD,
    },
  );
  return {...findings, turns: sumCounts(told.map(({turns}) => turns))};
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

/**
 * The `stats` of `-o json`: all calls of the run by model, helpers and subagents included. `input`, where there is one,
 * is the prompt less what came from cache, and so of no use where a tool's own prompt is counted as well.
 */
function readJsonStats(stats: Json): Totals {
  const entries = Object.entries(digObject(stats, 'models') ?? {});
  const models = entries.map(([model, entry]): ModelShare => {
    const turns = countAnswered(digObject(entry, 'api'));
    const figures = readTokens(digObject(entry, 'tokens') ?? {}, 'prompt', 'candidates');
    return {...figures, model, turns, calls: turns, cost: null};
  });
  // Newer ones tell the calls of the main conversation apart from those of routers and the like.
  const main = entries.map(([, entry]) => countAnswered(digObject(entry, 'roles', 'main')));
  const hasRoles = entries.some(([, entry]) => dig(entry, 'roles') !== undefined);
  return {
    shares: models.length === 0 ? [{...NOTHING_USED, model: '', turns: null, cost: null}] : models,
    total: sumCounts(entries.map(([, entry]) => readCount(dig(entry, 'tokens', 'total')))),
    turns: sumCounts(hasRoles ? main : models.map((share) => share.turns)),
  };
}

/** A request that failed and was tried again is counted as one, and as an error. */
function countAnswered(requests: Json | undefined): number | null {
  return subtractCounts(readCount(requests?.totalRequests), readCount(requests?.totalErrors));
}

/**
 * The `stats` of the `result` of `-o stream-json`. Thoughts are told by the total alone, and 0.12 does not tell what
 * came from cache, so that its input cannot be told either.
 */
function readStreamStats(stats: Json): Totals {
  const models = Object.entries(digObject(stats, 'models') ?? {}).map(([model, entry]): ModelShare => {
    return {...readStreamTokens(asObject(entry) ?? {}), model, turns: null, cost: null};
  });
  const all = {...readStreamTokens(stats), model: '', turns: null, cost: null};
  return {shares: models.length === 0 ? [all] : models, total: readCount(stats.total_tokens), turns: null};
}

function readStreamTokens(tokens: Json): Figures {
  const [prompt, cacheRead] = [readCount(tokens.input_tokens), readCount(tokens.cached)];
  const output = prompt === null ? null : subtractCounts(readCount(tokens.total_tokens), prompt);
  const candidates = readCount(tokens.output_tokens);
  return {
    input: cacheRead === null ? null : subtractCounts(prompt, cacheRead),
    cacheRead,
    cacheWrite: 0,
    output,
    reasoning: candidates === null ? null : subtractCounts(output, candidates),
  };
}
