import {basename, join} from 'node:path';
import {asArray, asObject, asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {AgentReader, AgentSession, Findings, ModelShare, Place, Verdict} from '../agent-reader.ts';
import {findShares} from '../call-findings.ts';
import {chooseOwn, withDoubt} from '../choose-sessions.ts';
import {
  type FigureKeys,
  type Figures,
  hasFigures,
  isSound,
  readFigures,
  subtractCounts,
  subtractFigures,
} from '../figures.ts';
import {addShares, sumCounts, sumFigures} from '../model-shares.ts';
import {readBefore} from '../read-growth.ts';
import {readDocument} from '../read-records.ts';
import {DOUBT_MS, type RunTime} from '../run-time.ts';
import {newestFiles, ownFolder, watchFiles} from '../session-files.ts';

/**
 * Continue's `cn`. It prints no tokens, so everything is read from `sessions/<id>.json`, which is written anew with all of a
 * session: the usage of the calls in its history where it adds up to the totals beside it, else the totals. The cost that
 * stands there is wrong (it leaves the cache out and has another price), so none is taken.
 */
export const continueCli: AgentReader = {
  wants: {types: [], marks: ['"note":"Response was not valid JSON']},
  begin: async (place) => followRun(await watchSessions(place)),
};

/** The part of this run in one session's file. */
interface Session {
  readonly id: string | undefined;
  readonly shares: readonly ModelShare[];
  readonly turns: number | null;
  readonly source: 'session.usage' | 'history.usage';
  readonly isNew: boolean;
  readonly folder: string | undefined;
  /** Names the part that is missing; null for none. */
  readonly reason: string | null;
}

/** All of one session's file, since the session began. */
interface Fact {
  readonly id: string | undefined;
  readonly folder: string | undefined;
  readonly turns: number;
  readonly calls: readonly ModelShare[];
  /** The counts of its calls as they stand there, and its totals in the same words. */
  readonly callCounts: Figures;
  readonly totals: Figures;
  /** True where the cache stands beside the prompt and not in it; undefined where its calls differ or tell no prompt. */
  readonly isApart: boolean | undefined;
}

const LIST = 'sessions/sessions.json';
const isSession = (path: string) => /^sessions\/[^/]+\.json$/.test(path) && path !== LIST;
/** Its `totalCost` is worked out without the cache and with another price: 0.001473 for what cost 0.0205. */
const TOTALS: FigureKeys = {
  input: 'promptTokens',
  cacheRead: ['promptTokensDetails', 'cachedTokens'],
  cacheWrite: ['promptTokensDetails', 'cacheWriteTokens'],
  output: 'completionTokens',
};
/** The provider's own: with Anthropic, cache reads and writes stand beside the prompt under names of their own. */
const ANTHROPIC: FigureKeys = {
  input: 'prompt_tokens',
  cacheRead: ['prompt_tokens_details', 'cache_read_tokens'],
  cacheWrite: ['prompt_tokens_details', 'cache_write_tokens'],
  output: 'completion_tokens',
  reasoning: ['completion_tokens_details', 'reasoning_tokens'],
};
/** With OpenAI, reads are a part of the prompt. */
const OPENAI: FigureKeys = {...ANTHROPIC, cacheRead: ['prompt_tokens_details', 'cached_tokens']};

function followRun(readSessions: (run: RunTime) => Promise<readonly Session[]>): AgentSession {
  let verdict: Verdict | null = null;
  return {
    record: (record) => {
      // An answer that is JSON is printed as it is; this is what is put round one that is not.
      const isWrapped = 'response' in record && asText(record.note)?.startsWith('Response was not valid JSON') === true;
      if (isWrapped)
        verdict = {kind: record.status === 'success' ? 'completed' : 'failed', text: asText(record.status) ?? null};
    },
    finish: async (end) => {
      const isPrinted = verdict !== null;
      const isExpected = end.isExpected || isPrinted;
      const {sessions, doubt} = await chooseOwn(await readSessions(end), () => false, {...end, isExpected}, 0);
      if (sessions.length === 0 && !isExpected) return null;
      return withDoubt({...toFindings(sessions, isPrinted || end.exitCode === 0), verdict}, doubt);
    },
  };
}

function toFindings(sessions: readonly Session[], hasEnded: boolean): Findings {
  const missing = sessions.find((session) => session.reason !== null)?.reason ?? null;
  const shares = sessions.flatMap((session) => session.shares);
  const findings = findShares(shares, {
    sessionId: sessions.findLast((session) => session.id !== undefined)?.id ?? null,
    source: sessions[0]?.source ?? 'session.usage',
    reason: missing ?? (hasEnded ? null : 'it may have been cut off, and a call that was is not known'),
  });
  return {...findings, turns: sumCounts(sessions.map((session) => session.turns))};
}

async function watchSessions(place: Place): Promise<(run: RunTime) => Promise<readonly Session[]>> {
  const folder = ownFolder(place, 'CONTINUE_GLOBAL_DIR', '.continue');
  const files = await watchFiles(place, {...folder, depth: 1, matches: isSession});
  const before = await readBefore(files, isSession, pickFact);
  return async (run) => {
    const changed = newestFiles(await files.changed(run)).files;
    const begun = changed.length === 0 ? new Map() : await readList(join(folder.root, LIST));
    const sessions: Session[] = [];
    for (const file of changed) {
      const began = begun.get(basename(file.name, '.json'));
      // One that a run restored and went on with is older than it.
      const isOlder = began === undefined ? place.isResuming || place.isLate : began < run.startTime - DOUBT_MS;
      const isNew = file.isNew && !isOlder;
      const now = pickFact(asObject(await readDocument(file.path)) ?? {});
      const old = before.get(file.name) ?? pickFact({});
      sessions.push({
        id: now.id,
        ...tellGrowth(now, old, isNew || before.has(file.name)),
        turns: subtractCounts(now.turns, old.turns),
        isNew,
        folder: now.folder,
      });
    }
    return sessions;
  };
}

/** The list of all sessions has what their own files lack: when each of them began. */
async function readList(path: string): Promise<ReadonlyMap<string, number>> {
  const entries = asArray(await readDocument(path)).map((entry): readonly [string, number] => {
    return [digText(entry, 'sessionId') ?? '', Number(digText(entry, 'dateCreated') ?? Number.NaN)];
  });
  return new Map(entries.filter(([, began]) => began > 0));
}

/** The calls where they add up to the totals; else the totals, in the words that its calls use. */
function tellGrowth(now: Fact, old: Fact, isOldKnown: boolean) {
  const calls = now.calls.map((share) => {
    const other = old.calls.find(({model}) => model === share.model);
    return other === undefined ? share : {...share, ...subtractFigures(share, other)};
  });
  const [grown, called] = [subtractFigures(now.totals, old.totals), subtractFigures(now.callCounts, old.callCounts)];
  const isSame = hasFigures(called) && grown.input === called.input && grown.output === called.output;
  const reason = isOldKnown ? null : 'what its session had used before is not known';
  if (isSame || !hasFigures(grown)) {
    const missing = isSame ? reason : 'its session has no totals';
    const shares = calls.filter((share) => share.output !== 0 || share.input !== 0);
    return {shares, source: 'history.usage' as const, reason: missing};
  }
  const isApart = now.isApart ?? (grown.cacheRead ?? 0) + (grown.cacheWrite ?? 0) > (grown.input ?? 0);
  const isClear = now.isApart !== undefined || !isSound(grown) || (grown.cacheRead ?? 0) === 0;
  const unclear = isClear ? reason : 'whether its input includes what came from cache is not known';
  const share = {...toFigures(grown, isApart), model: '', turns: null, cost: null};
  return {shares: [share], source: 'session.usage' as const, reason: unclear};
}

function pickFact(document: Json): Fact {
  const messages = asArray(document.history).map((entry) => digObject(entry, 'message'));
  const said = messages.filter((message) => message?.role === 'assistant');
  const calls = said.flatMap((message) => pickCall(asObject(message?.usage)));
  const conventions = new Set(calls.filter(({counts}) => counts.cacheRead !== 0).map((call) => call.isApart));
  return {
    id: asText(document.sessionId),
    folder: asText(document.workspaceDirectory),
    turns: said.length,
    calls: addShares(calls.map((call) => call.share)),
    callCounts: sumFigures(calls.map((call) => call.counts)),
    totals: readFigures(asObject(document.usage), TOTALS, 'rest'),
    isApart: conventions.size === 1 ? [...conventions][0] : undefined,
  };
}

function pickCall(usage: Json | undefined) {
  if (usage === undefined) return [];
  const details = digObject(usage, 'prompt_tokens_details');
  const isNamed = details?.cache_read_tokens !== undefined || details?.cache_write_tokens !== undefined;
  const counts = readFigures(usage, dig(details, 'cache_read_tokens') == null ? OPENAI : ANTHROPIC, 'rest');
  const isApart = isNamed || (counts.cacheRead ?? 0) > (counts.input ?? 0);
  const model = digText(usage, 'model') ?? '';
  return [{counts, isApart, share: {...toFigures(counts, isApart), model, turns: 1, cost: null}}];
}

/** Where the cache is a part of the prompt, and what was read from it is told, nothing is written at a price of its own. */
function toFigures(counts: Figures, isApart: boolean): Figures {
  if (isApart) return counts;
  const {input, cacheRead, cacheWrite} = counts;
  return {
    ...counts,
    input: subtractCounts(input, cacheRead, cacheWrite),
    cacheWrite: cacheWrite ?? (cacheRead === null ? null : 0),
  };
}
