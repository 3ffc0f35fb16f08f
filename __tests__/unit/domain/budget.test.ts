import {describe, expect, test} from '@jest/globals';
import {
  budgetFacts,
  budgetScope,
  findPassed,
  formatAmount,
  formatBudget,
  isUncertain,
  leftOf,
  ownCeilings,
  usageToSpent,
} from '../../../src/domain/budget.ts';
import {type Budget, type Limits, UNKNOWN_USAGE} from '../../../src/domain/documents.ts';
import type {StepFilter} from '../../../src/domain/step.ts';
import {NO_USAGE} from '../../../src/domain/usage-totals.ts';
import {aStep, aUid} from '../../helpers/history-builders.ts';
import {SOME_LIMITS} from '../../helpers/ledger.ts';

const usd = (amount: number, per: Budget['per'] = 'day'): Budget => ({amount, unit: 'usd', per});
const tokens = (amount: number): Budget => ({amount, unit: 'tokens', per: 'branch'});
const limits = (changes: Partial<Limits>): Limits => ({...SOME_LIMITS, max_cost_usd: null, budgets: [], ...changes});
const running = (id: number, own: Limits | null) => aStep({id, status: 'running', limits: own});

describe('a budget counts', () => {
  const own = (filter: StepFilter) => ({kind: 'own', filter});
  test('the steps of a UTC day from its midnight on, over the project', () => {
    const scope = (startTime: string) => budgetScope(usd(1), aStep({id: 1, startTime}));
    expect(scope('2026-03-01T00:00:00.000Z')).toEqual(own({startedSince: '2026-03-01T00:00:00.000Z'}));
    expect(scope('2026-02-28T23:59:59.999Z')).toEqual(own({startedSince: '2026-02-28T00:00:00.000Z'}));
  });

  test('those of the same branch of the same repository, or all', () => {
    const step = aStep({id: 1, branch: 'fix'});
    expect(budgetScope(usd(1, 'branch'), step)).toEqual(
      own({repository: {repository: step.repository, repositoryId: null}, branch: 'fix'}),
    );
    expect(budgetScope(usd(1, 'branch'), {...step, branch: null})).toBeNull();
    expect(budgetScope(usd(1, 'pull_request'), step)).toBeNull();
    expect(budgetScope(usd(1, 'project'), step)).toEqual(own({}));
  });

  test('those of a team that has a label, for ever, or since the first of the month', () => {
    const step = aStep({id: 1, startTime: '2026-03-31T12:00:00.000Z', labels: {team: 'web'}});
    const shared = (team: string | null, startedSince: string | null) => ({
      kind: 'shared',
      scope: {team, startedSince},
    });
    expect(budgetScope(usd(1, 'team'), step)).toEqual(shared('web', null));
    expect(budgetScope(usd(1, 'team_month'), step)).toEqual(shared('web', '2026-03-01T00:00:00.000Z'));
    expect(budgetScope(usd(1, 'organisation_day'), step)).toEqual(shared(null, '2026-03-31T00:00:00.000Z'));
    expect(budgetScope(usd(1, 'team_day'), {...step, labels: {team: 7}})).toBeNull();
  });

  test('what finished ones used, and the limits of running ones with a lower number', () => {
    const totals = {
      ...NO_USAGE,
      steps: 4,
      costUsd: 7.5,
      withoutCost: 1,
      partial: 2,
      totalTokens: 100,
      withoutTokens: 3,
    };
    const others = [running(5, limits({max_cost_usd: 2})), running(6, null), running(9, limits({max_cost_usd: 50}))];
    const own = {uid: aUid(7), id: 7};
    expect(budgetFacts(usd(10), totals, [...others, running(7, limits({max_cost_usd: 3}))], own)).toEqual({
      budget: usd(10),
      ...{used: 7.5, steps: 4, unknown: 1, partial: 2},
      ...{unreadable: [], running: 2, reserved: 2, unbounded: 1},
    });
    expect(budgetFacts(tokens(500), totals, [running(5, limits({max_tokens: 9}))], own)).toMatchObject({
      ...{used: 100, unknown: 3, reserved: 9, unbounded: 0},
    });
  });

  test('all running ones where numbers are not settled', () => {
    const unsettled = {...running(5, null), id: null};
    expect(budgetFacts(usd(10), NO_USAGE, [unsettled], {uid: aUid(4), id: 4}).running).toBe(1);
    expect(budgetFacts(usd(10), NO_USAGE, [running(5, null)], {uid: aUid(4), id: null}).running).toBe(1);
  });

  test('down to nothing, whatever the fractions of a cent', () => {
    const facts = {budget: usd(0.3), steps: 2, unknown: 0, ...NONE_ELSE};
    expect(Math.abs(leftOf({...facts, used: 0.1 + 0.2, reserved: 0}))).toBe(0);
    expect(leftOf({...facts, used: 0.1, reserved: 0.05})).toBe(0.15);
    expect(leftOf({...facts, used: 0.1, reserved: 5})).toBeLessThan(0);
  });

  test('what is known in part with that part', () => {
    const facts = {budget: usd(1), used: 0, reserved: 0, steps: 2, unknown: 0, ...NONE_ELSE};
    expect(isUncertain({...facts, partial: 2})).toBe(false);
    expect(isUncertain({...facts, unknown: 1})).toBe(true);
    expect(isUncertain({...facts, unbounded: 1})).toBe(true);
    expect(isUncertain({...facts, unreadable: ['step 1']})).toBe(true);
  });
});

const NONE_ELSE = {partial: 0, unreadable: [], running: 1, unbounded: 0};

describe('a limit', () => {
  const ceilings = [
    ...ownCeilings(limits({max_cost_usd: 2, max_tokens: 100})),
    {amount: 1, unit: 'usd', budget: usd(5)} as const,
  ];

  test('is passed by more than it, not by as much', () => {
    expect(findPassed(ceilings, {costUsd: 1, tokens: 100})).toBeUndefined();
    expect(findPassed(ceilings, {costUsd: 1.01, tokens: 1})).toMatchObject({budget: usd(5)});
    expect(findPassed(ceilings, {costUsd: null, tokens: 101})).toMatchObject({unit: 'tokens', budget: null});
    expect(findPassed(ceilings, {costUsd: 3, tokens: null})).toMatchObject({amount: 2, budget: null});
  });

  test('is not passed by what is not known', () => {
    expect(findPassed(ceilings, usageToSpent(UNKNOWN_USAGE))).toBeUndefined();
    expect(usageToSpent({...UNKNOWN_USAGE, prompt_tokens: 5})).toEqual({costUsd: null, tokens: 5});
    expect(usageToSpent({...UNKNOWN_USAGE, total_tokens: 9, prompt_tokens: 5, cost: 1})).toEqual({
      costUsd: 1,
      tokens: 9,
    });
  });
});

test('amounts are said as people write them', () => {
  expect([formatAmount(20, 'usd'), formatAmount(0.02049465, 'usd'), formatAmount(2.5, 'usd')]).toEqual([
    '20 USD',
    '0.0205 USD',
    '2.5 USD',
  ]);
  expect([formatBudget(tokens(2e6)), formatBudget(usd(5, 'pull_request'))]).toEqual([
    '2,000,000 tokens per branch',
    '5 USD per pull request',
  ]);
  expect([1e-7, 0.00004999, 0].map((amount) => formatAmount(amount, 'usd'))).toEqual([
    '0.0000001 USD',
    '0.00005 USD',
    '0 USD',
  ]);
});
