import {
  amountOf,
  type BudgetFacts,
  type BudgetScope,
  budgetFacts,
  budgetScope,
  type Ceiling,
  findPassed,
  formatAmount,
  formatBudget,
  isShared,
  isUncertain,
  leftOf,
  mayCount,
  ownCeilings,
  PER,
  type Spent,
  usageToSpent,
} from '../../domain/budget.ts';
import type {Budget, TokenUsage} from '../../domain/documents.ts';
import {describeError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import type {AgentRequest, AgentResult, UsageFollower} from '../../domain/ports/agent.ts';
import type {History} from '../../domain/ports/store.ts';
import type {Step, StepFilter, StepStatus} from '../../domain/step.ts';
import {nameFirst} from '../../domain/text.ts';
import {settleWithin} from '../../domain/within.ts';
import type {Wording} from '../../domain/wording.ts';

interface BudgetCheck {
  /** Why the agent must not be started, as a clause; null when it may. */
  readonly refusal: string | null;
  /** The limits of the agent. */
  readonly ceilings: readonly Ceiling[];
  /** Sentences for the record. */
  readonly notes: readonly string[];
  /** Sentences for the log that are no warnings. */
  readonly remarks: readonly string[];
}

interface BudgetQuestion {
  /** The step, recorded as running. */
  readonly step: Step;
  /** False when nothing reads the agent's usage. */
  readonly isUsageRead: boolean;
  /** False when the history is this run's alone. */
  readonly hasHistory: boolean;
  /** False when steps that begin at the same time do not see this one, although its store should show it. */
  readonly isSeen: boolean;
  readonly words: Wording;
  /** The time that is left to wait before the agent starts. */
  readonly limitMs: number;
}

const NO_HISTORY = 'this run has no history to count in';
/** The least time for reading a history, even when opening it has used up the wait before the agent's start. */
const LEAST_MS = 1000;

/**
 * Tells how much of its own limits and its budgets a step may still use. The step is recorded already, so of two that
 * begin at the same time one sees the other. Never throws: what cannot be read is unknown.
 */
export async function checkBudgets(
  history: Pick<History, 'condition' | 'sumUsage' | 'listSteps' | 'listLeftOut' | 'getStep' | 'shared'>,
  question: BudgetQuestion,
): Promise<BudgetCheck> {
  const {step, isUsageRead, hasHistory, isSeen, words, limitMs} = question;
  const {limits} = step;
  const deadline = Date.now() + limitMs;
  const own = ownCeilings(limits);
  let check: BudgetCheck = {refusal: null, ceilings: own, notes: [], remarks: []};
  if (limits === null) return check;
  const doubt = (what: string, why: string) => {
    const refusal = limits.budget_unknown === 'stop' ? cannotHold(what, why, words) : null;
    check = {...check, notes: [...check.notes, mayNotHold(what, why)], refusal: check.refusal ?? refusal};
  };

  if (!isUsageRead) {
    for (const {unit} of own) doubt(limitName(unit, words), NOTHING_READS);
  }
  const shared = hasHistory ? await countShared(history, step, limits.budgets, deadline) : NO_HISTORY;
  const factsOf = async (budget: Budget, scope: BudgetScope): Promise<BudgetFacts | string> => {
    if (!hasHistory) return NO_HISTORY;
    if (scope.kind === 'own') return await gatherFacts(history, {budget, scope: scope.filter, step, deadline});
    return typeof shared === 'string' ? shared : (shared.get(budget) ?? NO_HISTORY);
  };
  for (const budget of limits.budgets) {
    const scope = budgetScope(budget, step);
    if (scope === null) {
      const remark = `The budget of ${formatBudget(budget)} does not count here: this run has no ${PER[budget.per].replace(/ per .*/, '')}.`;
      check = {...check, remarks: [...check.remarks, remark]};
      continue;
    }
    const name = `the budget of ${formatBudget(budget)}`;
    const facts = await factsOf(budget, scope);
    if (typeof facts === 'string') {
      doubt(name, facts);
      continue;
    }
    const left = leftOf(facts);
    // A budget that is certainly used up refuses the step, whatever else is uncertain.
    if (left <= 0) return {...check, refusal: usedUp(facts, words)};
    check = {...check, ceilings: [...check.ceilings, {amount: left, unit: budget.unit, budget}]};
    if (!isUsageRead) doubt(name, NOTHING_READS);
    if (!isSeen) doubt(name, 'this step could not be put on record in time, for others to count it');
    const why = uncertainty(facts, words);
    if (why !== null && isUncertain(facts)) doubt(name, why);
    else if (why !== null) check = {...check, notes: [...check.notes, mayNotHold(name, why)]};
  }
  return check;
}

/** Counts the budgets that other repositories share; a text when that fails, saying why. */
async function countShared(
  {condition, shared}: Pick<History, 'condition' | 'shared'>,
  step: Step,
  budgets: readonly Budget[],
  deadline: number,
): Promise<ReadonlyMap<Budget, BudgetFacts> | string> {
  const asked = budgets.filter((budget) => isShared(budget) && budgetScope(budget, step) !== null);
  if (asked.length === 0) return new Map();
  if (condition.kind === 'unreadable' || shared === undefined) return 'the history could not be read';
  return await withinDeadline(deadline, async () => {
    const facts = new Map<Budget, BudgetFacts>();
    for (const budget of asked) {
      const counted = await shared.countFor(step, budget);
      if (counted !== null) facts.set(budget, counted);
    }
    return facts;
  });
}

/** Waits for the history's answer; a text when there is none, saying why. */
async function withinDeadline<Answer>(deadline: number, ask: () => Promise<Answer>): Promise<Answer | string> {
  const limitMs = Math.max(LEAST_MS, deadline - Date.now());
  try {
    return await settleWithin(ask(), limitMs, () => 'the history could not be read in time');
  } catch (error) {
    return `the history could not be read (${describeError(error).replace(/\.$/, '')})`;
  }
}

/** Gathers the usage that a budget counts; a text when that fails, saying why. */
async function gatherFacts(
  history: Pick<History, 'condition' | 'sumUsage' | 'listSteps' | 'listLeftOut' | 'getStep'>,
  asked: Pick<BudgetQuestion, 'step'> & {
    readonly budget: Budget;
    readonly scope: StepFilter;
    readonly deadline: number;
  },
): Promise<BudgetFacts | string> {
  const {budget, scope, step, deadline} = asked;
  const {condition} = history;
  if (condition.kind === 'unreadable') return 'the history could not be read';
  if (
    condition.kind === 'expired' &&
    !(condition.lastSavedAt !== null && condition.lastSavedAt < (scope.startedSince ?? ''))
  )
    return 'the history has expired';
  return await withinDeadline(deadline, async () => {
    const usage = await history.sumUsage(scope);
    const running = await history.listSteps({...scope, status: 'running'});
    // Last, since it also lists what these two found unreadable.
    const unread = (await history.listLeftOut()).filter((record) => mayCount(record, scope));
    const names: string[] = [];
    for (const {uid, name} of unread) if (!(await isOnRecord(history, uid))) names.push(name);
    return budgetFacts(budget, usage, running, step, names);
  });
}

/** True if a step that has ended is on record all the same: another record of it took the place of the one set aside. */
async function isOnRecord(history: Pick<History, 'getStep'>, uid: Uid | null): Promise<boolean> {
  if (uid === null) return false;
  const lookup = await history.getStep({kind: 'uid', prefix: uid}).catch(() => null);
  return lookup?.kind === 'found' && lookup.value.status !== 'running';
}

/** After this many looks without a figure, the agent is no longer just starting. */
const LOOKS = 5;

/** Ends an agent as soon as it is seen to have exceeded a ceiling, and says so in the result. */
export function watchCeilings(
  ceilings: readonly Ceiling[],
  usage: Pick<UsageFollower, 'until'>,
  words: Wording,
): {readonly request: Pick<AgentRequest, 'isOverBudget'>; readonly explain: (result: AgentResult) => AgentResult} {
  if (ceilings.length === 0) return {request: {}, explain: (result) => result};
  let reason: string | null = null;
  let looks = 0;
  let isTold = false;
  const isEnough = (spent: Spent) => {
    looks += 1;
    isTold ||= spent.costUsd !== null || spent.tokens !== null;
    return findPassed(ceilings, spent) !== undefined;
  };
  return {
    request: {
      isOverBudget: async (ended) => {
        const spent = await usage.until(isEnough, ended);
        const ceiling = spent === null ? undefined : findPassed(ceilings, spent);
        if (spent === null || ceiling === undefined) return false;
        reason = passed(ceiling, spent, words);
        return true;
      },
    },
    explain: (result) => {
      const overBudget = result.ending === 'over_budget' ? reason : null;
      const ended = overBudget === null ? [] : [`The agent was ended: ${overBudget}.`];
      const untold = !isTold && looks >= LOOKS ? [neverTold(words)] : [];
      return {...result, overBudget, notes: [...ended, ...untold, ...result.notes]};
    },
  };
}

/*
 * Clauses without a full stop, for `The agent was not started: …` in the record and `Step 7 was refused: …` in the
 * failure. They must be short: a comment shows 300 characters of a note.
 */

const NOTHING_READS = 'nothing reads what this agent uses';

const MOST_NAMED = 3;
const MENDED = 'laforge verify says why, and laforge merge of an earlier copy mends what was damaged';

/** Says why nothing is left of a budget and what to do. */
function usedUp(facts: BudgetFacts, words: Wording): string {
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
function uncertainty(facts: BudgetFacts, words: Wording): string | null {
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

function mayNotHold(what: string, why: string): string {
  return `${what.replace(/^the /, 'The ')} may be exceeded unnoticed: ${why}.`;
}

function cannotHold(what: string, why: string, words: Wording): string {
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

function neverTold(words: Wording): string {
  return `Nothing reported usage while the agent ran, so ${limitName('usd', words)} and ${limitName('tokens', words)} could be checked only at its end.`;
}

export function othersUnseen(store: string): string {
  return `Steps that run elsewhere at the same time may not be seen in the store ${store}: together they may pass a budget.`;
}

function limitName(unit: Budget['unit'], words: Wording): string {
  return words.called(unit === 'usd' ? 'max-cost-usd' : 'max-tokens');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
