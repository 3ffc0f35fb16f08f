import type {Findings, ModelShare} from '../agent-reader.ts';
import {sumFigures} from '../model-shares.ts';
import {type Cost, costOf, type ModelPrices} from './model-price.ts';

/** What calls cost by price lists. */
export interface Estimate {
  readonly cost: number;
  /** The lists and their versions, and whether the average length of several calls stood for each one's own. */
  readonly list: string;
}

/** Of a model whose price depends on the length of each call, where only the sum of several is known. */
const BY_AVERAGE = ', by the average length of a call';

/**
 * What the shares would cost at list prices, in USD; null when no list has one of the models, or a count is not known. A
 * price is of one call: a share of several is taken as calls of equal length, which the estimate says where it matters.
 */
export async function estimateCost(
  shares: readonly ModelShare[],
  at: Date,
  own: ModelPrices,
): Promise<Estimate | null> {
  if (shares.length === 0) return null;
  let cost = 0;
  let isAverage = false;
  const lists = new Set<string>();
  for (const share of shares) {
    const priced = await priceShare(share, at, own);
    if (priced === null) return null;
    cost += priced.usd;
    isAverage ||= priced.isAverage;
    lists.add(priced.list);
  }
  return {cost: Number(cost.toFixed(10)), list: [...lists].join(' + ') + (isAverage ? BY_AVERAGE : '')};
}

export async function priceShare(
  {model, input, cacheRead, cacheWrite, hourWrite, output, turns, calls, rate}: ModelShare,
  at: Date,
  own: ModelPrices,
): Promise<(Cost & {readonly list: string}) | null> {
  const counts = [input, cacheRead ?? 0, cacheWrite ?? 0, hourWrite ?? 0, output];
  if (counts.some((count) => count === null || !Number.isSafeInteger(count))) return null;
  // A quarter of a megabyte with the library, and needed only when an agent states no cost.
  const {findPrice} = await import('./find-price.ts');
  const found = await findPrice(model, at, own);
  if (found === undefined) return null;
  const several = calls ?? turns;
  const tokens = {
    ...{input: input ?? 0, cacheRead: cacheRead ?? 0, cacheWrite: cacheWrite ?? 0, hourWrite: hourWrite ?? 0},
    ...{output: output ?? 0, calls: several !== null && several > 0 ? several : 1, rate: rate ?? null},
  };
  const cost = costOf(tokens, found.price);
  // One call, where nobody tells how many there were.
  const isGuess = several === null && costOf({...tokens, calls: 1000}, found.price)?.isAverage === true;
  return cost === null ? null : {...cost, isAverage: cost.isAverage || isGuess, list: found.list};
}

/** The calls, where they are known and make up the whole; else each model's share, or the one model has it all. */
export function sharesToPrice({calls, models, figures, turns, config}: Findings): readonly ModelShare[] {
  const sum = sumFigures(calls ?? []);
  const isWhole = (['input', 'cacheRead', 'cacheWrite', 'output'] as const).every((key) => sum[key] === figures[key]);
  if (calls !== undefined && isWhole) return calls;
  if (models.length > 0) return models;
  return config.model == null ? [] : [{...figures, model: config.model, turns, cost: null}];
}
