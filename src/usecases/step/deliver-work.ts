import {
  type Delivery,
  type DeliveryFacts,
  decideDelivery,
  hasFailedCheck,
  mayReachBranch,
} from '../../domain/delivery.ts';
import {describeError} from '../../domain/errors.ts';
import {type Sha, shortSha} from '../../domain/identity.ts';
import {pinRefOf} from '../../domain/pin-refs.ts';
import type {Clone} from '../../domain/ports/git.ts';
import type {PushResult, RefUpdate, Remote} from '../../domain/ports/remote.ts';
import {branchRef} from '../../domain/refs.ts';
import {quoteForShell} from '../../domain/shell-words.ts';
import type {Pushed, StepOutcome} from '../../domain/step.ts';
import {asSentence, capital} from '../../domain/text.ts';
import {fetchCommits, listBetween, tipOf} from '../fetch-commits.ts';
import {warnOnFailure} from '../warn-on-failure.ts';
import {isOfNoCommit, wasStopped} from './commit-leftovers.ts';
import type {
  CheckedWork,
  EndedStep,
  FinishStepDeps,
  FinishStepRequest,
  LeftWork,
  Replayed,
  WorkDone,
} from './step-progress.ts';

/** The work's location after delivery. `warnings` say why it is not where it was meant to be. */
export interface Delivered {
  readonly pushed: Pushed;
  readonly pinRef: string | null;
  readonly warnings: readonly string[];
}

export const NOWHERE: Delivered = {pushed: 'none', pinRef: null, warnings: []};
const UNCHANGED: Delivered = {pushed: 'unchanged', pinRef: null, warnings: []};

/**
 * Pushes a step's work to its branch, else to a pin, else writes a bundle. Without a push, keeps what would go with the
 * job. Never throws for a remote's answer.
 */
export async function deliverWork(
  deps: FinishStepDeps,
  {request, agent, isUnseen, progress}: EndedStep,
  {
    work,
    checked,
    outcomeOf,
  }: {
    readonly work: WorkDone;
    readonly checked: CheckedWork;
    /** The step's record once the work is delivered. */
    readonly outcomeOf: (delivered: Delivered) => StepOutcome;
  },
): Promise<Delivered> {
  const {repository, history} = deps;
  const {uid, continueOnAgentError, onFailure} = request;
  const {status} = checked;
  const {head, heads} = progress.start;
  const [before, after] = [head.sha, work.kept ?? work.after];
  const pinRef = pinRefOf('step', request.slug, uid);
  const isUnchanged = after === null || after === before;
  if (request.replays != null) return isUnchanged ? UNCHANGED : await keepReplay(request.replays, after, pinRef);
  // A commit beside the branch completes the branch's: they stay together.
  const apart = work.kept === null ? null : work.missed;
  const [it, theWork] = isOfNoCommit(apart) ? ['The rest', 'The rest'] : ['It', 'The work'];
  const remote = request.push === 'auto' ? repository.remote : null;
  if (remote === null) {
    const why = apart === null ? whyGoneWithJob(request, wasStopped(agent), checked) : capital(apart);
    if (why === null || isUnchanged) return NOWHERE;
    const pinned = request.workTreeLasts ? await pinHere(repository, pinRef, after, `${why}. ${theWork}`) : null;
    if (pinned !== null) return pinned;
    const because = request.workTreeLasts ? `${why}.` : `${why}, and nothing may be pushed.`;
    return await bundle(deps, {before, after, pinRef, file: request.bundleFile, it}, because);
  }
  if (work.mustStay !== null) {
    const where = `It is only in this work tree, at ${after}. Push those commits first if they may be seen, then this.`;
    return {...NOWHERE, warnings: [`The work was not pushed: ${work.mustStay}. ${where}`]};
  }
  if (isUnchanged) return {...UNCHANGED, warnings: await warnOfBack(repository, remote, work.branch, heads)};

  const {branch, made} = work;
  const unseen = isUnseen && mayReachBranch(status, continueOnAgentError);
  const offBranch = unseen
    ? 'the action was killed before it could look at the work'
    : (apart ?? work.offBranch ?? checked.offBranch);
  const push = async (update: RefUpdate, delivered: Delivered): Promise<PushResult> =>
    await history.pushWith([{kind: 'step-finished', uid, outcome: outcomeOf(delivered)}], async (along) => {
      const result = await remote.push([update, ...along], {atomic: along.length > 0});
      return (await hasArrived(remote, result, update)) ? {kind: 'pushed'} : result;
    });
  const pin = async (reason: string, isUnreached = false): Promise<Delivered> => {
    const because = `The work was not pushed to ${branch ?? 'a branch'}: ${asSentence(reason)}`;
    const warnings = [
      `${because} ${it} is kept: ${quoteForShell(['git', 'fetch', remote.fetchFrom, pinRef])} gets it.`,
    ];
    const delivered: Delivered = {pushed: 'pinned', pinRef, warnings};
    const result = await push({ref: pinRef, to: after, expected: null}, delivered);
    if (result.kind === 'pushed') return delivered;
    const whyNoPin =
      result.explanation === reason || (isUnreached && result.kind === 'unreachable')
        ? '.'
        : `: ${asSentence(result.explanation)}`;
    const both = `${because} Nor could it be pinned${whyNoPin}`;
    return await bundle(deps, {before, after, pinRef, file: request.bundleFile, it}, both);
  };

  const facts = {before, after, branch, made, offBranch, status, continueOnAgentError, onFailure};
  const decision = await decide(repository, remote, facts, heads);
  switch (decision.kind) {
    case 'unchanged':
      return UNCHANGED;
    case 'pushed-already':
      return PUSHED;
    case 'pin':
      return await pin(decision.reason, decision.isUnreached);
    case 'push': {
      const result = await push({ref: branchRef(decision.branch), to: after, expected: decision.lease}, PUSHED);
      return result.kind === 'pushed' ? PUSHED : await pin(result.explanation);
    }
  }
}

const PUSHED: Delivered = {pushed: 'pushed', pinRef: null, warnings: []};

/** Looks at the branch as it is now. When the remote does not answer, only the ways beside the branch remain. */
async function decide(
  repository: Clone,
  remote: Remote,
  facts: Omit<DeliveryFacts, 'tip' | 'movedBack' | 'descends' | 'tipAtStart'> & {readonly after: Sha},
  heads: ReadonlyMap<string, Sha> | null,
): Promise<Delivery> {
  const {before, after, branch, made} = facts;
  const tipAtStart = heads === null ? 'unknown' : (branch !== null && heads.get(branch)) || null;
  try {
    const tip = branch === null ? null : await tipOf(remote, branchRef(branch));
    // With a tip outside the step's own range the work is pinned whatever its ancestry, so nothing is fetched for that.
    const known = tip !== null && (tip === before || made.has(tip));
    const descends = tip === null ? 'yes' : known ? await repository.isAncestor(tip, after) : 'unknown';
    const isOthers = branch !== null && tip !== null && !known && tipAtStart !== 'unknown';
    const movedBack = isOthers ? await sayMovedBack(repository, remote, {branch, from: tipAtStart, tip}) : null;
    return decideDelivery({...facts, tipAtStart, tip, movedBack, descends});
  } catch (error) {
    return {kind: 'pin', reason: error instanceof Error ? error.message : String(error), isUnreached: true};
  }
}

/** Says that a branch is behind where the step found it, and what puts it back; null if it is not known to be. */
async function sayMovedBack(
  repository: Clone,
  remote: Remote,
  {branch, from, tip}: {readonly branch: string; readonly from: Sha | null; readonly tip: Sha},
): Promise<string | null> {
  if (from === null || from === tip || !(await fetchCommits(repository, [tip], 1))) return null;
  if ((await repository.isAncestor(tip, from)) !== 'yes') return null;
  const {commits, complete} = await listBetween(repository, branchRef(branch), {from: tip, to: from});
  const far = complete ? `${commits.length} ${commits.length === 1 ? 'commit' : 'commits'} back` : 'back';
  const command = quoteForShell(['git', 'push', remote.name, `${from}:${branchRef(branch)}`]);
  return `${branch} is ${far} at the remote, at ${shortSha(tip)} and no longer at ${shortSha(from)}, where the step found it (if nobody meant that, a fast-forward puts it back: ${command})`;
}

/** Warns if an agent without work of its own moved its branch back. A push of this clone leaves a trace that costs no request. */
async function warnOfBack(
  repository: Clone,
  remote: Remote,
  branch: string | null,
  heads: ReadonlyMap<string, Sha> | null,
): Promise<readonly string[]> {
  const from = (branch !== null && heads?.get(branch)) || null;
  if (branch === null || from === null) return [];
  try {
    const seen = await repository.resolve(`refs/remotes/${remote.name}/${branch}`);
    const tip = seen === null || seen === from ? null : await tipOf(remote, branchRef(branch));
    const back = tip === null ? null : await sayMovedBack(repository, remote, {branch, from, tip});
    return back === null ? [] : [`${back}.`];
  } catch {
    return [];
  }
}

/** Asks for the ref when a push's answer was lost: it may have arrived. */
async function hasArrived(remote: Remote, result: PushResult, {ref, to}: RefUpdate): Promise<boolean> {
  if (result.kind !== 'unreachable') return false;
  try {
    return (await tipOf(remote, ref)) === to;
  } catch {
    return false;
  }
}

interface Bundled {
  /** Null for the whole history. */
  readonly before: Sha | null;
  readonly after: Sha;
  readonly pinRef: string;
  readonly file: string;
  /** Names the commits in the sentence after `because`. */
  readonly it: string;
}

/** Writes commits to a bundle; `because` says why. */
async function bundle(
  {repository, store: {keepFile}}: FinishStepDeps,
  {before, after, pinRef, file, it}: Bundled,
  because: string,
): Promise<Delivered> {
  try {
    // The step's first commit may be gone, as after `rm -rf .git`: then the bundle has the whole history.
    await repository.bundle(before, after, pinRef, file).catch(() => repository.bundle(null, after, pinRef, file));
    const where = keepFile === null ? file : await keepFile(file);
    const way = keepFile === null ? ` ${quoteForShell(['git', 'fetch', file, pinRef])} gets it.` : '';
    // Whoever fetches it may have no more of the history than this clone.
    const isShallow = before !== null && (await repository.isShallow().catch(() => false));
    const needs = isShallow ? ` A clone that lacks ${shortSha(before)} needs git fetch --unshallow first.` : '';
    const warning = `${because} ${it} is kept as a git bundle: ${where}.${way}${needs}`;
    return {pushed: 'bundled', pinRef: null, warnings: [warning]};
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const sentence = `${because} Nor could it be bundled (${detail}). It is only in this work tree, at ${after}.`;
    return {...NOWHERE, warnings: [sentence]};
  }
}

/** Pins commits that are neither on the branch nor in the work, else bundles them; says which. */
export async function keepBeside(
  deps: FinishStepDeps,
  {request: {slug, uid, bundleFile}, progress: {start}}: EndedStep,
  {beside}: LeftWork,
): Promise<readonly string[]> {
  const {remote} = deps.repository;
  if (beside === null || remote === null) return [];
  const pinRef = pinRefOf('beside', slug, uid);
  const why = await warnOnFailure(deps.warn, async () => {
    const result = await remote.push([{ref: pinRef, to: beside, expected: null}], {atomic: false});
    return result.kind === 'pushed' || (await tipOf(remote, pinRef)) === beside ? null : result.explanation;
  });
  if (why === null)
    return [`What is beside the branch is kept: ${quoteForShell(['git', 'fetch', remote.fetchFrom, pinRef])} gets it.`];
  const file = bundleFile.replace(/bundle$/, 'beside.bundle');
  const because = `What is beside the branch could not be pinned${why === undefined ? '.' : `: ${asSentence(why)}`}`;
  return (await bundle(deps, {before: start.head.sha, after: beside, pinRef, file, it: 'It'}, because)).warnings;
}

/** Keeps a replay's work, which is not meant for a branch. */
async function keepReplay({keep}: Replayed, after: Sha, pinRef: string): Promise<Delivered> {
  try {
    await keep(after, pinRef);
    return {pushed: 'pinned', pinRef, warnings: []};
  } catch (error) {
    return {...NOWHERE, warnings: [`The work could not be kept: ${describeError(error)}`]};
  }
}

/** Pins work in a repository that lasts; null when it takes no ref or is gone. */
async function pinHere(
  repository: FinishStepDeps['repository'],
  pinRef: string,
  after: Sha,
  whatAndWhy: string,
): Promise<Delivered | null> {
  try {
    await repository.updateLocalRefs([{ref: pinRef, to: after, expected: null}]);
  } catch {
    return null;
  }
  return {pushed: 'pinned', pinRef, warnings: [`${whatAndWhy} is kept in this repository: git show ${pinRef}`]};
}

/** Says why work that may not be pushed would vanish with the job; null when somebody may still pick it up. */
function whyGoneWithJob(request: FinishStepRequest, isStopped: boolean, {status}: CheckedWork): string | null {
  if (request.workTreeLasts) return null;
  if (isStopped || status === 'cancelled') return 'The step was stopped';
  return hasFailedCheck({status}) && request.onFailure === 'rollback' ? 'The check failed' : null;
}
