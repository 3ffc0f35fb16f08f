const PRINTABLE_ASCII = /^[ -~]*$/;
const SPACING = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Controls, and the format characters that turn, hide or join text: `\p{Cf}` has the bidirectional overrides too. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const ZERO_WIDTH_JOINER = '\u200d';

/**
 * Foreign text as one line that cannot move the cursor, colour the screen, turn the reading direction or hide: line
 * breaks and tabs become a space, control characters their picture (ESC is ␛), other invisible ones �.
 */
export function toPlainText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.replace(SPACING, ' ').replace(INVISIBLE, (char) => {
    // Emoji such as a family are joined by it; it shows nothing and turns nothing.
    if (char === ZERO_WIDTH_JOINER) return char;
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}
