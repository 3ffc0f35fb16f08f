import {asObject, digObject, type Json} from '../../domain/json.ts';
import type {ModelShare} from '../agent-reader.ts';
import {addCounts, type Figures, readCount, subtractCounts, subtractFigures, totalOf} from '../figures.ts';
import {addShares, sumFigures} from '../model-shares.ts';

/** Tokens of a session or a call. */
export interface QwenTotals {
  readonly figures: Figures;
  readonly models: readonly ModelShare[];
}

interface Counts {
  readonly prompt: unknown;
  readonly candidates: unknown;
  readonly cached: unknown;
  readonly thoughts: unknown;
  readonly total: unknown;
}

/**
 * The prompt includes what came from cache, also under the names that Claude Code gives to the uncached part alone. The
 * candidates include the thoughts, unless the total says that they stand beside them, as Gemini's API has it.
 */
function toFigures(counts: Counts): Figures {
  const [prompt, candidates, total] = [readCount(counts.prompt), readCount(counts.candidates), readCount(counts.total)];
  const [cacheRead, reasoning] = [readCount(counts.cached), readCount(counts.thoughts)];
  const sum = addCounts(prompt, candidates, reasoning);
  const isApart = reasoning !== null && reasoning > 0 && total !== null && total === sum;
  return {
    input: subtractCounts(prompt, cacheRead),
    cacheRead,
    // Its records have no such class: what was written to a cache is in the prompt like all the rest.
    cacheWrite: prompt === null ? null : 0,
    output: isApart ? addCounts(candidates, reasoning) : candidates,
    reasoning,
  };
}

/** `usage` of a printed `result` or `assistant` record. It does not tell the thoughts. */
export function readPrintedUsage(usage: Json): Figures {
  return toFigures({
    prompt: usage.input_tokens,
    candidates: usage.output_tokens,
    cached: usage.cache_read_input_tokens,
    thoughts: undefined,
    total: usage.total_tokens,
  });
}

/** `stats` of the `result` that `-o json` prints. */
export function readStats(stats: Json): QwenTotals {
  return sumByModel(digObject(stats, 'models'), (entry) => {
    const {prompt, candidates, cached, thoughts, total} = digObject(entry, 'tokens') ?? {};
    return toFigures({prompt, candidates, cached, thoughts, total});
  });
}

/** `models` of a line of `usage_record.jsonl`. */
export function readUsageLine(models: Json): QwenTotals {
  return sumByModel(models, (entry) =>
    toFigures({
      prompt: entry.inputTokens,
      candidates: entry.outputTokens,
      cached: entry.cachedTokens,
      thoughts: entry.thoughtsTokens,
      total: entry.totalTokens,
    }),
  );
}

/** `usageMetadata` of an `assistant` line of a chat. */
export function readUsageMetadata(usage: Json): Figures {
  return toFigures({
    prompt: usage.promptTokenCount,
    candidates: usage.candidatesTokenCount,
    cached: usage.cachedContentTokenCount,
    thoughts: usage.thoughtsTokenCount,
    total: usage.totalTokenCount,
  });
}

/** The `uiEvent` of an `api_response` in a chat. */
export function readApiResponse(event: Json): Figures {
  return toFigures({
    prompt: event.input_token_count,
    candidates: event.output_token_count,
    cached: event.cached_content_token_count,
    thoughts: event.thoughts_token_count,
    total: event.total_token_count,
  });
}

/** Subtracts the totals that a session had before. */
export function subtractTotals(now: QwenTotals, before: QwenTotals | undefined): QwenTotals {
  if (before === undefined) return now;
  const models = now.models.map((share) => {
    const old = before.models.find((other) => other.model === share.model);
    return old === undefined ? share : {...share, ...subtractFigures(share, old)};
  });
  return {
    figures: subtractFigures(now.figures, before.figures),
    models: models.filter((share) => totalOf(share) !== 0),
  };
}

export function toTotals(shares: readonly ModelShare[]): QwenTotals {
  return {figures: sumFigures(shares), models: addShares(shares)};
}

function sumByModel(models: Json | undefined, read: (entry: Json) => Figures): QwenTotals {
  return toTotals(
    Object.entries(models ?? {}).map(([model, entry]) => ({
      ...read(asObject(entry) ?? {}),
      model,
      turns: null,
      cost: null,
    })),
  );
}
