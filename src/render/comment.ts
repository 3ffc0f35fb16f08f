import type {Sha} from '../domain/identity.ts';
import {type Markup, sections} from './escape.ts';
import {historyHeading, historyWarnings} from './history-heading.ts';
import {historyTable} from './history-table.ts';
import type {HistoryView} from './history-view.ts';
import {howToSection} from './how-to-roll-back.ts';

/** GitHub refuses a longer body: "body is too long (maximum is 65536 characters)". */
export const MAX_COMMENT_LENGTH = 65_536;

// For the titles, tags and line ends between the parts.
const LENGTH_KEPT_FREE = 500;

/** The most characters for the answer of one run; the comment is there for the steps. */
const MOST_SAID = 30_000;

/** The beginning of the hidden first line, by which the comment of this history is found again. */
export function commentMarker(slug: string): string {
  // "--" may end an HTML comment, so no hyphen is left; a slug never spells one as =2D itself.
  const safe = slug.replaceAll(/[^A-Za-z0-9_.=]/gu, (char) => `=${char.codePointAt(0)?.toString(16).toUpperCase()}`);
  return `<!-- laforge:${safe} `;
}

/** The tip that a comment showed its readers; null where it showed none. */
export function shownTip(body: string): Sha | null {
  return /^<!-- laforge:\S+ at ([0-9a-f]{40,64}) -->/.exec(body)?.[1] ?? null;
}

/**
 * The comment on a pull request: its steps newest first, a line each, all else folded. Never longer than GitHub takes:
 * of the oldest steps only their number is left. A function of the view, so an unchanged history is an unchanged comment,
 * and of what this run alone has to say, such as a comparison.
 */
export function renderComment(view: HistoryView, said: Markup = ''): Markup {
  const top = [
    `${commentMarker(view.slug)}${view.tip === null ? '' : `at ${view.tip} `}-->\n### ${historyHeading(view)}`,
    ...historyWarnings(view),
    said.length > MOST_SAID
      ? `An answer of ${said.length} characters is left out: it is too long for a comment.`
      : said,
  ];
  const bottom = howToSection(view);
  const room = MAX_COMMENT_LENGTH - LENGTH_KEPT_FREE - sections([...top, bottom]).length;
  return `${sections([...top, historyTable(view, room), bottom])}\n`;
}
