import {cutText} from '../domain/text.ts';

/**
 * The one place that makes foreign text harmless: whatever an agent, a branch, a config or a file says becomes text
 * that GitHub shows as it is. What comes out is right in Markdown (also in a table cell, a heading, a link's text), in
 * HTML text and in the raw HTML of `<details>`.
 */

/** Text that has been made safe here, or that we wrote ourselves. */
export type Markup = string & {readonly markup?: never};

// What nobody sees but what changes the reading: controls, bidirectional overrides, invisible operators, blank letters,
// tags and selectors that can carry hidden text. The joiners U+200C and U+200D stay: scripts and emoji need them.
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]|[\u{e0100}-\u{e01ef}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;
const PLAIN_LINE = /^[ -~]*$/;

/**
 * One line of text without controls, bidirectional overrides and invisible characters, white space collapsed, and cut
 * at `maxLength` characters (code points) with an ellipsis.
 */
export function cleanLine(text: string, maxLength: number): string {
  // No more than this can matter, and a hostile megabyte should not be worked through.
  const head = text.slice(0, maxLength * 8 + 1000);
  // Nearly every text is plain, and a class of Unicode takes longer to compile than a history to render.
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

// What people copy: a ref, a uid, a SHA. The longest comes first, so that no ref is torn at the digits of a uid.
const COPIED_WHOLE =
  /((?<![\w/.-])refs\/[\w/.-]*[\w/-]|(?<![a-z0-9])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![a-z0-9])|(?<![a-z0-9])[0-9a-f]{7,64}(?![a-z0-9]))/i;

/** Text in which nothing is Markdown, HTML, a mention, a reference or a link any more. */
export function escapeText(text: string, maxLength = 200): Markup {
  return cleanLine(text, maxLength)
    .split(COPIED_WHOLE)
    .map((part, index) =>
      // A bare SHA becomes a link to a commit; inside <code> GitHub links nothing.
      index % 2 === 1 ? `<code>${escapeSigns(part, ADDRESSES)}</code>` : escapeSigns(part, REFERENCES),
    )
    .join('');
}

/** Text as code. In `<code>` GitHub looks for no mentions and references; addresses are kept from becoming links. */
export function escapeCode(text: string, maxLength = 200): Markup {
  return `<code>${escapeSigns(cleanLine(text, maxLength), ADDRESSES)}</code>`;
}

/** Several lines as a block of code in raw HTML, cut at `maxLength` characters. */
export function escapeBlock(text: string, maxLength: number): Markup {
  const lines = cleanLines(text.slice(0, maxLength * 8 + 1000));
  // A line of its own for each would end the HTML block at the first empty one.
  return `<pre>${escapeSigns(cutText(lines, maxLength), ADDRESSES).replaceAll('\n', '&#10;')}</pre>`;
}

/** Several lines without what nobody sees. It is no markup yet: for the inside of a fence that the text cannot end. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((line) => cleanIndented(line))
    .join('\n');
}

/** A link with text that is safe already. Anything but an http(s) address gives the text alone. */
export function link(text: Markup, url: string | null): Markup {
  if (url === null || !/^https?:\/\/[^\s]+$/i.test(url) || !URL.canParse(url)) return text;
  const address = new URL(url).href.replaceAll(/[^A-Za-z0-9:/.?#%=@_~+,;-]/g, percentEncode).replaceAll('&', '&amp;');
  return `<a href="${address}">${text}</a>`;
}

/** Text for a quoted label of a Mermaid graph: anything but letters, digits and plain signs as a numbered entity. */
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
 * GitHub finds mentions, references and addresses in the rendered text, where an entity is a character again, so an
 * entity alone stops none of them. An element of its own does: GitHub reads each piece of text between two tags by
 * itself. Unlike a zero-width space, an element is not copied with the text.
 */
// The dollar sign would begin a formula.
const ADDRESSES = /[@$]|:(?=\/)|(?<![a-z0-9])w(?=ww\.)/gi;
const REFERENCES = /[@$#]|:(?=\/|[\w+-]+:)|(?<![a-z0-9])w(?=ww\.)|(?<=(?<![a-z0-9])gh)-(?=\d)/gi;

/** `isolated` are the signs that get an element of their own. */
function escapeSigns(text: string, isolated: RegExp): Markup {
  const marked = text.replaceAll(isolated, (sign) => `\u0001${sign}\u0002`);
  return (
    marked
      // An underscore inside a word is never emphasis.
      .replaceAll(/[&<>[\]\\`*~|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (char) => `&#${char.charCodeAt(0)};`)
      // What begins like a list or the underline of a heading would become one.
      .replace(/^[+=-]|(?<=^\d+)[.)](?= |$)/, (sign) => `&#${sign.charCodeAt(0)};`)
      // No control is left in a text that was cleaned, so these two are ours.
      .replaceAll('\u0001', '<span>')
      .replaceAll('\u0002', '</span>')
  );
}

function percentEncode(char: string): string {
  return char === '&'
    ? char
    : encodeURIComponent(char).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}

/** Parts with an empty line between, the empty ones left out. */
export function sections(parts: readonly Markup[]): Markup {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Markdown to unfold by a click; '' without any. */
export function folded(title: Markup, content: Markup): Markup {
  return content === '' ? '' : `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

/** A list; '' without items. */
export function list(items: readonly Markup[]): Markup {
  return items.map((item) => `- ${item}`).join('\n');
}

/** A list with a title above it; '' without items. */
export function titledList(title: string, items: readonly Markup[]): Markup {
  return items.length === 0 ? '' : sections([`**${title}**`, list(items)]);
}

/** A list of names and values, those with an empty value left out. */
export function factList(facts: readonly (readonly [name: string, value: Markup])[]): Markup {
  return list(facts.filter(([, value]) => value !== '').map(([name, value]) => `${name}: ${value}`));
}
