import type {Markup} from './escape.ts';
import {historyHeading, historyRemarks} from './history-heading.ts';
import {historyTable} from './history-table.ts';
import type {HistoryView} from './history-view.ts';
import {howToSection, howToUndoRow} from './how-to-roll-back.ts';

/** GitHub refuses a longer body: "body is too long (maximum is 65536 characters)". */
export const MAX_COMMENT_LENGTH = 65_536;

// Room for the fixed words around the list of steps.
const LENGTH_KEPT_FREE = 2_500;

/** The hidden first line by which the comment of this history is found again. */
export function commentMarker(slug: string): string {
  // "--" may end an HTML comment, so no hyphen is left; a slug never spells one as =2D itself.
  const safe = slug.replaceAll(/[^A-Za-z0-9_.=]/gu, (char) => `=${char.codePointAt(0)?.toString(16).toUpperCase()}`);
  return `<!-- laforge:${safe} -->`;
}

/**
 * The comment on a pull request: its steps newest first. Never longer than GitHub takes: older steps become one line
 * each, then only their number is left. A function of the view alone, so an unchanged history is an unchanged comment.
 */
export function renderComment(view: HistoryView): Markup {
  const top = [commentMarker(view.slug), `### ${historyHeading(view)}`, '', ...historyRemarks(view)]
    .join('\n')
    .trimEnd();
  const undo = howToUndoRow(view);
  const {markup, howToRows} = historyTable(view, MAX_COMMENT_LENGTH - LENGTH_KEPT_FREE - top.length - undo.length);
  const parts = [top, markup, howToSection([...howToRows, undo], view.means)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
