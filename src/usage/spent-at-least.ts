import type {Spent} from '../domain/budget.ts';
import type {Findings, ModelShare} from './agent-reader.ts';
import {addCounts, type Figures} from './figures.ts';
import {estimateCost, sharesToPrice} from './prices/estimate-cost.ts';
import type {ModelPrices} from './prices/model-price.ts';

/** Adds up the least that agents have used: figures that are not known yet count as nothing, also in an estimate. */
export async function spentAtLeast(all: readonly Findings[], at: Date, prices: ModelPrices): Promise<Spent> {
  let [costUsd, tokens]: [number | null, number | null] = [null, null];
  for (const findings of all) {
    const {cost, figures} = findings;
    const shares = sharesToPrice(findings).map(withoutGaps);
    const stated = isUsable(cost) ? cost : ((await estimateCost(shares, at, prices))?.cost ?? null);
    costUsd = addCounts(costUsd, stated);
    tokens = addCounts(tokens, sumOf(figures));
  }
  return {costUsd, tokens};
}

function sumOf({input, cacheRead, cacheWrite, output}: Figures): number | null {
  const counts = [input, cacheRead, cacheWrite, output].filter(isUsable);
  return counts.length === 0 ? null : counts.reduce((a, b) => a + b, 0);
}

function withoutGaps(share: ModelShare): ModelShare {
  const known = (count: number | null) => (isUsable(count) ? count : 0);
  const {input, cacheRead, cacheWrite, output} = share;
  return {
    ...share,
    input: known(input),
    cacheRead: known(cacheRead),
    cacheWrite: known(cacheWrite),
    output: known(output),
  };
}

function isUsable(figure: number | null): figure is number {
  return figure !== null && Number.isFinite(figure);
}
