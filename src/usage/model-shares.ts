import {asText, type Json} from '../domain/json.ts';
import type {ModelShare} from './agent-reader.ts';
import {
  addCounts,
  addFigures,
  CHARGED,
  type FigureKeys,
  type Figures,
  isSound,
  NO_FIGURES,
  readFigures,
  subtractCounts,
  subtractFigures,
} from './figures.ts';

/** A model's usage by a record's figures, without turns and cost. */
export function readShare(
  usage: Json | undefined,
  keys: FigureKeys,
  input: 'whole' | 'rest',
  model?: unknown,
): ModelShare {
  return toShare(readFigures(usage, keys, input), asText(model));
}

/** Tokens of a model, where one is told. */
export function toShare(figures: Figures, model = ''): ModelShare {
  return {...figures, model, turns: null, cost: null};
}

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
export const NOTHING_USED = toShare({input: 0, cacheRead: 0, cacheWrite: 0, output: 0, reasoning: 0});

/**
 * Takes from a session's totals what earlier runs had used. Totals go on from those of earlier runs, but not where an agent
 * began anew, or lost the account of a killed run; and of processes that go on with one session at once each knows its own
 * calls alone. So of all totals that may have been there before, those are subtracted that leave just the calls this run is
 * known to have made. Where none do, of one total the first are; of several the calls themselves are what is certain.
 */
export function subtractBefore(
  totals: readonly (readonly ModelShare[])[],
  before: readonly (readonly ModelShare[])[],
  calls: readonly ModelShare[],
): {readonly shares: readonly ModelShare[]; readonly isProven: boolean} {
  const used = sumFigures(calls);
  const last = totals.at(-1) ?? [];
  const candidates = [
    ...before.map((old) => subtractShares(last, old)),
    ...(totals.length > 1 ? before.map((old) => addShares(totals.flatMap((one) => subtractShares(one, old)))) : []),
  ];
  const proven = candidates.find((shares) => isSame(sumFigures(shares), used));
  const sound = candidates.find((shares) => isSound(sumFigures(shares))) ?? candidates[0];
  const likely = totals.length > 1 && calls.length > 0 ? calls : (sound ?? last);
  return {shares: proven ?? likely, isProven: proven !== undefined};
}

/** Subtracts each model's earlier share; a model that has used nothing since is left out. */
export function subtractShares(totals: readonly ModelShare[], before: readonly ModelShare[]): readonly ModelShare[] {
  const shares = totals.map((share) => {
    const old = before.find(({model}) => model === share.model);
    if (old === undefined) return share;
    return {
      ...share,
      ...subtractFigures(share, old),
      turns: subtractCounts(share.turns, old.turns),
      hourWrite: subtractCounts(share.hourWrite ?? null, old.hourWrite ?? null),
      cost: subtractCosts(share.cost, old.cost),
    };
  });
  return shares.filter((share) => !isSame(share, NOTHING_USED));
}

/** Null where either is unknown. */
function subtractCosts(now: number | null, before: number | null): number | null {
  const left = before === null ? null : subtractCounts(now, before);
  // A difference of sums of fractions of a cent has rounding errors far behind the point.
  return left === null || Number.isNaN(left) ? left : Number(left.toFixed(10));
}

/** Tells if there is at least as much of each class in one as in the other. */
export function covers(all: Figures, part: Figures): boolean {
  return CHARGED.every((key) => (all[key] ?? 0) >= (part[key] ?? 0));
}

/** Compares tokens; a class that neither tells is the same. */
export function isSame(a: Figures, b: Figures): boolean {
  return isSound(a) && isSound(b) && CHARGED.every((key) => (a[key] ?? 0) === (b[key] ?? 0));
}

const LONGEST_NAME = 200;

/** A name in one line of bounded length, without control characters; null when nothing is left. */
export function toName(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const line = value
    .slice(0, LONGEST_NAME)
    .replace(/\p{C}+/gu, ' ')
    .trim();
  return line === '' ? null : line;
}
