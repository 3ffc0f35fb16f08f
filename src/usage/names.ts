const LONGEST_NAME = 200;

/** A name in one line of bounded length, without control characters; null when nothing is left. */
export function toName(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const line = value
    .slice(0, LONGEST_NAME)
    .replace(/\p{C}+/gu, ' ')
    .trim();
  return line === '' ? null : line;
}
