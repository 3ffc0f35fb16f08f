import {FATES, type Figures, type Rate, WASTED_FATES, wastedOf} from '../domain/report/figures.ts';
import type {PullReport} from '../domain/report/pull-requests.ts';
import type {Times} from '../domain/report/recovery.ts';
import type {Report, ReportDimension} from '../domain/report/report.ts';
import type {TimelineEvent} from '../domain/report/timeline.ts';
import type {UsageDimension, UsageReport} from '../domain/usage-report.ts';
import {cacheShareOfTotals, type UsageTotals} from '../domain/usage-totals.ts';
import {formatCsvGroups} from './csv.ts';
import type {ReportScope} from './report.ts';

interface DataScope extends ReportScope {
  /** True for the report of a fleet; `projectId` is the pattern of its repositories. */
  readonly isFleet?: boolean;
}

/** Formats a report as its documented JSON (docs/report.md). Unknown values are null. */
export function reportToJson(
  report: Report,
  {projectId, branch, isFleet, dimensions}: DataScope,
): Record<string, unknown> {
  const lists = dimensions.map((dimension) => [
    `by_${dimension}`,
    report.groups[dimension].map(({name, figures}) => ({[dimension]: name, ...figuresToJson(figures)})),
  ]);
  const {fix, unfixed, rollback, undo} = report.recovery;
  return {
    schema_version: 1,
    ...(isFleet === true ? {repository: projectId} : {project_id: projectId}),
    period: report.period,
    ...(isFleet === true ? {} : {branch}),
    unfinished_steps: report.unfinished,
    total: figuresToJson(report.total),
    previous: report.previous && {period: report.previous.period, ...figuresToJson(report.previous.total)},
    one_shot: rateToJson(report.oneShot),
    time_to_fix: {...timesToJson(fix), unfixed},
    time_to_rollback: timesToJson(rollback),
    time_to_undo: timesToJson(undo),
    ...Object.fromEntries(lists),
    timelines: report.timelines.branches.map(({repository, branch: name, events, leftOut}) => ({
      ...{repository, branch: name, events: events.map(eventToJson), events_left_out: leftOut},
    })),
    timelines_left_out: report.timelines.leftOut,
    pull_requests: report.pulls && pullsToJson(report.pulls),
  };
}

/** Formats a report as CSV, each line starting with dimension and name: `day,2026-11-22,3,…`. */
export function reportToCsv({total, groups}: Report, dimensions: readonly ReportDimension[]): string {
  const rows = dimensions.flatMap((by) =>
    groups[by].map(({name, figures}) => [by, name, figuresToRow(figures)] as const),
  );
  return formatCsvGroups(figuresToRow(total), rows);
}

function figuresToJson(figures: Figures): Record<string, unknown> {
  const wasted = wastedOf(figures);
  return {
    ...totalsToJson(figures.usage),
    success: rateToJson(figures.success),
    check: rateToJson(figures.check),
    fixed: rateToJson(figures.fixed),
    rollback: rateToJson(figures.rollback),
    interrupted: rateToJson(figures.interrupted),
    fates: Object.fromEntries(
      FATES.map((fate) => {
        const {steps, costUsd, withoutCost} = figures.fates[fate];
        return [fate, {steps, cost_usd: costUsd, steps_without_cost: withoutCost}];
      }),
    ),
    cost_per_stayed_step_usd: figures.costPerStayed,
    wasted_usd: wasted.costUsd,
    wasted_share: figures.wastedShare,
  };
}

/** Flattens figures for CSV. */
function figuresToRow(figures: Figures): Readonly<Record<string, number | null>> {
  return {
    ...totalsToJson(figures.usage),
    succeeded: figures.success.count,
    success_rate: figures.success.share,
    checked: figures.check.of,
    check_rate: figures.check.share,
    rolled_back: figures.rollback.count,
    rollback_rate: figures.rollback.share,
    interrupted: figures.interrupted.count,
    stayed: figures.fates.stayed.steps,
    cost_per_stayed_step_usd: figures.costPerStayed,
    wasted_usd: wastedOf(figures).costUsd,
    ...Object.fromEntries(WASTED_FATES.map((fate) => [`wasted_${fate}_usd`, figures.fates[fate].costUsd])),
  };
}

function pullsToJson(pulls: PullReport): Record<string, unknown> {
  return {
    base: pulls.base,
    merged: rateToJson(pulls.merged),
    steps_per_merged: pulls.stepsPerMerged,
    cost_per_merged_usd: pulls.costPerMerged,
    lines: pulls.lines,
    surviving_lines: pulls.surviving,
    cost_per_surviving_line_usd: pulls.costPerSurvivingLine,
    reworked: rateToJson(pulls.reworked),
    reworked_30d: rateToJson(pulls.reworked30),
    list: pulls.pulls.map(({usage, ...pull}) => ({
      repository: pull.repository,
      number: pull.number,
      merged: pull.merged,
      merged_by: pull.by,
      merged_at: pull.mergedAt,
      steps: usage.steps,
      cost_usd: usage.costUsd,
      steps_without_cost: usage.withoutCost,
      lines: pull.lines,
      surviving_lines: pull.surviving,
      reworked: pull.reworked,
      reworked_30d: pull.reworked30,
    })),
  };
}

function rateToJson({count, of, share, low, high}: Rate) {
  return {count, of, rate: share, low, high};
}

function timesToJson({count, medianMs, longestMs}: Times) {
  return {count, median_ms: medianMs, longest_ms: longestMs};
}

function eventToJson(event: TimelineEvent): Record<string, unknown> {
  const {kind, at, uid} = event;
  if (event.kind === 'step') {
    const {id, status, active, toSha} = event;
    return {kind, at, uid, id, status, active, to_sha: toSha};
  }
  const {number, fromSha, toSha, stepUids, undoneBy, actor, reason} = event;
  return {
    ...{kind, at, uid, number, from_sha: fromSha, to_sha: toSha},
    ...{step_uids: stepUids, undone_by: undoneBy, actor, reason},
  };
}

interface UsageScope {
  readonly projectId: string;
  readonly since: string | null;
  readonly dimensions: readonly UsageDimension[];
}

/** Formats a usage report as its documented JSON: `total`, and a list for each dimension. Unknown values are null. */
export function usageReportToJson(
  {total, groups}: UsageReport,
  {projectId, since, dimensions}: UsageScope,
): Record<string, unknown> {
  const lists = dimensions.map((dimension) => [
    `by_${dimension}`,
    groups[dimension].map(({name, usage}) => ({[dimension]: name, ...totalsToJson(usage)})),
  ]);
  return {project_id: projectId, since, total: totalsToJson(total), ...Object.fromEntries(lists)};
}

/** Formats a usage report as CSV, each line starting with dimension and name: `day,2026-11-22,3,…`. */
export function usageReportToCsv({total, groups}: UsageReport, dimensions: readonly UsageDimension[]): string {
  const rows = dimensions.flatMap((by) => groups[by].map(({name, usage}) => [by, name, totalsToJson(usage)] as const));
  return formatCsvGroups(totalsToJson(total), rows);
}

function totalsToJson(usage: UsageTotals): Readonly<Record<string, number | null>> {
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
