import {stripEscapes} from '../domain/strip-escapes.ts';
import {redactText} from './redact.ts';

/** Collects the end of what a program prints, whatever it prints, in little memory. */
interface LastLines {
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
      const text = toPlainLines(Buffer.concat(kept).toString('utf8'));
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

function toPlainLines(text: string): string {
  return stripEscapes(text)
    .replaceAll(/(?![\n\r\t])\p{Cc}/gu, '')
    .replaceAll('\t', '  ');
}
