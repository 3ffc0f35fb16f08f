import type {Report, ReportDimension} from '../../domain/report/report.ts';
import {LEGEND} from '../format.ts';
import {groupTables, type ReportTable, reportHeading, wholeTables} from '../report-rows.ts';
import {type Column, renderTable} from './table.ts';
import {type Paint, toPlainText} from './text.ts';

interface ReportOptions {
  readonly projectId: string;
  readonly branch: string | null;
  readonly dimensions: readonly ReportDimension[];
  readonly width: number;
  readonly paint: Paint;
}

/** Renders a report for the terminal: rates, costs, times, then a table for each requested dimension. */
export function renderReport(report: Report, options: ReportOptions): string {
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
