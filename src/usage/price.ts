import type {ModelShare} from './agent-reader.ts';

/** What models cost by a kept list. */
export interface Estimate {
  readonly cost: number;
  /** The list and its version. */
  readonly list: string;
}

const LIST = '@pydantic/genai-prices 0.1.8';

/**
 * What these shares would cost at list prices, in USD; null when the list lacks one of the models, or a count is not
 * known. Some prices depend on the length of a call, so its calls are taken to have been of equal length.
 */
export async function estimateCost(shares: readonly ModelShare[], at: Date): Promise<Estimate | null> {
  if (shares.length === 0) return null;
  // Half a megabyte, and needed only when an agent states no cost.
  const {calcPrice} = await import('@pydantic/genai-prices');
  let cost = 0;
  for (const {model, input, cacheRead, cacheWrite, hourWrite, output, turns} of shares) {
    const counts = [input, cacheRead ?? 0, cacheWrite ?? 0, hourWrite ?? 0, output];
    if (counts.some((count) => count === null || !Number.isSafeInteger(count))) return null;
    const calls = turns === null || !(turns > 0) ? 1 : turns;
    const [prompt, read, write] = [
      (input ?? 0) + (cacheRead ?? 0) + (cacheWrite ?? 0),
      cacheRead ?? 0,
      cacheWrite ?? 0,
    ];
    const price = priceOf(() =>
      calcPrice(
        {
          input_tokens: prompt / calls,
          cache_read_tokens: read / calls,
          cache_write_tokens: write / calls,
          cache_write_1h_tokens: Math.min(hourWrite ?? 0, write) / calls,
          output_tokens: (output ?? 0) / calls,
        },
        baseName(model),
        {timestamp: at},
      ),
    );
    if (price === null) return null;
    cost += price * calls;
  }
  return {cost: Number(cost.toFixed(10)), list: LIST};
}

/** The list throws on a usage it cannot take apart. */
function priceOf(reckon: () => {readonly total_price: number} | null): number | null {
  try {
    const price = reckon()?.total_price ?? null;
    return price !== null && Number.isFinite(price) ? price : null;
  } catch {
    return null;
  }
}

/** A model's name without the provider in front: `anthropic/claude-sonnet-4-5`, `models/gemini-2.5-pro`. */
function baseName(model: string): string {
  return model.slice(model.lastIndexOf('/') + 1);
}
