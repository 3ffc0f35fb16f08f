import {escapeHtml, type Html} from '../html-page.ts';

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
