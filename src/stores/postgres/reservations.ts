import {type BudgetFacts, budgetScope, isShared, type SharedScope} from '../../domain/budget.ts';
import type {Budget} from '../../domain/documents.ts';
import {StoreError} from '../../domain/errors.ts';
import {labelsOf, type StepDraft} from '../../domain/step.ts';
import type {Database, Row} from './database.ts';
import {columnText, toNanoUsd} from './rows.ts';

/** The longest possible job, on a self-hosted runner. A reservation expires after this. */
const LONGEST_MS = 5 * 24 * 3_600_000;

/** What a step asks for of the budgets that many repositories share. */
export interface Reservation {
  readonly budgets: readonly Budget[];
  /** The JSON that `reservingCtes` reads. */
  readonly json: string;
}

/** What a step must reserve when it takes its number; null if it shares no budget. */
export function reservationOf(repository: string, draft: StepDraft): Reservation | null {
  const asked = (draft.limits?.budgets ?? []).filter(isShared).flatMap((budget) => {
    const scope = budgetScope(budget, draft);
    return scope?.kind === 'shared' ? [{budget, ...scope.scope}] : [];
  });
  if (asked.length === 0) return null;
  const budgets = asked.map(({budget}) => budget);
  const {max_cost_usd: usd, max_tokens: tokens} = draft.limits ?? {};
  const row = {
    uid: draft.uid,
    owner: ownerOf(repository),
    team: columnText(labelsOf(draft)?.team ?? null) ?? '',
    started_at: draft.startTime,
    ends_at: new Date(Date.parse(draft.startTime) + LONGEST_MS).toISOString(),
    usd: usd == null ? null : String(toNanoUsd(usd)),
    tokens: tokens ?? null,
    budgets,
    asked: asked.map(({budget: {amount, unit}, team, startedSince}, at) => ({
      ...{at, unit, of_team: team, since: startedSince},
      amount: unit === 'usd' ? String(toNanoUsd(amount)) : amount,
    })),
  };
  return {budgets, json: JSON.stringify([row])};
}

/**
 * Tables for a statement: `spent`, each budget's usage, and `reserved`, which is added for the step in the table `added`
 * if all of them have something left. A reservation takes the next place of its organisation. So of two that are made at
 * once, neither of which saw the other, one finds its place taken, and its whole statement fails and changes nothing.
 * The limits tell the planner that there are few rows, or it would compile the statement, which takes seconds.
 */
export function reservingCtes(parameter: string, {budgets}: Reservation): string {
  const most = (unit: Budget['unit']) =>
    `case when r.${unit} is not null then least(r.${unit}, (select min(s.rest) from spent s where s.unit = '${unit}')) end`;
  return `wanted as (
      select * from jsonb_to_recordset(${parameter}::jsonb) as r (uid text, owner text, team text, started_at timestamptz,
        ends_at timestamptz, usd numeric, tokens numeric, budgets jsonb, asked jsonb) limit 1
    ), spent as (
      select b.at, b.unit, s.*,
        b.amount - case b.unit when 'usd' then s.cost + s.reserved_cost else s.tokens + s.reserved_tokens end as rest
      from wanted r,
        lateral (select * from jsonb_to_recordset(r.asked) as b (at bigint, unit text, amount numeric, of_team text,
          since timestamptz) limit ${budgets.length}) b,
        lateral (select * from laforge.spent(r.owner, b.of_team, b.since, r.uid) limit 1) s
    ), reserved as (
      insert into laforge.reservations (repository, project, uid, team, started_at, ends_at, cost_nano_usd, tokens, budgets, place)
      select a.repository, a.project, r.uid, r.team, r.started_at, r.ends_at, ${most('usd')}, floor(${most('tokens')}),
        r.budgets, laforge.last_place(r.owner) + 1
      from added a, wanted r where (select count(*) from spent s where s.rest > 0) = jsonb_array_length(r.asked)
      on conflict (repository, project, uid) do nothing
    )`;
}

/** The usage of each budget from the rows of `spent`. */
export function spentOf({budgets}: Reservation, rows: readonly Row[]): readonly BudgetFacts[] {
  return rows.flatMap((row) => {
    const budget = row.at === null ? undefined : budgets[Number(row.at)];
    return budget === undefined ? [] : [toFacts(budget, row)];
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
  return toFacts(budget, row);
}

function toFacts(budget: Budget, row: Row): BudgetFacts {
  const isUsd = budget.unit === 'usd';
  const numberOf = (column: string) => Number(row[column] ?? 0);
  const amountOf = (column: string) => (isUsd ? numberOf(column) / 1e9 : numberOf(column));
  return {
    budget,
    used: amountOf(isUsd ? 'cost' : 'tokens'),
    steps: numberOf('steps'),
    unknown: numberOf(isUsd ? 'without_cost' : 'without_tokens'),
    // The figures of many repositories do not tell which are partial.
    partial: 0,
    unreadable: [],
    running: numberOf('running'),
    reserved: amountOf(isUsd ? 'reserved_cost' : 'reserved_tokens'),
    unbounded: numberOf(isUsd ? 'open_cost' : 'open_tokens'),
  };
}
