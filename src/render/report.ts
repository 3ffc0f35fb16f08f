import {type Fate, type Figures, type Rate, WASTED_FATES, wastedOf} from '../domain/report/figures.ts';
import type {PullReport} from '../domain/report/pull-requests.ts';
import type {Times} from '../domain/report/recovery.ts';
import type {Report, ReportDimension} from '../domain/report/report.ts';
import {capital, joinFilled} from '../domain/text.ts';
import {addTotals, cacheShareOfTotals, NO_USAGE, type UsageTotals} from '../domain/usage-totals.ts';
import {escapeText, type Markup, table} from './escape.ts';
import {formatCost, formatShare, LEGEND} from './format.ts';
import {costOf, formatDuration, plural, tokensOf} from './terminal/figures.ts';
import {type Column, renderTable} from './terminal/table.ts';
import {toPlainText, type View} from './terminal/text.ts';

/** The subject of a report, and the dimensions that it shows. */
export interface ReportScope {
  readonly projectId: string;
  readonly branch: string | null;
  readonly dimensions: readonly ReportDimension[];
}

/** A table of a report, for the terminal, Markdown and the page. Its first column names the rows. */
export interface ReportTable {
  readonly title: string;
  readonly columns: readonly {readonly title: string; readonly isFigure?: boolean}[];
  readonly rows: readonly (readonly string[])[];
}

/** The subject of the report: `octo/demo since 2026-11-01, on main: 42 steps`. */
export function reportHeading(
  {period, total, unfinished}: Report,
  {projectId, branch}: Pick<ReportScope, 'projectId' | 'branch'>,
): string {
  const day = (time: string) => time.replace('T00:00:00.000Z', '');
  const since = period.since === null ? '' : ` since ${day(period.since)}`;
  const until = period.until === null ? '' : ` before ${day(period.until)}`;
  const rest = unfinished === 0 ? '' : `, and ${unfinished} that run or were refused`;
  return `${projectId}${since}${until}${branch === null ? '' : `, on ${branch}`}: ${plural(total.usage.steps, 'finished step')}${rest}`;
}

export function wholeTables(report: Report): readonly ReportTable[] {
  const {pulls} = report;
  return [ratesTable(report), costTable(report), recoveryTable(report), ...(pulls === null ? [] : [pullTable(pulls)])];
}

function pullTable(pulls: PullReport): ReportTable {
  const {merged, lines, surviving} = pulls;
  const rework = (days: number, {share, count, of}: Rate) => [
    `Reworked within ${days} days`,
    formatShare(share),
    `${count} of ${plural(of, 'merged pull request')}`,
  ];
  const usage = pulls.pulls
    .filter((pull) => pull.merged === true)
    .map((pull) => pull.usage)
    .reduce(addTotals, NO_USAGE);
  const cost = (costUsd: number | null) => costOf({...usage, costUsd});
  const unknown = pulls.pulls.length - merged.of;
  const rest = unknown === 0 ? '' : `; of ${unknown} it is not known`;
  return {
    title: `Pull requests on ${pulls.base}`,
    columns: [{title: ''}, {title: 'figure', isFigure: true}, {title: 'remarks'}],
    rows: [
      ['Merged', formatShare(merged.share), `${merged.count} of ${plural(merged.of, 'pull request')}${rest}`],
      ['Steps until merged', pulls.stepsPerMerged === null ? '' : pulls.stepsPerMerged.toFixed(1), 'on the average'],
      ['Cost of each that was merged', cost(pulls.costPerMerged), 'with steps that failed or were rolled back'],
      [
        'Lines that survive',
        lines === null || surviving === null || lines === 0 ? '' : formatShare(surviving / lines),
        lines === null ? '' : `${surviving} of ${plural(lines, 'line')} that steps brought`,
      ],
      ['Cost of each such line', cost(pulls.costPerSurvivingLine), ''],
      rework(7, pulls.reworked),
      rework(30, pulls.reworked30),
    ],
  };
}

function ratesTable({total, oneShot, previous}: Report): ReportTable {
  const row = (name: string, rate: Rate, what: string, before?: Rate) => [
    name,
    formatShare(rate.share),
    `${rate.count} of ${plural(rate.of, what)}`,
    rate.low === null ? '' : `${formatShare(rate.low)} to ${formatShare(rate.high)}`,
    ...(previous === null ? [] : [before === undefined ? '' : formatShare(before.share)]),
  ];
  const was = previous?.total;
  return {
    title: 'How steps end',
    columns: [
      {title: ''},
      {title: 'share', isFigure: true},
      {title: 'counted'},
      {title: '95 % interval'},
      ...(previous === null ? [] : [{title: 'period before', isFigure: true}]),
    ],
    rows: [
      row('Succeeded', total.success, 'finished step', was?.success),
      row('Check passed', total.check, 'check', was?.check),
      ...(total.fixed.of === 0 ? [] : [row('Check mended', total.fixed, 'check that failed before', was?.fixed)]),
      row('Rolled back', total.rollback, 'succeeded step', was?.rollback),
      row('Interrupted', total.interrupted, 'finished step', was?.interrupted),
      row('One step was enough', oneShot, 'pull request'),
    ],
  };
}

export function fateInWords(fate: Fate): string {
  return fate === 'pinned' ? 'not on the branch' : fate.replace('_', ' ');
}

function costTable({total, previous}: Report): ReportTable {
  const {usage, fates} = total;
  const wasted = wastedOf(total);
  const parts = WASTED_FATES.map((fate) => [fateInWords(fate), fates[fate]] as const).filter(
    ([, {steps}]) => steps > 0,
  );
  const cached = formatShare(cacheShareOfTotals(usage));
  return {
    title: 'What they cost',
    columns: [{title: ''}, {title: 'sum', isFigure: true}, {title: 'remarks'}],
    rows: [
      [
        'Cost',
        costOf(usage),
        joinFilled(
          [
            costCoverage(usage),
            previous === null ? '' : `the period before: ${costOf(previous.total.usage) || 'unknown'}`,
          ],
          '; ',
        ),
      ],
      [
        'Cost of each step that stayed',
        averageCost(total),
        total.costPerStayed === null
          ? fates.stayed.steps === 0
            ? 'no step stayed'
            : 'no average, since half of the costs or more are unknown'
          : `${plural(fates.stayed.steps, 'step')} stayed`,
      ],
      [
        'Wasted',
        costOf(wasted),
        joinFilled(
          [
            total.wastedShare === null ? '' : `${formatShare(total.wastedShare)} of the cost`,
            ...parts.map(([name, part]) => `${name}: ${joinFilled([plural(part.steps, 'step'), costOf(part)], ', ')}`),
          ],
          '; ',
        ),
      ],
      ['Tokens', tokensOf(usage), cached === '' ? '' : `${cached} of the input from cache`],
      ['Time of agents', formatDuration(usage.durationMs), ''],
    ],
  };
}

function recoveryTable({recovery}: Report): ReportTable {
  const {fix, unfixed, rollback, undo} = recovery;
  const row = (name: string, {count, medianMs, longestMs}: Times, remark = '') => [
    name,
    formatDuration(medianMs),
    formatDuration(longestMs),
    `${plural(count, 'time')}${remark}`,
  ];
  return {
    title: 'How long it takes',
    columns: [{title: ''}, {title: 'median', isFigure: true}, {title: 'longest', isFigure: true}, {title: 'counted'}],
    rows: [
      row('To fix', fix, unfixed === 0 ? '' : `; ${unfixed} not fixed yet`),
      row('To roll back', rollback),
      row('To undo a rollback', undo),
    ],
  };
}

/** The tables by dimension, without empty ones. Those of templates and teams are left out by default if no step has one. */
export function groupTables(report: Report, dimensions: readonly ReportDimension[]): readonly ReportTable[] {
  const isTold = (dimension: ReportDimension) =>
    (dimension !== 'template' && dimension !== 'team') ||
    dimensions.length === 1 ||
    report.groups[dimension].some(({name}) => name !== null);
  return dimensions.filter(isTold).flatMap((dimension) => {
    const table = groupTable(report, dimension);
    return table.rows.length > 0 ? [table] : [];
  });
}

function groupTable({groups}: Report, dimension: ReportDimension): ReportTable {
  return {
    title: `By ${dimension}`,
    columns: [
      {title: dimension === 'week' ? 'Week from' : capital(dimension)},
      ...['steps', 'succeeded', 'rolled back', 'cost', 'each stayed', 'wasted', 'tokens', 'cached', 'time'].map(
        (title) => ({
          title,
          isFigure: true,
        }),
      ),
    ],
    rows: groups[dimension].map(({name, figures}) => [
      name ?? 'not known',
      String(figures.usage.steps),
      formatShare(figures.success.share),
      formatShare(figures.rollback.share),
      costOf(figures.usage),
      averageCost(figures),
      costOf(wastedOf(figures)),
      tokensOf(figures.usage),
      formatShare(cacheShareOfTotals(figures.usage)),
      formatDuration(figures.usage.durationMs),
    ]),
  };
}

function averageCost({usage, costPerStayed}: Figures): string {
  return costOf({...usage, costUsd: costPerStayed});
}

function costCoverage({steps, withoutCost, partial, estimatedUsd}: UsageTotals): string {
  return joinFilled(
    [
      withoutCost === 0 ? '' : `of ${steps - withoutCost} of ${plural(steps, 'step')}; the rest is unknown`,
      partial === 0 ? '' : `${plural(partial, 'step')} counted in part`,
      estimatedUsd === null || estimatedUsd === 0 ? '' : `${formatCost(estimatedUsd, true)} of it estimated`,
    ],
    '; ',
  );
}

/** Renders a report for the terminal: rates, costs, times, then a table for each requested dimension. */
export function renderReport(report: Report, options: ReportScope & View): string {
  const {dimensions, width, paint} = options;
  const tables = [...wholeTables(report), ...groupTables(report, dimensions)];
  return [
    paint('strong', toPlainText(reportHeading(report, options))),
    ...tables.map((table) => renderTable(columnsOf(table), table.rows, {width, paint})),
    paint('dim', LEGEND.join(' ')),
  ].join('\n\n');
}

function columnsOf({title, columns}: ReportTable): readonly Column<readonly string[]>[] {
  return columns.map((column, at) => ({
    title: (at === 0 && column.title === '' ? title : column.title).toUpperCase(),
    cell: (row) => row[at] ?? '',
    ...(column.isFigure === true ? {align: 'right'} : {}),
    // Names and remarks may be cut, figures may not.
    ...(column.isFigure === true ? {} : {shrinkTo: 12}),
    ...(at > 4 ? {dropOrder: at} : {}),
  }));
}

/** The limit on rows of a table, since a job summary is limited to a megabyte. */
const MOST_ROWS = 50;

export function renderReportMarkdown(report: Report, scope: ReportScope): Markup {
  const tables = [...wholeTables(report), ...groupTables(report, scope.dimensions)];
  return [`### ${escapeText(reportHeading(report, scope), 400)}`, ...tables.map(markdownTable), LEGEND.join(' ')].join(
    '\n\n',
  );
}

function markdownTable({title, columns, rows}: ReportTable): Markup {
  const [first, ...others] = columns;
  const rest = rows.length - MOST_ROWS;
  const shown = table(
    [escapeText(first?.title === '' ? title : (first?.title ?? '')), ...others.map((column) => column.title)],
    columns.map(({isFigure}) => (isFigure === true ? '--:' : '---')),
    rows.slice(0, MOST_ROWS).map((cells) => cells.map((cell) => escapeText(cell))),
  );
  return rest > 0 ? `${shown}\n\n${rest} more rows are left out.` : shown;
}
