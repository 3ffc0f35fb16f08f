import type {Timestamp} from '../domain/identity.ts';
import type {HistoryCondition} from '../domain/ports/store.ts';
import {joinFilled} from '../domain/text.ts';
import {escapeCode, escapeText, type Markup} from './escape.ts';
import type {HistoryView, NamedTotals} from './history-view.ts';
import {formatDuration, formatTotals, plural} from './terminal/figures.ts';

const MOST_WARNINGS = 5;
const WARNING_LENGTH = 300;

/** The heading: `LaForge: 12 steps, 2 rolled back`, with the history's name if it has its own. */
export function historyHeading(view: HistoryView): Markup {
  const name = view.projectId === null ? 'LaForge' : `LaForge ${escapeText(view.projectId, 100)}`;
  const inactive = view.steps.filter(({active, replays}) => !active && replays === null).length;
  const count = Math.max(view.stepCount, view.steps.length);
  return `${name}: ${plural(count, 'step')}${inactive === 0 ? '' : `, ${inactive} rolled back`}`;
}

/** The warnings above the table. */
export function historyWarnings(view: HistoryView): readonly Markup[] {
  const warnings = view.warnings.slice(0, MOST_WARNINGS).map((warning) => `⚠️ ${escapeText(warning, WARNING_LENGTH)}`);
  const more = view.warnings.length - warnings.length;
  return [conditionSentence(view.condition), ...warnings, more > 0 ? `… and ${plural(more, 'more warning')}` : ''];
}

/** A warning about an incomplete history; '' otherwise. */
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

/** The totals in small print, with an explanation of the marks used. */
export function togetherLine(view: HistoryView): Markup {
  const lines = joinFilled([...totalLines(view), legend(view)], '<br>');
  return lines === '' ? '' : `<sub>${lines}</sub>`;
}

/** The totals: `So far on main: 3m 00s, 2k tokens (…), $0.50.`, then the whole history's if it has more steps. */
export function totalLines({totals}: Pick<HistoryView, 'totals'>): readonly Markup[] {
  const known = totals.filter(({usage}) => usage.steps > 0);
  const [first] = known;
  return known
    .filter((it) => it === first || it.usage.steps !== first?.usage.steps)
    .map((it) => {
      const facts = joinFilled([formatDuration(it.usage.durationMs), formatTotals(it.usage)], ', ');
      return `${totalsName(it)}: ${escapeText(facts, 400)}.`;
    });
}

function legend({steps}: HistoryView): Markup {
  const usages = steps.map((step) => step.tokenUsage);
  const marks = joinFilled(
    [
      usages.some((usage) => usage?.cost != null && usage.state === 'partial') ? '+ at least' : '',
      usages.some((usage) => usage?.cost != null && usage.cost_estimated === true) ? '≈ estimated by a price list' : '',
    ],
    ', ',
  );
  return marks === '' ? '' : `${escapeText(marks)}; no cost: unknown`;
}

function totalsName({of, name, usage}: NamedTotals): Markup {
  switch (of) {
    case 'branch':
      return `So far on ${escapeCode(name ?? '', 100)}`;
    case 'pull-request':
      return 'This pull request';
    case 'history':
      return `The whole history of ${plural(usage.steps, 'step')}`;
  }
}
