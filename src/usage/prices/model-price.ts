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

/** Tokens of one call, or of several of which nobody tells more. */
interface PricedTokens {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly hourWrite: number;
  readonly output: number;
  readonly calls: number;
  readonly rate: string | null;
}

export interface Cost {
  readonly usd: number;
  /** Reckoned by the average length of several calls, where their own would have mattered. */
  readonly isAverage: boolean;
  /** The prices that were used, the rate's factor in them. */
  readonly prices: Required<ClassPrices>;
  /** The length of a prompt from which they hold; null for any. */
  readonly above: number | null;
}

/** Prices the tokens; null where the model is not sold at this rate. */
export function costOf(tokens: PricedTokens, price: ModelPrice): Cost | null {
  const factor = tokens.rate === null ? 1 : factorOf(price, tokens.rate);
  if (factor === undefined) return null;
  const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite;
  const longer = (price.above ?? []).filter(({prompt_tokens}) => prompt / tokens.calls > prompt_tokens).at(-1);
  const prices = fill(longer ?? price, factor);
  const hourWrite = Math.min(tokens.hourWrite, tokens.cacheWrite);
  const sum =
    tokens.input * prices.input +
    tokens.cacheRead * prices.cache_read +
    (tokens.cacheWrite - hourWrite) * prices.cache_write +
    hourWrite * prices.cache_write_1h +
    tokens.output * prices.output;
  const isAverage = tokens.calls !== 1 && (price.above ?? []).some(({prompt_tokens}) => prompt > prompt_tokens);
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
