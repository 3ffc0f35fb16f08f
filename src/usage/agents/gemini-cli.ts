import {hash} from 'node:crypto';
import {realpath} from 'node:fs/promises';
import {join} from 'node:path';
import type {Findings, ModelShare, Place, RunEnd, Verdict} from '../agent-reader.ts';
import {BROKE_OFF, findShares, firstReason, withDoubt} from '../call-findings.ts';
import {optionValue} from '../command-words.ts';
import {callsOf, describedBy, hasPrinted, type Run, type Told} from '../follow-sessions.ts';
import {sumCounts, sumFigures} from '../model-shares.ts';
import {
  ASKING_TOOLS,
  type GeminiFact,
  isDocument,
  LIMIT_EXIT_CODE,
  MARKS,
  pickKept,
  pickPrinted,
  pickTold,
} from './gemini-cli/records.ts';

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
 * same total, its classes are taken. The chats are `tmp/<project>/chats/session-*`, those of subagents in a folder named after
 * the session. 0.12 to 0.30 keep one document a session; one that is resumed goes on in a file of lines, with all it held.
 */
export const geminiCli = describedBy<GeminiFact>(
  {types: ['init', 'result'], marks: ['"stats":{']},
  async (place) => {
    const {cwd, env, home} = place;
    const within = env.GEMINI_CLI_HOME || home;
    const matches = (path: string) => /^[^/]+\/chats\/(?:session-[^/]+\.jsonl?|[^/]+\/[^/]+\.jsonl)$/.test(path);
    const folders = [cwd, await realpath(cwd).catch(() => cwd)];
    const hashes = folders.map((folder) => hash('sha256', folder));
    const isHere = (hash: string, workspace: string) =>
      hashes.includes(hash) || folders.some((folder) => workspace.includes(`- ${folder}\n`));
    return {
      files: [{root: join(within, '.gemini', 'tmp'), within, depth: 3, matches}],
      isDocument,
      wants: (line) => MARKS.some((mark) => line.includes(mark)),
      pick: (record, name) => pickKept(record, name, (...at) => (isHere(...at) ? cwd : undefined)),
      pickPrinted,
      tell: (told) => tellRuns(told, namesModel(place)),
    };
  },
  {name: 'gemini_cli.api_response', pick: pickTold},
);

/** The part of this run in the chat files of one session and its subagents. */
interface Chat {
  readonly shares: readonly ModelShare[];
  readonly size: number | null;
  readonly turns: number | null;
  /** A tool of the kind that asks a model by itself was used, or a model summed the conversation up: that is in no chat. */
  readonly hasHelpers: boolean;
  readonly isSummedUp: boolean;
  readonly isWhole: boolean;
}

/** One session of it, or one run that names none. */
interface Pair {
  readonly finals: readonly GeminiFact[];
  readonly chat: Chat | undefined;
}

/** After so many turns a helper model is asked whether the run goes round in circles. */
const LOOP_CHECK_TURNS = 30;
/** An edit whose text is not found asks a model too. */
const HELPER_TOOLS = [...ASKING_TOOLS, 'replace'];

async function tellRuns({runs, loose, end}: Told<GeminiFact>, isModelNamed: boolean): Promise<Findings> {
  const pairs = pairUp(runs, loose, end.starts);
  const printed = [...loose, ...runs.flatMap((run) => run.printed)];
  const isLimit = end.exitCode === LIMIT_EXIT_CODE;
  const hasAnswer = printed.some((fact) => fact.hasAnswer);
  const hasNoRouter = (end.exitCode === 0 || isLimit || hasAnswer) && isModelNamed;
  const told = pairs.map(({finals, chat}) => {
    if (finals.length === 0) return {shares: [], turns: null, ...chat};
    const turns = sumCounts(finals.map((one) => one.turns ?? null));
    const isSame = isWhole(chat) && chat.shares.length > 0 && chat.size === sizeOf(finals);
    return {
      shares: isSame ? chat.shares : finals.flatMap(({total = []}) => total),
      turns: turns ?? (isSame ? chat.turns : null),
    };
  });
  const isInChat = (chat: Chat | undefined) =>
    hasNoRouter && isWhole(chat) && !chat.hasHelpers && !chat.isSummedUp && (chat.turns ?? 0) < LOOP_CHECK_TURNS;
  const isFinal = pairs.length > 0 && pairs.every(({finals, chat}) => finals.length > 0 || isInChat(chat));
  const isSplit = told.every(({shares}) => sumFigures(shares).input !== null);
  // In text mode the code it ends with is all it says of its limit of turns.
  const limit: Verdict | null = isLimit ? {kind: 'turn_limit', text: null} : null;
  const model = printed.findLast((fact) => fact.model !== undefined)?.model;
  const findings = findShares(
    told.flatMap(({shares}) => shares),
    {
      sessionId: runs.at(-1)?.id ?? null,
      timed: pairs.flatMap(({chat}) => chat?.shares ?? []),
      source: pairs.some(({finals}) => finals.length > 0) ? 'stats' : 'chats',
      reason: firstReason(
        [!isFinal, 'it printed no final record, so calls of helper models and one that was cut off are not known'],
        [!isSplit, 'its record does not tell what came from cache'],
      ),
      verdict: printed.findLast(({verdict}) => verdict !== undefined)?.verdict ?? limit,
      turns: sumCounts(told.map(({turns}) => turns)),
      config: model === undefined ? {} : {model},
    },
  );
  const isMixed = await asksByTool(end, pairs);
  const doubt = firstReason(
    [printed.some(({gap}) => gap !== undefined), BROKE_OFF],
    [isMixed, 'what its tools had a model read is counted as output, for its record does not tell them apart'],
  );
  return withDoubt(findings, doubt);
}

/** Each session's final records and chat; 0.12 does not print the session's id beside its stats, in which there are calls of helpers as well. */
function pairUp(runs: readonly Run<GeminiFact>[], loose: readonly GeminiFact[], starts: number): readonly Pair[] {
  const pairs = runs.map((run) => ({finals: finalsOf(run.printed), chat: chatOf(run)}));
  const left = new Set<Pair>(pairs.filter(({finals}) => finals.length === 0));
  const untold = finalsOf(loose).map((final): Pair => {
    const exact = [...left].find(({chat}) => chat?.size === final.size);
    const within = [...left].filter(({chat}) => (chat?.size ?? 0) <= (final.size ?? 0));
    const match = exact ?? (within.length === 1 ? within[0] : undefined);
    if (match !== undefined) left.delete(match);
    return {finals: [final], chat: match?.chat};
  });
  const told = [...pairs.filter(({finals}) => finals.length > 0), ...untold];
  // If there are more than it starts, some belong to another run.
  return [...told, ...[...left].slice(0, Math.max(0, starts - told.length))];
}

function finalsOf(facts: readonly GeminiFact[]): readonly GeminiFact[] {
  return facts.filter(({total}) => total !== undefined);
}

function sizeOf(facts: readonly GeminiFact[]): number | null {
  return sumCounts(facts.map(({size}) => size ?? null));
}

function chatOf({disk}: Run<GeminiFact>): Chat | undefined {
  if (disk === undefined) return undefined;
  const messages = [...new Map(disk.after.flatMap((fact) => (fact.call ? [[fact.id, fact]] : []))).values()];
  const shares = callsOf(messages);
  // In the older files a call that answers with a tool alone is added to the message before it, and its tokens are lost.
  const lacksCalls = disk.parts.some(
    ({file, after}) => isDocument(file.name) && after.some(({tools = []}) => tools.length > 1),
  );
  return {
    shares,
    size: sizeOf(messages),
    turns: sumCounts(shares.map(({turns}) => turns)),
    hasHelpers: messages.some(({tools = []}) => tools.some((tool) => HELPER_TOOLS.includes(tool))),
    isSummedUp: disk.parts.some(({after}) => isSummedUp(after)),
    isWhole: disk.isWhole && !lacksCalls,
  };
}

function isWhole(chat: Chat | undefined): chat is Chat {
  return chat?.isWhole === true;
}

/** A model sums up a conversation that has become too long: then all messages are written anew amid the run. */
function isSummedUp(facts: readonly GeminiFact[]): boolean {
  const first = facts.findIndex(({call, isRewrite}) => call !== undefined && !isRewrite);
  return first !== -1 && facts.slice(first).some(({isRewrite}) => isRewrite);
}

/** True where a tool had a model read something in a run of stream-json whose chat does not tell all calls. */
async function asksByTool(end: RunEnd, all: readonly Pair[]): Promise<boolean> {
  const pairs = all.filter(({finals}) => finals.some(({isStream}) => isStream));
  if (pairs.every(({finals, chat}) => isWhole(chat) && chat.size === sizeOf(finals))) return false;
  const isAsking = await hasPrinted(
    end,
    ASKING_TOOLS.map((tool) => `"${tool}"`),
  );
  return isAsking || pairs.some(({chat}) => chat?.hasHelpers === true);
}

/** True where the user names the model. */
function namesModel({starts, env}: Place): boolean {
  const named = optionValue(starts, '-m', '--model') ?? env.GEMINI_MODEL;
  return named !== undefined && named !== '' && !named.startsWith('auto');
}
