import {joinFilled} from '../../domain/text.ts';
import {
  restOf,
  USAGE_DIMENSIONS,
  type UsageDimension,
  type UsageGroup,
  type UsageReport,
} from '../../domain/usage-report.ts';
import {cacheShareOfTotals, type UsageTotals} from '../../domain/usage-totals.ts';
import {formatShare, LEGEND} from '../format.ts';
import {costOf, formatCount, formatDuration, formatTotals, plural, tokensOf} from './figures.ts';
import {type Column, renderTable} from './table.ts';
import {displayWidth, toPlainText, type View} from './text.ts';

interface UsageReportOptions extends View {
  readonly projectId: string;
  /** The day or time since when steps count; null for all. */
  readonly since: string | null;
  readonly dimensions: readonly UsageDimension[];
  /** The limit on rows of a table; the others become one row. Null for no limit. */
  readonly limit: number | null;
}

interface Row extends UsageGroup {
  readonly bar: string;
  readonly isRest: boolean;
}

const BAR_WIDTH = 24;
/** Bar segments in eighths of a character. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];
const TITLES: Readonly<Record<UsageDimension, string>> = {
  day: 'DAY',
  branch: 'BRANCH',
  agent: 'AGENT',
  model: 'MODEL',
};

/** Renders the total usage in one line, then a table with cost bars for each dimension. */
export function renderUsageReport(report: UsageReport, options: UsageReportOptions): string {
  const {projectId, since, paint, dimensions, width} = options;
  const from = since === null ? '' : ` since ${since}`;
  const head = paint('strong', `${toPlainText(projectId)}${from}: ${plural(report.total.steps, 'step')}`);
  const facts = [head, formatDuration(report.total.durationMs), formatTotals(report.total)];
  const tables = USAGE_DIMENSIONS.filter((dimension) => dimensions.includes(dimension)).map((dimension) =>
    table(dimension, report.groups[dimension], options),
  );
  const oneLine = LEGEND.join(' ');
  const legend = displayWidth(oneLine) > width ? LEGEND.join('\n') : oneLine;
  return [joinFilled(facts, ', '), ...tables, paint('dim', legend)].join('\n\n');
}

function table(
  dimension: UsageDimension,
  groups: readonly UsageGroup[],
  {limit, width, paint}: UsageReportOptions,
): string {
  const most = limit ?? groups.length;
  const rest = restOf(groups, most);
  const shown = groups.slice(0, most);
  const scale = scaleOf(shown);
  const rows: readonly Row[] = [
    ...shown.map((group) => ({...group, bar: scale(group.usage), isRest: false})),
    ...(rest === null ? [] : [{name: `${groups.length - most} more`, usage: rest, bar: '', isRest: true}]),
  ];
  const columns: readonly Column<Row>[] = [
    {title: TITLES[dimension], cell: ({name}) => name ?? 'not known', shrinkTo: 10},
    {title: 'STEPS', align: 'right', cell: ({usage}) => String(usage.steps)},
    {title: 'TOKENS', align: 'right', cell: ({usage}) => tokensOf(usage)},
    {title: 'CACHED', align: 'right', cell: ({usage}) => formatShare(cacheShareOfTotals(usage)), dropOrder: 2},
    {title: 'OUT', align: 'right', cell: ({usage}) => formatCount(usage.outputTokens), dropOrder: 1},
    {title: 'COST (USD)', align: 'right', cell: ({usage}) => costOf(usage)},
    {title: '', cell: ({bar}) => bar, shrinkTo: 4},
  ];
  return renderTable(columns, rows, {width, paint, dim: ({isRest}) => isRest});
}

/** Returns a function that draws bars by cost, or by tokens if no cost is known. The greatest gets the full width. */
function scaleOf(groups: readonly UsageGroup[]): (usage: UsageTotals) => string {
  const byCost = groups.some(({usage}) => (usage.costUsd ?? 0) > 0);
  const figureOf = (usage: UsageTotals) => (byCost ? usage.costUsd : usage.totalTokens) ?? 0;
  const greatest = groups.reduce((most, {usage}) => Math.max(most, figureOf(usage)), 0);
  return (usage) => (greatest === 0 ? '' : drawBar(figureOf(usage) / greatest));
}

/** Draws a bar for a share from 0 to 1. Anything above 0 is visible. */
function drawBar(share: number): string {
  const eighths = share > 0 ? Math.max(1, Math.round(share * BAR_WIDTH * 8)) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + (EIGHTHS[eighths % 8] ?? '');
}
