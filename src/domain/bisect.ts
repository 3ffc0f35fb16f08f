/**
 * The search for the first bad one of a row of states. State 0 is taken for good and the last one for bad; the answer is a
 * culprit, the number of the first bad state, from 1 on.
 */

/** The number of times the check passed and failed at a state. `untestable`: it could not be told there. */
export interface StateResults {
  readonly passed: number;
  readonly failed: number;
  readonly untestable: boolean;
}

export const NO_RESULTS: StateResults = {passed: 0, failed: 0, untestable: false};

/** The next thing to do. `confidence` is a probability; `suspects` are the culprits that are left. */
export type NextMove =
  | {readonly kind: 'test'; readonly state: number}
  | {readonly kind: 'found'; readonly culprit: number; readonly confidence: number}
  | {readonly kind: 'unclear'; readonly suspects: readonly number[]; readonly confidence: number};

/** The search with a check that gives the same answer for the same state: every answer halves what is left, and none is doubted. */
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
  /** Stop once one culprit is as likely as this, from 0 to 1. */
  readonly confidence: number;
  /** Tests that may still be made. */
  readonly left: number;
  /** How much sooner than another each state is suspected, by `suspicion`; equally where it is left out. */
  readonly prior?: readonly number[];
}

/** What is known of a state before anything is tested there. */
interface StateFacts {
  /** Lines that were added and removed. */
  readonly lines: number;
  /** The check of the step itself had failed. */
  readonly failedItsCheck: boolean;
  /** It changed a file that a failure of the check names. */
  readonly isNamed: boolean;
}

/** How much a state is suspected: 1 for one of no change, a few times as much for a large one or one that something speaks against. */
export function suspicion({lines, failedItsCheck, isNamed}: StateFacts): number {
  return Math.min(4, 1 + Math.log10(1 + lines)) * (failedItsCheck ? 2 : 1) * (isNamed ? 4 : 1);
}

/** True where a text names a file, by its path from the top of the work tree. */
export function namesFile(text: string, path: string): boolean {
  for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) {
    const isWhole = !/[\w-]/.test(text[at - 1] ?? '') && !/[\w-]/.test(text[at + path.length] ?? '');
    if (isWhole) return true;
  }
  return false;
}

/**
 * The search with a check that is wrong at times. How often it fails at good and at bad states is not known: every pair of rates in
 * which a bad state fails more often is weighed by how well it explains the results, and so is every culprit. The next
 * test is at the state that parts what is likely in two. What was suspected beforehand tells where to look, and is no
 * evidence: nobody is found guilty by it. Half of the doubt that is allowed is used: the rates are not known, and who stops as
 * soon as the bound is reached is wrong as often as it says.
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

/** The probability of each state to be the first bad one, given the results. State 0 has none. */
export function posterior(results: readonly StateResults[]): readonly number[] {
  const sums = prefixSums(results);
  const all = sums.at(-1) ?? {passed: 0, failed: 0};
  const weights: number[] = [];
  for (const culprit of results.keys()) {
    const [good, last] = [sums[culprit], sums[culprit - 1]];
    if (culprit === 0 || good === undefined) weights.push(Number.NEGATIVE_INFINITY);
    // Nothing was tested in between, so both explain it as well.
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

/** The counts at the states before each one. */
function prefixSums(results: readonly StateResults[]): readonly Counts[] {
  const sums: Counts[] = [{passed: 0, failed: 0}];
  for (const {passed, failed} of results) {
    const last = sums.at(-1) ?? {passed: 0, failed: 0};
    sums.push({passed: last.passed + passed, failed: last.failed + failed});
  }
  return sums;
}

/** Rates of failure that are tried, with the logarithms of passing and of failing. */
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
 * The state that parts what is likely in two. The ends are tested as often: what is known to be good and bad tells how often
 * the check is wrong there, without which many failures at one state prove nothing.
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
