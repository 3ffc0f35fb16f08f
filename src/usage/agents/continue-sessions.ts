import {basename, join} from 'node:path';
import {asArray, asObject, asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {ModelShare, Place} from '../agent-reader.ts';
import {type Figures, hasFigures, isSound, NO_FIGURES, readCount, subtractCounts, subtractFigures} from '../figures.ts';
import {addShares, sumFigures} from '../model-shares.ts';
import {newestFiles} from '../newest-files.ts';
import {readBefore} from '../read-before.ts';
import {readDocument} from '../read-records.ts';
import {isInFolder} from '../run-folder.ts';
import {DOUBT_MS, type RunTime} from '../run-time.ts';
import {type ChangedFile, watchFiles} from '../session-files.ts';

/** The part of this run in one session's file. */
export interface ContinueSession {
  readonly id: string | undefined;
  readonly shares: readonly ModelShare[];
  readonly turns: number | null;
  readonly source: 'session.usage' | 'history.usage';
  readonly isNew: boolean;
  readonly isHere: boolean;
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

/** Watches `sessions/<id>.json`, which is written anew with all of a session. */
export async function watchContinueSessions(
  place: Place,
): Promise<(run: RunTime) => Promise<readonly ContinueSession[]>> {
  const {env, home, cwd} = place;
  const root = env.CONTINUE_GLOBAL_DIR || join(home, '.continue');
  const files = await watchFiles(place, {
    root,
    within: env.CONTINUE_GLOBAL_DIR || home,
    depth: 1,
    matches: isSession,
  });
  const before = await readBefore(files, isSession, pickFact);
  return async (run) => {
    const changed = newestFiles(await files.changed(run)).files;
    const begun = changed.length === 0 ? new Map() : await readList(join(root, LIST));
    const sessions = [];
    for (const file of changed) {
      const began = begun.get(basename(file.name, '.json'));
      // One that a run restored and went on with is older than it.
      const isOlder = began === undefined ? place.isResuming || place.isLate : began < run.startTime - DOUBT_MS;
      sessions.push(await readSession({...file, isNew: file.isNew && !isOlder}, before, cwd));
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

async function readSession(
  file: ChangedFile,
  before: ReadonlyMap<string, Fact>,
  cwd: string,
): Promise<ContinueSession> {
  const now = pickFact(asObject(await readDocument(file.path)) ?? {});
  const old = before.get(file.name) ?? NO_FACT;
  return {
    id: now.id,
    ...tellGrowth(now, old, file.isNew || before.has(file.name)),
    turns: subtractCounts(now.turns, old.turns),
    isNew: file.isNew,
    isHere: await isInFolder(now.folder, cwd),
  };
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

const NO_FACT: Fact = {
  id: undefined,
  folder: undefined,
  turns: 0,
  calls: [],
  callCounts: NO_FIGURES,
  totals: NO_FIGURES,
  isApart: undefined,
};

function pickFact(document: Json): Fact {
  const messages = asArray(document.history).map((entry) => digObject(entry, 'message'));
  const said = messages.filter((message) => message?.role === 'assistant');
  const calls = said.flatMap((message) => pickCall(asObject(message?.usage)));
  const usage = asObject(document.usage);
  const conventions = new Set(calls.filter(({counts}) => counts.cacheRead !== 0).map((call) => call.isApart));
  return {
    id: asText(document.sessionId),
    folder: asText(document.workspaceDirectory),
    turns: said.length,
    calls: addShares(calls.map((call) => call.share)),
    callCounts: sumFigures(calls.map((call) => call.counts)),
    // Its `totalCost` is worked out without the cache and with another price: 0.001473 for what cost 0.0205.
    totals: {
      input: readCount(usage?.promptTokens),
      cacheRead: readCount(dig(usage, 'promptTokensDetails', 'cachedTokens')),
      cacheWrite: readCount(dig(usage, 'promptTokensDetails', 'cacheWriteTokens')),
      output: readCount(usage?.completionTokens),
      reasoning: null,
    },
    isApart: conventions.size === 1 ? [...conventions][0] : undefined,
  };
}

/**
 * Reads one call, which stands there as the provider told it: with Anthropic, cache reads and writes stand beside the prompt
 * under names of their own; with OpenAI, reads are a part of the prompt.
 */
function pickCall(usage: Json | undefined) {
  if (usage === undefined) return [];
  const details = digObject(usage, 'prompt_tokens_details');
  const counts: Figures = {
    input: readCount(usage.prompt_tokens),
    cacheRead: readCount(details?.cache_read_tokens ?? details?.cached_tokens),
    cacheWrite: readCount(details?.cache_write_tokens),
    output: readCount(usage.completion_tokens),
    reasoning: readCount(dig(usage, 'completion_tokens_details', 'reasoning_tokens')),
  };
  const isNamed = details?.cache_read_tokens !== undefined || details?.cache_write_tokens !== undefined;
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
