import {stepName} from '../../domain/step.ts';
import {capital} from '../../domain/text.ts';
import {type ComparedRow, comparedRows, filesInWords, type ShownDiff, titleOf} from '../step-diff-rows.ts';
import {formatList} from './figures.ts';
import {renderTable} from './table.ts';
import {type Paint, toPlainText} from './text.ts';

/** Renders the head of a diff: the steps, their differences other than code, and remarks on how to read it. */
export function renderDiffHead(
  diff: ShownDiff,
  {paint, width}: {readonly paint: Paint; readonly width: number},
): string {
  const rows = comparedRows(diff);
  const {a, b} = diff;
  const table =
    b === null
      ? []
      : renderTable(
          [
            {title: '', cell: ([name]: ComparedRow) => name},
            {title: stepName(a), cell: ([, one]) => one, shrinkTo: 12},
            {title: stepName(b), cell: ([, , other]) => other, shrinkTo: 12},
            {title: 'difference', cell: ([, , , difference]) => difference},
          ],
          rows,
          {width, paint},
        ).split('\n');
  const reasons = diff.comparison?.reasons ?? [];
  return [
    paint('strong', capital(titleOf(diff))),
    ...table.map((line) => `  ${line}`),
    ...(diff.mode === 'none' ? [] : [`  ${filesInWords(diff.files)}`]),
    ...(reasons.length === 0 ? [] : [paint('warn', `  Compare them with care: ${formatList(reasons)}.`)]),
    ...diff.notes.map((note) => `  ${toPlainText(capital(note))}`),
    ...conflictLines(diff, paint),
  ].join('\n');
}

const CONFLICTS_SHOWN = 20;

function conflictLines({b, conflicts}: ShownDiff, paint: Paint): readonly string[] {
  if (conflicts.length === 0 || b === null) return [];
  const shown = conflicts.slice(0, CONFLICTS_SHOWN).map((path) => `    ${toPlainText(path)}`);
  const rest = conflicts.length - shown.length;
  return [
    paint(
      'warn',
      `  In these files it could not be carried over line by line, and they are as ${stepName(b)} left them:`,
    ),
    ...shown,
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}
