import type {Budget, Limits, TokenUsage} from './documents.ts';
import {type Timestamp, uidTime} from './identity.ts';
import type {UnreadRecord} from './records.ts';
import {repositoryKey} from './repository-key.ts';
import {labelsOf, type Step, type StepFilter} from './step.ts';
import type {UsageTotals} from './usage-totals.ts';

/** The known minimum that was spent; null when nothing is known. */
export interface Spent {
  readonly costUsd: number | null;
  readonly tokens: number | null;
}

/** The usage of a budget's other steps, and the limits of those still running. */
export interface BudgetFacts {
  readonly budget: Budget;
  /** The known usage of the finished steps, which `steps` counts. */
  readonly used: number;
  readonly steps: number;
  /** The number of finished steps of unknown usage; `partial` counts those of which only a part is known. */
  readonly unknown: number;
  readonly partial: number;
  /** The names of records that cannot be read, and may be of steps that count. */
  readonly unreadable: readonly string[];
  readonly running: number;
  /** The most that the running steps may use by their own limits. */
  readonly reserved: number;
  /** The number of running steps without such a limit. */
  readonly unbounded: number;
}

/** The most a step may use, by its own limit or by what is left of a budget. */
export interface Ceiling {
  readonly amount: number;
  readonly unit: Budget['unit'];
  /** Null for the step's own limit. */
  readonly budget: Budget | null;
}

/** The steps of all repositories of the organisation that the step belongs to. */
export interface SharedScope {
  /** The label `team` of the steps; null for all steps. */
  readonly team: string | null;
  readonly startedSince: Timestamp | null;
}

/** The steps that a budget counts: those of the same history, or those of many repositories. */
export type BudgetScope =
  | {readonly kind: 'own'; readonly filter: StepFilter}
  | {readonly kind: 'shared'; readonly scope: SharedScope};

/**
 * The scope of a budget for a step; null if the budget does not apply because there is no pull request, branch or team.
 */
export function budgetScope(
  {per}: Budget,
  step: Pick<Step, 'repository' | 'branch' | 'run' | 'startTime' | 'labels'>,
): BudgetScope | null {
  const {branch, run, startTime} = step;
  const repository = repositoryKey(step);
  const day = `${startTime.slice(0, 10)}T00:00:00.000Z`;
  const own = (filter: StepFilter): BudgetScope => ({kind: 'own', filter});
  switch (per) {
    case 'day':
      return own({startedSince: day});
    case 'pull_request':
      return run?.pull_request == null ? null : own({repository, pullRequest: run.pull_request.number});
    case 'branch':
      return branch === null ? null : own({repository, branch});
    case 'project':
      return own({});
    default: {
      const team = per.startsWith('team') ? (labelsOf(step)?.team ?? null) : null;
      if (per.startsWith('team') && team === null) return null;
      const month = `${startTime.slice(0, 7)}-01T00:00:00.000Z`;
      const startedSince = per.endsWith('_day') ? day : per.endsWith('_month') ? month : null;
      return {kind: 'shared', scope: {team, startedSince}};
    }
  }
}

/** True for budgets that only a store of many repositories can count. */
export function isShared({per}: Budget): boolean {
  return per.startsWith('organisation') || per.startsWith('team');
}

/**
 * Adds up what a budget's steps used and may still use. Only running steps with a lower number count: those with a
 * higher one count this step, so of two steps that begin at once one goes first.
 */
export function budgetFacts(
  budget: Budget,
  totals: UsageTotals,
  running: readonly Step[],
  own: Pick<Step, 'uid' | 'id'>,
  unreadable: readonly string[] = [],
): BudgetFacts {
  const isUsd = budget.unit === 'usd';
  const others = running.filter(({uid, id}) => uid !== own.uid && (id === null || own.id === null || id < own.id));
  const bounds = others.map(({limits}) => (isUsd ? limits?.max_cost_usd : limits?.max_tokens) ?? null);
  return {
    budget,
    used: (isUsd ? totals.costUsd : totals.totalTokens) ?? 0,
    steps: totals.steps,
    unknown: isUsd ? totals.withoutCost : totals.withoutTokens,
    partial: totals.partial,
    unreadable,
    running: others.length,
    // A negative limit in a record makes no room.
    reserved: bounds.reduce<number>((sum, bound) => sum + Math.max(0, bound ?? 0), 0),
    unbounded: bounds.filter((bound) => bound === null).length,
  };
}

/**
 * True if a record that cannot be read may be of a step that a budget counts: of its branch, and begun since. A uid has the
 * time when it was made.
 */
export function mayCount({kind, uid, branch}: UnreadRecord, scope: StepFilter): boolean {
  if (kind === 'rollback') return false;
  if (scope.startedSince !== undefined && uid !== null && uidTime(uid) < scope.startedSince) return false;
  return scope.branch === undefined || branch === null || branch === scope.branch;
}

/** The rest of a budget; 0 or less means nothing. Rounded, since sums of fractions are not exact. */
export function leftOf({budget, used, reserved}: BudgetFacts): number {
  return Number((budget.amount - used - reserved).toFixed(9));
}

/** True if steps may have used, or may yet use, more than can be counted. Partial usage counts with its known part. */
export function isUncertain({unknown, unreadable, unbounded}: BudgetFacts): boolean {
  return unknown > 0 || unreadable.length > 0 || unbounded > 0;
}

export function ownCeilings(limits: Limits | null): readonly Ceiling[] {
  const ceiling = (amount: number | null | undefined, unit: Budget['unit']): readonly Ceiling[] =>
    amount == null ? [] : [{amount, unit, budget: null}];
  return [...ceiling(limits?.max_cost_usd, 'usd'), ...ceiling(limits?.max_tokens, 'tokens')];
}

/** The first ceiling that was exceeded. */
export function findPassed(ceilings: readonly Ceiling[], spent: Spent): Ceiling | undefined {
  return ceilings.find(({amount, unit}) => (amountOf(spent, unit) ?? 0) > amount);
}

export function amountOf(spent: Spent, unit: Budget['unit']): number | null {
  return unit === 'usd' ? spent.costUsd : spent.tokens;
}

/** Converts a usage to the minimum that it proves was spent. */
export function usageToSpent(usage: TokenUsage): Spent {
  const {prompt_tokens: prompt, completion_tokens: completion, total_tokens: total, cost} = usage;
  const parts = prompt === null && completion === null ? null : (prompt ?? 0) + (completion ?? 0);
  return {costUsd: cost, tokens: total ?? parts};
}

/** Formats an amount: `20.14 USD`, `2,014,300 tokens`. */
export function formatAmount(amount: number, unit: Budget['unit']): string {
  const shown = unit === 'usd' ? formatUsd(amount) : Math.round(amount).toLocaleString('en-US');
  return `${shown} ${unit === 'usd' ? 'USD' : 'tokens'}`;
}

/** Four digits after the point, and more for an amount that would be 0 with those. */
function formatUsd(amount: number): string {
  const rounded = Number(amount.toFixed(4));
  if (rounded !== 0 || amount === 0) return String(rounded);
  return amount.toLocaleString('en-US', {maximumSignificantDigits: 2});
}

/** Formats all limits of a step: `2.5 USD, 20 USD per day`. */
export function formatLimits(limits: Limits): string {
  const own = ownCeilings(limits).map(({amount, unit}) => formatAmount(amount, unit));
  return [...own, ...limits.budgets.map(formatBudget)].join(', ');
}

/** Formats a budget as users write it: `20 USD per day`. */
export function formatBudget({amount, unit, per}: Budget): string {
  return `${formatAmount(amount, unit)} per ${PER[per]}`;
}

/** The words after the first "per" of a budget. */
export const PER: Readonly<Record<Budget['per'], string>> = {
  day: 'day',
  pull_request: 'pull request',
  branch: 'branch',
  project: 'project',
  organisation: 'organisation',
  organisation_day: 'organisation per day',
  organisation_month: 'organisation per month',
  team: 'team',
  team_day: 'team per day',
  team_month: 'team per month',
};
