import type {UsageDimension, UsageGroup, UsageReport} from '../domain/usage-report.ts';
import {cacheShareOfTotals, type UsageTotals} from '../domain/usage-totals.ts';
import {formatCsvLine} from './csv.ts';

/** The documented JSON shape of a usage report: `total`, and a list by each dimension. Unknown is null. */
export function usageReportToJson(
  {total, groups}: UsageReport,
  {
    projectId,
    since,
    dimensions,
  }: {readonly projectId: string; readonly since: string | null; readonly dimensions: readonly UsageDimension[]},
): Record<string, unknown> {
  const lists = dimensions.map((dimension) => [
    `by_${dimension}`,
    groups[dimension].map(({name, usage}) => ({[dimension]: name, ...totalsToJson(usage)})),
  ]);
  return {project_id: projectId, since, total: totalsToJson(total), ...Object.fromEntries(lists)};
}

/** The same as lines of CSV (RFC 4180), each saying by what it is and of which: `day,2026-11-22,3,…`. */
export function usageReportToCsv({total, groups}: UsageReport, dimensions: readonly UsageDimension[]): string {
  const line = (by: string, {name, usage}: UsageGroup) =>
    formatCsvLine([by, name, ...Object.values(totalsToJson(usage))]);
  return [
    formatCsvLine(['by', 'name', ...Object.keys(totalsToJson(total))]),
    line('total', {name: null, usage: total}),
    ...dimensions.flatMap((dimension) => groups[dimension].map((group) => line(dimension, group))),
  ].join('');
}

export function totalsToJson(usage: UsageTotals): Readonly<Record<string, number | null>> {
  return {
    steps: usage.steps,
    duration_ms: usage.durationMs,
    total_tokens: usage.totalTokens,
    input_tokens: usage.inputTokens,
    cache_read_tokens: usage.cacheReadTokens,
    cache_write_tokens: usage.cacheWriteTokens,
    output_tokens: usage.outputTokens,
    reasoning_tokens: usage.reasoningTokens,
    cache_share: cacheShareOfTotals(usage),
    cost_usd: usage.costUsd,
    estimated_usd: usage.estimatedUsd,
    steps_without_tokens: usage.withoutTokens,
    steps_without_cost: usage.withoutCost,
    steps_counted_in_part: usage.partial,
  };
}
