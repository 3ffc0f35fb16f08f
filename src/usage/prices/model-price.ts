import type {ModelShare} from '../agent-reader.ts';

/** Prices of one model by class, in USD per million tokens. */
export interface ClassPrices {
  readonly input: number;
  readonly output: number;
  /** Without a price of its own a class costs what the input costs. */
  readonly cache_read?: number;
  readonly cache_write?: number;
  /** The price of a cache write that is kept for an hour; else as `cache_write`. */
  readonly cache_write_1h?: number;
}

/** A price as the list and the user's own document have it. */
export interface ModelPrice extends ClassPrices {
  /** For all of a call whose prompt, cache included, is longer than that; the shortest first. */
  readonly above?: readonly (ClassPrices & {readonly prompt_tokens: number})[];
  /** Factors of the standard price. */
  readonly fast?: number;
  readonly priority?: number;
  readonly flex?: number;
  readonly batch?: number;
  readonly us?: number;
  /** The day from which it is valid, in UTC. */
  readonly since?: string;
}

/** By the model's name; of several prices the last one that is valid counts. */
export type ModelPrices = Readonly<Record<string, ModelPrice | readonly ModelPrice[]>>;

export const RATES = ['fast', 'priority', 'flex', 'batch', 'us'] as const;

export interface Cost {
  readonly usd: number;
  /** Reckoned by the average length of several calls, where their own would have mattered. */
  readonly isAverage: boolean;
  /** The prices that were used, the rate's factor in them. */
  readonly prices: Required<ClassPrices>;
  /** The length of a prompt from which they hold; null for any. */
  readonly above: number | null;
}

/** Prices one call, or several of which nobody tells more; null where the model is not sold at this rate, or a count is not known. */
export function costOf(share: ModelShare, price: ModelPrice): Cost | null {
  const {input, cacheRead, cacheWrite, hourWrite, output, rate, turns} = share;
  const calls = share.calls ?? turns;
  const factor = rate == null ? 1 : factorOf(price, rate);
  const counts = [input, cacheRead ?? 0, cacheWrite ?? 0, hourWrite ?? 0, output];
  if (factor === undefined || !counts.every(Number.isSafeInteger)) return null;
  const [fresh = 0, read = 0, written = 0, kept = 0, made = 0] = counts.map((count) => count ?? 0);
  const prompt = fresh + read + written;
  const above = price.above ?? [];
  // One call, where nobody tells how many there were.
  const longer = above.filter(({prompt_tokens}) => prompt / (calls || 1) > prompt_tokens).at(-1);
  const prices = fill(longer ?? price, factor);
  const hour = Math.min(kept, written);
  const sum =
    fresh * prices.input +
    read * prices.cache_read +
    (written - hour) * prices.cache_write +
    hour * prices.cache_write_1h +
    made * prices.output;
  const isAverage = calls !== 0 && calls !== 1 && above.some(({prompt_tokens}) => prompt > prompt_tokens);
  return {usd: sum / 1e6, isAverage, prices, above: longer?.prompt_tokens ?? null};
}

/** The price that is valid then. */
export function validPrice(prices: ModelPrices[string], at: Date): ModelPrice | undefined {
  const all: readonly ModelPrice[] = Array.isArray(prices) ? prices : [prices];
  return all.findLast(({since}) => since === undefined || Date.parse(since) <= at.getTime());
}

/** Multiplies the factors of several rates, such as `fast+us`. */
function factorOf(price: ModelPrice, rate: string): number | undefined {
  const factors = rate
    .split('+')
    .map((name) => RATES.find((one) => one === name))
    .map((one) => one && price[one]);
  return factors.reduce((all, factor) => (all === undefined || factor === undefined ? undefined : all * factor), 1);
}

function fill({input, output, cache_read, cache_write, cache_write_1h}: ClassPrices, factor: number) {
  const write = cache_write ?? input;
  return {
    input: input * factor,
    cache_read: (cache_read ?? input) * factor,
    cache_write: write * factor,
    cache_write_1h: (cache_write_1h ?? write) * factor,
    output: output * factor,
  };
}
