import type {CheckResult} from '../domain/documents.ts';
import {escapeBlock, type Markup} from './escape.ts';
import {formatDuration} from './terminal/figures.ts';

/** Limits for the shown part of a check. */
interface CheckRoom {
  readonly lines: number;
  readonly characters: number;
  /** Shown without a click where it failed. */
  readonly open: boolean;
}

const COMMAND_LENGTH = 500;

/** `check passed in 12s`, `check failed (exit 1) after 12s`. */
export function checkInWords({exit_code: code, duration_ms: ms}: CheckResult): string {
  return code === 0
    ? `check passed in ${formatDuration(ms)}`
    : `check failed (exit ${code}) after ${formatDuration(ms)}`;
}

/** The check's result, its command and last lines to unfold; '' without one. On one line, so that a list may hold it. */
export function checkDetails(check: CheckResult | null, room: CheckRoom): Markup {
  if (check === null) return '';
  const passed = check.exit_code === 0;
  const lines = lastOf(check.last_lines, room);
  const command = escapeBlock(`$ ${check.command}`, COMMAND_LENGTH);
  const output = lines.length === 0 ? '' : escapeBlock(lines.join('\n'), room.characters);
  const open = room.open && !passed ? ' open' : '';
  return `<details${open}><summary>${passed ? '☑️' : '🧪'} ${checkInWords(check)}</summary>${command}${output}</details>`;
}

/** The last lines that fit. A single line that is too long is kept, to be cut where it is shown. */
function lastOf(lines: readonly string[], {lines: most, characters}: CheckRoom): readonly string[] {
  let left = characters;
  const fitting = lines
    .slice(-most)
    .toReversed()
    .filter((line, at) => {
      left -= line.length + 1;
      return left >= 0 || at === 0;
    });
  return fitting.toReversed();
}
