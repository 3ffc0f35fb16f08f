import type {ModelUsage} from './documents.ts';
import {programOf} from './shell-words.ts';
import type {Step} from './step.ts';
import {addTotals, NO_USAGE, totalsOf, UNSPENT_STATUSES, type UsageTotals} from './usage-totals.ts';

/** The ways to group usage. A day is the UTC day on which the step began. */
export const USAGE_DIMENSIONS = ['day', 'branch', 'agent', 'model'] as const;
export type UsageDimension = (typeof USAGE_DIMENSIONS)[number];

/** The usage of one day, branch, agent or model. A step with two models counts for both. */
export interface UsageGroup {
  /** Null if unknown. */
  readonly name: string | null;
  readonly usage: UsageTotals;
}

export interface UsageReport {
  readonly total: UsageTotals;
  /** Days newest first; the others with the highest cost first. */
  readonly groups: Readonly<Record<UsageDimension, readonly UsageGroup[]>>;
}

type Sums = Map<string | null, UsageTotals>;

function byDimension<Value>(make: (dimension: UsageDimension) => Value): Record<UsageDimension, Value> {
  return {day: make('day'), branch: make('branch'), agent: make('agent'), model: make('model')};
}

/**
 * Adds up steps page by page. Memory grows with the number of days, branches, agents and models, not with the steps.
 */
export function createUsageReport(): {add(steps: readonly Step[]): void; report(): UsageReport} {
  const sums = byDimension((): Sums => new Map());
  let total = NO_USAGE;
  return {
    add(steps) {
      for (const step of steps) {
        const use = useOf(step);
        if (use === null) continue;
        total = addTotals(total, use.usage);
        addTo(sums.day, step.startTime.slice(0, 10), use.usage);
        addTo(sums.branch, step.branch, use.usage);
        addTo(sums.agent, use.agent, use.usage);
        for (const share of use.models) addTo(sums.model, share.name, share.usage);
      }
    },
    report: () =>
      usageReportOf(
        total,
        byDimension((dimension) => toGroups(sums[dimension])),
      ),
  };
}

export function reportOf(steps: readonly Step[]): UsageReport {
  const report = createUsageReport();
  report.add(steps);
  return report.report();
}

/** Makes a report with its groups in display order. */
export function usageReportOf(total: UsageTotals, groups: UsageReport['groups']): UsageReport {
  const order = (dimension: UsageDimension) =>
    dimension === 'day' ? groups.day.toSorted((a, b) => compareNames(b.name, a.name)) : dearestFirst(groups[dimension]);
  return {total, groups: byDimension(order)};
}

/** Adds two reports about different steps. */
export function addReports(a: UsageReport, b: UsageReport): UsageReport {
  const groups = byDimension((dimension) => {
    const sums: Sums = new Map();
    for (const {name, usage} of [...a.groups[dimension], ...b.groups[dimension]]) addTo(sums, name, usage);
    return toGroups(sums);
  });
  return usageReportOf(addTotals(a.total, b.total), groups);
}

type Counted = Pick<Step, 'status' | 'durationMs' | 'tokenUsage' | 'agentConfig'>;

/** The usage of a step, its agent and its models; null if its agent has not run. */
export function useOf(
  step: Counted,
): {readonly usage: UsageTotals; readonly agent: string | null; readonly models: readonly UsageGroup[]} | null {
  if (UNSPENT_STATUSES.includes(step.status)) return null;
  const usage = totalsOf([step]);
  return {usage, agent: agentOf(step), models: modelShares(step, usage)};
}

/** Adds up the groups after the first `most`; null if there are none. */
export function restOf(groups: readonly UsageGroup[], most: number): UsageTotals | null {
  return groups.length > most ? groups.slice(most).reduce((sum, {usage}) => addTotals(sum, usage), NO_USAGE) : null;
}

type OfAgent = Pick<Step, 'tokenUsage' | 'agentConfig'>;

/** The agent's name, or the program that its command starts. */
export function agentOf(step: OfAgent): string | null {
  const command = step.agentConfig?.command;
  return namedAgentOf(step) ?? (command == null ? null : programOf(command));
}

/** The agents whose records the usage comes from, otherwise the agent's configured name; null without either. */
export function namedAgentOf({tokenUsage, agentConfig}: OfAgent): string | null {
  const agents = tokenUsage?.agents ?? [];
  return agents.length > 0 ? agents.join(' + ') : (agentConfig?.name ?? null);
}

/** The models that were used, otherwise the configured one; null without either. */
export function modelsOf({tokenUsage, agentConfig}: OfAgent): string | null {
  const models = tokenUsage?.models ?? [];
  return models.length > 0 ? models.join(' + ') : (agentConfig?.model ?? null);
}

/** Splits a step's usage by model. If the records name one model or give no shares, all of it is one share. */
export function modelShares(step: Counted, usage: UsageTotals): readonly UsageGroup[] {
  const shares = step.tokenUsage?.by_model ?? [];
  const models = step.tokenUsage?.models ?? [];
  if (shares.length < 2)
    return [
      {name: shares[0]?.model ?? (models.length === 1 ? models[0] : null) ?? step.agentConfig?.model ?? null, usage},
    ];
  return shares.map((share) => ({name: share.model, usage: shareToTotals(share, step)}));
}

function shareToTotals(share: ModelUsage, {status, tokenUsage}: Counted): UsageTotals {
  const {input_tokens: input, cache_read_tokens: read, cache_write_tokens: write, output_tokens: output} = share;
  const total = input === null || output === null ? null : input + (read ?? 0) + (write ?? 0) + output;
  const usage = tokenUsage && {...tokenUsage, ...share, total_tokens: total};
  return totalsOf([{status, durationMs: null, tokenUsage: usage}]);
}

function addTo(sums: Sums, name: string | null, usage: UsageTotals): void {
  sums.set(name, addTotals(sums.get(name) ?? NO_USAGE, usage));
}

function toGroups(sums: Sums): readonly UsageGroup[] {
  return [...sums].map(([name, usage]) => ({name, usage}));
}

function dearestFirst(groups: readonly UsageGroup[]): readonly UsageGroup[] {
  return groups.toSorted(
    (a, b) =>
      (b.usage.costUsd ?? -1) - (a.usage.costUsd ?? -1) ||
      (b.usage.totalTokens ?? -1) - (a.usage.totalTokens ?? -1) ||
      compareNames(a.name, b.name),
  );
}

export function compareNames(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
