import type {Timestamp} from '../domain/identity.ts';
import type {HistoryCondition} from '../domain/ports/store.ts';
import type {Step} from '../domain/step.ts';
import {escapeText, type Markup} from './escape.ts';
import {formatCost} from './format.ts';
import type {HistoryView} from './history-view.ts';
import {formatCount, formatDuration, plural} from './terminal/figures.ts';

const MOST_WARNINGS = 5;
const WARNING_LENGTH = 300;

/** `LaForge: 12 steps, 2 rolled back`, with the history's name where it has one of its own. */
export function historyHeading(view: HistoryView): Markup {
  const name = view.projectId === null ? 'LaForge' : `LaForge ${escapeText(view.projectId, 100)}`;
  const inactive = view.steps.filter((step) => !step.active).length;
  const count = Math.max(view.stepCount, view.steps.length);
  return `${name}: ${plural(count, 'step')}${inactive === 0 ? '' : `, ${inactive} rolled back`}`;
}

/** What is said below the heading: totals, then all that a reader must know before believing the table. */
export function historyRemarks(view: HistoryView): readonly Markup[] {
  const warnings = view.warnings.slice(0, MOST_WARNINGS).map((warning) => `⚠️ ${escapeText(warning, WARNING_LENGTH)}`);
  const more = view.warnings.length - warnings.length;
  const lines = [
    totals(view.steps),
    conditionSentence(view.condition),
    ...warnings,
    more > 0 ? `… and ${plural(more, 'more warning')}` : '',
  ];
  return lines.filter((line) => line !== '').flatMap((line, index) => (index === 0 ? [line] : ['', line]));
}

/** What must be said about a history that is not whole; '' when there is nothing to say. */
export function conditionSentence(condition: HistoryCondition): Markup {
  switch (condition.kind) {
    case 'found':
    case 'empty':
      return '';
    case 'expired':
      return `⚠️ The earlier history has expired${lastSaved(condition.lastSavedAt)}: these steps are a new generation, numbered from 1 again.`;
    case 'unreadable':
      return `⚠️ The history could not be read, so only what this run recorded is shown; it joins the history when a later run can read it. ${escapeText(condition.reason, WARNING_LENGTH)}`;
  }
}

function lastSaved(time: Timestamp | null): Markup {
  return time === null ? '' : ` (last saved ${escapeText(time.slice(0, 10))})`;
}

function totals(steps: readonly Step[]): Markup {
  const durations = steps.flatMap((step) => step.durationMs ?? []);
  const tokens = steps.flatMap((step) => step.tokenUsage?.total_tokens ?? []);
  const costs = steps.flatMap((step) => step.tokenUsage?.cost ?? []);
  const unknown = steps.filter((step) => step.status !== 'running').length - tokens.length;
  const facts = [
    durations.length === 0 ? '' : formatDuration(sum(durations)),
    tokens.length === 0 ? '' : `${formatCount(sum(tokens))} tokens`,
    costs.length === 0 ? '' : formatCost(sum(costs)).replace('<', '&lt;'),
  ].filter((fact) => fact !== '');
  if (facts.length === 0) return '';
  const without = tokens.length > 0 && unknown > 0 ? ` (usage of ${plural(unknown, 'step')} unknown)` : '';
  return `In all ${facts.join(', ')}${without}.`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
