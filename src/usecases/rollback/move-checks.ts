import type {RunInfo} from '../../domain/documents.ts';
import {describeError, InputError} from '../../domain/errors.ts';
import type {Sha, Uid} from '../../domain/identity.ts';
import {
  branchCheckedOut,
  branchMoved,
  dirtyWorkTree,
  inOperation,
  notReversible,
  pushRefused,
} from '../../domain/move-refusals.ts';
import {pinPatterns, pinRefOf} from '../../domain/pin-refs.ts';
import type {CodeHost} from '../../domain/ports/forge.ts';
import type {Clone, Repository} from '../../domain/ports/git.ts';
import type {LocalRefs, Remote} from '../../domain/ports/remote.ts';
import type {History, HistoryReader, HistoryWriter} from '../../domain/ports/store.ts';
import type {Clock, Log, UidSource} from '../../domain/ports/system.ts';
import type {WorkTree} from '../../domain/ports/work-tree.ts';
import {branchRef, HEADS, trackedBranch} from '../../domain/refs.ts';
import {
  isInForce,
  type PlannedMove,
  projectRollback,
  type Rollback,
  type RollbackDraft,
} from '../../domain/rollback.ts';
import type {Step} from '../../domain/step.ts';
import type {Wording} from '../../domain/wording.ts';
import {fetchCommits} from '../fetch-commits.ts';
import type {LocalMove} from './branch-move.ts';
import {findUnrecorded, localPins} from './record-from-pins.ts';

/** The dependencies of a rollback and an undo. The caller opens and closes the history and the repository. */
export interface MoveDeps {
  readonly history: HistoryReader & HistoryWriter;
  readonly repository: Repository;
  readonly clock: Clock;
  readonly uids: UidSource;
  readonly log: Log;
  /** The front end's words for what to type. */
  readonly words: Wording;
  /** Knows the branch's pull request; absent without such a service. */
  readonly codeHost?: CodeHost;
}

export interface MoveRequest {
  readonly projectId: string;
  readonly slug: string;
  readonly branch: string | null;
  readonly reason: string | null;
  readonly actor: string | null;
  readonly run: RunInfo | null;
  /** Which branch moves: the remote's, the local one, or both. */
  readonly where: 'remote' | 'local' | 'both';
  /** Allows a work tree with changes. Files still move only when no change would be lost. */
  readonly mayBeDirty?: boolean;
  /** `job`: pushes use the job's GITHUB_TOKEN, which may never change workflow files. */
  readonly tokenKind: 'job' | 'other';
}

/** One look at the refs, and the history with what earlier runs could not record. */
export interface RefsAndHistory {
  readonly repository: Clone;
  /** Null when only the local branch moves. */
  readonly remote: Remote | null;
  /** The remote's branches, pins and notes of dropped pins by full name; empty when only the local branch moves. */
  readonly refs: ReadonlyMap<string, Sha>;
  readonly localPins: ReadonlyMap<string, Sha>;
  readonly unrecorded: readonly RollbackDraft[];
  readonly view: HistoryView;
}

/** Looks at the remote or the local pins once. Changes nothing. */
export async function readRefsAndHistory(deps: MoveDeps, request: MoveRequest): Promise<RefsAndHistory> {
  const {history, repository} = deps;
  const {where, slug} = request;
  const remote = where === 'local' ? null : repository.remote;
  if (where !== 'local' && remote === null) {
    throw new InputError(
      'bad-environment',
      `${repository.root} has no remote, or several and none named origin, so there is no remote branch to move. Add one with git remote add origin, or move the local branch alone.`,
    );
  }
  const warn = (message: string) => deps.log.warn(message);
  const refs: ReadonlyMap<string, Sha> =
    remote === null ? new Map() : await remote.refs([`${HEADS}*`, ...pinPatterns(slug)]);
  const pins: ReadonlyMap<string, Sha> = where === 'remote' ? new Map() : await localPins(repository, slug);
  const there = remote === null ? {refs: pins, place: 'local' as const} : {refs, place: 'remote' as const};
  const found = await findUnrecorded({history, repository, warn}, {slug, ...there});
  return {repository, remote, refs, localPins: pins, unrecorded: found, view: await viewWith(history, found)};
}

/** Refuses a branch name that git rejects, such as a fork's `owner:branch` or one that looks like an option. */
export async function checkBranchName(repository: LocalRefs, branch: string): Promise<void> {
  if (await repository.isBranchName(branch)) return;
  throw notReversible.noBranchName(branch);
}

/** Refuses a work tree where moving the branch could lose work or interfere with somebody's. */
export async function checkWorkTree(
  repository: LocalRefs & Pick<WorkTree, 'dirtyPaths'>,
  branch: string,
): Promise<void> {
  const operation = repository.operationOn(branch);
  if (operation !== null) throw inOperation.ofGit(branch, operation);
  const dirty = await repository.dirtyPaths();
  if (dirty.length > 0) throw dirtyWorkTree.uncommitted(dirty);
  const others = await repository.otherWorkTreesWith(branch);
  if (others.length > 0) throw branchCheckedOut.inOtherWorkTree(branch, others);
}

/** True when the branch does not exist where it is to move. */
export async function isGone({repository, remote, refs}: RefsAndHistory, branch: string): Promise<boolean> {
  const ref = branchRef(branch);
  return remote === null ? (await repository.resolve(ref)) === null : !refs.has(ref);
}

/** Returns the remote branch's tip, with its commits fetched; null when it is gone. */
export async function remoteTip({repository, refs}: RefsAndHistory, branch: string): Promise<Sha | null> {
  const tip = refs.get(branchRef(branch)) ?? null;
  if (tip !== null && !(await fetchCommits(repository, [tip], 1))) throw branchMoved.whileLooking(branch, tip);
  return tip;
}

/** Returns the tip of the leading branch, the remote's or the local one; null when it is gone. */
export async function tipOf(seen: RefsAndHistory, branch: string): Promise<Sha | null> {
  return seen.remote === null ? await seen.repository.resolve(branchRef(branch)) : await remoteTip(seen, branch);
}

/**
 * Refuses what the job's own token cannot push: GitHub compares a pushed commit's workflow files with the default
 * branch's, even for a commit that it already has, and no `permissions:` line lets GITHUB_TOKEN change them.
 */
async function checkWorkflowFiles(seen: RefsAndHistory, {branch, to}: PlannedMove): Promise<void> {
  const main = (await seen.remote?.defaultBranch()) ?? null;
  const tip = main === null ? null : await remoteTip(seen, main);
  if (main === null || tip === null) return;
  const changed = await seen.repository.changedPaths(tip, to, '.github/workflows');
  if (changed.length > 0) throw pushRefused.workflowFiles(branch, to, main, changed);
}

/** Warns when the branch's pull request would be left without commits; undefined otherwise. */
export async function warnOfPullRequest(
  codeHost: CodeHost | undefined,
  seen: RefsAndHistory,
  {branch, to}: PlannedMove,
): Promise<string | undefined> {
  if (codeHost === undefined) return undefined;
  try {
    const pull = await codeHost.findPullRequestOf(branch);
    const base = pull === undefined ? null : await remoteTip(seen, pull.baseRef);
    if (pull === undefined || base === null || (await seen.repository.isAncestor(to, base)) !== 'yes') return undefined;
    return `Pull request #${pull.number} would be left without commits, and its host may close it for that.`;
  } catch (error) {
    return `Whether ${branch} has a pull request that would be left without commits is not known: ${describeError(error)}`;
  }
}

/** The part of a history that a plan reads. */
export type HistoryView = Pick<
  History,
  'condition' | 'ofOneRepository' | 'getStep' | 'listSteps' | 'getRollback' | 'listRollbacks'
>;

/** The history as it will be once these moves are recorded. Every plan uses it; a dry run records nothing. */
async function viewWith(history: HistoryView, unrecorded: readonly RollbackDraft[]): Promise<HistoryView> {
  if (unrecorded.length === 0) return history;

  const recorded = await history.listRollbacks();
  const records: readonly RollbackDraft[] = [...recorded, ...unrecorded].filter(({undoes}) => undoes !== null);
  const project = (rollback: Rollback): Rollback => ({...projectRollback(rollback, records), number: rollback.number});
  const found = unrecorded.map((draft) => projectRollback(draft, records)).reverse();
  const all = [...found, ...recorded.map(project)];
  const covered = new Set(all.filter(isInForce).flatMap(({stepUids}) => stepUids));
  const asNow = (step: Step): Step => ({...step, active: step.replays === null && !covered.has(step.uid)});

  return {
    condition: history.condition,
    ofOneRepository: history.ofOneRepository ?? false,
    getStep: async (ref) => {
      const lookup = await history.getStep(ref);
      return lookup.kind === 'found' || lookup.kind === 'contested' ? {...lookup, value: asNow(lookup.value)} : lookup;
    },
    listSteps: async (filter) => (await history.listSteps(filter)).map(asNow),
    getRollback: async (ref) => {
      const own = ref.kind === 'uid' ? found.filter(({uid}) => uid.startsWith(ref.prefix)) : [];
      const [only] = own;
      if (own.length === 1 && only !== undefined) return {kind: 'found', value: only};
      const lookup = await history.getRollback(ref);
      return lookup.kind === 'found' || lookup.kind === 'contested'
        ? {...lookup, value: project(lookup.value)}
        : lookup;
    },
    listRollbacks: async (filter) =>
      all
        .filter(({branch}) => filter?.branch === undefined || branch === filter.branch)
        .filter(({repository}) => filter?.repository === undefined || repository === filter.repository)
        .slice(0, filter?.limit),
  };
}

/** Warns that only the local branch moves, if `differs` holds for where the remote one was last seen. */
export async function sayRemoteStays(
  repository: Pick<Clone, 'localRefs'>,
  branch: string,
  how: string,
  differs: (seen: Sha) => boolean | Promise<boolean>,
): Promise<readonly string[]> {
  for (const [ref, seen] of await repository.localRefs('refs/remotes/')) {
    if (trackedBranch(ref).branch !== branch || !(await differs(seen))) continue;
    return [`Only the ${branch} of this clone moves: the remote one, as it was last seen, ${how}.`];
  }
  return [];
}

/** A plan and the branches that it moves: the remote's unless `remote` is null, and the local one as `local` says. */
export interface MoveOfBranches<Plan> {
  readonly plan: Plan;
  readonly remote: Remote | null;
  readonly local: LocalMove;
}

/** The part of a move's record that depends on its kind. */
interface MoveRecord extends Pick<RollbackDraft, 'kind' | 'undoes' | 'target' | 'stepUids'> {
  /** The steps that become inactive or active again, for the pin's message. */
  readonly steps: readonly Step[];
  /** False when the branch goes back: then there are no commits to propose. */
  readonly canBeProposed: boolean;
  /** A remote that also keeps the pin of a local move, so that an undo there can start from it. */
  readonly keepAt?: Remote | null;
}

/** A checked move of a branch that has not begun: people see it before they agree. */
export interface PreparedMove<Plan> extends MoveOfBranches<Plan> {
  readonly request: MoveRequest;
  readonly uid: Uid;
  readonly pinRef: string;
  readonly record: MoveRecord;
  readonly unrecorded: readonly RollbackDraft[];
}

/** How the kinds of moves differ before anything moves. The first two may throw RefusedError. */
interface MoveStory<Target, Plan> {
  readonly chooseTarget: (seen: RefsAndHistory) => Promise<Target>;
  /** Plans the move from git's view of the branch. */
  readonly plan: (seen: RefsAndHistory, target: Target) => Promise<MoveOfBranches<Plan>>;
  readonly record: (plan: Plan) => MoveRecord;
}

/** Plans a move. Changes nothing, anywhere: not a ref, not the history. Throws RefusedError when a rule says no. */
export async function prepareMove<Target extends {readonly branch: string}, Plan extends PlannedMove>(
  deps: MoveDeps,
  request: MoveRequest,
  story: MoveStory<Target, Plan>,
): Promise<PreparedMove<Plan>> {
  const {repository} = deps;
  const seen = await readRefsAndHistory(deps, request);
  const target = await story.chooseTarget(seen);
  await checkBranchName(repository, target.branch);
  if (request.where !== 'remote' && request.mayBeDirty !== true) await checkWorkTree(repository, target.branch);

  const {plan, remote, local} = await story.plan(seen, target);
  if (remote !== null && request.tokenKind === 'job') await checkWorkflowFiles(seen, plan);
  const uid = deps.uids.next();
  const {unrecorded} = seen;
  const pinRef = pinRefOf('rollback', request.slug, uid);
  return {request, plan, uid, pinRef, remote, local, record: story.record(plan), unrecorded};
}
