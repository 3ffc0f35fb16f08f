import type {Sha} from './identity.ts';
import type {Commit} from './ports/commits.ts';
import type {Rollback} from './rollback.ts';
import type {Step} from './step.ts';

/**
 * Searches a row of states for the first bad one. State 0 is assumed good and the last state bad; the answer is the
 * culprit, the number of the first bad state, from 1 on.
 */

/** The number of times the check passed and failed at a state. `untestable`: the check could not tell. */
export interface StateResults {
  readonly passed: number;
  readonly failed: number;
  readonly untestable: boolean;
}

export const NO_RESULTS: StateResults = {passed: 0, failed: 0, untestable: false};

/** The next move of the search. `confidence` is a probability; `suspects` are the culprits that remain possible. */
export type NextMove =
  | {readonly kind: 'test'; readonly state: number}
  | {readonly kind: 'found'; readonly culprit: number; readonly confidence: number}
  | {readonly kind: 'unclear'; readonly suspects: readonly number[]; readonly confidence: number};

/** Searches with a reliable check: each result halves the remaining states, and none is doubted. */
export function bisect(results: readonly StateResults[]): NextMove {
  const good = results.findLastIndex(({passed, failed}, state) => state === 0 || (passed > 0 && failed === 0));
  const firstBad = results.findIndex(({failed}, state) => failed > 0 && state > 0);
  const bad = firstBad < 0 ? results.length - 1 : firstBad;
  const between = range(good + 1, bad);
  const open = between.filter((state) => results[state]?.untestable !== true);
  const middle = (good + bad) / 2;
  const [state] = [...open].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  if (state !== undefined) return {kind: 'test', state};
  const suspects = range(good + 1, bad + 1);
  if (suspects.length === 1) return {kind: 'found', culprit: bad, confidence: 1};
  return {kind: 'unclear', suspects, confidence: 1};
}

interface FlakyRules {
  /** Stop when one culprit is at least this likely, from 0 to 1. */
  readonly confidence: number;
  /** The number of tests that may still run. */
  readonly left: number;
  /** The prior suspicion of each state, by `suspicion`; equal if absent. */
  readonly prior?: readonly number[];
}

interface StateFacts {
  /** The number of added and removed lines. */
  readonly lines: number;
  readonly failedItsCheck: boolean;
  /** True if the state changed a file that a failure of the check names. */
  readonly isNamed: boolean;
}

/**
 * Weighs how suspect a state is: 1 without changes, several times that for a large change or one with evidence against
 * it.
 */
export function suspicion({lines, failedItsCheck, isNamed}: StateFacts): number {
  return Math.min(4, 1 + Math.log10(1 + lines)) * (failedItsCheck ? 2 : 1) * (isNamed ? 4 : 1);
}

/** Tells if a text names a file by its path from the top of the work tree. */
export function namesFile(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const isWhole = !/[\w-]/.test(text[at - 1] ?? '') && !/[\w-]/.test(text[at + path.length] ?? '');
    if (isWhole) return true;
  }
  return false;
}

/**
 * Searches with a flaky check. Its failure rates at good and at bad states are unknown, so each culprit is weighed by
 * how well it explains the results under every pair of rates in which bad states fail more often. The next test is at
 * the state that splits the probability in half. The prior suspicion only decides where to look; it is no evidence and
 * convicts nobody. The search stops only at half of the allowed doubt: the rates are estimates, and stopping right at
 * the bound would be wrong as often as the bound allows.
 */
export function bisectFlaky(results: readonly StateResults[], {confidence, left, prior}: FlakyRules): NextMove {
  const likely = posterior(results);
  const culprit = likely.indexOf(Math.max(...likely));
  const sure = likely[culprit] ?? 0;
  if (sure >= 1 - (1 - confidence) / 2) return {kind: 'found', culprit, confidence: sure};
  const suspects = likely.flatMap((one, state) => (one > (1 - confidence) / likely.length ? [state] : []));
  if (left <= 0) return {kind: 'unclear', suspects, confidence: sure};
  return {kind: 'test', state: mostTelling(results, weigh(likely, prior))};
}

function weigh(likely: readonly number[], prior: readonly number[] = []): readonly number[] {
  const weighed = likely.map((one, state) => one * (prior[state] ?? 1));
  const total = weighed.reduce((sum, one) => sum + one, 0);
  return weighed.map((one) => one / total);
}

/** The probability of each state being the first bad one, given the results. State 0 has none. */
export function posterior(results: readonly StateResults[]): readonly number[] {
  const sums = prefixSums(results);
  const all = sums.at(-1) ?? {passed: 0, failed: 0};
  const weights: number[] = [];
  for (const culprit of results.keys()) {
    const [good, last] = [sums[culprit], sums[culprit - 1]];
    if (culprit === 0 || good === undefined) weights.push(Number.NEGATIVE_INFINITY);
    // Nothing was tested in between, so both explain the results equally well.
    else if (culprit > 1 && last?.passed === good.passed && last.failed === good.failed) {
      weights.push(weights.at(-1) ?? 0);
    } else weights.push(logEvidence(good, {passed: all.passed - good.passed, failed: all.failed - good.failed}));
  }
  const most = Math.max(...weights);
  const scaled = weights.map((weight) => Math.exp(weight - most));
  const total = scaled.reduce((sum, weight) => sum + weight, 0);
  return scaled.map((weight) => weight / total);
}

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The counts at all states before each one. */
function prefixSums(results: readonly StateResults[]): readonly Counts[] {
  const sums: Counts[] = [{passed: 0, failed: 0}];
  for (const {passed, failed} of results) {
    const last = sums.at(-1) ?? {passed: 0, failed: 0};
    sums.push({passed: last.passed + passed, failed: last.failed + failed});
  }
  return sums;
}

/** The failure rates that are tried, with the logarithms of passing and failing. */
const RATES = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99].map((rate) => ({
  rate,
  passes: Math.log1p(-rate),
  fails: Math.log(rate),
}));
const PAIRS = RATES.flatMap((good) => RATES.filter(({rate}) => rate > good.rate).map((bad) => ({good, bad})));

/** The fit of a culprit to the counts before it and from it on, as the logarithm of a probability. */
function logEvidence(before: Counts, from: Counts): number {
  const logs = PAIRS.map(
    ({good, bad}) =>
      before.passed * good.passes + before.failed * good.fails + from.passed * bad.passes + from.failed * bad.fails,
  );
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}

/**
 * The state that splits the probability in half. Both ends are tested as often as it: they are known to be good and
 * bad, so they show how often the check is wrong. Without that, many failures at one state prove nothing.
 */
function mostTelling(results: readonly StateResults[], likely: readonly number[]): number {
  const tests = (state: number) => (results[state]?.passed ?? 0) + (results[state]?.failed ?? 0);
  let before = 0;
  const choices = likely.map((one, state) => {
    before += one;
    return {state, distance: results[state]?.untestable === true ? 2 : Math.abs(before - 0.5)};
  });
  const [best] = choices.sort((a, b) => a.distance - b.distance || tests(a.state) - tests(b.state));
  const middle = best?.state ?? 0;
  const rarest = [0, results.length - 1].find((end) => tests(end) < tests(middle));
  return rarest ?? middle;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({length: Math.max(0, to - from)}, (_, index) => from + index);
}

/** The result of a check at a state: `skip` when it could not tell. */
export type Verdict = 'good' | 'bad' | 'skip';

/** A state of the branch and its cause: a step, a revert, or people's commits since the previous state. */
export interface BranchState {
  readonly sha: Sha;
  readonly step: Step | null;
  /** The revert, or the undo of a revert, that made its commits. */
  readonly rollback: Rollback | null;
  /** Oldest first; empty for the state that the search begins from. */
  readonly commits: readonly Commit[];
}

export interface BisectTest {
  readonly state: BranchState;
  readonly verdict: Verdict;
  readonly exitCode: number;
  readonly durationMs: number;
  /** The result is from an earlier search with the same files and the same check. */
  readonly isKnown: boolean;
  /** The last line that the check printed; null when it printed none or did not run. */
  readonly lastLine: string | null;
}

export interface BisectResult {
  readonly branch: string;
  readonly good: BranchState;
  readonly bad: BranchState;
  readonly tests: readonly BisectTest[];
  /** The first bad state; null when several remain possible. */
  readonly culprit: BranchState | null;
  /** The states after the culprit, oldest first. */
  readonly later: readonly BranchState[];
  /** The states that may be the culprit. */
  readonly suspects: readonly BranchState[];
  readonly confidence: number;
}
