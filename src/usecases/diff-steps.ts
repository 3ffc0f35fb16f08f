import {RefusedError} from '../domain/errors.ts';
import {findStep, stepOf} from '../domain/found-step.ts';
import {type Sha, shortSha} from '../domain/identity.ts';
import {droppedInWords} from '../domain/pin-messages.ts';
import type {DiffLook, FileChange, FileState, Work} from '../domain/ports/diffs.ts';
import type {Clone} from '../domain/ports/git.ts';
import type {History, HistoryReader} from '../domain/ports/store.ts';
import {isSameRepository, repositoryKey} from '../domain/repository-key.ts';
import {isInForce, rollbackName} from '../domain/rollback.ts';
import {type Step, stepName} from '../domain/step.ts';
import {
  type CodeMode,
  type ComparedFile,
  type CompareWith,
  compareSteps,
  type StepDiff,
} from '../domain/step-comparison.ts';
import {capital} from '../domain/text.ts';
import type {Wording} from '../domain/wording.ts';
import {bringCommit} from './fetch-commits.ts';
import {findPinStates} from './pins/list-pins.ts';

interface DiffDeps {
  /** Null when no code is compared. */
  readonly repository: Clone | null;
  readonly history: Pick<History, 'getStep' | 'listRollbacks'>;
  readonly words: Wording;
}

interface StepDiffRequest {
  readonly a: Step;
  /** Null to show what `a` changed. */
  readonly b: Step | null;
  /** Null to choose: states when one step came after the other on a branch and neither alone is rolled back, else the work. */
  readonly code: CodeMode | null;
  readonly paths: readonly string[];
  /** Compare the branch's content: for a step that was rolled back, what the active step before it left. */
  readonly net: boolean;
}

/** git's own text of the diff: a patch, a list of files, or a comparison of paired commits. */
export async function printDiff(
  repository: Clone | null,
  {mode, works, range}: StepDiff,
  look: Partial<DiffLook> = {},
): Promise<Buffer> {
  if (repository === null || mode === 'none') return Buffer.alloc(0);
  const {colour = false} = look;
  if (works !== null) return await repository.diffs.printCommits(works.a, works.b, {colour});
  return await repository.diffs.print(range, {form: 'patch', colour, columns: null, ...look});
}

/** Finds what one step changed, or how two steps differ. Throws RefusedError when that cannot be told, and GitError. */
export async function diffSteps(deps: DiffDeps, request: StepDiffRequest): Promise<StepDiff> {
  const {a, b} = request;
  const comparison = b === null ? null : compareSteps(a, b);
  const nothing: StepDiff = {
    a,
    b,
    mode: 'none',
    range: {from: null, to: null, paths: request.paths},
    works: null,
    files: [],
    conflicts: [],
    comparison,
    notes: [],
  };
  if (b !== null && a.uid === b.uid) {
    throw new RefusedError('not-comparable', `Both are ${stepName(a)}. Name two steps, or one to see what it changed.`);
  }
  if (request.code === 'none' || deps.repository === null) return nothing;
  const states = openStates(deps, deps.repository);
  try {
    return {...nothing, ...(await compareCode(deps.repository, states, request)), notes: states.notes};
  } catch (error) {
    throw b !== null && error instanceof RefusedError && error.code === 'commit-gone'
      ? sayWhereOf(a, b, error, deps.words)
      : error;
  }
}

/**
 * Adds the repositories' names to an error. One repository can have several: an ssh and an https address, a former one,
 * none before it had a remote. So git decides what can be compared; the names only explain a missing commit.
 */
function sayWhereOf(a: Step, b: Step, error: RefusedError, words: Wording): RefusedError {
  if (isSameRepository(repositoryKey(a), repositoryKey(b))) return error;
  const where = `${a.repository ?? 'a repository without a remote'} and ${b.repository ?? 'one without a remote'}`;
  return new RefusedError(
    'not-comparable',
    `${stepName(a)} and ${stepName(b)} are recorded of two repositories, ${where}, and this clone and its remote do not have the commits of both. Compare them with ${words.set('code', 'none')}.`,
  );
}

async function compareCode(
  repository: Clone,
  states: ReturnType<typeof openStates>,
  request: StepDiffRequest,
): Promise<Partial<StepDiff>> {
  const {a, b, paths, net} = request;
  const between = async (from: FileState, to: FileState): Promise<Partial<StepDiff>> => {
    const range = {from, to, paths};
    const files = await repository.diffs.files(range);
    return {mode: 'states', range, files: files.map((file) => ({...file, in: null}))};
  };
  if (b === null) {
    const {before, after} = await states.work(a);
    const foreign = a.changes?.foreign_commit_count ?? 0;
    if (foreign > 0) {
      const commits = `${foreign} commit${foreign === 1 ? '' : 's'}`;
      states.notes.push(`It holds ${commits} that came from elsewhere while the step ran, as its record tells.`);
    }
    return await between(before, after);
  }
  if (net) return await between(await states.net(a), await states.net(b));
  const works = {a: await states.work(a), b: await states.work(b)};
  // A step that a revert took back is still an ancestor of the next attempt.
  const isOtherAttempt = a.active !== b.active;
  const mode = request.code ?? (isOtherAttempt ? 'work' : await fittingMode(repository, works));
  const ends = {from: works.a.after, to: works.b.after, paths};
  if (mode === 'states') return await between(ends.from, ends.to);

  // Compare them as if both had begun where the first did.
  const isSameStart = works.a.before === works.b.before;
  const carried = isSameStart ? null : await repository.diffs.carry(works.b, works.a.before);
  const range = carried === null ? ends : {...ends, to: carried.tree};
  if (carried !== null) {
    const onto = shortSha(works.a.before ?? '') || 'nothing';
    states.notes.push(
      `${stepName(b)} began elsewhere: its changes were carried onto ${onto}, where ${stepName(a)} began.`,
    );
  }
  const [byA, byB] = await Promise.all([
    repository.diffs.files({from: works.a.before, to: works.a.after, paths}),
    repository.diffs.files({from: works.b.before, to: works.b.after, paths}),
  ]);
  const files = (await repository.diffs.files(range)).map((file) => ({...file, in: changedBy(file, byA, byB)}));
  return {mode, range, works: mode === 'commits' ? works : null, files, conflicts: carried?.conflicts ?? []};
}

function changedBy(file: FileChange, byA: readonly FileChange[], byB: readonly FileChange[]): ComparedFile['in'] {
  const names = [file.path, file.oldPath].filter((path) => path !== null);
  const isIn = (files: readonly FileChange[]) =>
    files.some(({path, oldPath}) => names.includes(path) || (oldPath !== null && names.includes(oldPath)));
  const [inA, inB] = [isIn(byA), isIn(byB)];
  if (inA && inB) return 'both';
  return inA ? 'a' : inB ? 'b' : null;
}

/** Compares states when one step's work leads to the other's; else the two are separate attempts. */
async function fittingMode(repository: Clone, works: {readonly a: Work; readonly b: Work}): Promise<CodeMode> {
  const [from, to] = [works.a.after, works.b.after];
  if (from === null || to === null) return 'states';
  if ((await repository.isAncestor(from, to)) === 'yes') return 'states';
  return (await repository.isAncestor(to, from)) === 'yes' ? 'states' : 'work';
}

/** The states that steps began from and left, fetched when they are not here. */
function openStates({history}: DiffDeps, repository: Clone) {
  const notes: string[] = [];

  const work = async (step: Step): Promise<Work> => {
    await noteRollback(step);
    const after = await afterOf(step);
    if (step.commitShaBefore !== null) await bring(step.commitShaBefore, step, 'began');
    return {before: step.commitShaBefore, after};
  };

  /** The branch's commit after the step; for a step that was rolled back, what the step before it left. */
  const net = async (step: Step): Promise<FileState> => {
    for (let at: Step = step; ; ) {
      if (at.active) return await afterOf(at);
      const {parentUid} = at;
      const parent = parentUid === null ? undefined : await stepOf(history, parentUid);
      if (parent === undefined) {
        if (at.commitShaBefore !== null) await bring(at.commitShaBefore, at, 'began');
        notes.push(`${stepName(step)} is rolled back, so the diff uses the commit where ${stepName(at)} began.`);
        return at.commitShaBefore;
      }
      at = parent;
      if (at.active) notes.push(`${stepName(step)} is rolled back, so the diff uses what ${stepName(at)} left.`);
    }
  };

  const afterOf = async (step: Step): Promise<FileState> => {
    const {commitShaAfter: after, changes, pushed} = step;
    if (step.status === 'running' || after === null) {
      const why =
        step.status === 'running'
          ? 'is still running, so nobody knows what it changed. Wait until it has ended'
          : 'left no commit on record, so nobody knows what it changed. Name another step';
      throw new RefusedError('not-comparable', `${capital(stepName(step))} ${why}.`);
    }
    await bring(after, step, 'ended');
    // Leftovers that could not go onto the branch are a commit of their own beside it.
    const newest = changes?.own_commits[0]?.sha;
    const isBeside = (pushed === 'pinned' || pushed === 'bundled') && newest !== undefined && newest !== after;
    if (!isBeside || !(await bringCommit(repository, newest, step.pinRef))) return after;
    if ((await repository.isAncestor(after, newest)) !== 'yes') return after;
    notes.push(`${stepName(step)} left work beside the branch, in ${shortSha(newest)}: it is in the diff.`);
    return newest;
  };

  const noteRollback = async (step: Step): Promise<void> => {
    if (step.active) return;
    if (step.replays !== null) {
      notes.push(`${stepName(step)} is a replay: its work is on no branch.`);
      return;
    }
    const rollbacks = await history.listRollbacks();
    const covering = rollbacks.find((it) => isInForce(it) && it.stepUids.includes(step.uid));
    const by = covering === undefined ? '' : ` by ${rollbackName(covering)}`;
    const where = covering?.kind === 'revert' ? 'commits on its branch take its work back' : 'its work is on no branch';
    notes.push(`${stepName(step)} is rolled back${by}: ${where}.`);
  };

  const bring = async (sha: Sha, step: Step, what: 'began' | 'ended'): Promise<void> => {
    const pins = await pinsOf(step);
    for (const pin of [null, ...pins]) if (await bringCommit(repository, sha, pin)) return;
    const states = await findPinStates(repository, pins);
    const dropped = [...states].flatMap(([ref, pin]) =>
      pin.kind === 'dropped' ? [`${ref}: ${droppedInWords(pin)}`] : [],
    );
    const why = dropped.length > 0 ? `its pin is gone (${dropped.join('; ')})` : 'it is neither here nor at the remote';
    throw new RefusedError(
      'commit-gone',
      `Commit ${shortSha(sha)}, where ${stepName(step)} ${what}, cannot be had: ${why}.`,
    );
  };

  /** The refs that keep or kept its work: its own pin, and those of the rollbacks that displaced it. */
  const pinsOf = async (step: Step): Promise<readonly string[]> => {
    const rollbacks = await history.listRollbacks();
    const own = rollbacks.filter(({stepUids}) => stepUids.includes(step.uid)).map(({pinRef}) => pinRef);
    return [step.pinRef, ...own].filter((ref) => ref !== null);
  };

  return {notes, work, net};
}

interface ComparedSteps {
  readonly diff: StepDiff;
  readonly patch: string;
}

/** Compares a step with an earlier one. Throws RefusedError when that cannot be told, and GitError. */
export async function compareWith(
  deps: {readonly repository: Clone; readonly history: HistoryReader; readonly words: Wording},
  request: {
    readonly projectId: string;
    readonly step: Step;
    readonly other: CompareWith;
    readonly code: CodeMode | null;
  },
): Promise<ComparedSteps> {
  const {step, other, projectId, code} = request;
  const a =
    other === 'previous'
      ? await previousOf(deps.history, step)
      : await findStep(deps.history, other, projectId, deps.words);
  const diff = await diffSteps(deps, {a, b: step, code, net: false, paths: []});
  return {diff, patch: (await printDiff(deps.repository, diff)).toString('utf8')};
}

async function previousOf(history: HistoryReader, step: Step): Promise<Step> {
  const {branch, id} = step;
  const before = {
    repository: repositoryKey(step),
    ...(branch === null ? {} : {branch}),
    ...(id === null ? {} : {beforeId: id}),
  };
  const [previous] = (await history.listSteps({...before, limit: 2})).filter(({uid}) => uid !== step.uid);
  if (previous !== undefined) return previous;
  throw new RefusedError('unknown-step', `No step ran before ${stepName(step)} on ${branch ?? 'no branch'}.`);
}
