import type {Report, ReportDimension} from '../domain/report/report.ts';
import {escapeText, type Markup} from './escape.ts';
import {LEGEND} from './format.ts';
import {groupTables, type ReportTable, reportHeading, wholeTables} from './report-rows.ts';

/** The limit on rows of a table, since a job summary is limited to a megabyte. */
const MOST_ROWS = 50;

export function renderReportMarkdown(
  report: Report,
  scope: {
    readonly projectId: string;
    readonly branch: string | null;
    readonly dimensions: readonly ReportDimension[];
  },
): Markup {
  const tables = [...wholeTables(report), ...groupTables(report, scope.dimensions)];
  return [`### ${escapeText(reportHeading(report, scope), 400)}`, ...tables.map(table), LEGEND.join(' ')].join('\n\n');
}

function table({title, columns, rows}: ReportTable): Markup {
  const line = (cells: readonly Markup[]) => `| ${cells.join(' | ')} |`;
  const [first, ...others] = columns;
  const rest = rows.length - MOST_ROWS;
  return [
    line([escapeText(first?.title === '' ? title : (first?.title ?? '')), ...others.map((column) => column.title)]),
    line(columns.map(({isFigure}) => (isFigure === true ? '--:' : '---'))),
    ...rows.slice(0, MOST_ROWS).map((cells) => line(cells.map((cell) => escapeText(cell)))),
    ...(rest > 0 ? ['', `${rest} more rows are left out.`] : []),
  ].join('\n');
}
