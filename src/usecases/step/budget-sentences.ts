import {
  amountOf,
  type BudgetFacts,
  budgetScope,
  type Ceiling,
  formatAmount,
  formatBudget,
  ownCeilings,
  type Spent,
  usageToSpent,
} from '../../domain/budget.ts';
import type {Budget, TokenUsage} from '../../domain/documents.ts';
import type {Step, StepStatus} from '../../domain/step.ts';
import {nameFirst} from '../../domain/text.ts';
import type {Wording} from '../../domain/wording.ts';

/*
 * Clauses without a full stop, for `The agent was not started: …` in the record and `Step 7 was refused: …` in the
 * failure. They must be short: a comment shows 300 characters of a note.
 */

export const NOTHING_READS = 'nothing reads what this agent uses';

const MOST_NAMED = 3;
const MENDED = 'laforge verify says why, and laforge merge of an earlier copy mends what was damaged';

/** Says why nothing is left of a budget and what to do. */
export function usedUp(facts: BudgetFacts, words: Wording): string {
  const {budget, used, steps, reserved, running, unbounded} = facts;
  const amounts = [
    `${formatAmount(used, budget.unit)} used by ${count(steps, 'step')}`,
    ...(reserved > 0
      ? [`${formatAmount(reserved, budget.unit)} reserved by ${count(running - unbounded, 'running step')}`]
      : []),
  ];
  const next = /(?:^|_)(day|month)$/.exec(budget.per)?.[1];
  const wait = next === undefined ? '' : `, or wait for the next ${next} (UTC)`;
  return `nothing is left of the budget of ${formatBudget(budget)} (${amounts.join(', ')}); raise it in ${words.option('budget')}${wait}`;
}

/** Says why a budget cannot be counted exactly; null when it can. */
export function uncertainty(facts: BudgetFacts, words: Wording): string | null {
  const {budget, steps, unknown, partial, unreadable, unbounded} = facts;
  const limit = limitName(budget.unit, words);
  const parts = [
    ...(unknown > 0 ? [`what ${unknown} of ${count(steps, 'step')} used is not known`] : []),
    ...(partial > 0 ? [`what ${count(partial, 'step')} used is known in part only`] : []),
    ...(unreadable.length > 0 ? [`${nameFirst(unreadable, MOST_NAMED, String)} cannot be read (${MENDED})`] : []),
    ...(unbounded > 0 ? [`${count(unbounded, 'running step')} ${unbounded > 1 ? 'have' : 'has'} no ${limit}`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', and ');
}

export function mayNotHold(what: string, why: string): string {
  return `${what.replace(/^the /, 'The ')} may be exceeded unnoticed: ${why}.`;
}

export function cannotHold(what: string, why: string, words: Wording): string {
  return `${what} cannot hold, since ${why}; ${words.set('budget-unknown', 'warn')} runs the agent all the same`;
}

/** Says why an agent was ended, as a clause. */
export function passed(ceiling: Ceiling, spent: Spent, words: Wording): string {
  const {budget, amount, unit} = ceiling;
  const had = formatAmount(amountOf(spent, unit) ?? 0, unit);
  return budget === null
    ? `it had used ${had}, and ${limitName(unit, words)} allows ${formatAmount(amount, unit)}`
    : `it had used ${had}, and ${formatAmount(amount, unit)} were left of ${formatBudget(budget)}`;
}

/**
 * Says what became of a step's limits after its end: its own limit or the rest of a budget was exceeded unnoticed, or
 * nobody knows. `ceilings` are those at its start; `said` is what its record says already.
 */
export function budgetSentences(
  step: Step,
  ended: {
    readonly usage: TokenUsage;
    readonly status: StepStatus;
    readonly ceilings: readonly Ceiling[];
    readonly said: readonly string[];
  },
  words: Wording,
): readonly string[] {
  const {usage, status, ceilings, said} = ended;
  const spent = usageToSpent(usage);
  return (['usd', 'tokens'] as const).flatMap((unit) => {
    const had = amountOf(spent, unit);
    if (had === null) return said.some((note) => note.includes(NOTHING_READS)) ? [] : notKnown(step, unit, words);
    if (status === 'over_budget') return [];
    return ceilings
      .filter((ceiling) => ceiling.unit === unit && had > ceiling.amount)
      .map((ceiling) => passedUnseen(ceiling, had, words));
  });
}

function passedUnseen({budget, amount, unit}: Ceiling, had: number, words: Wording): string {
  const [used, allowed] = [formatAmount(had, unit), formatAmount(amount, unit)];
  const what =
    budget === null
      ? `${limitName(unit, words)} allows ${allowed}`
      : `${allowed} were left of the budget of ${formatBudget(budget)}`;
  return `The agent used ${used}, and ${what}: that was seen only when it had ended.`;
}

/** Says that a step's limits in one unit could not hold and that its budgets cannot count it. */
function notKnown(step: Step, unit: Budget['unit'], words: Wording): readonly string[] {
  const isOwn = ownCeilings(step.limits).some((ceiling) => ceiling.unit === unit);
  const budgets = (step.limits?.budgets ?? []).filter(
    (budget) => budget.unit === unit && budgetScope(budget, step) !== null,
  );
  const parts = [
    ...(isOwn ? [`${limitName(unit, words)} could not hold`] : []),
    ...budgets.map((budget) => `the budget of ${formatBudget(budget)} cannot count it`),
  ];
  const what = unit === 'usd' ? 'cost' : 'used of tokens';
  return parts.length === 0 ? [] : [`What the agent ${what} is not known, so ${parts.join(', and ')}.`];
}

export function neverTold(words: Wording): string {
  return `Nothing reported usage while the agent ran, so ${limitName('usd', words)} and ${limitName('tokens', words)} could be checked only at its end.`;
}

export function othersUnseen(store: string): string {
  return `Steps that run elsewhere at the same time may not be seen in the store ${store}: together they may pass a budget.`;
}

export function limitName(unit: Budget['unit'], words: Wording): string {
  return words.called(unit === 'usd' ? 'max-cost-usd' : 'max-tokens');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
