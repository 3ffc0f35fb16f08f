import {
  type BisectResult,
  type BisectTest,
  type BranchState,
  bisect,
  bisectFlaky,
  type NextMove,
  NO_RESULTS,
  namesFile,
  suspicion,
  type Verdict,
} from '../domain/bisect.ts';
import {findOwners, lineTo} from '../domain/commit-owners.ts';
import {notBisectable} from '../domain/history-refusals.ts';
import {quote, type Sha, shortSha} from '../domain/identity.ts';
import type {Commit} from '../domain/ports/commits.ts';
import type {Clone} from '../domain/ports/git.ts';
import type {History} from '../domain/ports/store.ts';
import {branchRef} from '../domain/refs.ts';
import {rollbackName} from '../domain/rollback.ts';
import {type Step, stepName} from '../domain/step.ts';
import type {Wording} from '../domain/wording.ts';
import {findReverts} from './rollback/merged-proposals.ts';

interface CheckRun extends Pick<BisectTest, 'exitCode' | 'durationMs' | 'isKnown' | 'lastLine'> {
  /** The end of the output of a check that failed. */
  readonly output?: string;
}

interface BisectDeps {
  readonly repository: Clone;
  readonly history: Pick<History, 'listSteps' | 'listRollbacks'>;
  /** Runs the check at one of the states' commits; with `again`, never reuses an earlier result. */
  readonly check: (sha: Sha, again: boolean, states: readonly Sha[]) => Promise<CheckRun>;
  readonly onPlan: (states: readonly BranchState[]) => void;
  readonly onTest: (test: BisectTest) => void;
  readonly words: Wording;
}

interface BisectRequest {
  readonly branch: string;
  /** The step that left a good state; null for the start of the branch's first step. */
  readonly good: Step | null;
  /** The step that left a bad state; null for the tip of the branch. */
  readonly bad: Step | null;
  /** The tip, when it does not come from a local branch. */
  readonly tip: Sha | null;
  /** The certainty to reach about the culprit of a flaky check; null when the check is reliable. */
  readonly confidence: number | null;
  readonly maxTests: number;
}

/** How often each end is tried first with a flaky check. */
const TRIES_OF_ENDS = 3;

/**
 * Finds the step after which a check fails. People's commits between steps are states of their own, so no step is
 * blamed for them. Throws RefusedError when there is nothing to search, or when the check does not tell the ends apart.
 */
export async function bisectSteps(deps: BisectDeps, request: BisectRequest): Promise<BisectResult> {
  const states = await listStates(deps, request);
  deps.onPlan(states);
  const {tests, tryEnds, run, tryAgain} = search(deps, request, states);
  await tryEnds();
  const end = await run();
  if (end.kind === 'found' && request.confidence === null) await tryAgain(end.culprit);
  const named = (state: number) => states[state] as BranchState;
  return {
    branch: request.branch,
    good: named(0),
    bad: named(states.length - 1),
    tests,
    culprit: end.kind === 'found' ? named(end.culprit) : null,
    later: end.kind === 'found' ? states.slice(end.culprit + 1) : [],
    suspects: end.kind === 'found' ? [named(end.culprit)] : end.suspects.map(named),
    confidence: end.confidence,
  };
}

function search(deps: BisectDeps, request: BisectRequest, states: readonly BranchState[]) {
  const tests: BisectTest[] = [];
  const shas = states.map(({sha}) => sha);
  const results = states.map(() => NO_RESULTS);
  /** The output of the failures at the bad end. */
  let failures = '';

  /** Tests both ends before anything between them. */
  const tryEnds = async (): Promise<void> => {
    const last = states.length - 1;
    const isFlaky = request.confidence !== null;
    for (let tries = 0; tries < (isFlaky ? TRIES_OF_ENDS : 1); tries++) {
      for (const state of [last, 0]) {
        if (tries === 0 || tests.length < request.maxTests) await test(state, isFlaky);
      }
    }
    const [good, bad] = [results[0] ?? NO_RESULTS, results[last] ?? NO_RESULTS];
    const isTold = isFlaky ? bad.failed > good.failed : bad.failed > 0 && good.passed > 0;
    if (isTold) return;
    const {words} = deps;
    if (bad.untestable) throw notBisectable.unclear(nameWithOutput(last), 'bad', words);
    if (good.untestable) throw notBisectable.unclear(nameWithOutput(0), 'good', words);
    if (bad.failed === 0) throw notBisectable.passesAtEnd(describe(states[last]), words);
    throw notBisectable.failsAtStart(nameWithOutput(0), words);
  };

  const run = async (): Promise<Exclude<NextMove, {kind: 'test'}>> => {
    const {confidence, maxTests} = request;
    const prior = confidence === null ? [] : await suspicions();
    for (;;) {
      const left = maxTests - tests.length;
      const move = confidence === null ? bisect(results) : bisectFlaky(results, {confidence, left, prior});
      if (move.kind !== 'test') return move;
      if (left <= 0) return {kind: 'unclear', suspects: openStates(), confidence: 1};
      await test(move.state, confidence !== null);
    }
  };

  /** Checks the last good and the first bad state once more: a check that now disagrees with itself is not reliable. */
  const tryAgain = async (culprit: number): Promise<void> => {
    for (const [state, expected] of [
      [culprit, 'bad'],
      [culprit - 1, 'good'],
    ] as const) {
      const {verdict} = await test(state, true);
      if (verdict !== expected) throw notBisectable.flaky(describe(states[state]), deps.words);
    }
  };

  /** Weighs the prior suspicion of each state by what it changed. Empty, for equal weights, when git cannot tell. */
  const suspicions = async (): Promise<readonly number[]> => {
    const found = [1];
    for (const [index, {sha, step}] of states.entries()) {
      const from = states[index - 1]?.sha;
      if (from === undefined) continue;
      const files = await deps.repository.diffs.files({from, to: sha, paths: []}).catch(() => null);
      if (files === null) return [];
      found.push(
        suspicion({
          lines: files.reduce((sum, file) => sum + (file.insertions ?? 0) + (file.deletions ?? 0), 0),
          failedItsCheck: step !== null && step.check !== null && step.check.exit_code !== 0,
          isNamed: files.some(({path}) => namesFile(failures, path)),
        }),
      );
    }
    return found;
  };

  /** Names a state with the check's last line there, for those who do not see all of its output. */
  const nameWithOutput = (number: number): string => {
    const state = states[number];
    const lastLine = tests.findLast((one) => one.state === state)?.lastLine ?? null;
    return `${describe(state)}${lastLine === null ? '' : ` (it printed ${quote(lastLine)})`}`;
  };

  /** The remaining suspects when tests have run out. */
  const openStates = (): readonly number[] => {
    const good = results.findLastIndex(({passed}) => passed > 0);
    const bad = results.findIndex(({failed}) => failed > 0);
    return states.flatMap((_, state) => (state > good && state <= bad ? [state] : []));
  };

  const test = async (number: number, again: boolean): Promise<BisectTest> => {
    const state = states[number] as BranchState;
    const ran = await deps.check(state.sha, again, shas);
    // As for `git bisect run`: 125 means "cannot tell", and 128 or more is a signal, not an answer.
    if (ran.exitCode >= 128) throw notBisectable.signal(describe(state), ran.exitCode);
    if (number === states.length - 1) failures += ran.output ?? '';
    const verdict: Verdict = ran.exitCode === 0 ? 'good' : ran.exitCode === 125 ? 'skip' : 'bad';
    const old = results[number] ?? NO_RESULTS;
    results[number] = {
      passed: old.passed + (verdict === 'good' ? 1 : 0),
      failed: old.failed + (verdict === 'bad' ? 1 : 0),
      untestable: old.untestable || verdict === 'skip',
    };
    const {exitCode, durationMs, isKnown, lastLine} = ran;
    const done = {state, verdict, exitCode, durationMs, isKnown, lastLine};
    tests.push(done);
    deps.onTest(done);
    return done;
  };

  return {tests, tryEnds, run, tryAgain};
}

/** Lists the states, oldest first: the good one, then each one made by a step, or by people between two steps. */
async function listStates(deps: BisectDeps, request: BisectRequest): Promise<readonly BranchState[]> {
  const {repository, history, words} = deps;
  const {branch, good, bad, tip} = request;
  const steps = await history.listSteps({branch});
  const first = steps.at(-1);
  if (first === undefined) throw notBisectable.noStep(branch, words);
  const from = good === null ? first.commitShaBefore : good.commitShaAfter;
  const to = bad === null ? (tip ?? (await repository.resolve(branchRef(branch)))) : bad.commitShaAfter;
  if (to === null || from === null) throw notBisectable.noCommit(branch, to === null ? 'bad' : 'good', words);
  const {line: chain, brought} = await listChain(deps, from, to);
  const owners = findOwners([...chain, ...[...brought.values()].flat()], await stepsOf(history, chain, brought));
  const withoutStep = chain.some(({sha}) => !owners.has(sha)) ? chain : [];
  const reverts = await findReverts(repository, history, withoutStep);
  const states: BranchState[] = [{sha: from, step: good, rollback: null, commits: []}];
  for (const commit of chain) {
    const {step, commits} = madeBy(commit, brought.get(commit.sha) ?? [], owners);
    const rollback = step === null ? (reverts.get(commit.sha) ?? null) : null;
    const last = states.at(-1);
    const isSame =
      last !== undefined &&
      last.commits.length > 0 &&
      last.step?.uid === step?.uid &&
      last.rollback?.uid === rollback?.uid;
    if (isSame) states.pop();
    states.push({sha: commit.sha, step, rollback, commits: isSame ? [...last.commits, ...commits] : commits});
  }
  if (states.length > 1) return states;
  throw notBisectable.nothingBetween(branch, from, to);
}

/** Finds the steps, of any branch, that may have made these commits: a branch may have been merged or renamed. */
async function stepsOf(
  history: BisectDeps['history'],
  chain: readonly Commit[],
  brought: ReadonlyMap<Sha, readonly Commit[]>,
): Promise<readonly Step[]> {
  const [oldest] = [...chain, ...[...brought.values()].flat()].map(({committedAt}) => committedAt).sort();
  if (oldest === undefined) return [];
  // Allows for a wrong clock, and for a step that ends before its leftovers are committed.
  return await history.listSteps({endedSince: new Date(Date.parse(oldest) - DAY_MS).toISOString()});
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Attributes a commit of the branch and what it merged: a merge of one step's work is attributed to that step. */
function madeBy(commit: Commit, brought: readonly Commit[], owners: ReadonlyMap<Sha, Step>) {
  const commits = [...brought, commit];
  const own = owners.get(commit.sha) ?? null;
  if (own !== null || brought.length === 0) return {step: own, commits};
  const [first = null, ...others] = brought.map(({sha}) => owners.get(sha) ?? null);
  return {step: others.every((step) => step?.uid === first?.uid) ? first : null, commits};
}

/** The line of commits from..to. */
async function listChain(
  {repository, words}: BisectDeps,
  from: Sha,
  to: Sha,
): Promise<ReturnType<typeof lineTo<Commit>>> {
  if ((await repository.isAncestor(from, to)) !== 'yes') {
    const isTurned = (await repository.isAncestor(to, from)) === 'yes';
    throw isTurned ? notBisectable.wrongOrder(from, to, words) : notBisectable.apart(from, to);
  }
  const {commits, complete} = await repository.commits(from, to);
  if (!complete) throw notBisectable.shallow();
  // When the first parent is missing, a merge brought the good end in, and its own side began before that.
  return lineTo(new Map(commits.map((commit) => [commit.sha, commit])), to);
}

function describe(state: BranchState | undefined): string {
  if (state === undefined) return 'that state';
  const sha = shortSha(state.sha);
  return state.step === null ? sha : `${sha}, where ${stepName(state.step)} ended`;
}

/** The front end's words for what to do about the result. */
export interface FollowUps {
  /** Null if the front end has none. */
  readonly diff: ((step: string) => string) | null;
  readonly rollBack: (step: string) => string;
  /** `branch` is null for the step's own. */
  readonly revert: (step: string, branch: string | null) => string;
  readonly undo: (rollback: string) => string;
}

/** What to do about the result, each after a label. */
export function nextCommands(
  {branch, culprit, good, later}: BisectResult,
  words: FollowUps,
): readonly (readonly [string, string])[] {
  if (culprit === null) return [];
  const {step, rollback, sha} = culprit;
  if (rollback?.kind === 'revert' && rollback.undoneBy === null)
    return [['Take it back:', words.undo(rollbackName(rollback))]];
  if (step === null) {
    return [
      ['Look closer:', `git bisect start ${shortSha(sha)} ${shortSha(culprit.commits[0]?.parents[0] ?? good.sha)}`],
    ];
  }
  const name = step.id === null ? step.uid : String(step.id);
  const commits = culprit.commits.filter(({parents}) => parents.length === 1).map((commit) => shortSha(commit.sha));
  // A rollback would displace people's commits, so it is refused; so is a revert of merges or of a squashed step.
  const isAsMade = commits.length === culprit.commits.length && step.commitShaAfter === sha;
  const back = !isAsMade
    ? `git revert ${commits.reverse().join(' ')}`
    : later.some((state) => state.step === null)
      ? words.revert(name, step.branch === branch ? null : branch)
      : words.rollBack(name);
  return [...(words.diff === null ? [] : [['See it:', words.diff(name)] as const]), ['Take it back:', back]];
}
