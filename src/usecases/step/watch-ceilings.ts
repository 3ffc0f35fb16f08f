import {type Ceiling, findPassed, type Spent} from '../../domain/budget.ts';
import type {AgentRequest, AgentResult} from '../../domain/ports/agent.ts';
import type {UsageFollower} from '../../domain/ports/usage.ts';
import type {Wording} from '../../domain/wording.ts';
import {neverTold, passed} from './budget-sentences.ts';

/** The number of looks without a figure that cannot be just an agent's start any more. */
const LOOKS = 5;

/** The end of an agent, and the ceiling that ended it as a clause; null when none did. */
export interface WatchedResult extends AgentResult {
  readonly overBudget: string | null;
}

/** Has an agent ended as soon as it is seen to have passed one of its ceilings, and says so in the result. */
export function watchCeilings(
  ceilings: readonly Ceiling[],
  usage: Pick<UsageFollower, 'until'>,
  wording: Wording,
): {readonly request: Pick<AgentRequest, 'isOverBudget'>; readonly explain: (result: AgentResult) => WatchedResult} {
  if (ceilings.length === 0) return {request: {}, explain: (result) => ({...result, overBudget: null})};
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
        reason = passed(ceiling, spent, wording);
        return true;
      },
    },
    explain: (result) => {
      const overBudget = result.ending === 'over_budget' ? reason : null;
      const ended = overBudget === null ? [] : [`The agent was ended: ${overBudget}.`];
      const untold = !isTold && looks >= LOOKS ? [neverTold(wording)] : [];
      return {...result, overBudget, notes: [...ended, ...untold, ...result.notes]};
    },
  };
}
