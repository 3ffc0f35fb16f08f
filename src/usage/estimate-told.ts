import type {TokenUsage} from '../domain/documents.ts';
import {listCalls} from './list-calls.ts';
import {addPrices, priceShares} from './prices/estimate-cost.ts';
import type {ModelPrices} from './prices/model-price.ts';

/**
 * What a script told of its usage, with a cost by list prices where it states none and its models' shares are known. A
 * stated cost stays, be it one of all records together.
 */
export async function estimateTold(usage: TokenUsage, at: Date, prices: ModelPrices): Promise<TokenUsage> {
  const shares = usage.by_model ?? [];
  if (usage.cost !== null || shares.length === 0) return usage;
  const priced = await priceShares(
    shares.map((share) => ({
      model: share.model,
      input: share.input_tokens,
      cacheRead: share.cache_read_tokens,
      cacheWrite: share.cache_write_tokens,
      output: share.output_tokens,
      reasoning: share.reasoning_tokens,
      // Of several models nobody tells which was asked how often.
      turns: shares.length === 1 ? usage.turns : null,
      cost: null,
    })),
    at,
    prices,
  );
  const estimate = addPrices(priced);
  if (estimate === null) return usage;
  return {
    ...{...usage, cost: estimate.cost, cost_estimated: true, price_list: estimate.list},
    ...(estimate.isAverage ? {cost_average: true} : {}),
    ...listCalls(priced.map((one) => ({...one, source: usage.source ?? 'unknown'}))),
  };
}
