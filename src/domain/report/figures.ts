import type {Step} from '../step.ts';
import {addToTotals, addTotals, NO_USAGE, type TotalsSum, UNSPENT_STATUSES, type UsageTotals} from '../usage-totals.ts';

/** The fate of a finished step's work. Only what `stayed` is worth its cost. */
export const FATES = ['stayed', 'failed', 'rolled_back', 'pinned'] as const;
export type Fate = (typeof FATES)[number];
export const WASTED_FATES = ['failed', 'rolled_back', 'pinned'] as const satisfies readonly Fate[];

/** Null for a step that has not ended or never began. */
export function fateOf({status, active, pushed}: Pick<Step, 'status' | 'active' | 'pushed'>): Fate | null {
  if (UNSPENT_STATUSES.includes(status)) return null;
  if (status !== 'succeeded') return 'failed';
  if (!active) return 'rolled_back';
  return pushed === 'pinned' || pushed === 'bundled' ? 'pinned' : 'stayed';
}

/** Counts of finished steps, from which all figures follow. */
export interface Tally {
  readonly usage: Readonly<Record<Fate, TotalsSum>>;
  interrupted: number;
  checked: number;
  checkPassed: number;
  failedBefore: number;
  fixed: number;
}

export function emptyTally(): Tally {
  const usage = {
    ...{stayed: {...NO_USAGE}, failed: {...NO_USAGE}},
    ...{rolled_back: {...NO_USAGE}, pinned: {...NO_USAGE}},
  };
  return {usage, interrupted: 0, checked: 0, checkPassed: 0, failedBefore: 0, fixed: 0};
}

export function addToTally(
  tally: Tally,
  {status, check, checkBefore}: Pick<Step, 'status' | 'check' | 'checkBefore'>,
  fate: Fate,
  usage: UsageTotals,
): void {
  addToTotals(tally.usage[fate], usage);
  if (status === 'interrupted') tally.interrupted += 1;
  if (check !== null) tally.checked += 1;
  if (check?.exit_code === 0) tally.checkPassed += 1;
  if (checkBefore === null || checkBefore.exit_code === 0) return;
  tally.failedBefore += 1;
  if (check?.exit_code === 0) tally.fixed += 1;
}

export function joinTally(tally: Tally, other: Tally): void {
  for (const fate of FATES) addToTotals(tally.usage[fate], other.usage[fate]);
  for (const count of COUNTS) tally[count] += other[count];
}

const COUNTS = ['interrupted', 'checked', 'checkPassed', 'failedBefore', 'fixed'] as const;

export interface Figures {
  readonly usage: UsageTotals;
  readonly fates: Readonly<Record<Fate, UsageTotals>>;
  /** The share of finished steps that succeeded. */
  readonly success: Rate;
  /** The share of checked steps whose check passed. */
  readonly check: Rate;
  /** The share of steps with a check that failed before the agent and passed after it, of those checked before. */
  readonly fixed: Rate;
  /** The share of succeeded steps that are rolled back now. */
  readonly rollback: Rate;
  /** The share of finished steps that were interrupted. */
  readonly interrupted: Rate;
  /**
   * The cost in US dollars of all finished steps per step that stayed; null while the cost of half of them or more is
   * unknown.
   */
  readonly costPerStayed: number | null;
  /** The share of the cost spent on steps that did not stay; null like `costPerStayed`. */
  readonly wastedShare: number | null;
}

export function figuresOf({usage: fates, interrupted, checked, checkPassed, failedBefore, fixed}: Tally): Figures {
  const usage = FATES.map((fate) => fates[fate]).reduce(addTotals);
  const wasted = wastedOf({fates});
  const succeeded = usage.steps - fates.failed.steps;
  const cost = knownCost(usage);
  return {
    usage,
    fates,
    success: rateOf(succeeded, usage.steps),
    check: rateOf(checkPassed, checked),
    fixed: rateOf(fixed, failedBefore),
    rollback: rateOf(fates.rolled_back.steps, succeeded),
    interrupted: rateOf(interrupted, usage.steps),
    costPerStayed: cost === null || fates.stayed.steps === 0 ? null : cost / fates.stayed.steps,
    wastedShare: cost === null || cost === 0 ? null : (wasted.costUsd ?? 0) / cost,
  };
}

/** The usage of steps that did not stay. */
export function wastedOf({fates}: Pick<Figures, 'fates'>): UsageTotals {
  return WASTED_FATES.map((fate) => fates[fate]).reduce(addTotals);
}

/** The cost where most steps have one: an average over a minority would say nothing about the rest. */
export function knownCost({steps, withoutCost, costUsd}: UsageTotals): number | null {
  return withoutCost * 2 < steps ? costUsd : null;
}

/** A share of counted things with its 95 % confidence interval, which is wide for few things. */
export interface Rate {
  /** The number of cases, out of `of`. */
  readonly count: number;
  readonly of: number;
  /** From 0 to 1; null, like the interval, if nothing was counted. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** The share with its Wilson interval, which is also valid for few cases and for shares near 0 and 1. */
export function rateOf(count: number, of: number): Rate {
  if (of === 0) return {count, of, share: null, low: null, high: null};
  const share = count / of;
  const weight = Z ** 2 / of;
  const middle = (share + weight / 2) / (1 + weight);
  const reach = (Z / (1 + weight)) * Math.sqrt((share * (1 - share)) / of + weight / (4 * of));
  // Rounding must not move the ends inside 0 and 1.
  return {
    ...{count, of, share},
    low: count === 0 ? 0 : Math.max(0, middle - reach),
    high: count === of ? 1 : Math.min(1, middle + reach),
  };
}
