import {styleText} from 'node:util';
import type {Environment} from '../../domain/ports/system.ts';

/** The place that a text is rendered for. */
export interface View {
  /** In columns; infinite for a file or a pipe. */
  readonly width: number;
  readonly paint: Paint;
}

export interface DatedView extends View {
  readonly now: Date;
}

const ASCII = /^[ -~]*$/;

/** Created on first use, because that takes a third of the time that Node takes to start. */
let segmenter: Intl.Segmenter | undefined;

function graphemes(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter('en', {granularity: 'grapheme'});
  return segmenter.segment(text);
}

/** The number of terminal columns of a text: two for wide characters and emoji, none for combining marks. */
export function displayWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  let width = 0;
  for (const {segment} of graphemes(text)) width += graphemeWidth(segment);
  return width;
}

/** Cuts a text to a number of columns, with `…` at the end if something was cut. */
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

/** Breaks a text at its spaces into lines of at most this many columns. A longer word has a line of its own. */
export function wrapWords(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    if (lines.length > 0 && displayWidth(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The expressions are made here, because V8 parses them when they are made: that would take a millisecond of every start. */
function graphemeWidth(grapheme: string): number {
  const mark = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
  if (mark.test(grapheme)) return 0;
  const halfwidth = /^[\uff61-\uffdc]/u;
  if (halfwidth.test(grapheme)) return 1;
  const emoji =
    /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}/u;
  // Characters that Unicode's East Asian Width calls Wide or Fullwidth. The scripts also cover later extensions.
  const wide =
    /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u;
  return emoji.test(grapheme) || wide.test(grapheme) ? 2 : 1;
}

const SPACING = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const ZERO_WIDTH_JOINER = '\u200d';
/** A runner executes `::command::` at the start of a line, and the older `##[command]` anywhere in it. */
const RUNNER_COMMAND = /^\s*:(?=:)|##(?=\[)/g;

/**
 * Makes foreign text a single harmless line, which cannot move the cursor, change colours or reading direction, hide, or give
 * commands to a runner. Line breaks and tabs become a space, control characters their symbol (ESC is ␛), other invisible ones
 * �, and a blank breaks up anything that looks like a runner's command.
 */
export function toPlainText(text: string): string {
  return toVisible(text).replace(RUNNER_COMMAND, '$& ');
}

/** Applies `toPlainText` to each line. */
export function toPlainLines(text: string): string {
  return text.split('\n').map(toPlainText).join('\n');
}

function toVisible(text: string): string {
  if (ASCII.test(text)) return text;
  // Control, format (such as bidirectional overrides), private-use and surrogate characters.
  return text.replace(SPACING, ' ').replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (char) => {
    // Keep it: emoji such as families need it, and it neither shows nor changes direction.
    if (char === ZERO_WIDTH_JOINER) return char;
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    return code === 0x7f ? '\u2421' : '\ufffd';
  });
}

export type Look = 'strong' | 'dim' | 'good' | 'bad' | 'warn';
/** Styles a text, or returns it unchanged if colour is off. */
export type Paint = (look: Look, text: string) => string;

const FORMATS = {strong: 'bold', dim: 'dim', good: 'green', bad: 'red', warn: 'yellow'} as const;

/** Creates a paint with colour if the stream is a terminal that has it, and NO_COLOR is unset or empty (https://no-color.org). */
export function createPaint(stream: {readonly isTTY?: boolean}, env: Environment): Paint {
  const coloured = stream.isTTY === true && (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb';
  return coloured ? (look, text) => styleText(FORMATS[look], text, {validateStream: false}) : plainPaint;
}

export const plainPaint: Paint = (_look, text) => text;

/** Decodes UTF-8 chunks, which may split a character. A character that the last chunk cuts off becomes U+FFFD. */
export function* decodeChunks(chunks: Iterable<Uint8Array>): Generator<string> {
  const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
  for (const chunk of chunks) yield decoder.decode(chunk, {stream: true});
  yield decoder.decode();
}
