import {cutText, joinFilled} from '../domain/text.ts';

/**
 * Escapes all foreign text (from agents, branches, configs, files), so that GitHub shows it literally. The result is valid in
 * Markdown (also in table cells, headings and link texts), in HTML text and in the raw HTML of `<details>`.
 */

/** Text that was escaped here, or that we wrote ourselves. */
export type Markup = string & {readonly markup?: never};

// Invisible characters that change how text reads: controls, bidirectional overrides, invisible operators, blank letters,
// and tags and selectors that can carry hidden text. The joiners U+200C and U+200D stay: scripts and emoji need them.
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
const PLAIN_LINE = /^[ -~]*$/;

/**
 * Makes one line of text: removes controls, bidirectional overrides and invisible characters, collapses white space, and cuts
 * at `maxLength` code points with an ellipsis.
 */
export function cleanLine(text: string, maxLength: number): string {
  // Longer input cannot show, and a hostile megabyte should cost nothing.
  const head = text.slice(0, maxLength * 8 + 1000);
  // Nearly every text is plain ASCII, and compiling Unicode classes takes longer than rendering a history.
  if (PLAIN_LINE.test(head)) return cutText(head.replaceAll(/ +/g, ' ').trim(), maxLength);
  return cutText(
    head
      .replaceAll(LONE_SURROGATE, '\ufffd')
      .replaceAll(/[\s\u0085]+/gu, ' ')
      .replaceAll(INVISIBLE, '')
      .trim(),
    maxLength,
  );
}

// The names that people copy: refs, uids, SHAs. The longest alternative comes first, so that a ref is not split at a uid.
const COPIED_WHOLE =
  /((?<![\w/.-])refs\/[\w/.-]*[\w/-]|(?<![a-z0-9])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![a-z0-9])|(?<![a-z0-9])[0-9a-f]{7,64}(?![a-z0-9]))/i;

/** Escapes text so that nothing in it is Markdown, HTML, a mention, a reference or a link. */
export function escapeText(text: string, maxLength = 200): Markup {
  return cleanLine(text, maxLength)
    .split(COPIED_WHOLE)
    .map((part, index) =>
      // GitHub links a bare SHA to a commit, but nothing inside <code>.
      index % 2 === 1 ? `<code>${escapeSigns(part, ADDRESSES)}</code>` : escapeSigns(part, REFERENCES),
    )
    .join('');
}

/** Escapes text as code. GitHub ignores mentions and references in `<code>`, so only addresses need care. */
export function escapeCode(text: string, maxLength = 200): Markup {
  return `<code>${escapeSigns(cleanLine(text, maxLength), ADDRESSES)}</code>`;
}

/** Escapes several lines as a block of code in raw HTML, cut at `maxLength` characters. */
export function escapeBlock(text: string, maxLength: number): Markup {
  const lines = cleanLines(text.slice(0, maxLength * 8 + 1000));
  // Keep it on one line: an empty line would end the HTML block.
  return `<pre>${escapeSigns(cutText(lines, maxLength), ADDRESSES).replaceAll('\n', '&#10;')}</pre>`;
}

/** Removes invisible characters from several lines. The result is not escaped: use it inside a fence that it cannot close. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => cleanIndented(line))
    .join('\n');
}

/** Makes a link of escaped text. Without an http(s) address it returns only the text. */
export function link(text: Markup, url: string | null): Markup {
  if (url === null || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url)) return text;
  const address = new URL(url).href.replaceAll(/[^A-Za-z0-9:/.?#%=@_~+,;-]/g, percentEncode).replaceAll('&', '&amp;');
  return `<a href="${address}">${text}</a>`;
}

/** Escapes text for a quoted Mermaid label: punctuation becomes numbered entities. */
export function escapeMermaid(text: string, maxLength = 40): string {
  return cleanLine(text, maxLength).replaceAll(/[!-+:-@[-^`{-~]/g, (char) => `#${char.charCodeAt(0)};`);
}

function cleanIndented(line: string): string {
  const spaced = line.replaceAll('\t', '  ');
  const clean = PLAIN_LINE.test(spaced)
    ? spaced
    : spaced.replaceAll(LONE_SURROGATE, '\ufffd').replaceAll(INVISIBLE, '');
  return clean.trimEnd();
}

/*
 * GitHub finds mentions, references and addresses in the rendered text, where entities are characters again, so entities do
 * not stop them. Wrapping a character in an element does, because GitHub looks at each text node separately. Unlike a
 * zero-width space, an element is not copied with the text.
 */
// The dollar sign would start a formula.
const ADDRESSES = /[@$]|:(?=\/)|(?<![a-z0-9])w(?=ww\.)/gi;
const REFERENCES = /[@$#]|:(?=\/|[\w+-]+:)|(?<![a-z0-9])w(?=ww\.)|(?<=(?<![a-z0-9])gh)-(?=\d)/gi;

/** Escapes special characters, and wraps those that match `isolated` in an element. */
function escapeSigns(text: string, isolated: RegExp): Markup {
  const marked = text.replaceAll(isolated, (sign) => `\u0001${sign}\u0002`);
  return (
    marked
      // An underscore inside a word is never emphasis.
      .replaceAll(/[&<>[\]\\`*~|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (char) => `&#${char.charCodeAt(0)};`)
      // These would start a list or underline a heading.
      .replace(/^[+=-]|(?<=^\d+)[.)](?= |$)/, (sign) => `&#${sign.charCodeAt(0)};`)
      // Cleaned text has no control characters, so these two are ours.
      .replaceAll('\u0001', '<span>')
      .replaceAll('\u0002', '</span>')
  );
}

function percentEncode(char: string): string {
  return char === '&'
    ? char
    : encodeURIComponent(char).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}

/** Joins parts with empty lines, leaving out empty ones. */
export function sections(parts: readonly Markup[]): Markup {
  return joinFilled(parts, '\n\n');
}

/** Folds Markdown under a title; '' if there is none. */
export function folded(title: Markup, content: Markup): Markup {
  return content === '' ? '' : `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

/** Makes a list; '' without items. */
export function list(items: readonly Markup[]): Markup {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Makes a list with a title; '' without items. */
export function titledList(title: string, items: readonly Markup[]): Markup {
  return items.length === 0 ? '' : sections([`**${title}**`, list(items)]);
}

/** Makes a table. `rule` is its second line, such as `---:` for a column of figures. */
export function table(head: readonly Markup[], rule: readonly string[], rows: readonly (readonly Markup[])[]): Markup {
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Makes a list of names and values, leaving out empty values. */
export function factList(facts: readonly (readonly [name: string, value: Markup])[]): Markup {
  return list(facts.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`));
}
