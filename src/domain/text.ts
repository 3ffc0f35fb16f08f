const ESC = '\u001b';
/**
 * The sequences by which a program moves a terminal's cursor and colours its text (ECMA-48), the longest kind first:
 * titles, links and other strings, which one that is not finished ends with its line; cursor and colours; the rest.
 */
const ESCAPES: readonly RegExp[] = [
  new RegExp(
    `(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u009c${ESC}\n]*(?:[\u0007\u009c]|${ESC}\\\\)?`,
    'g',
  ),
  new RegExp(`(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]?`, 'g'),
  new RegExp(`${ESC}[ -/]*[0-~]?`, 'g'),
];

/**
 * The text without escape sequences; other control characters stay. Linear in the text, which Node's own
 * stripVTControlCharacters is not: 64 KB of `ESC ]` take it seconds.
 */
export function stripEscapes(text: string): string {
  return ESCAPES.reduce((plain, escapes) => plain.replaceAll(escapes, ''), text);
}

/** The text with at most that many characters, none of them halved, and `…` as the last one where something had to go. */
export function cutText(text: string, most: number): string {
  // A text has at most as many characters as it has UTF-16 units, and at least half as many.
  if (text.length <= most) return text;
  const characters = Array.from(text.slice(0, 2 * most + 2));
  if (characters.length <= most) return text;
  const kept = characters.slice(0, Math.max(0, most - 1)).join('');
  return `${kept.trimEnd()}…`;
}

/** The text with a capital first letter: a phrase becomes the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first of some names, with `…` where there are more. */
export function nameSome(names: readonly string[], most: number): string {
  return `${names.slice(0, most).join(', ')}${names.length > most ? ' …' : ''}`;
}

/** The first of some things by their names, and how many more there are: `a, b and 3 more`. */
export function nameFirst<Item>(items: readonly Item[], most: number, name: (item: Item) => string): string {
  const named = items.slice(0, most).map(name).join(', ');
  return items.length > most ? `${named} and ${items.length - most} more` : named;
}
