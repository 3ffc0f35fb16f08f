import {stepName} from '../domain/step.ts';
import {escapeCode, escapeText, type Markup} from './escape.ts';
import {comparedRows, filesInWords, type ShownDiff, titleOf} from './step-diff-rows.ts';

/** As much of a patch as a comment takes; the whole is a command away. */
const PATCH_BYTES = 8_000;

/** A diff of steps as Markdown: the comparison as a table, and the patch folded. */
export function renderDiffMarkdown(diff: ShownDiff, patch: string | null): Markup {
  const {a, b} = diff;
  const rows = comparedRows(diff).map(
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
    `### ${escapeText(titleOf(diff))}`,
    '',
    ...table,
    ...(diff.mode === 'none' ? [] : [filesInWords(diff.files), '']),
    ...diff.notes.map((note) => `${escapeText(note, 1_000)}\n`),
    ...(reasons.length === 0 ? [] : ['Compare them with care:', '', ...reasons, '']),
    ...diff.conflicts.map((path) => `- not carried over line by line: ${escapeCode(path)}`),
    ...patchLines(patch),
  ].join('\n');
}

function patchLines(patch: string | null): readonly string[] {
  if (patch === null || patch === '') return [];
  const cut = cutAtLine(patch);
  const fence = '`'.repeat(Math.max(3, ...[...cut.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const rest = cut.length < patch.length ? ['', 'The rest is left out.'] : [];
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
