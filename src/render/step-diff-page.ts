import {stepName} from '../domain/step.ts';
import type {StepDiff} from '../domain/step-comparison.ts';
import {capital} from '../domain/text.ts';
import {escapeHtml, htmlTable, renderPage} from './html-page.ts';
import {comparedRows, filesInWords, titleOf} from './step-diff.ts';

/** Renders a diff of steps as one self-contained HTML file without scripts. */
export function renderDiffPage(diff: StepDiff, patch: string | null): string {
  const {a, b} = diff;
  const title = capital(titleOf(diff));
  const columns = b === null ? [] : ['', stepName(a), stepName(b), 'difference'].map((name) => ({title: name}));
  const table = b === null ? '' : htmlTable(columns, comparedRows(diff), 'The steps compared');
  const said = [
    ...(diff.mode === 'none' ? [] : [filesInWords(diff.files)]),
    ...diff.notes,
    ...(diff.comparison?.reasons ?? []).map((reason) => `Compare with care: ${reason}.`),
    ...diff.conflicts.map((path) => `Not carried over line by line: ${path}`),
  ];
  return renderPage({
    title,
    style: STYLE,
    body: `<h1>${escapeHtml(title)}</h1>
${table}
<ul>${said.map((line) => `<li>${escapeHtml(capital(line))}</li>`).join('')}</ul>
${patch === null || patch === '' ? '' : `<h2>Patch</h2>\n<pre tabindex="0" role="region" aria-label="Patch">${patch.split('\n').map(patchLine).join('\n')}</pre>`}`,
  });
}

const STYLE = `
:root { --added: #0a5c25; --removed: #a40e26; --place: #5a32a3; }
@media (prefers-color-scheme: dark) { :root { --added: #5bd675; --removed: #ff8f88; --place: #c4a5ff; } }
pre { border: 1px solid var(--line); border-radius: 6px; padding: 1rem; overflow-x: auto; font: 13px/1.45 ui-monospace, monospace; }
ins { color: var(--added); text-decoration: none; }
del { color: var(--removed); text-decoration: none; }
b { color: var(--place); font-weight: 600; }
`;

/** Colours a line. It keeps its sign, so colour is not the only difference. */
function patchLine(line: string): string {
  if (
    /^(diff --git|\+\+\+|---|@@|Binary files|rename |similarity |index |new file|deleted file|old mode|new mode)/.test(
      line,
    )
  )
    return `<b>${escapeHtml(line)}</b>`;
  if (line.startsWith('+')) return `<ins>${escapeHtml(line)}</ins>`;
  return line.startsWith('-') ? `<del>${escapeHtml(line)}</del>` : escapeHtml(line);
}
