import type {ModelUsage, TokenUsage} from './documents.ts';
import type {Step} from './step.ts';
import {addTotals, NO_USAGE, totalsOf, UNSPENT_STATUSES, type UsageTotals} from './usage-totals.ts';

/** The ways to group usage. A day is a calendar day in UTC, the one on which the step began. */
export const USAGE_DIMENSIONS = ['day', 'branch', 'agent', 'model'] as const;
export type UsageDimension = (typeof USAGE_DIMENSIONS)[number];

/** The usage of one day, branch, agent or model. A step of two models counts for both. */
export interface UsageGroup {
  /** Null where no record tells. */
  readonly name: string | null;
  readonly usage: UsageTotals;
}

export interface UsageReport {
  readonly total: UsageTotals;
  /** Days newest first; the others dearest first. */
  readonly groups: Readonly<Record<UsageDimension, readonly UsageGroup[]>>;
}

type Sums = Map<string | null, UsageTotals>;

/** Adds up steps, page by page; memory grows with the days, branches, agents and models, not with the steps. */
export function createUsageReport(): {add(steps: readonly Step[]): void; report(): UsageReport} {
  const sums: Record<UsageDimension, Sums> = {
    day: new Map(),
    branch: new Map(),
    agent: new Map(),
    model: new Map(),
  };
  let total = NO_USAGE;
  return {
    add(steps) {
      for (const step of steps) {
        if (UNSPENT_STATUSES.includes(step.status)) continue;
        const usage = totalsOf([step]);
        total = addTotals(total, usage);
        addTo(sums.day, step.startTime.slice(0, 10), usage);
        addTo(sums.branch, step.branch, usage);
        addTo(sums.agent, agentOf(step), usage);
        for (const share of modelShares(step, usage)) addTo(sums.model, share.name, share.usage);
      }
    },
    report: () => ({
      total,
      groups: {
        day: [...toGroups(sums.day)].sort((a, b) => compareNames(b.name, a.name)),
        branch: dearestFirst(sums.branch),
        agent: dearestFirst(sums.agent),
        model: dearestFirst(sums.model),
      },
    }),
  };
}

/** Groups beyond the first `most`, added up; null where there are none. */
export function restOf(groups: readonly UsageGroup[], most: number): UsageTotals | null {
  return groups.length > most ? groups.slice(most).reduce((sum, {usage}) => addTotals(sum, usage), NO_USAGE) : null;
}

/** The agents whose records the usage is from, else the agent's name, else the program of its command. */
export function agentOf({tokenUsage, agentConfig}: Step): string | null {
  const agents = tokenUsage?.agents ?? [];
  if (agents.length > 0) return agents.join(' + ');
  return agentConfig?.name ?? agentConfig?.command?.trim().split(/\s+/)[0]?.replace(/^.*\//, '') ?? null;
}

/** Each model's part of a step; all of it where the records name one model, or tell no parts. */
export function modelShares(step: Step, usage: UsageTotals): readonly UsageGroup[] {
  const shares = step.tokenUsage?.by_model ?? [];
  const models = step.tokenUsage?.models ?? [];
  if (shares.length < 2) return [{name: shares[0]?.model ?? onlyOne(models) ?? step.agentConfig?.model ?? null, usage}];
  return shares.map((share) => ({name: share.model, usage: shareToTotals(share, step)}));
}

function onlyOne(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

function shareToTotals(share: ModelUsage, {status, tokenUsage}: Step): UsageTotals {
  const {input_tokens: input, cache_read_tokens: read, cache_write_tokens: write, output_tokens: output, cost} = share;
  const isKnown = input !== null && output !== null;
  const prompt = isKnown ? input + (read ?? 0) + (write ?? 0) : null;
  const usage: TokenUsage | null =
    tokenUsage === null
      ? null
      : {
          ...tokenUsage,
          input_tokens: input,
          cache_read_tokens: read,
          cache_write_tokens: write,
          output_tokens: output,
          reasoning_tokens: share.reasoning_tokens,
          total_tokens: isKnown && prompt !== null ? prompt + output : null,
          cost,
        };
  return totalsOf([{status, durationMs: null, tokenUsage: usage}]);
}

function addTo(sums: Sums, name: string | null, usage: UsageTotals): void {
  sums.set(name, addTotals(sums.get(name) ?? NO_USAGE, usage));
}

function toGroups(sums: Sums): readonly UsageGroup[] {
  return [...sums].map(([name, usage]) => ({name, usage}));
}

function dearestFirst(sums: Sums): readonly UsageGroup[] {
  return toGroups(sums).toSorted(
    (a, b) =>
      (b.usage.costUsd ?? -1) - (a.usage.costUsd ?? -1) ||
      (b.usage.totalTokens ?? -1) - (a.usage.totalTokens ?? -1) ||
      compareNames(a.name, b.name),
  );
}

export function compareNames(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
