import type {FileChange} from '../domain/ports/diffs.ts';
import {type Step, stepName, stepToJson} from '../domain/step.ts';
import {type ComparedFigure, comparisonToJson, type FigureName, type StepDiff} from '../domain/step-comparison.ts';
import {capital, cutText, listInWords} from '../domain/text.ts';
import {cleanLines, escapeCode, escapeText, folded, type Markup, table} from './escape.ts';
import {checkResult, firstLineAsked, formatCost, markAtLeast, statusInWords} from './format.ts';
import {formatCount, formatDuration, plural} from './terminal/figures.ts';
import {renderTable} from './terminal/table.ts';
import {type Paint, toPlainText, type View} from './terminal/text.ts';

/** A compared fact: its name, its value in each step, and the difference in words. */
type ComparedRow = readonly [name: string, a: string, b: string, difference: string];

/** The title of a diff: `step 3: what it changed`, `step 3 against step 5: the states they left`. */
export function titleOf({a, b, mode}: StepDiff): string {
  if (b === null) return `${stepName(a)}: what it changed`;
  const what = {
    states: ': the states they left',
    work: ': what each of them did',
    commits: ': their commits, in pairs',
    none: '',
  }[mode];
  return `${stepName(a)} against ${stepName(b)}${what}`;
}

/** The rows of a comparison. A difference is '' when it cannot be determined. */
export function comparedRows({a, b, comparison}: StepDiff): readonly ComparedRow[] {
  if (b === null || comparison === null) return [];
  const rows: ComparedRow[] = [
    [
      'asked',
      cutText(firstLineAsked(a), ASKED_SHOWN),
      cutText(firstLineAsked(b), ASKED_SHOWN),
      (comparison.samePrompt ?? firstLineAsked(a) === firstLineAsked(b)) ? 'same' : 'differs',
    ],
    ['ended', statusInWords(a), statusInWords(b), ''],
    ['check', checkResult(a.check), checkResult(b.check), comparison.sameCheck === false ? 'other checks' : ''],
    ['check before', checkResult(a.checkBefore), checkResult(b.checkBefore), ''],
    ...FIGURE_ROWS.map(([name, label, format]) => figureRow(label, comparison.figures[name], name, format, a, b)),
    ...comparison.config
      .filter(({path}) => path !== 'command')
      .map(({path, ...values}): ComparedRow => [path, textOf(values.a), textOf(values.b), 'differs']),
  ];
  return rows.filter(([, one, other]) => one !== '' || other !== '');
}

/** Summarises changed files: `2 files changed, +10 −2`, or `no difference in the code`. */
export function filesInWords(files: readonly FileChange[]): string {
  if (files.length === 0) return 'no difference in the code';
  const sum = (key: 'insertions' | 'deletions') => files.reduce((all, file) => all + (file[key] ?? 0), 0);
  return `${plural(files.length, 'file')} changed, +${sum('insertions')} −${sum('deletions')}`;
}

const FIGURE_ROWS: readonly (readonly [FigureName, string, (value: number) => string])[] = [
  ['duration_ms', 'took', formatDuration],
  ['cost_usd', 'cost', (value) => formatCost(value)],
  ['total_tokens', 'tokens', formatCount],
  ['turns', 'turns', String],
];

function figureRow(
  label: string,
  figure: ComparedFigure,
  name: FigureName,
  format: (value: number) => string,
  a: Step,
  b: Step,
): ComparedRow {
  const shown = (value: number | null, step: Step) => {
    if (value === null) return '';
    const isMoney = name === 'cost_usd';
    const text = isMoney ? formatCost(value, step.tokenUsage?.cost_estimated) : format(value);
    return markAtLeast(text, name !== 'duration_ms' && step.tokenUsage?.state === 'partial');
  };
  return [label, shown(figure.a, a), shown(figure.b, b), differenceOf(figure)];
}

function differenceOf({abs, pct, isExact}: ComparedFigure): string {
  if (abs === null) return '';
  if (abs === 0) return 'same';
  const sign = abs > 0 ? '+' : '−';
  const size =
    pct === null ? '' : `${sign}${Math.abs(pct) < 10 ? Math.abs(pct).toFixed(1) : Math.round(Math.abs(pct))}%`;
  return isExact ? size : `${size} (not exact)`.trim();
}

const ASKED_SHOWN = 60;

function textOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Formats a diff of steps as its documented JSON (docs/step-diff.md), with every file and no patch. */
export function diffToJson(diff: StepDiff) {
  const sum = (key: 'insertions' | 'deletions') => diff.files.reduce((all, file) => all + (file[key] ?? 0), 0);
  return {
    schema_version: 1,
    a: stepToJson(diff.a),
    b: diff.b === null ? null : stepToJson(diff.b),
    code: {
      mode: diff.mode,
      from: diff.range.from,
      to: diff.range.to,
      same: diff.mode === 'none' ? null : diff.files.length === 0,
      files: diff.files.map(({oldPath, insertions, deletions, ...file}) => ({
        path: file.path,
        old_path: oldPath,
        status: file.status,
        in: file.in,
        insertions,
        deletions,
        binary: insertions === null,
      })),
      insertions: sum('insertions'),
      deletions: sum('deletions'),
      conflicts: diff.conflicts,
    },
    ...(diff.comparison === null ? {comparable: null, config: [], figures: null} : comparisonToJson(diff.comparison)),
    notes: diff.notes,
  };
}

const MOST_CONFLICTS = 20;

/** Renders the head of a diff: the steps, their differences other than code, and remarks on how to read it. */
export function renderDiffHead(diff: StepDiff, {paint, width}: View): string {
  const rows = comparedRows(diff);
  const {a, b} = diff;
  const compared =
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
    ...compared.map((line) => `  ${line}`),
    ...(diff.mode === 'none' ? [] : [`  ${filesInWords(diff.files)}`]),
    ...(reasons.length === 0 ? [] : [paint('warn', `  Compare them with care: ${listInWords(reasons)}.`)]),
    ...diff.notes.map((note) => `  ${toPlainText(capital(note))}`),
    ...conflictLines(diff, paint),
  ].join('\n');
}

function conflictLines({b, conflicts}: StepDiff, paint: Paint): readonly string[] {
  if (conflicts.length === 0 || b === null) return [];
  const shown = conflicts.slice(0, MOST_CONFLICTS).map((path) => `    ${toPlainText(path)}`);
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

const PATCH_BYTES = 8_000;

const MOST_ROWS = 40;

/** Renders a diff of steps as Markdown: the comparison as a table, and the patch folded. */
export function renderDiffMarkdown(diff: StepDiff, patch: string | null): Markup {
  return `### ${escapeText(titleOf(diff))}\n\n${bodyOf(diff, patch)}`;
}

/** Renders a diff of steps folded, as a part of a comment. */
export function foldedDiff(diff: StepDiff, patch: string | null): Markup {
  return folded(escapeText(capital(titleOf(diff))), bodyOf(diff, patch).trim());
}

function bodyOf(diff: StepDiff, patch: string | null): Markup {
  const {a, b} = diff;
  const escaped = (row: readonly string[]) => row.map((cell) => escapeText(cell));
  const head = b === null ? [] : escaped(['', stepName(a), stepName(b), 'difference']);
  const rule = head.map(() => '---');
  const compared = b === null ? [] : [table(head, rule, comparedRows(diff).slice(0, MOST_ROWS).map(escaped)), ''];
  const reasons = (diff.comparison?.reasons ?? []).map((reason) => `- ${escapeText(reason)}`);
  return [
    ...compared,
    ...(diff.mode === 'none' ? [] : [filesInWords(diff.files), '']),
    ...diff.notes.map((note) => `${escapeText(note, 1_000)}\n`),
    ...(reasons.length === 0 ? [] : ['Compare them with care:', '', ...reasons, '']),
    ...diff.conflicts.slice(0, MOST_CONFLICTS).map((path) => `- not carried over line by line: ${escapeCode(path)}`),
    ...(diff.conflicts.length > MOST_CONFLICTS ? [`- and ${diff.conflicts.length - MOST_CONFLICTS} more`] : []),
    ...patchLines(patch),
  ].join('\n');
}

function patchLines(patch: string | null): readonly string[] {
  if (patch === null || patch === '') return [];
  const cut = cleanLines(cutAtLine(patch));
  const fence = '`'.repeat(Math.max(3, ...[...cut.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const rest = patch.length > PATCH_BYTES ? ['', 'The rest is left out.'] : [];
  return [
    '<details><summary>Patch</summary>',
    '',
    `${fence}diff`,
    cut.replace(/\n$/, ''),
    fence,
    ...rest,
    '',
    '</details>',
  ];
}

function cutAtLine(patch: string): string {
  if (patch.length <= PATCH_BYTES) return patch;
  return patch.slice(0, patch.lastIndexOf('\n', PATCH_BYTES) + 1);
}
