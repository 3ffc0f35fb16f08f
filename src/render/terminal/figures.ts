import type {Changes, TokenUsage} from '../../domain/documents.ts';
import type {Timestamp} from '../../domain/identity.ts';
import {diffStatOf, hasNoChanges, type Step} from '../../domain/step.ts';
import {joinFilled, listInWords} from '../../domain/text.ts';
import {cacheShare, cacheShareOfTotals, type UsageTotals} from '../../domain/usage-totals.ts';
import {formatCost, formatShare, markAtLeast, stepLabel} from '../format.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formats a duration: `40ms`, `1.2s`, `12s`, `3m 20s`, `1h 05m`; '' when unknown. */
export function formatDuration(durationMs: number | null): string {
  if (durationMs === null) return '';
  if (durationMs < 995) return `${Math.round(durationMs)}ms`;
  if (durationMs < 9_950) return `${(durationMs / 1000).toFixed(1)}s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < MINUTE) return `${seconds}s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)}m ${twoDigits(seconds % MINUTE)}s`;
  return `${Math.floor(seconds / HOUR)}h ${twoDigits(Math.floor((seconds % HOUR) / MINUTE))}m`;
}

/** Formats a count: `840`, `17.5k`, `2.3M`; '' when unknown. */
export function formatCount(count: number | null | undefined): string {
  if (count === null || count === undefined) return '';
  if (count < 1000) return String(count);
  if (count < 999_950) return `${trimZero((count / 1000).toFixed(1))}k`;
  return `${trimZero((count / 1_000_000).toFixed(1))}M`;
}

/**
 * Formats changes: `2 commits, 3 files (+10 -2)` as far as known, `no changes`, or `3 files left uncommitted`; '' when
 * unknown.
 */
export function formatChanges(changes: Changes | null): string {
  return changesBy(changes, (commits, stat) =>
    stat === null
      ? [commits]
      : [commits, `${plural(stat.filesChanged, 'file')} (+${stat.insertions} -${stat.deletions})`],
  );
}

/** The same, with the size of the changes in other words. */
export function changesBy(
  changes: Changes | null,
  size: (commits: string, stat: ReturnType<typeof diffStatOf>) => readonly string[],
): string {
  if (changes === null) return '';
  const {files_uncommitted: count} = changes;
  const left = count == null ? [] : [`${plural(count, 'file')} left uncommitted`];
  if (hasNoChanges(changes)) return left[0] ?? 'no changes';
  return [...size(plural(changes.own_commit_count, 'commit'), diffStatOf(changes)), ...left].join(', ');
}

/** Formats a step's usage as far as known: `17.5k tokens (17.3k in, 78% of it from cache; 201 out), at least $0.02`. */
export function formatUsage(usage: TokenUsage | null): string {
  if (usage === null) return '';
  const cost = atLeast(formatCost(usage.cost, usage.cost_estimated), usage.state === 'partial');
  return joinFilled([formatTokensOf(usage), cost], ', ');
}

/** Formats a step's tokens: `at least 17.5k tokens (17.3k in, 78% of it from cache; 201 out)`; '' when unknown. */
export function formatTokensOf(usage: TokenUsage | null): string {
  if (usage === null) return '';
  const classes = formatClasses(usage.prompt_tokens, cacheShare(usage), usage.completion_tokens);
  return atLeast(formatTokens(usage.total_tokens, classes), usage.state === 'partial');
}

/**
 * Formats the summed usage of steps: `at least 2k tokens (1.5k in, 60% of it from cache; 500 out), at least $0.50, ≈$0.10 of
 * it estimated; tokens of 1 step unknown`; '' if no agent has run.
 */
export function formatTotals(totals: UsageTotals): string {
  if (totals.steps === 0) return '';
  const {inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, totalTokens, costUsd, estimatedUsd} = totals;
  const input = inputTokens === null ? null : inputTokens + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
  const isAllEstimated = estimatedUsd !== null && estimatedUsd === costUsd;
  const known = joinFilled(
    [
      atLeast(
        formatTokens(totalTokens, formatClasses(input, cacheShareOfTotals(totals), outputTokens)),
        totals.withoutTokens + totals.partial > 0,
      ),
      atLeast(formatCost(costUsd, isAllEstimated), totals.withoutCost + totals.partial > 0),
      isAllEstimated || estimatedUsd === null ? '' : `${formatCost(estimatedUsd, true)} of it estimated`,
    ],
    ', ',
  );
  const missing = [
    totals.withoutTokens > 0 ? `tokens of ${plural(totals.withoutTokens, 'step')} unknown` : '',
    totals.withoutCost > totals.withoutTokens ? `cost of ${plural(totals.withoutCost, 'step')} unknown` : '',
    totals.partial > 0 ? `${plural(totals.partial, 'step')} counted in part` : '',
  ];
  return joinFilled([known, ...missing], '; ');
}

/** Formats a step's tokens in short: `17.5k+`; '' when unknown. */
export function formatTokenCount(usage: TokenUsage | null): string {
  return markAtLeast(formatCount(usage?.total_tokens), usage?.state === 'partial');
}

/** Formats the summed cost of steps for a table: `≈$0.50+`, with + if some costs are unknown and ≈ if a part is estimated. */
export function costOf({costUsd, estimatedUsd, withoutCost, partial}: UsageTotals): string {
  return markAtLeast(formatCost(costUsd, (estimatedUsd ?? 0) > 0), withoutCost + partial > 0);
}

/** Formats the summed tokens of steps for a table, with + if some are unknown. */
export function tokensOf({totalTokens, withoutTokens, partial}: UsageTotals): string {
  return markAtLeast(formatCount(totalTokens), withoutTokens + partial > 0);
}

function atLeast(figure: string, isAtLeast: boolean): string {
  return isAtLeast && figure !== '' ? `at least ${figure}` : figure;
}

function formatTokens(total: number | null, classes: string): string {
  if (total === null) return '';
  return `${formatCount(total)} tokens${classes === '' ? '' : ` (${classes})`}`;
}

/** Formats tokens by class: `17.3k in, 78% of it from cache; 201 out`. */
function formatClasses(input: number | null, share: number | null, output: number | null): string {
  if (input === null || output === null) return '';
  const cached = share === null || share === 0 ? '' : `, ${formatShare(share)} of it from cache`;
  return `${formatCount(input)} in${cached}; ${formatCount(output)} out`;
}

/** Formats an age: `just now`, `5 min ago`, `3 h ago`, `2 days ago`, then the date. */
export function formatAge(time: Timestamp, now: Date): string {
  const seconds = Math.round((now.getTime() - Date.parse(time)) / 1000);
  if (Number.isNaN(seconds)) return time;
  if (seconds < -MINUTE) return time.slice(0, 16).replace('T', ' ');
  if (seconds < MINUTE) return 'just now';
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ago`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`;
  if (seconds < 14 * DAY) return `${plural(Math.floor(seconds / DAY), 'day')} ago`;
  return time.slice(0, 10);
}

/** Formats a count with its noun: `1 step`, `2 steps`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Formats step numbers: `14 and 15`, with three or more in a row as `14 to 19`. */
export function formatIds(ids: readonly number[]): string {
  const parts: string[] = [];
  const sorted = [...ids].sort((a, b) => a - b);
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while (sorted[end + 1] === (sorted[end] ?? 0) + 1) end++;
    if (end - start >= 2) parts.push(`${sorted[start]} to ${sorted[end]}`);
    else parts.push(...sorted.slice(start, end + 1).map(String));
    start = end + 1;
  }
  return listInWords(parts);
}

/** Names steps: `14 to 19 and 0192ab…`. */
export function formatSteps(steps: readonly Pick<Step, 'id' | 'uid'>[]): string {
  const ids = steps.flatMap(({id}) => (id === null ? [] : [id]));
  const uids = steps.filter(({id}) => id === null).map(stepLabel);
  return listInWords([...(ids.length > 0 ? [formatIds(ids)] : []), ...uids]);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function trimZero(text: string): string {
  return text.replace(/\.0$/, '');
}
