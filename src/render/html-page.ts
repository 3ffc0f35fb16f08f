import {createHash} from 'node:crypto';

/** HTML that was escaped here, or that we wrote ourselves. */
export type Html = string & {readonly html?: never};

/**
 * Renders a self-contained page: its Content-Security-Policy allows only its own style and script, by their digests.
 */
export function renderPage({
  title,
  style,
  script = null,
  body,
}: {
  readonly title: string;
  readonly style: string;
  /** Runs before the body is read. */
  readonly script?: string | null;
  readonly body: Html;
}): Html {
  const sheet = `${BASE_STYLE}${style}`;
  const policy = [
    `default-src 'none'`,
    `style-src '${digest(sheet)}'`,
    ...(script === null ? [] : [`script-src '${digest(script)}'`]),
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${sheet}</style>
${script === null ? '' : `<script>${script}</script>\n`}</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

const BASE_STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --dim: #59636e; --back: #fff; --line: #d1d9e0; }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --dim: #9198a1; --back: #0d1117; --line: #3d444d; } }
body { margin: 0; color: var(--text); background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin-top: 2rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .25rem .75rem; text-align: left; overflow-wrap: anywhere; }
.wide { overflow-x: auto; max-width: 100%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for an element or an attribute. */
export function escapeHtml(text: string): Html {
  return visibleText(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? '');
}

/** Replaces controls and characters that change the reading direction by their numbers. */
export function visibleText(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (char) => {
    return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}

interface HtmlColumn {
  readonly title: string;
  readonly isFigure?: boolean;
}

/** Renders a table whose first column names its rows. It scrolls separately if the page is too narrow. */
export function htmlTable(columns: readonly HtmlColumn[], rows: readonly (readonly string[])[], caption: string): Html {
  const head = columns.map(({title, isFigure}) =>
    title === '' ? '<td></td>' : `<th scope="col"${isFigure === true ? ' class="n"' : ''}>${escapeHtml(title)}</th>`,
  );
  const body = rows.map(([name = '', ...cells]) => {
    const others = cells.map(
      (cell, at) => `<td${columns[at + 1]?.isFigure === true ? ' class="n"' : ''}>${escapeHtml(cell)}</td>`,
    );
    return `<tr><th scope="row">${escapeHtml(name)}</th>${others.join('')}</tr>`;
  });
  const label = escapeHtml(caption);
  return `<div class="wide" tabindex="0" role="region" aria-label="${label}"><table><caption>${label}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}
