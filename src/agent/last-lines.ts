import {redactText} from './redact.ts';

/** Collects the end of what a program prints, whatever it prints, in little memory. */
export interface LastLines {
  readonly observe: (chunk: Uint8Array) => void;
  /** The last lines, oldest first, as they may be recorded. */
  lines(): readonly string[];
}

const MOST_LINES = 20;
const MOST_CHARACTERS = 4000;
const LINE_LENGTH = 400;
/** More than is recorded, so that a secret is found before its beginning is cut off. */
const BYTES_KEPT = 64 * 1024;

/** `secrets` are values that must never be recorded; what reads as one goes too. */
export function collectLastLines(secrets: readonly string[]): LastLines {
  let kept: Uint8Array[] = [];
  let size = 0;
  let isCut = false;
  return {
    observe: (chunk) => {
      kept.push(chunk);
      size += chunk.length;
      if (size <= 2 * BYTES_KEPT) return;
      kept = [Buffer.concat(kept).subarray(-BYTES_KEPT)];
      size = BYTES_KEPT;
      isCut = true;
    },
    lines: () => {
      const text = stripEscapes(Buffer.concat(kept).toString('utf8'));
      // It may begin in the middle of a line, and so of a secret; one line of this length is no place for both.
      const lineEnd = text.indexOf('\n');
      const whole = isCut ? text.slice(lineEnd < 0 ? text.length / 2 : lineEnd + 1) : text;
      return chooseLines(redactText(whole, secrets));
    },
  };
}

/** Non-empty lines from the end, each as a terminal would show it after the last carriage return. */
function chooseLines(text: string): readonly string[] {
  const chosen: string[] = [];
  let left = MOST_CHARACTERS;
  for (const line of text.split('\n').toReversed()) {
    const shown = cut(line.trimEnd().split('\r').at(-1) ?? '');
    if (shown === '') continue;
    left -= shown.length;
    if (chosen.length === MOST_LINES || left < 0) break;
    chosen.push(shown);
  }
  return chosen.toReversed();
}

function cut(line: string): string {
  const characters = Array.from(line.slice(0, 2 * LINE_LENGTH + 2));
  return characters.length <= LINE_LENGTH ? line : `${characters.slice(0, LINE_LENGTH - 1).join('')}…`;
}

const ESC = '\u001b';
/**
 * The sequences by which a program moves a terminal's cursor and colours its text (ECMA-48), the longest kind first:
 * titles, links and other strings, which one that is not finished ends with its line; cursor and colours; the rest.
 * Linear in the text, which Node's own stripVTControlCharacters is not.
 */
const ESCAPES: readonly RegExp[] = [
  new RegExp(
    `(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u009c${ESC}\n]*(?:[\u0007\u009c]|${ESC}\\\\)?`,
    'g',
  ),
  new RegExp(`(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]?`, 'g'),
  new RegExp(`${ESC}[ -/]*[0-~]?`, 'g'),
];

function stripEscapes(text: string): string {
  let plain = text;
  for (const escapes of ESCAPES) plain = plain.replaceAll(escapes, '');
  return plain.replaceAll(/(?![\n\r\t])\p{Cc}/gu, '').replaceAll('\t', '  ');
}
