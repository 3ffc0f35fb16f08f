import type {ModelShare} from './agent-reader.ts';
import {addCounts, addFigures, type Figures, NO_FIGURES} from './figures.ts';

/** One entry a model and rate, in the order they came. */
export function addShares(shares: readonly ModelShare[]): readonly ModelShare[] {
  return addBy(shares, ({model, rate}) => `${model} ${rate ?? ''}`);
}

/** One entry a model, whatever its rates were. */
export function addByModel(shares: readonly ModelShare[]): readonly ModelShare[] {
  return addBy(shares, ({model}) => model);
}

function addBy(shares: readonly ModelShare[], keyOf: (share: ModelShare) => string): readonly ModelShare[] {
  const sums = new Map<string, ModelShare>();
  for (const share of shares) {
    const other = sums.get(keyOf(share));
    sums.set(keyOf(share), other === undefined ? share : addTwo(other, share));
  }
  return [...sums.values()];
}

function addTwo(a: ModelShare, b: ModelShare): ModelShare {
  return {
    ...addFigures(a, b),
    model: a.model,
    hourWrite: addCounts(a.hourWrite ?? null, b.hourWrite ?? null),
    rate: a.rate ?? null,
    calls: addCounts(a.calls ?? null, b.calls ?? null),
    turns: addCounts(a.turns, b.turns),
    // A sum without one of them would pass for the whole.
    cost: a.cost === null || b.cost === null ? null : a.cost + b.cost,
  };
}

/** The sum of however many figures there are. */
export function sumFigures(all: readonly Figures[]): Figures {
  return all.reduce((sum, figures) => addFigures(sum, figures), NO_FIGURES);
}

/** The sum of however many counts or costs there are that are known; null when none is. */
export function sumCounts(all: readonly (number | null)[]): number | null {
  return all.reduce((sum, count) => addCounts(sum, count), null);
}

/** Stands for a final record that lists no model at all. */
export const NOTHING_USED: Figures = {input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0};
