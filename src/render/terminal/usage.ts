import type {ListedCall, TokenUsage, UsedPrice} from '../../domain/documents.ts';
import {type Step, stepName} from '../../domain/step.ts';
import {joinFilled} from '../../domain/text.ts';
import {
  restOf,
  USAGE_DIMENSIONS,
  type UsageDimension,
  type UsageGroup,
  type UsageReport,
} from '../../domain/usage-report.ts';
import {cacheShareOfTotals, type UsageTotals} from '../../domain/usage-totals.ts';
import {formatCost, formatCostOf, formatExactly, formatShare, HOW_SURE, LEGEND} from '../format.ts';
import {costOf, formatCount, formatDuration, formatTotals, plural, tokensOf} from './figures.ts';
import {type Column, factLines, renderTable} from './table.ts';
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
    {title: dimension.toUpperCase(), cell: ({name}) => name ?? 'not known', shrinkTo: 10},
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

/** Explains the usage of a step: its certainty, the calls that it sums up, and the prices of an estimate. */
export function renderUsageExplained(step: Pick<Step, 'id' | 'uid' | 'tokenUsage' | 'status'>, options: View): string {
  const usage = step.tokenUsage;
  const title = `The usage of ${stepName(step)}`;
  if (usage === null) {
    const why = step.status === 'running' ? 'It is still running' : 'Nothing of it is on record';
    return `${options.paint('strong', title)}: unknown. ${why}.`;
  }
  const calls = callsOf(usage);
  const prices = usage.prices ?? [];
  const pricesTitle = options.paint('dim', 'Prices in USD per million tokens:');
  return [
    [options.paint('strong', title), ...facts(usage)].join('\n'),
    ...(calls.length === 0 ? [] : [renderTable(callColumns(usage), calls, options)]),
    ...(prices.length === 0 ? [] : [`${pricesTitle}\n${renderTable(PRICE_COLUMNS, prices, options)}`]),
  ].join('\n\n');
}

function facts(usage: TokenUsage): readonly string[] {
  return factLines([
    ['tokens', usage.total_tokens === null ? HOW_SURE.unknown : formatExactly(usage.total_tokens)],
    ['how sure', `${HOW_SURE[usage.state]}${usage.reason == null ? '' : `: ${usage.reason}`}`],
    ['records', usage.source ?? ''],
    ['differs', usage.disagreement ?? ''],
    ['session', usage.session_id ?? ''],
    ['cost', costInWords(usage)],
  ]);
}

function whyNoCost({input_tokens: input, output_tokens: output}: TokenUsage): string {
  if (input === null || output === null) return 'the agent reports none, and its tokens are not known by class';
  return 'the agent reports none, and no price list covers all of it';
}

function costInWords(usage: TokenUsage): string {
  if (usage.state === 'unknown') return '';
  if (usage.cost === null) return `${HOW_SURE.unknown}: ${whyNoCost(usage)}`;
  const cost = `${formatCostOf(usage)} USD`;
  if (usage.cost_estimated !== true) return `${cost}, as the agent reports it`;
  const average = usage.cost_average === true ? '; an average, since the lengths of the single calls are unknown' : '';
  return `${cost}, estimated by ${usage.price_list ?? 'a price list'}${average}`;
}

/** The recorded calls, else a row for each model, else one row for everything. */
function callsOf(usage: TokenUsage): readonly ListedCall[] {
  if (usage.calls != null) return usage.calls;
  if (usage.state === 'unknown') return [];
  const rest = {source: usage.source ?? '', hour_write_tokens: null, rate: null, above: null};
  const shares = usage.by_model ?? [];
  if (shares.length > 0) return shares.map((share) => ({...rest, calls: null, ...share}));
  const {input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost} = usage;
  const classes = {input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens};
  return [{...rest, ...classes, model: usage.models.join(', '), calls: usage.turns, cost}];
}

function callColumns({cost_estimated: isEstimated}: TokenUsage): readonly Column<ListedCall>[] {
  return [
    {title: 'CALLS', align: 'right', cell: ({calls}) => (calls === null ? '?' : String(calls))},
    {title: 'FROM', cell: ({source}) => source, shrinkTo: 12},
    {title: 'MODEL', cell: ({model}) => model, shrinkTo: 10},
    {title: 'INPUT', align: 'right', cell: (call) => formatExactly(call.input_tokens)},
    {title: 'CACHE READ', align: 'right', cell: (call) => formatExactly(call.cache_read_tokens)},
    {title: 'CACHE WRITE', align: 'right', cell: (call) => formatExactly(call.cache_write_tokens)},
    {title: 'FOR 1H', align: 'right', cell: (call) => formatExactly(call.hour_write_tokens), dropOrder: 2},
    {title: 'OUTPUT', align: 'right', cell: (call) => formatExactly(call.output_tokens)},
    {title: 'REASONING', align: 'right', cell: (call) => formatExactly(call.reasoning_tokens), dropOrder: 1},
    {title: 'TIER', cell: tierInWords},
    {title: 'COST (USD)', align: 'right', cell: ({cost}) => formatCost(cost, isEstimated)},
  ];
}

const PRICE_COLUMNS: readonly Column<UsedPrice>[] = [
  {title: 'MODEL', cell: ({model}) => model, shrinkTo: 10},
  {title: 'TIER', cell: tierInWords},
  {title: 'INPUT', align: 'right', cell: ({input}) => dollars(input)},
  {title: 'CACHE READ', align: 'right', cell: (price) => dollars(price.cache_read)},
  {title: 'CACHE WRITE', align: 'right', cell: (price) => dollars(price.cache_write)},
  {title: 'FOR 1H', align: 'right', cell: (price) => dollars(price.cache_write_1h)},
  {title: 'OUTPUT', align: 'right', cell: ({output}) => dollars(output)},
  {title: 'LIST', cell: ({list}) => list, shrinkTo: 10},
];

/** Describes a price tier: `priority, above 200,000`; '' for the standard price. */
function tierInWords({rate, above}: Pick<ListedCall, 'rate' | 'above'>): string {
  return joinFilled([rate ?? '', above === null ? '' : `above ${formatExactly(above)}`], ', ');
}

function dollars(price: number): string {
  return `$${Number(price.toFixed(6))}`;
}
