import type {Sha} from '../domain/identity.ts';
import {type Markup, sections} from './escape.ts';
import {historyHeading, historyTable, historyWarnings} from './history-sections.ts';
import type {HistoryView} from './history-view.ts';
import {howToSection} from './how-to-roll-back.ts';

/** GitHub refuses a longer body: "body is too long (maximum is 65536 characters)". */
export const MAX_COMMENT_LENGTH = 65_536;

// Room for titles, tags and line ends between the parts.
const LENGTH_KEPT_FREE = 500;

/** The limit on this run's own part, so that the steps keep their room. */
const MOST_SAID = 30_000;

/** The start of the hidden first line, which identifies this history's comment. */
export function commentMarker(slug: string): string {
  // "--" may end an HTML comment, so hyphens are encoded; a slug itself never contains =2D.
  const safe = slug.replaceAll(/[^A-Za-z0-9_.=]/gu, (char) => `=${char.codePointAt(0)?.toString(16).toUpperCase()}`);
  return `<!-- laforge:${safe} `;
}

/** Reads the tip that a comment shows; null if it shows none. */
export function shownTip(body: string): Sha | null {
  return /^<!-- laforge:\S+ at ([0-9a-f]{40,64}) -->/.exec(body)?.[1] ?? null;
}

/**
 * Renders the comment on a pull request: one line for each step, newest first, and everything else folded. It stays below
 * GitHub's limit by replacing the oldest steps by their count. It depends only on the view and on `said`, this run's own part
 * such as a comparison, so an unchanged history gives an unchanged comment.
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
