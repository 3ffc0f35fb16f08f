import {type ListedCall, MOST_CALLS, type TokenUsage, type UsedPrice} from '../domain/documents.ts';
import {addCounts, type Figures, settle} from './figures.ts';
import {toName} from './model-shares.ts';
import type {PricedShare} from './prices/estimate-cost.ts';

/** A share that one record told; where the agent stated its cost itself, it has no price. */
export interface ToldShare extends PricedShare {
  readonly source: string;
}

/** The rest of the list is for the sums of what is beyond. */
const MOST_SINGLE = 80;

/** The calls of a usage and the prices they were estimated by, as its document lists them: in bounds, none twice. */
export function listCalls(told: readonly ToldShare[]): Pick<TokenUsage, 'calls' | 'prices'> {
  if (told.length === 0) return {};
  const calls = told.map(toListedCall);
  const prices = new Map<string, UsedPrice>();
  for (const one of told) {
    const price = toUsedPrice(one);
    if (price !== null) prices.set(JSON.stringify(price), price);
  }
  return {
    calls: [...calls.slice(0, MOST_SINGLE), ...addAlike(calls.slice(MOST_SINGLE))].slice(0, MOST_CALLS),
    ...(prices.size === 0 ? {} : {prices: [...prices.values()].slice(0, MOST_CALLS)}),
  };
}

/** One entry for all calls that came from the same record, of one model, at one price. */
function addAlike(calls: readonly ListedCall[]): readonly ListedCall[] {
  const sums = new Map<string, ListedCall>();
  for (const call of calls) {
    const key = JSON.stringify([call.source, call.model, call.rate, call.above]);
    const other = sums.get(key);
    sums.set(key, other === undefined ? call : addTwo(other, call));
  }
  return [...sums.values()];
}

function addTwo(a: ListedCall, b: ListedCall): ListedCall {
  return {
    ...a,
    // A sum without one of them would pass for the whole.
    calls: a.calls === null || b.calls === null ? null : a.calls + b.calls,
    cost: a.cost === null || b.cost === null ? null : roundCost(a.cost + b.cost),
    input_tokens: addCounts(a.input_tokens, b.input_tokens),
    cache_read_tokens: addCounts(a.cache_read_tokens, b.cache_read_tokens),
    cache_write_tokens: addCounts(a.cache_write_tokens, b.cache_write_tokens),
    hour_write_tokens: addCounts(a.hour_write_tokens, b.hour_write_tokens),
    output_tokens: addCounts(a.output_tokens, b.output_tokens),
    reasoning_tokens: addCounts(a.reasoning_tokens, b.reasoning_tokens),
  };
}

function toListedCall({source, share, price}: ToldShare): ListedCall {
  return {
    source: toName(source) ?? 'unknown',
    model: nameOf(share.model),
    calls: settle(share.calls ?? share.turns),
    ...toFigures(share),
    hour_write_tokens: settle(share.hourWrite ?? null),
    rate: toName(share.rate),
    above: price?.above ?? null,
    cost: roundCost(price?.usd ?? share.cost),
  };
}

function toUsedPrice({share, price}: ToldShare): UsedPrice | null {
  if (price === null) return null;
  const {model, rate} = share;
  return {model: nameOf(model), rate: toName(rate), above: price.above, list: price.list, ...price.prices};
}

/** A model's name for people. */
export function nameOf(model: string): string {
  return toName(model) ?? 'unknown';
}

/** The keys that documents have for the classes. */
export function toFigures(figures: Figures) {
  return {
    input_tokens: settle(figures.input),
    cache_read_tokens: settle(figures.cacheRead),
    cache_write_tokens: settle(figures.cacheWrite),
    output_tokens: settle(figures.output),
    reasoning_tokens: settle(figures.reasoning),
  };
}

/** Sums of fractions of a cent gather rounding errors far behind the point. */
export function roundCost(cost: number | null): number | null {
  const known = settle(cost);
  return known === null ? null : Number(known.toFixed(10));
}
