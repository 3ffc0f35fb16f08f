import type {ModelShare} from './agent-reader.ts';
import {type Figures, isSound, subtractCounts, subtractFigures} from './figures.ts';
import {NOTHING_USED, sumFigures} from './model-shares.ts';

/**
 * Takes from a session's totals what earlier runs had used. Totals go on from those of earlier runs, but not where an agent
 * began anew, or lost the account of a killed run. So of all totals that may have been there before, those are subtracted
 * that leave just the calls this run is known to have made; the first, where none do.
 */
export function subtractBefore(
  totals: readonly ModelShare[],
  before: readonly (readonly ModelShare[])[],
  calls: readonly ModelShare[],
): {readonly shares: readonly ModelShare[]; readonly isProven: boolean} {
  const used = sumFigures(calls);
  const candidates = before.map((old) => subtractShares(totals, old));
  const proven = candidates.find((shares) => isSame(sumFigures(shares), used));
  return {shares: proven ?? candidates[0] ?? totals, isProven: proven !== undefined};
}

function subtractShares(totals: readonly ModelShare[], before: readonly ModelShare[]): readonly ModelShare[] {
  const shares = totals.map((share) => {
    const old = before.find(({model}) => model === share.model);
    if (old === undefined) return share;
    return {
      ...share,
      ...subtractFigures(share, old),
      turns: subtractCounts(share.turns, old.turns),
      cost: subtractCounts(share.cost, old.cost),
    };
  });
  return shares.filter((share) => !isSame(share, NOTHING_USED));
}

/** Compares tokens; a class that neither tells is the same. */
export function isSame(a: Figures, b: Figures): boolean {
  const keys = ['input', 'cacheRead', 'cacheWrite', 'output'] as const;
  return isSound(a) && isSound(b) && keys.every((key) => (a[key] ?? 0) === (b[key] ?? 0));
}
