import type {Findings, ModelShare} from '../agent-reader.ts';
import {CHARGED} from '../figures.ts';
import {sumFigures} from '../model-shares.ts';
import type {FoundPrice} from './find-price.ts';
import {type Cost, costOf, type ModelPrices} from './model-price.ts';

/** The cost of calls by price lists. */
interface Estimate {
  readonly cost: number;
  /** The lists and their versions, and whether the average length of several calls stood for each one's own. */
  readonly list: string;
  readonly isAverage: boolean;
}

/** One share, with its price by a list; null where no list has its model at its rate, or a count is not known. */
export interface PricedShare {
  readonly share: ModelShare;
  readonly price: (Cost & {readonly list: string}) | null;
}

/** Stands behind a list's name where the price depends on the length of a call and only the sum of several is known. */
const BY_AVERAGE = ', by the average length of a call';
/** The most models that are looked up: whoever names more has made them up. */
const MOST_MODELS = 100;

/**
 * Each share with its own list price. A price is of one call: a share of several is taken as calls of equal length, and the
 * price says so where it matters.
 */
export async function priceShares(
  shares: readonly ModelShare[],
  at: Date,
  own: ModelPrices,
): Promise<readonly PricedShare[]> {
  if (shares.length === 0) return [];
  // A quarter of a megabyte with the library, and needed only when an agent states no cost.
  const {findPrice} = await import('./find-price.ts');
  const known = new Map<string, FoundPrice | undefined>();
  const priced: PricedShare[] = [];
  for (const share of shares) {
    const {model} = share;
    if (!known.has(model) && known.size < MOST_MODELS) known.set(model, await findPrice(model, at, own));
    const found = known.get(model);
    const cost = found === undefined ? null : costOf(share, found.price);
    priced.push({share, price: found === undefined || cost === null ? null : {...cost, list: found.list}});
  }
  return priced;
}

/** Adds the prices up; null when one is missing. */
export function addPrices(priced: readonly PricedShare[]): Estimate | null {
  if (priced.length === 0) return null;
  let cost = 0;
  let isAverage = false;
  const lists = new Set<string>();
  for (const {price} of priced) {
    if (price === null) return null;
    cost += price.usd;
    isAverage ||= price.isAverage;
    lists.add(price.list);
  }
  return {
    cost: Number(cost.toFixed(10)),
    list: [...lists].join(' + ') + (isAverage ? BY_AVERAGE : ''),
    isAverage,
  };
}

/** The calls, where they are known and make up the whole; else each model's share, or the one model has it all. */
export function sharesToPrice({calls, models, figures, turns, config}: Findings): readonly ModelShare[] {
  const sum = sumFigures(calls ?? []);
  const isWhole = CHARGED.every((key) => sum[key] === figures[key]);
  if (calls !== undefined && isWhole) return calls;
  if (models.length > 0) return models;
  return config.model == null ? [] : [{...figures, model: config.model, turns, cost: null}];
}
