/** A share of counted things, with its 95 % interval: how far from it the true share may lie, as few as they are. */
export interface Rate {
  /** The number of those it is true of, out of `of`. */
  readonly count: number;
  readonly of: number;
  /** From 0 to 1; null, like the interval, when nothing was counted. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/** The share with its Wilson interval, which holds for few cases and for shares near 0 and 1 too. */
export function rateOf(count: number, of: number): Rate {
  if (of === 0) return {count, of, share: null, low: null, high: null};
  const share = count / of;
  const weight = Z ** 2 / of;
  const middle = (share + weight / 2) / (1 + weight);
  const reach = (Z / (1 + weight)) * Math.sqrt((share * (1 - share)) / of + weight / (4 * of));
  // Rounding must not leave the ends a hair inside where nothing is left to doubt.
  return {
    ...{count, of, share},
    low: count === 0 ? 0 : Math.max(0, middle - reach),
    high: count === of ? 1 : Math.min(1, middle + reach),
  };
}
