import {
  type AgentVerdict,
  type ListedCall,
  MOST_CALLS,
  type ModelUsage,
  type TimedCall,
  type TokenUsage,
  UNKNOWN_USAGE,
  type UsedPrice,
} from '../domain/documents.ts';
import type {Findings} from './agent-reader.ts';
import {mergeFindings} from './call-findings.ts';
import {addCounts, type Figures, hasFigures, isSound, mapClasses, settle} from './figures.ts';
import {addByModel, sumCounts, toName} from './model-shares.ts';
import {addPrices, type PricedShare, priceShares, sharesToPrice} from './prices/estimate-cost.ts';
import type {ModelPrices} from './prices/model-price.ts';
import type {RunRecord} from './usage-reader.ts';

/** The findings of one agent of a step, or of a script that names none. */
export interface Found {
  readonly agent: string | null;
  readonly findings: Findings;
}

const MOST_MODELS = 20;
const UNTOLD = 'its records do not tell every kind of token';
const UNUSABLE = 'a figure in its records cannot be used';

/** The document for what the agents of one step used together; a cost that none of them states is estimated. */
export async function toTokenUsage(
  told: readonly Found[],
  {endTime, isRunning = false}: Pick<RunRecord, 'endTime' | 'isRunning'>,
  prices: ModelPrices,
): Promise<TokenUsage> {
  if (told.length === 0) return UNKNOWN_USAGE;
  const found = isRunning ? told.map(withoutGaps) : told;
  const all = mergeFindings(found.map(({agent, findings}) => nameSource(agent, findings, found.length > 1)));
  const {figures, coarse} = all;
  const prompt =
    figures.input === null ? (coarse?.prompt ?? null) : addCounts(figures.input, figures.cacheRead, figures.cacheWrite);
  const total = prompt === null || figures.output === null ? (coarse?.total ?? null) : prompt + figures.output;
  const isUsable =
    isSound(figures) && all.models.every(isSound) && !((figures.reasoning ?? 0) > (figures.output ?? Infinity));
  const isKnown = all.state !== 'unknown' && (coarse !== undefined || hasFigures(figures));
  const classes = [figures.input, figures.cacheRead, figures.cacheWrite, figures.output];
  const isWhole = coarse !== undefined || classes.every((count) => count !== null);
  const state = !isKnown ? 'unknown' : isUsable && isWhole ? all.state : 'partial';
  const reason = all.reason ?? (isUsable ? (isWhole ? null : UNTOLD) : UNUSABLE);
  const shares = addByModel(all.models).slice(0, MOST_MODELS);
  const byModel = shares.filter(hasFigures).map((share): ModelUsage => {
    return {model: nameOf(share.model), ...toFigures(share), cost: roundCost(share.cost)};
  });
  const agents = found.flatMap(({agent}) => agent ?? []);
  const cost = isKnown ? await settleCost(found, new Date(endTime), prices, isRunning) : {cost: null};
  const names = shares.map(({model}) => toName(model)).filter((name) => name !== null);
  return {
    prompt_tokens: settle(prompt),
    completion_tokens: settle(figures.output),
    total_tokens: settle(total),
    ...cost,
    ...toFigures(figures),
    turns: settle(all.turns),
    models: names.length > 0 ? names : [toName(all.config.model)].filter((name) => name !== null),
    session_id: toName(all.sessionId),
    source: all.source,
    state,
    ...(state === 'measured' || reason === null ? {} : {reason}),
    ...disagreementOf(found),
    ...(agents.length === 0 ? {} : {agents}),
    ...(byModel.length === 0 ? {} : {by_model: byModel}),
    ...verdictOf(found),
  };
}

/** The calls whose times the records tell, in their order. */
export function toTimedCalls(found: readonly Found[]): readonly TimedCall[] {
  const calls = found.flatMap(({findings}) =>
    (findings.timed ?? []).flatMap((share): readonly TimedCall[] => {
      const {model, time, cost} = share;
      return time === undefined ? [] : [{model: nameOf(model), ...toFigures(share), cost: roundCost(cost), ...time}];
    }),
  );
  return calls.sort((a, b) => (a.start ?? a.end) - (b.start ?? b.end));
}

/** Replaces each figure that is not known yet by 0. */
function withoutGaps({agent, findings}: Found): Found {
  const {figures, models, calls, cost, coarse} = findings;
  if (coarse !== undefined || !hasFigures(figures)) return {agent, findings};
  const fill = <Told extends Figures>(told: Told): Told => ({...told, ...mapClasses((key) => settle(told[key]) ?? 0)});
  return {
    agent,
    findings: {
      ...findings,
      ...{figures: fill(figures), models: models.map(fill), cost: settle(cost)},
      ...(calls === undefined ? {} : {calls: calls.map(fill)}),
    },
  };
}

function nameSource(agent: string | null, findings: Findings, isOneOfSeveral: boolean): Findings {
  const {source, reason} = findings;
  return {
    ...findings,
    source: prefix(agent, source),
    reason: reason !== null && isOneOfSeveral ? prefix(agent, reason) : reason,
  };
}

function prefix(agent: string | null, text: string): string {
  return agent === null ? text : `${agent}: ${text}`;
}

function disagreementOf(found: readonly Found[]): Pick<TokenUsage, 'disagreement'> {
  const clauses = found.flatMap(({agent, findings: {disagreement}}) =>
    disagreement === undefined ? [] : [prefix(agent, disagreement)],
  );
  return clauses.length === 0 ? {} : {disagreement: clauses.join('; ')};
}

type Costs = Pick<TokenUsage, 'cost' | 'cost_estimated' | 'price_list' | 'cost_average' | 'calls' | 'prices'>;

/** Adds the stated costs, and estimates for agents that state none. A cost of a part only is none, unless what is known so far is wanted. */
async function settleCost(found: readonly Found[], at: Date, prices: ModelPrices, isRunning: boolean): Promise<Costs> {
  const costs: (number | null)[] = [];
  let isAverage = false;
  const lists = new Set<string>();
  const told: ToldShare[] = [];
  for (const {agent, findings} of found) {
    const shares = sharesToPrice(findings).filter(hasFigures);
    const isStated = findings.cost !== null;
    const priced = isStated ? shares.map((share) => ({share, price: null})) : await priceShares(shares, at, prices);
    const source = prefix(agent, findings.source);
    for (const one of priced) told.push({...one, source});
    const estimate = isStated ? null : addPrices(priced);
    costs.push(isStated ? findings.cost : (estimate?.cost ?? null));
    isAverage ||= estimate?.isAverage === true;
    if (estimate !== null) lists.add(estimate.list);
  }
  const listed = listCalls(told);
  const cost = roundCost(isRunning || !costs.includes(null) ? sumCounts(costs) : null);
  if (cost === null) return {cost, ...listed};
  if (lists.size === 0) return {cost, cost_estimated: false, ...listed};
  const average = isAverage ? {cost_average: true} : {};
  return {cost, cost_estimated: true, price_list: [...lists].join(' + '), ...average, ...listed};
}

/** One agent that came to its end is enough: another may have been asked because the first had failed. */
function verdictOf(found: readonly Found[]): {readonly verdict?: AgentVerdict} {
  const verdicts = found.map(({findings}) => findings.verdict).filter((verdict) => verdict !== null);
  const verdict = verdicts.find(({kind}) => kind === 'completed') ?? verdicts.at(-1);
  return verdict === undefined ? {} : {verdict: {kind: verdict.kind, text: toName(verdict.text)}};
}

/** A share that one record told; where the agent stated its cost itself, it has no price. */
interface ToldShare extends PricedShare {
  readonly source: string;
}

/** The rest of the list is for the sums of what is beyond. */
const MOST_SINGLE = 80;

/** The calls of a usage and the prices they were estimated by, as its document lists them: in bounds, none twice. */
export function listCalls(told: readonly ToldShare[]): Pick<TokenUsage, 'calls' | 'prices'> {
  if (told.length === 0) return {};
  const calls = told.map(toListedCall);
  const prices = new Map<string, UsedPrice>();
  for (const one of told) {
    const price = toUsedPrice(one);
    if (price !== null) prices.set(JSON.stringify(price), price);
  }
  return {
    calls: [...calls.slice(0, MOST_SINGLE), ...addAlike(calls.slice(MOST_SINGLE))].slice(0, MOST_CALLS),
    ...(prices.size === 0 ? {} : {prices: [...prices.values()].slice(0, MOST_CALLS)}),
  };
}

/** One entry for all calls that came from the same record, of one model, at one price. */
function addAlike(calls: readonly ListedCall[]): readonly ListedCall[] {
  const sums = new Map<string, ListedCall>();
  for (const call of calls) {
    const key = JSON.stringify([call.source, call.model, call.rate, call.above]);
    const other = sums.get(key);
    sums.set(key, other === undefined ? call : addTwo(other, call));
  }
  return [...sums.values()];
}

const ADDED = [
  ...(['input_tokens', 'cache_read_tokens', 'cache_write_tokens'] as const),
  ...(['hour_write_tokens', 'output_tokens', 'reasoning_tokens'] as const),
];

function addTwo(a: ListedCall, b: ListedCall): ListedCall {
  return {
    ...a,
    // A sum without one of them would pass for the whole.
    calls: a.calls === null || b.calls === null ? null : a.calls + b.calls,
    cost: a.cost === null || b.cost === null ? null : roundCost(a.cost + b.cost),
    ...Object.fromEntries(ADDED.map((key) => [key, addCounts(a[key], b[key])])),
  };
}

function toListedCall({source, share, price}: ToldShare): ListedCall {
  return {
    source: toName(source) ?? 'unknown',
    model: nameOf(share.model),
    calls: settle(share.calls ?? share.turns),
    ...toFigures(share),
    hour_write_tokens: settle(share.hourWrite ?? null),
    rate: toName(share.rate),
    above: price?.above ?? null,
    cost: roundCost(price?.usd ?? share.cost),
  };
}

function toUsedPrice({share, price}: ToldShare): UsedPrice | null {
  if (price === null) return null;
  const {model, rate} = share;
  return {model: nameOf(model), rate: toName(rate), above: price.above, list: price.list, ...price.prices};
}

/** A model's name for people. */
function nameOf(model: string): string {
  return toName(model) ?? 'unknown';
}

/** The keys that documents have for the classes. */
function toFigures(figures: Figures) {
  return {
    input_tokens: settle(figures.input),
    cache_read_tokens: settle(figures.cacheRead),
    cache_write_tokens: settle(figures.cacheWrite),
    output_tokens: settle(figures.output),
    reasoning_tokens: settle(figures.reasoning),
  };
}

/** Sums of fractions of a cent gather rounding errors far behind the point. */
function roundCost(cost: number | null): number | null {
  const known = settle(cost);
  return known === null ? null : Number(known.toFixed(10));
}
