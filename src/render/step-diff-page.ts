import {createHash} from 'node:crypto';
import {stepName} from '../domain/step.ts';
import {comparedRows, filesInWords, type ShownDiff, titleOf} from './step-diff-rows.ts';

/** A diff of steps as one HTML file that loads nothing and runs nothing. */
export function renderDiffPage(diff: ShownDiff, patch: string | null): string {
  const {a, b} = diff;
  const title = capital(titleOf(diff));
  const rows = comparedRows(diff).map(
    ([name, ...cells]) =>
      `<tr><th scope="row">${html(name)}</th>${cells.map((cell) => `<td>${html(cell)}</td>`).join('')}</tr>`,
  );
  const head = b === null ? '' : headOf(['', stepName(a), stepName(b), 'difference']);
  const table = b === null ? '' : `<table>${head}<tbody>${rows.join('')}</tbody></table>`;
  const said = [
    ...(diff.mode === 'none' ? [] : [filesInWords(diff.files)]),
    ...diff.notes,
    ...(diff.comparison?.reasons ?? []).map((reason) => `Compare with care: ${reason}.`),
    ...diff.conflicts.map((path) => `Not carried over line by line: ${path}`),
  ];
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${html(title)}</h1>
${table}
<ul>${said.map((line) => `<li>${html(capital(line))}</li>`).join('')}</ul>
${patch === null || patch === '' ? '' : `<h2>Patch</h2>\n<pre tabindex="0" aria-label="Patch">${patch.split('\n').map(patchLine).join('\n')}</pre>`}
</main>
</body>
</html>
`;
}

const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --back: #fff; --line: #d1d9e0; --added: #0a5c25; --removed: #a40e26; --place: #5a32a3; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --back: #0d1117; --line: #3d444d; --added: #5bd675; --removed: #ff8f88; --place: #c4a5ff; } }
body { margin: 0; color: var(--text); background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .25rem .75rem; text-align: left; overflow-wrap: anywhere; }
pre { border: 1px solid var(--line); border-radius: 6px; padding: 1rem; overflow-x: auto; font: 13px/1.45 ui-monospace, monospace; }
ins { color: var(--added); text-decoration: none; }
del { color: var(--removed); text-decoration: none; }
b { color: var(--place); font-weight: 600; }
`;

function headOf(cells: readonly string[]): string {
  return `<thead><tr>${cells.map((cell) => (cell === '' ? '<td></td>' : `<th scope="col">${html(cell)}</th>`)).join('')}</tr></thead>`;
}

/** Colour is not all that tells them apart: the line keeps its sign. */
function patchLine(line: string): string {
  if (
    /^(diff --git|\+\+\+|---|@@|Binary files|rename |similarity |index |new file|deleted file|old mode|new mode)/.test(
      line,
    )
  )
    return `<b>${html(line)}</b>`;
  if (line.startsWith('+')) return `<ins>${html(line)}</ins>`;
  return line.startsWith('-') ? `<del>${html(line)}</del>` : html(line);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as text. What changes the direction of reading, or is a control, is shown by its number. */
function html(text: string): string {
  const visible = text.replace(/(?!\t)[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (char) => {
    return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
  return visible.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
