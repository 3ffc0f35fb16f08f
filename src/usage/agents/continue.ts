import {asArray, asObject, asText, dig, digObject, digText, type Json} from '../../domain/json.ts';
import type {Findings, ModelShare} from '../agent-reader.ts';
import {findShares, firstReason} from '../call-findings.ts';
import {
  type FigureKeys,
  type Figures,
  hasFigures,
  isSound,
  readFigures,
  subtractCounts,
  subtractFigures,
} from '../figures.ts';
import {describedBy, type Run, type Told, tellEach} from '../follow-sessions.ts';
import {addShares, sumFigures, toShare} from '../model-shares.ts';
import type {Fact} from '../session-facts.ts';
import {ownFolder} from '../session-files.ts';

/** All of one session's file, since the session began. */
interface Document {
  readonly turns: number;
  readonly calls: readonly ModelShare[];
  /** The counts of its calls as they stand there, and its totals in the same words. */
  readonly callCounts: Figures;
  readonly totals: Figures;
  /** True where the cache stands beside the prompt and not in it; undefined where its calls differ or tell no prompt. */
  readonly isApart: boolean | undefined;
}

interface ContinueFact extends Fact {
  readonly document?: Document;
}

/** The list of all sessions has what their own files lack: when each of them began. */
const LIST = 'sessions/sessions.json';
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

/**
 * Continue's `cn`. It prints no tokens, so everything is read from `sessions/<id>.json`, which is written anew with all of a
 * session: the usage of the calls in its history where it adds up to the totals beside it, else the totals. The cost that
 * stands there is wrong (it leaves the cache out and has another price), so none is taken.
 */
export const continueCli = describedBy<ContinueFact>(
  {types: [], marks: ['"note":"Response was not valid JSON']},
  (place) => {
    const matches = (path: string) => /^sessions\/[^/]+\.json$/.test(path);
    return {
      files: [{...ownFolder(place, 'CONTINUE_GLOBAL_DIR', '.continue'), depth: 1, matches}],
      isDocument: matches,
      isShared: (name) => name === LIST,
      isTimeless: true,
      pick: (document, name) => (name === LIST ? asArray(document.list).map(pickEntry) : pickSession(document)),
      pickPrinted: ({response, note, status}) => {
        // An answer that is JSON is printed as it is; this is what is put round one that is not.
        if (response === undefined || asText(note)?.startsWith('Response was not valid JSON') !== true)
          return undefined;
        return {verdict: {kind: status === 'success' ? 'completed' : 'failed', text: asText(status) ?? null}};
      },
      tell: tellEach(tellSession),
    };
  },
);

function pickEntry(entry: unknown): ContinueFact {
  const created = Number(digText(entry, 'dateCreated') ?? Number.NaN);
  return {session: digText(entry, 'sessionId'), created: created > 0 ? created : null};
}

function pickSession(document: Json): ContinueFact {
  const messages = asArray(document.history).map((entry) => digObject(entry, 'message'));
  const said = messages.filter((message) => message?.role === 'assistant');
  const calls = said.flatMap((message) => pickCall(asObject(message?.usage)));
  const conventions = new Set(calls.filter(({counts}) => counts.cacheRead !== 0).map((call) => call.isApart));
  return {
    session: asText(document.sessionId),
    folder: asText(document.workspaceDirectory),
    document: {
      turns: said.length,
      calls: addShares(calls.map((call) => call.share)),
      callCounts: sumFigures(calls.map((call) => call.counts)),
      totals: readFigures(asObject(document.usage), TOTALS, 'rest'),
      isApart: conventions.size === 1 ? [...conventions][0] : undefined,
    },
  };
}

function pickCall(usage: Json | undefined) {
  if (usage === undefined) return [];
  const details = digObject(usage, 'prompt_tokens_details');
  const isNamed = details?.cache_read_tokens !== undefined || details?.cache_write_tokens !== undefined;
  const counts = readFigures(usage, dig(details, 'cache_read_tokens') == null ? OPENAI : ANTHROPIC, 'rest');
  const isApart = isNamed || (counts.cacheRead ?? 0) > (counts.input ?? 0);
  const model = digText(usage, 'model');
  return [{counts, isApart, share: {...toShare(toFigures(counts, isApart), model), turns: 1}}];
}

/** If the cache is a part of the prompt, and the reads from it are told, no write has a price of its own. */
function toFigures(counts: Figures, isApart: boolean): Figures {
  if (isApart) return counts;
  const {input, cacheRead, cacheWrite} = counts;
  return {
    ...counts,
    input: subtractCounts(input, cacheRead, cacheWrite),
    cacheWrite: cacheWrite ?? (cacheRead === null ? null : 0),
  };
}

function tellSession({id, disk}: Run<ContinueFact>, {loose, end}: Told<ContinueFact>): Findings {
  const [old, now] = [disk?.before, disk?.after].map((facts) => facts?.findLast(({document}) => document)?.document);
  const verdict = loose.at(-1)?.verdict ?? null;
  const known = {sessionId: id, verdict, turns: now ? subtractCounts(now.turns, old?.turns ?? null) : null};
  const hasEnded = verdict !== null || end.exitCode === 0;
  const reason = firstReason(
    [disk !== undefined && !(disk.isNew || old !== undefined), 'what its session had used before is not known'],
    [!hasEnded, 'it may have been cut off, and a call that was is not known'],
  );
  if (now === undefined) return findShares([], {...known, source: 'session.usage', reason});
  return tellGrowth(now, old ?? NOTHING, {...known, reason});
}

const NOTHING = pickSession({}).document as Document;

/** The calls where they add up to the totals; else the totals, in the words that its calls use. */
function tellGrowth(now: Document, old: Document, known: Omit<Parameters<typeof findShares>[1], 'source'>): Findings {
  const [grown, called] = [subtractFigures(now.totals, old.totals), subtractFigures(now.callCounts, old.callCounts)];
  const isSame = hasFigures(called) && grown.input === called.input && grown.output === called.output;
  if (isSame || !hasFigures(grown)) {
    const calls = now.calls.map((share) => {
      const other = old.calls.find(({model}) => model === share.model);
      return other === undefined ? share : {...share, ...subtractFigures(share, other)};
    });
    const shares = calls.filter((share) => share.output !== 0 || share.input !== 0);
    return findShares(shares, {
      ...known,
      source: 'history.usage',
      reason: isSame ? known.reason : 'its session has no totals',
    });
  }
  const isApart = now.isApart ?? (grown.cacheRead ?? 0) + (grown.cacheWrite ?? 0) > (grown.input ?? 0);
  const isClear = now.isApart !== undefined || !isSound(grown) || (grown.cacheRead ?? 0) === 0;
  return findShares([toShare(toFigures(grown, isApart))], {
    ...known,
    source: 'session.usage',
    reason: isClear ? known.reason : 'whether its input includes what came from cache is not known',
  });
}
