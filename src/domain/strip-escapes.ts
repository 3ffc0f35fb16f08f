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
