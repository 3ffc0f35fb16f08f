import {checkCommandOf, type Step} from './step.ts';

/** Exact statistics for a handful of tries: nothing here assumes large numbers. */

/** The tries of a lane that passed, out of all its tries. */
export interface Passes {
  readonly passed: number;
  readonly of: number;
}

/**
 * Fisher's exact test, two-sided: the probability of shares at least this far apart if both lanes pass equally often.
 * It is conservative: a claim at 0.05 is wrong less often than that.
 */
export function fisherTest(a: Passes, b: Passes): number {
  const all = a.of + b.of;
  const passed = a.passed + b.passed;
  const weight = (ofA: number) => logChoose(a.of, ofA) + logChoose(b.of, passed - ofA) - logChoose(all, passed);
  const seen = weight(a.passed);
  let p = 0;
  for (let ofA = Math.max(0, passed - b.of); ofA <= Math.min(a.of, passed); ofA++) {
    const one = weight(ofA);
    // Count ties despite rounding.
    if (one <= seen + 1e-9) p += Math.exp(one);
  }
  return Math.min(1, p);
}

/** The shift from `a` to `b` that fits the data best, with its 95 % confidence interval. */
export interface Shift {
  readonly estimate: number;
  /** Null, like `high`, if there are too few values for a bound. */
  readonly low: number | null;
  readonly high: number | null;
}

/** The Hodges-Lehmann estimate: the median of all differences, bounded by the Mann-Whitney-Wilcoxon ranks. */
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

/** The number of differences below the interval; null if even the outermost ones do not bound it. */
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

/**
 * Counts, for each number of pairs in which the value of `a` is larger, the orders of `a` and `b` values that have it.
 */
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

/** The fewest tries of a lane that can prove anything. */
const LEAST_TRIES = 5;
/** The significance level: a claim is wrong less often than this. */
const LEVEL = 0.05;
/** The most tries of each lane that are suggested. */
const MOST_TRIES = 50;

/** The verdict of a replay: is the other lane better than running the same agent again? */
export interface Verdict {
  readonly verdict: 'better' | 'worse' | 'no_clear_winner' | 'more_tries';
  /** `exact_test`, `too_few`, `not_settled`, `no_difference`, `no_check`. */
  readonly reason: string;
  /** The tries of each lane that would settle it if the shares stay the same; null if unknown. */
  readonly neededTries: number | null;
  /** The p-value of the exact test; null if none was made. */
  readonly p: number | null;
}

/** Compares how often two lanes passed. Without a check no try can pass, so there is no winner. */
export function decide(same: Passes, other: Passes, hasCheck: boolean): Verdict {
  if (!hasCheck) return {verdict: 'no_clear_winner', reason: 'no_check', neededTries: null, p: null};
  if (same.of < LEAST_TRIES || other.of < LEAST_TRIES)
    return {verdict: 'more_tries', reason: 'too_few', neededTries: LEAST_TRIES, p: null};
  const p = fisherTest(same, other);
  const [shareOfSame, shareOfOther] = [same.passed / same.of, other.passed / other.of];
  if (p < LEVEL) {
    return {verdict: shareOfOther > shareOfSame ? 'better' : 'worse', reason: 'exact_test', neededTries: null, p};
  }
  const neededTries = triesToSettle(shareOfSame, shareOfOther, Math.max(same.of, other.of));
  if (neededTries === null) return {verdict: 'no_clear_winner', reason: 'no_difference', neededTries, p};
  return {verdict: 'more_tries', reason: 'not_settled', neededTries, p};
}

function triesToSettle(a: number, b: number, from: number): number | null {
  for (let of = from + 1; of <= MOST_TRIES; of++) {
    const passes = (share: number): Passes => ({passed: Math.round(share * of), of});
    if (fisherTest(passes(a), passes(b)) < LEVEL) return of;
  }
  return null;
}

/** The identity of a lane's tries: the script, the prompt and the check. */
export interface LaneKey {
  readonly script: string | null;
  readonly prompt: string | null;
  readonly check: string | null;
}

function keyOf({setup, prompt, check}: Step): LaneKey {
  return {script: setup?.script_sha256 ?? null, prompt: prompt?.sha256 ?? null, check: checkCommandOf({check, setup})};
}

/** The statuses of agents that ran to their end. A run that was stopped from outside is no try. */
const TRIED = new Set(['succeeded', 'failed', 'check_failed', 'timed_out', 'over_budget']);

/**
 * True if the agent never ran: 126 and 127 are the shell's exit codes for a program that cannot run or was not found.
 */
export function neverRan({status, exitCode}: Pick<Step, 'status' | 'exitCode'>): boolean {
  return status === 'failed' && (exitCode === 126 || exitCode === 127);
}

/**
 * True if a step counts as a try of this lane. A step whose agent failed has no check on record, since it never got
 * that far.
 */
export function isTryOf(step: Step, key: LaneKey): boolean {
  const own = keyOf(step);
  return (
    TRIED.has(step.status) &&
    !neverRan(step) &&
    own.script === key.script &&
    own.prompt === key.prompt &&
    (own.check === key.check || (own.check === null && step.status !== 'succeeded'))
  );
}

/** Counts the tries that succeeded, which includes passing their check if there is one. */
export function passesOf(steps: readonly Step[]): Passes {
  return {passed: steps.filter(({status}) => status === 'succeeded').length, of: steps.length};
}
