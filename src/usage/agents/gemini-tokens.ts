import {asObject, dig, digObject, type Json} from '../../domain/json.ts';
import type {ModelShare} from '../agent-reader.ts';
import {addCounts, type Figures, readCount, subtractCounts} from '../figures.ts';
import {NOTHING_USED, sumCounts, sumFigures} from '../model-shares.ts';

/** The totals of a final record of Gemini CLI. */
export interface GeminiTotals {
  readonly figures: Figures;
  /** Everything, as the record adds it up. */
  readonly total: number | null;
  readonly models: readonly ModelShare[];
  readonly turns: number | null;
  /** True for `-o stream-json`, which has no class for the prompts of tools. */
  readonly isStream?: boolean;
}

/**
 * The `stats` of `-o json`: all calls of the run by model, helpers and subagents included. `input`, where there is one,
 * is the prompt less what came from cache, and so of no use where a tool's own prompt is counted as well.
 */
export function readJsonStats(stats: Json): GeminiTotals {
  const entries = Object.entries(digObject(stats, 'models') ?? {});
  const models = entries.map(([model, entry]): ModelShare => {
    const tokens = digObject(entry, 'tokens') ?? {};
    const turns = countAnswered(digObject(entry, 'api'));
    return {...readTokens(tokens, tokens.prompt, tokens.candidates), model, turns, calls: turns, cost: null};
  });
  // Newer ones tell the calls of the main conversation apart from those of routers and the like.
  const main = entries.map(([, entry]) => countAnswered(digObject(entry, 'roles', 'main')));
  const hasRoles = entries.some(([, entry]) => dig(entry, 'roles') !== undefined);
  return {
    figures: models.length === 0 ? NOTHING_USED : sumFigures(models),
    total: sumCounts(entries.map(([, entry]) => readCount(dig(entry, 'tokens', 'total')))),
    models,
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
export function readStreamStats(stats: Json): GeminiTotals {
  const models = Object.entries(digObject(stats, 'models') ?? {}).map(
    ([model, entry]): ModelShare => ({...readStreamTokens(asObject(entry) ?? {}), model, turns: null, cost: null}),
  );
  return {figures: readStreamTokens(stats), total: readCount(stats.total_tokens), models, turns: null, isStream: true};
}

function readStreamTokens(tokens: Json): Figures {
  const [prompt, cacheRead] = [readCount(tokens.input_tokens), readCount(tokens.cached)];
  const [total, candidates] = [readCount(tokens.total_tokens), readCount(tokens.output_tokens)];
  const output = total === null || prompt === null ? null : subtractCounts(total, prompt);
  return {
    input: cacheRead === null ? null : subtractCounts(prompt, cacheRead),
    cacheRead,
    // The API has no price for writing to the cache, and no count.
    cacheWrite: 0,
    output,
    reasoning: candidates === null ? null : subtractCounts(output, candidates),
  };
}

/** The `tokens` of a message in a chat file, whose `input` and `output` are the prompt and the candidates. */
export function readMessageTokens(tokens: Json): Figures {
  return readTokens(tokens, tokens.input, tokens.output);
}

/** The prompt includes what came from cache but not a tool's own prompt; the candidates do not include the thoughts. */
function readTokens(tokens: Json, promptCount: unknown, candidateCount: unknown): Figures {
  const [prompt, candidates] = [readCount(promptCount), readCount(candidateCount)];
  const [cacheRead, reasoning] = [readCount(tokens.cached), readCount(tokens.thoughts)];
  return {
    input: prompt === null ? null : addCounts(subtractCounts(prompt, cacheRead), readCount(tokens.tool)),
    cacheRead,
    cacheWrite: 0,
    output: candidates === null ? null : addCounts(candidates, reasoning),
    reasoning,
  };
}
