import {type BudgetFacts, budgetScope, leftOf, type SharedScope} from '../../domain/budget.ts';
import type {Budget, Limits} from '../../domain/documents.ts';
import {StoreError} from '../../domain/errors.ts';
import {labelsOf, type Step} from '../../domain/step.ts';
import type {Database, Row} from './database.ts';
import type {HistoryName} from './history-rows.ts';
import {columnText, toNanoUsd} from './rows.ts';

/** The longest possible job, on a self-hosted runner. A reservation expires after this. */
const LONGEST_MS = 5 * 24 * 3_600_000;

/**
 * Counts what other steps used and may yet use of budgets shared by many repositories, and, if all of them have
 * something left, reserves what this step may use in the same transaction. So of two steps that ask at once, one sees
 * the other.
 */
export function reserve(
  database: Database,
  {repository, project}: HistoryName,
  step: Step,
  budgets: readonly Budget[],
): Promise<readonly BudgetFacts[]> {
  const owner = ownerOf(repository);
  return database.alone(async (query) => {
    const facts: BudgetFacts[] = [];
    for (const budget of budgets) {
      const scope = budgetScope(budget, step);
      if (scope?.kind === 'shared') facts.push(await countSpent(query, owner, {budget, ...scope.scope, but: step.uid}));
    }
    if (facts.every((it) => leftOf(it) > 0)) {
      const most = mostOf(step.limits, facts);
      await query(
        `insert into laforge.reservations (repository, project, uid, team, started_at, ends_at, cost_nano_usd, tokens, budgets)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
        [
          ...[repository, project, step.uid, columnText(labelsOf(step)?.team ?? null) ?? '', step.startTime],
          new Date(Date.parse(step.startTime) + LONGEST_MS).toISOString(),
          most.usd === null ? null : String(toNanoUsd(most.usd)),
          most.tokens,
          JSON.stringify(budgets),
        ],
      );
    }
    return facts;
  });
}

/** The `host/organisation` of a repository's full name. */
export function ownerOf(repository: string): string {
  return repository.split('/').slice(0, 2).join('/');
}

/** Counts what was used of a budget, and what running steps may still use. */
export async function countSpent(
  query: Database['query'],
  owner: string,
  {budget, team, startedSince, but}: SharedScope & {readonly budget: Budget; readonly but: string},
): Promise<BudgetFacts> {
  const [row] = await query('select * from laforge.spent($1, $2, $3, $4)', [owner, team, startedSince, but]);
  if (row === undefined) throw new StoreError('unreadable', `This login may not see what ${owner} has spent.`);
  const isUsd = budget.unit === 'usd';
  const amount = (column: string) => (isUsd ? numberOf(row, column) / 1e9 : numberOf(row, column));
  return {
    budget,
    used: amount(isUsd ? 'cost' : 'tokens'),
    steps: numberOf(row, 'steps'),
    unknown: numberOf(row, isUsd ? 'without_cost' : 'without_tokens'),
    // The figures of many repositories do not tell which are partial.
    partial: 0,
    unreadable: 0,
    running: numberOf(row, 'running'),
    reserved: amount(isUsd ? 'reserved_cost' : 'reserved_tokens'),
    unbounded: numberOf(row, isUsd ? 'open_cost' : 'open_tokens'),
  };
}

/** The most that a step may use by its own limits and what is left; null if it has no limit of its own. */
function mostOf(limits: Limits | null, facts: readonly BudgetFacts[]) {
  const most = (own: number | null | undefined, unit: Budget['unit']) =>
    own == null ? null : Math.min(own, ...facts.filter(({budget}) => budget.unit === unit).map(leftOf));
  const tokens = most(limits?.max_tokens, 'tokens');
  return {usd: most(limits?.max_cost_usd, 'usd'), tokens: tokens === null ? null : Math.floor(tokens)};
}

function numberOf(row: Row, column: string): number {
  return Number(row[column] ?? 0);
}
