import {fisherTest, type Passes} from './statistics.ts';

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
