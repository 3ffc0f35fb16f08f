/** Exact statistics for a handful of tries: nothing here rests on there being many. */

/** Tries that passed, out of all of a lane. */
export interface Passes {
  readonly passed: number;
  readonly of: number;
}

/**
 * Fisher's exact test, two-sided: how likely shares at least as far apart are when both lanes pass as often. Conservative:
 * a claim at 0.05 is wrong less often than that.
 */
export function fisherTest(a: Passes, b: Passes): number {
  const all = a.of + b.of;
  const passed = a.passed + b.passed;
  const weight = (ofA: number) => logChoose(a.of, ofA) + logChoose(b.of, passed - ofA) - logChoose(all, passed);
  const seen = weight(a.passed);
  let p = 0;
  for (let ofA = Math.max(0, passed - b.of); ofA <= Math.min(a.of, passed); ofA++) {
    const one = weight(ofA);
    // Equally likely ones count, whatever rounding makes of them.
    if (one <= seen + 1e-9) p += Math.exp(one);
  }
  return Math.min(1, p);
}

/** The shift from `a` to `b` that the data fit best, and where it lies with 95 % confidence. */
export interface Shift {
  readonly estimate: number;
  /** Null, like `high`, where there are too few values to bound it. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Hodges and Lehmann's: the median of all differences, bounded by the ranks of Mann, Whitney and Wilcoxon. */
export function shiftOf(a: readonly number[], b: readonly number[]): Shift | null {
  if (a.length === 0 || b.length === 0) return null;
  const differences = b.flatMap((after) => a.map((before) => after - before)).sort((one, other) => one - other);
  const at = (index: number) => differences[index] ?? 0;
  const middle = differences.length / 2;
  const estimate = (at(Math.ceil(middle) - 1) + at(Math.floor(middle))) / 2;
  const cut = lowerTail(a.length, b.length);
  if (cut === null) return {estimate, low: null, high: null};
  return {estimate, low: at(cut), high: at(differences.length - 1 - cut)};
}

const EACH_TAIL = 0.025;

/** The number of differences that lie below the interval; null where even the outermost ones do not bound it. */
function lowerTail(a: number, b: number): number | null {
  const counts = rankCounts(a, b);
  const total = counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (const [statistic, count] of counts.entries()) {
    below += count / total;
    if (below > EACH_TAIL) return statistic === 0 ? null : statistic - 1;
  }
  return null;
}

/** Counts the orders of `a` and `b` values that have each number of pairs in which the one of `a` is the larger. */
function rankCounts(a: number, b: number): readonly number[] {
  let rows: number[][] = Array.from({length: b + 1}, () => [1]);
  for (let first = 1; first <= a; first++) {
    const next: number[][] = [[1]];
    for (let second = 1; second <= b; second++) {
      const counts = new Array<number>(first * second + 1).fill(0);
      for (const [at, count] of (rows[second] ?? []).entries())
        counts[at + second] = (counts[at + second] ?? 0) + count;
      for (const [at, count] of (next[second - 1] ?? []).entries()) counts[at] = (counts[at] ?? 0) + count;
      next.push(counts);
    }
    rows = next;
  }
  return rows[b] ?? [];
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const logFactorials = [0];

function logFactorial(n: number): number {
  for (let at = logFactorials.length; at <= n; at++) logFactorials.push((logFactorials[at - 1] ?? 0) + Math.log(at));
  return logFactorials[n] ?? 0;
}
