import type {TokenUsage} from './documents.ts';
import type {Step} from './step.ts';

/**
 * The usage of several steps. A sum covers what is known and is null if nothing is, since 0 would look free. Each sum
 * has a count of the steps it leaves out.
 */
export interface UsageTotals {
  /** Steps whose agent has run, so not those running or refused. */
  readonly steps: number;
  /** The sum of the agents' durations. */
  readonly durationMs: number | null;
  /** The steps whose total of tokens is unknown. */
  readonly withoutTokens: number;
  /** The steps whose figures are a lower bound because the run was cut off. */
  readonly partial: number;
  /** The steps whose cost is neither stated nor estimated. */
  readonly withoutCost: number;
  readonly inputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly outputTokens: number | null;
  readonly reasoningTokens: number | null;
  readonly totalTokens: number | null;
  /** In US dollars, stated and estimated. */
  readonly costUsd: number | null;
  /** The part of the cost that was estimated from a price list. */
  readonly estimatedUsd: number | null;
}

export const NO_USAGE: UsageTotals = {
  steps: 0,
  durationMs: null,
  withoutTokens: 0,
  partial: 0,
  withoutCost: 0,
  inputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  totalTokens: null,
  costUsd: null,
  estimatedUsd: null,
};

/** The statuses of steps that have not used anything. */
export const UNSPENT_STATUSES: readonly string[] = ['running', 'refused'];

export function totalsOf(steps: readonly Pick<Step, 'status' | 'durationMs' | 'tokenUsage'>[]): UsageTotals {
  return steps
    .filter(({status}) => !UNSPENT_STATUSES.includes(status))
    .map(stepToTotals)
    .reduce(addTotals, NO_USAGE);
}

export function addTotals(a: UsageTotals, b: UsageTotals): UsageTotals {
  const sum = {...a};
  addToTotals(sum, b);
  return sum;
}

/** A sum that grows. */
export type TotalsSum = {-readonly [Key in keyof UsageTotals]: UsageTotals[Key]};

/** Adds to a sum in place: a hundred thousand steps would make a million objects. */
export function addToTotals(sum: TotalsSum, more: UsageTotals): void {
  sum.steps += more.steps;
  sum.durationMs = addKnown(sum.durationMs, more.durationMs);
  sum.withoutTokens += more.withoutTokens;
  sum.partial += more.partial;
  sum.withoutCost += more.withoutCost;
  sum.inputTokens = addKnown(sum.inputTokens, more.inputTokens);
  sum.cacheReadTokens = addKnown(sum.cacheReadTokens, more.cacheReadTokens);
  sum.cacheWriteTokens = addKnown(sum.cacheWriteTokens, more.cacheWriteTokens);
  sum.outputTokens = addKnown(sum.outputTokens, more.outputTokens);
  sum.reasoningTokens = addKnown(sum.reasoningTokens, more.reasoningTokens);
  sum.totalTokens = addKnown(sum.totalTokens, more.totalTokens);
  sum.costUsd = addKnown(sum.costUsd, more.costUsd);
  sum.estimatedUsd = addKnown(sum.estimatedUsd, more.estimatedUsd);
}

/** The share of the input that came from the cache, from 0 to 1; null if it is unknown or there was no input. */
export function cacheShare(
  usage: Pick<TokenUsage, 'input_tokens' | 'cache_read_tokens' | 'cache_write_tokens'> | null,
): number | null {
  if (usage?.cache_read_tokens == null || usage.input_tokens === null) return null;
  const input = usage.input_tokens + usage.cache_read_tokens + (usage.cache_write_tokens ?? 0);
  return input > 0 ? usage.cache_read_tokens / input : null;
}

export function cacheShareOfTotals(
  totals: Pick<UsageTotals, 'inputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>,
): number | null {
  const {inputTokens: input_tokens, cacheReadTokens: cache_read_tokens, cacheWriteTokens: cache_write_tokens} = totals;
  return cacheShare({input_tokens, cache_read_tokens, cache_write_tokens});
}

/** The usage of a step whose agent has run. */
export function stepToTotals({tokenUsage: usage, durationMs}: Pick<Step, 'durationMs' | 'tokenUsage'>): UsageTotals {
  const cost = usage?.cost ?? null;
  return {
    steps: 1,
    durationMs,
    withoutTokens: usage?.total_tokens == null ? 1 : 0,
    partial: usage?.state === 'partial' ? 1 : 0,
    withoutCost: cost === null ? 1 : 0,
    inputTokens: usage?.input_tokens ?? null,
    cacheReadTokens: usage?.cache_read_tokens ?? null,
    cacheWriteTokens: usage?.cache_write_tokens ?? null,
    outputTokens: usage?.output_tokens ?? null,
    reasoningTokens: usage?.reasoning_tokens ?? null,
    totalTokens: usage?.total_tokens ?? null,
    costUsd: cost,
    estimatedUsd: usage?.cost_estimated === true ? cost : null,
  };
}

/** Adds what is known; null if nothing is. Rounded as each step's cost is, since sums of fractions are not exact. */
function addKnown(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  const sum = a + b;
  // Counts need no rounding, which takes longer than all else.
  return Number.isInteger(sum) ? sum : Number(sum.toFixed(10));
}
