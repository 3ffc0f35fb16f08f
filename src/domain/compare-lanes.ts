import {checkCommandOf, type Step} from './step.ts';

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

/** Fewer tries of a lane prove nothing. */
const LEAST_TRIES = 5;
/** A claim is wrong less often than this. */
const LEVEL = 0.05;
/** More tries than this of each lane are asked of nobody. */
const MOST_TRIES = 50;

/** The answer of a replay: is the other lane better than the same agent again? */
export interface Verdict {
  readonly verdict: 'better' | 'worse' | 'no_clear_winner' | 'more_tries';
  /** `exact_test`, `too_few`, `not_settled`, `no_difference`, `no_check`. */
  readonly reason: string;
  /** The tries of each lane that would settle it if the shares stay as they are; null where none is known. */
  readonly neededTries: number | null;
  /** The probability of the exact test; null where none was made. */
  readonly p: number | null;
}

/** Compares how often two lanes passed. Without a check nothing tells what passes, and there is no winner. */
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

/** By which the tries of one lane are known again: what was run, what it was asked, and what it was checked by. */
export interface LaneKey {
  readonly script: string | null;
  readonly prompt: string | null;
  readonly check: string | null;
}

/** The lane that a recorded step is a try of. */
function keyOf({setup, prompt, check}: Step): LaneKey {
  return {script: setup?.script_sha256 ?? null, prompt: prompt?.sha256 ?? null, check: checkCommandOf({check, setup})};
}

/** Statuses of agents that came to their end: one that was stopped from outside is no try. */
const TRIED = new Set(['succeeded', 'failed', 'check_failed', 'timed_out', 'over_budget']);

/** True where the agent never ran: by the exit codes of shells, its program was not found, or may not be executed. */
export function neverRan({status, exitCode}: Pick<Step, 'status' | 'exitCode'>): boolean {
  return status === 'failed' && (exitCode === 126 || exitCode === 127);
}

/** True for a try of that lane which counts. One whose agent failed never came to its check. */
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

/** Tries that succeeded: their check, where there is one, passed. */
export function passesOf(steps: readonly Step[]): Passes {
  return {passed: steps.filter(({status}) => status === 'succeeded').length, of: steps.length};
}
