import type {DiffRequest, FileChange} from '../domain/ports/diffs.ts';
import {type Step, stepName, stepToJson} from '../domain/step.ts';
import {
  type CodeMode,
  type ComparedFigure,
  comparisonToJson,
  type FigureName,
  type StepComparison,
} from '../domain/step-comparison.ts';
import {cutText} from '../domain/text.ts';
import {firstLineAsked, formatCost, inactiveInWords, markAtLeast, statusAtAGlance} from './format.ts';
import {formatCount, formatDuration, plural} from './terminal/figures.ts';

/** The parts of a diff of steps that are shown. */
export interface ShownDiff {
  readonly a: Step;
  readonly b: Step | null;
  readonly mode: CodeMode;
  readonly range: Pick<DiffRequest, 'from' | 'to'>;
  readonly files: readonly (FileChange & {readonly in: 'a' | 'b' | 'both' | null})[];
  readonly conflicts: readonly string[];
  readonly comparison: StepComparison | null;
  readonly notes: readonly string[];
}

/** A compared fact: its name, its value in each step, and the difference in words. */
export type ComparedRow = readonly [name: string, a: string, b: string, difference: string];

/** The title of a diff: `step 3: what it changed`, `step 3 against step 5: the states they left`. */
export function titleOf({a, b, mode}: ShownDiff): string {
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
export function comparedRows({a, b, comparison}: ShownDiff): readonly ComparedRow[] {
  if (b === null || comparison === null) return [];
  const rows: ComparedRow[] = [
    [
      'asked',
      cutText(firstLineAsked(a), ASKED_SHOWN),
      cutText(firstLineAsked(b), ASKED_SHOWN),
      isAskedTheSame(a, b, comparison) ? 'same' : 'differs',
    ],
    ['ended', ending(a), ending(b), ''],
    ['check', checkOf(a), checkOf(b), comparison.sameCheck === false ? 'other checks' : ''],
    ['check before', checkOf({check: a.checkBefore}), checkOf({check: b.checkBefore}), ''],
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

/** Compares the prompts or, if one is unknown, the shown lines. */
function isAskedTheSame(a: Step, b: Step, {samePrompt}: StepComparison): boolean {
  return samePrompt ?? firstLineAsked(a) === firstLineAsked(b);
}

const ASKED_SHOWN = 60;

function ending(step: Step): string {
  return `${statusAtAGlance(step.status).word}${step.active ? '' : `, ${inactiveInWords(step)}`}`;
}

function checkOf({check}: Pick<Step, 'check'>): string {
  if (check === null) return '';
  return check.exit_code === 0 ? 'passed' : `failed with exit code ${check.exit_code}`;
}

function textOf(value: unknown): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Formats a diff of steps as its documented JSON (docs/step-diff.md), with every file and no patch. */
export function diffToJson(diff: ShownDiff) {
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
