import type {TokenUsage, UsageState} from '../domain/documents.ts';
import type {Rollback} from '../domain/rollback.ts';
import type {Step} from '../domain/step.ts';
import {joinFilled} from '../domain/text.ts';

const GLYPHS: Readonly<Record<string, string>> = {
  running: '⏳',
  succeeded: '✅',
  failed: '❌',
  timed_out: '⏱️',
  cancelled: '🚫',
  interrupted: '💥',
  check_failed: '🧪',
  refused: '⛔',
  over_budget: '💸',
};

/** The glyph and word of a status. An unknown status is its own word, which is foreign text. */
export function statusAtAGlance(status: string): {readonly glyph: string; readonly word: string} {
  const glyph = Object.hasOwn(GLYPHS, status) ? GLYPHS[status] : undefined;
  return {glyph: glyph ?? '❔', word: status.replaceAll('_', ' ')};
}

/** The explanation of the marks beside figures. */
export const LEGEND = ['No mark: exact.', '+ at least.', '≈ estimated by a price list.', 'Empty: unknown.'];

export const HOW_SURE: Readonly<Record<UsageState, string>> = {
  measured: 'exact',
  partial: 'at least',
  unknown: 'unknown',
};

/**
 * Formats US dollars with the digits that matter for one step: `$0.0205`, `$3.42`, `$0`, or `≈$0.0205` for an estimate from a
 * price list; '' when unknown.
 */
export function formatCost(cost: number | null, isEstimated = false): string {
  const dollars = formatDollars(cost);
  return isEstimated && dollars !== '' ? `≈${dollars}` : dollars;
}

/** Formats a count with every digit, since people compare it with a bill; '' when unknown. */
export function formatExactly(count: number | null): string {
  return count === null ? '' : count.toLocaleString('en-US');
}

/** Adds a plus to a figure that is a lower bound; '' stays ''. */
export function markAtLeast(figure: string, isAtLeast: boolean): string {
  return isAtLeast && figure !== '' ? `${figure}+` : figure;
}

/** Formats the cost of a step with its marks: `≈$0.0205+`; '' when unknown. */
export function formatCostOf(usage: TokenUsage | null): string {
  const cost = formatCost(usage?.cost ?? null, usage?.cost_estimated);
  return markAtLeast(cost, usage?.state === 'partial');
}

/** Formats a share from 0 to 1 in percent: `78%`, `<1%`, `>99%`; '' when unknown. */
export function formatShare(share: number | null): string {
  if (share === null) return '';
  const percent = Math.round(share * 100);
  if (percent === 0 && share > 0) return '<1%';
  return percent === 100 && share < 1 ? '>99%' : `${percent}%`;
}

function formatDollars(cost: number | null): string {
  if (cost === null || !Number.isFinite(cost) || cost < 0) return '';
  if (cost === 0) return '$0';
  if (cost < 0.0001) return '<$0.0001';
  // From a dollar up, nobody compares fractions of a cent.
  return cost < 0.995 ? `$${cost.toFixed(4)}` : `$${cost.toFixed(2)}`;
}

/** The short name of a step: its number or, until that is settled, enough of its uid to find it. */
export function stepLabel(step: Pick<Step, 'id' | 'uid'>): string {
  // The first 13 characters of a UUIDv7 hold its millisecond; the first 8 only about its minute.
  return step.id === null ? step.uid.slice(0, 13) : String(step.id);
}

/** The short name of a rollback: `R2` or, until its number is settled, part of its uid. */
export function rollbackLabel(rollback: Pick<Rollback, 'number' | 'uid'>): string {
  return rollback.number === null ? rollback.uid.slice(0, 13) : `R${rollback.number}`;
}

/** Formats changed lines: `+10 −2`. */
export function formatLines(insertions: number, deletions: number): string {
  return `+${insertions} −${deletions}`;
}

/** Formats a timestamp: `2026-01-31 09:05 UTC`. Anything else is returned unchanged. */
export function formatTime(time: string): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time) ? `${time.slice(0, 16).replace('T', ' ')} UTC` : time;
}

/** The task of a step in one line: the first line of its prompt, else its command's first line with an effect; else ''. */
export function firstLineAsked({prompt, agentConfig}: Pick<Step, 'prompt' | 'agentConfig'>): string {
  const [ofPrompt] = filledLines(prompt?.text);
  return ofPrompt ?? filledLines(agentConfig?.command).find((line) => !/^(?:#|set [-+])/.test(line)) ?? '';
}

function filledLines(text: string | null | undefined): readonly string[] {
  const lines = (text ?? '').split(/\r\n|[\n\r]/).map((line) => line.trim());
  return lines.filter((line) => line !== '');
}

/** Says why a step is inactive: `rolled back` or `a replay`; '' if it is active. */
export function inactiveInWords({active, replays}: Pick<Step, 'active' | 'replays'>): string {
  if (active) return '';
  return replays === null ? 'rolled back' : 'a replay';
}

/** The status of a step, and why it is inactive: `succeeded, rolled back`. */
export function statusInWords(step: Pick<Step, 'status' | 'active' | 'replays'>): string {
  return joinFilled([statusAtAGlance(step.status).word, inactiveInWords(step)], ', ');
}

/** Describes a check's result; '' without one. */
export function checkResult(check: Step['check']): string {
  if (check === null) return '';
  return check.exit_code === 0 ? 'passed' : `failed with exit code ${check.exit_code}`;
}

/** Describes the check's result before the agent, as in `passed before the agent too`; '' if it did not run then. */
export function checkBeforeInWords({check, checkBefore}: Pick<Step, 'check' | 'checkBefore'>): string {
  if (checkBefore === null) return '';
  const passed = checkBefore.exit_code === 0;
  const isSame = check !== null && (check.exit_code === 0) === passed;
  return `${passed ? 'passed' : 'failed'} before the agent${isSame ? ' too' : ''}`;
}
