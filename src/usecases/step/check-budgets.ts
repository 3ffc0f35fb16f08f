import {
  type BudgetFacts,
  type BudgetScope,
  budgetFacts,
  budgetScope,
  type Ceiling,
  findPassed,
  formatBudget,
  isShared,
  isUncertain,
  leftOf,
  mayCount,
  ownCeilings,
  PER,
  type Spent,
} from '../../domain/budget.ts';
import type {Budget, Limits} from '../../domain/documents.ts';
import {describeError} from '../../domain/errors.ts';
import type {Uid} from '../../domain/identity.ts';
import type {AgentRequest, AgentResult, UsageFollower} from '../../domain/ports/agent.ts';
import type {History} from '../../domain/ports/store.ts';
import type {Step, StepFilter} from '../../domain/step.ts';
import {settleWithin} from '../../domain/within.ts';
import type {Wording} from '../../domain/wording.ts';
import {
  cannotHold,
  limitName,
  mayNotHold,
  NOTHING_READS,
  neverTold,
  passed,
  uncertainty,
  usedUp,
} from './budget-sentences.ts';

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
  readonly limits: Limits | null;
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
  const {step, limits, isUsageRead, hasHistory, isSeen, words, limitMs} = question;
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
