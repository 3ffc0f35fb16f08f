import {stepName} from '../domain/step.ts';
import {capital} from '../domain/text.ts';
import {cleanLines, escapeCode, escapeText, folded, type Markup} from './escape.ts';
import {comparedRows, filesInWords, type ShownDiff, titleOf} from './step-diff-rows.ts';

/** The limit on a patch in a comment. */
const PATCH_BYTES = 8_000;

/** The limit on compared rows. */
const MOST_ROWS = 40;
const MOST_CONFLICTS = 20;

/** Renders a diff of steps as Markdown: the comparison as a table, and the patch folded. */
export function renderDiffMarkdown(diff: ShownDiff, patch: string | null): Markup {
  return `### ${escapeText(titleOf(diff))}\n\n${bodyOf(diff, patch)}`;
}

/** Renders a diff of steps folded, as a part of a comment. */
export function foldedDiff(diff: ShownDiff, patch: string | null): Markup {
  return folded(escapeText(capital(titleOf(diff))), bodyOf(diff, patch).trim());
}

function bodyOf(diff: ShownDiff, patch: string | null): Markup {
  const {a, b} = diff;
  const rows = comparedRows(diff)
    .slice(0, MOST_ROWS)
    .map(
      ([name, one, other, difference]) =>
        `| ${escapeText(name)} | ${escapeText(one)} | ${escapeText(other)} | ${escapeText(difference)} |`,
    );
  const table =
    b === null
      ? []
      : [
          `|  | ${escapeText(stepName(a))} | ${escapeText(stepName(b))} | difference |`,
          '| --- | --- | --- | --- |',
          ...rows,
          '',
        ];
  const reasons = (diff.comparison?.reasons ?? []).map((reason) => `- ${escapeText(reason)}`);
  return [
    ...table,
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
