import {styleText} from 'node:util';
import type {Environment} from '../../domain/ports/system.ts';

const ASCII = /^[ -~]*$/;
const MARK = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}/u;
/** The blocks that Unicode's East Asian Width calls Wide or Fullwidth; the scripts cover their later extensions. */
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u;
const HALFWIDTH = /^[\uff61-\uffdc]/u;

/** Made at its first use: it takes as long to make as a third of Node's own start. */
let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
  return segmenter.segment(text);
}

/** Columns a text takes on a terminal: two for wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const {segment} of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

/** The text cut to that many columns, with `…` in the last one when something had to go. */
export function cutToWidth(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  if (width < 1) return '';
  let cut = '';
  let used = 0;
  for (const {segment} of graphemes(text)) {
    const next = used + graphemeWidth(segment);
    if (next > width - 1) break;
    cut += segment;
    used = next;
  }
  return `${cut}…`;
}

function graphemeWidth(grapheme: string): number {
  if (MARK.test(grapheme)) return 0;
  if (HALFWIDTH.test(grapheme)) return 1;
  return EMOJI.test(grapheme) || WIDE.test(grapheme) ? 2 : 1;
}

const PRINTABLE_ASCII = /^[ -~]*$/;
const SPACING = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Controls, and the format characters that turn, hide or join text: `\p{Cf}` has the bidirectional overrides too. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const ZERO_WIDTH_JOINER = '\u200d';
/** A runner obeys `::command::` at the beginning of a line, and the older `##[command]` anywhere in it. */
const RUNNER_COMMAND = /^\s*:(?=:)|##(?=\[)/g;

/**
 * Foreign text as one line that cannot move the cursor, colour the screen, turn the reading direction, hide, or give a
 * command to a runner whose log it stands in: line breaks and tabs become a space, control characters their picture (ESC
 * is ␛), other invisible ones �, and a blank parts what would be a command.
 */
export function toPlainText(text: string): string {
  return toVisible(text).replace(RUNNER_COMMAND, '$& ');
}

/** The same for each of several lines. */
export function toPlainLines(text: string): string {
  return text.split('\n').map(toPlainText).join('\n');
}

function toVisible(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.replace(SPACING, ' ').replace(INVISIBLE, (char) => {
    // Emoji such as a family are joined by it; it shows nothing and turns nothing.
    if (char === ZERO_WIDTH_JOINER) return char;
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

export type Look = 'strong' | 'dim' | 'good' | 'bad' | 'warn';
/** Gives a text its look, or leaves it as it is where colour is not wanted. */
export type Paint = (look: Look, text: string) => string;

const FORMATS = {strong: 'bold', dim: 'dim', good: 'green', bad: 'red', warn: 'yellow'} as const;

/** Colour only on a terminal that has it, and never against NO_COLOR (https://no-color.org: set and not empty). */
export function createPaint(stream: {readonly isTTY?: boolean}, env: Environment): Paint {
  const coloured = stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  return coloured ? (look, text) => styleText(FORMATS[look], text, {validateStream: false}) : plainPaint;
}

export const plainPaint: Paint = (_look, text) => text;
